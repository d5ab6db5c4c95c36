/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "figures_inside.h"

/* Dates and times of the day. */

#define LAST_YEAR 2200
#define FIRST_YEAR 1000

static void
add_date(reader *r, mbr_span span, uint64_t day, unsigned month, uint64_t year)
{
    reader_add(r, &(figure){.span = span,
                            .kind = FIGURE_DATE,
                            .weight = WEIGHT_LITTLE,
                            .value = amount_of(day, 0),
                            .month = (uint8_t)month,
                            .whole = (uint16_t)year});
}

/* The digits at `at`, `most` at most, and where they end; 0: there are none, or more. */
static size_t
read_small(const reader *r, size_t at, size_t most, uint64_t *ret)
{
    size_t end = at;
    *ret = 0;
    while (end - at <= most && reader_is_digit(r, end))
        *ret = *ret * 10 + (uint64_t)(r->data[end++] - '0');
    return end - at <= most && end > at ? end : 0;
}

static bool
is_boundary(const reader *r, size_t at)
{
    uint8_t c = reader_byte(r, at);
    return !utf8_is_digit(c) && !reader_is_letter(c) && !(c == '-' && reader_is_digit(r, at + 1));
}

/* A year behind a date, with or without a comma; else `end`. */
static size_t
year_behind(const reader *r, size_t end, uint64_t *ret)
{
    size_t at = end, comma = reader_byte(r, at) == ',' ? at + 1 : at;
    *ret = 0;
    at = reader_spaces(r, comma);
    size_t digits = at > 0 ? read_small(r, at, 4, ret) : 0;
    bool group = reader_byte(r, digits) == ',' && reader_is_digit(r, digits + 1);
    if (digits == 0 || digits - at != 4 || *ret < FIRST_YEAR || *ret > LAST_YEAR || group ||
        !is_boundary(r, digits)) {
        *ret = 0;
        return end;
    }
    return digits;
}

/* The ending of a day's number: 19th, 1er. */
static size_t
ending_behind(const reader *r, size_t end)
{
    size_t behind = reader_kind(r, end, NUMERAL_TH, NULL);
    return behind > 0 ? behind : end;
}

/* Further days of a date, "19-20" or "19 and 20": their end, or `end`. */
static size_t
days_behind(reader *r, size_t end, unsigned month)
{
    size_t at = reader_spaces(r, end), next;
    uint64_t day;
    uint32_t c = utf8_at(r->data, r->size, at > 0 ? at : end, &next);
    if (c == '-' || c == 0x2013) {
        next += at > 0 ? at : end;
        at = reader_spaces(r, next);
        at = at > 0 ? at : next;
    } else {
        size_t to = at > 0 ? reader_kind(r, at, NUMERAL_TO, NULL) : 0;
        to = at > 0 && to == 0 ? reader_kind(r, at, NUMERAL_AND, NULL) : to;
        at = to > 0 ? reader_spaces(r, to) : 0;
    }
    size_t behind = at > 0 ? read_small(r, at, 2, &day) : 0;
    if (behind == 0 || day == 0 || day > 31)
        return end;
    behind = ending_behind(r, behind);
    size_t space = reader_spaces(r, behind);
    uint8_t c2 = reader_byte(r, behind);
    /* "between May 5 and 12 people": a noun behind it makes it a number */
    bool noun = space > 0 && reader_is_letter(reader_byte(r, space));
    if (noun || c2 == '%' || !is_boundary(r, behind) ||
        (c2 == ',' && reader_is_digit(r, behind + 1)))
        return end;
    add_date(r, (mbr_span){at, behind}, day, month, 0);
    return behind;
}

/* A month in small letters is a word like another in English (may, march). */
static bool
is_month(const reader *r, const word *month)
{
    return r->words->french || utf8_is_upper((uint8_t)r->data[month->start]);
}

size_t
read_date_of_month(reader *r, const word *month)
{
    uint64_t day, year = 0;
    if (!is_month(r, month))
        return 0;
    size_t end = month->end + (reader_byte(r, month->end) == '.');
    size_t at = reader_join(r, end), behind = at > 0 ? read_small(r, at, 2, &day) : 0;
    if (behind == 0 || r->words->french) {
        size_t last = year_behind(r, end, &year);
        if (last > end)
            add_date(r, (mbr_span){month->start, last}, 0, month->value, year);
        return last > end ? last : 0;
    }
    behind = ending_behind(r, behind);
    if (day == 0 || day > 31 || !(is_boundary(r, behind) || reader_byte(r, behind) == '-'))
        return 0;
    size_t slot = r->list->count;
    add_date(r, (mbr_span){month->start, behind}, day, month->value, 0);
    size_t days = days_behind(r, behind, month->value), last = year_behind(r, days, &year);
    for (size_t i = slot; i < r->list->count; i++)
        r->list->items[i].whole = (uint16_t)year;
    if (r->list->count > slot)
        r->list->items[r->list->count - 1].span.end = last;
    return last;
}

