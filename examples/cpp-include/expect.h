#pragma once
#include <clr_hresult.h>

#include <cstdio>

/** Calls that did not answer as expected. */
inline int unexpected = 0;

inline void report(const char *what, bool as_expected) {
    std::printf("%-4s %s", as_expected ? "ok" : "BAD", what);
    if (!as_expected) ++unexpected;
}

inline void expect_hresult(const char *call, HRESULT actual, HRESULT expected, const char *name) {
    report(call, actual == expected);
    const char *known = clr::hresult_name(actual);
    std::printf(" -> 0x%08x %s\n", static_cast<unsigned>(actual), known != nullptr ? known : "");
    if (actual != expected) std::printf("     expected 0x%08x %s\n", static_cast<unsigned>(expected), name);
    std::fflush(stdout);
}

inline void expect_true(const char *condition, bool holds) {
    report(condition, holds);
    std::puts("");
}

/** Prints a call with its HRESULT and its name; remembers when it is another one than `expected`. */
#define EXPECT(call, expected) expect_hresult(#call, call, expected, #expected)
#define EXPECT_TRUE(condition) expect_true(#condition, condition)
