/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/error.h"
#include "base/problem.h"
#include "base/text.h"
#include "desk/claim_act.h"
#include "desk/quoted.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* In bytes; longer ones are no sentences that anybody reads. */
#define LONGEST_SENTENCE 4000

/* --- claims more --------------------------------------------------------------------------------
 */

/* Where words stand in a published text, with the sentence around them. (transfer full) of the
   sentence; NULL where they stand nowhere, or in several places and `once` is asked. */
static char *
find_sentence(
    MarbreClaimAct *act, const GPtrArray *texts, const char *words, bool once, GError **error)
{
    const GPtrArray *copies = marbre_article_get_copies(act->pending->article);
    for (guint i = 0; i < texts->len; i++) {
        const MarbreAnchoring *text = texts->pdata[i];
        MarbreSpan place;
        unsigned count = marbre_anchoring_find(text, words, &place);
        if (count == 0)
            continue;
        if (count > 1 && once) {
            marbre_quoted_refuse_several(text, words, place, error);
            return NULL;
        }
        g_autofree char *path = g_strdup_printf("%s/index.%s.md", act->claiming->folder,
                                                marbre_copy_get_lang(copies->pdata[i]));
        act->done->unsaved = act->done->unsaved || marbre_pending_is_unsaved(act->pending, path);
        char *sentence = marbre_anchoring_sentence(text, place);
        return sentence == NULL ? g_strdup("") : sentence;
    }
    marbre_quoted_refuse_nowhere(texts, words, error);
    return NULL;
}

/* By whom, on these words. A sentence without end is not kept: the verdict is believed then. */
static MarbreByWhom
whom_with(const MarbreClaimAct *act, const char *sentence)
{
    MarbreByWhom whom = act->whom;
    if (sentence != NULL && *sentence != '\0' && strlen(sentence) <= LONGEST_SENTENCE)
        whom.sentence = sentence;
    return whom;
}

/* What is asked for, as the ledger will have it, where its words stand in the text: then with their
   sentence. False: they don't, with an error. */
static bool
read_entry(MarbreClaimAct *act,
           const GPtrArray *texts,
           const MarbreClaimDone *claim,
           MarbreEntryWords *entry,
           GError **error)
{
    char *sentence = find_sentence(act, texts, claim->quote, true, error);
    if (sentence == NULL)
        return false;
    entry->quote = claim->quote;
    entry->by = claim->by;
    entry->sentence = whom_with(act, sentence).sentence;
    g_ptr_array_add(act->sentences, sentence);
    return true;
}

static MarbreClaimDone *
begin_claim(const MarbreEntryWords *entry)
{
    MarbreClaimDone *claim = g_new0(MarbreClaimDone, 1);
    claim->quote = marbre_text_collapse(entry->quote, strlen(entry->quote), NULL);
    claim->by = entry->by == NULL ? NULL : marbre_text_collapse(entry->by, strlen(entry->by), NULL);
    claim->before = claim->status = entry->status;
    return claim;
}

/* A claim that could not be put in: an error, or told with the others. */
static bool
set_problem(const MarbreClaimAct *act, MarbreClaimDone *claim, const char *problem, GError **error)
{
    claim->problem = g_strdup(problem);
    if (!act->claiming->forgiving)
        g_set_error_literal(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED, problem);
    return act->claiming->forgiving;
}

/* Put what was read into the ledger. `claims` and `entries` go together. */
static bool
put_all(MarbreClaimAct *act, const GPtrArray *claims, const GPtrArray *entries, GError **error)
{
    g_autoptr(GPtrArray) made = NULL;
    if (entries->len == 0)
        return true;
    GBytes *next = marbre_ledger_add(act->after, entries, &act->whom, &made, error);
    if (next == NULL)
        return false;
    g_clear_pointer(&act->after, g_bytes_unref);
    act->after = next;
    for (guint i = 0; i < made->len; i++) {
        MarbreEntryMade *one = made->pdata[i];
        MarbreClaimDone *claim = claims->pdata[i];
        claim->id = g_steal_pointer(&one->id);
        if (claim->id == NULL && !set_problem(act, claim, one->problem, error))
            return false;
    }
    return true;
}

static bool
add_all(MarbreClaimAct *act, const GPtrArray *texts, GError **error)
{
    const GPtrArray *asked = act->claiming->entries;
    g_autoptr(GPtrArray) claims = g_ptr_array_new();
    g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; asked != NULL && i < asked->len; i++) {
        g_autoptr(GError) reason = NULL;
        MarbreClaimDone *claim = begin_claim(asked->pdata[i]);
        g_autofree MarbreEntryWords *entry = g_memdup2(asked->pdata[i], sizeof *entry);
        g_ptr_array_add(act->done->claims, claim);
        if (read_entry(act, texts, claim, entry, &reason)) {
            g_ptr_array_add(claims, claim);
            g_ptr_array_add(entries, g_steal_pointer(&entry));
        } else if (!set_problem(act, claim, reason->message, error)) {
            return false;
        }
    }
    return put_all(act, claims, entries, error);
}

