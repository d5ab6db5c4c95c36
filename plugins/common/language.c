/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "language.h"

#include "utf8.h"

#include <string.h>
#include <strings.h>

enum { ENGLISH = 1, FRENCH = 2 };

/* Words that the other language has too (on, a, or, but, an, as, pour) are left out. */
static const char english[] =
    "the and of to is was that with for by from at has have had were been said which who whom "
    "this these those it its are not will would their he she they his her him in be we our you "
    "your there when than more about into could should what while after before over they them "
    "i my because where how some other only also all no any such can may must do does did "
    "says up out through between under against since until during both each many most";
static const char french[] =
    "le la les un une des du de et à au aux dans que qui est sont pour par sur avec ce cette ces "
    "se ne pas il elle ils elles sa ses leur leurs ont été d l qu n s c j m où dont mais ou donc "
    "ni sans sous entre vers chez lors selon depuis pendant après avant était étaient sera "
    "seront nous vous je tu lui eux y cela ça tout tous toute toutes même aussi ainsi alors "
    "avoir être fait en notre nos votre vos mon ma mes";

locale
locale_of(const char *tag, size_t size)
{
    size_t language = 0;
    while (language < size && tag[language] != '-' && tag[language] != '_')
        language++;
    if (language == 2 && strncasecmp(tag, "en", 2) == 0)
        return LOCALE_ENGLISH;
    if (language != 2 || strncasecmp(tag, "fr", 2) != 0)
        return LOCALE_OTHER;
    if (size >= 3 + 2 && strncasecmp(tag + size - 2, "CA", 2) == 0)
        return LOCALE_CANADA;
    if (size >= 3 + 2 && strncasecmp(tag + size - 2, "CH", 2) == 0)
        return LOCALE_SWITZERLAND;
    return LOCALE_FRANCE;
}

bool
locale_is_french(locale of)
{
    return of >= LOCALE_FRANCE;
}

void
language_words(word_set *set)
{
    memset(set, 0, sizeof *set);
    (void)word_set_add(set, english, ENGLISH); /* compiled in: a test holds that all find room */
    (void)word_set_add(set, french, FRENCH);
}

/* Spaces, dashes, guillemets and apostrophes, the common ones, by their bytes. */
static bool
is_sign(const char *data, size_t size)
{
    uint8_t lead = (uint8_t)data[0], next = size > 1 ? (uint8_t)data[1] : 0;
    return (lead == 0xe2 && next == 0x80) ||
           (lead == 0xc2 && (next == 0xa0 || next == 0xab || next == 0xbb));
}

/* Letters one after the other, and their folded bytes as a word set has them. */
typedef struct letters {
    size_t end;
    uint64_t key;
    bool other; /* letters beyond Latin, which the key has not */
} letters;

/* The letters at `at`; the bytes of Latin ones are told without decoding. */
static letters
read_letters(const char *data, size_t size, size_t at)
{
    letters word = {.end = at};
    while (word.end < size) {
        uint8_t byte = (uint8_t)data[word.end], folded = byte | 0x20;
        if ((uint8_t)(folded - 'a') < 26) {
            word.key = word.key << 8 | folded;
            word.end++;
        } else if (byte == 0xc3) {
            uint8_t next = word.end + 1 < size ? (uint8_t)data[word.end + 1] : 0x80;
            word.key = word.key << 16 | 0xc300u | (next <= 0x9e ? next + 0x20u : next);
            word.end += 2;
        } else if (byte < 0x80 || is_sign(data + word.end, size - word.end)) {
            break;
        } else {
            size_t length;
            if (!utf8_is_letter(utf8_at(data, size, word.end, &length)))
                break;
            word.end += length;
            word.other = true;
        }
    }
    return word;
}

static uint8_t
find(const word_set *set, const char *data, size_t at, const letters *word)
{
    size_t size = word->end - at;
    /* « d’ » and « s’ » are French, the tail of “he’d” and “what’s” is not. */
    if (size > 8 || (size == 1 && at > 0 && utf8_is_apostrophe(utf8_before(data, at, NULL))))
        return 0;
    return word->other ? word_set_find(set, data + at, size) : word_set_find_key(set, word->key);
}

language_counts
language_count(const word_set *set, const char *data, size_t size)
{
    language_counts counts = {0};
    size_t at = 0;
    while (at < size) {
        uint8_t first = (uint8_t)data[at];
        if (first < 0x80 && (uint8_t)((first | 0x20) - 'a') >= 26) {
            at++;
            continue;
        }
        letters word = read_letters(data, size, at);
        if (word.end == at) {
            size_t length;
            (void)utf8_at(data, size, at, &length);
            at += length;
            continue;
        }
        counts.words++;
        counts.lower += (first >= 'a' && first <= 'z') ||
                        (first >= 0x80 && utf8_is_lower(utf8_at(data, size, at, NULL)));
        uint8_t found = find(set, data, at, &word);
        counts.english += found == ENGLISH;
        counts.french += found == FRENCH;
        at = word.end;
    }
    return counts;
}

bool
language_is_foreign(const language_counts *counts, bool french_text)
{
    return french_text ? counts->english > counts->french : counts->french > counts->english;
}

bool
language_is_untranslated(const language_counts *counts, bool french_text, bool ends_as_sentence)
{
    size_t other = french_text ? counts->english : counts->french;
    size_t own = french_text ? counts->french : counts->english;
    if (2 * counts->lower < counts->words)
        return false;
    if (counts->words >= 8 && other >= 4 && other >= 4 * own && 100 * other >= 15 * counts->words)
        return true;
    return ends_as_sentence && own == 0 && other >= 3 && 100 * other >= 40 * counts->words;
}
