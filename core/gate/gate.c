/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "gate/gate.h"

#include "article/diff.h"
#include "base/instant.h"
#include "newsroom/facts.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DAY INT64_C(86400)

/* A question while it is being answered. */
typedef struct {
    const MarbreQuestion *question;
    const MarbreDossier *dossier;
    const MarbrePolicy *policy;
    MarbreAnswer *answer;
} Case;

const char *
marbre_move_name(MarbreMove move)
{
    static const char *const names[] = {"new",   "advance", "return", "approve",
                                        "waive", "publish", "save"};
    return names[move];
}

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
    g_free(obstacle);
}

void
marbre_answer_free(MarbreAnswer *answer)
{
    if (answer == NULL)
        return;
    g_ptr_array_unref(answer->obstacles);
    g_free(answer);
}

static MarbreObstacle *
add(const Case *at, MarbreObstacleKind kind, const char *rule, char *message)
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

static void
set_who(GPtrArray *who, const Case *at, char **roles)
{
    g_autoptr(GPtrArray) people = marbre_policy_who(at->policy, (const char *const *)roles);
    for (guint i = 0; i < people->len; i++)
        if (!g_ptr_array_find(who, people->pdata[i], NULL))
            g_ptr_array_add(who, people->pdata[i]);
}

static const char *
slug(const Case *at)
{
    return marbre_article_get_slug(at->dossier->article);
}

static void
add_order(const Case *at, const char *rule, char *message)
{
    (void)add(at, MARBRE_OBSTACLE_ORDER, rule, message);
}

/* Where the article stands, for moves that need a stage; an obstacle where it stands at none. */
static const MarbreStage *
standing(const Case *at)
{
    const MarbreStage *stage = at->dossier->stage;
    const char *recorded = at->dossier->state->stage;
    if (stage != NULL)
        return stage;
    if (strcmp(recorded, MARBRE_STAGE_PUBLISHED) == 0)
        add_order(at, "marbre/stage-skipped", g_strdup(_("It is published already.")));
    else if (strcmp(recorded, MARBRE_STAGE_SPIKED) == 0)
        add_order(at, "marbre/stage-skipped", g_strdup(_("It was spiked; restore it first.")));
    else if (strcmp(recorded, MARBRE_STAGE_RETRACTED) == 0)
        add_order(at, "marbre/stage-skipped", g_strdup(_("It was retracted.")));
    else
        add_order(at, "marbre/unknown-stage",
                  g_strdup_printf(_("It stands at “%s”, a stage that the workflow does not have."),
                                  recorded));
    return NULL;
}

static void
need_role(const Case *at, char **roles, const char *what)
{
    const MarbrePerson *actor = at->question->actor;
    if (actor != NULL && marbre_person_has_role(actor, (const char *const *)roles))
        return;
    g_autofree char *names = g_strjoinv(", ", roles);
    MarbreObstacle *obstacle =
        add(at, MARBRE_OBSTACLE_ROLE, "marbre/role-missing",
            g_strdup_printf(_("One of these roles is needed to %s: %s."), what, names));
    set_who(obstacle->who, at, roles);
}

/* --- findings ------------------------------------------------------------------------------------
 */

static const MarbreStage *
stage_of_finding(const Case *at, const MarbreFinding *finding)
{
    return finding->stage == NULL ? NULL
                                  : marbre_workflow_stage(at->dossier->workflow, finding->stage);
}

static void
add_finding(const Case *at, const MarbreFinding *finding)
{
    MarbreObstacle *obstacle =
        add(at, MARBRE_OBSTACLE_FINDING, finding->rule, g_strdup(finding->message));
    obstacle->finding = marbre_finding_ref(finding);
    const MarbreStage *stage = stage_of_finding(at, finding);
    if (at->dossier->stage != NULL)
        set_who(obstacle->who, at, at->dossier->stage->roles);
    if (stage != NULL && marbre_stage_may_waive(stage, finding->rule))
        set_who(obstacle->waivable_by, at, stage->waivers.roles);
    if (finding->fix != NULL && finding->fix->len > 0)
        obstacle->command = g_strdup_printf("marbre fix %s", slug(at));
}

static void
need_no_errors(const Case *at)
{
    for (guint i = 0; i < at->question->findings->len; i++) {
        const MarbreFinding *finding = g_ptr_array_index(at->question->findings, i);
        if (finding->blocks == MARBRE_BLOCKS_NOW && !finding->waived)
            add_finding(at, finding);
    }
}

