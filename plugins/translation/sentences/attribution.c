/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "attribution.h"

#include "said.h"
#include "utf8.h"

#include <string.h>

#define LONGEST_SUBJECT 8 /* words */
#define LONGEST_DETAIL 6  /* words between a verb and the colon behind it */
#define LONGEST_HEAD 400  /* bytes before a quotation */
#define PAUSE (SIGN_COMMA | SIGN_DASH)

typedef struct attribution {
    said verb;
    size_t from, end;  /* its words: with those of its speaker, as far as no sign stands between */
    size_t by, by_end; /* its speaker; empty for a pronoun, or where there is none */
} attribution;

/* Where a run of words without a sign between ends, of `most` words at most. */
static size_t
run_end(const clause *of, size_t from, size_t most)
{
    size_t end = from + 1;
    while (end < of->count && end - from < most && of->words[end].signs == 0)
        end++;
    return end < of->count ? end : of->count;
}

static mbr_span
span_of(const clause *of, size_t from, size_t end)
{
    return (mbr_span){of->words[from].start, of->words[end - 1].end};
}

/* The speaker behind a verb: « a déclaré mardi le ministre dans un communiqué ». */
static void
find_speaker(const clause *of, bool french, attribution *at)
{
    size_t end = at->end, i = at->verb.end;
    said again;
    while (i < end && said_is_day(of, french, i))
        i++;
    at->by = i;
    while (i < end && !said_is_day(of, french, i) && !said_is_detail(of, french, i) &&
           !said_is_clause(of, french, i) &&
           !(i > at->by && said_at(of, french, i, &again) && again.past))
        i++;
    at->by_end = at->verb.pronoun ? at->by : i;
}

/* A verb at word `index`, and who follows it. */
static bool
attribution_at(const clause *of, bool french, size_t index, attribution *ret)
{
    if (!said_at(of, french, index, &ret->verb))
        return false;
    ret->from = index;
    ret->end = ret->verb.end;
    if (ret->end < of->count && of->words[ret->end].signs == 0)
        ret->end = run_end(of, ret->end, LONGEST_SUBJECT);
    find_speaker(of, french, ret);
    return true;
}

static bool
is_pronoun(const clause *of, size_t index)
{
    static const char *const pronouns[] = {"he", "it", "she", "they"};
    return clause_word_in(of, index, pronouns, 4);
}

/* English: a speaker before the verb, from word `index` on: “…,” the mayor said. */
static bool
speaker_first_at(const clause *of, size_t index, attribution *ret)
{
    size_t i = index;
    *ret = (attribution){.from = index, .by = index};
    while (i < of->count && i - index < LONGEST_SUBJECT &&
           (i == index || of->words[i].signs == 0) && !said_at(of, false, i, &ret->verb) &&
           !said_is_clause(of, false, i))
        i++;
    if (i == index || i >= of->count || (i > index && of->words[i].signs != 0) ||
        !said_at(of, false, i, &ret->verb))
        return false;
    ret->by_end = i;
    ret->end = ret->verb.end;
    if (i - index == 1 && is_pronoun(of, index)) {
        ret->verb.pronoun = true;
        ret->by_end = index;
    }
    return true;
}

/* English sets a comma before who says it, inside the quotation or behind it. */
static bool
leads_on(const clause *of, const quoted *quote)
{
    size_t length;
    const char *data = of->text->data;
    (void)utf8_before(data, quote->end, &length);
    uint32_t last = utf8_before(data, utf8_back_space(data, quote->end - length), NULL);
    return of->words[0].signs != 0 || last == ',' || last == '?' || last == '!' || last == 0x2026 ||
           last == 0x2014;
}

/* Right behind a quotation. */
static bool
first_behind(const clause *of, bool french, const quoted *quote, attribution *ret)
{
    if (of->count == 0 || (of->words[0].signs & ~SIGN_COMMA) != 0)
        return false;
    if (french || !leads_on(of, quote))
        return french && attribution_at(of, french, 0, ret);
    return attribution_at(of, french, 0, ret) || speaker_first_at(of, 0, ret);
}

