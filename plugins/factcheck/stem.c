/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stem.h"

#include <string.h>

/* A flag lies within this many bytes before and after the stem of its verb; what turns it
   round or says by whom may follow a little further on. */
#define REACH_BACK 320
#define REACH_AHEAD 64
#define REACH_TAIL 256

/* The letter in lower case, if it is one of ASCII. */
static unsigned char
lower(char c)
{
    return (unsigned char)(c >= 'A' && c <= 'Z' ? c + 'a' - 'A' : c);
}

bool
stem_begins(const char *text, size_t size, const char *part)
{
    for (size_t i = 0; part[i]; i++)
        if (i >= size || lower(text[i]) != (unsigned char)part[i])
            return false;
    return true;
}

/* Soft hyphens, zero-width signs and ligatures: folding brings out what they hide. Rare
   scripts and emoji are folded rather than looked at closely. */
static bool
hides_letters(const char *text, size_t size)
{
    switch ((unsigned char)text[0]) {
    case 0xc2:
        return stem_begins(text, size, "\xc2\xad");
    case 0xe2:
        return stem_begins(text, size, "\xe2\x80\x8b") ||
               (stem_begins(text, size, "\xe2\x81") && size > 2 && (unsigned char)text[2] >= 0xa0);
    default:
        return true;
    }
}

/* Does a stem, or something that may hide one, stand around this byte of a rare letter? */
static bool
is_stem_at(const char *text, size_t size, size_t at)
{
    /* Parts of the stems that are ASCII, so that accents, however written, do not matter. */
    static const struct {
        const char *part;
        size_t letter; /* which of its letters is the rare one */
    } stems[] = {{"rif", 2},   {"onfirm", 2}, {"orrobor", 4}, {"ecoup", 4},     {"uthenti", 2},
                 {"valid", 0}, {"tablir", 2}, {"ssurer", 2},  {"ubstantiat", 1}};
    for (size_t i = 0; i < sizeof stems / sizeof stems[0]; i++)
        if (lower(text[at]) == (unsigned char)stems[i].part[stems[i].letter] &&
            at >= stems[i].letter &&
            stem_begins(text + at - stems[i].letter, size - at + stems[i].letter, stems[i].part))
            return true;
    return false;
}

bool
stem_is_possible(const char *text, size_t size)
{
    enum { RARE = 1, SIGN = 2 };
    static const unsigned char kinds[256] = {
        ['f'] = RARE,  ['F'] = RARE,  ['b'] = RARE,  ['B'] = RARE,  ['p'] = RARE,
        ['P'] = RARE,  ['v'] = RARE,  ['V'] = RARE,  ['u'] = RARE,  ['U'] = RARE,
        ['h'] = RARE,  ['H'] = RARE,  [0xc2] = SIGN, [0xcd] = SIGN, [0xe1] = SIGN,
        [0xe2] = SIGN, [0xe3] = SIGN, [0xef] = SIGN, [0xf0] = SIGN, [0xf3] = SIGN,
    };
    for (size_t at = 0; at < size; at++) {
        unsigned char kind = kinds[(unsigned char)text[at]];
        if (kind == 0)
            continue;
        if (kind == SIGN ? hides_letters(text + at, size - at) : is_stem_at(text, size, at))
            return true;
    }
    return false;
}

void
stems_init(struct stems *stems, const char *const *list)
{
    *stems = (struct stems){.list = list};
    for (const char *const *stem = list; *stem; stem++)
        stems->heads[(unsigned char)**stem] = true;
}

size_t
stems_next(const struct stems *stems, const char *text, size_t size, size_t from)
{
    for (size_t at = from; at < size; at++) {
        if (!stems->heads[(unsigned char)text[at]])
            continue;
        for (const char *const *stem = stems->list; *stem; stem++)
            if (stem_begins(text + at, size - at, *stem))
                return at;
    }
    return size;
}

bool
stem_ends_sentence(char c)
{
    return c == '.' || c == '!' || c == '?' || c == ';' || c == ':' || c == '\n';
}

size_t
stem_start(const char *text, size_t from, size_t stem)
{
    size_t least = stem > REACH_BACK ? stem - REACH_BACK : 0;
    least = least > from ? least : from;
    size_t start = stem;
    while (start > least && !stem_ends_sentence(text[start - 1]))
        start--;
    while (start < stem && ((unsigned char)text[start] & 0xc0) == 0x80)
        start++;
    return start;
}

static size_t
window_end(const char *text, size_t size, size_t stem, size_t reach)
{
    size_t most = size - stem > reach ? stem + reach : size;
    size_t end = stem;
    while (end < most && !stem_ends_sentence(text[end]))
        end++;
    while (end > stem && end < size && ((unsigned char)text[end] & 0xc0) == 0x80)
        end--;
    return end;
}

size_t
stem_end(const char *text, size_t size, size_t stem)
{
    return window_end(text, size, stem, REACH_AHEAD);
}

size_t
stem_tail(const char *text, size_t size, size_t stem)
{
    return window_end(text, size, stem, REACH_TAIL);
}