/* --- approvals
 * ------------------------------------------------------------------------------------ */

static const MarbreWriter *
own_writing(const MarbreStation *station, const MarbrePerson *person)
{
    for (guint i = 0; i < station->writers->len; i++) {
        const MarbreWriter *writer = g_ptr_array_index(station->writers, i);
        if (writer->person == person && person != NULL)
            return writer;
    }
    return NULL;
}

static const MarbreGiven *
voided(const MarbreStation *station)
{
    for (guint i = 0; i < station->given->len; i++) {
        const MarbreGiven *given = g_ptr_array_index(station->given, i);
        if (!given->valid)
            return given;
    }
    return NULL;
}

/* The words that voided an approval, the first few of them. */
static char *
name_changes(const GPtrArray *changes)
{
    GString *words = g_string_new(NULL);
    for (guint i = 0; i < changes->len && i < 3; i++) {
        const MarbreWordChange *change = g_ptr_array_index(changes, i);
        g_string_append(words, i == 0 ? "" : ", ");
        if (*change->removed != '\0' && *change->added != '\0')
            g_string_append_printf(words, _("“%s” became “%s”"), change->removed, change->added);
        else if (*change->added != '\0')
            g_string_append_printf(words, _("“%s” was added"), change->added);
        else
            g_string_append_printf(words, _("“%s” was taken out"), change->removed);
    }
    if (changes->len > 3)
        g_string_append_printf(words,
                               g_dngettext(GETTEXT_PACKAGE, " and %u other change",
                                           " and %u other changes", changes->len - 3),
                               changes->len - 3);
    return g_string_free(words, FALSE);
}

static char *
void_message(const Case *at, const MarbreStation *station, const MarbreGiven *given)
{
    const char *title = marbre_stage_title(station->stage, at->question->lang);
    const MarbrePerson *person =
        marbre_people_by_id(marbre_policy_get_people(at->policy), given->approval->by);
    const char *name = person == NULL ? given->approval->by : person->name;
    if (given->changes->len == 0)
        return g_strdup_printf(
            _("The approval of “%s” by %s no longer holds: the text has changed."), title, name);
    g_autofree char *words = name_changes(given->changes);
    return g_strdup_printf(_("The approval of “%s” by %s no longer holds: %s."), title, name,
                           words);
}

static char *
missing_message(const Case *at, const MarbreStation *station)
{
    const MarbreWriter *own =
        station->stage->approvals.four_eyes ? own_writing(station, at->question->actor) : NULL;
    const char *title = marbre_stage_title(station->stage, at->question->lang);
    if (own != NULL && own->words > 0)
        return g_strdup_printf(
            g_dngettext(GETTEXT_PACKAGE,
                        "An approval of “%s” is missing. Not yours: %u word is yours.",
                        "An approval of “%s” is missing. Not yours: %u words are yours.",
                        (gulong)own->words),
            title, (unsigned)own->words);
    return g_strdup_printf(_("An approval of “%s” is missing."), title);
}

/* Whose approval would clear it: not one's own, where one's own words are among those asked for. */
static void
add_others(MarbreObstacle *obstacle, const Case *at, const MarbreStation *station)
{
    bool own =
        station->stage->approvals.four_eyes && own_writing(station, at->question->actor) != NULL;
    for (guint i = 0; i < station->may->len; i++)
        if (!own || station->may->pdata[i] != at->question->actor)
            g_ptr_array_add(obstacle->who, station->may->pdata[i]);
}

static void
need_approvals(const Case *at, const MarbreStation *station)
{
    if (!station->owed)
        return;
    const MarbreGiven *given = voided(station);
    MarbreObstacle *obstacle =
        add(at, MARBRE_OBSTACLE_APPROVAL,
            given == NULL ? "marbre/approval-missing" : "marbre/approval-void",
            given == NULL ? missing_message(at, station) : void_message(at, station, given));
    add_others(obstacle, at, station);
    obstacle->command =
        station->stage == at->dossier->stage
            ? g_strdup_printf("marbre approve %s", slug(at))
            : g_strdup_printf("marbre approve %s --stage %s", slug(at), station->stage->id);
}

