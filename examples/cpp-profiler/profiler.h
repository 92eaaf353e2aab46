#pragma once
#include <corprof_default.h>

#include "com_ptr.h"

#include <cstdio>
#include <mutex>
#include <string>

/**
 * Writes a line for each method that the JIT compiled. The base class brings IUnknown and all ninety-odd callbacks of
 * ICorProfilerCallback to ICorProfilerCallback9; only the three that matter here are overridden.
 */
class jit_profiler final : public clr::ICorProfilerCallback9Default {
public:
    /** What CORECLR_PROFILER names: {4D2B64A1-6B5C-4B3E-9C57-0D5A6B6F3E11}. */
    static constexpr CLSID ID = {0x4d2b64a1, 0x6b5c, 0x4b3e, {0x9c, 0x57, 0x0d, 0x5a, 0x6b, 0x6f, 0x3e, 0x11}};

    HRESULT STDMETHODCALLTYPE Initialize(IUnknown *runtime) override;
    HRESULT STDMETHODCALLTYPE JITCompilationFinished(FunctionID function, HRESULT status, BOOL safe_to_block) override;
    HRESULT STDMETHODCALLTYPE Shutdown() override;

private:
    std::string name_of(FunctionID function, mdToken *token) const;

    com_ptr<ICorProfilerInfo3> info_;
    std::string prefix_;
    std::FILE *report_ = nullptr;
    std::mutex writing_;
};
