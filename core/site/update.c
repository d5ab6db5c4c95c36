/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "site/site.h"

#include "site/comparison.h"
#include "site/renderer.h"
#include "site/rendering.h"
#include "site/table.h"
#include "store/history.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What was rendered: a commit that names another tree than it has was made anew by others. */
#define TREE_TRAILER "Marbre-Tree"

static MarbreCommit *
tip_of(MarbreStore *store, const char *branch, GError **error)
{
    g_autoptr(GError) reason = NULL;
    g_autofree char *tip = marbre_store_tip(store, branch, &reason);
    if (tip == NULL) {
        if (reason != NULL)
            g_propagate_error(error, g_steal_pointer(&reason));
        return NULL;
    }
    return marbre_commit_read(store, tip, error);
}

char *
marbre_site_rendered(MarbreStore *store, const char *branch, GError **error)
{
    g_autoptr(MarbreCommit) commit = tip_of(store, branch, error);
    return commit == NULL ? NULL : g_strdup(marbre_commit_trailer(commit, MARBRE_SITE_TRAILER));
}

/* The newsroom as the branch shows it now. A commit that is gone, or a policy that can't be read
   any more, leaves nothing to compare with: then everything is rendered. */
static MarbreNewsroom *
former_newsroom(MarbreNewsroom *newsroom, const MarbreCommit *commit)
{
    const char *rendered =
        commit == NULL ? NULL : marbre_commit_trailer(commit, MARBRE_SITE_TRAILER);
    MarbreStore *store = marbre_newsroom_get_store(newsroom);
    g_autoptr(MarbreSnapshot) snapshot =
        rendered == NULL ? NULL : marbre_snapshot_commit(store, rendered, NULL);
    return snapshot == NULL ? NULL : marbre_newsroom_new(store, snapshot, NULL);
}

static GPtrArray *
former_entries(MarbreNewsroom *former, MarbreTable *ret_kept)
{
    MarbreSnapshot *snapshot = marbre_newsroom_get_snapshot(former);
    *ret_kept =
        marbre_table_load(marbre_newsroom_get_store(former), marbre_snapshot_commit_id(snapshot));
    return ret_kept->entries != NULL ? g_ptr_array_ref(ret_kept->entries)
                                     : marbre_entries_list(former, NULL, NULL);
}

static GPtrArray *
entries_now(MarbreNewsroom *newsroom,
            MarbreNewsroom *then,
            const GPtrArray *former,
            GPtrArray *left_out,
            GError **error)
{
    MarbreStore *store = marbre_newsroom_get_store(newsroom);
    bool anew = former == NULL || !marbre_comparison_is_same(newsroom, then, MARBRE_SETTINGS_PATH);
    marbre_store_set_scan(store, true);
    GPtrArray *entries =
        anew ? marbre_entries_list(newsroom, left_out, error)
             : marbre_entries_follow(newsroom, former, marbre_newsroom_get_snapshot(then), left_out,
                                     error);
    marbre_store_set_scan(store, false);
    return entries;
}

/* A commit, unless it would only name a later newsroom commit over the same tree. */
static bool
commit(MarbreRendering *rendering,
       const char *branch,
       const char *tip,
       const char *renderer,
       bool needed,
       bool *ret_done,
       GError **error)
{
    const MarbreSettings *settings =
        marbre_policy_get_settings(marbre_newsroom_get_policy(rendering->newsroom));
    char tree[41], before[41], id[41];
    g_autoptr(MarbreSnapshot) shown = marbre_write_branch_snapshot(rendering->write, branch, error);
    if (shown == NULL || !marbre_snapshot_folder_id(shown, "", before, error) ||
        !marbre_write_tree(rendering->write, branch, rendering->changes, tree, error))
        return false;
    *ret_done = needed || strcmp(tree, before) != 0;
    if (!*ret_done)
        return true;
    g_autofree char *message =
        g_strdup_printf("Site: %s\n\n" MARBRE_SITE_TRAILER ": %s\n" MARBRE_RENDERER_TRAILER
                        ": %s\n" TREE_TRAILER ": %s\n",
                        settings->name, tip, renderer, tree);
    return marbre_write_commit_tree(rendering->write, branch, tree, NULL,
                                    rendering->settings->author, rendering->settings->committer,
                                    message, id, error);
}

