/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk/entry.h"

#include "base/error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define READ_LIMIT (UINT64_C(8) << 20)
#define MEDIA_LIMIT (UINT64_C(64) << 20)

/* One action after another, each on the article as the ones before left it. */
typedef struct {
    MarbreNewsroom *newsroom;
    MarbreArticle *article;
    GPtrArray *uses; /* the one that runs now */
    bool given;
    MarbreOutcome *outcome;
} Run;

static GBytes *
read_newsroom(void *user, const char *path, GError **error)
{
    Run *run = user;
    return marbre_snapshot_read(marbre_newsroom_get_snapshot(run->newsroom), path, READ_LIMIT,
                                error);
}

static GBytes *
read_medium(void *user, const char *path, const char *oid, GError **error)
{
    Run *run = user;
    return marbre_snapshot_read(marbre_newsroom_get_snapshot(run->newsroom), path, MEDIA_LIMIT,
                                error);
}

static MarbreWork *
next_work(void *user)
{
    Run *run = user;
    if (run->given)
        return NULL;
    run->given = true;
    return marbre_work_new(run->article, NULL, run->uses, NULL);
}

static void
take_outcome(void *user, MarbreWork *work, size_t use, MarbreOutcome *outcome)
{
    Run *run = user;
    run->outcome = marbre_outcome_ref(outcome);
}

static const MarbreFile *
find_file(const GPtrArray *files, const char *name)
{
    for (guint i = 0; i < files->len; i++) {
        const MarbreFile *file = g_ptr_array_index(files, i);
        if (strcmp(file->name, name) == 0)
            return file;
    }
    return NULL;
}

/* The article as the next action finds it: `changed` files in place of the old ones, those without
   bytes gone. */
static void
go_on(Run *run, const char *folder, const GPtrArray *changed)
{
    const GPtrArray *before = marbre_article_get_files(run->article);
    g_autoptr(GPtrArray) files = marbre_files_new();
    for (guint i = 0; i < before->len; i++) {
        MarbreFile *file = g_ptr_array_index(before, i);
        if (find_file(changed, file->name) == NULL)
            g_ptr_array_add(files, marbre_file_ref(file));
    }
    for (guint i = 0; i < changed->len; i++) {
        MarbreFile *file = g_ptr_array_index(changed, i);
        if (file->bytes != NULL)
            g_ptr_array_add(files, marbre_file_ref(file));
    }
    MarbrePolicy *policy = marbre_newsroom_get_policy(run->newsroom);
    MarbreArticle *next = marbre_article_new(
        folder, files, (const char *const *)marbre_policy_get_settings(policy)->publish, NULL);
    marbre_article_unref(run->article);
    run->article = next;
}

static bool
add_files(Run *run, MarbreChangeset *changes, const char *folder, GError **error)
{
    g_autoptr(GPtrArray) changed = marbre_outcome_files(run->outcome, run->article, error);
    if (changed == NULL)
        return false;
    for (guint i = 0; i < changed->len; i++) {
        const MarbreFile *file = g_ptr_array_index(changed, i);
        g_autofree char *path = g_strdup_printf("%s/%s", folder, file->name);
        if (!(file->bytes != NULL ? marbre_changeset_put(changes, path, file->bytes, error)
                                  : marbre_changeset_remove(changes, path, error)))
            return false;
    }
    go_on(run, folder, changed);
    return true;
}

static bool
run_one(const MarbreSession *session, Run *run, MarbreTaskUse *use, GError **error)
{
    const char *zone =
        marbre_policy_get_settings(marbre_newsroom_get_policy(run->newsroom))->timezone;
    const MarbreSurroundings surroundings = {
        .read = read_newsroom, .media = read_medium, .user = run};
    g_ptr_array_set_size(run->uses, 0);
    g_ptr_array_add(run->uses, use);
    run->given = false;
    g_clear_pointer(&run->outcome, marbre_outcome_unref);
    MarbreMoment now = {session->now, (char *)zone};
    if (!marbre_pool_run(session->pool, next_work, take_outcome, run, &surroundings, now, error))
        return false;
    if (run->outcome != NULL && run->outcome->status == MARBRE_OUTCOME_OK)
        return true;
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED, _("the action “%s” failed: %s"),
                use->plugin->id,
                run->outcome == NULL || run->outcome->reason == NULL
                    ? _("it gave no reason; ask whoever wrote the plugin")
                    : run->outcome->reason);
    return false;
}

bool
marbre_entry_run(const MarbreSession *session,
                 const MarbreDossier *dossier,
                 const MarbreStage *stage,
                 MarbreChangeset *changes,
                 GError **error)
{
    const GPtrArray *actions = marbre_plan_get_actions(dossier->plan, stage);
    if (actions->len == 0 || marbre_stage_is_last(dossier->workflow, stage))
        return true;
    Run run = {.newsroom = dossier->newsroom,
               .article = marbre_article_ref(dossier->article),
               .uses = g_ptr_array_new()};
    const char *folder = marbre_article_get_folder(dossier->article);
    bool done = true;
    for (guint i = 0; done && i < actions->len; i++)
        done = run_one(session, &run, g_ptr_array_index(actions, i), error) &&
               add_files(&run, changes, folder, error);
    marbre_outcome_unref(run.outcome);
    marbre_article_unref(run.article);
    g_ptr_array_unref(run.uses);
    return done;
}
