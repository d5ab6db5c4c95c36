/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "source.h"

#define LONGEST_SPEAKER 12 /* struct words */

/* Where one looks, and what was found. */
struct search {
    const struct words *of;
    size_t first, end;
};

static bool
pauses(const struct search *s, size_t index)
{
    return index == s->first || (s->of->items[index].gap & GAP_PAUSE) != 0;
}

static bool
is_article(const struct words *of, size_t index)
{
    static const char *const articles[] = {"le", "la", "les", "l'", "the", "un", "une"};
    for (size_t i = 0; i < sizeof articles / sizeof *articles; i++)
        if (word_reads(of, index, articles[i]))
            return true;
    return false;
}

static bool
is_pronoun(const struct words *of, size_t index)
{
    static const char *const pronouns[] = {"il", "elle", "ils",  "elles", "on",
                                           "he", "she",  "they", "it",    "we",
                                           "je", "nous", "i",    "who",   "which"};
    for (size_t i = 0; i < sizeof pronouns / sizeof *pronouns; i++)
        if (word_reads(of, index, pronouns[i]))
            return true;
    return false;
}

/* Does a clause of its own begin here? « et », "and" join speakers. */
static bool
is_clause(const struct words *of, size_t index)
{
    return word_is(of, index, LEX_CLAUSE) && !word_reads(of, index, "et") &&
           !word_reads(of, index, "and") && !word_reads(of, index, "pour");
}

static void
set_speaker(const struct search *s, struct source *ret, size_t by, size_t by_end)
{
    while (by < by_end && is_article(s->of, by))
        by++;
    if (by_end - by == 1 && is_pronoun(s->of, by))
        by = by_end;
    ret->by = by;
    ret->by_end = by_end;
}

/* The speaker behind a verb or preposition: up to a sign, a day, a detail, a clause. */
static void
speaker_behind(const struct search *s, size_t from, bool over_details, struct source *ret)
{
    const struct words *of = s->of;
    size_t by = from;
    while (by < s->end && word_is(of, by, LEX_DAY) && !(of->items[by].gap & GAP_PAUSE))
        by++;
    size_t end = by;
    while (end < s->end && end - by < LONGEST_SPEAKER && !(of->items[end].gap & GAP_PAUSE) &&
           !is_clause(of, end) && !(word_is(of, end, LEX_DAY) && end > by) &&
           (over_details || !word_is(of, end, LEX_DETAIL)) &&
           !(word_is(of, end, LEX_AUX) && end > by && word_is(of, end + 1, LEX_SAID)))
        end++;
    set_speaker(s, ret, by, end);
    if (end > ret->end)
        ret->end = end;
}

/* The subject before a verb: back to a sign or a clause; behind « qui » stands for what is before.
 */
static void
speaker_before(const struct search *s, size_t verb, struct source *ret)
{
    const struct words *of = s->of;
    size_t end = verb;
    if (end > s->first && (word_reads(of, end - 1, "qui") || word_reads(of, end - 1, "who")))
        end--;
    size_t by = end;
    while (by > s->first && end - by < LONGEST_SPEAKER && !is_clause(of, by - 1) &&
           (by == end || !(of->items[by].gap & GAP_PAUSE)))
        by--;
    if (by < ret->from)
        ret->from = by;
    size_t last = end;
    while (last > by && (word_is(of, last - 1, LEX_BETWEEN | LEX_DAY | LEX_NOT) ||
                         word_reads(of, last - 1, "n'") || word_reads(of, last - 1, "ne") ||
                         word_reads(of, last - 1, "s'") || word_reads(of, last - 1, "lui") ||
                         (last > by + 1 && is_article(of, last - 1))))
        last--;
    set_speaker(s, ret, by, last);
}

/* --- verbs ------------------------------------------------------------------------------------ */

/* The auxiliary of a participle, « a également déclaré »; the participle itself where there is
   none. A negated one says nothing. */
static size_t
auxiliary_of(const struct search *s, size_t participle)
{
    const struct words *of = s->of;
    for (size_t back = 1; back <= 3 && participle >= s->first + back; back++) {
        size_t i = participle - back;
        if (of->items[i + 1].gap)
            break;
        if (word_is(of, i, LEX_AUX))
            return i;
        if (!word_is(of, i, LEX_BETWEEN))
            break;
    }
    return participle;
}

