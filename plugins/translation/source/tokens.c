/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tokens.h"

#include "grow.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

#define MOST_LOOKUPS 16 /* searches of the context, in one text */

/* ---- from text to tokens ---- */

bool
token_is_quote(uint32_t c)
{
    return c == '"' || c == 0xab || c == 0xbb || (c >= 0x201c && c <= 0x201f);
}

static uint32_t
folded(uint32_t c)
{
    if (token_is_quote(c))
        return '"';
    if (utf8_is_apostrophe(c))
        return '\'';
    return c >= 0x2010 && c <= 0x2015 ? '-' : c;
}

static uint64_t
hash_of(const char *data, size_t start, size_t end)
{
    uint64_t hash = UINT64_C(14695981039346656037);
    for (size_t at = start, length = 0; at < end; at += length)
        hash = (hash ^ folded(utf8_at(data, end, at, &length))) * UINT64_C(1099511628211);
    return hash;
}

static bool
ends_sentence(uint32_t c)
{
    return c == '.' || c == '!' || c == '?' || c == ':';
}

/* Straight marks open and close in turn. */
static bool
next_quoted(bool quoted, uint32_t sign)
{
    if (sign == 0xab || sign == 0x201c)
        return true;
    if (sign == 0xbb || sign == 0x201d)
        return false;
    return sign == '"' ? !quoted : quoted;
}

bool
tokens_read(tokens *list, mbr_text text)
{
    bool quoted = false, opens = true;
    list->text = text;
    for (size_t at = utf8_skip_space(text.data, text.size, 0), length; at < text.size;
         at = utf8_skip_space(text.data, text.size, at)) {
        uint32_t first = utf8_at(text.data, text.size, at, &length);
        bool word = utf8_is_letter(first) || utf8_is_digit(first);
        size_t end = word ? utf8_word_end(text.data, text.size, at) : at + length;
        if (end <= at)
            end = at + length;
        if (!grow(&list->items, &list->room, list->count, sizeof *list->items))
            return false;
        list->items[list->count++] = (token){.start = at,
                                             .end = end,
                                             .hash = hash_of(text.data, at, end),
                                             .first = first,
                                             .word = word,
                                             .opens = word && opens,
                                             .quoted = quoted};
        quoted = next_quoted(quoted, first);
        opens = word ? false : opens || ends_sentence(first) || token_is_quote(first);
        at = end;
    }
    return true;
}

/* ---- what a word is ---- */

/* Numbers in words, days and months; of some the small letter makes another word. */
#define W(text, capital)                                                                           \
    {                                                                                              \
        sizeof text - 1, capital, text                                                             \
    }
static const struct {
    uint8_t size;
    bool capital;
    char word[13];
} listed[] = {
    W("two", false),       W("three", false),     W("four", false),     W("five", false),
    W("six", false),       W("seven", false),     W("eight", false),    W("nine", false),
    W("ten", false),       W("eleven", false),    W("twelve", false),   W("thirteen", false),
    W("fourteen", false),  W("fifteen", false),   W("sixteen", false),  W("seventeen", false),
    W("eighteen", false),  W("nineteen", false),  W("twenty", false),   W("thirty", false),
    W("forty", false),     W("fifty", false),     W("sixty", false),    W("seventy", false),
    W("eighty", false),    W("ninety", false),    W("hundred", false),  W("hundreds", false),
    W("thousand", false),  W("thousands", false), W("million", false),  W("millions", false),
    W("billion", false),   W("billions", false),  W("dozen", false),    W("dozens", false),
    W("half", false),      W("third", false),     W("quarter", false),  W("twice", false),
    W("deux", false),      W("trois", false),     W("quatre", false),   W("cinq", false),
    W("sept", false),      W("huit", false),      W("neuf", false),     W("dix", false),
    W("onze", false),      W("douze", false),     W("treize", false),   W("quatorze", false),
    W("quinze", false),    W("seize", false),     W("vingt", false),    W("trente", false),
    W("quarante", false),  W("cinquante", false), W("soixante", false), W("cent", false),
    W("cents", false),     W("mille", false),     W("milliers", false), W("milliard", false),
    W("milliards", false), W("douzaine", false),  W("dizaine", false),  W("centaine", false),
    W("moitié", false),    W("tiers", false),     W("quart", false),    W("lundi", false),
    W("mardi", false),     W("mercredi", false),  W("jeudi", false),    W("vendredi", false),
    W("samedi", false),    W("dimanche", false),  W("janvier", false),  W("février", false),
    W("mars", false),      W("avril", false),     W("juin", false),     W("juillet", false),
    W("août", false),      W("septembre", false), W("octobre", false),  W("novembre", false),
    W("décembre", false),  W("yesterday", false), W("today", false),    W("tomorrow", false),
    W("hier", false),      W("demain", false),    W("monday", true),    W("tuesday", true),
    W("wednesday", true),  W("thursday", true),   W("friday", true),    W("saturday", true),
    W("sunday", true),     W("january", true),    W("february", true),  W("march", true),
    W("april", true),      W("may", true),        W("june", true),      W("july", true),
    W("august", true),     W("september", true),  W("october", true),   W("november", true),
    W("december", true)};
