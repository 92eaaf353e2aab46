// Lists the types and methods of an assembly through the CLR's metadata API.
#include <cor.h>

#include "check.h"
#include "coreclr.h"
#include "signature.h"
#include "utf16.h"

#include <cstdio>
#include <exception>

/** Calls `use` for every token that `next`, one of the Enum... methods, hands out. */
template <typename Next, typename Use>
static void for_each(IMetaDataImport2 *import, Next next, Use use) {
    HCORENUM cursor = nullptr;
    mdToken tokens[32];
    ULONG count = 0;
    while (next(&cursor, tokens, 32, &count) == S_OK && count > 0)
        for (ULONG i = 0; i < count; ++i) use(tokens[i]);
    import->CloseEnum(cursor);
}

/** The names of an assembly's metadata: those of types carry their namespace, those of nested types their owner. */
class assembly_lister {
public:
    explicit assembly_lister(IMetaDataImport2 *import) : import_(import) {}

    void list() {
        const auto types = [this](auto... rest) { return import_->EnumTypeDefs(rest...); };
        for_each(import_, types, [this](mdTypeDef type) { list_type(type); });
    }

private:
    void list_type(mdTypeDef type) {
        DWORD flags = 0;
        check(import_->GetTypeDefProps(type, nullptr, 0, nullptr, &flags, nullptr), "GetTypeDefProps");
        const char *kind = IsTdInterface(flags) ? "interface" : "class";
        const char *access = IsTdPublic(flags) || IsTdNestedPublic(flags) ? "public " : "";
        std::printf("%08x %s%s %s%s\n", type, access, kind, type_name(type).c_str(), type_parameters(type).c_str());

        const auto methods = [this, type](HCORENUM *cursor, mdToken *tokens, ULONG size, ULONG *count) {
            return import_->EnumMethods(cursor, type, tokens, size, count);
        };
        for_each(import_, methods, [this](mdMethodDef method) { list_method(method); });
    }

    void list_method(mdMethodDef method) {
        WCHAR name[MAX_CLASS_NAME];
        DWORD flags = 0;
        PCCOR_SIGNATURE signature = nullptr;
        ULONG size = 0;
        check(import_->GetMethodProps(method, nullptr, name, MAX_CLASS_NAME, nullptr, &flags, &signature, &size,
                                      nullptr, nullptr),
              "GetMethodProps");
        const std::string text =
            signature_reader(signature, size, [this](mdToken token) { return type_name(token); }).method();
        std::printf("  %08x %s%s%s: %s\n", method, IsMdPublic(flags) ? "public " : "",
                    IsMdStatic(flags) ? "static " : "", utf8(name).c_str(), text.c_str());
    }

    std::string type_name(mdToken type) const {
        WCHAR name[MAX_CLASS_NAME];
        if (TypeFromToken(type) == mdtTypeRef) {
            check(import_->GetTypeRefProps(type, nullptr, name, MAX_CLASS_NAME, nullptr), "GetTypeRefProps");
            return utf8(name);
        }
        if (TypeFromToken(type) != mdtTypeDef) return "type token " + std::to_string(type);
        DWORD flags = 0;
        check(import_->GetTypeDefProps(type, name, MAX_CLASS_NAME, nullptr, &flags, nullptr), "GetTypeDefProps");
        if (!IsTdNested(flags)) return utf8(name);
        mdTypeDef owner = mdTypeDefNil;
        check(import_->GetNestedClassProps(type, &owner), "GetNestedClassProps");
        return type_name(owner) + "/" + utf8(name);
    }

    std::string type_parameters(mdTypeDef type) const {
        std::string names;
        const auto parameters = [this, type](HCORENUM *cursor, mdToken *tokens, ULONG size, ULONG *count) {
            return import_->EnumGenericParams(cursor, type, tokens, size, count);
        };
        for_each(import_, parameters, [&](mdGenericParam parameter) {
            WCHAR name[MAX_CLASS_NAME];
            check(import_->GetGenericParamProps(parameter, nullptr, nullptr, nullptr, nullptr, name, MAX_CLASS_NAME,
                                                nullptr),
                  "GetGenericParamProps");
            names += (names.empty() ? "<" : ", ") + utf8(name);
        });
        return names.empty() ? names : names + ">";
    }

    IMetaDataImport2 *import_;
};

static void list_assembly(const coreclr &clr, const std::filesystem::path &assembly) {
    using get_dispenser_fn = HRESULT STDAPICALLTYPE(REFCLSID, REFIID, void **);
    const auto get_dispenser = clr.function<get_dispenser_fn *>("MetaDataGetDispenser");

    com_ptr<IMetaDataDispenserEx> dispenser;
    check(get_dispenser(CLSID_CorMetaDataDispenser, clr::uuid_of<IMetaDataDispenserEx>(), dispenser.put()),
          "MetaDataGetDispenser");

    const auto path = assembly.string<WCHAR>();
    com_ptr<IMetaDataImport2> import;
    check(dispenser->OpenScope(path.c_str(), ofReadOnly, clr::uuid_of<IMetaDataImport2>(), import.put()), "OpenScope");

    WCHAR version[64];
    check(import->GetVersionString(version, 64, nullptr), "GetVersionString");
    std::printf("%s, metadata %s\n", assembly.filename().string().c_str(), utf8(version).c_str());
    assembly_lister(import.get()).list();
}

int main(int argc, char **argv) {
    if (argc != 3) {
        std::fprintf(stderr, "usage: %s SDK-FOLDER ASSEMBLY\n", argv[0]);
        return 2;
    }
    try {
        coreclr clr(argv[1]);
        // OpenScope needs the runtime's platform layer, which off Windows lives only while the CLR runs.
        const com_ptr<ICLRRuntimeHost4> host = clr.start();
        list_assembly(clr, argv[2]);
    } catch (const std::exception &error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
    return 0;
}
