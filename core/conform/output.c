/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "conform/inside.h"

#include "conform/witness.h"
#include "finding/fix.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_ROUNDS 8 /* of fixes, before nothing is left to mend: as many as the desk takes */

/* ---- 25, 26, 28: what is reported ---- */

static bool
says_nothing(const MarbreVisit *visit, const MarbreOutcome *outcome, const MarbreWitness *seen)
{
    if (seen->code >= 0 || seen->said || outcome->reason == NULL)
        return false;
    /* The host's own words for it; with a cause that it knows, they go on. */
    g_autofree char *words =
        g_strdup_printf(_("%s returned %d without a reason: %s"), visit->info->id, seen->code, "");
    return g_str_has_prefix(outcome->reason, words);
}

static void
look(MarbreVisit *visit, const MarbreSpecimen *specimen, MarbreOutcome *outcome, void *user)
{
    const MarbreWitness *seen = marbre_witness_get();
    MarbreComplaint wanted = *(const MarbreComplaint *)user;
    bool words = wanted == MARBRE_COMPLAINT_WORDS;
    if (seen->complaint == wanted || (words && seen->complaint == MARBRE_COMPLAINT_FLOOD))
        marbre_cell_fail("%s/%s: %s", visit->info->id, specimen->name, seen->words);
    if (words && says_nothing(visit, outcome, seen))
        marbre_cell_fail("%s/%s: run returns %d and does not say why", visit->info->id,
                         specimen->name, seen->code);
    if (words && seen->complaint == MARBRE_COMPLAINT_NONE && seen->code >= 0 &&
        outcome->status != MARBRE_OUTCOME_OK && visit->info->kind == MBR_KIND_CHECK)
        marbre_cell_fail("%s/%s: the host refused what it gave: %s", visit->info->id,
                         specimen->name, outcome->reason);
}

static void
tour_looking(void *user)
{
    const MarbreAsked *asked = user;
    MarbreComplaint wanted = (MarbreComplaint)asked->variant;
    marbre_cell_enter();
    const MarbreGuest *guest = marbre_guest_load(asked->subject);
    g_autoptr(GPtrArray) usual = marbre_specimens_usual();
    g_autoptr(GPtrArray) odd = marbre_specimens_odd();
    marbre_guest_tour(guest, usual, look, &wanted);
    marbre_guest_tour(guest, odd, look, &wanted);
}

void
marbre_test_spans(MarbreSubject *subject, MarbreVerdict *verdict)
{
    (void)marbre_ask(subject, tour_looking, MARBRE_COMPLAINT_SPAN, NULL, verdict, NULL);
}

void
marbre_test_edits(MarbreSubject *subject, MarbreVerdict *verdict)
{
    (void)marbre_ask(subject, tour_looking, MARBRE_COMPLAINT_EDITS, NULL, verdict, NULL);
}

void
marbre_test_arguments(MarbreSubject *subject, MarbreVerdict *verdict)
{
    if (marbre_ask(subject, tour_looking, MARBRE_COMPLAINT_WORDS, NULL, verdict, NULL))
        marbre_warn_of_silent_rules(subject, verdict);
}

/* ---- 27: fixes that mend ---- */

static bool
is_of_text(const MarbreRecord *record, const char *name)
{
    return record->edits->len > 0 && (record->file == NULL || strcmp(record->file, name) == 0);
}

static bool
overlaps(const MarbreRecord *record, const GPtrArray *edits)
{
    for (guint i = 0; i < record->edits->len; i++) {
        const MarbreEdit *edit = record->edits->pdata[i];
        for (guint j = 0; j < edits->len; j++) {
            const MarbreEdit *other = edits->pdata[j];
            if (edit->span.start == other->span.start ||
                (edit->span.start < other->span.end && other->span.start < edit->span.end))
                return true;
        }
    }
    return false;
}

/* The text with every fix that goes with the others; NULL where there is none. */
static GBytes *
mend(const MarbreSpecimen *specimen, const MarbreOutcome *outcome, const char **ret_rule)
{
    g_autofree char *name = g_strdup_printf("index.%s.md", specimen->lang);
    g_autoptr(GPtrArray) edits = g_ptr_array_new();
    for (guint i = 0; i < outcome->findings->len; i++) {
        const MarbreRecord *record = outcome->findings->pdata[i];
        if (!is_of_text(record, name) || overlaps(record, edits))
            continue;
        *ret_rule = record->rule;
        for (guint j = 0; j < record->edits->len; j++)
            g_ptr_array_add(edits, record->edits->pdata[j]);
    }
    return edits->len == 0 ? NULL
                           : marbre_fix_apply(marbre_specimen_get_text(specimen), edits, NULL);
}

static void
mend_all(MarbreVisit *visit, const MarbreSpecimen *specimen, MarbreOutcome *outcome, void *user)
{
    g_autoptr(MarbreOutcome) now = marbre_outcome_ref(outcome);
    g_autoptr(MarbreSpecimen) text = NULL;
    const MarbreSpecimen *current = specimen;
    guint count = now->findings->len;
    (void)user;
    for (unsigned round = 0;; round++) {
        const char *rule = NULL;
        g_autoptr(GBytes) mended =
            now->status == MARBRE_OUTCOME_OK ? mend(current, now, &rule) : NULL;
        if (mended == NULL)
            return;
        if (round == MOST_ROUNDS)
            marbre_cell_fail("%s/%s: after %u rounds of fixes, rule %s still finds something to "
                             "fix",
                             visit->info->id, specimen->name, round, rule);
        MarbreSpecimen *next = marbre_specimen_with_text(specimen, mended);
        MarbreOutcome *then = marbre_visit_run(visit, next);
        if (then->findings->len > count)
            marbre_cell_fail("%s/%s: a fix of rule %s brings new findings", visit->info->id,
                             specimen->name, rule);
        marbre_outcome_unref(now);
        now = then;
        count = then->findings->len;
        marbre_specimen_free(text);
        current = text = next;
    }
}

static void
tour_mending(void *user)
{
    marbre_tour_looking(user, mend_all);
}

void
marbre_test_fixes(MarbreSubject *subject, MarbreVerdict *verdict)
{
    (void)marbre_ask(subject, tour_mending, 0, NULL, verdict, NULL);
}

/* ---- 29: changes and published files ---- */

static void
look_at_action(MarbreVisit *visit,
               const MarbreSpecimen *specimen,
               MarbreOutcome *outcome,
               void *user)
{
    const MarbreWitness *seen = marbre_witness_get();
    (void)user;
    if (visit->info->kind == MBR_KIND_ACTION && outcome->status != MARBRE_OUTCOME_OK &&
        seen->code >= 0)
        marbre_cell_fail("%s/%s: %s", visit->info->id, specimen->name, outcome->reason);
    if (visit->info->kind != MBR_KIND_ACTION || outcome->status != MARBRE_OUTCOME_OK)
        return;
    g_autoptr(MarbreOutcome) again = marbre_visit_run(visit, specimen);
    g_autofree char *first = marbre_outcome_sum(outcome);
    g_autofree char *then = marbre_outcome_sum(again);
    if (strcmp(first, then) != 0)
        marbre_cell_fail("%s/%s: it publishes or changes something else the second time",
                         visit->info->id, specimen->name);
}

static void
tour_acting(void *user)
{
    marbre_tour_looking(user, look_at_action);
}

void
marbre_test_artifacts(MarbreSubject *subject, MarbreVerdict *verdict)
{
    (void)marbre_ask(subject, tour_acting, 0, NULL, verdict, NULL);
}
