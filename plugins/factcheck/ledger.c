/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "ledger.h"

#include "anchor.h"
#include "changed.h"
#include "entry.h"
#include "evidence.h"
#include "nearest.h"

#include <stdlib.h>
#include <string.h>

static bool
needs_evidence(const struct entry *entry)
{
    return entry_has_status(entry, "verified") || entry_has_status(entry, "disputed") ||
           entry_has_status(entry, "false");
}

/* Everything but what nobody has judged yet. */
static bool
is_judged(const struct entry *entry)
{
    return needs_evidence(entry) || entry_has_status(entry, "unverified");
}

/* A fact that does not last comes back: the day is over on which it was to be looked at again. */
static int32_t
judge_expiry(struct run *run, struct claim *claim, const struct entry *entry)
{
    const mbr_job_api *job = run->task->host.job;
    int64_t first, after;
    if (entry_is_blank(&entry->expires) || claim->withdrawn ||
        job->instant(run->job, &entry->expires.text, &first, &after) < 0 ||
        job->passed(run->job, after) == 0)
        return MBR_OK;
    claim->expired = true;
    const struct entry_fault fault = {.rule = "claim-expired",
                                      .value = &entry->expires,
                                      .hole = "expires",
                                      .filling = entry->expires.text};
    return entry_report(run, claim, entry, &fault);
}

static int32_t
judge_status(struct run *run, struct claim *claim, const struct entry *entry)
{
    const struct entry_fault fault = {.rule = "claim-to-check", .value = &entry->status};
    if (!is_judged(entry))
        return entry_report(run, claim, entry, &fault);
    return judge_expiry(run, claim, entry);
}

static void
take_status(struct claim *claim, const struct entry *entry)
{
    claim->withdrawn = entry_has_status(entry, "withdrawn");
    claim->unverified = entry_has_status(entry, "unverified");
    claim->disputed = entry_has_status(entry, "disputed");
    claim->untrue = entry_has_status(entry, "false");
    claim->sure = entry_has_status(entry, "verified");
}

static int32_t
judge_unanchored(struct run *run, struct claim *claim, const struct entry *entry)
{
    char sentence[NEAREST_ROOM];
    int32_t result = nearest_find(run, &claim->quote.text, sentence);
    if (result < 0)
        return result;
    const struct entry_fault fault = {.rule = "claim-unanchored",
                                      .value = &claim->quote,
                                      .form = *sentence ? "nearest" : NULL,
                                      .hole = "nearest",
                                      .filling = {sentence, strlen(sentence)}};
    return entry_report(run, claim, entry, &fault);
}

static int32_t
place_sentence(struct run *run, struct claim *claim)
{
    size_t first = 0, end = 0;
    int32_t result = anchor_sentence(run, claim, &first, &end);
    return result < 0 ? result : anchor_place(run, first, end, &claim->sentence);
}

static int32_t
judge_claim(struct run *run, struct claim *claim)
{
    struct entry entry;
    int32_t result = entry_read(run, claim, &entry);
    if (result < 0)
        return result;
    take_status(claim, &entry);
    if (claim->withdrawn)
        return MBR_OK;
    result = judge_status(run, claim, &entry);
    if (result < 0)
        return result;
    if (!entry_is_blank(&claim->quote))
        result = anchor_find(run, claim);
    if (result >= 0 && needs_evidence(&entry))
        result = evidence_judge(run, claim, &entry);
    if (result < 0)
        return result;
    if (!claim->anchored)
        return judge_unanchored(run, claim, &entry);
    if (run->task->scope == SCOPE_SENTENCE)
        result = place_sentence(run, claim);
    if (result < 0)
        return result;
    result = is_judged(&entry) ? changed_judge(run, claim, &entry) : MBR_OK;
    claim->sure = claim->sure && !claim->changed && !claim->expired && !claim->unproven;
    return result;
}

int32_t
ledger_judge(struct run *run)
{
    mbr_value list, none;
    if (run->task->host.article->count(run->job, MBR_PART_CLAIMS) == 0)
        return MBR_OK;
    int32_t result = entry_value(run, "none.reason", &none);
    run->none = result >= 0 && !entry_is_blank(&none);
    if (result >= 0)
        result = entry_value(run, "claims", &list);
    if (result < 0 || list.type != MBR_VALUE_LIST || list.count == 0)
        return result;
    run->claims = calloc(list.count, sizeof *run->claims);
    if (!run->claims)
        return run_fail(run, MBR_E_NOMEM, "no memory for the claims");
    run->claim_count = list.count;
    for (size_t i = 0; i < run->claim_count && result >= 0; i++) {
        if (run->task->host.job->cancelled(run->job))
            return MBR_E_CANCELLED;
        run->claims[i].index = i;
        result = judge_claim(run, &run->claims[i]);
    }
    return result;
}