/* The month behind a day, and what may stand between: "19 of September", « 19 septembre ». */
static size_t
month_behind(const reader *r, size_t end, word *ret)
{
    size_t at = reader_join(r, end), of = at > 0 ? reader_kind(r, at, NUMERAL_OF, NULL) : 0;
    at = of > 0 ? reader_spaces(r, of) : at;
    if (at == 0 || !reader_word(r, at, ret) || ret->kind != NUMERAL_MONTH || !is_month(r, ret))
        return 0;
    return ret->end + (reader_byte(r, ret->end) == '.' && ret->end - ret->start < 5 &&
                       reader_is_digit(r, reader_spaces(r, ret->end + 1)));
}

/* « 19 et 20 septembre », « 19-20 septembre »: the day that another one follows. */
static size_t
month_behind_days(const reader *r, size_t end, word *ret)
{
    size_t length, next = end;
    uint64_t day;
    uint32_t c = utf8_at(r->data, r->size, end, &length);
    if (c == '-' || c == 0x2013) {
        next += length;
    } else {
        size_t at = reader_spaces(r, end);
        next = at > 0 ? reader_kind(r, at, NUMERAL_TO, NULL) : 0;
        next = at > 0 && next == 0 ? reader_kind(r, at, NUMERAL_AND, NULL) : next;
        next = next > 0 ? reader_spaces(r, next) : 0;
    }
    next = next > 0 ? read_small(r, next, 2, &day) : 0;
    if (next == 0 || day == 0 || day > 31)
        return 0;
    return month_behind(r, ending_behind(r, next), ret) > 0 ? end : 0;
}

/* « le 19 », "the 19th" by itself: a day more often than not. */
static bool
is_the_day(const reader *r, size_t start, size_t end)
{
    word before, next;
    size_t at = reader_spaces(r, end);
    if (!reader_word_before(r, start, &before) || before.kind != NUMERAL_THE)
        return false;
    return at == 0 || !reader_word(r, at, &next) || next.kind == NUMERAL_TO ||
           next.kind == NUMERAL_AND;
}

size_t
read_date_of_day(reader *r, size_t start, size_t end, uint64_t day)
{
    word month;
    uint64_t year = 0;
    size_t behind = month_behind(r, ending_behind(r, end), &month);
    if (behind > 0) {
        size_t last = year_behind(r, behind, &year);
        add_date(r, (mbr_span){start, last}, day, month.value, year);
        return last;
    }
    if (month_behind_days(r, end, &month) > 0) {
        add_date(r, (mbr_span){start, end}, day, month.value, 0);
        return end;
    }
    if (is_the_day(r, start, end)) {
        reader_add(r, &(figure){.span = {start, end},
                                .kind = FIGURE_ORDINAL,
                                .weight = WEIGHT_NONE,
                                .value = amount_of(day, 0)});
        return end;
    }
    return 0;
}

/* 2023-09-19, 19/09/2023, 9/19/23, 9/11. */
size_t
read_date_of_digits(reader *r, size_t start)
{
    uint64_t part[3] = {0};
    size_t count = 0, end = start;
    uint8_t sign = 0;
    for (; count < 3; count++) {
        size_t behind = read_small(r, end, 4, &part[count]);
        if (behind == 0)
            return 0;
        end = behind;
        uint8_t c = reader_byte(r, end);
        if (c != '/' && c != '-' && c != '.')
            break;
        if ((sign != 0 && c != sign) || count == 2 || !reader_is_digit(r, end + 1))
            break;
        sign = c;
        end++;
    }
    count += count < 3;
    bool iso = count == 3 && sign == '-' && part[0] >= FIRST_YEAR && part[0] <= LAST_YEAR;
    uint64_t year = iso ? part[0] : count == 3 ? part[2] : 0;
    uint64_t month = iso ? part[1] : part[r->words->french ? 1 : 0];
    uint64_t day = iso ? part[2] : part[r->words->french ? 0 : 1];
    if (month > 12 && day <= 12) {
        uint64_t swapped = month;
        month = day;
        day = swapped;
    }
    bool slashes = sign == '/' && (count == 3 || (part[1] > 10 && part[0] <= 12));
    bool dots = sign == '.' && count == 3 && year >= FIRST_YEAR;
    if (!(iso || slashes || dots) || month == 0 || month > 12 || day == 0 || day > 31 ||
        !is_boundary(r, end) || year > LAST_YEAR)
        return 0;
    year += year > 0 && year < 100 ? 2000 : 0;
    add_date(r, (mbr_span){start, end}, day, (unsigned)month, year);
    return end;
}

