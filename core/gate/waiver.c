/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "gate/case.h"

#include "base/instant.h"
#include "gate/message.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DAY INT64_C(86400)

static void
need_longest(const MarbreCase *at, const MarbreStage *stage)
{
    const MarbreSettings *settings = marbre_policy_get_settings(at->policy);
    const char *until = at->question->until == NULL ? "" : at->question->until;
    int64_t first = 0, after = 0;
    if (!marbre_moment_parse(until, settings->zone, &first, &after))
        marbre_case_add_order(
            at, at->question->rule,
            g_strdup_printf(_("“%s” is no date; write it as 2026-03-31."), until));
    else if (after <= at->question->now)
        marbre_case_add_order(at, at->question->rule, g_strdup(_("That day has passed.")));
    else if (stage->waivers.longest > 0 &&
             first > at->question->now + (int64_t)stage->waivers.longest * DAY)
        marbre_case_add_order(
            at, at->question->rule,
            g_strdup_printf(g_dngettext(GETTEXT_PACKAGE, "Here a waiver lasts %u day at most.",
                                        "Here a waiver lasts %u days at most.",
                                        stage->waivers.longest),
                            stage->waivers.longest));
}

/* What was waived so already, to the very word, is not waived once more: it would change nothing.
 */
static void
need_new(const MarbreCase *at, const MarbreStage *stage)
{
    const MarbreQuestion *question = at->question;
    const MarbreSettings *settings = marbre_policy_get_settings(at->policy);
    int64_t first = 0, after = 0;
    if (question->actor == NULL || question->until == NULL ||
        !marbre_moment_parse(question->until, settings->zone, &first, &after))
        return;
    g_autofree char *instant = marbre_instant_format(marbre_instant_at(first, settings->zone));
    g_autofree char *reason = marbre_message_line(question->reason);
    const char *digest = marbre_dossier_station(at->dossier, stage)->digest;
    for (guint i = 0; i < at->dossier->state->waivers->len; i++) {
        const MarbreWaiver *old = at->dossier->state->waivers->pdata[i];
        if (strcmp(old->rule, question->rule) == 0 && strcmp(old->by, question->actor->id) == 0 &&
            strcmp(old->reason, reason) == 0 && strcmp(old->digest, digest) == 0 &&
            g_str_has_prefix(instant, old->until))
            marbre_case_add_order(at, "marbre/stage-skipped",
                                  g_strdup_printf(_("You have waived “%s” already, so and for "
                                                    "these very words."),
                                                  question->rule));
    }
}

/* The stage whose check raised the finding says who may waive it. */
void
marbre_case_ask_waive(const MarbreCase *at)
{
    if (marbre_case_standing(at) == NULL)
        return;
    const char *rule = at->question->rule;
    const MarbreFinding *found = NULL;
    for (guint i = 0; i < at->question->findings->len && found == NULL; i++) {
        const MarbreFinding *finding = g_ptr_array_index(at->question->findings, i);
        if (strcmp(finding->rule, rule) == 0)
            found = finding;
    }
    const MarbreStage *stage = found == NULL ? NULL : marbre_case_stage_of(at, found);
    at->answer->to = stage;
    if (found == NULL) {
        marbre_case_add_order(at, rule,
                              g_strdup_printf(_("Nothing in this article breaks “%s”."), rule));
        return;
    }
    if (stage == NULL || !marbre_stage_may_waive(stage, rule)) {
        marbre_case_add_order(at, rule, g_strdup_printf(_("“%s” can't be waived."), rule));
        return;
    }
    g_autofree char *what = g_strdup_printf(_("waive “%s”"), rule);
    marbre_case_need_role(at, stage->waivers.roles, what);
    marbre_case_need_signature(at, stage);
    need_longest(at, stage);
    need_new(at, stage);
}
