// Hosts CoreCLR: starts it, asks ICLRRuntimeHost4 for everything it does and refuses to do, and runs managed code.
#include <corerror.h>
#include <mscoree.h>

#include "coreclr.h"
#include "expect.h"

#include <exception>

static HRESULT STDMETHODCALLTYPE double_it(void *cookie) {
    *static_cast<int *>(cookie) *= 2;
    return S_FALSE;
}

/** Before the CLR runs, its host object is there already and says so. */
static void ask_before_start(const coreclr &clr) {
    const auto get_host = clr.function<FnGetCLRRuntimeHost>("GetCLRRuntimeHost");
    com_ptr<ICLRRuntimeHost4> host;
    EXPECT(get_host(clr::uuid_of<ICLRRuntimeHost4>(), host.put()), S_OK);
    DWORD id = 0;
    EXPECT(host->GetCurrentAppDomainId(&id), HOST_E_CLRNOTAVAILABLE);
}

static void ask_for_interfaces(ICLRRuntimeHost4 *host) {
    com_ptr<ICLRRuntimeHost> first;
    com_ptr<ICLRRuntimeHost2> second;
    com_ptr<ICLRControl> none;
    EXPECT(host->QueryInterface(clr::uuid_of<ICLRRuntimeHost>(), first.put()), S_OK);
    EXPECT(host->QueryInterface(clr::uuid_of<ICLRRuntimeHost2>(), second.put()), S_OK);
    EXPECT(host->QueryInterface(clr::uuid_of<ICLRControl>(), none.put()), E_NOINTERFACE);
    EXPECT(host->QueryInterface(clr::uuid_of<ICLRRuntimeHost>(), nullptr), E_POINTER);
}

/** What .NET Framework lets a host control, CoreCLR does not. */
static void ask_for_control(ICLRRuntimeHost4 *host) {
    com_ptr<ICLRControl> control;
    EXPECT(host->GetCLRControl(control.put()), E_NOTIMPL);
    EXPECT(host->SetHostControl(nullptr), E_NOTIMPL);
    EXPECT(host->Start(), HOST_E_INVALIDOPERATION);
}

static void run_in_domain(ICLRRuntimeHost4 *host, DWORD domain) {
    DWORD id = 0;
    EXPECT(host->GetCurrentAppDomainId(&id), S_OK);
    EXPECT_TRUE(id == domain);
    EXPECT(host->GetCurrentAppDomainId(nullptr), E_POINTER);

    int number = 21;
    EXPECT(host->ExecuteInAppDomain(domain, double_it, &number), S_FALSE);
    EXPECT_TRUE(number == 42);
    EXPECT(host->ExecuteInAppDomain(domain, nullptr, nullptr), E_POINTER);
    EXPECT(host->ExecuteInAppDomain(domain + 6, double_it, &number), HOST_E_INVALIDOPERATION);
}

static void run_managed_code(ICLRRuntimeHost4 *host, DWORD domain, const std::filesystem::path &assembly) {
    const auto path = assembly.string<WCHAR>();
    const WCHAR *type = CLR_W("TestApp.Program");

    DWORD result = 0;
    EXPECT(host->ExecuteInDefaultAppDomain(path.c_str(), type, CLR_W("Length"), CLR_W("hello"), &result), S_OK);
    EXPECT_TRUE(result == 5);
    EXPECT(host->ExecuteInDefaultAppDomain(path.c_str(), type, CLR_W("None"), CLR_W(""), &result), COR_E_MISSINGMETHOD);
    EXPECT(host->ExecuteInDefaultAppDomain(path.c_str(), type, CLR_W("Fault"), CLR_W(""), &result),
           COR_E_INVALIDOPERATION);

    const auto name = assembly.stem().string<WCHAR>();
    INT_PTR entry = 0;
    EXPECT(host->CreateDelegate(domain, name.c_str(), type, CLR_W("Add"), &entry), S_OK);
    EXPECT_TRUE(reinterpret_cast<int(STDMETHODCALLTYPE *)(int, int)>(entry)(40, 2) == 42);
    EXPECT(host->CreateDelegate(domain, name.c_str(), type, CLR_W("None"), &entry), COR_E_MISSINGMETHOD);

    LPCWSTR arguments[] = {CLR_W("exit"), CLR_W("7")};
    EXPECT(host->ExecuteAssembly(domain, path.c_str(), 2, arguments, &result), S_OK);
    EXPECT_TRUE(result == 7);
}

int main(int argc, char **argv) {
    if (argc != 3) {
        std::fprintf(stderr, "usage: %s SDK-FOLDER TESTAPP.DLL\n", argv[0]);
        return 2;
    }
    try {
        coreclr clr(argv[1]);
        ask_before_start(clr);
        {
            const com_ptr<ICLRRuntimeHost4> host = clr.start(argv[2]);
            ask_for_interfaces(host.get());
            ask_for_control(host.get());
            run_in_domain(host.get(), clr.domain());
            run_managed_code(host.get(), clr.domain(), argv[2]);
        }
        EXPECT_TRUE(clr.stop() == 7);
    } catch (const std::exception &error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 2;
    }
    std::printf("%d unexpected\n", unexpected);
    return unexpected == 0 ? 0 : 1;
}
