/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "alignment.h"
#include "task.h"

#include <stdlib.h>

/* The blocks of one language that are compared, and where they stand among its pieces. */
typedef struct side {
    profile *profiles;
    size_t *piece;
    size_t count;
} side;

static size_t
count_kind(const pieces *list, int32_t kind)
{
    size_t count = 0;
    for (size_t i = 0; i < list->count; i++)
        count += list->items[i].kind == kind;
    return count;
}

static size_t
count_prose(const pieces *list)
{
    return count_kind(list, MBR_ITEM_PARAGRAPH) + count_kind(list, MBR_ITEM_QUOTE);
}

/* Lists are left out: translators fold them into paragraphs and the other way round. */
static bool
side_make(side *of, const pieces *list, bool headings)
{
    of->profiles = calloc(list->count + 1, sizeof *of->profiles);
    of->piece = calloc(list->count + 1, sizeof *of->piece);
    if (!of->profiles || !of->piece)
        return false;
    for (size_t i = 0; i < list->count; i++) {
        const piece *one = &list->items[i];
        bool prose = one->kind == MBR_ITEM_PARAGRAPH || one->kind == MBR_ITEM_QUOTE;
        if (!prose && !(headings && one->kind == MBR_ITEM_HEADING))
            continue;
        of->piece[of->count] = i;
        of->profiles[of->count++] = profile_of(one->kind, one->text);
    }
    return true;
}

static void
side_clear(side *of)
{
    free(of->profiles);
    free(of->piece);
}

static int32_t
report(reading *of,
       const pieces *source,
       const side *source_side,
       const side *text_side,
       const missing *gone)
{
    const piece *lost = &source->items[source_side->piece[gone->source]];
    mbr_span place = {of->text.file.size, of->text.file.size};
    if (gone->text < text_side->count) {
        const piece *next = &of->text.items[text_side->piece[gone->text]];
        place = (mbr_span){next->span.start, next->span.start};
    } else if (text_side->count > 0) {
        const piece *last = &of->text.items[text_side->piece[text_side->count - 1]];
        place = (mbr_span){last->span.end, last->span.end};
    }
    found finding;
    found_begin(&finding, "missing-paragraph", place);
    found_text(&finding, "words", lost->text.data, lost->text.size);
    found_count(&finding, gone->count);
    return found_report(&finding, &of->task->host, of->job, NULL);
}

static int32_t
compare(reading *of, const pieces *source)
{
    bool headings = count_kind(source, MBR_ITEM_HEADING) == count_kind(&of->text, MBR_ITEM_HEADING);
    side source_side = {0}, text_side = {0};
    missing gone = {0};
    int32_t result = MBR_E_NOMEM;
    if (side_make(&source_side, source, headings) && side_make(&text_side, &of->text, headings) &&
        alignment_missing(source_side.profiles, source_side.count, text_side.profiles,
                          text_side.count, &gone))
        result = gone.count > 0 ? report(of, source, &source_side, &text_side, &gone) : MBR_OK;
    side_clear(&source_side);
    side_clear(&text_side);
    return result;
}

int32_t
paragraphs_check(reading *of)
{
    size_t prose = count_prose(&of->text);
    return prose > 0 && count_prose(&of->source) > prose ? compare(of, &of->source) : MBR_OK;
}
