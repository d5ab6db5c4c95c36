/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "targets.h"

#include <string.h>

/* A part of an address between / . - _ ? & = # and the like. */
typedef struct part {
    const char *data;
    size_t size;
} part;

/* Parts that say a language, a country or nothing. */
static const char *const ignored[] = {
    "http", "https", "www",  "en",  "fr", "eng",     "fra",    "us",       "gb",      "uk",
    "ca",   "int",   "html", "htm", "md", "english", "french", "francais", "anglais", "index"};
static const char *const languages[] = {"en", "fr", "eng", "fra", "english", "french"};

static bool
is_part_byte(char c)
{
    return c != '/' && c != '.' && c != '-' && c != '_' && c != ':' && c != '?' && c != '&' &&
           c != '=' && c != '#' && c != ' ' && c != '\t' && c != '\n';
}

static bool
next_part(const mbr_text *target, size_t *at, part *ret)
{
    while (*at < target->size && !is_part_byte(target->data[*at]))
        (*at)++;
    *ret = (part){target->data + *at, 0};
    while (*at < target->size && is_part_byte(target->data[*at])) {
        (*at)++;
        ret->size++;
    }
    return ret->size > 0;
}

static char
lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static bool
is_word(part one, const char *word)
{
    size_t i = 0;
    while (i < one.size && word[i] != '\0' && lower(one.data[i]) == word[i])
        i++;
    return i == one.size && word[i] == '\0';
}

static bool
is_among(part one, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (is_word(one, words[i]))
            return true;
    }
    return false;
}

static bool
next_telling(const mbr_text *target, size_t *at, part *ret)
{
    while (next_part(target, at, ret)) {
        if (!is_among(*ret, ignored, sizeof ignored / sizeof *ignored))
            return true;
    }
    return false;
}

/* Without the place in the page: headings are translated too. */
static mbr_text
page_of(const mbr_text *target)
{
    const char *mark = memchr(target->data, '#', target->size);
    return (mbr_text){target->data, mark ? (size_t)(mark - target->data) : target->size};
}

static bool
same_parts(const mbr_text *a, const mbr_text *b)
{
    mbr_text page_a = page_of(a), page_b = page_of(b);
    size_t at_a = 0, at_b = 0;
    part one, other;
    for (;;) {
        bool more = next_telling(&page_a, &at_a, &one), also = next_telling(&page_b, &at_b, &other);
        if (!more || !also)
            return more == also;
        if (one.size != other.size)
            return false;
        for (size_t i = 0; i < one.size; i++) {
            if (lower(one.data[i]) != lower(other.data[i]))
                return false;
        }
    }
}

/* The host with what stands before it left out; empty where there is none. */
static mbr_text
host_of(const mbr_text *target)
{
    const char *from = memmem(target->data, target->size, "://", 3);
    if (!from)
        return (mbr_text){target->data, 0};
    from += 3;
    size_t left = target->size - (size_t)(from - target->data), size = 0;
    while (size < left && from[size] != '/' && from[size] != '?' && from[size] != '#')
        size++;
    return (mbr_text){from, size};
}

static bool
says_language(const mbr_text *target)
{
    size_t at = 0;
    part one;
    while (next_part(target, &at, &one)) {
        if (is_among(one, languages, sizeof languages / sizeof *languages))
            return true;
    }
    return false;
}

/* Two hosts of one owner: digital.velmar.example and numerique.velmar.example. */
static bool
share_domain(const mbr_text *a, const mbr_text *b)
{
    size_t dots = 0, same = 0, shorter = a->size < b->size ? a->size : b->size;
    while (same < shorter &&
           lower(a->data[a->size - 1 - same]) == lower(b->data[b->size - 1 - same])) {
        same++;
        dots += a->data[a->size - same] == '.';
        if (dots == 2)
            return true;
    }
    const mbr_text *longer = a->size > b->size ? a : b;
    return same == shorter && dots == 1 && longer->size > same &&
           longer->data[longer->size - 1 - same] == '.';
}

static bool
has_space(const mbr_text *target)
{
    return memchr(target->data, ' ', target->size) || memmem(target->data, target->size, "%20", 3);
}

bool
target_is_local(const mbr_text *target)
{
    return target->size == 0 || target->data[0] == '#';
}

target_likeness
target_compare(const mbr_text *source, const mbr_text *text)
{
    mbr_text from = host_of(source), to = host_of(text);
    if (same_parts(source, text)) {
        bool lost_scheme =
            from.size > 0 && to.size == 0 && text->data[0] != '/' && text->data[0] != '.';
        return lost_scheme || (has_space(text) && !has_space(source)) ? TARGET_BROKEN : TARGET_SAME;
    }
    if (from.size == 0 && to.size == 0)
        return memchr(source->data, '/', source->size) ? TARGET_LOCALISED : TARGET_OTHER;
    if (from.size > 0 && to.size > 0 && !same_parts(&from, &to))
        return share_domain(&from, &to) ? TARGET_LOCALISED : TARGET_OTHER;
    bool same_site = from.size > 0 && to.size > 0;
    return same_site && (says_language(source) || says_language(text)) ? TARGET_LOCALISED
                                                                       : TARGET_OTHER;
}
