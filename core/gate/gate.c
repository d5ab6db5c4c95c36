/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "gate/gate.h"

#include "gate/case.h"
#include "newsroom/facts.h"

#include <glib/gi18n-lib.h>
#include <string.h>

const char *
marbre_move_name(MarbreMove move)
{
    static const char *const names[] = {"new",       "advance", "return",  "approve", "waive",
                                        "publish",   "spike",   "restore", "correct", "retract",
                                        "unpublish", "adopt",   "assign",  "undo",    "save"};
    return names[move];
}

void
marbre_answer_free(MarbreAnswer *answer)
{
    if (answer == NULL)
        return;
    g_ptr_array_unref(answer->obstacles);
    g_strfreev(answer->owes);
    g_free(answer);
}

static void
need_no_errors(const MarbreCase *at)
{
    for (guint i = 0; i < at->question->findings->len; i++) {
        const MarbreFinding *finding = g_ptr_array_index(at->question->findings, i);
        if (finding->blocks == MARBRE_BLOCKS_NOW && !finding->waived)
            marbre_case_add_finding(at, finding);
    }
}

/* --- moves
 * ---------------------------------------------------------------------------------------- */

static const MarbreStage *
find_in(const GPtrArray *stages, const char *id)
{
    for (guint i = 0; i < stages->len; i++) {
        const MarbreStage *stage = g_ptr_array_index(stages, i);
        if (strcmp(stage->id, id) == 0)
            return stage;
    }
    return NULL;
}

static char *
list_ids(const GPtrArray *stages)
{
    GString *ids = g_string_new(NULL);
    for (guint i = 0; i < stages->len; i++)
        g_string_append_printf(ids, "%s%s", i == 0 ? "" : ", ",
                               ((const MarbreStage *)g_ptr_array_index(stages, i))->id);
    return g_string_free(ids, FALSE);
}

/* The stage that `--to` names, of those that may be reached; else the first of them. */
static const MarbreStage *
choose(const MarbreCase *at, const GPtrArray *stages, const char *none)
{
    const char *to = at->question->to;
    const MarbreStage *chosen = to == NULL && stages->len > 0 ? g_ptr_array_index(stages, 0)
                                : to == NULL                  ? NULL
                                                              : find_in(stages, to);
    if (chosen != NULL)
        return chosen;
    g_autofree char *ids = list_ids(stages);
    if (to == NULL || stages->len == 0)
        marbre_case_add_order(at, "marbre/stage-skipped", g_strdup(none));
    else
        marbre_case_add_order(
            at, "marbre/stage-skipped",
            g_strdup_printf(_("From here it can't go to “%s”; it can go to: %s."), to, ids));
    return NULL;
}

/* What has passed a stage that asks for signatures is published by one. */
static void
need_signature_of_all(const MarbreCase *at)
{
    for (guint i = 0; i < at->dossier->stations->len; i++) {
        const MarbreStation *station = g_ptr_array_index(at->dossier->stations, i);
        if (!station->stage->is_signed || !station->applies ||
            marbre_stage_is_owed(at->dossier->workflow, station->stage))
            continue;
        marbre_case_need_signature(at, station->stage);
        return;
    }
}

/* What this workflow lets be answered for after publication, and nobody has answered for. */
static char **
list_owed(const MarbreCase *at)
{
    g_autoptr(GPtrArray) ids = g_ptr_array_new();
    for (guint i = 0; i < at->dossier->stations->len; i++) {
        const MarbreStation *station = g_ptr_array_index(at->dossier->stations, i);
        if (marbre_stage_is_owed(at->dossier->workflow, station->stage) && station->owed)
            g_ptr_array_add(ids, g_strdup(station->stage->id));
    }
    g_ptr_array_add(ids, NULL);
    return (char **)g_ptr_array_free(g_steal_pointer(&ids), FALSE);
}

