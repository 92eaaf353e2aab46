#pragma once
#include <clr_hresult.h>

#include <cstdio>
#include <stdexcept>
#include <string>

/** Throws what failed with the name and number of its HRESULT. */
inline void check(HRESULT hr, const char *what) {
    if (SUCCEEDED(hr)) return;
    char number[16];
    std::snprintf(number, sizeof number, "0x%08x", static_cast<unsigned>(hr));
    const char *name = clr::hresult_name(hr);
    throw std::runtime_error(std::string(what) + ": " + (name != nullptr ? std::string(name) + " " : "") + number);
}