/* --- verdicts -----------------------------------------------------------------------------------
 */

/* Whether the day of another look has passed: then this look is it. */
static bool
is_over(const MarbreClaimAct *act, const MarbreClaim *claim)
{
    const MarbreSettings *settings =
        marbre_policy_get_settings(marbre_newsroom_get_policy(act->tip));
    return (marbre_ledger_due(claim, settings->zone, act->session->now) & MARBRE_DUE_AGAIN) != 0;
}

static bool
refuse_unknown(const MarbreClaims *claims, const char *id, const char *slug, GError **error)
{
    const GPtrArray *items = claims == NULL ? NULL : marbre_claims_get_items(claims);
    g_autoptr(GPtrArray) ids = g_ptr_array_new();
    for (guint i = 0; items != NULL && i < items->len; i++)
        g_ptr_array_add(ids, ((MarbreClaim *)items->pdata[i])->id);
    g_ptr_array_add(ids, NULL);
    const char *nearest = marbre_nearest(id, (const char *const *)ids->pdata);
    g_autofree char *shown = marbre_text_shown(id);
    if (nearest != NULL)
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_NOT_FOUND,
                    _("no claim is called “%s”; did you mean “%s”?"), shown, nearest);
    else
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_NOT_FOUND,
                    _("no claim is called “%s”; `marbre claim list %s` names them"), shown, slug);
    return false;
}

/* Whether a status says something of words that readers find. */
static bool
speaks_of_words(MarbreClaimStatus status)
{
    return status != MARBRE_CLAIM_TO_CHECK && status != MARBRE_CLAIM_WITHDRAWN;
}

static bool
judge_one(MarbreClaimAct *act, const GPtrArray *texts, const char *id, GError **error)
{
    const MarbreClaims *claims = marbre_article_get_claims(act->pending->article);
    const MarbreClaim *old = claims == NULL ? NULL : marbre_claims_find(claims, id);
    if (old == NULL && act->before == NULL)
        return refuse_unknown(NULL, id, act->done->slug, error);
    MarbreVerdict verdict = act->claiming->verdict;
    verdict.over = old != NULL && is_over(act, old);
    g_autofree char *sentence = old == NULL
                                    ? NULL
                                    : find_sentence(act, texts, old->quote, false,
                                                    speaks_of_words(verdict.status) ? error : NULL);
    if (old != NULL && sentence == NULL && speaks_of_words(verdict.status))
        return false;
    const MarbreByWhom whom = whom_with(act, sentence);
    g_autoptr(GError) reason = NULL;
    GBytes *next = marbre_ledger_judge(act->after, id, &verdict, &whom, &reason);
    if (next == NULL && reason->code == MARBRE_ERROR_NOT_FOUND)
        return refuse_unknown(claims, id, act->done->slug, error);
    if (next == NULL) {
        g_propagate_error(error, g_steal_pointer(&reason));
        return false;
    }
    g_bytes_unref(act->after);
    act->after = next;
    MarbreClaimDone *claim = g_new0(MarbreClaimDone, 1);
    g_ptr_array_add(act->done->claims, claim);
    claim->id = g_strdup(id);
    claim->quote = g_strdup(old->quote);
    claim->by = g_strdup(old->by);
    claim->before = old->status;
    claim->status = verdict.status;
    return true;
}

bool
marbre_claim_change(MarbreClaimAct *act, GError **error)
{
    const MarbreClaiming *claiming = act->claiming;
    const MarbreClaims *claims = marbre_article_get_claims(act->pending->article);
    g_autoptr(GPtrArray) texts =
        claiming->reason != NULL ? NULL : marbre_quoted_texts(act->pending->article);
    if (!add_all(act, texts, error))
        return false;
    for (guint i = 0; claiming->ids != NULL && i < claiming->ids->len; i++)
        if (!judge_one(act, texts, claiming->ids->pdata[i], error))
            return false;
    if (claiming->reason != NULL) {
        GBytes *next = marbre_ledger_none(act->before, claiming->reason, &act->whom, error);
        if (next == NULL)
            return false;
        g_clear_pointer(&act->after, g_bytes_unref);
        act->after = next;
    }
    act->done->changed =
        act->after != NULL && (act->before == NULL || !g_bytes_equal(act->before, act->after));
    act->done->none_withdrawn = act->done->changed && claiming->reason == NULL && claims != NULL &&
                                marbre_claims_get_none(claims, NULL) != NULL;
    return true;
}
