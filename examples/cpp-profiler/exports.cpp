// How the runtime gets at a profiler: the two exports of every in-process COM server.
#include "profiler.h"

#include <clr_com_object.h>

#include <new>

namespace {

class class_factory final : public clr::com_object<IClassFactory> {
public:
    HRESULT STDMETHODCALLTYPE CreateInstance(IUnknown *outer, REFIID iid, void **object) override {
        if (object == nullptr) return E_POINTER;
        *object = nullptr;
        if (outer != nullptr) return CLASS_E_NOAGGREGATION;
        const com_ptr<jit_profiler> profiler(new (std::nothrow) jit_profiler);
        return profiler ? profiler->QueryInterface(iid, object) : E_OUTOFMEMORY;
    }

    HRESULT STDMETHODCALLTYPE LockServer(BOOL) override { return S_OK; }
};

} // namespace

#ifdef _WIN32
#define EXPORT EXTERN_C __declspec(dllexport)
#else
#define EXPORT EXTERN_C __attribute__((visibility("default")))
#endif

EXPORT HRESULT STDAPICALLTYPE DllGetClassObject(REFCLSID clsid, REFIID iid, void **object) {
    if (object == nullptr) return E_POINTER;
    *object = nullptr;
    if (clsid != jit_profiler::ID) return CLASS_E_CLASSNOTAVAILABLE;
    const com_ptr<class_factory> factory(new (std::nothrow) class_factory);
    return factory ? factory->QueryInterface(iid, object) : E_OUTOFMEMORY;
}

/* A profiler's callbacks may be called until the process ends. */
EXPORT HRESULT STDAPICALLTYPE DllCanUnloadNow() {
    return S_FALSE;
}
