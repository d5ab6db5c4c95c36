/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "marks_inside.h"

#include <string.h>

#define CURVED "\xe2\x80\x99"

bool
marks_is_elision(const char *data, size_t end)
{
    static const char elided[] = " l d j m t s n c qu jusqu lorsqu puisqu quoiqu presqu quelqu ";
    size_t start = end;
    while (start > 0 && end - start < 8 && utf8_is_letter((uint8_t)data[start - 1]))
        start--;
    size_t size = end - start;
    uint32_t before = utf8_before(data, start, NULL);
    if (size == 0 || size > 6 || (uint8_t)before >= 0x80 || utf8_is_apostrophe(before) ||
        before == 0x2018 || before == '-' || utf8_is_letter(before))
        return false;
    char word[10] = " ";
    for (size_t i = 0; i < size; i++)
        word[i + 1] = (char)utf8_lower((uint8_t)data[start + i]);
    word[size + 1] = ' ';
    return memmem(elided, sizeof elided - 1, word, size + 2) != NULL;
}

/* Between letters, or between a letter and what may follow an elided word. */
static bool
joins(const scan *s, mbr_span sign)
{
    if (!utf8_is_letter(utf8_before(s->data, sign.start, NULL)))
        return false;
    uint32_t after = utf8_at(s->data, s->size, sign.end, NULL);
    if (utf8_is_letter(after))
        return true;
    bool opens = utf8_is_digit(after) || after == OPEN || after == 0x201c || after == '"';
    return opens && s->rules->usage != LOCALE_ENGLISH && marks_is_elision(s->data, sign.start);
}

void
apostrophes_count(scan *s, mbr_span sign, bool curved)
{
    if (s->quiet || !joins(s, sign))
        return;
    s->faults->straight += !curved;
    s->faults->curved += curved;
}

void
apostrophes_judge_other(scan *s, mbr_span sign, uint32_t c)
{
    bool letters = utf8_is_letter(utf8_before(s->data, sign.start, NULL)) &&
                   utf8_is_letter(utf8_at(s->data, s->size, sign.end, NULL));
    /* An accent is never a letter; the others may belong to a name in another alphabet. */
    bool always = c == 0xb4;
    if (!letters || (!always && !marks_is_elision(s->data, sign.start)) ||
        (c != '`' && asides_is_token(s, sign.end)))
        return;
    marks_add(s, MARK_APOSTROPHE, MARK_REPLACE, marks_words(s, sign.start, sign.end), sign, NULL);
}

/* The next apostrophe of either kind that lies in no aside. */
static bool
next_apostrophe(scan *s, size_t at, mbr_span *ret)
{
    for (; at < s->size; at++) {
        bool curved = (uint8_t)s->data[at] == 0xe2 && s->size - at >= 3 &&
                      memcmp(s->data + at, CURVED, 3) == 0;
        if (s->data[at] != '\'' && !curved) {
            size_t end = asides_end(s, at);
            at = end > at ? end - 1 : at;
            continue;
        }
        const mark_rules *rules = s->rules;
        while (s->aside < rules->aside_count && rules->asides[s->aside].end <= at)
            s->aside++;
        if (s->aside < rules->aside_count && rules->asides[s->aside].start <= at)
            continue;
        *ret = (mbr_span){at, at + (curved ? 3 : 1)};
        return true;
    }
    return false;
}

bool
marks_judge_apostrophes(const mbr_text *data,
                        size_t text,
                        const mark_rules *rules,
                        mark_faults *faults)
{
    scan s = {
        .data = data->data, .size = data->size, .text = text, .rules = rules, .faults = faults};
    bool straight = faults->straight > faults->curved; /* of most of them */
    mbr_span sign = {0, 0};
    if (s.size > 0 && s.data[0] == '|')
        return true;
    while (!s.failed && next_apostrophe(&s, sign.end, &sign)) {
        bool is_straight = sign.end - sign.start == 1;
        if (is_straight != straight && joins(&s, sign) && !asides_is_token(&s, sign.start))
            marks_add(&s, MARK_APOSTROPHE, MARK_REPLACE, marks_words(&s, sign.start, sign.end),
                      sign, NULL);
    }
    return !s.failed;
}
