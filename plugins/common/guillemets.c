/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "marks_inside.h"

#include <string.h>

#define LONGEST_SINGLE 400 /* bytes between ‘ and its ’ */

/* Where the quotation was opened that this sign closes. */
static const quote_sign *
opening(const scan *s)
{
    size_t closed = 0;
    for (size_t i = s->signs->count; i > s->first_sign && s->signs->count - i < 64; i--) {
        const quote_sign *sign = &s->signs->items[i - 1];
        if (sign->c == OPEN && closed == 0)
            return sign;
        closed += sign->c == CLOSE;
        closed -= sign->c == OPEN;
    }
    return NULL;
}

/* A quotation of whole sentences, after a colon or a stop, keeps its stop. */
static bool
is_whole(const scan *s, const quote_sign *open)
{
    uint32_t before = utf8_before(s->data, utf8_back_space(s->data, open->start), NULL);
    return before == 0 || before == ':' || before == '.' || before == '!' || before == '?' ||
           before == ELLIPSIS || before == CLOSE || before == EN_DASH || before == EM_DASH;
}

static bool
is_abbreviation(const char *word, size_t size)
{
    static const char list[] = " etc janv févr juil sept oct nov déc ex al art vol env max min éd "
                               "av apr hab ";
    char padded[16] = " ";
    if (size > sizeof padded - 3)
        return false;
    memcpy(padded + 1, word, size);
    padded[size + 1] = ' ';
    return memmem(list, sizeof list - 1, padded, size + 2) != NULL;
}

/* « . ». » : one stop too many. That of an abbreviation is no stop. */
static void
judge_stops(scan *s, mbr_span sign, size_t stop)
{
    uint32_t next = utf8_at(s->data, s->size, sign.end + 1, NULL);
    size_t word = marks_words(s, stop, stop).start;
    const quote_sign *open = opening(s);
    if (!open || !ends_clause(next) || stop - word < 2 ||
        !utf8_is_lower(utf8_before(s->data, stop, NULL)) ||
        utf8_before(s->data, word, NULL) == '.' || is_abbreviation(s->data + word, stop - word))
        return;
    size_t from = is_whole(s, open) ? sign.end : stop;
    marks_add(s, MARK_STOP, MARK_REPLACE, (mbr_span){word, sign.end + 1},
              (mbr_span){from, from + 1}, "");
}

/* « Oui, » dit-il : English has its comma inside. */
static void
judge_comma(scan *s, mbr_span sign, size_t comma)
{
    uint32_t next = utf8_at(s->data, s->size, sign.end, NULL);
    uint32_t before = utf8_before(s->data, comma, NULL);
    bool stop = next == ',' || next == '.' || is_high(next);
    if (!is_word(before) && before != ')' && before != 0x201d)
        return;
    marks_add(s, MARK_QUOTE_STYLE, MARK_REPLACE,
              (mbr_span){marks_words(s, comma, comma).start, sign.end},
              (mbr_span){comma, comma + 1}, "");
    if (!stop)
        marks_more(s, MARK_AFTER_IT, sign, ",");
}

void
guillemets_judge_close(scan *s, mbr_span sign)
{
    size_t length, from = utf8_back_space(s->data, sign.start);
    uint32_t before = utf8_before(s->data, from, &length);
    uint32_t next = utf8_at(s->data, s->size, sign.end, NULL);
    if (from == sign.start)
        tight_judge_close(s, sign);
    if (s->open == 0)
        return;
    if (before == ',')
        judge_comma(s, sign, from - 1);
    else if (before == '.' && next == '.')
        judge_stops(s, sign, from - 1);
    else if (utf8_is_letter(next))
        marks_add(s, MARK_AFTER, MARK_AFTER_IT,
                  (mbr_span){sign.start, marks_words(s, sign.end, sign.end).end}, sign, " ");
}