static bool
is_same(const clause *of, const attribution *one, const attribution *other)
{
    return one->by < one->by_end && other->by < other->by_end &&
           said_by_same(of, one->by, one->by_end, of, other->by, other->by_end);
}

static int
speaker_of(const clause *of, bool french, const attribution *at)
{
    if (at->verb.pronoun)
        return said_pronoun(of, french, french ? at->verb.start : at->from);
    return said_speaker(of, french, at->by, at->by_end);
}

/* « Le ministre a répondu : « Non », a-t-elle dit »: she tells what he said. */
static bool
may_be_same(int one, int other)
{
    return one == SAID_ANY || other == SAID_ANY || one == other;
}

/* Does the second tell again who spoke? */
static bool
tells_again(const clause *of, bool french, const attribution *first, attribution *second)
{
    bool pause = (of->words[second->from].signs & PAUSE) != 0;
    if (second->verb.pronoun)
        return may_be_same(speaker_of(of, french, first), speaker_of(of, french, second)) &&
               (pause || (french && second->from == first->verb.end));
    if (!french && second->by == second->from)
        return pause && is_same(of, first, second);
    if (!pause)
        return french && second->verb.past &&
               second->from < run_end(of, first->from, CLAUSE_WORDS) && first->by < first->by_end;
    if (second->by == second->by_end)
        return second->verb.past;
    return is_same(of, first, second);
}

/* A second one behind the first, before a clause of its own begins. */
static bool
second_behind(const clause *of, bool french, const attribution *first, attribution *ret)
{
    for (size_t i = first->verb.end; i < of->count; i++) {
        if (said_is_clause(of, french, i))
            return false;
        if (!french && (of->words[i].signs & PAUSE) != 0 && speaker_first_at(of, i, ret))
            return tells_again(of, french, first, ret);
        if (!attribution_at(of, french, i, ret))
            continue;
        if (french && !ret->verb.past && !ret->verb.pronoun && (of->words[i].signs & PAUSE) == 0)
            continue; /* « note », « lance » may be nouns */
        if (i > 0 && of->words[i].signs == 0 && !ret->verb.pronoun &&
            (ret->from < first->by_end || said_is_joined(of, i)))
            return false;
        return tells_again(of, french, first, ret);
    }
    return false;
}

/* The last verb before the colon that leads to a quotation. */
static bool
last_before(const clause *of, bool french, attribution *ret)
{
    bool comma = !french && (of->signs & SIGN_COMMA) != 0;
    size_t most = comma ? 0 : LONGEST_DETAIL, i = of->count;
    if (!comma && (of->signs & SIGN_COLON) == 0)
        return false;
    do {
        if (i == 0 || i + most + 3 < of->count || (i < of->count && of->words[i].signs != 0))
            return false;
        i--;
    } while (!said_at(of, french, i, &ret->verb) || !ret->verb.past ||
             ret->verb.end + most < of->count);
    ret->from = ret->by = ret->by_end = i;
    ret->end = ret->verb.end;
    while (ret->by > 0 && ret->by_end - ret->by < LONGEST_SUBJECT &&
           (ret->by == i || of->words[ret->by].signs == 0))
        ret->by--;
    for (i = ret->by; i < of->count; i++) {
        if (said_is_clause(of, french, i))
            return false;
    }
    return true;
}

/* « X a déclaré : « … », a-t-il déclaré ». */
static bool
before_and_behind(const mbr_text *text,
                  bool french,
                  size_t from,
                  const quoted *quote,
                  const clause *behind,
                  const attribution *after,
                  attributed_twice *ret)
{
    clause head;
    attribution before;
    if (!quote->opened)
        return false;
    size_t start = clause_sentence_start(text, from, quote->start);
    if (start == from && from > 0)
        return false; /* what stands there belongs to the quotation before */
    if (quote->start - start > LONGEST_HEAD)
        start = utf8_word_end(text->data, text->size,
                              utf8_cut(text->data, text->size, quote->start - LONGEST_HEAD));
    clause_read(&head, text, start, quote->start, true);
    if (!last_before(&head, french, &before))
        return false;
    if (after->verb.pronoun &&
        !may_be_same(speaker_of(&head, french, &before), speaker_of(behind, french, after)))
        return false;
    if (!after->verb.pronoun &&
        !(after->by < after->by_end && before.by < before.by_end &&
          said_by_same(&head, before.by, before.by_end, behind, after->by, after->by_end)))
        return false;
    ret->first = span_of(&head, before.from, before.verb.end);
    ret->second = span_of(behind, after->from, after->verb.end);
    return true;
}

