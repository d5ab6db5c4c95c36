/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "spaces_inside.h"

#include "grow.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define LONGEST_NUMBER 40 /* bytes on either side that are looked at */

/* White space between two characters. */
typedef struct run {
    mbr_span span;
    bool ordinary; /* a space or tab is in it */
    size_t length; /* in characters */
    uint32_t before, after;
} run;

void
spaces_add(scan *s, space_kind kind, space_mend mend, mbr_span words, mbr_span at, const char *put)
{
    if (s->rules->value && put[0] == ' ')
        return;
    if (!grow(&s->faults->items, &s->faults->room, s->faults->count, sizeof(space_fault))) {
        s->failed = true;
        return;
    }
    s->faults->items[s->faults->count++] = (space_fault){
        .kind = kind, .mend = mend, .text = s->text, .words = words, .at = at, .put = put};
}

const char *
spaces_for(const scan *s, uint32_t sign)
{
    bool swiss = s->rules->usage == LOCALE_SWITZERLAND;
    if (sign == OPEN || sign == CLOSE || sign == ':')
        return swiss ? NARROW : WIDE;
    return is_high(sign) ? NARROW : WIDE;
}

bool
spaces_is_spoken_of(scan *s, size_t sign)
{
    while (s->sign < s->rules->sign_count && s->rules->signs[s->sign].end <= sign)
        s->sign++;
    return s->sign < s->rules->sign_count && s->rules->signs[s->sign].start <= sign;
}

static bool
is_unit_sign(uint32_t c)
{
    return c == '%' || c == '$' || c == EURO || c == PER_MILLE || c == 0xa3;
}

/* A word that French elides stands before the apostrophe. */
static bool
is_elision(const scan *s, size_t apostrophe)
{
    static const char elided[] = " l d j m t s n c qu jusqu lorsqu puisqu quoiqu ";
    size_t start = apostrophe;
    while (start > 0 && utf8_is_letter((uint8_t)s->data[start - 1]))
        start--;
    size_t size = apostrophe - start;
    uint32_t before = utf8_before(s->data, start, NULL);
    if (size == 0 || size > 6 || (uint8_t)before >= 0x80 || utf8_is_apostrophe(before) ||
        before == 0x2018 || utf8_is_letter(before))
        return false;
    char word[10] = " ";
    for (size_t i = 0; i < size; i++)
        word[i + 1] = (char)utf8_lower((uint8_t)s->data[start + i]);
    word[size + 1] = ' ';
    return memmem(elided, sizeof elided - 1, word, size + 2) != NULL;
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
        words = (mbr_span){sign.start, utf8_word_end(s->data, s->size, r->span.end)};
    } else {
        (void)utf8_at(s->data, s->size, r->span.end, &length);
        sign = (mbr_span){r->span.end, r->span.end + length};
        words = (mbr_span){utf8_word_start(s->data, r->span.start), sign.end};
    }
    if (r->ordinary && !spaces_is_spoken_of(s, sign.start))
        spaces_add(s, SPACE_GUILLEMETS, SPACE_REPLACE, words, r->span, spaces_for(s, OPEN));
}

static void
judge_sign_run(scan *s, const run *r)
{
    size_t sign = r->span.end;
    uint32_t next = utf8_at(s->data, s->size, sign + 1, NULL);
    bool ratio =
        r->after == ':' && utf8_is_digit(r->before) &&
        utf8_is_digit(utf8_at(s->data, s->size, utf8_skip_space(s->data, s->size, sign + 1), NULL));
    bool clause = ends_clause(next) || next == '!' || next == '?' || next == 0x2026;
    bool after_word = is_word(r->before) || r->before == CLOSE || r->before == ')' ||
                      r->before == 0x201d || r->before == ']' || r->before == 0x2026 ||
                      r->before == '.' || r->before == '%';
    if (!r->ordinary || ratio || !clause || !after_word)
        return;
    size_t length, from = r->span.start;
    if (!is_word(r->before)) {
        (void)utf8_before(s->data, from, &length);
        from -= length;
    }
    from = utf8_word_start(s->data, from);
    spaces_add(s, SPACE_SIGNS, SPACE_REPLACE, (mbr_span){from, sign + 1}, r->span,
               spaces_for(s, r->after));
}