/* --- moves
 * ---------------------------------------------------------------------------------------- */

static void
need_passed(const Case *at, const MarbreYamlNode *node)
{
    const MarbreSettings *settings = marbre_policy_get_settings(at->policy);
    const char *embargo = marbre_yaml_node_get_text(node);
    int64_t first = 0, after = 0;
    if (marbre_yaml_node_get_kind(node) == MARBRE_YAML_NULL ||
        (embargo != NULL && *embargo == '\0'))
        return;
    if (embargo == NULL || !marbre_moment_parse(embargo, settings->zone, &first, &after)) {
        (void)add(at, MARBRE_OBSTACLE_EMBARGO, "marbre/embargoed",
                  g_strdup_printf(_("The embargo “%s” is no date that can be read; write it as "
                                    "2026-03-19T06:00:00+01:00."),
                                  embargo == NULL ? "…" : embargo));
        return;
    }
    /* An instant binds until it comes, a day without an hour through its end. */
    int64_t ends = after - first > 1 ? after : first;
    if (at->question->now < ends)
        (void)add(at, MARBRE_OBSTACLE_EMBARGO, "marbre/embargoed",
                  g_strdup_printf(_("It is under embargo until %s."), embargo));
}

/* Each published text may be under an embargo of its own; all are published at once. */
static void
need_embargo_passed(const Case *at)
{
    const GPtrArray *copies = marbre_article_get_copies(at->dossier->article);
    for (guint i = 0; i < copies->len; i++) {
        MarbreYaml *front = marbre_copy_get_front(g_ptr_array_index(copies, i));
        const MarbreYamlNode *node =
            front == NULL ? NULL : marbre_yaml_lookup(marbre_yaml_get_root(front), "embargo");
        if (node != NULL)
            need_passed(at, node);
    }
}

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
choose(const Case *at, const GPtrArray *stages, const char *none)
{
    const char *to = at->question->to;
    const MarbreStage *chosen = to == NULL && stages->len > 0 ? g_ptr_array_index(stages, 0)
                                : to == NULL                  ? NULL
                                                              : find_in(stages, to);
    if (chosen != NULL)
        return chosen;
    g_autofree char *ids = list_ids(stages);
    if (to == NULL || stages->len == 0)
        add_order(at, "marbre/stage-skipped", g_strdup(none));
    else
        add_order(at, "marbre/stage-skipped",
                  g_strdup_printf(_("From here it can't go to “%s”; it can go to: %s."), to, ids));
    return NULL;
}

static void
leave_last(const Case *at, const MarbreStage *stage)
{
    at->answer->publishes = true;
    if (at->question->to != NULL && strcmp(at->question->to, MARBRE_STAGE_PUBLISHED) != 0)
        add_order(at, "marbre/stage-skipped",
                  g_strdup_printf(_("“%s” is the last stage: leaving it is publication."),
                                  marbre_stage_title(stage, at->question->lang)));
    need_role(at, stage->roles, _("publish it"));
    need_no_errors(at);
    for (guint i = 0; i < at->dossier->stations->len; i++)
        need_approvals(at, g_ptr_array_index(at->dossier->stations, i));
    need_embargo_passed(at);
}

static void
ask_advance(const Case *at)
{
    const MarbreStage *stage = standing(at);
    if (stage == NULL)
        return;
    if (marbre_stage_is_last(at->dossier->workflow, stage)) {
        leave_last(at, stage);
        return;
    }
    g_autoptr(GPtrArray) next = marbre_workflow_next(at->dossier->workflow, stage,
                                                     marbre_facts_of_article, at->dossier->article);
    at->answer->to = choose(at, next, _("No further stage applies to it."));
    g_autofree char *what =
        g_strdup_printf(_("move it on from “%s”"), marbre_stage_title(stage, at->question->lang));
    need_role(at, stage->roles, what);
    need_no_errors(at);
    need_approvals(at, marbre_dossier_station(at->dossier, stage));
}

static void
ask_publish(const Case *at)
{
    const MarbreStage *stage = standing(at);
    if (stage == NULL)
        return;
    if (marbre_stage_is_last(at->dossier->workflow, stage)) {
        leave_last(at, stage);
        return;
    }
    MarbreObstacle *obstacle =
        add(at, MARBRE_OBSTACLE_ORDER, "marbre/stage-skipped",
            g_strdup_printf(_("It stands at “%s”; it can be published from “%s” only."),
                            marbre_stage_title(stage, at->question->lang),
                            marbre_stage_title(marbre_workflow_last(at->dossier->workflow),
                                               at->question->lang)));
    obstacle->command = g_strdup_printf("marbre advance %s", slug(at));
    set_who(obstacle->who, at, stage->roles);
}

