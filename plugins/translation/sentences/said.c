/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "said.h"

#include "attribution_words.h"
#include "utf8.h"

#include <string.h>

#define LONGEST_WORD 40
#define IN(of, index, list) clause_word_in(of, index, list, sizeof(list) / sizeof *(list))

/* A word with a space on either side, as lists have it. */
typedef struct spaced {
    char text[LONGEST_WORD + 2];
} spaced;

static spaced
spaced_word(const clause *of, size_t index)
{
    spaced word = {" "};
    size_t size = clause_fold(of, index, word.text + 1, LONGEST_WORD - 1);
    word.text[size + 1] = ' ';
    word.text[size + 2] = '\0';
    return word;
}

static bool
is_word(const clause *of, size_t index, const char *list)
{
    return strstr(list, spaced_word(of, index).text) != NULL;
}

/* A participle behind an auxiliary, « a également déclaré », « a fait savoir ». */
static bool
participle_at(const clause *of, size_t index, said *ret)
{
    if (index < of->count && of->words[index].signs == 0 && IN(of, index, attribution_fr_between))
        index++;
    if (index >= of->count || of->words[index].signs != 0)
        return false;
    ret->past = true;
    ret->end = index + 1;
    if (IN(of, index, attribution_fr_said))
        return true;
    ret->end = index + 2;
    return is_word(of, index, " fait ") && index + 1 < of->count &&
           of->words[index + 1].signs == 0 && is_word(of, index + 1, " savoir valoir ");
}

/* « ajoute-t-il », « dit-elle »: the verb before the pronoun. */
static bool
inverted_at(const clause *of, size_t index)
{
    static const char *const pronouns[] = {"-t-il",  "-t-elle", "-t-on", "-ils",
                                           "-elles", "-il",     "-elle", "-on"};
    char word[LONGEST_WORD];
    const clause_word *written = &of->words[index];
    if (!memchr(of->text->data + written->start, '-', written->end - written->start))
        return false;
    size_t size = clause_fold(of, index, word, sizeof word);
    for (size_t i = 0; i < sizeof pronouns / sizeof *pronouns; i++) {
        size_t tail = strlen(pronouns[i]);
        if (size <= tail || strcmp(word + size - tail, pronouns[i]) != 0)
            continue;
        clause verb = {.text = of->text, .count = 1};
        verb.words[0] = of->words[index];
        verb.words[0].end -= tail;
        return IN(&verb, 0, attribution_fr_says);
    }
    return false;
}

static bool
french_at(const clause *of, size_t index, said *ret)
{
    spaced word = spaced_word(of, index);
    *ret = (said){.start = index, .end = index + 1};
    if (strstr(" a ont avait avaient ", word.text))
        return participle_at(of, index + 1, ret);
    ret->pronoun = true;
    if (strstr(" a-t-il a-t-elle a-t-on ont-ils ont-elles avait-il avait-elle ", word.text))
        return participle_at(of, index + 1, ret);
    if (inverted_at(of, index))
        return true;
    ret->pronoun = false;
    return IN(of, index, attribution_fr_says);
}

bool
said_at(const clause *of, bool french, size_t index, said *ret)
{
    if (index >= of->count)
        return false;
    if (french)
        return french_at(of, index, ret);
    *ret = (said){.start = index, .end = index + 1, .past = true};
    return IN(of, index, attribution_en_said);
}

bool
said_is_detail(const clause *of, bool french, size_t index)
{
    return french ? IN(of, index, attribution_fr_details) : IN(of, index, attribution_en_details);
}

bool
said_is_day(const clause *of, bool french, size_t index)
{
    return french ? IN(of, index, attribution_fr_days) : IN(of, index, attribution_en_days);
}

static bool
ends_with(const clause *of, size_t index, const char *tail)
{
    char word[LONGEST_WORD];
    size_t size = clause_fold(of, index, word, sizeof word), length = strlen(tail);
    return size > length + 1 && strcmp(word + size - length, tail) == 0;
}

