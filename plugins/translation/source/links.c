/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "grow.h"
#include "targets.h"
#include "task.h"

#include <stdlib.h>
#include <string.h>

#define RULE "link-mismatch"
#define MOST_LINKS 2000   /* of one side: of more nothing is said */
#define MOST_COMPARED 400 /* links of a pair, or left over in an article */
#define NOWHERE SIZE_MAX

/* A link or picture of one side. */
typedef struct link {
    mbr_text target;
    mbr_span span;
    size_t pair; /* NOWHERE: in none, or in one without the other side */
    bool picture;
    bool answered;
} link;

typedef struct links {
    link *items;
    size_t count, room;
} links;

/* The pair that each piece is in. */
static size_t *
pairs_of(const reading *of, bool source)
{
    size_t count = source ? of->source.count : of->text.count;
    size_t *pairs = malloc((count + 1) * sizeof *pairs);
    for (size_t i = 0; pairs && i < count; i++)
        pairs[i] = NOWHERE;
    for (size_t i = 0; pairs && i < of->pair_count; i++) {
        const pairing *one = &of->pairs[i];
        size_t first = source ? one->source : one->text;
        size_t many = source ? one->source_count : one->text_count;
        for (size_t k = first; k < first + many && k < count; k++)
            pairs[k] = one->source_count > 0 && one->text_count > 0 ? i : NOWHERE;
    }
    return pairs;
}

/* The piece around a place in the file, at or behind piece `from`. */
static size_t
piece_around(const pieces *list, size_t from, mbr_span place)
{
    while (from < list->count &&
           (list->items[from].kind == 0 || list->items[from].span.end <= place.start))
        from++;
    return from;
}

static int32_t
read_kind(const reading *of, const pieces *side, const size_t *pairs, int32_t kind, links *list)
{
    const mbr_article_api *article = of->task->host.article;
    size_t count = article->item_count(of->job, side->part, kind), at = 0;
    for (size_t i = 0; i < count; i++) {
        mbr_item item = {.struct_size = sizeof item};
        int32_t result = article->item(of->job, side->part, kind, i, &item);
        if (result < 0)
            return result;
        if (target_is_local(&item.target))
            continue;
        if (!grow(&list->items, &list->room, list->count, sizeof *list->items))
            return MBR_E_NOMEM;
        at = piece_around(side, at, item.span);
        bool within = at < side->count && side->items[at].span.start <= item.span.start;
        list->items[list->count++] = (link){.target = item.target,
                                            .span = item.span,
                                            .pair = within ? pairs[at] : NOWHERE,
                                            .picture = kind == MBR_ITEM_IMAGE};
    }
    return MBR_OK;
}

static int32_t
read_side(const reading *of, const pieces *side, bool source, links *list)
{
    size_t *pairs = pairs_of(of, source);
    int32_t result = pairs ? read_kind(of, side, pairs, MBR_ITEM_LINK, list) : MBR_E_NOMEM;
    if (result >= 0)
        result = read_kind(of, side, pairs, MBR_ITEM_IMAGE, list);
    free(pairs);
    return result;
}

static bool
answers(const link *source, const link *text, target_likeness least)
{
    if (source->picture != text->picture)
        return false;
    target_likeness like = target_compare(&source->target, &text->target);
    return source->picture ? like == TARGET_SAME : like >= least;
}

/* Links of both sides that lead to the same place, in the same pair or anywhere. */
static void
match(links *source, links *text, bool in_pair, target_likeness least)
{
    size_t tried = 0;
    for (size_t i = 0; i < source->count && tried < MOST_COMPARED * MOST_COMPARED; i++) {
        link *one = &source->items[i];
        for (size_t k = 0; k < text->count && !one->answered; k++) {
            link *other = &text->items[k];
            if (other->answered || (in_pair && (one->pair != other->pair || one->pair == NOWHERE)))
                continue;
            tried++;
            if (answers(one, other, least))
                one->answered = other->answered = true;
        }
    }
}

/* Put the source's address in the place of one that was broken on the way. */
static bool
add_fix(const reading *of, const link *wanted, const link *got, edits *fix)
{
    const char *file = of->text.file.data + got->span.start;
    size_t size = got->span.end - got->span.start;
    const char *at = memmem(file, size, got->target.data, got->target.size);
    if (got->target.size == 0 || got->span.end > of->text.file.size || !at)
        return true;
    size_t rest = size - (size_t)(at - file) - got->target.size;
    if (memmem(at + got->target.size, rest, got->target.data, got->target.size))
        return true;
    mbr_span place = {got->span.start + (size_t)(at - file), 0};
    place.end = place.start + got->target.size;
    return edits_add(fix, place, wanted->target);
}

