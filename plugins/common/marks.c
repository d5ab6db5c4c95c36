/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "marks_inside.h"

#include "grow.h"
#include "letters.h"

#include <stdlib.h>
#include <string.h>

#define LONGEST_WORD 128 /* bytes of it that are shown */

/* What is asked of a byte; 0: nothing, it is passed over. */
enum {
    LETTER,
    SPACE,
    HIGH,
    COMMA,
    STOP,
    APOSTROPHE,
    STRAIGHT,
    HYPHEN,
    DIGIT,
    BEGINNING, /* of what may be no prose */
    GRAVE,
    LATIN, /* lead bytes */
    MODIFIER,
    GENERAL,
    WIDE_SPACE,
};

bool
mark_faults_add(mark_faults *faults, const mark_fault *fault)
{
    if (!fault->more && faults->of_kind[fault->kind] >= MOST_OF_A_KIND)
        return true;
    if (!grow(&faults->items, &faults->room, faults->count, sizeof *fault))
        return false;
    faults->items[faults->count++] = *fault;
    faults->of_kind[fault->kind] += !fault->more;
    return true;
}

void
marks_add(scan *s, mark_kind kind, mark_mend mend, mbr_span words, mbr_span at, const char *put)
{
    mark_fault fault = {
        .kind = kind, .mend = mend, .text = s->text, .words = words, .at = at, .put = put};
    /* In a value YAML might read a new space as its own. */
    s->dropped = s->quiet || s->faults->of_kind[kind] >= MOST_OF_A_KIND ||
                 (s->rules->value && kind != MARK_DOUBLED && put && strcmp(put, " ") == 0);
    if (!s->dropped)
        s->failed |= !mark_faults_add(s->faults, &fault);
}

void
marks_more(scan *s, mark_mend mend, mbr_span at, const char *put)
{
    if (s->dropped || s->failed)
        return;
    mark_fault fault = s->faults->items[s->faults->count - 1];
    fault.more = true;
    fault.mend = mend;
    fault.at = at;
    fault.put = put;
    s->failed = !mark_faults_add(s->faults, &fault);
}

const char *
marks_space_for(const scan *s, uint32_t sign)
{
    bool swiss = s->rules->usage == LOCALE_SWITZERLAND;
    if (sign == OPEN || sign == CLOSE || sign == ':')
        return swiss ? NARROW : WIDE;
    return is_high(sign) ? NARROW : WIDE;
}

mbr_span
marks_words(const scan *s, size_t from, size_t to)
{
    size_t low = from > LONGEST_WORD ? from - LONGEST_WORD : 0;
    while (((uint8_t)s->data[low] & 0xc0) == 0x80)
        low++;
    size_t high = to + utf8_cut(s->data + to, s->size - to, LONGEST_WORD);
    return (mbr_span){low + utf8_word_start(s->data + low, from - low),
                      utf8_word_end(s->data, high, to)};
}

size_t
marks_number_start(const scan *s, size_t at)
{
    size_t low = at > LONGEST_WORD ? at - LONGEST_WORD : 0;
    while (at > low && (utf8_is_digit((uint8_t)s->data[at - 1]) ||
                        ((s->data[at - 1] == ',' || s->data[at - 1] == '.') && at - 1 > low &&
                         utf8_is_digit((uint8_t)s->data[at - 2]))))
        at--;
    return at;
}

void
marks_add_sign(scan *s, uint32_t c, size_t start, size_t other)
{
    if (!grow(&s->signs->items, &s->signs->room, s->signs->count, sizeof *s->signs->items)) {
        s->failed = true;
        return;
    }
    s->signs->items[s->signs->count++] = (quote_sign){
        .c = c, .text = (uint32_t)s->text, .start = (uint32_t)start, .other = (uint32_t)other};
}

/* What stands beside a space between two words: letters, and what may end a word. Of the lead
   bytes, 0xc3 alone begins letters only: guillemets and spaces have others. */
__extension__ static const bool ends_word[256] = {
    ['A' ... 'Z'] = true, ['a' ... 'z'] = true, [','] = true, ['.'] = true};
__extension__ static const bool begins_word[256] = {
    ['A' ... 'Z'] = true, ['a' ... 'z'] = true, [0xc3] = true};