static void
leave_last(const MarbreCase *at, const MarbreStage *stage)
{
    at->answer->publishes = true;
    if (at->question->to != NULL && strcmp(at->question->to, MARBRE_STAGE_PUBLISHED) != 0)
        marbre_case_add_order(
            at, "marbre/stage-skipped",
            g_strdup_printf(_("“%s” is the last stage: leaving it is publication."),
                            marbre_stage_title(stage, at->question->lang)));
    if (marbre_case_is_robot(at))
        marbre_case_need_robot(at, stage);
    else
        marbre_case_need_role(at, stage->roles, _("publish it"));
    need_no_errors(at);
    for (guint i = 0; i < at->dossier->stations->len; i++) {
        const MarbreStation *station = g_ptr_array_index(at->dossier->stations, i);
        if (station->owing == NULL && !marbre_stage_is_owed(at->dossier->workflow, station->stage))
            marbre_case_need_approvals(at, station);
    }
    need_signature_of_all(at);
    at->answer->owes = list_owed(at);
    at->answer->within = stage->owing.within;
    marbre_case_need_hours(at);
    marbre_case_need_saved(at);
}

static void
ask_advance(const MarbreCase *at)
{
    const MarbreStage *stage = marbre_case_standing(at);
    if (stage == NULL)
        return;
    if (at->question->urgent) {
        marbre_case_ask_urgent(at, stage);
        need_signature_of_all(at);
        need_no_errors(at);
        return;
    }
    if (marbre_stage_is_last(at->dossier->workflow, stage)) {
        leave_last(at, stage);
        return;
    }
    g_autoptr(GPtrArray) next = marbre_workflow_next(at->dossier->workflow, stage,
                                                     marbre_facts_of_article, at->dossier->article);
    at->answer->to = choose(at, next, _("No further stage applies to it."));
    g_autofree char *what =
        g_strdup_printf(_("move it on from “%s”"), marbre_stage_title(stage, at->question->lang));
    marbre_case_need_role(at, stage->roles, what);
    need_no_errors(at);
    marbre_case_need_approvals(at, marbre_dossier_station(at->dossier, stage));
    marbre_case_need_signature(at, stage);
}

static void
ask_publish(const MarbreCase *at)
{
    const MarbreStage *stage = marbre_case_standing(at);
    if (stage == NULL)
        return;
    if (marbre_stage_is_last(at->dossier->workflow, stage)) {
        leave_last(at, stage);
        return;
    }
    MarbreObstacle *obstacle = marbre_case_add(
        at, MARBRE_OBSTACLE_ORDER, "marbre/stage-skipped",
        g_strdup_printf(
            _("It stands at “%s”; it can be published from “%s” only."),
            marbre_stage_title(stage, at->question->lang),
            marbre_stage_title(marbre_workflow_last(at->dossier->workflow), at->question->lang)));
    obstacle->command = g_strdup_printf("marbre advance %s", marbre_case_slug(at));
    marbre_case_set_who(obstacle->who, at, stage->roles);
}

static void
ask_return(const MarbreCase *at)
{
    const MarbreStage *stage = marbre_case_standing(at);
    if (stage == NULL)
        return;
    g_autoptr(GPtrArray) back = marbre_workflow_back(at->dossier->workflow, stage,
                                                     marbre_facts_of_article, at->dossier->article);
    at->answer->to =
        choose(at, back, _("It stands at the first stage: there is nothing before it."));
    g_autofree char *what =
        g_strdup_printf(_("send it back from “%s”"), marbre_stage_title(stage, at->question->lang));
    /* Whoever may approve here may say no as well. */
    marbre_case_need_either(at, stage->roles, stage->approvals.roles, what);
    marbre_case_need_signature(at, stage);
}

void
marbre_case_need_record(const MarbreCase *at)
{
    for (guint i = 0; i < at->question->findings->len; i++) {
        const MarbreFinding *finding = g_ptr_array_index(at->question->findings, i);
        if (strcmp(finding->rule, "marbre/silent-edit") == 0)
            marbre_case_add_finding(at, finding);
    }
}

/* It is public already: nothing is judged but an embargo, and it becomes the newsroom's own, as by
   a publication. */
static void
ask_adopt(const MarbreCase *at)
{
    if (at->dossier->state->publication != NULL)
        marbre_case_add_order(at, "marbre/stage-skipped", g_strdup(_("It was published already.")));
    marbre_case_need_role(at, marbre_workflow_last(at->dossier->workflow)->roles, _("adopt it"));
    marbre_case_need_embargo(at);
}

