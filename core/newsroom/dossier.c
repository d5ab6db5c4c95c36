/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "newsroom/dossier.h"

#include "article/judged.h"
#include "newsroom/content.h"
#include "newsroom/facts.h"
#include "newsroom/record.h"
#include "newsroom/versions.h"
#include "newsroom/writers.h"

#include <string.h>

static void
given_free(void *data)
{
    MarbreGiven *given = data;
    g_ptr_array_unref(given->changes);
    g_free(given);
}

static void
station_free(void *data)
{
    MarbreStation *station = data;
    g_free(station->digest);
    g_ptr_array_unref(station->given);
    g_ptr_array_unref(station->writers);
    g_ptr_array_unref(station->may);
    g_free(station);
}

void
marbre_dossier_free(MarbreDossier *dossier)
{
    if (dossier == NULL)
        return;
    g_ptr_array_unref(dossier->stations);
    marbre_original_free(dossier->original);
    marbre_state_free(dossier->state);
    marbre_article_unref(dossier->article);
    marbre_plan_unref(dossier->plan);
    marbre_newsroom_unref(dossier->newsroom);
    g_free(dossier);
}

const MarbreStation *
marbre_dossier_station(const MarbreDossier *dossier, const MarbreStage *stage)
{
    return g_ptr_array_index(dossier->stations, stage->index);
}

/* Git's own name of a file's bytes tells them apart without reading them. */
static char *
name_medium(void *user, const MarbreFile *file)
{
    return file->oid[0] == '\0' ? NULL : g_strdup(file->oid);
}

static char *
judged_here(const MarbreArticle *article, const MarbreJudged *judged)
{
    return marbre_judged_digest(article, NULL, judged->parts, (const char *const *)judged->keys,
                                name_medium, NULL, NULL);
}

bool
marbre_dossier_compare(MarbreDossier *dossier, GError **error)
{
    if (dossier->state->publication == NULL)
        return true;
    g_autoptr(MarbreArticle) before =
        marbre_content_article(dossier->newsroom, marbre_article_get_folder(dossier->article),
                               dossier->state->publication->content, error);
    for (guint i = 0; before != NULL && i < dossier->stations->len; i++) {
        MarbreStation *station = g_ptr_array_index(dossier->stations, i);
        const MarbreJudged *judged = marbre_plan_get_judged(dossier->plan, station->stage);
        g_autofree char *then = judged_here(before, judged);
        g_autofree char *now = judged_here(dossier->article, judged);
        station->changed = then == NULL || now == NULL || strcmp(then, now) != 0;
    }
    return before != NULL;
}

static void
add_given(const MarbreDossier *dossier, MarbreStation *station, const MarbreApproval *approval)
{
    MarbreGiven *given = g_new0(MarbreGiven, 1);
    given->approval = approval;
    bool same = strcmp(approval->digest, station->digest) == 0;
    given->undone = marbre_dossier_is_undone(dossier, approval);
    given->valid = same && !given->undone;
    g_autoptr(MarbreArticle) before =
        same
            ? NULL
            : marbre_content_article(dossier->newsroom, marbre_article_get_folder(dossier->article),
                                     approval->content, NULL);
    given->changes =
        before == NULL
            ? g_ptr_array_new()
            : marbre_record_changes(before, dossier->article,
                                    marbre_plan_get_judged(dossier->plan, station->stage));
    g_ptr_array_add(station->given, given);
}

/* Whose approval would bring the stage nearer to what it asks. */
static void
find_may(const MarbreDossier *dossier, MarbreStation *station, GPtrArray *people)
{
    const MarbreApprovals *asked = &station->asked;
    g_autoptr(GPtrArray) candidates = marbre_policy_who(
        marbre_newsroom_get_policy(dossier->newsroom), (const char *const *)asked->roles);
    for (guint i = 0; station->owed && i < candidates->len; i++) {
        const MarbrePerson *person = g_ptr_array_index(candidates, i);
        bool helps = people->len < asked->count && !asked->four_eyes;
        for (guint j = 0; asked->four_eyes && j < station->writers->len; j++) {
            const MarbreWriter *writer = g_ptr_array_index(station->writers, j);
            helps = helps || (writer->person != person && writer->approvals < asked->count);
        }
        helps =
            helps || (asked->four_eyes && station->writers->len == 0 && people->len < asked->count);
        if (helps && !g_ptr_array_find_with_equal_func(people, person->id, g_str_equal, NULL))
            g_ptr_array_add(station->may, (gpointer)person);
    }
}

static bool
fill_station(MarbreDossier *dossier, MarbreStation *station, const GArray *past, GError **error)
{
    station->digest =
        marbre_record_judged(dossier->newsroom, dossier->article,
                             marbre_plan_get_judged(dossier->plan, station->stage), error);
    if (station->digest == NULL)
        return false;
    for (guint i = 0; i < dossier->state->approvals->len; i++) {
        const MarbreApproval *approval = g_ptr_array_index(dossier->state->approvals, i);
        if (strcmp(approval->stage, station->stage->id) == 0)
            add_given(dossier, station, approval);
    }
    if (station->asked.count == 0)
        return true;
    if (station->asked.four_eyes)
        marbre_writers_find(dossier, station, past);
    g_autoptr(GPtrArray) people =
        marbre_dossier_approvers(dossier, dossier->state, station->stage, station->digest);
    station->owed = (station->applies || station->owing != NULL) &&
                    !marbre_writers_are_answered(&station->asked, people, station->writers);
    find_may(dossier, station, people);
    return true;
}

