/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "gate/case.h"

#include "article/diff.h"
#include "newsroom/hours.h"
#include "newsroom/record.h"

#include <glib/gi18n-lib.h>
#include <string.h>

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

bool
marbre_case_is_owed(const MarbreCase *at, const MarbreStation *station)
{
    if (marbre_case_is_asked(at, station))
        return true;
    if (!station->owed || !station->reached)
        return false;
    if (station->owing != NULL)
        return true;
    for (guint i = 0; i < station->given->len; i++) {
        const MarbreGiven *given = g_ptr_array_index(station->given, i);
        if (!given->valid && (given->undone || given->changes->len > 0))
            return true;
    }
    return false;
}

/* Nothing has changed but the text that it was translated from. */
static bool
is_of_source(const GPtrArray *changes)
{
    for (guint i = 0; i < changes->len; i++)
        if (g_strcmp0(((const MarbreWordChange *)changes->pdata[i])->part, "source") != 0)
            return false;
    return changes->len > 0;
}

static char *
void_message(const MarbreCase *at, const MarbreStation *station, const MarbreGiven *given)
{
    const char *title = marbre_stage_title(station->stage, at->question->lang);
    const MarbrePerson *person =
        marbre_people_by_id(marbre_policy_get_people(at->policy), given->approval->by);
    const char *name = person == NULL ? given->approval->by : person->name;
    if (given->undone)
        return g_strdup_printf(
            _("The approval of “%s” by %s counts no more: it was undone when they left."), title,
            name);
    if (given->changes->len == 0)
        return g_strdup_printf(
            _("The approval of “%s” by %s no longer holds: the text has changed."), title, name);
    g_autofree char *words = marbre_record_name_changes(given->changes);
    if (is_of_source(given->changes))
        return g_strdup_printf(_("The source has changed since “%s” was approved by %s: %s. Does "
                                 "the text still hold?"),
                               title, name, words);
    return g_strdup_printf(_("The approval of “%s” by %s no longer holds: %s."), title, name,
                           words);
}

