/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "task.h"
#include "utf8.h"

#include <string.h>

static bool
ends_as_sentence(mbr_text text)
{
    size_t at = utf8_back_space(text.data, text.size), length;
    for (;;) {
        uint32_t c = utf8_before(text.data, at, &length);
        if (c == '.' || c == '!' || c == '?' || c == 0x2026)
            return true;
        if (c != 0xbb && c != 0x201d && c != '"' && c != ')' && !utf8_is_space(c))
            return false;
        at -= length;
    }
}

/* A quotation set apart may be given in its own words, unless all of this is a translation. */
static bool
may_be_judged(const reading *of, const piece *one)
{
    if (one->kind == MBR_ITEM_QUOTE)
        return of->task->host.article->count(of->job, MBR_PART_SOURCE) > 0;
    return one->kind == MBR_ITEM_PARAGRAPH || one->kind == MBR_ITEM_LIST_ITEM;
}

static int32_t
report(reading *of, const piece *one)
{
    mbr_span place;
    int32_t result = piece_place(&of->text, one, &of->task->host, of->job,
                                 (mbr_span){0, one->text.size}, &place);
    if (result < 0)
        return result;
    found finding;
    found_begin(&finding, "untranslated", place);
    found_text(&finding, "words", one->text.data, one->text.size);
    return found_report(&finding, &of->task->host, of->job, NULL);
}

int32_t
untranslated_check(reading *of)
{
    bool french = locale_is_french(of->usage);
    size_t reported = 0;
    for (size_t i = 0; i < of->text.count; i++) {
        const piece *one = &of->text.items[i];
        language_counts counts =
            language_count(&of->task->languages, one->text.data, one->text.size);
        of->foreign[i] = language_is_foreign(&counts, french);
        if (!of->foreign[i] || !may_be_judged(of, one) ||
            !language_is_untranslated(&counts, french, ends_as_sentence(one->text)) ||
            reported++ >= MOST_OF_A_RULE)
            continue;
        int32_t result = report(of, one);
        if (result < 0)
            return result;
    }
    return MBR_OK;
}