bool
said_is_clause(const clause *of, bool french, size_t index)
{
    const char *data = of->text->data + of->words[index].start;
    if (!french)
        return (of->words[index].signs != 0 && ends_with(of, index, "ing")) ||
               (IN(of, index, attribution_en_clauses) &&
                !(is_word(of, index, " and or ") && of->words[index].signs == 0));
    if ((data[0] == 'q' || data[0] == 'Q') && data[1] == 'u' &&
        utf8_is_apostrophe(utf8_at(data, of->words[index].end - of->words[index].start, 2, NULL)))
        return true;
    bool led = of->words[index].signs != 0 || (index > 0 && is_word(of, index - 1, " en "));
    if (led && ends_with(of, index, "ant"))
        return true;
    /* « le ministère de la Défense et des Anciens combattants » is one speaker. */
    if (is_word(of, index, " et ou pour tout "))
        return of->words[index].signs != 0;
    return IN(of, index, attribution_fr_clauses);
}

bool
said_is_joined(const clause *of, size_t index)
{
    return index > 0 && is_word(of, index - 1, " et ou puis mais and or then but ");
}

static bool
is_person(const clause *of, bool french, size_t by, size_t by_end)
{
    for (size_t i = by; i < by_end && i < by + 3; i++) {
        if (french ? IN(of, i, attribution_fr_people) : IN(of, i, attribution_en_people))
            return true;
    }
    return french && is_word(of, by, " m mme mlle lui elle eux elles ");
}

int
said_pronoun(const clause *of, bool french, size_t index)
{
    if (!french)
        return said_speaker(of, false, index, index + 1);
    if (ends_with(of, index, "-elles") || ends_with(of, index, "-ils"))
        return SAID_THEY;
    if (ends_with(of, index, "-elle"))
        return SAID_SHE;
    return ends_with(of, index, "-il") ? SAID_HE : SAID_ANY;
}

int
said_speaker(const clause *of, bool french, size_t by, size_t by_end)
{
    for (size_t i = by; i < by_end; i++) {
        if (is_word(of, i, french ? " le un il m ce lui " : " he "))
            return SAID_HE;
        if (is_word(of, i, french ? " la une elle mme mlle cette " : " she "))
            return SAID_SHE;
        if (is_word(of, i, french ? " les des ces ils elles eux " : " they "))
            return SAID_THEY;
    }
    return SAID_ANY;
}

bool
said_is_pronoun_of(const clause *of, bool french, const said *verb, size_t by, size_t by_end)
{
    if (by == by_end || !is_person(of, french, by, by_end))
        return false;
    int one = french ? said_pronoun(of, true, verb->start) : SAID_ANY;
    int other = said_speaker(of, french, by, by_end);
    return one == SAID_ANY || other == SAID_ANY || one == other;
}

static bool
is_same_word(const clause *of, size_t a, const clause *other, size_t b)
{
    char one[LONGEST_WORD], two[LONGEST_WORD];
    return clause_fold(of, a, one, sizeof one) == clause_fold(other, b, two, sizeof two) &&
           strcmp(one, two) == 0;
}

bool
said_by_same(const clause *of, size_t a, size_t a_end, const clause *other, size_t b, size_t b_end)
{
    size_t same = 0, a_count = a_end - a, b_count = b_end - b;
    while (same < a_count && same < b_count &&
           is_same_word(of, a_end - 1 - same, other, b_end - 1 - same))
        same++;
    if (same == 0)
        return false;
    if (same == a_count || same == b_count) {
        /* « le porte-parole du ministère » is not « le ministère ». */
        size_t before = a_end - same;
        if (a_count > same && is_word(of, before - 1, " de du des d of for "))
            return false;
        before = b_end - same;
        return !(b_count > same && is_word(other, before - 1, " de du des d of for "));
    }
    /* Mme Kador and Inès Kador; a name alone, not « ministère » and « un ministère ». */
    const clause_word *last = &of->words[a_end - same];
    return utf8_is_upper(utf8_at(of->text->data, of->text->size, last->start, NULL)) &&
           !is_word(of, a_end - same - 1, " de du des d of for ") &&
           !is_word(other, b_end - same - 1, " de du des d of for ");
}
