/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "proof/trial.h"

#include "gate/message.h"
#include "newsroom/checking.h"
#include "newsroom/facts.h"
#include "newsroom/record.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The commit of a waiver names no checks: it is for what one of them found. */
static bool
asks_checks(MarbreMove move)
{
    return move == MARBRE_MOVE_ADVANCE || move == MARBRE_MOVE_PUBLISH;
}

/* "PLUGIN VERSION DIGEST" of a plugin among what the commit names. (nullable) */
static const char *
find_check(const GPtrArray *checks, const char *plugin)
{
    size_t size = strlen(plugin);
    for (guint i = 0; i < checks->len; i++) {
        const char *check = checks->pdata[i];
        if (strncmp(check, plugin, size) == 0 && check[size] == ' ')
            return check;
    }
    return NULL;
}

/* The digest in "PLUGIN VERSION DIGEST". */
static const char *
digest_of(const char *check)
{
    const char *space = strrchr(check, ' ');
    return space == NULL ? "" : space + 1;
}

/* Whether a check binds the move: of the article's stage or an earlier one that applies. */
static bool
is_asked(const MarbreTrial *trial, const MarbrePlannedCheck *check, const char *const *passed)
{
    const MarbreStage *stage =
        marbre_planned_stage(check, passed, marbre_facts_of_article, trial->before);
    const MarbreStage *here = trial->said->urgent != NULL
                                  ? marbre_workflow_last(trial->dossier->workflow)
                                  : trial->dossier->stage;
    return stage != NULL && here != NULL && stage->index <= here->index;
}

/* The stages that ask nothing, for the article is hurried past them, or was. (transfer full) */
static char **
list_passed(const MarbreTrial *trial)
{
    const MarbreDossier *dossier = trial->dossier;
    if (trial->said->urgent != NULL)
        return marbre_dossier_passes(dossier);
    g_autoptr(GPtrArray) ids = g_ptr_array_new();
    bool last = dossier->stage != NULL && marbre_stage_is_last(dossier->workflow, dossier->stage);
    for (guint i = 0; last && i < dossier->state->owed->len; i++)
        g_ptr_array_add(ids, g_strdup(((MarbreOwed *)dossier->state->owed->pdata[i])->stage));
    g_ptr_array_add(ids, NULL);
    return (char **)g_ptr_array_free(g_steal_pointer(&ids), FALSE);
}

/* Every check that binds the move has run, with a plugin that the rules allow. */
static void
need_checks(const MarbreTrial *trial)
{
    const MarbreSettings *settings = marbre_policy_get_settings(trial->passage->law->policy);
    const GPtrArray *checks = marbre_plan_get_checks(trial->plan);
    g_auto(GStrv) passed = list_passed(trial);
    for (guint i = 0; i < checks->len; i++) {
        const MarbrePlannedCheck *check = g_ptr_array_index(checks, i);
        g_autofree char *plugin = g_strndup(check->name, strcspn(check->name, "/"));
        const char *ran = find_check(trial->said->checks, plugin);
        if (!is_asked(trial, check, (const char *const *)passed))
            continue;
        if (ran == NULL)
            marbre_trial_violate(trial, "marbre/plugin-missing",
                                 g_strdup_printf(_("the check “%s” was not run"), check->name),
                                 NULL);
        else if (settings->allow != NULL &&
                 !g_strv_contains((const char *const *)settings->allow, digest_of(ran)))
            marbre_trial_violate(
                trial, "marbre/plugin-missing",
                g_strdup_printf(_("“%s” was run by a plugin that marbre.yaml does not allow"),
                                check->name),
                NULL);
    }
}

typedef struct {
    GPtrArray *findings;
    GPtrArray *checks;
} Replay;

static void
take_checked(void *user, const MarbreChecked *checked)
{
    Replay *replay = user;
    replay->findings = g_ptr_array_ref(checked->findings);
    replay->checks = g_ptr_array_ref(checked->checks);
}

static bool
ran_the_same(const GPtrArray *now, const GPtrArray *then)
{
    for (guint i = 0; i < now->len; i++)
        if (!g_ptr_array_find_with_equal_func((GPtrArray *)then, now->pdata[i], g_str_equal, NULL))
            return false;
    return true;
}

/* Run the checks again on the very words. What another build of a plugin says of them proves
   nothing about this one, and is not counted as proof. */
static bool
replay_checks(MarbreTrial *trial, GError **error)
{
    MarbreJudge *judge = trial->passage->judge;
    const MarbreSettings *settings = marbre_policy_get_settings(trial->passage->law->policy);
    g_auto(GStrv) passed = trial->said->urgent == NULL ? NULL : list_passed(trial);
    const MarbreCheckSettings how = {
        .pool = judge->settings->pool,
        .now = {trial->passage->commit->author->at.seconds, settings->timezone},
        .scope = MARBRE_SCOPE_GATE,
        .as =
            trial->said->urgent == NULL ? NULL : marbre_workflow_last(trial->dossier->workflow)->id,
        .passed = (const char *const *)passed};
    Replay replay = {0};
    if (!marbre_check_article(trial->passage->before, &how, trial->plan, trial->before,
                              take_checked, &replay, error))
        return false;
    bool same = ran_the_same(replay.checks, trial->said->checks);
    if (same) {
        g_ptr_array_unref(trial->findings);
        trial->findings = g_ptr_array_ref(replay.findings);
    } else {
        judge->verdict->not_replayed++;
    }
    g_clear_pointer(&replay.findings, g_ptr_array_unref);
    g_clear_pointer(&replay.checks, g_ptr_array_unref);
    return true;
}

/* A waiver is taken to be for something that its rule did find. */
static void
suppose_finding(MarbreTrial *trial)
{
    const GPtrArray *checks = marbre_plan_get_checks(trial->plan);
    const char *rule = trial->said->rule == NULL ? "" : trial->said->rule;
    size_t size = strcspn(rule, "/");
    for (guint i = 0; i < checks->len; i++) {
        const MarbrePlannedCheck *check = g_ptr_array_index(checks, i);
        const MarbreStage *stage =
            marbre_planned_stage(check, NULL, marbre_facts_of_article, trial->before);
        bool own = strcspn(check->name, "/") == size && strncmp(check->name, rule, size) == 0;
        if (stage == NULL || !own)
            continue;
        const char *folder = marbre_article_get_folder(trial->before);
        g_ptr_array_add(trial->findings,
                        marbre_finding_new(&(MarbreFinding){.rule = rule,
                                                            .severity = MARBRE_SEVERITY_ERROR,
                                                            .stage = stage->id,
                                                            .article = folder,
                                                            .path = folder,
                                                            .message = "",
                                                            .blocks = MARBRE_BLOCKS_NOW}));
        return;
    }
}

bool
marbre_trial_check(MarbreTrial *trial, GError **error)
{
    MarbreMove move = trial->said->move;
    MarbreJudge *judge = trial->passage->judge;
    MarbreFinding *silent = marbre_record_silent_edit(trial->passage->before, trial->before);
    trial->findings = marbre_findings_new();
    if (silent != NULL)
        g_ptr_array_add(trial->findings, silent);
    if (move == MARBRE_MOVE_WAIVE)
        suppose_finding(trial);
    if (!asks_checks(move))
        return true;
    need_checks(trial);
    if (judge->replay)
        return replay_checks(trial, error);
    judge->verdict->not_replayed++;
    return true;
}
