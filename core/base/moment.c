/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/calendar.h"
#include "base/clock.h"
#include "base/instant.h"
#include "base/text.h"

#include <string.h>

#define DAY INT64_C(86400)
#define MOST_TOKENS 24
#define LONGEST_MOMENT 100

/* What people write is cut into numbers, words and signs, and read word by word. */
typedef enum { TOKEN_END, TOKEN_NUMBER, TOKEN_WORD, TOKEN_SIGN } TokenKind;

typedef struct {
    TokenKind kind;
    int number;
    int digits;
    bool is_spaced;    /* white space stands before it */
    const char *start; /* in the collapsed, folded text */
    size_t size;
} Token;

typedef struct {
    Token tokens[MOST_TOKENS + 1];
    size_t at;
    MarbreDay day;
    bool has_time;
    int64_t seconds;
    bool has_zone;
    int32_t zone;
} Reading;

static const char *const MONTHS[][12] = {
    {"janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre",
     "octobre", "novembre", "decembre"},
    {"january", "february", "march", "april", "may", "june", "july", "august", "september",
     "october", "november", "december"},
};

static const char *const MONTHS_CUT[][12] = {
    {"janv", "fevr", "mars", "avr", "mai", "juin", "juil", "aout", "sept", "oct", "nov", "dec"},
    {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"},
};

static const char *const WEEKDAYS[] = {
    "lundi",   "mardi",     "mercredi", "jeudi",  "vendredi", "samedi", "dimanche", "monday",
    "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", NULL,
};

static TokenKind
kind_of(char c)
{
    if (c == '\0')
        return TOKEN_END;
    if (g_ascii_isdigit(c))
        return TOKEN_NUMBER;
    return g_ascii_isalpha(c) ? TOKEN_WORD : TOKEN_SIGN;
}

static bool
read_token(const char **p, Token *token)
{
    token->is_spaced = **p == ' ';
    *p += token->is_spaced ? 1 : 0;
    token->kind = kind_of(**p);
    token->start = *p;
    token->size = token->kind == TOKEN_END ? 0 : 1;
    while (token->kind != TOKEN_SIGN && token->kind != TOKEN_END &&
           kind_of((*p)[token->size]) == token->kind)
        token->size++;
    *p += token->size;
    if (token->kind == TOKEN_NUMBER) {
        if (token->size > 9)
            return false;
        token->digits = (int)token->size;
        token->number = (int)g_ascii_strtoll(token->start, NULL, 10);
    }
    return true;
}

static bool
read_tokens(const char *text, Reading *reading)
{
    for (size_t i = 0; i <= MOST_TOKENS; i++) {
        if (!read_token(&text, &reading->tokens[i]))
            return false;
        if (reading->tokens[i].kind == TOKEN_END)
            return true;
    }
    return false;
}

static const Token *
peek(const Reading *reading, size_t ahead)
{
    for (size_t i = 0; i < ahead; i++)
        if (reading->tokens[reading->at + i].kind == TOKEN_END)
            return &reading->tokens[reading->at + i];
    return &reading->tokens[reading->at + ahead];
}

static bool
is_word(const Token *token, const char *word)
{
    return token->kind != TOKEN_END && strlen(word) == token->size &&
           memcmp(token->start, word, token->size) == 0;
}

static bool
take_word(Reading *reading, const char *word)
{
    if (!is_word(peek(reading, 0), word))
        return false;
    reading->at++;
    return true;
}

static bool
take_number(Reading *reading, int most_digits, int *ret_number)
{
    const Token *token = peek(reading, 0);

    if (token->kind != TOKEN_NUMBER || token->digits > most_digits)
        return false;
    *ret_number = token->number;
    reading->at++;
    return true;
}

static bool
take_year(Reading *reading)
{
    return peek(reading, 0)->digits == 4 && take_number(reading, 4, &reading->day.year);
}

static int
find_month(const Token *token, const char *const months[][12])
{
    for (size_t language = 0; language < 2; language++)
        for (int month = 0; month < 12; month++)
            if (is_word(token, months[language][month]))
                return month + 1;
    return 0;
}

static bool
take_month(Reading *reading)
{
    int month = find_month(peek(reading, 0), MONTHS);

    if (month == 0) {
        month = find_month(peek(reading, 0), MONTHS_CUT);
        if (month == 0)
            return false;
        reading->at++;
        (void)take_word(reading, "."); /* « sept. » or « sept » */
    } else {
        reading->at++;
    }
    reading->day.month = month;
    return true;
}

/* 2023-09-19 */
static bool
take_year_first(Reading *reading)
{
    return take_year(reading) && take_word(reading, "-") &&
           take_number(reading, 2, &reading->day.month) && take_word(reading, "-") &&
           take_number(reading, 2, &reading->day.day);
}

/* 19/09/2023, 19.09.2023, 19-09-2023 */
static bool
take_day_first(Reading *reading)
{
    char sign[2] = {0};

    if (!take_number(reading, 2, &reading->day.day))
        return false;
    sign[0] = peek(reading, 0)->start[0];
    return strchr("/.-", sign[0]) != NULL && take_word(reading, sign) &&
           take_number(reading, 2, &reading->day.month) && take_word(reading, sign) &&
           take_year(reading);
}

/* 19 septembre 2023, 1er mai 2023, 19 September 2023, 19th of September 2023 */
static bool
take_day_month_year(Reading *reading)
{
    if (!take_number(reading, 2, &reading->day.day))
        return false;
    if (!peek(reading, 0)->is_spaced && !take_word(reading, "er") && !take_word(reading, "st") &&
        !take_word(reading, "nd") && !take_word(reading, "rd") && !take_word(reading, "th"))
        return false;
    (void)take_word(reading, "of");
    if (!take_month(reading))
        return false;
    (void)take_word(reading, ",");
    return take_year(reading);
}

/* September 19, 2023 */
static bool
take_month_day_year(Reading *reading)
{
    if (!take_month(reading) || !take_number(reading, 2, &reading->day.day))
        return false;
    if (!take_word(reading, "st") && !take_word(reading, "nd") && !take_word(reading, "rd"))
        (void)take_word(reading, "th");
    (void)take_word(reading, ",");
    return take_year(reading);
}

static bool
take_day(Reading *reading)
{
    static bool (*const forms[])(Reading *) = {take_year_first, take_day_first, take_day_month_year,
                                               take_month_day_year};
    size_t start;

    for (size_t i = 0; WEEKDAYS[i] != NULL; i++) {
        if (take_word(reading, WEEKDAYS[i])) {
            (void)take_word(reading, ",");
            break;
        }
    }
    start = reading->at;
    for (size_t i = 0; i < G_N_ELEMENTS(forms); i++) {
        reading->at = start;
        if (forms[i](reading))
            return marbre_day_is_valid(reading->day);
    }
    return false;
}

/* a.m., am, p.m., pm */
static bool
take_half_of_day(Reading *reading, int *hour)
{
    bool is_afternoon = peek(reading, 0)->start[0] == 'p';
    const char *letter = is_afternoon ? "p" : "a";

    if (take_word(reading, letter)) {
        if (!take_word(reading, ".") || !take_word(reading, "m") || !take_word(reading, "."))
            return false;
    } else if (!take_word(reading, is_afternoon ? "pm" : "am")) {
        return true;
    }
    if (*hour < 1 || *hour > 12)
        return false;
    *hour = *hour % 12 + (is_afternoon ? 12 : 0);
    return true;
}

/* 14:05, 14:05:33.5, 14h, 14h05, 14 h 05, 2:05 pm, 2 pm */
static bool
take_time(Reading *reading)
{
    int hour = 0;
    int minute = 0;
    int second = 0;
    const Token *next;

    if (!take_number(reading, 2, &hour))
        return false;
    if (take_word(reading, ":")) {
        if (peek(reading, 0)->digits != 2 || !take_number(reading, 2, &minute))
            return false;
        if (take_word(reading, ":") && !take_number(reading, 2, &second))
            return false;
        if (is_word(peek(reading, 0), ".") && peek(reading, 1)->kind == TOKEN_NUMBER)
            reading->at += 2;
    } else if (take_word(reading, "h") || take_word(reading, "heures")) {
        (void)take_number(reading, 2, &minute);
    } else {
        next = peek(reading, 0);
        if (!is_word(next, "am") && !is_word(next, "pm") && !is_word(next, "a") &&
            !is_word(next, "p"))
            return false;
    }
    if (!take_half_of_day(reading, &hour))
        return false;
    reading->has_time = true;
    reading->seconds = hour * 3600 + minute * 60 + second;
    return hour <= 23 && minute <= 59 && second <= 59;
}

static bool
take_zone(Reading *reading)
{
    const char *p = peek(reading, 0)->start;

    reading->has_zone = true;
    reading->zone = 0;
    if (take_word(reading, "z") || take_word(reading, "utc") || take_word(reading, "gmt"))
        return true;
    if (!marbre_zone_take(&p, &reading->zone))
        return false;
    while (peek(reading, 0)->kind != TOKEN_END && peek(reading, 0)->start < p)
        reading->at++;
    return true;
}

static bool
take_moment(Reading *reading)
{
    bool is_joined;

    if (!take_day(reading))
        return false;
    if (peek(reading, 0)->kind == TOKEN_END)
        return true;
    is_joined = take_word(reading, "t") || take_word(reading, ",");
    is_joined = take_word(reading, "a") || take_word(reading, "at") || is_joined;
    if (!is_joined && !peek(reading, 0)->is_spaced)
        return false;
    if (!take_time(reading))
        return false;
    if (peek(reading, 0)->kind != TOKEN_END && !take_zone(reading))
        return false;
    return peek(reading, 0)->kind == TOKEN_END;
}

static char *
fold(const char *written)
{
    g_autofree char *collapsed = NULL;
    g_autofree char *ascii = NULL;

    if (strnlen(written, LONGEST_MOMENT + 1) > LONGEST_MOMENT ||
        !g_utf8_validate(written, -1, NULL))
        return NULL;
    collapsed = marbre_text_collapse(written, strlen(written), NULL);
    ascii = g_str_to_ascii(collapsed, "C");
    return g_ascii_strdown(ascii, -1);
}

static bool
read_moment(const char *written,
            GTimeZone *zone,
            int64_t (*universal)(int64_t, GTimeZone *),
            int64_t *ret_first,
            int64_t *ret_after)
{
    g_autofree char *text = fold(written);
    Reading reading = {0};
    int64_t local;

    if (text == NULL || !read_tokens(text, &reading) || !take_moment(&reading))
        return false;
    local = marbre_day_number(reading.day) * DAY + reading.seconds;
    if (!reading.has_time) {
        *ret_first = universal(local, zone);
        *ret_after = universal(local + DAY, zone);
        return true;
    }
    if (reading.has_zone)
        *ret_first = local - reading.zone * INT64_C(60);
    else
        *ret_first = universal(local, zone);
    *ret_after = *ret_first + 1;
    return true;
}

bool
marbre_moment_parse(const char *written, GTimeZone *zone, int64_t *ret_first, int64_t *ret_after)
{
    return read_moment(written, zone, marbre_clock_first, ret_first, ret_after);
}

bool
marbre_moment_parse_late(const char *written,
                         GTimeZone *zone,
                         int64_t *ret_first,
                         int64_t *ret_after)
{
    return read_moment(written, zone, marbre_clock_last, ret_first, ret_after);
}