static void
ask_return(const Case *at)
{
    const MarbreStage *stage = standing(at);
    if (stage == NULL)
        return;
    g_autoptr(GPtrArray) back = marbre_workflow_back(at->dossier->workflow, stage,
                                                     marbre_facts_of_article, at->dossier->article);
    at->answer->to =
        choose(at, back, _("It stands at the first stage: there is nothing before it."));
    g_autofree char *what =
        g_strdup_printf(_("send it back from “%s”"), marbre_stage_title(stage, at->question->lang));
    /* Whoever may approve here may say no as well. */
    g_autoptr(GPtrArray) roles = g_ptr_array_new();
    for (char **role = stage->roles; *role != NULL; role++)
        g_ptr_array_add(roles, *role);
    for (char **role = stage->approvals.roles; *role != NULL; role++)
        if (!g_ptr_array_find_with_equal_func(roles, *role, g_str_equal, NULL))
            g_ptr_array_add(roles, *role);
    g_ptr_array_add(roles, NULL);
    need_role(at, (char **)roles->pdata, what);
}

static bool
may_approve(const Case *at, const MarbreStage *stage)
{
    const MarbrePerson *actor = at->question->actor;
    return actor != NULL &&
           marbre_person_has_role(actor, (const char *const *)stage->approvals.roles);
}

/* The stage to approve: the one named, or the earliest one owed that this person may approve, or
   the earliest one owed, or the one it stands at. */
static const MarbreStage *
stage_to_approve(const Case *at)
{
    const MarbreDossier *dossier = at->dossier;
    if (at->question->to != NULL) {
        const MarbreStage *stage = marbre_workflow_stage(dossier->workflow, at->question->to);
        const char *nearest = marbre_workflow_nearest(dossier->workflow, at->question->to);
        if (stage == NULL)
            add_order(at, "marbre/unknown-stage",
                      g_strdup_printf(_("There is no stage “%s”; the nearest is “%s”."),
                                      at->question->to, nearest == NULL ? "" : nearest));
        return stage;
    }
    const MarbreStage *earliest = NULL;
    for (guint i = 0; i < dossier->stations->len; i++) {
        const MarbreStation *station = g_ptr_array_index(dossier->stations, i);
        if (!station->owed || !station->reached)
            continue;
        if (may_approve(at, station->stage))
            return station->stage;
        earliest = earliest == NULL ? station->stage : earliest;
    }
    return earliest == NULL ? dossier->stage : earliest;
}

static void
need_others_words(const Case *at, const MarbreStation *station)
{
    const MarbreApprovals *asked = &station->stage->approvals;
    const MarbreWriter *own = own_writing(station, at->question->actor);
    if (!asked->four_eyes || own == NULL || station->writers->len > 1)
        return;
    MarbreObstacle *obstacle = add(
        at, MARBRE_OBSTACLE_APPROVAL, "marbre/approval-missing",
        g_strdup_printf(
            g_dngettext(GETTEXT_PACKAGE, "Nobody approves their own words: %u word is yours.",
                        "Nobody approves their own words: %u words are yours.", (gulong)own->words),
            (unsigned)own->words));
    for (guint i = 0; i < station->may->len; i++)
        g_ptr_array_add(obstacle->who, station->may->pdata[i]);
}

/* The very words that somebody has approved are not approved once more. */
static void
need_new_words(const Case *at, const MarbreStation *station)
{
    for (guint i = 0; i < station->given->len && at->question->actor != NULL; i++) {
        const MarbreGiven *given = g_ptr_array_index(station->given, i);
        if (given->valid && strcmp(given->approval->by, at->question->actor->id) == 0)
            add_order(at, "marbre/stage-skipped",
                      g_strdup_printf(_("You have approved “%s” already, on these very words."),
                                      marbre_stage_title(station->stage, at->question->lang)));
    }
}