/* What differs is rendered into the change set. Here and where entries are read, objects are not
   hashed once more: of what is written they are. */
static bool
render(MarbreRendering *rendering,
       MarbreComparison *of,
       const char *branch,
       MarbrePlan *plan,
       bool every,
       GError **error)
{
    if (!marbre_comparison_check_tombstones(of, error) ||
        !marbre_comparison_check_course(of, branch, error) ||
        !(every ? marbre_comparison_mark_all(of, rendering->write, branch, error)
                : marbre_comparison_mark(of, error)))
        return false;
    g_autoptr(GPtrArray) written = marbre_lists_fill(of->lists, of->entries, every);
    rendering->lists = written;
    marbre_store_set_scan(marbre_newsroom_get_store(of->newsroom), true);
    bool done =
        marbre_comparison_remove_lost(of, error) && marbre_rendering_run(rendering, plan, error);
    marbre_store_set_scan(marbre_newsroom_get_store(of->newsroom), false);
    rendering->lists = NULL;
    return done;
}

/* Whether the branch is as this renderer left it. */
static bool
is_kept(const MarbreCommit *shown, const char *renderer)
{
    return g_strcmp0(marbre_commit_trailer(shown, MARBRE_RENDERER_TRAILER), renderer) == 0 &&
           g_strcmp0(marbre_commit_trailer(shown, TREE_TRAILER), shown->tree) == 0;
}

bool
marbre_site_is_current(MarbreNewsroom *newsroom, const MarbrePlan *plan)
{
    const char *branch =
        marbre_policy_get_settings(marbre_newsroom_get_policy(newsroom))->published;
    g_autoptr(MarbreCommit) shown = tip_of(marbre_newsroom_get_store(newsroom), branch, NULL);
    const char *tip = marbre_snapshot_commit_id(marbre_newsroom_get_snapshot(newsroom));
    g_autofree char *renderer = marbre_renderer_key(newsroom, plan);
    return shown != NULL && is_kept(shown, renderer) &&
           g_strcmp0(marbre_commit_trailer(shown, MARBRE_SITE_TRAILER), tip) == 0;
}

bool
marbre_site_update(const MarbreSiteSettings *settings,
                   MarbreWrite *write,
                   MarbreNewsroom *newsroom,
                   MarbrePlan *plan,
                   const char *tip,
                   bool *ret_done,
                   GError **error)
{
    MarbreStore *store = marbre_newsroom_get_store(newsroom);
    const char *branch =
        marbre_policy_get_settings(marbre_newsroom_get_policy(newsroom))->published;
    g_autoptr(GError) reason = NULL;
    g_autoptr(MarbreCommit) shown = tip_of(store, branch, &reason);
    if (reason != NULL) {
        g_propagate_error(error, g_steal_pointer(&reason));
        return false;
    }
    g_autofree char *renderer = marbre_renderer_key(newsroom, plan);
    g_autoptr(MarbreNewsroom) then = former_newsroom(newsroom, shown);
    g_auto(MarbreTable) kept = {0};
    g_autoptr(GPtrArray) former = then == NULL ? NULL : former_entries(then, &kept);
    bool every = former == NULL || !is_kept(shown, renderer);
    g_autoptr(GPtrArray) entries = entries_now(newsroom, then, former, settings->left_out, error);
    bool done = false;
    if (ret_done != NULL)
        *ret_done = false;
    if (entries == NULL || (entries->len == 0 && shown == NULL))
        return entries != NULL; /* where nothing was ever published, no branch is made */
    g_autoptr(GPtrArray) none = g_ptr_array_new();
    g_auto(MarbreComparison) of =
        marbre_comparison_new(newsroom, entries, former == NULL ? none : former);
    bool other_rules = !every && marbre_comparison_take_rules(&of, then);
    MarbreRendering rendering = {.settings = settings,
                                 .write = write,
                                 .newsroom = newsroom,
                                 .entries = entries,
                                 .changes = of.changes};
    if (!render(&rendering, &of, branch, plan, every, error) ||
        !commit(&rendering, branch, tip, renderer, every || other_rules, &done, error))
        return false;
    if (done && !settings->rehearsal)
        marbre_table_save(store, &kept, tip, entries);
    if (ret_done != NULL)
        *ret_done = done;
    return true;
}
