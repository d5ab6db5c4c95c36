/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "flags.h"
#include "task.h"

#include <string.h>

/* The flags of both texts, and which of the source's have an answer (`used`). */
typedef struct lost {
    reading *of;
    struct hearing hearing;
    flag_list source, text;
} lost;

/* The finder of a part's language; NULL in `ret` for one without phrases. */
static int32_t
find_finder(const reading *of, uint64_t part, struct flag_finder **ret)
{
    static const char *const languages[FLAG_LANGUAGES] = {"fr", "en"};
    mbr_text tag;
    int32_t result = of->task->host.article->language(of->job, part, &tag);
    *ret = NULL;
    for (size_t i = 0; result >= 0 && i < FLAG_LANGUAGES; i++)
        if (tag.size >= 2 && memcmp(tag.data, languages[i], 2) == 0 &&
            (tag.size == 2 || tag.data[2] == '-'))
            *ret = of->task->finders[i];
    return result;
}

static int32_t
collect(lost *l, flag_list *list, const pieces *text, size_t first, struct flag_finder *finder)
{
    list->count = 0;
    return flags_collect(list, text, first, finder, &l->hearing.voice, &l->of->task->host,
                         l->of->job);
}

/* --- what answers a flag -------------------------------------------------------------------- */

/* The pair that holds a piece of the source, at or behind `*at`; NULL: none. */
static const pairing *
pair_of(const reading *of, size_t index, size_t *at)
{
    while (*at < of->pair_count && of->pairs[*at].source + of->pairs[*at].source_count <= index)
        (*at)++;
    return *at < of->pair_count ? &of->pairs[*at] : NULL;
}

