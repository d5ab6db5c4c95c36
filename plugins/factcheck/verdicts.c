/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "verdicts.h"

#include "anchor.h"
#include "report.h"
#include "source.h"

#include <stdlib.h>
#include <string.h>

static int32_t
report_claim(struct run *run, const struct claim *claim, const char *rule, mbr_span place)
{
    struct report report;
    int32_t result = run_load_bytes(run);
    if (result < 0)
        return result;
    char *shown = report_words(&run->bytes, place);
    if (!shown)
        return run_fail(run, MBR_E_NOMEM, "no memory for a message");
    report_init(&report, rule, NULL, place);
    report_add(&report, "quote", claim->quote.text);
    report_add(&report, "words", (mbr_text){shown, strlen(shown)});
    result = report_send(&report, run);
    free(shown);
    return result;
}

/* Another claim of the same sentence has seen to the verb. */
static bool
is_told(const struct run *run, const struct claim *claim, size_t block, mbr_span place)
{
    for (const struct claim *it = run->claims; it < claim; it++)
        if (it->vouched.end > 0 && it->block == block && it->vouched.start == place.start)
            return true;
    return false;
}

static int32_t
judge_verb(struct run *run, struct claim *claim)
{
    size_t first = 0, end = 0, from, to;
    mbr_span place;
    int32_t result = anchor_sentence(run, claim, &first, &end);
    if (result < 0 || !source_vouches(&run->words, first, end, &from, &to))
        return result;
    result = anchor_place(run, from, to, &place);
    if (result < 0 || is_told(run, claim, claim->block, place))
        return result;
    claim->vouched = place;
    return report_claim(run, claim, "factive-verb", place);
}

/* Is there a word of denial in the paragraph, or one that sets it right? */
static int32_t
denies(struct run *run, size_t block, bool corrections, bool *ret_denies)
{
    uint8_t *known = &run->blocks[block].denial[corrections];
    int32_t result = *known ? MBR_OK : run_read_block(run, block);
    if (result >= 0 && !*known)
        *known = source_denies(&run->words, 0, run->words.count, corrections) ? 2 : 1;
    *ret_denies = *known == 2;
    return result;
}

static int32_t
judge_disputed(struct run *run, const struct claim *claim)
{
    bool denied;
    int32_t result = denies(run, claim->block, false, &denied);
    size_t next = run_next_paragraph(run, claim->block);
    if (result >= 0 && !denied && next != claim->block)
        result = denies(run, next, false, &denied);
    return result < 0 || denied ? result
                                : report_claim(run, claim, "denial-missing", claim->source);
}

static int32_t
judge_untrue(struct run *run, const struct claim *claim)
{
    bool denied;
    int32_t result = denies(run, claim->block, true, &denied);
    return result < 0 || denied ? result : report_claim(run, claim, "claim-false", claim->source);
}

int32_t
verdicts_judge(struct run *run)
{
    int32_t result = MBR_OK;
    for (size_t i = 0; i < run->claim_count && result >= 0 && run->lexis; i++) {
        struct claim *claim = &run->claims[i];
        if (!claim->anchored)
            continue;
        if (claim->unverified || claim->disputed)
            result = judge_verb(run, claim);
        if (result >= 0 && claim->disputed)
            result = judge_disputed(run, claim);
        if (result >= 0 && claim->untrue)
            result = judge_untrue(run, claim);
    }
    return result;
}
