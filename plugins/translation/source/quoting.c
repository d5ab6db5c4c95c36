/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "quoting.h"

#include "bytes.h"
#include "utf8.h"

#include <string.h>

#define SPOKEN 4       /* words of a quotation that is more than a term */
#define PUT_IN_MOUTH 7 /* words that are added in quotation marks, and are no title */
#define LONG_TITLE 9   /* words that are no title, where the source has emphasis */

enum { OPEN = 0xab, CLOSE = 0xbb, LEFT = 0x201c, RIGHT = 0x201d, LOW = 0x201e, SINGLE = 0x2018 };

/* One quotation on the way. */
typedef struct heard {
    const mbr_text *text;
    quoting *of;
    size_t start; /* of the open quotation */
    bool open;
    bool after_low;
} heard;

static size_t
count_words(const char *data, size_t size, bool *ret_title)
{
    size_t words = 0, capitals = 0, smalls = 0;
    bool inside = false;
    for (size_t at = 0; at < size;) {
        size_t length;
        uint32_t c = utf8_at(data, size, at, &length);
        bool letter = utf8_is_letter(c) || utf8_is_digit(c);
        if (letter && !inside) {
            words++;
            size_t end = utf8_word_end(data, size, at);
            bool small = !utf8_is_upper(c) && !utf8_is_digit(c);
            smalls += small && end - at > 4;
            capitals += !small;
        }
        inside = letter || (inside && !utf8_is_space(c));
        at += length;
    }
    *ret_title = smalls == 0 && capitals > 1;
    return words;
}

static void
close_at(heard *h, size_t end)
{
    bool title;
    size_t words = count_words(h->text->data + h->start, end - h->start, &title);
    h->open = false;
    h->of->all += words > 0;
    if (words >= SPOKEN && !title)
        h->of->spoken++;
    if (words > h->of->words || (h->of->title && !title && words >= SPOKEN)) {
        h->of->words = words;
        h->of->title = title;
        h->of->longest = (mbr_span){h->start, end};
    }
}

static void
hear(heard *h, uint32_t sign, size_t at, size_t length)
{
    bool mistaken = sign == LEFT && h->open && utf8_is_letter(utf8_before(h->text->data, at, NULL));
    bool closes = mistaken || sign == CLOSE || sign == RIGHT || (sign == LEFT && h->after_low) ||
                  (sign == '"' && h->open);
    h->of->any = true;
    h->after_low = sign == LOW || (h->after_low && sign != LEFT);
    if (closes && (h->open || h->of->words == 0)) {
        close_at(h, at + length); /* what nothing opened began in the paragraph before */
    } else if (!closes && !h->open) {
        h->start = at;
        h->open = true;
    }
}

/* The sign at a byte that may begin one; 0: it is none. */
static uint32_t
sign_at(const mbr_text *text, size_t at, size_t *length)
{
    uint32_t c = utf8_at(text->data, text->size, at, length);
    if (c == '"' || c == OPEN || c == CLOSE || c == LEFT || c == RIGHT || c == LOW)
        return c;
    return 0;
}

/* British quotation marks are apostrophes too: they count as marks, and nothing is said of what
 * they hold. A dash at the head is somebody's turn to speak. */
static bool
is_mark(const mbr_text *text, size_t at, uint32_t c)
{
    if (c == SINGLE)
        return true;
    if (c == '\'' || c == 0x2039)
        return at == 0 || utf8_is_space(utf8_before(text->data, at, NULL));
    return at == 0 && (c == 0x2014 || c == 0x2013);
}

quoting
quoting_of(const mbr_text *text)
{
    /* Bytes that may begin a mark. */
    static const bool telling[256] = {['"'] = true, ['\''] = true, [0xc2] = true, [0xe2] = true};
    quoting of = {0};
    heard h = {.text = text, .of = &of};
    for (size_t at = 0; (at = bytes_find(telling, text->data, text->size, at)) < text->size;) {
        uint8_t byte = (uint8_t)text->data[at];
        size_t length = 1;
        uint8_t next = (uint8_t)text->data[at + 1];
        /* Most of them are no-break spaces and apostrophes. */
        bool apostrophe = next == 0x80 && (uint8_t)text->data[at + 2] == 0x99;
        if ((byte == 0xe2 && apostrophe) || (byte == 0xc2 && next == 0xa0)) {
            at += 2U + (byte == 0xe2);
            continue;
        }
        uint32_t sign = sign_at(text, at, &length);
        if (sign != 0)
            hear(&h, sign, at, length);
        else if (!of.any)
            of.any = is_mark(text, at, utf8_at(text->data, text->size, at, NULL));
        at += length;
    }
    if (h.open)
        close_at(&h, text->size);
    return of;
}

static quoting
all_of(const quoting *list, size_t first, size_t count, size_t *ret_longest)
{
    quoting all = {0};
    *ret_longest = first;
    for (size_t i = first; i < first + count; i++) {
        all.any |= list[i].any;
        all.marked |= list[i].marked;
        all.spoken += list[i].spoken;
        all.all += list[i].all;
        if (list[i].words > all.words || (all.title && list[i].spoken > 0)) {
            all.words = list[i].words;
            all.title = list[i].title;
            *ret_longest = i;
        }
    }
    return all;
}

/* One side quotes more than the other in a pair beside this one: the quotation moved there. */
static bool
moved_beside(const quoting *more,
             const quoting *less,
             const pairing *pairs,
             size_t count,
             size_t pair,
             bool lost)
{
    size_t first = pair > 0 ? pair - 1 : 0, longest;
    for (size_t i = first; i < count && i <= pair + 1; i++) {
        const pairing *one = &pairs[i];
        quoting source = all_of(lost ? less : more, one->source, one->source_count, &longest);
        quoting text = all_of(lost ? more : less, one->text, one->text_count, &longest);
        if (i != pair && (lost ? text.all > source.all : source.all > text.all))
            return true;
    }
    return false;
}

bool
quotations_compare(const quoting *source,
                   const quoting *text,
                   const pairing *pairs,
                   size_t count,
                   size_t *at,
                   quotation_fault *ret)
{
    for (; *at < count; (*at)++) {
        const pairing *pair = &pairs[*at];
        size_t from, to;
        if (pair->source_count == 0 || pair->text_count == 0)
            continue;
        quoting said = all_of(source, pair->source, pair->source_count, &from);
        quoting written = all_of(text, pair->text, pair->text_count, &to);
        bool lost = !written.any && said.spoken > 0 && !(written.marked && said.words < LONG_TITLE);
        bool added = !said.any && written.spoken > 0 && written.words >= PUT_IN_MOUTH &&
                     !(said.marked && written.words < LONG_TITLE);
        if (lost && !moved_beside(text, source, pairs, count, *at, true)) {
            *ret = (quotation_fault){.pair = (*at)++, .text = from, .lost = true};
            return true;
        }
        if (added && !moved_beside(source, text, pairs, count, *at, false)) {
            *ret = (quotation_fault){.pair = (*at)++, .text = to};
            return true;
        }
    }
    return false;
}
