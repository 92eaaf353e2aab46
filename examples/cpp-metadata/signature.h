#pragma once
#include <cor.h>

#include <functional>
#include <stdexcept>
#include <string>

/**
 * Reads a method's signature (ECMA-335 II.23.2.1) into text like `int32 (string, !0[])`: types as IL names them, type
 * variables as `!number`, method variables as `!!number`.
 */
class signature_reader {
public:
    /** `type_name` names a TypeDef, TypeRef or TypeSpec token. */
    signature_reader(PCCOR_SIGNATURE signature, ULONG size, std::function<std::string(mdToken)> type_name)
        : at_(signature), end_(signature + size), type_name_(std::move(type_name)) {}

    std::string method() {
        const ULONG convention = number();
        if ((convention & IMAGE_CEE_CS_CALLCONV_GENERIC) != 0) number();
        const ULONG count = number();
        std::string text = type() + " (";
        for (ULONG i = 0; i < count; ++i) text += (i == 0 ? "" : ", ") + type();
        return text + ")";
    }

private:
    ULONG number() {
        UINT32 value = 0, size = 0;
        if (FAILED(CorSigUncompressData(at_, left(), &value, &size))) throw std::runtime_error("signature ends early");
        at_ += size;
        return value;
    }

    std::string token() {
        mdToken token = mdTokenNil;
        UINT32 size = 0;
        if (FAILED(CorSigUncompressToken(at_, left(), &token, &size))) throw std::runtime_error("signature ends early");
        at_ += size;
        return type_name_(token);
    }

    std::string type() {
        switch (const ULONG element = number()) {
            case ELEMENT_TYPE_VOID: return "void";
            case ELEMENT_TYPE_BOOLEAN: return "bool";
            case ELEMENT_TYPE_CHAR: return "char";
            case ELEMENT_TYPE_I1: return "int8";
            case ELEMENT_TYPE_U1: return "uint8";
            case ELEMENT_TYPE_I2: return "int16";
            case ELEMENT_TYPE_U2: return "uint16";
            case ELEMENT_TYPE_I4: return "int32";
            case ELEMENT_TYPE_U4: return "uint32";
            case ELEMENT_TYPE_I8: return "int64";
            case ELEMENT_TYPE_U8: return "uint64";
            case ELEMENT_TYPE_R4: return "float32";
            case ELEMENT_TYPE_R8: return "float64";
            case ELEMENT_TYPE_I: return "native int";
            case ELEMENT_TYPE_U: return "native uint";
            case ELEMENT_TYPE_STRING: return "string";
            case ELEMENT_TYPE_OBJECT: return "object";
            case ELEMENT_TYPE_TYPEDBYREF: return "typedref";
            case ELEMENT_TYPE_CLASS:
            case ELEMENT_TYPE_VALUETYPE: return token();
            case ELEMENT_TYPE_VAR: return "!" + std::to_string(number());
            case ELEMENT_TYPE_MVAR: return "!!" + std::to_string(number());
            case ELEMENT_TYPE_PTR: return type() + "*";
            case ELEMENT_TYPE_BYREF: return type() + "&";
            case ELEMENT_TYPE_SZARRAY: return type() + "[]";
            case ELEMENT_TYPE_ARRAY: return array();
            case ELEMENT_TYPE_GENERICINST: return instance();
            case ELEMENT_TYPE_FNPTR: return "method " + method();
            case ELEMENT_TYPE_CMOD_REQD:
            case ELEMENT_TYPE_CMOD_OPT: token(); return type();
            case ELEMENT_TYPE_SENTINEL: return "..., " + type();
            case ELEMENT_TYPE_PINNED: return type();
            default: throw std::runtime_error("unknown element type " + std::to_string(element));
        }
    }

    std::string array() {
        std::string text = type() + "[";
        const ULONG rank = number();
        for (ULONG sizes = number(); sizes > 0; --sizes) number();
        for (ULONG bounds = number(); bounds > 0; --bounds) number();
        for (ULONG i = 1; i < rank; ++i) text += ",";
        return text + "]";
    }

    std::string instance() {
        std::string text = type() + "<";
        const ULONG count = number();
        for (ULONG i = 0; i < count; ++i) text += (i == 0 ? "" : ", ") + type();
        return text + ">";
    }

    DWORD left() const { return static_cast<DWORD>(end_ - at_); }

    PCCOR_SIGNATURE at_;
    PCCOR_SIGNATURE end_;
    std::function<std::string(mdToken)> type_name_;
};
