/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "changed.h"

#include "anchor.h"
#include "report.h"

#include <string.h>

/* The same words in the same order: signs, spaces, capitals and emphasis do not matter. */
static bool
is_same(const struct words *of, size_t first, size_t end, const struct words *other)
{
    if (end - first != other->count)
        return false;
    for (size_t i = 0; i < other->count; i++)
        if (of->items[first + i].key != other->items[i].key)
            return false;
    return true;
}

/* Do the words at hand stand in a sentence that was checked as this, here or where the quote is
   found again? */
static int32_t
is_as_checked(struct run *run, const struct claim *claim, const struct words *checked, bool *ret_is)
{
    size_t first = 0, end = 0;
    int32_t result = anchor_sentence(run, claim, &first, &end);
    *ret_is = result >= 0 && is_same(&run->words, first, end, checked);
    return result;
}

static int32_t
report_changed(struct run *run, const struct claim *claim, const struct entry *entry)
{
    size_t first = 0, end = 0;
    mbr_span place;
    int32_t result = anchor_sentence(run, claim, &first, &end);
    if (result >= 0)
        result = anchor_place(run, first, end, &place);
    if (result < 0)
        return result;
    struct report report;
    report_init(&report, "claim-changed", NULL, place);
    report_add(&report, "claim", entry_name(claim, entry));
    report_add(&report, "quote", claim->quote.text);
    report_add(&report, "sentence", entry->sentence.text);
    return report_send(&report, run);
}

int32_t
changed_judge(struct run *run, struct claim *claim, const struct entry *entry)
{
    struct words checked = {0};
    mbr_text sentence;
    bool same = true;
    if (entry_is_blank(&entry->sentence) || !run->lexis)
        return MBR_OK;
    int32_t result = run->task->host.text->normalise(run->job, MBR_PART_CLAIMS,
                                                     entry->sentence.mark, 0, &sentence, NULL);
    if (result < 0)
        return run_fail(run, result, "the sentence of a claim could not be read");
    if (!words_read(&checked, run->lexis, run->french, sentence.data, sentence.size))
        result = run_fail(run, MBR_E_NOMEM, "no memory for the sentence of a claim");
    if (result >= 0)
        result = is_as_checked(run, claim, &checked, &same);
    words_clear(&checked);
    claim->changed = result >= 0 && !same;
    return claim->changed ? report_changed(run, claim, entry) : result;
}