#undef W

static bool
is_listed(const token *one, const char *word)
{
    size_t size = one->end - one->start;
    bool capital = utf8_is_upper(one->first);
    for (size_t i = 0; i < sizeof listed / sizeof *listed; i++)
        if (listed[i].size == size && (listed[i].word[0] | 0x20) == (word[0] | 0x20) &&
            (capital || !listed[i].capital) && strncasecmp(listed[i].word, word, size) == 0)
            return true;
    return false;
}

bool
token_is_number(const token *one, const char *data)
{
    if (!one->word)
        return one->first == '%' || one->first == '$' || one->first == 0x20ac || one->first == 0xa3;
    for (size_t i = one->start; i < one->end; i++)
        if (utf8_is_digit((unsigned char)data[i]))
            return true;
    return is_listed(one, data + one->start);
}

/* Written with a capital behind a word, somewhere. */
static bool
is_named_in(mbr_text context, const char *word, size_t size)
{
    for (size_t from = 0; from + size <= context.size;) {
        const char *found = memmem(context.data + from, context.size - from, word, size);
        if (!found)
            return false;
        size_t at = (size_t)(found - context.data), back = utf8_back_space(context.data, at);
        if (back < at && back > 0) {
            uint32_t before = utf8_before(context.data, back, NULL);
            if (utf8_is_letter(before) || before == ',')
                return true;
        }
        from = at + size;
    }
    return false;
}

bool
token_is_name(tokens *list, const token *one, const word_set *small, mbr_text context)
{
    const char *data = list->text.data;
    size_t size = one->end - one->start;
    if (!one->word || !utf8_is_upper(one->first) || size < 2 ||
        word_set_find(small, data + one->start, size))
        return false;
    if (!one->opens)
        return true;
    return list->lookups++ < MOST_LOOKUPS && is_named_in(context, data + one->start, size);
}

/* ---- flags ---- */

static bool
holds(const char *data, size_t start, size_t end, const char *const *cues)
{
    for (; *cues; cues++) {
        size_t size = strlen(*cues);
        for (size_t at = start; at + size <= end; at++)
            if (strncasecmp(data + at, *cues, size) == 0)
                return true;
    }
    return false;
}

/* The words of both kinds within one sentence: not able, and to verify. */
static bool
is_flag(const char *data, size_t start, size_t end)
{
    static const char *const verbs[] = {"verif",
                                        "vérif",
                                        "corrobor",
                                        "independently confirm",
                                        "authenti",
                                        "not confirm",
                                        "able to confirm",
                                        "immediately confirm",
                                        "pu confirmer",
                                        "mesure de confirmer",
                                        NULL};
    static const char *const lacks[] = {"not ",          "n't ",           "n’t ",    "unable",
                                        "pas pu",        "no independent", "pas été", "impossible",
                                        "pas en mesure", "unverif",        NULL};
    return holds(data, start, end, verbs) && holds(data, start, end, lacks);
}

static bool
ends_flag(uint32_t c)
{
    return c == '.' || c == '!' || c == '?';
}

bool
tokens_flag_at(tokens *list, size_t at)
{
    if (at >= list->flag_first && at < list->flag_end)
        return list->flag;
    size_t first = at, end = at;
    while (first > list->flag_end && !ends_flag(list->items[first - 1].first))
        first--;
    while (end < list->count && !ends_flag(list->items[end].first))
        end++;
    list->flag_first = first;
    list->flag_end = end < list->count ? end + 1 : end;
    list->flag = end > first && is_flag(list->text.data, list->items[first].start,
                                        list->items[list->flag_end - 1].end);
    return list->flag;
}

void
tokens_clear(tokens *list)
{
    free(list->items);
    *list = (tokens){0};
}
