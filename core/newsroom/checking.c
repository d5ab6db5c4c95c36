/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "newsroom/checking.h"

#include "base/error.h"
#include "newsroom/asked.h"
#include "newsroom/errand.h"
#include "newsroom/recall.h"
#include "newsroom/row.h"
#include "store/rest.h"

#include <glib/gi18n-lib.h>
#include <malloc.h>
#include <string.h>

#define ARTICLES_TO_REST 128

/* A folder to judge, with its git id where the walk knew it. */
typedef struct {
    char *path;
    char oid[41];
} Folder;

typedef struct {
    MarbreNewsroom *newsroom;
    const MarbreCheckSettings *settings;
    char **facts;
    GHashTable *plans; /* name of a workflow to MarbrePlan */
    MarbreRecall *recall;
    GArray *folders;
    size_t next;
    size_t done;
    GQueue ready;    /* of MarbreWork */
    GHashTable *out; /* of MarbreSitting: those that wait for answers */
    bool index;      /* every article is seen: bring the roll up to date */
    bool wide;       /* every article is seen, those that a change concerns are judged */
    MarbreCheckedFunc told;
    void *user;
    GError *error;
} Checking;

static void
folder_clear(void *data)
{
    g_clear_pointer(&((Folder *)data)->path, g_free);
}

static void
sitting_free(void *data)
{
    marbre_sitting_free(data);
}

/* --- one article -------------------------------------------------------------------------------
 */

static void
told_one(Checking *checking)
{
    checking->done++;
    if (checking->settings->progress != NULL)
        checking->settings->progress(checking->settings->progress_user, checking->done,
                                     checking->folders->len);
}

static void
finish(Checking *checking, MarbreSitting *sitting)
{
    g_autoptr(GPtrArray) checks = marbre_sitting_checks(sitting);
    g_autoptr(GPtrArray) plugins = marbre_sitting_plugins(sitting);
    MarbreChecked checked = {.folder = sitting->row->folder,
                             .id = sitting->row->id,
                             .words = sitting->row->words,
                             .title = sitting->row->title,
                             .workflow = marbre_plan_get_workflow(sitting->plan),
                             .stage = sitting->stage,
                             .article = sitting->article,
                             .checks = checks,
                             .plugins = plugins};
    g_autoptr(GPtrArray) findings = marbre_sitting_findings(sitting, &checked.incomplete);
    checked.findings = findings;
    checking->told(checking->user, &checked);
    told_one(checking);
    (void)g_hash_table_steal(checking->out, sitting);
    marbre_sitting_free(sitting);
}

/* The works that a sitting still waits for, one a language. */
static void
send(Checking *checking, MarbreSitting *sitting)
{
    g_hash_table_add(checking->out, sitting);
    for (const char *const *lang = marbre_article_get_langs(sitting->article); *lang != NULL;
         lang++) {
        MarbreWork *work = marbre_errand_new(sitting, *lang);
        if (work != NULL)
            g_queue_push_tail(&checking->ready, work);
    }
}

static MarbrePlan *
plan_for(Checking *checking, const char *name)
{
    const MarbrePolicy *policy = marbre_newsroom_get_policy(checking->newsroom);
    const MarbreWorkflow *workflow = marbre_policy_workflow_for(policy, name);
    MarbrePlan *plan = g_hash_table_lookup(checking->plans, workflow->name);
    if (plan == NULL) {
        plan = marbre_plan_new(checking->newsroom, workflow, checking->settings->pool,
                               &checking->error);
        if (plan == NULL)
            return NULL;
        g_hash_table_insert(checking->plans, g_strdup(workflow->name), plan);
    }
    if (checking->settings->as != NULL &&
        marbre_workflow_stage(workflow, checking->settings->as) == NULL) {
        const char *nearest = marbre_workflow_nearest(workflow, checking->settings->as);
        g_set_error(&checking->error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
                    _("the workflow “%s” has no stage “%s”; the nearest is “%s”"), workflow->name,
                    checking->settings->as, nearest == NULL ? "" : nearest);
        return NULL;
    }
    return plan;
}

/* A folder with what git could not keep has no id: it is read, and its findings say what it is. */
static bool
find_oid(Checking *checking, Folder *folder)
{
    g_autoptr(GError) reason = NULL;
    if (folder->oid[0] != '\0' || checking->settings->roll == NULL ||
        marbre_snapshot_folder_id(marbre_newsroom_get_snapshot(checking->newsroom), folder->path,
                                  folder->oid, &reason))
        return true;
    folder->oid[0] = '\0';
    if (g_error_matches(reason, MARBRE_ERROR, MARBRE_ERROR_REFUSED) ||
        g_error_matches(reason, MARBRE_ERROR, MARBRE_ERROR_NOT_FOUND))
        return true;
    g_propagate_error(&checking->error, g_steal_pointer(&reason));
    return false;
}

