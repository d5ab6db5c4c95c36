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

static uint8_t
find(const word_set *set, const char *data, size_t at, const set_word *word)
{
    /* « d’ » and « s’ » are French, the tail of “he’d” and “what’s” is not. */
    if (word->end - at == 1 && at > 0 && utf8_is_apostrophe(utf8_before(data, at, NULL)))
        return 0;
    return word_set_find_read(set, data, at, word);
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
        set_word word = word_set_read(data, size, at);
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
