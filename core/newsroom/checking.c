/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "newsroom/checking.h"

#include "base/digest.h"
#include "base/error.h"
#include "newsroom/approved.h"
#include "newsroom/record.h"
#include "newsroom/sitting.h"
#include "store/rest.h"

#include <glib/gi18n-lib.h>
#include <malloc.h>
#include <string.h>

#define READ_LIMIT (UINT64_C(8) << 20)
#define ARTICLES_TO_REST 128
#define MEDIA_LIMIT (UINT64_C(64) << 20)

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
    GHashTable *ids;   /* "KIND PATH" of what checks have read to its id now */
    GArray *folders;
    size_t next;
    size_t done;
    GQueue ready; /* of MarbreWork */
    bool index;   /* every article is seen: bring the roll up to date */
    bool wide;    /* every article is seen, those that a change concerns are judged */
    MarbreCheckedFunc told;
    void *user;
    GError *error;
} Checking;

/* What a work's answers belong to. */
typedef struct {
    MarbreSitting *sitting;
    GArray *slots; /* of guint: slot of each use of the work */
    guint left;    /* uses without an answer */
} Errand;

static void
folder_clear(void *data)
{
    g_clear_pointer(&((Folder *)data)->path, g_free);
}

static int
compare_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

char **
marbre_check_facts(const MarbrePolicy *policy)
{
    g_autoptr(GPtrArray) all = g_ptr_array_new();
    const GPtrArray *workflows = marbre_policy_get_workflows(policy);
    for (guint i = 0; i < workflows->len; i++) {
        const MarbreWorkflow *workflow = g_ptr_array_index(workflows, i);
        for (size_t j = 0; j < marbre_workflow_all(workflow); j++) {
            const MarbreStage *stage = marbre_workflow_at(workflow, j);
            if (stage->when == NULL)
                continue;
            g_autoptr(GPtrArray) keys = marbre_condition_keys(stage->when);
            for (guint k = 0; k < keys->len; k++)
                if (!g_ptr_array_find_with_equal_func(all, keys->pdata[k], g_str_equal, NULL))
                    g_ptr_array_add(all, g_strdup(keys->pdata[k]));
        }
    }
    g_ptr_array_sort(all, compare_text);
    g_ptr_array_add(all, NULL);
    return (char **)g_ptr_array_free(g_steal_pointer(&all), FALSE);
}

MarbreRoll *
marbre_roll_of(const char *path, const MarbrePolicy *policy)
{
    g_auto(GStrv) facts = marbre_check_facts(policy);
    return marbre_roll_open(path, (const char *const *)marbre_policy_get_settings(policy)->publish,
                            (const char *const *)facts);
}

/* --- what checks ask about the rest of the newsroom ------------------------------------------- */

static GBytes *
read_newsroom(void *user, const char *path, GError **error)
{
    Checking *checking = user;
    return marbre_snapshot_read(marbre_newsroom_get_snapshot(checking->newsroom), path, READ_LIMIT,
                                error);
}

static GPtrArray *
list_newsroom(void *user, const char *folder, GError **error)
{
    Checking *checking = user;
    g_autoptr(GPtrArray) entries =
        marbre_snapshot_list(marbre_newsroom_get_snapshot(checking->newsroom), folder, error);
    if (entries == NULL)
        return NULL;
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < entries->len; i++) {
        const MarbreEntry *entry = g_ptr_array_index(entries, i);
        g_ptr_array_add(names, entry->kind == MARBRE_ENTRY_FOLDER
                                   ? g_strdup_printf("%s/", entry->name)
                                   : g_strdup(entry->name));
    }
    return names;
}

static GBytes *
read_medium(void *user, const char *path, const char *oid, GError **error)
{
    Checking *checking = user;
    MarbreSnapshot *snapshot = marbre_newsroom_get_snapshot(checking->newsroom);
    if (oid != NULL && *oid != '\0' && marbre_snapshot_is_fixed(snapshot))
        return marbre_snapshot_read_id(snapshot, oid, MEDIA_LIMIT, error);
    return marbre_snapshot_read(snapshot, path, MEDIA_LIMIT, error);
}

/* Only where an id says what is read: a file in the worktree may change between two readings. */
static GBytes *
read_small_medium(void *user, const char *path, const char *oid, size_t limit)
{
    Checking *checking = user;
    MarbreSnapshot *snapshot = marbre_newsroom_get_snapshot(checking->newsroom);
    (void)path;
    if (oid == NULL || *oid == '\0' || !marbre_snapshot_is_fixed(snapshot))
        return NULL;
    return marbre_snapshot_read_id(snapshot, oid, limit, NULL);
}

/* The folder is that of the work which is being done, for its own check asks. */
static GBytes *
read_approved(void *user, const char *folder, const char *lang, GError **error)
{
    Checking *checking = user;
    const MarbreWork *work = marbre_pool_get_current(checking->settings->pool);
    const MarbreSitting *sitting = work == NULL ? NULL : ((Errand *)work->user)->sitting;
    if (checking->settings->approved != NULL)
        return g_bytes_ref(checking->settings->approved);
    if (sitting != NULL && sitting->approved != NULL &&
        strcmp(folder, marbre_article_get_folder(sitting->article)) == 0)
        return marbre_approved_source(checking->newsroom, sitting->article, lang, sitting->approved,
                                      error);
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_NOT_FOUND, "%s", folder);
    return NULL;
}

