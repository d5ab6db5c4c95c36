/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "reading.h"

#include "grow.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

static uint8_t
gap_of(uint32_t c)
{
    switch (c) {
    case ',':
        return GAP_COMMA;
    case '.':
    case '!':
    case '?':
    case 0x2026:
        return GAP_STOP;
    case ':':
    case ';':
        return GAP_COLON;
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case '-':
        return GAP_DASH;
    case 0xab:
    case 0x201c:
    case 0x201e:
        return GAP_OPEN;
    case 0xbb:
    case 0x201d:
        return GAP_CLOSE;
    case '"':
        return GAP_OPEN | GAP_CLOSE;
    default:
        return GAP_OTHER;
    }
}

/* A hyphenated figure (vingt-deux, forty-five), or a verb with its subject (dit-il). */
static uint64_t
classes_of_compound(const struct lexis *of, const char *data, size_t size)
{
    static const char *const subjects[] = {"-t-il", "-t-elle", "-t-on", "-il",
                                           "-elle", "-on",     "-ils",  "-elles"};
    const char *hyphen = memchr(data, '-', size);
    if (!hyphen)
        return 0;
    uint64_t first = lexis_find(of, lexis_key(data, (size_t)(hyphen - data)));
    if (first & LEX_COUNT)
        return LEX_COUNT;
    for (size_t i = 0; i < sizeof subjects / sizeof *subjects; i++) {
        size_t length = strlen(subjects[i]);
        if (size > length && memcmp(data + size - length, subjects[i], length) == 0 &&
            (lexis_find(of, lexis_key(data, size - length)) & (LEX_SAYS | LEX_TELLS)))
            return LEX_TELLS;
    }
    return 0;
}

static bool
add_word(struct words *of,
         const struct lexis *lexis,
         size_t start,
         const struct lexis_word *read,
         uint8_t gap)
{
    if (!grow(&of->items, &of->room, of->count, sizeof *of->items))
        return false;
    uint32_t c = utf8_at(of->data, read->end, start, NULL);
    struct word *it = &of->items[of->count++];
    *it = (struct word){.start = (uint32_t)start,
                        .end = (uint32_t)read->end,
                        .gap = gap,
                        .length = 1,
                        .key = read->key};
    it->capital = c < 0x80 ? c >= 'A' && c <= 'Z' : utf8_is_upper(c);
    it->figure = utf8_is_digit(c);
    it->classes = it->figure ? LEX_COUNT : lexis_find(lexis, read->key);
    if (!it->classes && read->compound)
        it->classes = classes_of_compound(lexis, of->data + start, read->end - start);
    return true;
}

/* Phrases that begin with a word; the longest one says how long it is. */
static void
find_phrase(struct words *of, const struct lexis *lexis, size_t index)
{
    struct word *it = &of->items[index];
    uint64_t key = it->key;
    uint64_t classes = LEX_STARTS;
    for (size_t i = 1; i < LEX_LONGEST && index + i < of->count && (classes & LEX_STARTS); i++) {
        const struct word *next = &of->items[index + i];
        if (next->gap & ~(GAP_OPEN | GAP_CLOSE))
            return;
        key = lexis_join(key, next->key);
        classes = lexis_find(lexis, key);
        if (!(classes & ~LEX_STARTS))
            continue;
        it->classes |= classes & ~LEX_STARTS;
        it->length = (uint8_t)(i + 1);
    }
}

static void
find_phrases(struct words *of, const struct lexis *lexis)
{
    of->classes = 0;
    for (size_t i = 0; i < of->count; i++) {
        if (of->items[i].classes & LEX_STARTS)
            find_phrase(of, lexis, i);
        of->classes |= of->items[i].classes;
    }
}

bool
words_read(struct words *of, const struct lexis *lexis, bool french, const char *data, size_t size)
{
    uint8_t gap = 0;
    size_t length;
    of->data = data;
    of->size = size;
    of->count = 0;
    of->french = french;
    for (size_t at = 0; at < size;) {
        uint8_t byte = (uint8_t)data[at];
        if (byte == ' ' || byte == '\n') {
            at++;
            continue;
        }
        uint32_t c = utf8_at(data, size, at, &length);
        if (utf8_is_letter(c) || utf8_is_digit(c)) {
            struct lexis_word word = lexis_read(data, size, at);
            if (!add_word(of, lexis, at, &word, gap))
                return false;
            gap = 0;
            at = word.end;
            continue;
        }
        if (!utf8_is_space(c))
            gap |= gap_of(c);
        at += length;
    }
    find_phrases(of, lexis);
    return true;
}

void
words_clear(struct words *of)
{
    free(of->items);
    *of = (struct words){0};
}

size_t
words_at(const struct words *of, size_t place)
{
    size_t low = 0, high = of->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (of->items[middle].end <= place)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool
word_is(const struct words *of, size_t index, uint64_t classes)
{
    return index < of->count && (of->items[index].classes & classes) != 0;
}

bool
word_reads(const struct words *of, size_t index, const char *text)
{
    return index < of->count && of->items[index].key == lexis_key(text, strlen(text));
}