static char *
missing_message(const MarbreCase *at, const MarbreStation *station)
{
    const MarbreWriter *own =
        station->asked.four_eyes ? own_writing(station, at->question->actor) : NULL;
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
add_others(MarbreObstacle *obstacle, const MarbreCase *at, const MarbreStation *station)
{
    bool own = station->asked.four_eyes && own_writing(station, at->question->actor) != NULL;
    for (guint i = 0; i < station->may->len; i++)
        if (!own || station->may->pdata[i] != at->question->actor)
            g_ptr_array_add(obstacle->who, station->may->pdata[i]);
}

/* A command that nobody can give with success would send its reader in a circle. */
static void
add_nobody(MarbreObstacle *obstacle, const MarbreStation *station)
{
    g_autofree char *missing = g_steal_pointer(&obstacle->message);
    g_autofree char *roles = g_strjoinv(", ", station->asked.roles);
    obstacle->message = g_strdup_printf(_("%s Nobody else may give it: people.yaml needs one more "
                                          "person with one of the roles %s."),
                                        missing, roles);
}

void
marbre_case_need_approvals(const MarbreCase *at, const MarbreStation *station)
{
    if (!station->owed)
        return;
    const MarbreGiven *given = voided(station);
    MarbreObstacle *obstacle = marbre_case_add(
        at, MARBRE_OBSTACLE_APPROVAL,
        given == NULL ? "marbre/approval-missing" : "marbre/approval-void",
        given == NULL ? missing_message(at, station) : void_message(at, station, given));
    add_others(obstacle, at, station);
    if (station->may->len == 0) {
        add_nobody(obstacle, station);
        return;
    }
    g_autofree char *plain = g_strdup_printf("marbre approve %s", marbre_case_slug(at));
    obstacle->command = station->stage == at->dossier->stage
                            ? g_steal_pointer(&plain)
                            : g_strdup_printf("%s --stage %s%s", plain, station->stage->id,
                                              marbre_case_is_published(at) ? " -m WHY" : "");
}

/* When an instant is in the newsroom, for people. (transfer full) */
static char *
instant_shown(const MarbreCase *at, MarbreInstant instant)
{
    return marbre_hour_shown(instant.seconds, marbre_policy_get_settings(at->policy)->zone);
}

/* Nothing waits for it any more but the newsroom's word. */
void
marbre_case_need_owing(const MarbreCase *at, const MarbreStation *station)
{
    const char *title = marbre_stage_title(station->stage, at->question->lang);
    g_autofree char *until = instant_shown(at, station->owing->until);
    bool overdue = station->owing->until.seconds <= at->question->now;
    MarbreObstacle *obstacle = marbre_case_add(
        at, MARBRE_OBSTACLE_APPROVAL, "marbre/approval-owed",
        g_strdup_printf(overdue ? _("An approval of “%s” was owed until %s: it is overdue.")
                                : _("An approval of “%s” is owed until %s."),
                        title, until));
    obstacle->until = marbre_instant_format(station->owing->until);
    obstacle->overdue = overdue;
    add_others(obstacle, at, station);
    if (station->may->len == 0)
        add_nobody(obstacle, station);
    else
        obstacle->command = g_strdup_printf("marbre approve %s --stage %s", marbre_case_slug(at),
                                            station->stage->id);
}

static bool
may_approve(const MarbreCase *at, const MarbreStation *station)
{
    const MarbrePerson *actor = at->question->actor;
    return actor != NULL &&
           marbre_person_has_role(actor, (const char *const *)station->asked.roles);
}

/* The stage to approve: the one named, or the earliest one owed that this person may approve, or
   the earliest one owed, or the one it stands at. */
static const MarbreStage *
stage_to_approve(const MarbreCase *at)
{
    const MarbreDossier *dossier = at->dossier;
    if (at->question->to != NULL) {
        const MarbreStage *stage = marbre_workflow_stage(dossier->workflow, at->question->to);
        const char *nearest = marbre_workflow_nearest(dossier->workflow, at->question->to);
        if (stage == NULL)
            marbre_case_add_order(at, "marbre/unknown-stage",
                                  g_strdup_printf(_("There is no stage “%s”; the nearest is “%s”."),
                                                  at->question->to,
                                                  nearest == NULL ? "" : nearest));
        return stage;
    }
    const MarbreStage *earliest = NULL;
    for (guint i = 0; i < dossier->stations->len; i++) {
        const MarbreStation *station = g_ptr_array_index(dossier->stations, i);
        bool late = marbre_stage_is_owed(dossier->workflow, station->stage);
        bool wanted = (station->owed && (!late || station->owing != NULL)) ||
                      marbre_case_is_asked(at, station);
        if (!wanted || !station->reached ||
            (marbre_case_is_published(at) && !marbre_case_is_owed(at, station)))
            continue;
        if (may_approve(at, station))
            return station->stage;
        earliest = earliest == NULL ? station->stage : earliest;
    }
    return earliest == NULL ? dossier->stage : earliest;
}

static void
need_others_words(const MarbreCase *at, const MarbreStation *station)
{
    const MarbreApprovals *asked = &station->asked;
    const MarbreWriter *own = own_writing(station, at->question->actor);
    if (!asked->four_eyes || own == NULL || station->writers->len > 1)
        return;
    MarbreObstacle *obstacle = marbre_case_add(
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
need_new_words(const MarbreCase *at, const MarbreStation *station)
{
    bool asked = marbre_case_is_asked(at, station);
    for (guint i = 0; i < station->given->len && at->question->actor != NULL && !asked; i++) {
        const MarbreGiven *given = g_ptr_array_index(station->given, i);
        if (given->valid && strcmp(given->approval->by, at->question->actor->id) == 0)
            marbre_case_add_order(
                at, "marbre/stage-skipped",
                g_strdup_printf(_("You have approved “%s” already, on these very words."),
                                marbre_stage_title(station->stage, at->question->lang)));
    }
}

/* What was published is approved anew only where it is owed, and with words that say why it still
   stands; so is what translates an article that was corrected or retracted. */
static void
need_reason(const MarbreCase *at, const MarbreStation *station)
{
    const char *reason = at->question->reason;
    if (reason != NULL && *reason != '\0')
        return;
    MarbreObstacle *obstacle = marbre_case_add(
        at, MARBRE_OBSTACLE_ORDER, "marbre/reason-missing",
        g_strdup(marbre_case_is_asked(at, station)
                     ? _("What it translates has been corrected or retracted: say why these words "
                         "hold.")
                     : _("It is published, and what it was approved for has changed: say why what "
                         "readers see still holds.")));
    obstacle->command = g_strdup_printf("marbre approve %s --stage %s -m WHY", marbre_case_slug(at),
                                        station->stage->id);
}

/* Whether an article is open to approvals at all; an obstacle where it is not. */
static bool
is_open(const MarbreCase *at)
{
    if (!marbre_case_is_published(at))
        return marbre_case_standing(at) != NULL;
    marbre_case_need_record(at);
    for (guint i = 0; i < at->dossier->stations->len; i++) {
        const MarbreStation *station = g_ptr_array_index(at->dossier->stations, i);
        if (marbre_case_is_owed(at, station) &&
            (at->question->to == NULL || strcmp(at->question->to, station->stage->id) == 0))
            return at->answer->obstacles->len == 0;
    }
    return marbre_case_standing(at) != NULL;
}

/* Whether this person's approval is all that is missing. */
static bool
is_last_asked(const MarbreCase *at, const MarbreStation *station)
{
    const MarbrePerson *actor = at->question->actor;
    const MarbreApprovals *asked = &station->asked;
    guint people = 1;
    for (guint i = 0; i < station->given->len; i++) {
        const MarbreGiven *given = g_ptr_array_index(station->given, i);
        people += given->valid && actor != NULL && strcmp(given->approval->by, actor->id) != 0;
    }
    bool enough = people >= asked->count;
    for (guint i = 0; asked->four_eyes && i < station->writers->len; i++) {
        const MarbreWriter *writer = g_ptr_array_index(station->writers, i);
        bool own = writer->person == actor && actor != NULL;
        enough = enough && writer->approvals + !own >= asked->count;
    }
    return enough;
}

void
marbre_case_ask_approve(const MarbreCase *at)
{
    if (!is_open(at))
        return;
    const MarbreStage *stage = stage_to_approve(at);
    at->answer->to = stage;
    if (stage == NULL) {
        if (at->answer->obstacles->len == 0)
            marbre_case_add_order(at, "marbre/stage-skipped",
                                  g_strdup(_("There is nothing to approve.")));
        return;
    }
    const MarbreStation *station = marbre_dossier_station(at->dossier, stage);
    const char *title = marbre_stage_title(stage, at->question->lang);
    if (station->asked.count == 0)
        marbre_case_add_order(at, "marbre/stage-skipped",
                              g_strdup_printf(_("“%s” asks for no approval."), title));
    else if (!station->applies && station->owing == NULL)
        marbre_case_add_order(at, "marbre/stage-skipped",
                              g_strdup_printf(_("“%s” does not concern this article."), title));
    else if (!station->reached)
        marbre_case_add_order(at, "marbre/stage-skipped",
                              g_strdup_printf(_("It has not reached “%s” yet."), title));
    if (at->answer->obstacles->len > 0)
        return;
    g_autofree char *what = g_strdup_printf(_("approve “%s”"), title);
    marbre_case_need_role(at, station->asked.roles, what);
    marbre_case_need_signature(at, stage);
    need_others_words(at, station);
    need_new_words(at, station);
    at->answer->pays = station->owing != NULL && is_last_asked(at, station);
    if ((marbre_case_is_published(at) && station->owing == NULL) ||
        marbre_case_is_asked(at, station))
        need_reason(at, station);
}
