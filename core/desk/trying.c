/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk/trying.h"

#include "base/error.h"
#include "base/problem.h"
#include "gate/gate.h"
#include "newsroom/checking.h"
#include "newsroom/content.h"
#include "newsroom/row.h"
#include "newsroom/stranded.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* One set of rules: those in force, or the others. */
typedef struct {
    MarbreNewsroom *newsroom;
    MarbrePlan *plan;
} Rules;

typedef struct {
    const MarbreSession *session;
    MarbreRoll *roll; /* nullable */
    Rules old, new;
    char **facts;
    GPtrArray *rows; /* of MarbreRow */
    MarbreTrying *trying;
    GError *error;
} Trial;

static void
tried_free(void *data)
{
    MarbreTried *tried = data;
    g_free(tried->folder);
    g_free(tried->title);
    g_ptr_array_unref(tried->more);
    g_ptr_array_unref(tried->less);
    g_free(tried);
}

void
marbre_trying_free(MarbreTrying *trying)
{
    if (trying == NULL)
        return;
    g_free(trying->workflow);
    g_ptr_array_unref(trying->tried);
    g_free(trying);
}

/* --- the other rules ----------------------------------------------------------------------------
 */

/* The newsroom's files with one workflow in the place of its own. */
typedef struct {
    MarbreSnapshot *snapshot;
    char *path;
    GBytes *file;
} Overlay;

static GBytes *
read_overlaid(void *user, const char *path, size_t limit, GError **error)
{
    const Overlay *overlay = user;
    return strcmp(path, overlay->path) == 0
               ? g_bytes_ref(overlay->file)
               : marbre_snapshot_read(overlay->snapshot, path, limit, error);
}

static GPtrArray *
list_overlaid(void *user, const char *folder, GError **error)
{
    const Overlay *overlay = user;
    g_autofree char *own = g_path_get_basename(overlay->path);
    g_autoptr(GPtrArray) entries = marbre_snapshot_list(overlay->snapshot, folder, error);
    GPtrArray *names = entries == NULL ? NULL : g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; entries != NULL && i < entries->len; i++) {
        const MarbreEntry *entry = g_ptr_array_index(entries, i);
        if (entry->kind != MARBRE_ENTRY_FOLDER && strcmp(entry->name, own) != 0)
            g_ptr_array_add(names, g_strdup(entry->name));
    }
    if (names != NULL)
        g_ptr_array_add(names, g_strdup(own));
    return names;
}

/* Problems of the file are told at the place where it lies. */
static void
set_problems(const GPtrArray *problems, const Overlay *overlay, const char *path, GError **error)
{
    for (guint i = 0; i < problems->len; i++) {
        MarbreProblem *problem = g_ptr_array_index(problems, i);
        if (strcmp(problem->path, overlay->path) != 0)
            continue;
        g_free(problem->path);
        problem->path = g_strdup(path);
    }
    g_propagate_error(error, marbre_problems_to_error(problems, MARBRE_ERROR_USAGE));
}

/* The name that the workflow gives itself; the file may lie under any. */
static char *
name_of(const char *path, GBytes *file, GError **error)
{
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbreYaml) yaml = marbre_yaml_parse(
        path, file, (MarbreSpan){0, g_bytes_get_size(file)}, &MARBRE_YAML_POLICY, problems);
    const char *name =
        yaml == NULL
            ? NULL
            : marbre_yaml_node_get_string(marbre_yaml_find(marbre_yaml_get_root(yaml), "name"));
    if (yaml == NULL)
        g_propagate_error(error, marbre_problems_to_error(problems, MARBRE_ERROR_USAGE));
    else if (name == NULL || strpbrk(name, "/\\") != NULL || *name == '\0')
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
                    _("%s: it does not say which workflow it is: name: newsroom"), path);
    else
        return g_strdup(name);
    return NULL;
}

static bool
make_new(Trial *trial, MarbreNewsroom *tip, const char *path, GBytes *file, GError **error)
{
    MarbreSnapshot *snapshot = marbre_newsroom_get_snapshot(tip);
    g_autofree char *overlaid =
        g_strdup_printf("%s/%s.yaml", MARBRE_WORKFLOWS_FOLDER, trial->trying->workflow);
    Overlay overlay = {snapshot, overlaid, file};
    const MarbrePolicySource source = {read_overlaid, list_overlaid, &overlay};
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbrePolicy) policy = marbre_policy_read(&source, problems);
    if (policy != NULL) {
        trial->new.newsroom =
            marbre_newsroom_new_with_policy(trial->session->store, snapshot, policy);
        if (!marbre_stranded_find(trial->new.newsroom, problems, error))
            return false;
    }
    if (problems->len > 0) {
        set_problems(problems, &overlay, path, error);
        return false;
    }
    trial->new.plan = marbre_plan_new(trial->new.newsroom,
                                      marbre_policy_workflow(policy, trial->trying->workflow),
                                      trial->session->pool, error);
    return trial->new.plan != NULL;
}

