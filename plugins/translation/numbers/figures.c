/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "figures_inside.h"
#include "grow.h"

#include <stdlib.h>
#include <string.h>

#define MOST_SPACES 3

size_t
reader_spaces(const reader *r, size_t at)
{
    size_t from = at;
    for (int i = 0; i < MOST_SPACES; i++) {
        size_t length;
        uint32_t c = utf8_at(r->data, r->size, at, &length);
        if (length == 0 || !utf8_is_space(c))
            break;
        at += length;
    }
    return at > from ? at : 0;
}

size_t
reader_join(const reader *r, size_t at)
{
    size_t length;
    uint32_t c = utf8_at(r->data, r->size, at, &length);
    if (c == '-' || c == 0x2010 || c == 0x2011)
        return at + length;
    return reader_spaces(r, at);
}

bool
reader_word(const reader *r, size_t at, word *ret)
{
    if (r->last->start == at && r->last->end > at) {
        *ret = *r->last;
        return true;
    }
    size_t end = reader_letters(r, at);
    if (end == at)
        return false;
    const numeral *found = numeral_find(r->words, r->data + at, end - at);
    *ret = (word){.start = at,
                  .end = end,
                  .kind = found ? found->kind : (uint8_t)NUMERAL_NONE,
                  .value = found ? found->value : 0};
    *r->last = *ret;
    return true;
}

bool
reader_word_before(const reader *r, size_t at, word *ret)
{
    size_t length, start;
    uint32_t c = utf8_before(r->data, at, &length);
    if (c != '-' && !utf8_is_space(c))
        return false;
    size_t end = at - length;
    for (start = end; start > 0 && end - start < 32; start -= length) {
        c = utf8_before(r->data, start, &length);
        if (!utf8_is_letter(c))
            break;
    }
    return start < end && reader_word(r, start, ret) && ret->end == end;
}

size_t
reader_kind(const reader *r, size_t at, numeral_kind kind, uint16_t *ret_value)
{
    word found;
    if (at == 0 || !reader_word(r, at, &found) || found.kind != kind)
        return 0;
    if (ret_value)
        *ret_value = found.value;
    return found.end;
}

size_t
reader_token_end(const reader *r, size_t at)
{
    while (at < r->size) {
        uint8_t c = (uint8_t)r->data[at];
        size_t end = reader_letters(r, at);
        if (end > at) {
            at = end;
            continue;
        }
        bool between = c == '-' || c == '.' || c == '/' || c == '_' || c == ':' || c == ',';
        uint8_t next = reader_byte(r, at + 1);
        if (!utf8_is_digit(c) && !(between && (utf8_is_digit(next) || reader_is_letter(next))))
            break;
        at++;
    }
    return at;
}

/* To the next white space. */
static size_t
address_end(const reader *r, size_t at)
{
    while (at < r->size) {
        size_t length;
        if (utf8_is_space(utf8_at(r->data, r->size, at, &length)))
            break;
        at += length;
    }
    return at;
}

void
figure_add_other(figure *one, amount value)
{
    if (one->others < FIGURE_OTHERS && !amount_equal(value, one->value))
        one->other[one->others++] = value;
}

void
reader_add(reader *r, const figure *one)
{
    figures *list = r->list;
    if (list->count >= MOST_FIGURES) {
        list->too_many = true;
    } else if (!grow(&list->items, &list->room, list->count, sizeof *one)) {
        r->failed = true;
    } else {
        list->items[list->count] = *one;
        list->items[list->count++].text = r->text;
    }
}

/* XXIe siècle: the value of the Roman figure at `at`, which ends with e, er or ème. */
static size_t
read_century(reader *r, size_t at)
{
    static const char signs[] = "IVXL";
    static const unsigned worth[] = {1, 5, 10, 50};
    unsigned value = 0, last = 0;
    size_t end = at;
    for (const char *sign; end < r->size && (sign = strchr(signs, r->data[end])) && *sign; end++) {
        unsigned now = worth[sign - signs];
        value += now;
        if (last < now)
            value -= 2 * last;
        last = now;
    }
    if (end == at || value == 0 || value > 60 || !reader_kind(r, end, NUMERAL_TH, NULL))
        return 0;
    end = reader_letters(r, end);
    reader_add(r, &(figure){.span = {at, end},
                            .kind = FIGURE_ORDINAL,
                            .weight = WEIGHT_LITTLE,
                            .value = amount_of(value, 0)});
    return end;
}

/* Behind letters: F-16 is a name, mid-2019 is not. */
static size_t
skip_name(const reader *r, size_t end, uint8_t kind)
{
    if (reader_is_digit(r, end))
        return reader_token_end(r, end);
    if (reader_byte(r, end) != '-' || !reader_is_digit(r, end + 1))
        return end;
    bool before_number = kind == NUMERAL_PREFIX || kind == NUMERAL_MONTH || kind == NUMERAL_TO ||
                         kind == NUMERAL_AND;
    return before_number ? end + 1 : reader_token_end(r, end + 1);
}

/* The letters at `at`: a number in words, an address, a Roman figure, or neither. */
static size_t
read_letters(reader *r, size_t at)
{
    word one = {.start = at, .end = reader_letters(r, at)};
    const uint8_t *bytes = r->words->bytes;
    uint8_t first = (uint8_t)r->data[at], next = reader_byte(r, one.end);
    bool likely = first < 0x80 && numeral_may_start(r->words, r->data + at, one.end - at);
    bool roman = (bytes[first] & NUMERAL_BYTE_ROMAN) != 0;
    if (!(likely | roman | ((bytes[next] & NUMERAL_BYTE_JOINS) != 0)))
        return one.end;
    if (first < 0x80)
        (void)reader_word(r, at, &one);
    if (one.kind == NUMERAL_WEB && (next == '.' || next == ':'))
        return address_end(r, at);
    if (one.kind != NUMERAL_NONE && (one.kind <= NUMERAL_LAST_STARTER || one.kind == NUMERAL_YEARS))
        return read_words(r, &one);
    size_t century = roman ? read_century(r, at) : 0;
    return century > 0 ? century : skip_name(r, one.end, one.kind);
}

bool
figures_read(figures *list, const numerals *words, const mbr_text *text, uint32_t which)
{
    word last = {0};
    reader r = {.last = &last,
                .data = text->data,
                .size = text->size,
                .words = words,
                .list = list,
                .text = which,
                .first = list->count};
    size_t at = 0;
    while (at < r.size && !list->too_many && !r.failed) {
        uint8_t kind = words->bytes[(uint8_t)r.data[at]];
        if ((kind & NUMERAL_BYTE_LETTER) != 0)
            at = read_letters(&r, at);
        else if ((kind & NUMERAL_BYTE_DIGIT) != 0)
            at = read_digits(&r, at);
        else if (r.data[at] == '.' && reader_is_digit(&r, at + 1))
            at = reader_token_end(&r, at + 1);
        else
            at++;
    }
    return !r.failed;
}

void
figures_clear(figures *list)
{
    free(list->items);
    *list = (figures){0};
}
