/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sentences.h"

#include "utf8.h"

#include <string.h>

/* French and English; single letters and short words with a capital need no entry. */
static const char abbreviations[] =
    " abr abrév adj adm adv al approx appt apr arr art assoc auj av ave avr bd bibl bld blvd boul "
    "cad càd capt cf chap chapt cie coll comm corp dept dép dépt dir doc dpt dr ed éd édit eg "
    "enr env esp etc ets éts ex excl fasc fém fig fig févr fg gal gén géogr gov hab hist ibid id "
    "ie "
    "inc incl inf inv janv jr juil kg km lat lieut litt loc lt ltd ltée masc max mgr mi min mlle "
    "mm mme mr mrs ms msgr mt mtn nb no nos not nov num numéro obs oct op ord orig pl plur pop pp "
    "préf prof prop pt ptie qc qqch qqn rdv ref réf rem rep rev rte rév sc sen sept seq sgt sing "
    "soc sp spp sq sqq sr ss ssp st sta ste suiv sup suppl syn tél tel théol trad univ var vol vs "
    "vx ";

static bool
is_abbreviation(const char *word, size_t size)
{
    char folded[20] = " ";
    size_t written = 1, length;
    if (size > 12)
        return false;
    for (size_t at = 0; at < size; at += length)
        written += utf8_put(utf8_lower(utf8_at(word, size, at, &length)), folded + written);
    folded[written++] = ' ';
    return memmem(abbreviations, sizeof abbreviations - 1, folded, written) != NULL;
}

/* The letters that end at `at`, up to an apostrophe or hyphen; their number in `ret_letters`. */
static size_t
letters_start(const char *data, size_t at, size_t *ret_letters)
{
    size_t length, letters = 0;
    while (utf8_is_letter(utf8_before(data, at, &length))) {
        at -= length;
        letters++;
    }
    *ret_letters = letters;
    return at;
}

static bool
ends_sentence(const char *data, size_t stop)
{
    size_t letters, start = letters_start(data, stop, &letters);
    uint32_t before = utf8_before(data, start, NULL);
    if (letters < 2 || before == '.' || before == '@' || before == '/' || utf8_is_digit(before))
        return false;
    if (letters <= 3 && utf8_is_upper(utf8_at(data, stop, start, NULL)))
        return false;
    return !is_abbreviation(data + start, stop - start);
}

/* The end of the word at `at`, where all of it is small letters; else `at`. */
static size_t
small_word_end(const mbr_text *text, size_t at)
{
    if (!utf8_is_lower(utf8_at(text->data, text->size, at, NULL)))
        return at;
    size_t end = utf8_word_end(text->data, text->size, at), length;
    for (size_t i = at; i < end; i += length) {
        uint32_t c = utf8_at(text->data, text->size, i, &length);
        if (utf8_is_apostrophe(c))
            break; /* what follows is another word: l’OTAN */
        if (utf8_is_digit(c) || utf8_is_upper(c))
            return at; /* iPhone */
    }
    uint32_t next = utf8_at(text->data, text->size, end, &length);
    bool address = next == '@' || next == '/' ||
                   ((next == '.' || next == ':') &&
                    utf8_is_letter(utf8_at(text->data, text->size, end + length, NULL)));
    return address ? at : end;
}

bool
sentence_broken(const mbr_text *text, size_t from, mbr_span *ret)
{
    const char *data = text->data;
    while (from < text->size) {
        const char *found = memchr(data + from, '.', text->size - from);
        if (!found)
            return false;
        size_t stop = (size_t)(found - data);
        size_t next = utf8_skip_space(data, text->size, stop + 1);
        from = stop + 1;
        if (next == stop + 1)
            continue;
        size_t end = small_word_end(text, next);
        if (end == next || !ends_sentence(data, stop))
            continue;
        *ret = (mbr_span){utf8_word_start(data, stop), end};
        return true;
    }
    return false;
}

bool
sentence_begins(const mbr_text *text, size_t at)
{
    static const uint32_t marks[] = {'.',    '!',    '?',    ':',    0xab,   0xbb,
                                     0x2013, 0x2014, 0x201c, 0x201d, 0x2026, '"'};
    size_t before = utf8_back_space(text->data, at);
    uint32_t c = utf8_before(text->data, before, NULL);
    if (before == 0)
        return true;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (marks[i] == c)
            return true;
    }
    return false;
}