/* What nobody approves on the way is answered for as well, once it was hurried past. */
static MarbreApprovals
asked_of(const MarbreDossier *dossier, const MarbreStation *station)
{
    const MarbreStage *stage = station->stage;
    bool late = station->owing != NULL || marbre_stage_is_owed(dossier->workflow, stage);
    return stage->approvals.count > 0 || !late
               ? stage->approvals
               : (MarbreApprovals){.count = 1, .roles = stage->roles, .four_eyes = true};
}

static void
add_stations(MarbreDossier *dossier)
{
    bool closed = dossier->stage == NULL || marbre_stage_is_last(dossier->workflow, dossier->stage);
    for (size_t i = 0; i < marbre_workflow_all(dossier->workflow); i++) {
        MarbreStation *station = g_new0(MarbreStation, 1);
        station->stage = marbre_workflow_at(dossier->workflow, i);
        station->owing = marbre_state_find_owed(dossier->state, station->stage->id);
        station->asked = asked_of(dossier, station);
        station->applies =
            marbre_condition_holds(station->stage->when, marbre_facts_of_article, dossier->article);
        station->reached = closed || station->stage->index <= dossier->stage->index;
        station->given = g_ptr_array_new_with_free_func(given_free);
        station->writers = g_ptr_array_new_with_free_func(marbre_writer_free);
        station->may = g_ptr_array_new();
        g_ptr_array_add(dossier->stations, station);
    }
}

static void
add_state(MarbreDossier *dossier)
{
    const MarbreState *state = marbre_article_get_state(dossier->article);
    dossier->fresh = state == NULL;
    dossier->state = state == NULL ? marbre_state_new() : marbre_state_copy(state);
    if (dossier->fresh) {
        dossier->state->workflow = g_strdup(dossier->workflow->name);
        dossier->state->stage = g_strdup(marbre_workflow_first(dossier->workflow)->id);
    }
    dossier->stage = marbre_workflow_resolve(dossier->workflow, dossier->state->stage);
}

static MarbreDossier *
begin(MarbreNewsroom *newsroom, MarbrePlan *plan, MarbreArticle *article)
{
    MarbreDossier *dossier = g_new0(MarbreDossier, 1);
    dossier->newsroom = marbre_newsroom_ref(newsroom);
    dossier->plan = marbre_plan_ref(plan);
    dossier->workflow = marbre_plan_get_workflow(plan);
    dossier->article = marbre_article_ref(article);
    dossier->stations = g_ptr_array_new_with_free_func(station_free);
    dossier->original = marbre_original_of(newsroom, plan, article);
    add_state(dossier);
    add_stations(dossier);
    return dossier;
}

static bool
needs_past(const MarbreDossier *dossier)
{
    bool hurries = dossier->workflow->urgent_roles[0] != NULL && dossier->stage != NULL;
    for (guint i = 0; i < dossier->stations->len; i++) {
        const MarbreStation *station = g_ptr_array_index(dossier->stations, i);
        if ((station->reached || hurries) && station->applies && station->asked.four_eyes)
            return true;
    }
    return false;
}

/* Only four-eyes asks who wrote; without it `versions` is not looked at. */
static bool
fill(MarbreDossier *dossier, GPtrArray *authors, GPtrArray *versions, GError **error)
{
    g_autoptr(GArray) past = needs_past(dossier)
                                 ? marbre_past_read(dossier, authors, versions, error)
                                 : marbre_past_new();
    if (past == NULL)
        return false;
    for (guint i = 0; i < dossier->stations->len; i++)
        if (!fill_station(dossier, g_ptr_array_index(dossier->stations, i), past, error))
            return false;
    return true;
}

MarbreDossier *
marbre_dossier_new(MarbreNewsroom *newsroom,
                   MarbrePlan *plan,
                   MarbreArticle *article,
                   const char *tip,
                   const char *pending,
                   GError **error)
{
    g_autoptr(MarbreDossier) dossier = begin(newsroom, plan, article);
    g_autoptr(GPtrArray) authors =
        g_ptr_array_new_with_free_func((GDestroyNotify)marbre_author_free);
    if (pending != NULL)
        g_ptr_array_add(authors, marbre_author_new(pending, NULL));
    g_autoptr(GPtrArray) versions =
        tip == NULL || !needs_past(dossier)
            ? g_ptr_array_new()
            : marbre_versions_of(newsroom, marbre_article_get_folder(article), tip, error);
    return versions != NULL && fill(dossier, authors, versions, error) ? g_steal_pointer(&dossier)
                                                                       : NULL;
}

MarbreDossier *
marbre_dossier_new_of(MarbreNewsroom *newsroom,
                      MarbrePlan *plan,
                      MarbreArticle *article,
                      GPtrArray *versions,
                      GError **error)
{
    g_autoptr(MarbreDossier) dossier = begin(newsroom, plan, article);
    g_autoptr(GPtrArray) none = g_ptr_array_new();
    return fill(dossier, none, versions == NULL ? none : versions, error)
               ? g_steal_pointer(&dossier)
               : NULL;
}

char **
marbre_dossier_passes(const MarbreDossier *dossier)
{
    g_autoptr(GPtrArray) ids = g_ptr_array_new();
    size_t last = marbre_workflow_count(dossier->workflow) - 1;
    for (size_t i = 0; dossier->stage != NULL && i < last; i++) {
        const MarbreStation *station = g_ptr_array_index(dossier->stations, i);
        bool ahead = station->stage->index >= dossier->stage->index;
        bool open = station->owed || (ahead && station->stage->approvals.count == 0);
        if (station->applies && open)
            g_ptr_array_add(ids, g_strdup(station->stage->id));
    }
    g_ptr_array_add(ids, NULL);
    return (char **)g_ptr_array_free(g_steal_pointer(&ids), FALSE);
}
