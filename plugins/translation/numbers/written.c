/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "figures.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* Figures as they are written. */

#define NARROW "\xe2\x80\xaf"
#define WIDE "\xc2\xa0"
#define LONGEST 96

static const char *const units[][2] = {
    {"zéro", "zero"},    {"un", "one"},          {"deux", "two"},          {"trois", "three"},
    {"quatre", "four"},  {"cinq", "five"},       {"six", "six"},           {"sept", "seven"},
    {"huit", "eight"},   {"neuf", "nine"},       {"dix", "ten"},           {"onze", "eleven"},
    {"douze", "twelve"}, {"treize", "thirteen"}, {"quatorze", "fourteen"}, {"quinze", "fifteen"},
    {"seize", "sixteen"}};
static const char *const months[][2] = {
    {"janvier", "January"}, {"février", "February"},  {"mars", "March"},
    {"avril", "April"},     {"mai", "May"},           {"juin", "June"},
    {"juillet", "July"},    {"août", "August"},       {"septembre", "September"},
    {"octobre", "October"}, {"novembre", "November"}, {"décembre", "December"}};
static const char *const scales[][2] = {
    {"millions", "million"}, {"milliards", "billion"}, {"billions", "trillion"}};

/* Thousands apart from four digits on, decimals behind a comma or a point. */
static size_t
write_digits(amount of, bool french, bool plain, char *out, size_t room)
{
    char digits[LONGEST];
    int length = snprintf(digits, sizeof digits, "%" PRIu64, of.digits);
    int point = length + of.power; /* digits before the point */
    if (point > 40 || point < -20)
        return (size_t)snprintf(out, room, "%s", "?");
    size_t at = 0;
    int first = point > 0 ? 0 : point - 1, last = point > length ? point : length;
    for (int i = first; i < last && at + 8 < room; i++) {
        char digit = i >= 0 && i < length ? digits[i] : '0';
        const char *before = "";
        if (i == point)
            before = french ? "," : ".";
        else if (i > 0 && i < point && (point - i) % 3 == 0 && !plain)
            before = french ? NARROW : ",";
        at += (size_t)snprintf(out + at, room - at, "%s%c", i == first ? "" : before, digit);
    }
    return at;
}

static size_t
write_number(const figure *of, bool french, char *out, size_t room)
{
    uint64_t value;
    size_t in = french ? 0 : 1;
    if (of->worded && of->kind == FIGURE_NUMBER && amount_whole(of->value, 16, &value))
        return (size_t)snprintf(out, room, "%s", units[value][in]);
    if (of->scale < 6 || amount_approximate(of->value) < 1e6)
        return write_digits(of->value, french, of->kind == FIGURE_YEAR, out, room);
    int power = of->scale / 3 * 3;
    power = power > 12 ? 12 : power;
    amount head = amount_of(of->value.digits, of->value.power - power);
    if (amount_approximate(head) >= 1000 && power < (french ? 9 : 12)) {
        power += 3;
        head = amount_of(of->value.digits, of->value.power - power);
    }
    size_t at = write_digits(head, french, false, out, room);
    const char *word = scales[power / 3 - 2][in];
    bool one = french && amount_approximate(head) < 2;
    return at + (size_t)snprintf(out + at, room - at, "%s%.*s", french ? WIDE : " ",
                                 (int)(strlen(word) - one), word);
}

static size_t
write_part(const figure *of, bool french, char *out, size_t room)
{
    static const char *const parts[][2] = {{"la moitié", "half"},
                                           {"un tiers", "a third"},
                                           {"un quart", "a quarter"},
                                           {"un cinquième", "a fifth"}};
    uint64_t many = 0;
    (void)amount_whole(of->value, 1000, &many);
    size_t in = french ? 0 : 1;
    if (many == 1 && of->whole >= 2 && of->whole <= 5)
        return (size_t)snprintf(out, room, "%s", parts[of->whole - 2][in]);
    if (many == 2 && of->whole == 3)
        return (size_t)snprintf(out, room, "%s", french ? "deux tiers" : "two-thirds");
    if (many == 3 && of->whole == 4)
        return (size_t)snprintf(out, room, "%s", french ? "trois quarts" : "three quarters");
    return (size_t)snprintf(out, room, "%" PRIu64 "/%u", many, of->whole);
}