/* White space before a stop, inside brackets, after an elision. */
static bool
judge_superfluous(scan *s, const run *r)
{
    size_t end = r->span.end;
    mbr_span words = {utf8_word_start(s->data, r->span.start),
                      utf8_word_end(s->data, s->size, end)};
    uint32_t next = utf8_at(s->data, s->size, end + 1, NULL);
    bool stop = (r->after == ',' || r->after == '.') && ends_clause(next) &&
                (utf8_is_letter(r->before) || r->before == CLOSE || r->before == ')');
    /* « . . . » is an ellipsis of its own kind. */
    if (stop && utf8_at(s->data, s->size, utf8_skip_space(s->data, s->size, end + 1), NULL) == '.')
        stop = false;
    bool bracket = (r->before == '(' && is_word(r->after)) ||
                   (r->after == ')' && (utf8_is_letter(r->before) || r->before == '.'));
    if (r->before == '(' && utf8_before(s->data, r->span.start - 1, NULL) == ':')
        bracket = false;
    if (stop || r->after == ')')
        words.end = end + 1;
    if (bracket && r->before == '(')
        words.start = r->span.start - 1;
    bool elision = false;
    if (utf8_is_apostrophe(r->before) && utf8_is_letter(r->after)) {
        size_t length;
        (void)utf8_before(s->data, r->span.start, &length);
        elision = is_elision(s, r->span.start - length);
        words.start = utf8_word_start(s->data, r->span.start - length);
    }
    if (!stop && !bracket && !elision)
        return false;
    spaces_add(s, SPACE_TOO_MANY, SPACE_REPLACE, words, r->span, "");
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
            spaces_add(s, SPACE_THOUSANDS, SPACE_REPLACE, words, r->span, NARROW);
        return;
    }
    if (!is_unit(s, r->span.end))
        return;
    size_t length, end = utf8_word_end(s->data, s->size, r->span.end);
    (void)utf8_at(s->data, s->size, r->span.end, &length);
    words = (mbr_span){utf8_word_start(s->data, r->span.start),
                       end > r->span.end ? end : r->span.end + length};
    spaces_add(s, SPACE_UNITS, SPACE_REPLACE, words, r->span, WIDE);
}

static void
judge_run(scan *s, const run *r)
{
    if (r->before == 0 || r->after == 0)
        return;
    if (r->before == OPEN || r->after == CLOSE) {
        judge_guillemet_run(s, r);
    } else if (is_high(r->after)) {
        judge_sign_run(s, r);
    } else if (judge_superfluous(s, r)) {
        return;
    } else if (utf8_is_digit(r->before) && r->length == 1) {
        judge_number_run(s, r);
    } else if (r->length > 1 && r->ordinary && r->length == r->span.end - r->span.start) {
        mbr_span words = {utf8_word_start(s->data, r->span.start),
                          utf8_word_end(s->data, s->size, r->span.end)};
        spaces_add(s, SPACE_DOUBLED, SPACE_REPLACE, words, r->span, " ");
    }
}

/* The white space at `at`, judged; the place after it. */
static size_t
take_run(scan *s, size_t at)
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

/* The most common run: one space between two words that no rule asks about. */
static bool
is_plain_space(const scan *s, size_t at)
{
    if (at == 0 || at + 1 >= s->size)
        return false;
    uint8_t before = (uint8_t)s->data[at - 1], after = (uint8_t)s->data[at + 1];
    bool word = utf8_is_letter(before < 0x80 ? before : 'a');
    bool stop = before == ',' || before == '.';
    /* Of the lead bytes, 0xc3 alone begins letters only: guillemets and spaces have others. */
    bool next = (after < 0x80 && utf8_is_letter(after)) || after == 0xc3;
    return (stop || (word && before < 0x80)) && next;
}

static size_t
take_wide(scan *s, size_t at)
{
    size_t length;
    uint32_t c = utf8_at(s->data, s->size, at, &length), next;
    if (utf8_is_space(c))
        return take_run(s, at);
    mbr_span sign = {at, at + length};
    if (c == OPEN) {
        next = utf8_at(s->data, s->size, sign.end, NULL);
        if (!utf8_is_space(next))
            tight_judge_open(s, sign);
    } else if (c == CLOSE) {
        if (!utf8_is_space(utf8_before(s->data, at, NULL)))
            tight_judge_close(s, sign);
    } else if (c == EURO || c == PER_MILLE) {
        tight_judge_sign(s, at, c, length);
    }
    return sign.end;
}

static size_t
take_ascii(scan *s, size_t at)
{
    uint8_t c = (uint8_t)s->data[at];
    if (c == ' ' || c == '\t' || c == '\n') {
        if (!is_plain_space(s, at))
            return take_run(s, at);
    } else if (c == ',') {
        tight_judge_comma(s, at);
    } else if (!utf8_is_space(utf8_before(s->data, at, NULL))) {
        tight_judge_sign(s, at, c, 1);
    }
    return at + 1;
}

bool
spaces_judge(const mbr_text *data, size_t text, const space_rules *rules, space_faults *faults)
{
    static const uint8_t asked[256] = {
        ['\t'] = 1, ['\n'] = 1, [' '] = 1, ['!'] = 1,  ['%'] = 1,  [','] = 1,
        [':'] = 1,  [';'] = 1,  ['?'] = 1, [0xc2] = 2, [0xe2] = 2, [0xe3] = 2};
    scan s = {
        .data = data->data, .size = data->size, .text = text, .rules = rules, .faults = faults};
    size_t at = 0;
    if (s.size > 0 && s.data[0] == '|')
        return true; /* a table, which plain Markdown has for a paragraph */
    while (at < s.size && !s.failed) {
        uint8_t how = asked[(uint8_t)s.data[at]];
        if (how == 0)
            at++;
        else
            at = how == 1 ? take_ascii(&s, at) : take_wide(&s, at);
    }
    return !s.failed;
}

void
space_faults_clear(space_faults *faults)
{
    free(faults->items);
    *faults = (space_faults){0};
}
