/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "gate/case.h"

#include <glib/gi18n-lib.h>
#include <string.h>

const char *
marbre_obstacle_kind_name(MarbreObstacleKind kind)
{
    static const char *const names[] = {"finding", "approval", "role",
                                        "embargo", "order",    "signature"};
    return names[kind];
}

void
marbre_obstacle_free(MarbreObstacle *obstacle)
{
    if (obstacle == NULL)
        return;
    g_free(obstacle->rule);
    g_free(obstacle->message);
    marbre_finding_unref(obstacle->finding);
    g_ptr_array_unref(obstacle->who);
    g_ptr_array_unref(obstacle->waivable_by);
    g_free(obstacle->command);
    g_free(obstacle->until);
    g_free(obstacle);
}

MarbreObstacle *
marbre_case_add(const MarbreCase *at, MarbreObstacleKind kind, const char *rule, char *message)
{
    MarbreObstacle *obstacle = g_new0(MarbreObstacle, 1);
    obstacle->kind = kind;
    obstacle->rule = g_strdup(rule);
    obstacle->message = message;
    obstacle->who = g_ptr_array_new();
    obstacle->waivable_by = g_ptr_array_new();
    g_ptr_array_add(at->answer->obstacles, obstacle);
    return obstacle;
}

void
marbre_case_set_who(GPtrArray *who, const MarbreCase *at, char **roles)
{
    g_autoptr(GPtrArray) people = marbre_policy_who(at->policy, (const char *const *)roles);
    for (guint i = 0; i < people->len; i++)
        g_ptr_array_add(who, people->pdata[i]);
}

const char *
marbre_case_slug(const MarbreCase *at)
{
    return marbre_article_get_slug(at->dossier->article);
}

void
marbre_case_add_order(const MarbreCase *at, const char *rule, char *message)
{
    (void)marbre_case_add(at, MARBRE_OBSTACLE_ORDER, rule, message);
}

void
marbre_case_need_role(const MarbreCase *at, char **roles, const char *what)
{
    const MarbrePerson *actor = at->question->actor;
    if (actor != NULL && marbre_person_has_role(actor, (const char *const *)roles))
        return;
    g_autofree char *names = g_strjoinv(", ", roles);
    MarbreObstacle *obstacle =
        marbre_case_add(at, MARBRE_OBSTACLE_ROLE, "marbre/role-missing",
                        g_strdup_printf(_("One of these roles is needed to %s: %s."), what, names));
    marbre_case_set_who(obstacle->who, at, roles);
}

void
marbre_case_need_either(const MarbreCase *at, char **one, char **other, const char *what)
{
    g_autoptr(GPtrArray) roles = g_ptr_array_new();
    for (char **role = one; *role != NULL; role++)
        g_ptr_array_add(roles, *role);
    for (char **role = other; *role != NULL; role++)
        if (!g_ptr_array_find_with_equal_func(roles, *role, g_str_equal, NULL))
            g_ptr_array_add(roles, *role);
    g_ptr_array_add(roles, NULL);
    marbre_case_need_role(at, (char **)roles->pdata, what);
}

/* --- findings ------------------------------------------------------------------------------------
 */

const MarbreStage *
marbre_case_stage_of(const MarbreCase *at, const MarbreFinding *finding)
{
    return finding->stage == NULL ? NULL
                                  : marbre_workflow_stage(at->dossier->workflow, finding->stage);
}

void
marbre_case_add_finding(const MarbreCase *at, const MarbreFinding *finding)
{
    MarbreObstacle *obstacle =
        marbre_case_add(at, MARBRE_OBSTACLE_FINDING, finding->rule, g_strdup(finding->message));
    obstacle->finding = marbre_finding_ref(finding);
    const MarbreStage *stage = marbre_case_stage_of(at, finding);
    if (at->dossier->stage != NULL)
        marbre_case_set_who(obstacle->who, at, at->dossier->stage->roles);
    if (stage != NULL && marbre_stage_may_waive(stage, finding->rule))
        marbre_case_set_who(obstacle->waivable_by, at, stage->waivers.roles);
    if (strcmp(finding->rule, "marbre/silent-edit") == 0)
        obstacle->command =
            g_strdup_printf("marbre correct %s --kind correction", marbre_case_slug(at));
    else if (marbre_original_asks(at->dossier->original) &&
             strcmp(finding->rule, marbre_original_rule(at->dossier->original)) == 0)
        obstacle->command = marbre_case_answer(at);
    else if (finding->fix != NULL && finding->fix->len > 0)
        obstacle->command = g_strdup_printf("marbre fix %s", marbre_case_slug(at));
}

bool
marbre_case_is_published(const MarbreCase *at)
{
    return at->dossier->stage == NULL &&
           strcmp(at->dossier->state->stage, MARBRE_STAGE_PUBLISHED) == 0;
}

void
marbre_case_tell_gone(const MarbreCase *at)
{
    const MarbreRetraction *retracted = at->dossier->state->retracted;
    if (retracted == NULL || retracted->kind == NULL) {
        marbre_case_add_order(at, "marbre/stage-skipped", g_strdup(_("It was retracted.")));
        return;
    }
    MarbreObstacle *obstacle =
        marbre_case_add(at, MARBRE_OBSTACLE_ORDER, "marbre/stage-skipped",
                        g_strdup(_("It is no longer online, for its time had ended.")));
    obstacle->command = g_strdup_printf("marbre restore %s", marbre_case_slug(at));
    marbre_case_set_who(obstacle->who, at, marbre_workflow_last(at->dossier->workflow)->roles);
}

/* Where the article stands, for moves that need a stage; an obstacle where it stands at none. */
const MarbreStage *
marbre_case_standing(const MarbreCase *at)
{
    const MarbreStage *stage = at->dossier->stage;
    const char *recorded = at->dossier->state->stage;
    if (stage != NULL)
        return stage;
    if (marbre_case_is_published(at))
        marbre_case_add_order(at, "marbre/stage-skipped", g_strdup(_("It is published already.")));
    else if (strcmp(recorded, MARBRE_STAGE_SPIKED) == 0)
        marbre_case_add_order(at, "marbre/stage-skipped",
                              g_strdup(_("It was spiked; restore it first.")));
    else if (strcmp(recorded, MARBRE_STAGE_RETRACTED) == 0)
        marbre_case_tell_gone(at);
    else
        marbre_case_add_order(
            at, "marbre/unknown-stage",
            g_strdup_printf(_("It stands at “%s”, a stage that the workflow does not have."),
                            recorded));
    return NULL;
}
