/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "marks_inside.h"

#include <string.h>

#define LONGEST_NUMBER 40 /* bytes on either side that are looked at */

/* White space between two characters. */
typedef struct run {
    mbr_span span;
    bool ordinary; /* a space or tab is in it */
    size_t length; /* in characters */
    uint32_t before, after;
} run;

static bool
is_unit_sign(uint32_t c)
{
    return c == '%' || c == '$' || c == EURO || c == PER_MILLE || c == POUND;
}

/* From digit group to digit group: is this a number whose thousands stand apart? */
static bool
is_thousands(const scan *s, size_t at, mbr_span *ret)
{
    size_t start = at, end = at, groups = 0;
    while (start > 0 && at - start < LONGEST_NUMBER &&
           (utf8_is_digit((uint8_t)s->data[start - 1]) ||
            (s->data[start - 1] == ' ' && start > 1 && utf8_is_digit((uint8_t)s->data[start - 2]))))
        start--;
    while (end < s->size && end - at < LONGEST_NUMBER &&
           (utf8_is_digit((uint8_t)s->data[end]) ||
            (s->data[end] == ' ' && end + 1 < s->size && utf8_is_digit((uint8_t)s->data[end + 1]))))
        end++;
    uint32_t before = utf8_before(s->data, start, NULL);
    uint32_t after = utf8_at(s->data, s->size, end, NULL);
    uint32_t gap = utf8_before(s->data, start - (start > 0 && utf8_is_space(before)), NULL);
    if (is_word(before) || is_word(after) || before == '+' || before == '-' || before == '/' ||
        before == '.' || before == ',' || after == '-' || after == '/' || s->data[start] == '0' ||
        (utf8_is_space(before) && utf8_is_digit(gap)))
        return false;
    for (size_t i = start; i < end; groups++) {
        size_t digits = 0;
        while (i < end && s->data[i] != ' ') {
            i++;
            digits++;
        }
        i++;
        if (groups == 0 ? digits > 3 : digits != 3)
            return false;
    }
    /* A no-break space on either side: which group it belongs to is not plain. */
    size_t length;
    uint32_t space = utf8_at(s->data, s->size, end, &length);
    if (space != ' ' && utf8_is_space(space) &&
        utf8_is_digit(utf8_at(s->data, s->size, end + length, NULL)))
        return false;
    space = utf8_before(s->data, start, &length);
    if (utf8_is_space(space) && utf8_is_digit(utf8_before(s->data, start - length, NULL)))
        return false;
    *ret = (mbr_span){start, end};
    return groups > 1;
}

static bool
is_unit(const scan *s, size_t at)
{
    static const char units[] = " km kg cm mm km/h km² ";
    if (is_unit_sign(utf8_at(s->data, s->size, at, NULL)))
        return true;
    size_t end = at, length;
    while (end < s->size && end - at < 6) {
        uint32_t c = utf8_at(s->data, s->size, end, &length);
        if (!utf8_is_letter(c) && c != '/' && c != 0xb2)
            break;
        end += length;
    }
    char word[10] = " ";
    size_t size = end - at;
    if (size < 2 || size > 6)
        return false;
    memcpy(word + 1, s->data + at, size);
    word[size + 1] = ' ';
    return memmem(units, sizeof units - 1, word, size + 2) != NULL;
}

static void
judge_guillemet_run(scan *s, const run *r)
{
    size_t length;
    mbr_span sign, words;
    if (r->before == OPEN) {
        (void)utf8_before(s->data, r->span.start, &length);
        sign = (mbr_span){r->span.start - length, r->span.start};
        words = (mbr_span){sign.start, marks_words(s, r->span.end, r->span.end).end};
    } else {
        (void)utf8_at(s->data, s->size, r->span.end, &length);
        sign = (mbr_span){r->span.end, r->span.end + length};
        words = (mbr_span){marks_words(s, r->span.start, r->span.start).start, sign.end};
    }
    if (r->ordinary)
        marks_add(s, MARK_GUILLEMETS, MARK_REPLACE, words, r->span, marks_space_for(s, OPEN));
}

static void
judge_sign_run(scan *s, const run *r)
{
    size_t sign = r->span.end;
    uint32_t next = utf8_at(s->data, s->size, sign + 1, NULL);
    bool ratio =
        r->after == ':' && utf8_is_digit(r->before) &&
        utf8_is_digit(utf8_at(s->data, s->size, utf8_skip_space(s->data, s->size, sign + 1), NULL));
    bool tight = s->rules->usage == LOCALE_CANADA && r->after != ':';
    bool clause = ends_clause(next) || next == '!' || next == '?' || next == ELLIPSIS ||
                  next == OPEN || (next == ')' && (r->after == '!' || r->after == '?'));
    bool after_word = is_word(r->before) || r->before == CLOSE || r->before == ')' ||
                      r->before == 0x201d || r->before == ']' || r->before == ELLIPSIS ||
                      r->before == '.' || r->before == '%';
    if (!r->ordinary || ratio || !clause || !after_word)
        return;
    size_t length, from = r->span.start;
    if (!is_word(r->before)) {
        (void)utf8_before(s->data, from, &length);
        from -= length;
    }
    from = marks_words(s, from, from).start;
    marks_add(s, MARK_SIGNS, MARK_REPLACE, (mbr_span){from, sign + 1}, r->span,
              tight ? "" : marks_space_for(s, r->after));
}

