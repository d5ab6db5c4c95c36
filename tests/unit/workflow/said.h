/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "base/problem.h"

#include <string.h>

/* Asserts that exactly these problems were found, in this order; each is "LINE:COLUMN words", and
 * the words are a part of the message. */
static inline void
assert_said(const GPtrArray *problems, const char *const *expected)
{
    size_t count = g_strv_length((char **)expected);
    g_autofree char *all = marbre_problems_format(problems);

    for (size_t i = 0; i < MIN(count, problems->len); i++) {
        const MarbreProblem *problem = g_ptr_array_index(problems, i);
        g_autofree char *place = g_strdup_printf("%llu:%llu ", (unsigned long long)problem->line,
                                                 (unsigned long long)problem->column);

        if (!g_str_has_prefix(expected[i], place) ||
            strstr(problem->message, expected[i] + strlen(place)) == NULL)
            g_error("expected “%s”; all of it:\n%s", expected[i], all);
    }
    if (problems->len != count)
        g_error("expected %zu problems:\n%s", count, all);
}

#define ASSERT_SAID(problems, ...) assert_said(problems, (const char *const[]){__VA_ARGS__, NULL})