/* « (La) partie…: the word that was put where the quotation begins, so that it reads as a sentence.
 * Only what no speaker says between parentheses, as « (Rires) », is sure to be one. */
static bool
is_inserted(const char *word, size_t size)
{
    static const char list[] =
        " Le La Les Un Une Des Du Ce Cet Cette Ces Son Sa Ses Notre Nos Votre "
        "Vos Leur Leurs Mon Ma Mes Il Elle Ils Elles On Nous Je ";
    char padded[16] = " ";
    if (size == 0 || size > sizeof padded - 3)
        return false;
    memcpy(padded + 1, word, size);
    padded[size + 1] = ' ';
    return memmem(list, sizeof list - 1, padded, size + 2) != NULL;
}

/* An editor's insertion stands between square brackets. */
static void
judge_insertion(scan *s, size_t at)
{
    if (at + 1 >= s->size || s->data[at] != '(')
        return;
    size_t word = at + 1, end = utf8_letters_end(s->data, s->size, word);
    if (!is_inserted(s->data + word, end - word) || end + 1 >= s->size || s->data[end] != ')')
        return;
    size_t next = utf8_skip_space(s->data, s->size, end + 1);
    if (next == end + 1 || !utf8_is_lower(utf8_at(s->data, s->size, next, NULL)))
        return;
    marks_add(s, MARK_INSERTION, MARK_REPLACE, (mbr_span){at, end + 1}, (mbr_span){at, at + 1},
              "[");
    marks_more(s, MARK_REPLACE, (mbr_span){end, end + 1}, "]");
}

void
guillemets_judge_open(scan *s, mbr_span sign)
{
    judge_insertion(s, utf8_skip_space(s->data, s->size, sign.end));
    uint32_t next = utf8_at(s->data, s->size, sign.end, NULL);
    if (!utf8_is_space(next))
        tight_judge_open(s, sign);
    if (sign.start > 0 && utf8_is_letter(utf8_before(s->data, sign.start, NULL)) &&
        utf8_is_letter(
            utf8_at(s->data, s->size, utf8_skip_space(s->data, s->size, sign.end), NULL)))
        marks_add(s, MARK_AFTER, MARK_BEFORE,
                  (mbr_span){marks_words(s, sign.start, sign.start).start, sign.end}, sign, " ");
}

/* The ’ that closes: no letter follows it. */
static mbr_span
closing_single(const scan *s, size_t at)
{
    size_t end = s->size - at > LONGEST_SINGLE ? at + LONGEST_SINGLE : s->size;
    for (; at + 2 < end; at++) {
        uint8_t lead = (uint8_t)s->data[at];
        if (lead == 0xc2 && ((uint8_t)s->data[at + 1] | 0x10) == 0xbb)
            break;
        if (lead != 0xe2 || (uint8_t)s->data[at + 1] != 0x80)
            continue;
        uint8_t last = (uint8_t)s->data[at + 2];
        if (last == 0x98 || (last >= 0x9c && last <= 0x9e))
            break;
        uint32_t next = utf8_at(s->data, s->size, at + 3, NULL);
        if (last == 0x99 && !is_word(next) && !utf8_is_space(utf8_before(s->data, at, NULL)))
            return (mbr_span){at, at + 3};
    }
    return (mbr_span){0, 0};
}

size_t
guillemets_take_single(scan *s, mbr_span sign)
{
    uint32_t before = utf8_before(s->data, sign.start, NULL);
    uint32_t next = utf8_at(s->data, s->size, sign.end, NULL);
    if (utf8_is_letter(before)) {
        apostrophes_judge_other(s, sign, 0x2018);
        return sign.end;
    }
    if (!is_word(next) || utf8_is_digit(before))
        return sign.end;
    mbr_span other = closing_single(s, sign.end);
    if (other.end == 0)
        return sign.end;
    marks_add_sign(s, 0x2018, sign.start, other.start);
    return sign.end;
}