/* The most common run: one space between two words that no rule asks about. Told in sums, not in
   steps, for there is one between any two words. */
static inline bool
is_plain_space(const scan *s, size_t at)
{
    if (at < 2 || at + 1 >= s->size)
        return false;
    const uint8_t *around = (const uint8_t *)s->data + at;
    bool ended = ends_word[around[-1]] | ((around[-1] >= 0x80) & (around[-2] == 0xc3));
    return ended & begins_word[around[1]];
}

/* No letter and no digit, which the bytes beyond ASCII may begin, comes right after. */
static inline bool
is_followed_plainly(const scan *s, size_t at)
{
    return at + 1 < s->size && (s->data[at + 1] == ' ' || s->data[at + 1] == '\n');
}

static size_t
take_apostrophe(scan *s, size_t at, size_t length, bool curved)
{
    if (at > 0 && at + length < s->size) {
        uint8_t before = (uint8_t)s->data[at - 1], after = (uint8_t)s->data[at + length];
        if ((uint8_t)((before | 0x20) - 'a') < 26 &&
            ((uint8_t)((after | 0x20) - 'a') < 26 || after == 0xc3)) {
            s->faults->straight += !curved;
            s->faults->curved += curved;
        } else {
            apostrophes_count(s, (mbr_span){at, at + length}, curved);
        }
    }
    return at + length;
}

static size_t
take_general(scan *s, size_t at)
{
    size_t length;
    uint32_t c = utf8_at(s->data, s->size, at, &length);
    mbr_span sign = {at, at + length};
    bool french = s->rules->usage != LOCALE_ENGLISH;
    if (c == 0x2019)
        return take_apostrophe(s, at, length, true);
    if (utf8_is_space(c))
        return runs_take(s, at);
    if ((c >= 0x201c && c <= 0x201e) || c == 0x2039 || c == 0x203a)
        marks_add_sign(s, c, at, 0);
    else if (!french)
        return sign.end;
    else if (c == 0x2018)
        return guillemets_take_single(s, sign);
    else if (c == EN_DASH || c == EM_DASH)
        strokes_judge_dash(s, sign);
    else if (c == ELLIPSIS)
        strokes_judge_ellipsis(s, sign);
    else if (c == 0x2032)
        apostrophes_judge_other(s, sign, c);
    else if (c == EURO || c == PER_MILLE)
        tight_judge_sign(s, at, c, length);
    return sign.end;
}

static size_t
take_latin(scan *s, size_t at)
{
    size_t length;
    uint32_t c = utf8_at(s->data, s->size, at, &length);
    mbr_span sign = {at, at + length};
    if (c == 0xa0)
        return runs_take(s, at);
    if (c != OPEN && c != CLOSE) {
        if (c == 0xb4)
            apostrophes_judge_other(s, sign, c);
        return sign.end;
    }
    if (s->rules->usage != LOCALE_ENGLISH) {
        if (c == OPEN)
            guillemets_judge_open(s, sign);
        else
            guillemets_judge_close(s, sign);
    }
    marks_add_sign(s, c, at, 0);
    s->open += c == OPEN;
    s->open -= c == CLOSE && s->open > 0;
    return sign.end;
}

static size_t
take_high(scan *s, size_t at)
{
    if (s->data[at] == ':') {
        size_t end = asides_end(s, at);
        if (end > at)
            return end;
    }
    if (!utf8_is_space(utf8_before(s->data, at, NULL)))
        tight_judge_sign(s, at, (uint8_t)s->data[at], 1);
    return at + 1;
}

static size_t
take_stop(scan *s, size_t at)
{
    size_t end = asides_end(s, at);
    if (end > at)
        return end;
    end = strokes_take_stops(s, at);
    if (end == at + 1)
        tight_judge_stop(s, at);
    return end;
}

static size_t
take_beginning(scan *s, size_t at)
{
    size_t end = asides_end(s, at);
    return end > at ? end : at + 1;
}

/* In code nothing is judged, and its signs are no quotation marks. */
static bool
skip_aside(scan *s, size_t *at)
{
    const mark_rules *rules = s->rules;
    while (s->aside < rules->aside_count && rules->asides[s->aside].end <= *at)
        s->aside++;
    s->aside_start = s->aside < rules->aside_count ? rules->asides[s->aside].start : (size_t)-1;
    if (*at < s->aside_start)
        return false;
    *at = rules->asides[s->aside].end;
    return true;
}

