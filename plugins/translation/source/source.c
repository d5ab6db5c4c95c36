/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "task.h"

#include <stdlib.h>

/* The first piece at or behind a block; blocks without words are no pieces. */
static size_t
piece_at(const pieces *list, size_t from, uint64_t item)
{
    while (from < list->count && (list->items[from].kind == 0 || list->items[from].item < item))
        from++;
    return from;
}

/* The pair in pieces, behind the one before it. */
static pairing
pairing_of(const pieces *from, const pieces *to, const pairing *last, const mbr_pair *pair)
{
    pairing next = {
        .source = piece_at(from, last ? last->source + last->source_count : 0, pair->from_first),
        .text = piece_at(to, last ? last->text + last->text_count : 0, pair->to_first)};
    next.source_count =
        piece_at(from, next.source, pair->from_first + pair->from_count) - next.source;
    next.text_count = piece_at(to, next.text, pair->to_first + pair->to_count) - next.text;
    return next;
}

int32_t
pairings_read(
    const reading *of, const pieces *from, const pieces *to, pairing **ret, size_t *ret_count)
{
    const mbr_align_api *align = of->task->host.align;
    size_t count = align->count(of->job, from->part, to->part);
    pairing *pairs = calloc(count + 1, sizeof *pairs);
    if (!pairs)
        return MBR_E_NOMEM;
    *ret = pairs;
    for (size_t i = 0; i < count; i++) {
        mbr_pair pair = {.struct_size = sizeof pair};
        int32_t result = align->pair(of->job, from->part, to->part, i, &pair);
        if (result < 0)
            return result;
        pairing next = pairing_of(from, to, *ret_count > 0 ? &pairs[*ret_count - 1] : NULL, &pair);
        if (next.source_count + next.text_count > 0)
            pairs[(*ret_count)++] = next;
    }
    return MBR_OK;
}

int32_t
source_read(reading *of)
{
    const services *host = &of->task->host;
    int32_t result = pieces_begin(&of->source, host, of->job, MBR_PART_SOURCE);
    if (result == MBR_E_NOTFOUND)
        return MBR_OK;
    if (result >= 0)
        result = pieces_add_blocks(&of->source, host, of->job);
    if (result >= 0)
        of->told = calloc(of->source.count + 1, sizeof *of->told);
    if (result >= 0)
        of->spoken_of = calloc(of->source.count + 1, sizeof *of->spoken_of);
    if (result >= 0 && (!of->told || !of->spoken_of))
        return MBR_E_NOMEM;
    return result >= 0 && host->align
               ? pairings_read(of, &of->source, &of->text, &of->pairs, &of->pair_count)
               : result;
}

void
source_clear(reading *of)
{
    pieces_clear(&of->source);
    free(of->pairs);
    free(of->told);
    free(of->text_told);
    free(of->spoken_of);
}

bool
pair_is_told(const reading *of, size_t pair)
{
    const pairing *one = &of->pairs[pair];
    for (size_t i = one->source; i < one->source + one->source_count; i++) {
        if (of->told[i] || of->spoken_of[i])
            return true;
    }
    return false;
}
