#include <clr_hresult.h>
#include <mscoree.h>

#include <cstdio>

/** Starts a task as the policy in retry.cpp says. */
HRESULT start(IHostTask &task);

int main() {
    std::printf("%s: %s\n", clr::hresult_name(E_FAIL), clr::hresult_description(E_FAIL));
    return &start == nullptr;
}
