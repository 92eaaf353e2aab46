#pragma once
#include <clr_platform.h>

#include <string>

/** UTF-8 of text in UTF-16 that ends in a zero; U+FFFD for a lone surrogate. */
inline std::string utf8(const WCHAR *text) {
    std::string result;
    while (*text != 0) {
        unsigned long point = static_cast<unsigned short>(*text++);
        if (point >= 0xd800 && point < 0xdc00 && *text >= 0xdc00 && *text < 0xe000)
            point = 0x10000 + ((point - 0xd800) << 10) + (static_cast<unsigned long>(*text++) - 0xdc00);
        else if (point >= 0xd800 && point < 0xe000)
            point = 0xfffd;

        if (point < 0x80) {
            result += static_cast<char>(point);
            continue;
        }
        const int tail = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
        const unsigned lead[] = {0, 0xc0, 0xe0, 0xf0};
        result += static_cast<char>(lead[tail] | (point >> (6 * tail)));
        for (int shift = 6 * (tail - 1); shift >= 0; shift -= 6)
            result += static_cast<char>(0x80 | ((point >> shift) & 0x3f));
    }
    return result;
}
