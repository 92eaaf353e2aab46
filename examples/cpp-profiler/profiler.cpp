// A CoreCLR profiler that reports JIT-compiled methods.
//   JIT_REPORT         the file to write
//   JIT_REPORT_PREFIX  reports only methods whose full name starts so; all of them where it is not set
#include "profiler.h"

#include <cor.h>
#include <corerror.h>

#include "utf16.h"

#include <cstdlib>

static std::string environment(const char *name) {
    const char *value = std::getenv(name);
    return value != nullptr ? value : "";
}

HRESULT jit_profiler::Initialize(IUnknown *runtime) {
    // A profiler that fails here is unloaded, and the application runs without it.
    HRESULT hr = runtime->QueryInterface(clr::uuid_of<ICorProfilerInfo3>(), info_.put());
    if (FAILED(hr)) return hr;
    report_ = std::fopen(environment("JIT_REPORT").c_str(), "w");
    if (report_ == nullptr) return CORPROF_E_PROFILER_CANCEL_ACTIVATION;
    prefix_ = environment("JIT_REPORT_PREFIX");

    COR_PRF_RUNTIME_TYPE type{};
    hr = info_->GetRuntimeInformation(nullptr, &type, nullptr, nullptr, nullptr, nullptr, 0, nullptr, nullptr);
    if (FAILED(hr)) return hr;
    std::fprintf(report_, "%s\n", type == COR_PRF_CORE_CLR ? "CoreCLR" : ".NET Framework");

    return info_->SetEventMask(COR_PRF_MONITOR_JIT_COMPILATION | COR_PRF_DISABLE_INLINING);
}

HRESULT jit_profiler::JITCompilationFinished(FunctionID function, HRESULT status, BOOL) {
    mdToken token = mdTokenNil;
    const std::string name = name_of(function, &token);
    if (name.compare(0, prefix_.size(), prefix_) != 0) return S_OK;
    const std::lock_guard<std::mutex> lock(writing_);
    std::fprintf(report_, "%08x %s%s\n", token, name.c_str(), FAILED(status) ? " failed" : "");
    return S_OK;
}

HRESULT jit_profiler::Shutdown() {
    std::fclose(report_);
    return S_OK;
}

std::string jit_profiler::name_of(FunctionID function, mdToken *token) const {
    com_ptr<IMetaDataImport> import;
    if (FAILED(info_->GetTokenAndMetaDataFromFunction(function, clr::uuid_of<IMetaDataImport>(), import.put(), token)))
        return "?";
    mdTypeDef type = mdTypeDefNil;
    WCHAR type_name[MAX_CLASS_NAME], method_name[MAX_CLASS_NAME];
    if (FAILED(import->GetMethodProps(*token, &type, method_name, MAX_CLASS_NAME, nullptr, nullptr, nullptr, nullptr,
                                      nullptr, nullptr)) ||
        FAILED(import->GetTypeDefProps(type, type_name, MAX_CLASS_NAME, nullptr, nullptr, nullptr)))
        return "?";
    return utf8(type_name) + "." + utf8(method_name);
}
