/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "flag_expressions.h"

#include "flag.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

void
flag_expressions_clear(struct flag_expressions *expressions)
{
    for (int which = 0; which < FLAG_EXPRESSIONS; which++) {
        if (expressions->is_compiled[which])
            regfree(&expressions->compiled[which]);
        expressions->is_compiled[which] = false;
    }
}

/* An expression with its adverbs written out. NULL without memory. */
static char *
write_out(const char *source, const char *adverbs)
{
    size_t size = 1;
    for (const char *at = source; *at; at++)
        size += *at == '&' || *at == '@' ? strlen(adverbs) + strlen("(,? )*,?") : 1;
    char *expression = malloc(size);
    if (!expression)
        return NULL;
    char *end = expression;
    for (const char *at = source; *at; at++) {
        if (*at == '&')
            end = stpcpy(end, adverbs);
        else if (*at == '@')
            end = stpcpy(stpcpy(stpcpy(end, "(,? "), adverbs), ")*,?");
        else
            *end++ = *at;
    }
    *end = '\0';
    return expression;
}

static bool
compile_one(regex_t *ret_expression, const char *source, const char *adverbs)
{
    char *expression = write_out(source, adverbs);
    bool done = expression && regcomp(ret_expression, expression, REG_EXTENDED) == 0;
    free(expression);
    return done;
}

static const char *
source_of(const struct phrases *phrases, enum flag_expression which)
{
    switch (which) {
    case FLAG_OUTLET:
        return phrases->outlet;
    case FLAG_IMPERSONAL:
        return phrases->impersonal;
    case FLAG_TURNED:
        return phrases->turned;
    case FLAG_AGENT:
        return phrases->agent;
    case FLAG_ANYBODY:
        break;
    }
    return phrases->anybody;
}

/* In the C locale, whatever the host's: the expressions are matched byte by byte. */
static bool
compile(struct flag_expressions *expressions, enum flag_expression which)
{
    const struct phrases *phrases = expressions->phrases;
    if (expressions->is_compiled[which])
        return true;
    locale_t plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    if (!plain)
        return false;
    locale_t before = uselocale(plain);
    expressions->is_compiled[which] =
        compile_one(&expressions->compiled[which], source_of(phrases, which), phrases->adverbs);
    uselocale(before);
    freelocale(plain);
    return expressions->is_compiled[which];
}

int
flag_expressions_match(struct flag_expressions *expressions,
                       enum flag_expression which,
                       const char *text,
                       size_t start,
                       size_t end,
                       struct flag_match *ret_match)
{
    if (start > end)
        return FLAG_NONE;
    if (!compile(expressions, which))
        return FLAG_ERROR;
    regmatch_t place[1] = {{.rm_so = 0, .rm_eo = (regoff_t)(end - start)}};
    int result = regexec(&expressions->compiled[which], text + start, 1, place, REG_STARTEND);
    if (result == REG_NOMATCH)
        return FLAG_NONE;
    if (result != 0)
        return FLAG_ERROR;
    *ret_match =
        (struct flag_match){start + (size_t)place[0].rm_so, start + (size_t)place[0].rm_eo};
    return FLAG_FOUND;
}
