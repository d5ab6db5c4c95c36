/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "article/sentence.h"

#include "base/text.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

/* Longest word before a stop that is looked at, in bytes. */
#define WORD_LIMIT 16

/* Short forms that a name or more follows, without their stop and in lower case. */
static const char *const french[] = {"m",   "mm",   "mgr",  "dr",  "pr",   "st",  "ste", "cf",
                                     "p",   "pp",   "chap", "apr", "av",   "env", "tél", "éd",
                                     "réf", "janv", "févr", "avr", "juil", "oct", "nov", "déc",
                                     "gén", "lt",   "bd",   "vs",  "n",    NULL};
static const char *const english[] = {
    "mr",  "mrs",    "ms",  "dr", "prof", "gen", "col",  "lt",  "sgt", "capt", "cmdr", "sen",
    "rep", "gov",    "rev", "st", "hon",  "vs",  "cf",   "jan", "feb", "aug",  "oct",  "nov",
    "dec", "approx", "mt",  "ft", "maj",  "adm", "supt", "p",   "pp",  NULL};
/* Words of their own as well: short forms before a number only. */
static const char *const numbered[] = {"art", "fig", "vol", "sept", "sep", "mar",
                                       "apr", "no",  "col", "min",  "max", NULL};

typedef struct {
    const char *text;
    size_t size;
    const char *lang;
} Text;

static gunichar
char_at(const Text *text, size_t at, size_t *ret_width)
{
    *ret_width = 1;
    unsigned char c = (unsigned char)text->text[at];
    if (c < 0x80)
        return c;
    gunichar character = g_utf8_get_char_validated(text->text + at, (gssize)(text->size - at));
    if ((gint32)character < 0)
        return 0xFFFD;
    *ret_width = (size_t)g_utf8_skip[c];
    return character;
}

static bool
is_stop(gunichar c)
{
    return c == '.' || c == '!' || c == '?' || c == 0x2026;
}

/* Whether a stop may begin with the byte: for most it is told without reading the character. */
static bool
may_be_stop(char byte)
{
    return byte == '.' || byte == '!' || byte == '?' || byte == '\xE2';
}

static bool
is_closing(gunichar c)
{
    return c == '"' || c == '\'' || c == ')' || c == ']' || c == 0xBB || c == 0x201D ||
           c == 0x2019 || c == 0x203A;
}

/* What may stand before the first word of a sentence. */
static bool
is_opening(gunichar c)
{
    return c == '"' || c == '\'' || c == '(' || c == '[' || c == 0xAB || c == 0x201C ||
           c == 0x2018 || c == 0x2039 || c == 0x2013 || c == 0x2014 || c == '-' || c == 0x201E;
}

static size_t
skip_white(const Text *text, size_t at)
{
    const char *end = text->text + text->size;
    size_t width = 1;
    while (at < text->size && width > 0) {
        width = marbre_text_white(text->text + at, end);
        at += width;
    }
    return at;
}

/* Behind the quotes and brackets that close with the sentence, a space before » among them. */
static size_t
skip_closing(const Text *text, size_t at)
{
    for (;;) {
        size_t width;
        if (at < text->size && is_closing(char_at(text, at, &width))) {
            at += width;
            continue;
        }
        size_t behind = skip_white(text, at);
        if (behind == at || behind >= text->size || char_at(text, behind, &width) != 0xBB)
            return at;
        at = behind + width;
    }
}

static bool
is_abbreviation(const Text *text, const char *word, bool before_number)
{
    bool is_french = text->lang && g_ascii_strncasecmp(text->lang, "fr", 2) == 0;
    bool is_english = text->lang && g_ascii_strncasecmp(text->lang, "en", 2) == 0;
    return (!is_english && g_strv_contains(french, word)) ||
           (!is_french && g_strv_contains(english, word)) ||
           (before_number && g_strv_contains(numbered, word));
}

/* The word that ends before `at`, where it is short; its beginning. */
static size_t
word_start(const Text *text, size_t at)
{
    size_t start = at;
    while (start > 0 && at - start <= WORD_LIMIT) {
        const char *before = g_utf8_find_prev_char(text->text, text->text + start);
        size_t width;
        size_t place = (size_t)(before - text->text);
        gunichar c = char_at(text, place, &width);
        if (!g_unichar_isalnum(c) && c != '.')
            break;
        start = place;
    }
    return start;
}