static bool
quotation_twice(
    const mbr_text *text, bool french, size_t from, const quoted *quote, attributed_twice *ret)
{
    clause behind;
    attribution first, second;
    if (!quote->closed)
        return false;
    clause_read(&behind, text, quote->end, text->size, false);
    if (!first_behind(&behind, french, quote, &first))
        return false;
    if (second_behind(&behind, french, &first, &second)) {
        size_t end = first.end < second.from ? first.end : second.from;
        ret->first = span_of(&behind, first.from, end);
        ret->second = span_of(&behind, second.from, second.end);
        return true;
    }
    return before_and_behind(text, french, from, quote, &behind, &first, ret);
}

/* The next « Selon » or “According to” that begins a sentence; the end of it. */
static size_t
next_source(const mbr_text *text, bool french, size_t from)
{
    static const char *const heads[] = {"According to ", "Selon ",
                                        "D\xe2\x80\x99"
                                        "après ",
                                        "D'après "};
    size_t best = 0, first = french ? 1 : 0, last = french ? 4 : 1;
    for (size_t i = first; i < last; i++) {
        size_t size = strlen(heads[i]);
        const char *at = text->data + from, *end = text->data + text->size;
        while ((at = memchr(at, heads[i][0], (size_t)(end - at))) != NULL &&
               ((size_t)(end - at) < size || memcmp(at, heads[i], size) != 0))
            at++;
        size_t found = at ? (size_t)(at - text->data) + size : 0;
        if (found > 0 && (best == 0 || found < best))
            best = found;
    }
    return best;
}

/* « Selon X, …, a déclaré X »: X ends at the first comma, all of it at `ret_end`. */
static bool
source_twice(const mbr_text *text, bool french, size_t from, attributed_twice *ret, size_t *ret_end)
{
    clause of;
    attribution source = {0}, again;
    clause_read(&of, text, from, text->size, true);
    *ret_end = of.end;
    while (source.by_end < of.count && (source.by_end == 0 || of.words[source.by_end].signs == 0))
        source.by_end++;
    if (source.by_end == 0 || source.by_end >= of.count ||
        (of.words[source.by_end].signs & SIGN_COMMA) == 0)
        return false;
    bool at_once = (of.words[source.by_end].signs & SIGN_QUOTE) != 0;
    for (size_t i = source.by_end + !at_once; i < of.count; i++) {
        if ((of.words[i].signs & SIGN_COMMA) == 0 ||
            !(attribution_at(&of, french, i, &again) ||
              (!french && speaker_first_at(&of, i, &again))))
            continue;
        if (again.verb.pronoun ? !said_is_pronoun_of(&of, french, &again.verb, 0, source.by_end)
                               : !is_same(&of, &source, &again))
            continue;
        ret->first = span_of(&of, 0, source.by_end);
        ret->second = span_of(&of, again.from, again.end);
        return true;
    }
    return false;
}

bool
attribution_by_source_next(
    const mbr_text *text, bool french, size_t from, attributed_twice *ret, size_t *ret_next)
{
    while ((from = next_source(text, french, from)) > 0) {
        bool twice = source_twice(text, french, from, ret, &from);
        *ret_next = from;
        if (twice)
            return true;
    }
    return false;
}

bool
attribution_next(
    const mbr_text *text, bool french, size_t from, attributed_twice *ret, size_t *ret_next)
{
    quoted quote = {.end = from};
    while (quoted_next(text, from, &quote)) {
        size_t before = from;
        from = quote.end;
        if (!quotation_twice(text, french, before, &quote, ret))
            continue;
        *ret_next = from;
        return true;
    }
    return false;
}