static bool
is_infinitive(const struct words *of, size_t index)
{
    if (index >= of->count || of->items[index].gap)
        return false;
    const struct word *it = &of->items[index];
    size_t size = it->end - it->start;
    const char *end = of->data + it->end;
    return size >= 4 && end[-1] == 'r' && (end[-2] == 'e' || end[-2] == 'i');
}

static bool
leads_to_clause(const struct words *of, size_t index)
{
    if (word_reads(of, index, "s'") || word_reads(of, index, "se") || word_reads(of, index, "ne"))
        index++;
    return word_reads(of, index, "que") || word_reads(of, index, "qu'") ||
           is_infinitive(of, index) || word_reads(of, index, "être");
}

/* « note », « annonce », « lance » are verbs where the sentence shows it. */
static bool
is_shown_as_verb(const struct search *s, size_t at)
{
    const struct words *of = s->of;
    if (of->items[at].gap & (GAP_COMMA | GAP_CLOSE | GAP_DASH))
        return true;
    if (at > s->first && is_pronoun(of, at - 1))
        return true;
    if (at + 1 >= s->end)
        return false;
    return (of->items[at + 1].gap & GAP_COLON) || leads_to_clause(of, at + 1) ||
           (of->items[at + 1].gap == 0 && leads_to_clause(of, at + 2) &&
            word_is(of, at + 1, LEX_BETWEEN | LEX_DAY));
}

/* English: « was told », "is accused" say nothing of who says it. */
static bool
is_passive(const struct search *s, size_t at)
{
    for (size_t back = 1; back <= 2 && at >= s->first + back; back++) {
        if (s->of->items[at - back + 1].gap)
            return false;
        if (word_is(s->of, at - back, LEX_BE))
            return true;
    }
    return false;
}

static bool
is_negated(const struct search *s, size_t from, size_t verb)
{
    for (size_t i = from >= s->first + 2 ? from - 2 : s->first; i < verb; i++)
        if (word_is(s->of, i, LEX_NOT) && !(s->of->items[i + 1].gap & GAP_PAUSE))
            return true;
    return verb + 1 < s->end && s->of->french && !s->of->items[verb + 1].gap &&
           word_is(s->of, verb + 1, LEX_NOT) && !word_reads(s->of, verb + 1, "sans");
}

/* « accuse une baisse » */
static bool
is_no_charge(const struct words *of, size_t at)
{
    for (size_t i = at + 1; i <= at + 3; i++)
        if (word_is(of, i, LEX_ACCUSE_NOT))
            return true;
    return false;
}

/* The verb at a word, and where it begins; a participle needs its auxiliary. */
static bool
is_verb(const struct search *s, size_t at, uint64_t of_class, size_t *ret_from)
{
    const struct words *of = s->of;
    uint64_t classes = of->items[at].classes;
    *ret_from = at;
    if (of_class && !(classes & of_class))
        return false;
    if ((classes & LEX_ACCUSE) && is_no_charge(of, at))
        return false;
    if ((classes & LEX_SAID) && (*ret_from = auxiliary_of(s, at)) < at)
        return true;
    *ret_from = at;
    if (classes & LEX_TELLS)
        return of->french || !is_passive(s, at);
    return (classes & LEX_SAYS) && is_shown_as_verb(s, at);
}

/* --- what stands in a sentence ---------------------------------------------------------------- */

/* « assure-t-il », « a-t-elle dit » */
static bool
has_pronoun(const struct words *of, size_t verb)
{
    const struct word *it = &of->items[verb];
    for (size_t at = it->start; at < it->end; at++)
        if (of->data[at] == '-')
            return true;
    return false;
}

/* « Le haut représentant, Josep Borrell, a condamné… »: a name between commas belongs to the
   subject; its first word, or `verb`. */
static size_t
apposition_before(const struct search *s, size_t verb)
{
    const struct word *items = s->of->items;
    size_t name = verb;
    if (items[verb].gap != GAP_COMMA)
        return verb;
    do {
        if (name <= s->first + 1 || verb - name > 4 || (name < verb && items[name].gap))
            return verb;
        name--;
    } while (items[name].gap != GAP_COMMA);
    return items[name].capital && items[verb - 1].capital ? name : verb;
}