static void
ask_approve(const Case *at)
{
    if (standing(at) == NULL)
        return;
    const MarbreStage *stage = stage_to_approve(at);
    at->answer->to = stage;
    if (stage == NULL) {
        if (at->answer->obstacles->len == 0)
            add_order(at, "marbre/stage-skipped", g_strdup(_("There is nothing to approve.")));
        return;
    }
    const MarbreStation *station = marbre_dossier_station(at->dossier, stage);
    const char *title = marbre_stage_title(stage, at->question->lang);
    if (stage->approvals.count == 0)
        add_order(at, "marbre/stage-skipped",
                  g_strdup_printf(_("“%s” asks for no approval."), title));
    else if (!station->applies)
        add_order(at, "marbre/stage-skipped",
                  g_strdup_printf(_("“%s” does not concern this article."), title));
    else if (!station->reached)
        add_order(at, "marbre/stage-skipped",
                  g_strdup_printf(_("It has not reached “%s” yet."), title));
    if (at->answer->obstacles->len > 0)
        return;
    g_autofree char *what = g_strdup_printf(_("approve “%s”"), title);
    need_role(at, stage->approvals.roles, what);
    need_others_words(at, station);
    need_new_words(at, station);
}

static void
need_longest(const Case *at, const MarbreStage *stage)
{
    const MarbreSettings *settings = marbre_policy_get_settings(at->policy);
    const char *until = at->question->until == NULL ? "" : at->question->until;
    int64_t first = 0, after = 0;
    if (!marbre_moment_parse(until, settings->zone, &first, &after))
        add_order(at, at->question->rule,
                  g_strdup_printf(_("“%s” is no date; write it as 2026-03-31."), until));
    else if (after <= at->question->now)
        add_order(at, at->question->rule, g_strdup(_("That day has passed.")));
    else if (stage->waivers.longest > 0 &&
             first > at->question->now + (int64_t)stage->waivers.longest * DAY)
        add_order(at, at->question->rule,
                  g_strdup_printf(
                      g_dngettext(GETTEXT_PACKAGE, "Here a waiver lasts %u day at most.",
                                  "Here a waiver lasts %u days at most.", stage->waivers.longest),
                      stage->waivers.longest));
}

/* The stage whose check raised the finding says who may waive it. */
static void
ask_waive(const Case *at)
{
    if (standing(at) == NULL)
        return;
    const char *rule = at->question->rule;
    const MarbreFinding *found = NULL;
    for (guint i = 0; i < at->question->findings->len && found == NULL; i++) {
        const MarbreFinding *finding = g_ptr_array_index(at->question->findings, i);
        if (strcmp(finding->rule, rule) == 0)
            found = finding;
    }
    const MarbreStage *stage = found == NULL ? NULL : stage_of_finding(at, found);
    at->answer->to = stage;
    if (found == NULL) {
        add_order(at, rule, g_strdup_printf(_("Nothing in this article breaks “%s”."), rule));
        return;
    }
    if (stage == NULL || !marbre_stage_may_waive(stage, rule)) {
        add_order(at, rule, g_strdup_printf(_("“%s” can't be waived."), rule));
        return;
    }
    g_autofree char *what = g_strdup_printf(_("waive “%s”"), rule);
    need_role(at, stage->waivers.roles, what);
    need_longest(at, stage);
}

/* Saving words asks nobody; but what readers have seen is not changed behind their backs. */
static void
ask_save(const Case *at)
{
    for (guint i = 0; i < at->question->findings->len; i++) {
        const MarbreFinding *finding = g_ptr_array_index(at->question->findings, i);
        if (strcmp(finding->rule, "marbre/silent-edit") == 0)
            add_finding(at, finding);
    }
}

MarbreAnswer *
marbre_gate_ask(const MarbreQuestion *question)
{
    MarbreAnswer *answer = g_new0(MarbreAnswer, 1);
    answer->obstacles = g_ptr_array_new_with_free_func((GDestroyNotify)marbre_obstacle_free);
    const Case at = {question, question->dossier,
                     marbre_newsroom_get_policy(question->dossier->newsroom), answer};
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
        ask_approve(&at);
        break;
    case MARBRE_MOVE_WAIVE:
        ask_waive(&at);
        break;
    case MARBRE_MOVE_PUBLISH:
        ask_publish(&at);
        break;
    case MARBRE_MOVE_SAVE:
        ask_save(&at);
        break;
    }
    return answer;
}