/* a.m., p.m., AM, pm behind the digits; the end, or 0. */
static size_t
half_day_behind(const reader *r, size_t end, bool *ret_afternoon)
{
    size_t at = reader_spaces(r, end);
    at = at > 0 ? at : end;
    uint8_t first = reader_byte(r, at) | 0x20;
    bool dots = reader_byte(r, at + 1) == '.';
    if ((first != 'a' && first != 'p') || (reader_byte(r, at + 1 + dots) | 0x20) != 'm')
        return 0;
    at += 2U + dots;
    if (reader_is_letter(reader_byte(r, at)) || reader_is_digit(r, at))
        return 0;
    *ret_afternoon = first == 'p';
    return at + (dots && reader_byte(r, at) == '.');
}

/* ET, GMT, « heure locale » behind it: the hour is another elsewhere. */
static bool
is_zoned(const reader *r, size_t end)
{
    word next;
    size_t at = reader_spaces(r, end), paren = reader_byte(r, at > 0 ? at : end) == '(';
    at = (at > 0 ? at : end) + paren;
    if (!reader_word(r, at, &next))
        return paren > 0;
    if (next.kind == NUMERAL_SPAN && next.value == SPAN_HOUR) /* heure de Paris */
        return true;
    return next.kind == NUMERAL_ZONE || paren > 0;
}

/* « du soir », « de l’après-midi », « du matin ». */
bool
reader_evening(const reader *r, size_t at, bool *ret_morning)
{
    word next;
    for (int i = 0; i < 3; i++) {
        size_t length, space = reader_spaces(r, at);
        uint32_t c = utf8_at(r->data, r->size, at, &length);
        if (space == 0 && !utf8_is_apostrophe(c))
            return false;
        at = space > 0 ? space : at + length;
        if (!reader_word(r, at, &next))
            return false;
        *ret_morning = next.kind == NUMERAL_MORNING;
        if (next.kind != NUMERAL_OF)
            return next.kind == NUMERAL_EVENING;
        at = next.end;
    }
    return false;
}

/* The minutes behind a colon or the sign of hours. */
static size_t
minutes_behind(const reader *r, size_t end, unsigned *ret)
{
    uint64_t minutes;
    word hour;
    size_t at = end, sign = end;
    if (reader_byte(r, end) == ':') {
        sign = at = end + 1;
    } else {
        at = reader_spaces(r, end);
        at = at > 0 ? at : end;
        if (!r->words->french || !reader_word(r, at, &hour) || hour.kind != NUMERAL_SPAN ||
            hour.value != SPAN_HOUR)
            return 0;
        sign = hour.end;
        at = reader_spaces(r, sign);
        at = at > 0 ? at : sign;
    }
    size_t behind = read_small(r, at, 2, &minutes);
    if (behind == 0 || behind - at != 2 || minutes > 59)
        return 0;
    *ret = (unsigned)minutes;
    return behind;
}

size_t
read_time(reader *r, size_t start, size_t end, unsigned hours, unsigned minutes)
{
    bool afternoon = false, dotted = minutes > 0;
    size_t behind = dotted ? 0 : minutes_behind(r, end, &minutes);
    size_t last = behind > 0 ? behind : end;
    if (reader_byte(r, last) == ':' && reader_is_digit(r, last + 1))
        return reader_token_end(r, last); /* of a race */
    size_t half = half_day_behind(r, last, &afternoon);
    if ((behind == 0 && half == 0) || hours > 24 || minutes > 59)
        return 0;
    last = half > 0 ? half : last;
    if (half > 0 && hours == 12)
        hours = 0;
    hours += afternoon ? 12 : 0;
    figure one = {.span = {start, last},
                  .kind = FIGURE_TIME,
                  .weight = is_zoned(r, last) ? WEIGHT_NONE : WEIGHT_LITTLE,
                  .value = amount_of(hours * 60U + minutes, 0)};
    if (half > 0)
        reader_chain(r, &one);
    reader_add(r, &one);
    return last;
}
