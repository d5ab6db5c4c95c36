/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "place.h"

#include <string.h>

static size_t
run_of(const char *markdown, size_t size, size_t at, char c)
{
    size_t count = 0;
    while (at + count < size && markdown[at + count] == c)
        count++;
    return count;
}

/* Where a run of exactly `length` backticks begins, or `size`. */
static size_t
closing_run(const char *markdown, size_t size, size_t at, size_t length)
{
    while (at < size) {
        size_t count = run_of(markdown, size, at, '`');
        if (count == length)
            return at;
        at += count ? count : 1;
    }
    return size;
}

bool
place_is_code(const char *markdown, size_t size, size_t at)
{
    size_t i = 0;
    while (i < size && i <= at) {
        size_t count = run_of(markdown, size, i, '`');
        if (count == 0) {
            i += markdown[i] == '\\' ? 2 : 1;
            continue;
        }
        size_t close = closing_run(markdown, size, i + count, count);
        if (close < size && at < close)
            return at >= i;
        i = close < size ? close + count : i + count;
    }
    return false;
}

size_t
place_trim(const char *markdown, size_t start, size_t end)
{
    while (end > start && strchr(" \t\r\n", markdown[end - 1]))
        end--;
    return end;
}

size_t
place_after_marks(const char *markdown, size_t size, size_t at)
{
    while (at < size && strchr("*_`", markdown[at]))
        at++;
    return at;
}
