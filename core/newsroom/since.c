/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "newsroom/since.h"

#include "base/error.h"
#include "base/order.h"
#include "newsroom/before.h"
#include "newsroom/original.h"

#include <string.h>

struct MarbreSince {
    MarbreNewsroom *newsroom;
    GPtrArray *folders;    /* of char *: articles that changed */
    GHashTable *is_folder; /* the same, to find one */
    GPtrArray *gone;       /* of char *: folders where texts were and no article is */
    GPtrArray *originals;  /* of char *: articles whose translations have to be told something */
    GPtrArray *files;      /* of char *, in git's order: what changed outside of the articles */
    GHashTable *open;      /* MarbrePlan to whether some file has readers that it can't name */
    bool policy;
    bool people_only; /* of the policy */
    GError *error;    /* what could not be read can't be judged, and is not passed over */
};

void
marbre_since_free(MarbreSince *since)
{
    if (since == NULL)
        return;
    g_hash_table_unref(since->is_folder);
    g_hash_table_unref(since->open);
    g_ptr_array_unref(since->folders);
    g_ptr_array_unref(since->gone);
    g_ptr_array_unref(since->originals);
    g_ptr_array_unref(since->files);
    marbre_newsroom_unref(since->newsroom);
    g_clear_error(&since->error);
    g_free(since);
}

/* --- what changed ------------------------------------------------------------------------------
 */

/* The article that a path lies in, a folder within its own included. (transfer full, nullable) */
static char *
article_around(MarbreSince *since, const char *path, const char *articles)
{
    g_autofree char *folder = g_path_get_dirname(path);
    while (strlen(folder) > strlen(articles)) {
        g_autoptr(GError) reason = NULL;
        g_autoptr(GPtrArray) entries =
            marbre_snapshot_list(marbre_newsroom_get_snapshot(since->newsroom), folder, &reason);
        if (entries == NULL && reason->code != MARBRE_ERROR_NOT_FOUND) {
            since->error = g_steal_pointer(&reason);
            return NULL;
        }
        if (entries != NULL && marbre_before_is_article(since->newsroom, folder, entries))
            return g_steal_pointer(&folder);
        char *above = g_path_get_dirname(folder);
        g_free(folder);
        folder = above;
    }
    return NULL;
}

static void
add_once(GPtrArray *list, GHashTable *seen, const char *text)
{
    if (g_hash_table_contains(seen, text))
        return;
    char *copy = g_strdup(text);
    g_ptr_array_add(list, copy);
    (void)g_hash_table_add(seen, copy); /* it was not there */
}

static void
add_in_articles(MarbreSince *since, const char *path, MarbreDiffKind kind, const char *articles)
{
    const char *name = strrchr(path, '/') + 1;
    g_autofree char *folder = g_path_get_dirname(path);
    if (g_hash_table_contains(since->is_folder, folder))
        return;
    g_autofree char *article = article_around(since, path, articles);
    if (article != NULL)
        add_once(since->folders, since->is_folder, article);
    else if (kind == MARBRE_DIFF_REMOVED && marbre_article_is_text_name(name, NULL))
        g_ptr_array_add(since->gone, g_steal_pointer(&folder));
}

static bool
add_path(
    void *user, const char *path, MarbreDiffKind kind, const char *old_oid, const char *new_oid)
{
    MarbreSince *since = user;
    const MarbreSettings *settings =
        marbre_policy_get_settings(marbre_newsroom_get_policy(since->newsroom));
    size_t size = strlen(settings->articles);
    if (strncmp(path, settings->articles, size) == 0 && path[size] == '/') {
        add_in_articles(since, path, kind, settings->articles);
    } else if (marbre_policy_is_file(path)) {
        since->people_only =
            (!since->policy || since->people_only) && strcmp(path, MARBRE_PEOPLE_PATH) == 0;
        since->policy = true;
    } else {
        g_ptr_array_add(since->files, g_strdup(path));
    }
    return since->error == NULL;
}

/* What has no record was never published, so that nobody was told anything of it. */
static bool
is_quiet(const MarbreSince *since, const char *folder)
{
    g_autofree char *record = g_strdup_printf("%s/state.yaml", folder);
    MarbreSnapshot *snapshot = marbre_newsroom_get_snapshot(since->newsroom);
    bool has = false;
    return (marbre_snapshot_has(snapshot, record, &has, NULL) && !has) ||
           marbre_original_is_quiet(since->newsroom, folder);
}

/* Articles that went away, or of which readers were told something: their translations say so. */
static void
find_originals(MarbreSince *since)
{
    for (guint i = 0; i < since->folders->len; i++) {
        const char *folder = since->folders->pdata[i];
        if (!is_quiet(since, folder))
            g_ptr_array_add(since->originals, g_strdup(folder));
    }
    for (guint i = 0; i < since->gone->len; i++)
        g_ptr_array_add(since->originals, g_strdup(since->gone->pdata[i]));
}

MarbreSince *
marbre_since_new(MarbreSnapshot *before, MarbreNewsroom *newsroom, GError **error)
{
    g_autoptr(MarbreSince) since = g_new0(MarbreSince, 1);
    since->newsroom = marbre_newsroom_ref(newsroom);
    since->folders = g_ptr_array_new_with_free_func(g_free);
    since->is_folder = g_hash_table_new(g_str_hash, g_str_equal);
    since->gone = g_ptr_array_new_with_free_func(g_free);
    since->originals = g_ptr_array_new_with_free_func(g_free);
    since->files = g_ptr_array_new_with_free_func(g_free);
    since->open = g_hash_table_new(NULL, NULL);
    if (!marbre_snapshot_diff(before, marbre_newsroom_get_snapshot(newsroom), NULL, add_path, since,
                              error))
        return NULL;
    if (since->error != NULL) {
        g_propagate_error(error, g_steal_pointer(&since->error));
        return NULL;
    }
    g_ptr_array_sort(since->folders, marbre_order_texts);
    g_ptr_array_sort(since->files, marbre_order_texts);
    find_originals(since);
    return g_steal_pointer(&since);
}