/* --- results of earlier runs -------------------------------------------------------------------
 */

static char *
id_now(Checking *checking, MarbreReadKind kind, const char *path)
{
    MarbreSnapshot *snapshot = marbre_newsroom_get_snapshot(checking->newsroom);
    if (kind == MARBRE_READ_FILE) {
        char oid[41];
        return g_strdup(marbre_snapshot_file_id(snapshot, path, oid, NULL) ? oid : "");
    }
    g_autoptr(GPtrArray) names = list_newsroom(checking, path, NULL);
    return names == NULL ? g_strdup("") : marbre_read_listing_id(names);
}

static bool
still_reads_so(Checking *checking, const MarbreRead *read)
{
    g_autofree char *key = g_strdup_printf("%d %s", (int)read->kind, read->path);
    const char *now = g_hash_table_lookup(checking->ids, key);
    if (now == NULL) {
        char *id = id_now(checking, read->kind, read->path);
        now = id;
        g_hash_table_insert(checking->ids, g_steal_pointer(&key), id);
    }
    return strcmp(now, read->id) == 0;
}

static bool
still_holds(Checking *checking, const MarbreOutcome *outcome)
{
    if (outcome->until <= checking->settings->now.seconds)
        return false;
    for (guint i = 0; i < outcome->reads->len; i++)
        if (!still_reads_so(checking, g_ptr_array_index(outcome->reads, i)))
            return false;
    return true;
}

static uint8_t
shard_of(const char *folder)
{
    return (uint8_t)(g_str_hash(folder) & 0xff);
}

static void
recall(Checking *checking, MarbreSitting *sitting)
{
    sitting->waiting = 0;
    for (guint i = 0; i < sitting->slots->len; i++) {
        MarbreSlot *slot = g_ptr_array_index(sitting->slots, i);
        if (slot->outcome == NULL && checking->settings->kept != NULL &&
            sitting->row->words != NULL) {
            g_autoptr(MarbreOutcome) kept = marbre_kept_lookup(
                checking->settings->kept, shard_of(sitting->row->folder), slot->key);
            if (kept != NULL && still_holds(checking, kept))
                slot->outcome = g_steal_pointer(&kept);
        }
        sitting->waiting += slot->outcome == NULL;
    }
}

/* Kept results are judged as a worker's are, once the article they speak of is open. */
static void
distrust(MarbreSitting *sitting)
{
    sitting->waiting = 0;
    for (guint i = 0; i < sitting->slots->len; i++) {
        MarbreSlot *slot = g_ptr_array_index(sitting->slots, i);
        if (slot->outcome != NULL && slot->check->use != NULL &&
            !marbre_outcome_check(slot->outcome, slot->check->use->task, sitting->article,
                                  slot->lang, NULL))
            g_clear_pointer(&slot->outcome, marbre_outcome_unref);
        sitting->waiting += slot->outcome == NULL;
    }
}

/* --- one article -------------------------------------------------------------------------------
 */

static GPtrArray *
list_checks(const MarbreSitting *sitting)
{
    GPtrArray *checks = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < sitting->slots->len; i++) {
        const MarbreSlot *slot = g_ptr_array_index(sitting->slots, i);
        const MarbreTaskUse *use = slot->check->use;
        if (use == NULL)
            continue;
        char *line = g_strdup_printf("%s %s %s", slot->check->name, use->plugin->version,
                                     use->plugin->digest);
        if (g_ptr_array_find_with_equal_func(checks, line, g_str_equal, NULL))
            g_free(line);
        else
            g_ptr_array_add(checks, line);
    }
    return checks;
}

static GPtrArray *
list_plugins(const MarbreSitting *sitting)
{
    GPtrArray *plugins = g_ptr_array_new();
    for (guint i = 0; i < sitting->slots->len; i++) {
        const MarbreSlot *slot = g_ptr_array_index(sitting->slots, i);
        const MarbreTaskUse *use = slot->check->use;
        if (use != NULL &&
            !g_ptr_array_find_with_equal_func(plugins, use->plugin->id, g_str_equal, NULL))
            g_ptr_array_add(plugins, use->plugin->id);
    }
    g_ptr_array_sort(plugins, compare_text);
    return plugins;
}

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
    g_autoptr(GPtrArray) checks = list_checks(sitting);
    g_autoptr(GPtrArray) plugins = list_plugins(sitting);
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
    marbre_sitting_free(sitting);
}

static void
errand_free(Errand *errand)
{
    g_array_unref(errand->slots);
    g_free(errand);
}

