/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/mapped.h"

#include <string.h>

/* Runs and text stand behind it in one piece of memory, as long as they find room there: of these
 * there are as many as paragraphs and values, and few grow. */
struct MarbreMapped {
    int refs;
    bool has_place;
    bool runs_apart, text_apart; /* they outgrew it */
    uint64_t place;              /* where an empty text stands */
    char *text;                  /* with a NUL behind it */
    size_t size, room;
    MarbreRun *runs; /* none with empty text, in the order of the text */
    size_t count, runs_room;
    MarbreRun own[];
};

MarbreMapped *
marbre_mapped_new_sized(size_t size, size_t runs)
{
    MarbreMapped *mapped = g_malloc(sizeof *mapped + runs * sizeof(MarbreRun) + size + 1);

    *mapped = (MarbreMapped){.refs = 1, .room = size, .runs_room = runs};
    mapped->runs = mapped->own;
    mapped->text = (char *)(mapped->own + runs);
    mapped->text[0] = '\0';
    return mapped;
}

MarbreMapped *
marbre_mapped_new(void)
{
    return marbre_mapped_new_sized(0, 1);
}

MarbreMapped *
marbre_mapped_ref(MarbreMapped *mapped)
{
    g_atomic_int_inc(&mapped->refs);
    return mapped;
}

void
marbre_mapped_unref(MarbreMapped *mapped)
{
    if (mapped == NULL || !g_atomic_int_dec_and_test(&mapped->refs))
        return;
    if (mapped->text_apart)
        g_free(mapped->text);
    if (mapped->runs_apart)
        g_free(mapped->runs);
    g_free(mapped);
}

static void
append_text(MarbreMapped *mapped, const char *text, size_t size)
{
    if (size > mapped->room - mapped->size) {
        size_t room = MAX(2 * mapped->room, mapped->size + size);
        char *grown = g_realloc(mapped->text_apart ? mapped->text : NULL, room + 1);

        if (!mapped->text_apart)
            memcpy(grown, mapped->text, mapped->size);
        mapped->text = grown;
        mapped->room = room;
        mapped->text_apart = true;
    }
    memcpy(mapped->text + mapped->size, text, size);
    mapped->size += size;
    mapped->text[mapped->size] = '\0';
}

static void
add_run(MarbreMapped *mapped, const MarbreRun *run)
{
    if (mapped->count == mapped->runs_room) {
        size_t room = 2 * mapped->runs_room + 1;
        MarbreRun *grown = g_renew(MarbreRun, mapped->runs_apart ? mapped->runs : NULL, room);

        if (!mapped->runs_apart)
            memcpy(grown, mapped->runs, mapped->count * sizeof *grown);
        mapped->runs = grown;
        mapped->runs_room = room;
        mapped->runs_apart = true;
    }
    mapped->runs[mapped->count++] = *run;
}

static void
append_run(MarbreMapped *mapped, const char *text, size_t size, MarbreSpan source, bool same)
{
    if (!mapped->has_place)
        mapped->place = source.start;
    mapped->has_place = true;
    if (size == 0)
        return;
    MarbreRun run = {{mapped->size, mapped->size + size}, source, same};
    MarbreRun *last = mapped->count > 0 ? &mapped->runs[mapped->count - 1] : NULL;
    append_text(mapped, text, size);
    if (same && last != NULL && last->same && last->source.end == source.start) {
        last->text.end = run.text.end;
        last->source.end = source.end;
    } else {
        add_run(mapped, &run);
    }
}

void
marbre_mapped_append_same(MarbreMapped *mapped, const char *text, size_t size, uint64_t start)
{
    append_run(mapped, text, size, (MarbreSpan){start, start + size}, true);
}

void
marbre_mapped_append_for(
    MarbreMapped *mapped, const char *text, size_t size, uint64_t start, uint64_t end)
{
    g_return_if_fail(start <= end);
    append_run(mapped, text, size, (MarbreSpan){start, end}, false);
}

const char *
marbre_mapped_get_text(const MarbreMapped *mapped, size_t *ret_size)
{
    if (ret_size != NULL)
        *ret_size = mapped->size;
    return mapped->text;
}

/* The run that holds byte `at` of the text, which must lie within it. */
static const MarbreRun *
find_run(const MarbreMapped *mapped, uint64_t at)
{
    size_t low = 0;
    size_t high = mapped->count;

    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;

        if (mapped->runs[middle].text.start <= at)
            low = middle;
        else
            high = middle;
    }
    return &mapped->runs[low];
}

static MarbreSpan
source_of_byte(const MarbreMapped *mapped, uint64_t at)
{
    const MarbreRun *run = find_run(mapped, at);
    uint64_t within = at - run->text.start;

    if (!run->same)
        return run->source;
    return (MarbreSpan){run->source.start + within, run->source.start + within + 1};
}

bool
marbre_mapped_to_source(const MarbreMapped *mapped, MarbreSpan text, MarbreSpan *ret_source)
{
    uint64_t size = mapped->size;

    if (text.start > text.end || text.end > size || !mapped->has_place)
        return false;
    if (text.start < text.end) {
        ret_source->start = source_of_byte(mapped, text.start).start;
        ret_source->end = source_of_byte(mapped, text.end - 1).end;
        return true;
    }
    if (size == 0)
        ret_source->start = mapped->place;
    else if (text.start == size)
        ret_source->start = mapped->runs[mapped->count - 1].source.end;
    else
        ret_source->start = source_of_byte(mapped, text.start).start;
    ret_source->end = ret_source->start;
    return true;
}

uint64_t
marbre_mapped_from_source(const MarbreMapped *mapped, uint64_t source_offset)
{
    size_t low = 0;
    size_t high = mapped->count;
    const MarbreRun *run;

    /* The first run that ends behind the offset. */
    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (mapped->runs[middle].source.end > source_offset)
            high = middle;
        else
            low = middle + 1;
    }
    if (low == mapped->count)
        return mapped->size;
    run = &mapped->runs[low];
    if (source_offset <= run->source.start)
        return run->text.start;
    return run->same ? run->text.start + (source_offset - run->source.start) : run->text.end;
}

size_t
marbre_mapped_count_runs(const MarbreMapped *mapped)
{
    return mapped->count;
}

MarbreRun
marbre_mapped_get_run(const MarbreMapped *mapped, size_t index)
{
    return mapped->runs[index];
}

static void
append_run_part(MarbreMapped *mapped,
                const MarbreMapped *from,
                const MarbreRun *run,
                MarbreSpan part)
{
    uint64_t start = MAX(run->text.start, part.start);
    uint64_t end = MIN(run->text.end, part.end);
    const char *text = from->text + start;

    if (run->same)
        marbre_mapped_append_same(mapped, text, end - start,
                                  run->source.start + (start - run->text.start));
    else
        marbre_mapped_append_for(mapped, text, end - start, run->source.start, run->source.end);
}

bool
marbre_mapped_append_part(MarbreMapped *mapped, const MarbreMapped *from, MarbreSpan part)
{
    MarbreSpan place;

    if (part.start > part.end || part.end > from->size)
        return false;
    if (part.start == part.end) {
        if (marbre_mapped_to_source(from, part, &place))
            marbre_mapped_append_for(mapped, "", 0, place.start, place.end);
        return true;
    }
    for (size_t i = (size_t)(find_run(from, part.start) - from->runs); i < from->count; i++) {
        if (from->runs[i].text.start >= part.end)
            break;
        append_run_part(mapped, from, &from->runs[i], part);
    }
    return true;
}
