/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stem.h"

#include <stdint.h>
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
   scripts and emoji are folded rather than looked at closely. The text ends in a NUL. */
static bool
hides_letters(const unsigned char *at)
{
    if (at[0] == 0xc2)
        return at[1] == 0xad;
    if (at[0] == 0xe2)
        return (at[1] == 0x80 && at[2] == 0x8b) || (at[1] == 0x81 && at[2] >= 0xa0);
    return true;
}

/* Parts of the stems that are ASCII, so that accents, however written, do not matter; the
   rarest letter of each is looked for, behind the one before it. */
static const struct {
    const char *part;
    size_t rare;
} parts[] = {{"rif", 2},   {"onfirm", 2},  {"orrobor", 4}, {"tablir", 2}, {"ubstantiat", 1},
             {"ecoup", 4}, {"uthenti", 2}, {"valid", 4},   {"ssurer", 2}};

/* Whose rare letter a byte may be, as bits of the parts; SIGN for one that may hide letters. */
#define SIGN 0x200
static const uint16_t kinds[256] = {
    ['f'] = 0x003, ['F'] = 0x003, ['b'] = 0x01c, ['B'] = 0x01c, ['p'] = 0x020,
    ['P'] = 0x020, ['h'] = 0x040, ['H'] = 0x040, ['d'] = 0x080, ['D'] = 0x080,
    ['u'] = 0x100, ['U'] = 0x100, [0xc2] = SIGN, [0xcd] = SIGN, [0xe1] = SIGN,
    [0xe2] = SIGN, [0xe3] = SIGN, [0xef] = SIGN, [0xf0] = SIGN, [0xf3] = SIGN,
};

/* In whose part a byte stands before the rare letter. */
static const uint16_t befores[256] = {
    ['i'] = 0x081, ['I'] = 0x081, ['n'] = 0x002, ['N'] = 0x002, ['o'] = 0x004,
    ['O'] = 0x004, ['a'] = 0x008, ['A'] = 0x008, ['u'] = 0x030, ['U'] = 0x030,
    ['t'] = 0x040, ['T'] = 0x040, ['s'] = 0x100, ['S'] = 0x100,
};

static bool
is_part_at(const char *text, size_t size, size_t at, uint16_t kind)
{
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        size_t rare = parts[i].rare;
        if ((kind >> i & 1) && at >= rare &&
            stem_begins(text + at - rare, size - at + rare, parts[i].part))
            return true;
    }
    return false;
}

bool
stem_is_possible(const char *text, size_t size)
{
    const unsigned char *bytes = (const unsigned char *)text;
    uint16_t before = 0;
    for (size_t at = 0; at < size; at++) {
        uint16_t kind = kinds[bytes[at]] & (before | SIGN);
        before = befores[bytes[at]];
        if (kind == 0)
            continue;
        if (kind == SIGN ? hides_letters(bytes + at) : is_part_at(text, size, at, kind))
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
