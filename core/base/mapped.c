/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/mapped.h"

/* About as many bytes of prose has a run, once its capitals and apostrophes are folded. */
#define BYTES_A_RUN 16

struct MarbreMapped {
    int refs;
    GString *text;
    GArray *runs;   /* MarbreRun, none with empty text, in the order of the text */
    uint64_t place; /* where an empty text stands */
    bool has_place;
};

MarbreMapped *
marbre_mapped_new_sized(size_t size)
{
    MarbreMapped *mapped = g_new0(MarbreMapped, 1);

    mapped->refs = 1;
    mapped->text = g_string_sized_new(size + 1);
    mapped->runs =
        g_array_sized_new(FALSE, FALSE, sizeof(MarbreRun), 1 + (guint)(size / BYTES_A_RUN));
    return mapped;
}

MarbreMapped *
marbre_mapped_new(void)
{
    return marbre_mapped_new_sized(0);
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
    g_string_free(mapped->text, TRUE);
    g_array_unref(mapped->runs);
    g_free(mapped);
}

static MarbreRun *
run_at(const MarbreMapped *mapped, size_t index)
{
    return &g_array_index(mapped->runs, MarbreRun, index);
}

static void
append_run(MarbreMapped *mapped, const char *text, size_t size, MarbreSpan source, bool same)
{
    MarbreRun run = {
        .text = {mapped->text->len, mapped->text->len + size},
        .source = source,
        .same = same,
    };

    if (!mapped->has_place)
        mapped->place = source.start;
    mapped->has_place = true;
    if (size == 0)
        return;
    g_string_append_len(mapped->text, text, (gssize)size);
    if (same && mapped->runs->len > 0) {
        MarbreRun *last = run_at(mapped, mapped->runs->len - 1);

        if (last->same && last->source.end == source.start) {
            last->text.end = run.text.end;
            last->source.end = source.end;
            return;
        }
    }
    g_array_append_val(mapped->runs, run);
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
        *ret_size = mapped->text->len;
    return mapped->text->str;
}

/* The run that holds byte `at` of the text, which must lie within it. */
static const MarbreRun *
find_run(const MarbreMapped *mapped, uint64_t at)
{
    size_t low = 0;
    size_t high = mapped->runs->len;

    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;

        if (run_at(mapped, middle)->text.start <= at)
            low = middle;
        else
            high = middle;
    }
    return run_at(mapped, low);
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
    uint64_t size = mapped->text->len;

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
        ret_source->start = run_at(mapped, mapped->runs->len - 1)->source.end;
    else
        ret_source->start = source_of_byte(mapped, text.start).start;
    ret_source->end = ret_source->start;
    return true;
}

uint64_t
marbre_mapped_from_source(const MarbreMapped *mapped, uint64_t source_offset)
{
    size_t low = 0;
    size_t high = mapped->runs->len;
    const MarbreRun *run;

    /* The first run that ends behind the offset. */
    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (run_at(mapped, middle)->source.end > source_offset)
            high = middle;
        else
            low = middle + 1;
    }
    if (low == mapped->runs->len)
        return mapped->text->len;
    run = run_at(mapped, low);
    if (source_offset <= run->source.start)
        return run->text.start;
    return run->same ? run->text.start + (source_offset - run->source.start) : run->text.end;
}

size_t
marbre_mapped_count_runs(const MarbreMapped *mapped)
{
    return mapped->runs->len;
}

MarbreRun
marbre_mapped_get_run(const MarbreMapped *mapped, size_t index)
{
    return *run_at(mapped, index);
}

static void
append_run_part(MarbreMapped *mapped,
                const MarbreMapped *from,
                const MarbreRun *run,
                MarbreSpan part)
{
    uint64_t start = MAX(run->text.start, part.start);
    uint64_t end = MIN(run->text.end, part.end);
    const char *text = from->text->str + start;

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

    if (part.start > part.end || part.end > from->text->len)
        return false;
    if (part.start == part.end) {
        if (marbre_mapped_to_source(from, part, &place))
            marbre_mapped_append_for(mapped, "", 0, place.start, place.end);
        return true;
    }
    for (size_t i = (size_t)(find_run(from, part.start) - run_at(from, 0)); i < from->runs->len;
         i++) {
        if (run_at(from, i)->text.start >= part.end)
            break;
        append_run_part(mapped, from, run_at(from, i), part);
    }
    return true;
}