/* A workflow that there is not yet has no articles, and no rules to compare with. */
static bool
make_old(Trial *trial, MarbreNewsroom *tip, GError **error)
{
    const MarbreWorkflow *workflow =
        marbre_policy_workflow(marbre_newsroom_get_policy(tip), trial->trying->workflow);
    trial->old.newsroom = marbre_newsroom_ref(tip);
    trial->old.plan =
        workflow == NULL ? NULL : marbre_plan_new(tip, workflow, trial->session->pool, error);
    return workflow == NULL || trial->old.plan != NULL;
}

/* --- one article --------------------------------------------------------------------------------
 */

typedef struct {
    GPtrArray *findings;
    bool incomplete;
} Said;

static void
take_checked(void *user, const MarbreChecked *checked)
{
    Said *said = user;
    said->findings = g_ptr_array_ref(checked->findings);
    said->incomplete = checked->incomplete;
}

/* What stands in the way whoever asks. (transfer full) of char *, each once */
static GPtrArray *
rules_in_way(const MarbreQuestion *question)
{
    g_autoptr(MarbreAnswer) answer = marbre_gate_ask(question);
    GPtrArray *rules = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < answer->obstacles->len; i++) {
        const MarbreObstacle *obstacle = g_ptr_array_index(answer->obstacles, i);
        bool anyone =
            obstacle->kind == MARBRE_OBSTACLE_ROLE || obstacle->kind == MARBRE_OBSTACLE_SIGNATURE;
        if (!anyone && !g_ptr_array_find_with_equal_func(rules, obstacle->rule, g_str_equal, NULL))
            g_ptr_array_add(rules, g_strdup(obstacle->rule));
    }
    return rules;
}

/* The rules that an article would meet: on its way where it stands, published where it was last
   judged. (transfer full) or NULL with an error */
static GPtrArray *
ask(Trial *trial, const Rules *rules, const MarbreRow *row, int64_t published)
{
    GError **error = &trial->error;
    const MarbreSettings *settings =
        marbre_policy_get_settings(marbre_newsroom_get_policy(rules->newsroom));
    const MarbreStage *last = marbre_workflow_last(marbre_plan_get_workflow(rules->plan));
    const MarbreCheckSettings how = {
        .pool = trial->session->pool,
        .kept = trial->session->kept,
        .now = {published != 0 ? published : trial->session->now, settings->timezone},
        .scope = MARBRE_SCOPE_GATE,
        .as = published != 0 ? last->id : NULL};
    g_autoptr(MarbreArticle) article =
        published != 0 ? marbre_content_article(rules->newsroom, row->folder, row->content, error)
                       : marbre_newsroom_read_article(rules->newsroom, row->folder, error);
    Said said = {0};
    if (article == NULL || !marbre_check_article(rules->newsroom, &how, rules->plan, article,
                                                 take_checked, &said, error))
        return NULL;
    g_autoptr(GPtrArray) findings = said.findings;
    const char *tip = marbre_snapshot_commit_id(marbre_newsroom_get_snapshot(rules->newsroom));
    g_autoptr(MarbreDossier) dossier =
        published != 0
            ? marbre_dossier_new_of(rules->newsroom, rules->plan, article, NULL, error)
            : marbre_dossier_new(rules->newsroom, rules->plan, article, tip, NULL, error);
    if (dossier == NULL)
        return NULL;
    if (published != 0)
        dossier->stage = last;
    trial->trying->incomplete = trial->trying->incomplete || said.incomplete;
    const MarbreQuestion question = {.move =
                                         published != 0 ? MARBRE_MOVE_PUBLISH : MARBRE_MOVE_ADVANCE,
                                     .dossier = dossier,
                                     .findings = findings,
                                     .now = how.now.seconds,
                                     .ahead = published != 0};
    return rules_in_way(&question);
}

/* Those of one list that are not in the other. (transfer full) */
static GPtrArray *
without(const GPtrArray *some, GPtrArray *others)
{
    GPtrArray *rest = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < some->len; i++)
        if (!g_ptr_array_find_with_equal_func(others, some->pdata[i], g_str_equal, NULL))
            g_ptr_array_add(rest, g_strdup(some->pdata[i]));
    return rest;
}

static bool
try_row(Trial *trial, const MarbreRow *row, int64_t published)
{
    g_autoptr(GPtrArray) then = ask(trial, &trial->old, row, published);
    g_autoptr(GPtrArray) other = then == NULL ? NULL : ask(trial, &trial->new, row, published);
    if (other == NULL)
        return false;
    MarbreTried *tried = g_new0(MarbreTried, 1);
    tried->folder = g_strdup(row->folder);
    tried->title = g_strdup(row->title);
    tried->published = published;
    tried->more = without(other, then);
    tried->less = without(then, other);
    if (published != 0)
        g_ptr_array_set_size(tried->less, 0); /* it was published all the same */
    if (tried->more->len + tried->less->len > 0)
        g_ptr_array_add(trial->trying->tried, tried);
    else
        tried_free(tried);
    return true;
}

