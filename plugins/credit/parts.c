/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "parts.h"

#include "agency.h"
#include "fold.h"

#include "common/utf8.h"

#include <stdlib.h>
#include <string.h>

/* Words before a name that are none of it. */
static const char *const labels[] = {
    "photo",
    "photos",
    "photographie",
    "photographies",
    "photographer",
    "photographe",
    "picture",
    "image",
    "images",
    "illustration",
    "credit",
    "credits",
    "copyright",
    "c",
    "source",
    "sources",
    "by",
    "par",
    "de",
    "d",
    "via",
    "pour",
    "for",
    "et",
    "and",
    "the",
    "l",
    "photographique",
    "photographiques",
    "courtesy",
    "of",
};
/* Words between two parts. */
static const char *const joints[] = {"via", "pour", "for", "et", "and"};

struct range {
    const char *text;
    size_t size;
};

static bool
is_one_of(const char *word, size_t size, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strlen(list[i]) == size && memcmp(list[i], word, size) == 0)
            return true;
    return false;
}

/* Is the word at `at` one of the list? Its bytes, or 0. */
static size_t
word_of(struct range of, size_t at, const char *const *list, size_t count)
{
    size_t end = at;
    while (end < of.size && end - at < 20) {
        size_t length;
        uint32_t c = utf8_at(of.text, of.size, end, &length);
        if (!utf8_is_letter(c))
            break;
        end += length;
    }
    char *folded = end > at ? fold_words(of.text + at, end - at) : NULL;
    size_t place = 0;
    const char *word = NULL;
    size_t size = folded ? fold_next(folded, &place, &word) : 0;
    bool found = size > 0 && is_one_of(word, size, list, count);
    free(folded);
    return found ? end - at : 0;
}

/* The bytes of what parts a credit at `at`, 0 for none. */
static size_t
joint_at(struct range of, size_t at)
{
    static const char *const signs[] = {"/", "|", ",", ";", "·", "&",   "(",
                                        ")", "[", "]", "–", "—", " - ", "\n"};
    if ((uint8_t)((of.text[at] | 0x20) - 'a') < 26)
        return 0; /* as most are */
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (of.size - at >= strlen(signs[i]) &&
            memcmp(of.text + at, signs[i], strlen(signs[i])) == 0)
            return strlen(signs[i]);
    if (of.text[at] != ' ')
        return 0;
    size_t word = word_of(of, at + 1, joints, sizeof joints / sizeof *joints);
    return word > 0 && at + 1 + word < of.size && of.text[at + 1 + word] == ' ' ? word + 1 : 0;
}

/* Without labels before it, and without the signs and spaces around it. */
static struct range
bare(struct range of)
{
    size_t length;
    for (;;) {
        size_t at = 0;
        uint32_t c;
        while (at < of.size && (c = utf8_at(of.text, of.size, at, &length), !utf8_is_letter(c)) &&
               !utf8_is_digit(c) && c != '@')
            at += length;
        of = (struct range){of.text + at, of.size - at};
        size_t word = word_of(of, 0, labels, sizeof labels / sizeof *labels);
        /* "De Gaulle" keeps its particle, "photo de Gaulle" is one of De Gaulle's at most. */
        if (word == 0 || word == of.size || (word <= 2 && at == 0 && of.text[word] != ' '))
            break;
        if (word == 2 && at == 0 && (of.text[0] == 'D' || of.text[0] == 'd'))
            break;
        of = (struct range){of.text + word, of.size - word};
    }
    while (of.size > 0) {
        uint32_t c = utf8_before(of.text, of.size, &length);
        if (utf8_is_letter(c) || utf8_is_digit(c) || c == '.')
            break;
        of.size -= length;
    }
    return of;
}

/* A year is no part of a name. */
static void
drop_years(char *words)
{
    for (char *at = words; (at = strchr(at, ' ')) != NULL; at++) {
        while ((at[1] == '1' || at[1] == '2') && strspn(at + 1, "0123456789") == 4 && at[5] == ' ')
            memmove(at + 1, at + 6, strlen(at + 6) + 1);
    }
}

static bool
add(struct range of, const char *own, struct parts *ret)
{
    of = bare(of);
    if (of.size == 0 || ret->count == PARTS_MOST)
        return true;
    struct part *part = &ret->at[ret->count];
    *part = (struct part){.text = of.text, .size = of.size, .words = fold_words(of.text, of.size)};
    if (!part->words)
        return false;
    drop_years(part->words);
    part->agency = agency_of_words(part->words);
    part->house = part->agency || strncmp(part->words, " agence ", 8) == 0 ||
                  (own && own[1] && strcmp(own, part->words) == 0);
    if (part->words[1] == '\0')
        free(part->words);
    else
        ret->count++;
    return true;
}

bool
parts_read(
    const char *credit, size_t size, const char *agency, size_t agency_size, struct parts *ret)
{
    struct range whole = {credit, size};
    char *own = agency ? fold_words(agency, agency_size) : NULL;
    bool done = !agency || own;
    size_t start = 0;
    *ret = (struct parts){0};
    for (size_t at = 0; done && at <= size; at++) {
        size_t length = at < size ? joint_at(whole, at) : 1;
        if (length == 0)
            continue;
        done = add((struct range){credit + start, at - start}, own, ret);
        at += length - 1;
        start = at + 1;
    }
    free(own);
    return done;
}

void
parts_clear(struct parts *parts)
{
    for (size_t i = 0; i < parts->count; i++)
        free(parts->at[i].words);
}

const struct part *
parts_person(const struct parts *parts, size_t from)
{
    for (size_t i = from; i < parts->count; i++)
        if (!parts->at[i].house)
            return &parts->at[i];
    return NULL;
}

const struct part *
parts_house(const struct parts *parts, size_t from)
{
    for (size_t i = from; i < parts->count; i++)
        if (parts->at[i].house)
            return &parts->at[i];
    return NULL;
}

/* 2: the word is there; 1: its initial is, or it is an initial of one that is. */
static int
is_there(const char *word, size_t size, const char *words)
{
    const char *other;
    size_t at = 0, length;
    int best = 0;
    while ((length = fold_next(words, &at, &other)) > 0) {
        bool cut = other[length - 1] == '*' && length > 3;
        if (length == size && memcmp(word, other, size) == 0)
            return 2;
        if (cut && size >= length - 1 && memcmp(word, other, length - 1) == 0)
            return 2;
        if ((size == 1 || length == 1) && word[0] == other[0])
            best = 1;
    }
    return best;
}

/* "@leamorel", "lea_morel": without any space. */
static bool
is_run_together(const char *words, const char *among)
{
    char one[64], *all;
    size_t size = 0, length = 0;
    for (; *words && size < sizeof one - 1; words++)
        if (*words != ' ')
            one[size++] = *words;
    one[size] = '\0';
    if (size < 6 || !(all = malloc(strlen(among) + 1)))
        return false;
    for (; *among; among++)
        if (*among != ' ')
            all[length++] = *among;
    all[length] = '\0';
    bool found = strstr(all, one) != NULL;
    free(all);
    return found;
}

bool
part_is_among(const struct part *part, const char *words)
{
    const char *word;
    size_t at = 0, size;
    bool whole = false, every = true;
    while (every && (size = fold_next(part->words, &at, &word)) > 0) {
        int there = is_there(word, size, words);
        every = there > 0;
        whole = whole || (there == 2 && size > 1);
    }
    return (every && whole) || is_run_together(part->words, words);
}
