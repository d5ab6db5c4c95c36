/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "newsroom/dossier.h"

#include "article/diff.h"
#include "article/judged.h"
#include "base/digest.h"
#include "newsroom/facts.h"
#include "newsroom/record.h"
#include "newsroom/versions.h"

#include <string.h>

static void
writer_free(void *data)
{
    MarbreWriter *writer = data;
    g_free(writer->email);
    g_free(writer);
}

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
        marbre_record_at(dossier->newsroom, marbre_article_get_folder(dossier->article),
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

/* --- who wrote what ------------------------------------------------------------------------------
 */

/* What a claim says, without the verdict on it: a verdict is no writing. */
static void
digest_claims(MarbreDigest *digest, const MarbreClaims *claims)
{
    const GPtrArray *items = claims == NULL ? NULL : marbre_claims_get_items(claims);
    for (guint i = 0; items != NULL && i < items->len; i++) {
        const MarbreClaim *claim = g_ptr_array_index(items, i);
        const char *parts[] = {claim->id, claim->quote, claim->by, claim->kind};
        for (size_t j = 0; j < G_N_ELEMENTS(parts); j++) {
            marbre_digest_add_text(digest, parts[j]);
            marbre_digest_add(digest, "", 1);
        }
    }
}

/* Digest of the words that a stage judges; NULL where the article cannot be read. */
static char *
written_digest(MarbreNewsroom *newsroom, const MarbreArticle *article, const MarbreJudged *judged)
{
    MarbreJudged words = *judged;
    words.parts &= ~(uint64_t)MBR_PART_CLAIMS;
    g_autofree char *rest = marbre_record_judged(newsroom, article, &words, NULL);
    if (rest == NULL || (judged->parts & MBR_PART_CLAIMS) == 0)
        return g_steal_pointer(&rest);
    MarbreDigest *digest = marbre_digest_new();
    marbre_digest_add_text(digest, rest);
    digest_claims(digest, marbre_article_get_claims(article));
    return marbre_digest_end(digest);
}

static MarbreWriter *
writer_for(MarbreNewsroom *newsroom, const MarbreStation *station, MarbreAuthor *author)
{
    GPtrArray *writers = station->writers;
    const char *email = author->email;
    const MarbrePerson *person = marbre_author_person(author, marbre_newsroom_get_policy(newsroom),
                                                      station->stage->is_signed);
    for (guint i = 0; i < writers->len; i++) {
        MarbreWriter *writer = g_ptr_array_index(writers, i);
        if (person != NULL ? writer->person == person : strcmp(writer->email, email) == 0)
            return writer;
    }
    MarbreWriter *writer = g_new0(MarbreWriter, 1);
    writer->person = person;
    writer->email = g_strdup(email);
    g_ptr_array_add(writers, writer);
    return writer;
}

static size_t
count_words(const MarbreArticle *before, const MarbreArticle *after, const MarbreJudged *judged)
{
    size_t count = 0;
    if (before == NULL) {
        const GPtrArray *copies = marbre_article_get_copies(after);
        for (guint i = 0; i < copies->len; i++) {
            g_autoptr(GPtrArray) words =
                marbre_words_changed(NULL, g_ptr_array_index(copies, i), NULL);
            for (guint j = 0; j < words->len; j++)
                count += ((MarbreWordChange *)g_ptr_array_index(words, j))->added_count;
        }
        return count;
    }
    g_autoptr(GPtrArray) changes = marbre_record_changes(before, after, judged);
    for (guint i = 0; i < changes->len; i++)
        count += ((MarbreWordChange *)g_ptr_array_index(changes, i))->added_count;
    return count;
}

/* Whether the rules count it no more, whatever it was given for. */
static bool
is_undone(const MarbreDossier *dossier, const MarbreApproval *approval)
{
    const MarbrePolicy *policy = marbre_newsroom_get_policy(dossier->newsroom);
    const MarbrePerson *person =
        marbre_people_by_id(marbre_policy_get_people(policy), approval->by);
    return person != NULL && approval->at.seconds <= person->voided;
}

/* Good approvals of a content by people, each counted once: ids. */
static GPtrArray *
approvers(const MarbreDossier *dossier,
          const MarbreState *state,
          const MarbreStage *stage,
          const char *digest)
{
    GPtrArray *people = g_ptr_array_new();
    for (guint i = 0; state != NULL && i < state->approvals->len; i++) {
        const MarbreApproval *approval = g_ptr_array_index(state->approvals, i);
        if (strcmp(approval->stage, stage->id) == 0 && g_strcmp0(approval->digest, digest) == 0 &&
            !is_undone(dossier, approval))
            g_ptr_array_add(people, approval->by);
    }
    return people;
}

/* Whether enough approvals are there: `count` of them, and under four-eyes for everyone who wrote,
   `count` by others. */
static bool
is_satisfied(const MarbreApprovals *asked, const GPtrArray *people, GPtrArray *writers)
{
    bool enough = people->len >= asked->count;
    for (guint i = 0; asked->four_eyes && i < writers->len; i++) {
        MarbreWriter *writer = g_ptr_array_index(writers, i);
        writer->approvals = people->len;
        for (guint j = 0; j < people->len; j++)
            if (writer->person != NULL && strcmp(people->pdata[j], writer->person->id) == 0)
                writer->approvals--;
        enough = enough && writer->approvals >= asked->count;
    }
    return enough;
}

/* The article as it went, oldest first, and who wrote on the way. */
typedef struct {
    MarbreArticle *article;
    GPtrArray *authors; /* of MarbreAuthor; not owned */
} Past;

static void
past_clear(void *data)
{
    marbre_article_unref(((Past *)data)->article);
}

/* Go through the versions: whoever changed judged words is a writer, until the content is so
   approved; then nobody is. */
static void
find_writers(const MarbreDossier *dossier, MarbreStation *station, const GArray *past)
{
    const MarbreJudged *judged = marbre_plan_get_judged(dossier->plan, station->stage);
    g_autofree char *last = NULL;
    const MarbreArticle *before = NULL;
    for (guint i = 0; i < past->len; i++) {
        const Past *version = &g_array_index(past, Past, i);
        g_autofree char *written = written_digest(dossier->newsroom, version->article, judged);
        if (g_strcmp0(written, last) != 0) {
            size_t words = count_words(before, version->article, judged);
            for (guint j = 0; j < version->authors->len; j++)
                writer_for(dossier->newsroom, station, version->authors->pdata[j])->words += words;
        }
        g_autofree char *digest =
            marbre_record_judged(dossier->newsroom, version->article, judged, NULL);
        g_autoptr(GPtrArray) people =
            approvers(dossier, marbre_article_get_state(version->article), station->stage, digest);
        if (people->len > 0 && is_satisfied(&station->asked, people, station->writers))
            g_ptr_array_set_size(station->writers, 0);
        g_free(last);
        last = g_steal_pointer(&written);
        before = version->article;
    }
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

static bool
read_past(
    MarbreDossier *dossier, GPtrArray *pending, GPtrArray *versions, GArray *past, GError **error)
{
    for (guint i = versions->len; i > 0; i--) {
        MarbreVersion *version = g_ptr_array_index(versions, i - 1);
        MarbreArticle *article = marbre_version_read(dossier->newsroom, version, error);
        if (article == NULL)
            return false;
        g_array_append_val(past, ((Past){article, version->authors}));
    }
    g_array_append_val(past, ((Past){marbre_article_ref(dossier->article), pending}));
    return true;
}

/* --- approvals
 * ------------------------------------------------------------------------------------ */

static void
add_given(const MarbreDossier *dossier, MarbreStation *station, const MarbreApproval *approval)
{
    MarbreGiven *given = g_new0(MarbreGiven, 1);
    given->approval = approval;
    bool same = strcmp(approval->digest, station->digest) == 0;
    given->undone = is_undone(dossier, approval);
    given->valid = same && !given->undone;
    g_autoptr(MarbreArticle) before =
        same ? NULL
             : marbre_record_at(dossier->newsroom, marbre_article_get_folder(dossier->article),
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
        find_writers(dossier, station, past);
    g_autoptr(GPtrArray) people =
        approvers(dossier, dossier->state, station->stage, station->digest);
    station->owed = (station->applies || station->owing != NULL) &&
                    !is_satisfied(&station->asked, people, station->writers);
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
        station->writers = g_ptr_array_new_with_free_func(writer_free);
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

/* Only four-eyes asks who wrote; without it `versions` is not looked at. */
static bool
fill(MarbreDossier *dossier, GPtrArray *authors, GPtrArray *versions, GError **error)
{
    g_autoptr(GArray) past = g_array_new(FALSE, FALSE, sizeof(Past));
    g_array_set_clear_func(past, past_clear);
    if (needs_past(dossier) && !read_past(dossier, authors, versions, past, error))
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