/* Open the article where the index does not know it; false with an error. */
static bool
know(Checking *checking, Folder *folder, MarbreRow **ret_row, MarbreArticle **ret_article)
{
    if (!find_oid(checking, folder))
        return false;
    MarbreRoll *roll = folder->oid[0] == '\0' ? NULL : checking->settings->roll;
    g_autoptr(MarbreRow) row =
        roll == NULL ? NULL : marbre_roll_find(roll, folder->path, folder->oid);
    g_autoptr(MarbreArticle) article = NULL;
    if (row == NULL) {
        article = marbre_newsroom_read_article(checking->newsroom, folder->path, &checking->error);
        if (article == NULL)
            return false;
        row = marbre_row_of(checking->newsroom, article, folder->oid,
                            (const char *const *)checking->facts);
    }
    if (checking->index && roll != NULL)
        marbre_roll_add(roll, row);
    *ret_row = g_steal_pointer(&row);
    *ret_article = g_steal_pointer(&article);
    return true;
}

/* Whether an article is to be judged at all: where everything is walked for what changed, most are
   not. */
static bool
is_concerned(const Checking *checking, const MarbreSitting *sitting)
{
    if (!checking->wide)
        return true;
    g_autoptr(GPtrArray) uses = g_ptr_array_new();
    for (guint i = 0; i < sitting->slots->len; i++) {
        const MarbreSlot *slot = g_ptr_array_index(sitting->slots, i);
        if (slot->check->use != NULL)
            g_ptr_array_add(uses, slot->check->use);
    }
    return marbre_since_concerns(checking->settings->since, sitting->row, sitting->plan, uses);
}

/* Make ready what one article needs; false with an error. */
static bool
sit(Checking *checking, MarbreRow *row, MarbreArticle *article, MarbrePlan *plan)
{
    MarbreSitting *sitting = marbre_sitting_new(checking->newsroom, checking->settings, plan,
                                                checking->facts, row, article);
    if (!is_concerned(checking, sitting)) {
        told_one(checking);
        marbre_sitting_free(sitting);
        return true;
    }
    marbre_recall_fill(checking->recall, sitting);
    if (sitting->article == NULL && marbre_sitting_needs_article(sitting))
        sitting->article = marbre_newsroom_read_article(checking->newsroom, sitting->row->folder,
                                                        &checking->error);
    if (checking->error != NULL) {
        marbre_sitting_free(sitting);
        return false;
    }
    if (sitting->article != NULL)
        marbre_recall_distrust(sitting);
    if (sitting->waiting == 0)
        finish(checking, sitting);
    else
        send(checking, sitting);
    return true;
}

static bool
open_folder(Checking *checking, Folder *folder)
{
    g_autoptr(MarbreRow) row = NULL;
    g_autoptr(MarbreArticle) article = NULL;
    if (!know(checking, folder, &row, &article))
        return false;
    MarbrePlan *plan = plan_for(checking, row->workflow);
    return plan != NULL && sit(checking, g_steal_pointer(&row), g_steal_pointer(&article), plan);
}

/* --- all of them -------------------------------------------------------------------------------
 */

static MarbreWork *
next_work(void *user)
{
    Checking *checking = user;
    while (checking->ready.head == NULL && checking->next < checking->folders->len &&
           checking->error == NULL) {
        Folder *folder = &g_array_index(checking->folders, Folder, checking->next++);
        (void)open_folder(checking, folder);
        folder_clear(folder); /* of a hundred thousand, each is needed but once */
        if (checking->next % ARTICLES_TO_REST == 0 && checking->error == NULL)
            (void)marbre_store_rest(marbre_newsroom_get_store(checking->newsroom),
                                    &checking->error);
    }
    return g_queue_pop_head(&checking->ready);
}

static void
take_outcome(void *user, MarbreWork *work, size_t use, MarbreOutcome *outcome)
{
    Checking *checking = user;
    MarbreSitting *sitting = marbre_errand_sitting(work);
    MarbreSlot *slot = marbre_errand_take(work, use);
    if (slot->outcome != NULL)
        return;
    slot->outcome = marbre_outcome_ref(outcome);
    marbre_recall_keep(checking->recall, sitting, slot);
    if (--sitting->waiting == 0)
        finish(checking, sitting);
}

static bool
add_folder(void *user, const char *path, const char *oid)
{
    Checking *checking = user;
    if (!marbre_share_has(checking->settings->share, path))
        return true;
    Folder folder = {.path = g_strdup(path)};
    g_strlcpy(folder.oid, oid, sizeof folder.oid);
    g_array_append_val(checking->folders, folder);
    return true;
}