/* --- all of them --------------------------------------------------------------------------------
 */

static bool
stands_at(const MarbreRow *row, const char *stage)
{
    return row->stage != NULL && strcmp(row->stage, stage) == 0;
}

/* The second of its last publication; 0 where it never was. */
static int64_t
published_at(const MarbreRow *row)
{
    MarbreInstant at;
    return row->released != NULL && row->content != NULL && marbre_instant_parse(row->released, &at)
               ? at.seconds
               : 0;
}

static bool
is_concerned(const Trial *trial, const MarbreRow *row)
{
    const MarbreSettings *settings =
        marbre_policy_get_settings(marbre_newsroom_get_policy(trial->old.newsroom));
    const char *workflow = row->workflow == NULL ? settings->workflow : row->workflow;
    if (strcmp(workflow, trial->trying->workflow) != 0 || stands_at(row, MARBRE_STAGE_SPIKED) ||
        stands_at(row, MARBRE_STAGE_RETRACTED))
        return false;
    return !stands_at(row, MARBRE_STAGE_PUBLISHED) || published_at(row) >= trial->trying->since;
}

static bool
gather(void *user, const char *folder, const char *oid)
{
    Trial *trial = user;
    g_autoptr(MarbreRow) row = marbre_row_read(trial->old.newsroom, trial->roll, folder, oid,
                                               (const char *const *)trial->facts, &trial->error);
    if (row != NULL && is_concerned(trial, row))
        g_ptr_array_add(trial->rows, g_steal_pointer(&row));
    return trial->error == NULL;
}

static bool
try_all(Trial *trial, GError **error)
{
    bool done = marbre_newsroom_each(trial->old.newsroom, gather, trial, error);
    for (guint i = 0; done && trial->error == NULL && i < trial->rows->len; i++) {
        const MarbreRow *row = g_ptr_array_index(trial->rows, i);
        bool over = stands_at(row, MARBRE_STAGE_PUBLISHED);
        trial->trying->published += over;
        trial->trying->on_their_way += !over;
        (void)try_row(trial, row, over ? published_at(row) : 0); /* the trial keeps its error */
        if (trial->session->progress != NULL)
            trial->session->progress(trial->session->progress_user, i + 1, trial->rows->len);
    }
    if (trial->error == NULL)
        return done;
    g_propagate_error(error, g_steal_pointer(&trial->error));
    return false;
}

static int64_t
months_ago(const MarbreSession *session, MarbreNewsroom *tip, unsigned months)
{
    GTimeZone *zone = marbre_policy_get_settings(marbre_newsroom_get_policy(tip))->zone;
    g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(session->now);
    g_autoptr(GDateTime) now = utc == NULL ? NULL : g_date_time_to_timezone(utc, zone);
    g_autoptr(GDateTime) then = now == NULL ? NULL : g_date_time_add_months(now, -(int)months);
    return then == NULL ? INT64_MAX : months == 0 ? INT64_MAX : g_date_time_to_unix(then);
}

MarbreTrying *
marbre_desk_try(const MarbreSession *session,
                MarbreRoll *roll,
                const char *path,
                GBytes *file,
                unsigned months,
                GError **error)
{
    g_autoptr(MarbreNewsroom) tip = marbre_session_newsroom(session, error);
    g_autofree char *name = tip == NULL ? NULL : name_of(path, file, error);
    if (name == NULL)
        return NULL;
    g_autoptr(MarbreTrying) trying = g_new0(MarbreTrying, 1);
    trying->workflow = g_steal_pointer(&name);
    trying->since = months_ago(session, tip, months);
    trying->tried = g_ptr_array_new_with_free_func(tried_free);
    g_auto(GStrv) facts = marbre_check_facts(marbre_newsroom_get_policy(tip));
    g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func((GDestroyNotify)marbre_row_free);
    Trial trial = {
        .session = session, .roll = roll, .facts = facts, .rows = rows, .trying = trying};
    bool done = make_new(&trial, tip, path, file, error) && make_old(&trial, tip, error) &&
                (trial.old.plan == NULL || try_all(&trial, error));
    marbre_plan_unref(trial.new.plan);
    marbre_plan_unref(trial.old.plan);
    g_clear_pointer(&trial.new.newsroom, marbre_newsroom_unref);
    g_clear_pointer(&trial.old.newsroom, marbre_newsroom_unref);
    return done ? g_steal_pointer(&trying) : NULL;
}