static int32_t
report_changed(reading *of, const link *wanted, const link *got)
{
    found finding;
    edits fix = {0};
    bool broken = target_compare(&wanted->target, &got->target) == TARGET_BROKEN;
    if (broken && !wanted->picture && !add_fix(of, wanted, got, &fix)) {
        edits_clear(&fix);
        return MBR_E_NOMEM;
    }
    found_begin(&finding, RULE, got->span);
    found_text(&finding, "words", got->target.data, got->target.size);
    found_text(&finding, "case", "changed", 7);
    found_text(&finding, "expected", wanted->target.data, wanted->target.size);
    int32_t result = found_report(&finding, &of->task->host, of->job, &fix);
    edits_clear(&fix);
    return result;
}

/* The link of the text that took the place of one of the source. */
static link *
successor(const link *one, links *text)
{
    for (size_t i = 0; i < text->count; i++) {
        link *other = &text->items[i];
        if (!other->answered && other->pair == one->pair && other->picture == one->picture)
            return other;
    }
    return NULL;
}

/* What a pair, or the text as a whole, has lost. */
static int32_t
report_lost(reading *of, links *source, link *first)
{
    mbr_span place = {of->text.file.size, of->text.file.size};
    uint64_t count = 0;
    for (link *one = first; one < source->items + source->count; one++) {
        if (one->answered || one->pair != first->pair)
            continue;
        one->answered = true;
        count++;
    }
    if (first->pair != NOWHERE) {
        const piece *answer = &of->text.items[of->pairs[first->pair].text];
        int32_t result =
            piece_place(&of->text, answer, &of->task->host, of->job, (mbr_span){0, 0}, &place);
        if (result < 0)
            return result;
    }
    found finding;
    found_begin(&finding, RULE, place);
    found_text(&finding, "words", first->target.data, first->target.size);
    found_count(&finding, count);
    return found_report(&finding, &of->task->host, of->job, NULL);
}

/* The picture may be named in the front matter alone. */
static bool
is_named(const reading *of, const link *picture)
{
    const mbr_text *target = &picture->target;
    const char *slash = memrchr(target->data, '/', target->size);
    const char *name = slash ? slash + 1 : target->data;
    size_t size = target->size - (size_t)(name - target->data);
    mbr_span body = {0, 0};
    if (of->task->host.article->body(of->job, MBR_PART_TEXT, &body) < 0)
        return false;
    return size > 0 && memmem(of->text.file.data, body.start, name, size);
}

static bool
is_untold(const reading *of, const link *one)
{
    if (one->answered || (one->pair == NOWHERE && !one->picture))
        return false;
    if (one->pair != NOWHERE && pair_is_told(of, one->pair))
        return false;
    return !one->picture || !is_named(of, one);
}

/* A lost paragraph's links are not told: that it is lost says it. Its pictures stand alone. */
static int32_t
report_all(reading *of, links *source, links *text)
{
    int32_t result = MBR_OK;
    size_t told = 0, left = 0;
    for (size_t i = 0; i < source->count; i++)
        left += !source->items[i].answered;
    for (size_t i = 0; i < source->count && result >= 0 && told < MOST_OF_A_RULE; i++) {
        link *one = &source->items[i];
        link *other = left <= MOST_COMPARED && is_untold(of, one) ? successor(one, text) : NULL;
        if (!other)
            continue;
        one->answered = other->answered = true;
        told++;
        result = report_changed(of, one, other);
    }
    for (size_t i = 0; i < source->count && result >= 0 && told < MOST_OF_A_RULE; i++) {
        if (!is_untold(of, &source->items[i]))
            continue;
        told++;
        result = report_lost(of, source, &source->items[i]);
    }
    return result;
}

int32_t
links_check(reading *of)
{
    links source = {0}, text = {0};
    if (of->pair_count == 0)
        return MBR_OK;
    int32_t result = read_side(of, &of->source, true, &source);
    if (result >= 0 && source.count > 0)
        result = read_side(of, &of->text, false, &text);
    bool comparable = source.count > 0 && source.count <= MOST_LINKS && text.count <= MOST_LINKS;
    if (result >= 0 && comparable) {
        match(&source, &text, true, TARGET_SAME);
        match(&source, &text, true, TARGET_LOCALISED);
        match(&source, &text, false, TARGET_LOCALISED);
        result = report_all(of, &source, &text);
    }
    free(source.items);
    free(text.items);
    return result;
}
