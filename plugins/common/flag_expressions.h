/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef COMMON_FLAG_EXPRESSIONS_H
#define COMMON_FLAG_EXPRESSIONS_H

#include "phrases.h"

#include <regex.h>
#include <stdbool.h>
#include <stddef.h>

/* Which of a language's phrases: see struct phrases. */
enum flag_expression { FLAG_OUTLET, FLAG_IMPERSONAL, FLAG_TURNED, FLAG_AGENT, FLAG_ANYBODY };
#define FLAG_EXPRESSIONS 5

/* The expressions of one language. Each is compiled when it is first asked for, which takes
   milliseconds: most articles ask for few of them. */
struct flag_expressions {
    const struct phrases *phrases;
    regex_t compiled[FLAG_EXPRESSIONS];
    bool is_compiled[FLAG_EXPRESSIONS];
};

/* Where an expression was met. */
struct flag_match {
    size_t start;
    size_t end;
};

/* All zeros but for `phrases` is none compiled yet. */
void flag_expressions_clear(struct flag_expressions *expressions);

/* Matches one of them in [start, end) of a text: FLAG_NONE, FLAG_FOUND with the first place, or
   FLAG_ERROR. */
int flag_expressions_match(struct flag_expressions *expressions,
                           enum flag_expression which,
                           const char *text,
                           size_t start,
                           size_t end,
                           struct flag_match *ret_match);

#endif
