/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "figures_inside.h"

#include <string.h>

/* Numbers in digits. */

#define MOST_DIGITS 18

/* Digits with the separators between them. */
typedef struct run {
    size_t start, end;
    size_t head;     /* digits before the first separator */
    size_t tail;     /* digits behind the last one */
    size_t last;     /* where that separator stands; 0: there is none */
    uint32_t comma;  /* the separator; of several kinds, the first */
    unsigned groups; /* of three digits behind separators of that kind */
    bool point;      /* the last separator is of another kind: decimals follow */
} run;

static size_t
digits_end(const reader *r, size_t at)
{
    while (reader_is_digit(r, at))
        at++;
    return at;
}

static bool
separates(uint32_t c)
{
    return c == ',' || c == '.' || c == 0xa0 || c == 0x202f || c == 0x2009 || c == '\'' ||
           c == 0x2019 || c == ' ';
}

static bool
is_point(uint32_t c)
{
    return c == '.' || c == ',';
}

/* 12 500,75: as far as it is one number. */
static run
read_run(const reader *r, size_t at)
{
    run of = {.start = at, .end = digits_end(r, at)};
    of.head = of.tail = of.end - at;
    for (;;) {
        size_t length;
        uint32_t c = utf8_at(r->data, r->size, of.end, &length);
        size_t next = of.end + length, end = digits_end(r, next);
        bool group = end - next == 3 && (of.groups > 0 || of.head <= 3) && !of.point &&
                     (of.comma == 0 || c == of.comma);
        if (!separates(c) || end == next || (!is_point(c) && !group) || of.point)
            return of;
        if (!group && of.comma != 0 && (c == of.comma || !is_point(c)))
            return of;
        of.point = !group;
        of.groups += group;
        of.comma = of.comma == 0 ? c : of.comma;
        of.last = of.end;
        of.tail = end - next;
        of.end = end;
    }
}

/* What the separators mean. */
static bool
value_of(const reader *r, const run *of, figure *one)
{
    const char *text = r->data + of->start;
    size_t size = of->end - of->start, last = of->last - of->start;
    bool french = r->words->french,
         ambiguous = of->groups == 1 && !of->point && is_point(of->comma);
    bool decimal = of->point;
    if (ambiguous && (of->comma == ',') == french && of->tail == 3) {
        /* 12,500 in French: the decimals that it says, the thousands that may be meant */
        amount thousands;
        decimal = true;
        if (text[0] != '0' && amount_read(text, size, size, &thousands)) {
            one->other[0] = thousands;
            one->others = 1;
        }
    } else if (ambiguous && text[0] == '0') {
        decimal = true;
    } else if (ambiguous && of->comma == '.') {
        /* 12.500 in English text is mostly a decimal */
        amount exact;
        if (amount_read(text, size, last, &exact)) {
            one->other[0] = exact;
            one->others = 1;
        }
    }
    return amount_read(text, size, decimal ? last : size, &one->value);
}

/* ½ ¼ ¾ ⅓ ⅔ behind the digits, or by itself. */
static size_t
vulgar_at(const reader *r, size_t at, amount *ret)
{
    size_t length;
    uint32_t c = utf8_at(r->data, r->size, at, &length);
    if (c < 0xbc || c > 0xbe)
        return 0;
    *ret = amount_of(c == 0xbd ? 5 : c == 0xbc ? 25 : 75, c == 0xbd ? -1 : -2);
    return at + length;
}

/* A telephone number: groups of two or more digits, many of them, or with a sign before. */
static size_t
phone_end(const reader *r, size_t at)
{
    size_t end = at, groups = 0, digits = 0;
    bool pairs = true, plus = at > 0 && r->data[at - 1] == '+';
    if (!plus && !reader_is_digit(r, at + 1))
        return 0;
    for (;;) {
        size_t from = end, next;
        end = digits_end(r, from);
        digits += end - from;
        groups++;
        pairs = pairs && end - from == 2;
        uint8_t c = reader_byte(r, end);
        next = c == ' ' || c == '.' || c == '-' ? end + 1 : end;
        if (next == end) {
            size_t length;
            uint32_t space = utf8_at(r->data, r->size, end, &length);
            next = utf8_is_space(space) ? end + length : end;
        }
        if (next == end || !reader_is_digit(r, next) || digits > 20)
            break;
        end = next;
    }
    bool french = pairs && groups == 5 && r->data[at] == '0';
    bool english = groups == 3 && digits == 10 && memchr(r->data + at, '-', end - at);
    return (plus && digits >= 8) || french || english ? end : 0;
}