/* The first flag at or behind a piece. */
static size_t
flag_at(const flag_list *list, size_t index)
{
    size_t low = 0, high = list->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (list->items[middle].piece < index)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Some flag of the pieces first to `end`; with `free_only`, one that answers nothing yet. */
static bool
take_answer(flag_list *text, size_t first, size_t end, bool free_only)
{
    for (size_t i = flag_at(text, first); i < text->count && text->items[i].piece < end; i++) {
        if (text->items[i].quoted || (free_only && text->items[i].used))
            continue;
        text->items[i].used = true;
        return true;
    }
    return false;
}

/* The paragraphs before and behind those that answer, over headings. */
static bool
take_neighbour(lost *l, const pairing *pair)
{
    const pieces *text = &l->of->text;
    size_t before = pair->text, behind = pair->text + pair->text_count;
    while (before > 0 && text->items[before - 1].kind == MBR_ITEM_HEADING)
        before--;
    if (before > 0 && take_answer(&l->text, before - 1, before, true))
        return true;
    while (behind < text->count && text->items[behind].kind == MBR_ITEM_HEADING)
        behind++;
    return take_answer(&l->text, behind, behind + 1, true);
}

/* How many flags are in nobody else's mouth, or of these how many say whom they cover. */
static size_t
count_flags(const flag_list *list, bool wide_only)
{
    size_t count = 0;
    for (size_t i = 0; i < list->count; i++)
        count += !list->items[i].quoted && (list->items[i].wide || !wide_only);
    return count;
}

/* Left in the source's language, as `untranslated` says: the flag is there. */
static bool
is_left(const reading *of, const pairing *pair)
{
    return pair->text_count > 0 && of->foreign[pair->text];
}

/* A flag is answered by one in the same paragraph, then in those beside it; by any where the
 * source has no other, or where one says whom it covers. True when all are answered. */
static bool
match(lost *l)
{
    bool lone = count_flags(&l->source, false) == 1, whole = true;
    bool any = count_flags(&l->text, !lone) > 0;
    size_t at = 0;
    for (size_t i = 0; i < l->source.count; i++) {
        flag_found *flag = &l->source.items[i];
        const pairing *pair = pair_of(l->of, flag->piece, &at);
        flag->used =
            flag->quoted || any ||
            (pair && (is_left(l->of, pair) ||
                      take_answer(&l->text, pair->text, pair->text + pair->text_count, false)));
    }
    at = 0;
    for (size_t i = 0; i < l->source.count; i++) {
        flag_found *flag = &l->source.items[i];
        const pairing *pair = pair_of(l->of, flag->piece, &at);
        if (!flag->used && pair)
            flag->used = take_neighbour(l, pair);
        whole = whole && flag->used;
    }
    return whole;
}

/* --- what is said of one that has none ------------------------------------------------------ */

/* The sentence of a piece of the source that holds a place of the file. */
static mbr_span
sentence_around(const reading *of, const piece *one, mbr_span place)
{
    const services *host = &of->task->host;
    mbr_span sentence = {0, 0}, where;
    while (host->text->sentence(of->job, MBR_PART_SOURCE, one->mark, sentence.end, &sentence) >=
           0) {
        if (piece_place(&of->source, one, host, of->job, sentence, &where) >= 0 &&
            where.end > place.start)
            return sentence;
    }
    return (mbr_span){0, one->text.size};
}

/* At the head of the paragraph that answers, or where that would stand. */
static int32_t
find_place(const reading *of, const pairing *pair, mbr_span *ret)
{
    const pieces *text = &of->text;
    if (pair && pair->text < text->count)
        return piece_place(text, &text->items[pair->text], &of->task->host, of->job,
                           (mbr_span){0, 0}, ret);
    *ret = (mbr_span){text->file.size, text->file.size};
    if (text->count > 0 && text->items[text->count - 1].kind != 0)
        ret->start = ret->end = text->items[text->count - 1].span.end;
    return MBR_OK;
}

/* Somebody else is made to say it, here or in the paragraphs beside. */
static bool
is_in_a_mouth(const lost *l, const pairing *pair)
{
    size_t first = pair && pair->text > 0 ? pair->text - 1 : 0;
    size_t end = pair ? pair->text + pair->text_count + 1 : 0;
    for (size_t i = flag_at(&l->text, first); i < l->text.count && l->text.items[i].piece < end;
         i++)
        if (l->text.items[i].quoted)
            return true;
    return false;
}

static int32_t
report(const lost *l, const flag_found *flag, const pairing *pair)
{
    reading *of = l->of;
    const piece *one = &of->source.items[flag->piece];
    mbr_span sentence = sentence_around(of, one, flag->place), place;
    int32_t result = find_place(of, pair, &place);
    if (result < 0)
        return result;
    /* Of a paragraph that says nothing else it is not said besides that it is missing. */
    if (5 * (sentence.end - sentence.start) >= 4 * one->text.size)
        of->told[flag->piece] = true;
    of->spoken_of[flag->piece] = true;
    found finding;
    found_begin(&finding, "flag-lost", place);
    if (is_in_a_mouth(l, pair)) /* what is quoted stops the article by a rule of its own */
        finding.finding.severity = MBR_SEVERITY_WARNING;
    found_text(&finding, "words", one->text.data + sentence.start, sentence.end - sentence.start);
    return found_report(&finding, &of->task->host, of->job, NULL);
}

static int32_t
report_all(const lost *l)
{
    size_t at = 0, reported = 0;
    int32_t result = MBR_OK;
    for (size_t i = 0; i < l->source.count && result >= 0 && reported < MOST_OF_A_RULE; i++) {
        const flag_found *flag = &l->source.items[i];
        if (flag->used)
            continue;
        result = report(l, flag, pair_of(l->of, flag->piece, &at));
        reported++;
    }
    return result;
}

/* Before a flag is called lost, the newsroom's own name counts too. */
static int32_t
judge(lost *l)
{
    const pieces *text = &l->of->text;
    struct flag_finder *finder = NULL;
    size_t first = flags_first(text);
    int32_t result = find_finder(l->of, MBR_PART_TEXT, &finder);
    if (result < 0 || !finder)
        return result;
    result = collect(l, &l->text, text, first, finder);
    if (result < 0 || match(l))
        return result;
    result = hearing_newsroom(&l->hearing, l->of->job);
    if (result >= 0)
        result = collect(l, &l->text, text, first, finder);
    return result >= 0 && !match(l) ? report_all(l) : result;
}

int32_t
lost_check(reading *of)
{
    const services *host = &of->task->host;
    lost l = {.of = of,
              .hearing = {.article = host->article, .text = host->text, .repo = host->repo}};
    struct flag_finder *finder = NULL;
    size_t first = of->pair_count > 0 ? flags_first(&of->source) : of->source.count;
    if (first == of->source.count)
        return MBR_OK;
    int32_t result = find_finder(of, MBR_PART_SOURCE, &finder);
    if (result < 0 || !finder)
        return result;
    result = hearing_outlet(&l.hearing, of->job);
    if (result >= 0)
        result = collect(&l, &l.source, &of->source, first, finder);
    if (result >= 0 && count_flags(&l.source, false) > 0)
        result = judge(&l);
    flags_clear(&l.source);
    flags_clear(&l.text);
    voice_clear(&l.hearing.voice);
    return result;
}