static void
checking_init(Checking *checking, MarbreNewsroom *newsroom, const MarbreCheckSettings *settings)
{
    checking->newsroom = newsroom;
    checking->settings = settings;
    checking->facts = marbre_check_facts(marbre_newsroom_get_policy(newsroom));
    checking->plans =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)marbre_plan_unref);
    checking->recall = marbre_recall_new(newsroom, settings);
    checking->folders = g_array_new(FALSE, FALSE, sizeof(Folder));
    g_array_set_clear_func(checking->folders, folder_clear);
    g_queue_init(&checking->ready);
    checking->out = g_hash_table_new_full(NULL, NULL, sitting_free, NULL);
}

static void
checking_clear(Checking *checking)
{
    g_strfreev(checking->facts);
    g_hash_table_unref(checking->plans);
    marbre_recall_free(checking->recall);
    g_array_unref(checking->folders);
    g_queue_clear_full(&checking->ready, (GDestroyNotify)marbre_work_free);
    g_hash_table_unref(checking->out); /* a pool that fails leaves some of them behind */
}

static bool
run(Checking *checking, GError **error)
{
    MarbreAsked asked = {checking->newsroom, checking->settings};
    const MarbreSurroundings surroundings = marbre_asked_surroundings(&asked);
    g_autoptr(GError) reason = NULL;
    bool ran = marbre_pool_run(checking->settings->pool, next_work, take_outcome, checking,
                               &surroundings, checking->settings->now, &reason);
    if (checking->settings->kept != NULL)
        marbre_kept_flush(checking->settings->kept);
    if (checking->error != NULL)
        g_propagate_error(error, g_steal_pointer(&checking->error));
    else if (!ran)
        g_propagate_error(error, g_steal_pointer(&reason));
    else
        return true;
    return false;
}

/* Whether what changed concerns more articles than those that changed. */
static bool
find_width(Checking *checking, GError **error)
{
    const MarbreSince *since = checking->settings->since;
    const MarbrePolicy *policy = marbre_newsroom_get_policy(checking->newsroom);
    const GPtrArray *workflows = marbre_policy_get_workflows(policy);
    g_autoptr(GPtrArray) plans = g_ptr_array_new();
    for (guint i = 0; marbre_since_asks_plans(since) && i < workflows->len; i++) {
        const MarbreWorkflow *workflow = g_ptr_array_index(workflows, i);
        MarbrePlan *plan = plan_for(checking, workflow->name);
        if (plan == NULL) {
            g_propagate_error(error, g_steal_pointer(&checking->error));
            return false;
        }
        g_ptr_array_add(plans, plan);
    }
    checking->wide = marbre_since_is_wide(since, plans);
    return true;
}

static bool
find_folders(Checking *checking, const GPtrArray *folders, GError **error)
{
    const MarbreCheckSettings *settings = checking->settings;
    if (folders == NULL && settings->since != NULL) {
        if (!find_width(checking, error))
            return false;
        if (!checking->wide)
            folders = marbre_since_get_folders(settings->since);
    }
    for (guint i = 0; folders != NULL && i < folders->len; i++)
        (void)add_folder(checking, g_ptr_array_index(folders, i), ""); /* it never stops */
    if (folders != NULL)
        return true;
    checking->index = settings->share.count == 0;
    return marbre_newsroom_each(checking->newsroom, add_folder, checking, error);
}

bool
marbre_check(MarbreNewsroom *newsroom,
             const MarbreCheckSettings *settings,
             const GPtrArray *folders,
             MarbreCheckedFunc told,
             void *user,
             GError **error)
{
    Checking checking = {.told = told, .user = user};
    checking_init(&checking, newsroom, settings);
    bool known = find_folders(&checking, folders, error);
    if (known && checking.index && settings->roll != NULL)
        marbre_roll_begin(settings->roll);
    bool done = known && run(&checking, error);
    if (done && checking.index && settings->roll != NULL)
        marbre_roll_end(settings->roll);
    checking_clear(&checking);
#ifdef __GLIBC__
    (void)malloc_trim(0); /* before the report: what the articles took is of no use to it */
#endif
    return done;
}

bool
marbre_check_article(MarbreNewsroom *newsroom,
                     const MarbreCheckSettings *settings,
                     MarbrePlan *plan,
                     MarbreArticle *article,
                     MarbreCheckedFunc told,
                     void *user,
                     GError **error)
{
    Checking checking = {.told = told, .user = user};
    checking_init(&checking, newsroom, settings);
    MarbreRow *row = marbre_row_of(newsroom, article, "", (const char *const *)checking.facts);
    bool done = sit(&checking, row, marbre_article_ref(article), plan) && run(&checking, error);
    if (!done && checking.error != NULL)
        g_propagate_error(error, g_steal_pointer(&checking.error));
    checking_clear(&checking);
    return done;
}