static size_t
take_french(scan *s, size_t at, uint8_t how)
{
    switch (how) {
    case SPACE:
        return runs_take(s, at);
    case HIGH:
        return take_high(s, at);
    case COMMA:
        if (!is_followed_plainly(s, at))
            tight_judge_comma(s, at);
        return at + 1;
    case STOP:
        return is_followed_plainly(s, at) && at + 2 < s->size && s->data[at + 2] != '.'
                   ? at + 1
                   : take_stop(s, at);
    case HYPHEN:
        return strokes_take_hyphens(s, at);
    case DIGIT:
        return figures_take(s, at);
    case GRAVE:
        apostrophes_judge_other(s, (mbr_span){at, at + 1}, '`');
        return at + 1;
    case MODIFIER:
        if (at + 1 < s->size && (uint8_t)s->data[at + 1] == 0xbc)
            apostrophes_judge_other(s, (mbr_span){at, at + 2}, 0x2bc);
        return at + 2;
    case WIDE_SPACE:
        return utf8_is_space(utf8_at(s->data, s->size, at, NULL)) ? runs_take(s, at) : at + 3;
    default:
        return at + 1;
    }
}

static size_t
take(scan *s, size_t at, uint8_t how)
{
    switch (how) {
    case APOSTROPHE:
        return take_apostrophe(s, at, 1, false);
    case STRAIGHT:
        marks_add_sign(s, '"', at, 0);
        return at + 1;
    case BEGINNING:
        return take_beginning(s, at);
    case LATIN:
        return take_latin(s, at);
    case GENERAL:
        return take_general(s, at);
    default:
        break;
    }
    if (s->rules->usage != LOCALE_ENGLISH)
        return take_french(s, at, how);
    return how == SPACE ? runs_take(s, at) : at + 1;
}

static const uint8_t asked[256] = {
    ['\t'] = SPACE,      ['\n'] = SPACE,     [' '] = SPACE,  ['!'] = HIGH,      ['%'] = HIGH,
    [':'] = HIGH,        [';'] = HIGH,       ['?'] = HIGH,   [','] = COMMA,     ['.'] = STOP,
    ['\''] = APOSTROPHE, ['"'] = STRAIGHT,   ['-'] = HYPHEN, ['0'] = DIGIT,     ['1'] = DIGIT,
    ['2'] = DIGIT,       ['3'] = DIGIT,      ['4'] = DIGIT,  ['5'] = DIGIT,     ['6'] = DIGIT,
    ['7'] = DIGIT,       ['8'] = DIGIT,      ['9'] = DIGIT,  ['{'] = BEGINNING, ['<'] = BEGINNING,
    ['@'] = BEGINNING,   ['$'] = BEGINNING,  ['`'] = GRAVE,  [0xc2] = LATIN,    [0xca] = MODIFIER,
    [0xe2] = GENERAL,    [0xe3] = WIDE_SPACE};

bool
marks_judge(const mbr_text *data,
            size_t text,
            const mark_rules *rules,
            mark_faults *faults,
            quote_signs *signs)
{
    scan s = {.data = data->data,
              .size = data->size,
              .text = text,
              .rules = rules,
              .faults = faults,
              .signs = signs,
              .first_sign = signs->count,
              .aside_start = rules->aside_count > 0 ? rules->asides[0].start : (size_t)-1,
              /* plain Markdown has tables for paragraphs */
              .quiet = data->size > 0 && data->data[0] == '|'};
    size_t at = 0;
    while (at < s.size && !s.failed) {
        uint8_t how = asked[(uint8_t)s.data[at]];
        if (how == LETTER)
            at = letters_end(s.data, s.size, at + 1);
        else if (how == SPACE && is_plain_space(&s, at))
            at++;
        else if (at < s.aside_start || !skip_aside(&s, &at))
            at = take(&s, at, how);
    }
    return !s.failed;
}

void
mark_faults_clear(mark_faults *faults)
{
    free(faults->items);
    *faults = (mark_faults){0};
}