/* White space before a comma or a stop; « . . . » is an ellipsis of its own kind. */
static bool
is_before_stop(const scan *s, const run *r)
{
    size_t end = r->span.end;
    uint32_t next = utf8_at(s->data, s->size, end + 1, NULL);
    if ((r->after != ',' && r->after != '.') || !ends_clause(next) ||
        !(utf8_is_letter(r->before) || r->before == CLOSE || r->before == ')'))
        return false;
    return utf8_at(s->data, s->size, utf8_skip_space(s->data, s->size, end + 1), NULL) != '.';
}

static bool
is_in_brackets(const scan *s, const run *r)
{
    if (r->before == '(') /* no face: :( */
        return is_word(r->after) && utf8_before(s->data, r->span.start - 1, NULL) != ':';
    return r->after == ')' && (utf8_is_letter(r->before) || r->before == '.');
}

/* After the apostrophe of an elided word, or before it; where the words begin. */
static bool
is_at_apostrophe(const scan *s, const run *r, size_t *ret_from)
{
    size_t length;
    if (utf8_is_apostrophe(r->before) && utf8_is_letter(r->after)) {
        (void)utf8_before(s->data, r->span.start, &length);
        *ret_from = r->span.start - length;
        return marks_is_elision(s->data, *ret_from);
    }
    if (!utf8_is_apostrophe(r->after) || !utf8_is_letter(r->before))
        return false;
    (void)utf8_at(s->data, s->size, r->span.end, &length);
    *ret_from = r->span.start;
    return utf8_is_letter(utf8_at(s->data, s->size, r->span.end + length, NULL)) &&
           marks_is_elision(s->data, r->span.start);
}

/* White space before a stop, inside brackets, beside an elision. */
static bool
judge_superfluous(scan *s, const run *r)
{
    size_t from = r->span.start, end = r->span.end, length;
    bool stop = is_before_stop(s, r);
    if (!stop && !is_in_brackets(s, r) && !is_at_apostrophe(s, r, &from))
        return false;
    (void)utf8_at(s->data, s->size, end, &length);
    bool sign = !is_word(r->after);
    mbr_span words = {marks_words(s, from, from).start,
                      sign ? end + length : marks_words(s, end, end).end};
    if (utf8_is_apostrophe(r->after))
        words.end = marks_words(s, end + length, end + length).end;
    if (r->before == '(')
        words.start = r->span.start - 1;
    marks_add(s, MARK_TOO_MANY, MARK_REPLACE, words, r->span, "");
    return true;
}

static void
judge_number_run(scan *s, const run *r)
{
    if (!r->ordinary || r->length != 1)
        return;
    mbr_span words;
    if (utf8_is_digit(r->after)) {
        if (is_thousands(s, r->span.start, &words))
            marks_add(s, MARK_THOUSANDS, MARK_REPLACE, words, r->span, NARROW);
        return;
    }
    if (!is_unit(s, r->span.end))
        return;
    size_t length, end = marks_words(s, r->span.end, r->span.end).end;
    (void)utf8_at(s->data, s->size, r->span.end, &length);
    words = (mbr_span){marks_number_start(s, r->span.start),
                       end > r->span.end ? end : r->span.end + length};
    marks_add(s, MARK_UNITS, MARK_REPLACE, words, r->span, WIDE);
}

static void
judge_doubled(scan *s, const run *r)
{
    if (r->length < 2 || !r->ordinary || r->length != r->span.end - r->span.start)
        return;
    mbr_span words = {marks_words(s, r->span.start, r->span.start).start,
                      marks_words(s, r->span.end, r->span.end).end};
    marks_add(s, MARK_DOUBLED, MARK_REPLACE, words, r->span, " ");
}

static void
judge_run(scan *s, const run *r)
{
    bool english = s->rules->usage == LOCALE_ENGLISH;
    if (r->before == 0 || r->after == 0)
        return;
    if (english) {
        judge_doubled(s, r);
    } else if (r->before == OPEN || r->after == CLOSE) {
        judge_guillemet_run(s, r);
    } else if (is_high(r->after)) {
        judge_sign_run(s, r);
    } else if (judge_superfluous(s, r)) {
        return;
    } else if (utf8_is_digit(r->before) && r->length == 1) {
        judge_number_run(s, r);
    } else {
        judge_doubled(s, r);
    }
}

size_t
runs_take(scan *s, size_t at)
{
    run r = {.span = {at, at}, .before = utf8_before(s->data, at, NULL)};
    size_t length;
    for (;;) {
        uint32_t c = utf8_at(s->data, s->size, r.span.end, &length);
        if (!utf8_is_space(c)) {
            r.after = c;
            break;
        }
        r.ordinary |= c == ' ' || c == '\t';
        r.length++;
        r.span.end += length;
    }
    judge_run(s, &r);
    return r.span.end;
}