/* Nobody is to answer for what was put aside or taken back. */
static bool
is_closed(const MarbreState *state)
{
    return strcmp(state->stage, MARBRE_STAGE_SPIKED) == 0 ||
           strcmp(state->stage, MARBRE_STAGE_RETRACTED) == 0;
}

GPtrArray *
marbre_gate_owed(const MarbreQuestion *question)
{
    g_autoptr(MarbreAnswer) answer = g_new0(MarbreAnswer, 1);
    answer->obstacles = g_ptr_array_new_with_free_func((GDestroyNotify)marbre_obstacle_free);
    const MarbreCase at = {question, question->dossier,
                           marbre_newsroom_get_policy(question->dossier->newsroom), answer};
    if (is_closed(question->dossier->state))
        return g_ptr_array_ref(answer->obstacles);
    for (guint i = 0; i < question->dossier->stations->len; i++) {
        const MarbreStation *station = g_ptr_array_index(question->dossier->stations, i);
        if (marbre_case_is_asked(&at, station))
            marbre_case_need_answer(&at, station);
        else if (station->owing != NULL)
            marbre_case_need_owing(&at, station);
        else if (marbre_case_is_owed(&at, station))
            marbre_case_need_approvals(&at, station);
    }
    return g_ptr_array_ref(answer->obstacles);
}

/* Whoever has left moves nothing, not even what is theirs; words may come from anybody. */
static void
need_colleague(const MarbreCase *at)
{
    const MarbrePerson *actor = at->question->actor;
    MarbreMove move = at->question->move;
    if (actor == NULL || *actor->roles != NULL || move == MARBRE_MOVE_NEW ||
        move == MARBRE_MOVE_SAVE)
        return;
    marbre_case_add(at, MARBRE_OBSTACLE_ROLE, "marbre/role-missing",
                    g_strdup_printf(_("%s has left, and moves nothing here; an administrator can "
                                      "give them a role."),
                                    actor->name))
        ->command = g_strdup_printf("marbre people role %s +ROLE", actor->id);
}

MarbreAnswer *
marbre_gate_ask(const MarbreQuestion *question)
{
    MarbreAnswer *answer = g_new0(MarbreAnswer, 1);
    answer->obstacles = g_ptr_array_new_with_free_func((GDestroyNotify)marbre_obstacle_free);
    const MarbreCase at = {question, question->dossier,
                           marbre_newsroom_get_policy(question->dossier->newsroom), answer};
    need_colleague(&at);
    marbre_case_need_person(&at);
    if (answer->obstacles->len > 0)
        return answer;
    switch (question->move) {
    case MARBRE_MOVE_NEW:
        answer->to = marbre_workflow_first(question->dossier->workflow);
        break;
    case MARBRE_MOVE_ADVANCE:
        ask_advance(&at);
        break;
    case MARBRE_MOVE_RETURN:
        ask_return(&at);
        break;
    case MARBRE_MOVE_APPROVE:
        marbre_case_ask_approve(&at);
        break;
    case MARBRE_MOVE_WAIVE:
        marbre_case_ask_waive(&at);
        break;
    case MARBRE_MOVE_PUBLISH:
        ask_publish(&at);
        break;
    case MARBRE_MOVE_SPIKE:
        marbre_case_ask_spike(&at);
        break;
    case MARBRE_MOVE_RESTORE:
        marbre_case_ask_restore(&at);
        break;
    case MARBRE_MOVE_CORRECT:
        marbre_case_ask_correct(&at);
        break;
    case MARBRE_MOVE_RETRACT:
        marbre_case_ask_retract(&at);
        break;
    case MARBRE_MOVE_UNPUBLISH:
        marbre_case_ask_unpublish(&at);
        break;
    case MARBRE_MOVE_ADOPT:
        ask_adopt(&at);
        break;
    case MARBRE_MOVE_ASSIGN:
        marbre_case_ask_assign(&at);
        break;
    case MARBRE_MOVE_UNDO:
        marbre_case_ask_undo(&at);
        break;
    case MARBRE_MOVE_SAVE: /* asks nobody but readers */
        marbre_case_need_record(&at);
        break;
    }
    return answer;
}
