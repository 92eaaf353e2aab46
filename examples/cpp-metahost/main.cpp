// Asks mscoree.dll, the .NET Framework's shim, which runtimes are installed, and how it refuses what it cannot do.
#include <corerror.h>
#include <metahost.h>
#include <mscoree.h>

#include "com_ptr.h"
#include "expect.h"
#include "utf16.h"

#include <algorithm>
#include <vector>

static void ask_for_instances() {
    com_ptr<ICLRMetaHost> host;
    EXPECT(CLRCreateInstance(CLSID_CLRMetaHost, clr::uuid_of<ICLRMetaHost>(), host.put()), S_OK);
    EXPECT(CLRCreateInstance(CLSID_CLRMetaHost, clr::uuid_of<ICLRRuntimeInfo>(), host.put()), E_NOINTERFACE);
    EXPECT(CLRCreateInstance(CLSID_CLRRuntimeHost, clr::uuid_of<ICLRRuntimeHost>(), host.put()),
           CLASS_E_CLASSNOTAVAILABLE);
}

/** Strings come in the manner of the hosting API: the length goes in and out, and a short one is refused. */
static std::string version_of(ICLRRuntimeInfo *runtime) {
    WCHAR text[64];
    DWORD length = 64;
    EXPECT(runtime->GetVersionString(text, &length), S_OK);
    EXPECT_TRUE(length == std::char_traits<WCHAR>::length(text) + 1);
    DWORD short_length = length - 1;
    EXPECT(runtime->GetVersionString(text, &short_length), HRESULT_FROM_WIN32(ERROR_INSUFFICIENT_BUFFER));
    EXPECT_TRUE(short_length == length);
    return utf8(text);
}

static void ask_for_runtime(ICLRMetaHost *host) {
    com_ptr<ICLRRuntimeInfo> runtime;
    EXPECT(host->GetRuntime(CLR_W("v9.9.99999"), clr::uuid_of<ICLRRuntimeInfo>(), runtime.put()), CLR_E_SHIM_RUNTIME);
    EXPECT(host->GetRuntime(nullptr, clr::uuid_of<ICLRRuntimeInfo>(), runtime.put()), E_POINTER);
    EXPECT(host->GetRuntime(CLR_W("v4.0.30319"), clr::uuid_of<ICLRRuntimeInfo>(), runtime.put()), S_OK);
    EXPECT_TRUE(version_of(runtime.get()) == "v4.0.30319");

    // Wine's shim knows the runtimes by name and cannot load one unless Mono is installed beside it.
    WCHAR folder[MAX_PATH];
    DWORD length = MAX_PATH;
    const bool has_files = SUCCEEDED(runtime->GetRuntimeDirectory(folder, &length));
    com_ptr<ICLRRuntimeHost> clr;
    EXPECT(runtime->GetInterface(CLSID_CLRRuntimeHost, clr::uuid_of<ICLRRuntimeHost>(), clr.put()),
           has_files ? S_OK : CLR_E_SHIM_RUNTIME);
}

static void list_runtimes(ICLRMetaHost *host) {
    com_ptr<IEnumUnknown> installed;
    EXPECT(host->EnumerateInstalledRuntimes(installed.put()), S_OK);
    std::vector<std::string> versions;
    com_ptr<IUnknown> next;
    ULONG fetched = 0;
    while (installed->Next(1, next.put(), &fetched) == S_OK) {
        com_ptr<ICLRRuntimeInfo> runtime;
        EXPECT(next->QueryInterface(clr::uuid_of<ICLRRuntimeInfo>(), runtime.put()), S_OK);
        versions.push_back(version_of(runtime.get()));
        std::printf("     installed: %s\n", versions.back().c_str());
    }
    EXPECT_TRUE(std::count(versions.begin(), versions.end(), "v4.0.30319") == 1);
}

/** The version that an assembly was compiled for stands in its metadata, and decides which runtime it gets. */
static void ask_about_assembly(ICLRMetaHost *host, const std::basic_string<WCHAR> &assembly) {
    WCHAR version[64];
    DWORD length = 64;
    EXPECT(host->GetVersionFromFile(assembly.c_str(), version, &length), S_OK);
    EXPECT_TRUE(utf8(version) == "v4.0.30319");
    length = 3;
    EXPECT(host->GetVersionFromFile(assembly.c_str(), version, &length), HRESULT_FROM_WIN32(ERROR_INSUFFICIENT_BUFFER));
    EXPECT(host->GetVersionFromFile((assembly + CLR_W(".none")).c_str(), version, &length), COR_E_FILENOTFOUND);

    com_ptr<ICLRMetaHostPolicy> policy;
    EXPECT(CLRCreateInstance(CLSID_CLRMetaHostPolicy, clr::uuid_of<ICLRMetaHostPolicy>(), policy.put()), S_OK);
    com_ptr<ICLRRuntimeInfo> runtime;
    EXPECT(policy->GetRequestedRuntime(METAHOST_POLICY_HIGHCOMPAT, assembly.c_str(), nullptr, nullptr, nullptr, nullptr,
                                       nullptr, nullptr, clr::uuid_of<ICLRRuntimeInfo>(), runtime.put()),
           S_OK);
    EXPECT_TRUE(version_of(runtime.get()) == "v4.0.30319");
}

int main(int argc, char **argv) {
    if (argc != 2) {
        std::fprintf(stderr, "usage: %s ASSEMBLY\n", argv[0]);
        return 2;
    }
    ask_for_instances();
    com_ptr<ICLRMetaHost> host;
    EXPECT(CLRCreateInstance(CLSID_CLRMetaHost, clr::uuid_of<ICLRMetaHost>(), host.put()), S_OK);
    if (!host) return 1;
    ask_for_runtime(host.get());
    list_runtimes(host.get());
    const std::string assembly = argv[1];
    ask_about_assembly(host.get(), std::basic_string<WCHAR>(assembly.begin(), assembly.end()));

    std::printf("%d unexpected\n", unexpected);
    return unexpected == 0 ? 0 : 1;
}