/* Letters with a stop behind each but the last: the head of U.S. or p.m. */
static bool
is_initials(const char *word)
{
    const char *at = word;
    while (*at) {
        if (!g_unichar_isalpha(g_utf8_get_char(at)))
            return false;
        at = g_utf8_next_char(at);
        if (!*at)
            return true;
        if (*at != '.')
            return false;
        at++;
    }
    return false;
}

/* ex. is a short form in p. ex. alone. */
static bool
is_example(const Text *text, size_t start, const char *word)
{
    static const char *const heads[] = {"p. ", "p.", "p.\u00A0", "p.\u202F"};
    if (strcmp(word, "ex") != 0)
        return false;
    for (size_t i = 0; i < G_N_ELEMENTS(heads); i++) {
        size_t size = strlen(heads[i]);
        if (start >= size && memcmp(text->text + start - size, heads[i], size) == 0)
            return true;
    }
    return false;
}

/* Whether the single stop at `at` belongs to the word before it; the next word is at `next`. */
static bool
is_short_form(const Text *text, size_t at, size_t next)
{
    size_t start = word_start(text, at);
    if (start == at || at - start > WORD_LIMIT)
        return false;
    g_autofree char *word = g_utf8_strdown(text->text + start, (gssize)(at - start));
    if (strcmp(word, "a.m") == 0 || strcmp(word, "p.m") == 0)
        return false;
    bool number = word[strspn(word, "0123456789")] == '\0';
    if (number)
        return skip_white(text, 0) >= start; /* 1. at the head of a text counts */
    bool before_number = next < text->size && g_ascii_isdigit(text->text[next]);
    return is_initials(word) || is_abbreviation(text, word, before_number) ||
           is_example(text, start, word);
}

/* Whether what follows goes on with the same sentence: a small letter after a stop. */
static bool
goes_on(const Text *text, size_t at)
{
    size_t width;
    while (at < text->size && is_opening(char_at(text, at, &width)))
        at = skip_white(text, at + width);
    return at < text->size && g_unichar_islower(char_at(text, at, &width));
}

/*
 * Whether a sentence ends with the stop whose last character is at `at`.
 *
 * @return where it ends, closing signs included, or 0
 */
static size_t
end_at(const Text *text, size_t at)
{
    size_t width;
    gunichar stop = char_at(text, at, &width);
    size_t behind = at + width;
    if (behind < text->size && is_stop(char_at(text, behind, &width)))
        return 0; /* a row of stops ends with its last */
    size_t end = skip_closing(text, behind);
    size_t next = skip_white(text, end);
    if (next == end && next < text->size)
        return 0;
    if (next >= text->size)
        return text->size;
    if (goes_on(text, next))
        return 0;
    bool row = at > 0 && text->text[at - 1] == '.';
    if (stop == '.' && !row && end == behind && is_short_form(text, at, next))
        return 0;
    return end;
}

/* The nearest end of a sentence at or before `at`; 0 where the text begins with it. */
static size_t
find_start(const Text *text, size_t at)
{
    size_t place = at;
    while (place > 0) {
        size_t width;
        if (!may_be_stop(text->text[--place]) || !is_stop(char_at(text, place, &width)))
            continue;
        size_t end = end_at(text, place);
        if (end > 0 && end <= at && end < text->size)
            return end;
    }
    return 0;
}

static size_t
find_end(const Text *text, size_t at)
{
    while (at < text->size) {
        size_t width = 1;
        bool stop = may_be_stop(text->text[at]) && is_stop(char_at(text, at, &width));
        size_t end = stop ? end_at(text, at) : 0;
        if (end > 0)
            return end;
        at += width;
    }
    return text->size;
}

MarbreSpan
marbre_sentence_at(const char *text, size_t size, uint64_t at, const char *lang)
{
    Text whole = {text, size, lang};
    if (at >= size)
        return (MarbreSpan){size, size};
    size_t start = skip_white(&whole, find_start(&whole, (size_t)at));
    return (MarbreSpan){start, find_end(&whole, start)};
}