bool
marbre_since_has_policy(const MarbreSince *since)
{
    return since->policy;
}

const GPtrArray *
marbre_since_get_folders(const MarbreSince *since)
{
    return since->folders;
}

/* --- who reads what ----------------------------------------------------------------------------
 */

/* Whether `path`, which names a folder where it ends with a slash, means the file. */
static bool
means(const char *path, const char *file)
{
    size_t size = strlen(path);
    return size > 0 && path[size - 1] == '/' ? g_str_has_prefix(file, path)
                                             : strcmp(path, file) == 0;
}

static bool
value_means(GVariant *value, const char *file)
{
    if (g_variant_is_of_type(value, G_VARIANT_TYPE_STRING))
        return means(g_variant_get_string(value, NULL), file);
    if (!g_variant_is_of_type(value, G_VARIANT_TYPE_STRING_ARRAY))
        return false;
    for (size_t i = 0; i < g_variant_n_children(value); i++) {
        const char *path = NULL;
        g_variant_get_child(value, i, "&s", &path);
        if (means(path, file))
            return true;
    }
    return false;
}

static bool
use_names(const MarbreTaskUse *use, const char *file)
{
    for (size_t i = 0; use->options != NULL && i < g_variant_n_children(use->options); i++) {
        const char *key = NULL;
        g_autoptr(GVariant) value = NULL;
        g_variant_get_child(use->options, i, "(&sv)", &key, &value);
        const MarbreOptionInfo *option = marbre_task_info_option(use->task, key);
        if (option != NULL && option->type == MBR_OPTION_PATH && value_means(value, file))
            return true;
    }
    return false;
}

static bool
plan_names(const MarbrePlan *plan, const char *file)
{
    const GPtrArray *checks = marbre_plan_get_checks(plan);
    for (guint i = 0; i < checks->len; i++) {
        const MarbrePlannedCheck *check = g_ptr_array_index(checks, i);
        if (check->use != NULL && use_names(check->use, file))
            return true;
    }
    const MarbreWorkflow *workflow = marbre_plan_get_workflow(plan);
    for (size_t i = 0; i < marbre_workflow_count(workflow); i++) {
        const GPtrArray *actions = marbre_plan_get_actions(plan, marbre_workflow_at(workflow, i));
        for (guint j = 0; j < actions->len; j++)
            if (use_names(g_ptr_array_index(actions, j), file))
                return true;
    }
    return false;
}

/* What a plugin may read that nobody named to it: values come from YAML. What tools other than
   Marbre keep in the repository begins with a dot. */
static bool
may_be_read(const MarbreSince *since, const char *file)
{
    const MarbreSettings *settings =
        marbre_policy_get_settings(marbre_newsroom_get_policy(since->newsroom));
    return file[0] != '.' && (g_str_has_suffix(file, ".yaml") || g_str_has_suffix(file, ".yml")) &&
           !marbre_settings_is_before(settings, file);
}

/* Whether some file changed that checks of this plan may read and no option names. */
static bool
is_open(MarbreSince *since, const MarbrePlan *plan)
{
    gpointer known = NULL;
    if (g_hash_table_lookup_extended(since->open, plan, NULL, &known))
        return known != NULL;
    bool open = false;
    for (guint i = 0; i < since->files->len && !open; i++) {
        const char *file = since->files->pdata[i];
        open = may_be_read(since, file) && !plan_names(plan, file);
    }
    g_hash_table_insert(since->open, (void *)plan, open ? since : NULL);
    return open;
}

bool
marbre_since_asks_plans(const MarbreSince *since)
{
    return since->files->len > 0;
}

static bool
is_everything(const MarbreSince *since)
{
    return since->policy && !since->people_only;
}

bool
marbre_since_is_wide(const MarbreSince *since, GPtrArray *plans)
{
    if (is_everything(since) || since->originals->len > 0)
        return true;
    for (guint i = 0; i < since->files->len; i++) {
        const char *file = since->files->pdata[i];
        if (may_be_read(since, file))
            return true;
        for (guint j = 0; j < plans->len; j++)
            if (plan_names(g_ptr_array_index(plans, j), file))
                return true;
    }
    return false;
}

static bool
translates_any(const MarbreSince *since, const char *said)
{
    for (guint i = 0; said != NULL && i < since->originals->len; i++) {
        const char *folder = since->originals->pdata[i];
        size_t size = strlen(folder);
        if (strncmp(said, folder, size) == 0 && (said[size] == '\0' || said[size] == '/'))
            return true;
    }
    return false;
}

bool
marbre_since_concerns(MarbreSince *since,
                      const MarbreRow *row,
                      const MarbrePlan *plan,
                      const GPtrArray *uses)
{
    if (is_everything(since) || g_hash_table_contains(since->is_folder, row->folder) ||
        translates_any(since, row->translates) || is_open(since, plan))
        return true;
    for (guint i = 0; i < since->files->len; i++)
        for (guint j = 0; j < uses->len; j++)
            if (use_names(g_ptr_array_index(uses, j), since->files->pdata[i]))
                return true;
    return false;
}
