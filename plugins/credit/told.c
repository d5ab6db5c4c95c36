/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "told.h"

#include "common/utf8.h"

#include <string.h>
#include <strings.h>

/* Behind them a colon must follow, or "by", or nothing but a name. The longer ones first. */
static const char *const labels[] = {"\xc2\xa9",
                                     "crédits photo",
                                     "crédit photo",
                                     "cr\xc3\x89"
                                     "dits photo",
                                     "cr\xc3\x89"
                                     "dit photo",
                                     "credits photo",
                                     "credit photo",
                                     "photo credit",
                                     "photos by",
                                     "photo by",
                                     "picture by",
                                     "photos",
                                     "photo",
                                     "crédits",
                                     "crédit",
                                     "cr\xc3\x89"
                                     "dit",
                                     "credits",
                                     "credit"};

static size_t
skip_colon(const char *text, size_t size, size_t at)
{
    size_t after = utf8_skip_space(text, size, at);
    return after < size && text[after] == ':' ? utf8_skip_space(text, size, after + 1) : at;
}

/* Behind a label that says for certain that a credit follows; `at` where it does not. */
static size_t
behind_label(const char *text, size_t size, size_t at)
{
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        size_t length = strlen(labels[i]);
        if (size - at < length || strncasecmp(text + at, labels[i], length) != 0)
            continue;
        size_t behind = skip_colon(text, size, at + length);
        bool sure = i == 0 || strstr(labels[i], " by");
        if (behind > at + length)
            return behind;
        if (sure && at + length < size && (i == 0 || text[at + length] == ' '))
            return utf8_skip_space(text, size, at + length);
    }
    return at;
}

static size_t
end_of(const char *text, size_t size, size_t start)
{
    for (size_t at = start; at < size; at++)
        if (strchr(")];\n", text[at]) ||
            (text[at] == '.' && at > start + 3 && at + 1 < size && text[at + 1] == ' '))
            return at;
    while (size > start && (text[size - 1] == '.' || text[size - 1] == ' '))
        size--;
    return size;
}

/* "(Léa Morel/AFP)" at the end: capitals on both sides of a slash. */
static bool
in_parentheses(const char *text, size_t size, size_t *ret_start, size_t *ret_end)
{
    while (size > 0 && (text[size - 1] == '.' || text[size - 1] == ' '))
        size--;
    if (size == 0 || text[size - 1] != ')')
        return false;
    const char *open = memrchr(text, '(', size);
    const char *slash = open ? memchr(open, '/', (size_t)(text + size - open)) : NULL;
    if (!slash || !utf8_is_upper(utf8_at(open, (size_t)(text + size - open), 1, NULL)))
        return false;
    size_t behind = utf8_skip_space(text, size, (size_t)(slash - text) + 1);
    *ret_start = (size_t)(open - text) + 1;
    *ret_end = size - 1;
    return utf8_is_upper(utf8_at(text, size, behind, NULL));
}

bool
told_credit(const char *caption, size_t size, size_t *ret_start, size_t *ret_end)
{
    for (size_t at = 0; at < size; at++) {
        if (at > 0 && utf8_is_letter(utf8_before(caption, at, NULL)))
            continue;
        size_t start = behind_label(caption, size, at);
        if (start == at || start >= size || !utf8_is_upper(utf8_at(caption, size, start, NULL)))
            continue;
        *ret_start = start;
        *ret_end = end_of(caption, size, start);
        return true;
    }
    return in_parentheses(caption, size, ret_start, ret_end);
}
