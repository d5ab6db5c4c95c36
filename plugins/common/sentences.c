/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sentences.h"

#include "utf8.h"

#include <string.h>

/* French and English; single letters and short words with a capital need no entry. */
static const char abbreviations[] =
    " abr abrév adj adm adv al approx appt apr arr art assoc asst aug auj av ave avr bd bibl bld "
    "blvd boul bros cad càd capt cf chap chapt cie cmdr col coll comm corp cpl dec déc dept dép "
    "dépt "
    "det dir doc dpt dr ed éd édit eg enr env esp esq etc ets éts ex excl fasc feb fém fig févr "
    "fg ft gal gen gén géogr gov govt hab hist hon ibid id ie inc incl inf inv jan janv jr juil kg "
    "km lat lieut litt loc lt ltd ltée maj masc max messrs mgr mi min misc mlle mm mme mr mrs ms "
    "msgr mt mtn nat natl nb no nos not nov num numéro obs oct op ord orig pl plur pop pp préf "
    "prof "
    "prop pt ptie qc qqch qqn rdv ref réf rem rep reps rev rte rév sc sen sep sept seq sgt sing "
    "soc sp spp sq sqq sr ss ssp st sta ste sté suiv sup suppl supt syn tél tel théol trad treas "
    "univ var vol vols vs vx yd ";

/* Names that begin small wherever they stand. */
static const char small_names[] = " adidas bpost danah deadmau tesa thyssenkrupp ";

/* What begins a name that follows: von Braun, bin Laden. French words are not among them. */
static const char particles[] = " abu al ben bin da della den der di el ibn ten ter van von ";

/* Acronyms of two letters, which others than these are taken for abbreviations: MM., PS. */
static const char acronyms[] = " ce eu oi onu ue uk un us tv ";

static bool
is_listed(const char *list, const char *word, size_t size)
{
    char folded[20] = " ";
    size_t written = 1, length;
    if (size > 12)
        return false;
    for (size_t at = 0; at < size; at += length)
        written += utf8_put(utf8_lower(utf8_at(word, size, at, &length)), folded + written);
    folded[written++] = ' ';
    return memmem(list, strlen(list), folded, written) != NULL;
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

/* Before the closing signs that end at `at`. */
static size_t
before_closing(const char *data, size_t at)
{
    size_t length;
    for (;;) {
        uint32_t c = utf8_before(data, at, &length);
        if (c == 0xbb)
            at = utf8_back_space(data, at - length);
        else if (c == 0x201d || c == ')' || c == ']')
            at -= length;
        else
            return at;
    }
}

/* A year: four figures behind a word. Lists and ordinals do not count so far. */
static bool
is_year(const char *data, size_t end)
{
    if (end < 6 || data[end - 5] != ' ' || !utf8_is_letter(utf8_before(data, end - 5, NULL)))
        return false;
    for (size_t i = end - 4; i < end; i++) {
        if (!utf8_is_digit((uint8_t)data[i]))
            return false;
    }
    return data[end - 4] == '1' || (data[end - 4] == '2' && data[end - 3] == '0');
}

static bool
is_roman(const char *word, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if (word[i] != 'i' && word[i] != 'v' && word[i] != 'x')
            return false;
    }
    return true;
}

/* Short words with a capital are abbreviations: M., Gal., Ph.; acronyms are not. */
static bool
is_short_name(const char *data, size_t start, size_t end, size_t letters)
{
    size_t length;
    if (letters > 3 || !utf8_is_upper(utf8_at(data, end, start, NULL)))
        return false;
    for (size_t at = start; at < end; at += length) {
        if (!utf8_is_upper(utf8_at(data, end, at, &length)))
            return true;
    }
    return letters < 3 && !is_listed(acronyms, data + start, end - start);
}

bool
sentence_may_end(const char *data, size_t stop)
{
    size_t letters, end = before_closing(data, stop), start = letters_start(data, end, &letters);
    uint32_t before = utf8_before(data, start, NULL);
    if (letters == 0)
        return is_year(data, end);
    if (letters < 2 || before == '.' || before == '@' || before == '/' || utf8_is_digit(before))
        return false;
    return !is_short_name(data, start, end, letters) && !is_roman(data + start, end - start) &&
           !is_listed(abbreviations, data + start, end - start);
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

/* A mark of a list, a) or b., or a name that begins small. */
static bool
is_no_sentence(const mbr_text *text, size_t start, size_t end)
{
    size_t size = end - start, length;
    uint32_t next = utf8_at(text->data, text->size, end, &length);
    if (next == ')' || next == 0xb0 || (next == '.' && size == 1))
        return true;
    if (is_listed(small_names, text->data + start, size))
        return true;
    uint32_t after = utf8_at(text->data, text->size, end + length, NULL);
    return next == ' ' && utf8_is_upper(after) && is_listed(particles, text->data + start, size);
}

bool
sentence_goes_on(const mbr_text *text, size_t from, mbr_span *ret)
{
    size_t start = utf8_skip_space(text->data, text->size, from);
    size_t end = small_word_end(text, start);
    *ret = (mbr_span){start, end};
    return end > start && !is_no_sentence(text, start, end);
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
        mbr_span next;
        from = stop + 1;
        if (!utf8_is_space(utf8_at(data, text->size, from, NULL)) ||
            !sentence_goes_on(text, from, &next) || !sentence_may_end(data, stop))
            continue;
        *ret = (mbr_span){utf8_word_start(data, before_closing(data, stop)), next.end};
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