static void
by_verb(const struct search *s, size_t from, size_t verb, struct source *ret)
{
    const struct words *of = s->of;
    size_t end = verb + of->items[verb].length;
    *ret = (struct source){.from = from, .end = end < s->end ? end : s->end, .verb = verb};
    size_t name = apposition_before(s, from);
    if (name < from) {
        ret->from = s->first;
        set_speaker(s, ret, name, from);
        return;
    }
    if (has_pronoun(of, from)) {
        ret->by = ret->by_end = from;
        return;
    }
    bool turned =
        from > s->first && (of->items[from].gap & GAP_PAUSE) != 0 &&
        (end >= s->end || (!(of->items[end].gap & GAP_PAUSE) && !leads_to_clause(of, end)));
    if (turned || from == s->first)
        speaker_behind(s, ret->end, false, ret);
    else
        speaker_before(s, from, ret);
}

bool
source_find(const struct words *of, size_t first, size_t end, struct source *ret)
{
    const struct search s = {of, first, end < of->count ? end : of->count};
    bool held = false; /* what names nobody gives way to what does */
    for (size_t i = s.first; i < s.end; i++) {
        uint64_t classes = of->items[i].classes;
        size_t from;
        if ((classes & LEX_SOURCE) && !(classes & LEX_SOURCE_NOT)) {
            *ret = (struct source){.from = i, .end = i + of->items[i].length, .verb = i};
            ret->end = ret->end < s.end ? ret->end : s.end;
            speaker_behind(&s, ret->end, true, ret);
            return true;
        }
        if ((classes & (LEX_SAID | LEX_SAYS | LEX_TELLS)) && is_verb(&s, i, 0, &from)) {
            by_verb(&s, from, i, ret);
            return true;
        }
        if (!held && ((classes & LEX_PAPER) || ((classes & LEX_SAYING) && pauses(&s, i)))) {
            *ret = (struct source){
                .from = i, .end = i + of->items[i].length, .verb = i, .by = i, .by_end = i};
            ret->end = ret->end < s.end ? ret->end : s.end;
            held = true;
        }
    }
    return held;
}

bool
source_vouches(const struct words *of, size_t first, size_t end, size_t *ret_from, size_t *ret_end)
{
    const struct search s = {of, first, end < of->count ? end : of->count};
    for (size_t i = s.first; i < s.end; i++) {
        if (!word_is(of, i, LEX_FACTIVE) || !is_verb(&s, i, LEX_FACTIVE, ret_from) ||
            is_negated(&s, *ret_from, i))
            continue;
        *ret_end = i + 1;
        return true;
    }
    return false;
}

bool
source_denies(const struct words *of, size_t first, size_t end, bool corrections)
{
    const struct search s = {of, first, end < of->count ? end : of->count};
    for (size_t i = s.first; i < s.end; i++) {
        size_t from;
        if (corrections && word_is(of, i, LEX_CORRECTION) && !is_negated(&s, i, i))
            return true;
        if (word_is(of, i, LEX_DENIAL) && is_verb(&s, i, LEX_DENIAL, &from) &&
            !is_negated(&s, from, i))
            return true;
        /* « a été démenti par », "was denied by" */
        if (word_is(of, i, LEX_DENIAL) && i > s.first &&
            (word_reads(of, i - 1, "été") || word_is(of, i - 1, LEX_BE)) &&
            !is_negated(&s, i - 1, i))
            return true;
    }
    return false;
}

/* Behind « que » or "that", which a verb leads to. */
static size_t
behind_that(const struct words *of, size_t verb, size_t end)
{
    for (size_t i = verb + 1; i < end && i <= verb + 8; i++) {
        if (word_reads(of, i, "que") || word_reads(of, i, "qu'") || word_reads(of, i, "that"))
            return i + 1;
    }
    return end;
}

mbr_span
source_claimed(const struct words *of, size_t first, size_t end, const struct source *by, size_t at)
{
    size_t from = first, to = end;
    if (by && by->from < end) {
        size_t that = behind_that(of, by->verb, end);
        if (that < end && that <= at)
            from = that;
        else if (by->from == first && by->end < end && by->end <= at &&
                 word_is(of, by->verb, LEX_SOURCE))
            from = by->end;
        else if (by->from > at && by->from > first && (of->items[by->from].gap & GAP_PAUSE))
            to = by->from;
    }
    return (mbr_span){of->items[from].start, of->items[to - 1].end};
}