static size_t
write_date(const figure *of, bool french, char *out, size_t room)
{
    uint64_t day = 0;
    char year[16] = "";
    const char *month = of->month > 0 ? months[of->month - 1][french ? 0 : 1] : "";
    (void)amount_whole(of->value, 31, &day);
    if (of->whole > 0)
        (void)snprintf(year, sizeof year, " %u", of->whole);
    if (day == 0)
        return (size_t)snprintf(out, room, "%s%s", month, year);
    return (size_t)snprintf(out, room, "%u%s %s%s", (unsigned)day, french && day == 1 ? "er" : "",
                            month, year);
}

static size_t
write_time(const figure *of, bool french, char *out, size_t room)
{
    uint64_t minutes = 0;
    (void)amount_whole(of->value, 36U * 60, &minutes);
    unsigned hour = (unsigned)(minutes / 60), minute = (unsigned)(minutes % 60);
    if (french && minute == 0)
        return (size_t)snprintf(out, room, "%u" WIDE "heure%s", hour, hour > 1 ? "s" : "");
    if (french)
        return (size_t)snprintf(out, room, "%u" WIDE "h" WIDE "%02u", hour, minute);
    return (size_t)snprintf(out, room, "%u:%02u", hour, minute);
}

static const char *
ordinal_ending(unsigned value, bool french)
{
    static const char *const english[] = {"th", "st", "nd", "rd"};
    if (french)
        return value == 1 ? "er" : "e";
    return value % 10 > 3 || value % 100 / 10 == 1 ? "th" : english[value % 10];
}

static size_t
write_kind(const figure *of, bool french, char *out, size_t room)
{
    uint64_t value = 0;
    size_t at;
    switch ((figure_kind)of->kind) {
    case FIGURE_PART:
        return write_part(of, french, out, room);
    case FIGURE_DATE:
        return write_date(of, french, out, room);
    case FIGURE_TIME:
        return write_time(of, french, out, room);
    case FIGURE_ORDINAL:
        (void)amount_whole(of->value, 9999, &value);
        return (size_t)snprintf(out, room, "%u%s", (unsigned)value,
                                ordinal_ending((unsigned)value, french));
    case FIGURE_DECADE:
        (void)amount_whole(of->value, 9999, &value);
        return (size_t)snprintf(out, room, french ? "années %u" : "%us", (unsigned)value);
    case FIGURE_PERCENT:
        at = write_digits(of->value, french, false, out, room);
        return at + (size_t)snprintf(out + at, room - at, french ? WIDE "%%" : "%%");
    case FIGURE_POINTS:
        at = write_digits(of->value, french, false, out, room);
        return at + (size_t)snprintf(out + at, room - at,
                                     french ? WIDE "points de pourcentage" : " percentage points");
    case FIGURE_NUMBER:
    case FIGURE_YEAR:
        break;
    }
    return write_number(of, french, out, room);
}

/* The name of a currency in the plural, and in French what joins it to millions. */
static size_t
write_currency(const figure *of, bool french, char *out, size_t room)
{
    static const char *const names[][2] = {
        [CURRENCY_DOLLAR] = {"dollars", "dollars"}, [CURRENCY_EURO] = {"euros", "euros"},
        [CURRENCY_POUND] = {"livres", "pounds"},    [CURRENCY_YEN] = {"yens", "yen"},
        [CURRENCY_YUAN] = {"yuans", "yuan"},        [CURRENCY_ROUBLE] = {"roubles", "rubles"},
        [CURRENCY_RUPEE] = {"roupies", "rupees"},   [CURRENCY_FRANC] = {"francs", "francs"},
        [CURRENCY_SHEKEL] = {"shekels", "shekels"}};
    if (of->currency == 0 || of->currency >= sizeof names / sizeof *names)
        return 0;
    bool scaled = of->scale >= 6 && amount_approximate(of->value) >= 1e6;
    const char *before = " ";
    if (french)
        before = !scaled ? WIDE : of->currency == CURRENCY_EURO ? " d\xe2\x80\x99" : " de ";
    return (size_t)snprintf(out, room, "%s%s", before, names[of->currency][french ? 0 : 1]);
}

size_t
figure_write(const figure *of, bool french, char *out, size_t room)
{
    char text[2 * LONGEST];
    size_t length = write_kind(of, french, text, sizeof text);
    length += write_currency(of, french, text + length, sizeof text - length);
    size_t written = (size_t)snprintf(out, room, "%.*s", (int)length, text);
    return written < room ? written : room - 1;
}