/* The works that a sitting still waits for, one a language. */
static void
send(Checking *checking, MarbreSitting *sitting)
{
    for (const char *const *lang = marbre_article_get_langs(sitting->article); *lang != NULL;
         lang++) {
        g_autoptr(GPtrArray) uses = g_ptr_array_new();
        Errand *errand = g_new0(Errand, 1);
        errand->sitting = sitting;
        errand->slots = g_array_new(FALSE, FALSE, sizeof(guint));
        for (guint i = 0; i < sitting->slots->len; i++) {
            MarbreSlot *slot = g_ptr_array_index(sitting->slots, i);
            if (slot->outcome == NULL && strcmp(slot->lang, *lang) == 0) {
                g_ptr_array_add(uses, slot->check->use);
                g_array_append_val(errand->slots, i);
            }
        }
        errand->left = uses->len;
        if (uses->len == 0) {
            errand_free(errand);
            continue;
        }
        MarbreWork *work = marbre_work_new(sitting->article, *lang, uses, errand);
        work->approved = checking->settings->approved != NULL || sitting->approved != NULL;
        g_queue_push_tail(&checking->ready, work);
    }
}

static MarbrePlan *
plan_for(Checking *checking, const char *name)
{
    const MarbrePolicy *policy = marbre_newsroom_get_policy(checking->newsroom);
    const MarbreWorkflow *workflow = marbre_policy_workflow(policy, name);
    if (workflow == NULL)
        workflow = marbre_policy_workflow(policy, NULL);
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

/* What plugins can see of a folder: its entries but for state.yaml and notes.yaml. NULL where an id
 * is unknown. */
static char *
digest_words(const MarbreArticle *article)
{
    const GPtrArray *files = marbre_article_get_files(article);
    g_autoptr(MarbreDigest) digest = marbre_digest_new();
    for (guint i = 0; i < files->len; i++) {
        const MarbreFile *file = g_ptr_array_index(files, i);
        if (strcmp(file->name, "state.yaml") == 0 || strcmp(file->name, "notes.yaml") == 0)
            continue;
        if (file->oid[0] == '\0')
            return NULL;
        marbre_digest_add_text(digest, file->name);
        marbre_digest_add(digest, file->regular ? "/" : "!", 1);
        marbre_digest_add_text(digest, file->oid);
    }
    return marbre_digest_end(g_steal_pointer(&digest));
}

static MarbreRow *
row_of(MarbreNewsroom *newsroom,
       const MarbreArticle *article,
       const char *oid,
       const char *const *facts)
{
    g_autofree char *words = digest_words(article);
    return marbre_row_new(article, oid, words, marbre_record_settled(newsroom, article), facts);
}

MarbreRow *
marbre_row_read(MarbreNewsroom *newsroom,
                MarbreRoll *roll,
                const char *folder,
                const char *oid,
                const char *const *facts,
                GError **error)
{
    MarbreRow *row = roll == NULL ? NULL : marbre_roll_find(roll, folder, oid);
    if (row != NULL)
        return row;
    g_autoptr(MarbreArticle) article = marbre_newsroom_read_article(newsroom, folder, error);
    return article == NULL ? NULL : row_of(newsroom, article, oid, facts);
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
        row =
            row_of(checking->newsroom, article, folder->oid, (const char *const *)checking->facts);
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
    recall(checking, sitting);
    if (sitting->article == NULL && marbre_sitting_needs_article(sitting))
        sitting->article = marbre_newsroom_read_article(checking->newsroom, sitting->row->folder,
                                                        &checking->error);
    if (checking->error != NULL) {
        marbre_sitting_free(sitting);
        return false;
    }
    if (sitting->article != NULL)
        distrust(sitting);
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
    Errand *errand = work->user;
    MarbreSitting *sitting = errand->sitting;
    MarbreSlot *slot = g_ptr_array_index(sitting->slots, g_array_index(errand->slots, guint, use));
    if (--errand->left == 0)
        errand_free(errand);
    if (slot->outcome != NULL)
        return;
    slot->outcome = marbre_outcome_ref(outcome);
    if (checking->settings->kept != NULL && sitting->row->words != NULL)
        marbre_kept_add(checking->settings->kept, shard_of(sitting->row->folder), slot->key,
                        outcome);
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
    checking->ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    checking->folders = g_array_new(FALSE, FALSE, sizeof(Folder));
    g_array_set_clear_func(checking->folders, folder_clear);
    g_queue_init(&checking->ready);
}

static void
checking_clear(Checking *checking)
{
    g_strfreev(checking->facts);
    g_hash_table_unref(checking->plans);
    g_hash_table_unref(checking->ids);
    g_array_unref(checking->folders);
    g_queue_clear_full(&checking->ready, (GDestroyNotify)marbre_work_free);
}

static bool
run(Checking *checking, GError **error)
{
    const MarbreSurroundings surroundings = {.read = read_newsroom,
                                             .list = list_newsroom,
                                             .media = read_medium,
                                             .small_medium = read_small_medium,
                                             .approved = read_approved,
                                             .user = checking};
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
    MarbreRow *row = row_of(newsroom, article, "", (const char *const *)checking.facts);
    bool done = sit(&checking, row, marbre_article_ref(article), plan) && run(&checking, error);
    if (!done && checking.error != NULL)
        g_propagate_error(error, g_steal_pointer(&checking.error));
    checking_clear(&checking);
    return done;
}