/* A reference or part of a name: not to be read. */
static bool
is_reference(const reader *r, size_t at)
{
    uint8_t before = at > 0 ? (uint8_t)r->data[at - 1] : 0;
    if (before == '@' || before == '_' || before == '^' || before == '\\')
        return true;
    if (before == '/' && at > 1 && reader_is_letter((uint8_t)r->data[at - 2]))
        return true;
    size_t end = digits_end(r, at);
    uint8_t behind = reader_byte(r, end);
    if (before == '[' && behind == ']')
        return true;
    /* 1) or 1. at the head: of a list */
    return at == 0 && end <= 2 && (behind == ')' || behind == '.') && reader_spaces(r, end + 1) > 0;
}

static uint8_t
currency_before(const reader *r, size_t start)
{
    size_t length, space = utf8_back_space(r->data, start);
    uint32_t c =
        utf8_before(r->data, r->words->french || start - space > 3 ? start : space, &length);
    switch (c) {
    case '$':
        return CURRENCY_DOLLAR;
    case 0x20ac:
        return CURRENCY_EURO;
    case 0xa3:
        return CURRENCY_POUND;
    case 0xa5:
        return CURRENCY_YEN;
    default:
        return 0;
    }
}

/* 34-year-old goes on; 3D, 4x4 and 737-MAX are names. */
static bool
is_name(const reader *r, size_t end)
{
    uint8_t c = reader_byte(r, end);
    size_t letters = reader_letters(r, end);
    if (c == '-' && end + 1 < r->size && utf8_is_upper((uint8_t)r->data[end + 1]))
        return true;
    return letters > end;
}

/* A number of one part and a slash: 2/3, 24/7, 9/11. */
static size_t
read_slash(reader *r, const run *of, uint64_t value)
{
    size_t end = digits_end(r, of->end + 1);
    uint64_t whole = 0;
    amount behind;
    if (!amount_read(r->data + of->end + 1, end - of->end - 1, end, &behind) ||
        !amount_whole(behind, 1000, &whole))
        return end;
    figure one = {.span = {of->start, of->end}, .value = amount_of(value, 0)};
    if (value > 0 && value < whole && whole <= 10) {
        one.kind = FIGURE_PART;
        one.weight = WEIGHT_LITTLE;
        one.span.end = end;
        one.whole = (uint16_t)whole;
        reader_add(r, &one);
    } else {
        /* a score, 24/7 */
        reader_add(r, &one);
        one.value = behind;
        one.span = (mbr_span){of->end + 1, end};
        reader_add(r, &one);
    }
    return reader_token_end(r, end);
}

static bool
is_year(const run *of, const figure *one)
{
    uint64_t value;
    return of->last == 0 && of->head == 4 && amount_whole(one->value, 2200, &value) &&
           value >= 1100;
}

/* 21st, 1990s, under-18s: digits with an ending. */
static size_t
read_ending(reader *r, const run *of, figure *one, uint8_t kind, uint64_t value)
{
    one->kind = kind;
    one->weight = WEIGHT_LITTLE;
    one->span.end = reader_letters(r, of->end);
    if (kind == FIGURE_DECADE && value < 100)
        figure_add_other(one, amount_of(1900 + value, 0));
    size_t date = kind == FIGURE_ORDINAL && value <= 31
                      ? read_date_of_day(r, of->start, one->span.end, value)
                      : 0;
    if (date > 0)
        return date;
    reader_add(r, one);
    return one->span.end;
}

/* Letters right behind the digits: 21st, 1990s, 5bn, 5km; 0: it is a name. */
static size_t
read_attached(reader *r, const run *of, figure *one)
{
    size_t end = reader_letters(r, of->end);
    word unit;
    uint64_t value = 0;
    if (!reader_word(r, of->end, &unit) || reader_is_digit(r, end))
        return 0;
    bool whole = of->last == 0 && amount_whole(one->value, 9999, &value);
    bool alone = end == of->end + 1;
    if (alone && r->data[of->end] == 'G')
        return 0;
    if (whole && unit.kind == NUMERAL_TH)
        return read_ending(r, of, one, FIGURE_ORDINAL, value);
    if (whole && alone && r->data[of->end] == 's')
        return read_ending(r, of, one, value % 10 == 0 ? FIGURE_DECADE : FIGURE_NUMBER, value);
    bool unit_like = unit.kind == NUMERAL_SHORT || unit.kind == NUMERAL_METRIC ||
                     unit.kind == NUMERAL_MEASURE || unit.kind == NUMERAL_SPAN ||
                     unit.kind == NUMERAL_CURRENCY;
    bool times = alone && r->data[of->end] == 'x';
    return unit_like || times ? read_tail(r, one) : 0;
}

