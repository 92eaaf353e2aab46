#pragma once
#include <mscoree.h>

#include "check.h"
#include "com_ptr.h"

#include <array>
#include <cstdio>
#include <filesystem>
#include <stdexcept>
#include <string>

#ifndef _WIN32
#include <dlfcn.h>
#endif

/** A host's way into CoreCLR: its library, its start, its end. One per process; a CLR that was shut down stays so. */
class coreclr {
public:
    /** Loads the newest runtime of an SDK folder, which holds `dotnet` and `shared/`; throws when there is none. */
    explicit coreclr(const std::filesystem::path &sdk) : folder_(newest_runtime(sdk)) {
        const std::filesystem::path file = folder_ / LIBRARY;
#ifdef _WIN32
        library_ = LoadLibraryW(file.c_str());
#else
        library_ = dlopen(file.c_str(), RTLD_NOW);
#endif
        if (library_ == nullptr) throw std::runtime_error("cannot load " + file.string());
    }

    /** An export of the runtime: `clr.function<FnGetCLRRuntimeHost>("GetCLRRuntimeHost")`. */
    template <typename Function>
    Function function(const char *name) const {
#ifdef _WIN32
        void *found = reinterpret_cast<void *>(GetProcAddress(library_, name));
#else
        void *found = dlsym(library_, name);
#endif
        if (found == nullptr) throw std::runtime_error(std::string("the runtime does not export ") + name);
        return reinterpret_cast<Function>(found);
    }

    /**
     * Starts the CLR, which then finds the assemblies of its own folder, and `application` where one is given. What the
     * export calls a host handle is the ICLRRuntimeHost4 of the process.
     */
    com_ptr<ICLRRuntimeHost4> start(const std::filesystem::path &application = {}) {
        std::string trusted = application.empty() ? "" : application.string() + PATH_SEPARATOR;
        for (const auto &entry : std::filesystem::directory_iterator(folder_))
            if (entry.path().extension() == ".dll") trusted += entry.path().string() + PATH_SEPARATOR;

        const std::string native = folder_.string();
        const char *keys[] = {
            "TRUSTED_PLATFORM_ASSEMBLIES", "NATIVE_DLL_SEARCH_DIRECTORIES", "System.Globalization.Invariant"};
        const char *values[] = {trusted.c_str(), native.c_str(), "true"};

        void *handle = nullptr;
        const auto initialize = function<initialize_fn *>("coreclr_initialize");
        check(initialize(native.c_str(), "clr-bindgen", 3, keys, values, &handle, &domain_), "coreclr_initialize");
        host_ = static_cast<ICLRRuntimeHost4 *>(handle);
        host_->AddRef();
        return com_ptr<ICLRRuntimeHost4>(host_);
    }

    /** Shuts the CLR down and returns the exit code that managed code left behind. */
    int stop() {
        int exit_code = 0;
        check(function<shutdown_fn *>("coreclr_shutdown_2")(host_, domain_, &exit_code), "coreclr_shutdown_2");
        return exit_code;
    }

    /** Number of the application domain that `start` made. */
    DWORD domain() const { return domain_; }

private:
    /* The exports as <coreclrhost.h> of the runtime declares them: not part of the documented unmanaged API. */
    using initialize_fn = HRESULT STDAPICALLTYPE(const char *executable, const char *domain_name, int count,
                                                 const char **keys, const char **values, void **host, unsigned *domain);
    using shutdown_fn = HRESULT STDAPICALLTYPE(void *host, unsigned domain, int *exit_code);

#ifdef _WIN32
    static constexpr const char *LIBRARY = "coreclr.dll";
    static constexpr char PATH_SEPARATOR = ';';
    HMODULE library_ = nullptr;
#elif defined(__APPLE__)
    static constexpr const char *LIBRARY = "libcoreclr.dylib";
    static constexpr char PATH_SEPARATOR = ':';
    void *library_ = nullptr;
#else
    static constexpr const char *LIBRARY = "libcoreclr.so";
    static constexpr char PATH_SEPARATOR = ':';
    void *library_ = nullptr;
#endif

    static std::array<int, 3> version(const std::filesystem::path &folder) {
        std::array<int, 3> numbers{};
        std::sscanf(folder.filename().string().c_str(), "%d.%d.%d", &numbers[0], &numbers[1], &numbers[2]);
        return numbers;
    }

    static std::filesystem::path newest_runtime(const std::filesystem::path &sdk) {
        std::filesystem::path newest;
        for (const auto &entry : std::filesystem::directory_iterator(sdk / "shared" / "Microsoft.NETCore.App"))
            if (newest.empty() || version(entry.path()) > version(newest)) newest = entry.path();
        if (newest.empty()) throw std::runtime_error("no runtime in " + sdk.string());
        return newest;
    }

    std::filesystem::path folder_;
    ICLRRuntimeHost4 *host_ = nullptr;
    unsigned domain_ = 0;
};