/* Hours, a day of the month, a part of a whole: what a small number may begin; 0: nothing. */
static size_t
read_small(reader *r, const run *of, const figure *one)
{
    uint64_t value = 0;
    if (of->point && of->groups == 0 && of->head <= 2 && of->tail == 2 && of->comma == '.') {
        unsigned hours = 0, minutes = (unsigned)(r->data[of->last + 1] - '0') * 10 +
                                      (unsigned)(r->data[of->last + 2] - '0');
        for (size_t i = of->start; i < of->last; i++)
            hours = hours * 10 + (unsigned)(r->data[i] - '0');
        return read_time(r, of->start, of->end, hours, minutes);
    }
    if (of->last > 0 || !amount_whole(one->value, 1000, &value))
        return 0;
    size_t end = value <= 24 ? read_time(r, of->start, of->end, (unsigned)value, 0) : 0;
    if (end == 0 && value > 0 && value <= 31 && !reader_is_letter(reader_byte(r, of->end)))
        end = read_date_of_day(r, of->start, of->end, value);
    if (end == 0 && reader_byte(r, of->end) == '/' && reader_is_digit(r, of->end + 1))
        end = read_slash(r, of, value);
    return end;
}

/* 0730 GMT */
static size_t
read_clock(reader *r, const run *of)
{
    const char *digits = r->data + of->start;
    size_t at = reader_spaces(r, of->end);
    if (of->last > 0 || of->head != 4 || at == 0 || !reader_kind(r, at, NUMERAL_ZONE, NULL))
        return 0;
    unsigned hours = (unsigned)(digits[0] - '0') * 10 + (unsigned)(digits[1] - '0');
    unsigned minutes = (unsigned)(digits[2] - '0') * 10 + (unsigned)(digits[3] - '0');
    if (hours > 24 || minutes > 59)
        return 0;
    reader_add(r, &(figure){.span = {of->start, of->end},
                            .kind = FIGURE_TIME,
                            .weight = WEIGHT_NONE,
                            .value = amount_of(hours * 60U + minutes, 0)});
    return of->end;
}

size_t
read_digits(reader *r, size_t at)
{
    size_t end = phone_end(r, at);
    if (end > 0 || is_reference(r, at))
        return end > 0 ? end : reader_token_end(r, at);
    end = read_date_of_digits(r, at);
    if (end > 0)
        return end;
    run of = read_run(r, at);
    figure one = {.kind = FIGURE_NUMBER, .weight = WEIGHT_FIGURE, .span = {at, of.end}};
    uint8_t c = reader_byte(r, of.end);
    uint8_t next = reader_byte(r, of.end + 1);
    /* 1.2.3, 2001:db8 */
    bool goes_on = (is_point(c) && utf8_is_digit(next)) ||
                   (c == ':' && of.last == 0 && (of.head > 2 || reader_is_letter(next)) &&
                    (utf8_is_digit(next) || reader_is_letter(next)));
    if (of.head > MOST_DIGITS || goes_on || !value_of(r, &of, &one))
        return reader_token_end(r, of.end);
    end = read_small(r, &of, &one);
    if (end > 0)
        return end;
    end = read_clock(r, &of);
    if (end > 0)
        return end;
    if (at > 0 && r->data[at - 1] == '#')
        one.weight = WEIGHT_NONE;
    one.currency = currency_before(r, at);
    if (is_name(r, of.end)) {
        end = read_attached(r, &of, &one);
        return end > 0 ? end : reader_token_end(r, of.end);
    }
    amount part;
    end = vulgar_at(r, of.end, &part);
    if (end > 0) {
        one.value = amount_plus(one.value, part);
        one.span.end = end;
    }
    if (is_year(&of, &one))
        one.kind = FIGURE_YEAR;
    return read_tail(r, &one);
}
