/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "site/site.h"

#include "base/error.h"
#include "base/problem.h"
#include "site/course.h"
#include "site/provenance.h"
#include "site/rendering.h"
#include "site/table.h"
#include "store/history.h"

#include "marbre/plugin.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What rendered the branch: when that changes, every page is written again. */
#define RENDERER_TRAILER "Marbre-Renderer"
/* What was rendered: a commit that names another tree than it has was made anew by others. */
#define TREE_TRAILER "Marbre-Tree"

/* What the branch shows and what it is to show. */
typedef struct {
    MarbreNewsroom *newsroom;
    GPtrArray *entries; /* of MarbreEntryPage */
    GPtrArray
        *former; /* likewise, of what the branch renders now; empty where it renders nothing */
    MarbreNewsroom *policy_then; /* (nullable) this one under the rules then, where they differ */
    MarbreChangeset *changes;
    MarbreLists *lists;
} Comparison;

/* --- what is to be rendered
 * ----------------------------------------------------------------------------- */

/* Under other people and another workflow, a page may say of the same record something else. */
static bool
says_the_same(Comparison *of, MarbreEntryPage *entry)
{
    if (of->policy_then == NULL)
        return true;
    g_autoptr(GBytes) now = marbre_provenance_write(of->newsroom, entry, NULL);
    g_autoptr(GBytes) then = marbre_provenance_write(of->policy_then, entry, NULL);
    return now != NULL && then != NULL && g_bytes_equal(now, then);
}

/* Its record and its place are what they were. */
static bool
is_same_page(Comparison *of, MarbreEntryPage *entry, const MarbreEntryPage *former)
{
    return strcmp(entry->folder, former->folder) == 0 &&
           strcmp(entry->record, former->record) == 0 && says_the_same(of, entry);
}

static bool
remove_page(Comparison *of, const MarbreEntryPage *entry, GError **error)
{
    g_autofree char *folder = g_strndup(entry->path, strlen(entry->path) - 1);
    return marbre_changeset_remove_folder(of->changes, folder, error);
}

/* Entries of one array that are not in the other, by the paths of their pages. */
static GHashTable *
only_in(const GPtrArray *these, const GPtrArray *those)
{
    g_autoptr(GHashTable) shared = g_hash_table_new(NULL, NULL);
    GHashTable *only = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < those->len; i++)
        (void)g_hash_table_add(shared, those->pdata[i]); /* each is there once */
    for (guint i = 0; i < these->len; i++) {
        MarbreEntryPage *entry = g_ptr_array_index(these, i);
        if (!g_hash_table_contains(shared, entry))
            g_hash_table_insert(only, entry->path, entry);
    }
    return only;
}

/* A page that is written takes the place of all that stood there. */
static bool
mark(Comparison *of, MarbreEntryPage *entry, bool stood, GError **error)
{
    entry->render = true;
    marbre_lists_touch(of->lists, entry, true);
    return !stood || remove_page(of, entry, error);
}

/* Pages that are new or different are to be written, and so are the lists that hold them. */
static bool
compare_pages(Comparison *of, GHashTable *gone, GError **error)
{
    g_autoptr(GHashTable) fresh = only_in(of->entries, of->former);
    for (guint i = 0; i < of->entries->len; i++) {
        MarbreEntryPage *entry = g_ptr_array_index(of->entries, i);
        bool is_fresh = g_hash_table_size(fresh) > 0 && g_hash_table_contains(fresh, entry->path);
        const MarbreEntryPage *former = is_fresh ? g_hash_table_lookup(gone, entry->path) : entry;
        if (former != NULL && is_same_page(of, entry, former))
            (void)g_hash_table_remove(gone, entry->path); /* of those that are shared, none is */
        else if (!mark(of, entry, former != NULL, error))
            return false;
    }
    return true;
}

static bool
compare(Comparison *of, GError **error)
{
    g_autoptr(GHashTable) gone = only_in(of->former, of->entries);
    if (!compare_pages(of, gone, error))
        return false;
    GHashTableIter iter;
    gpointer former = NULL;
    g_hash_table_iter_init(&iter, gone);
    while (g_hash_table_iter_next(&iter, NULL, &former)) {
        marbre_lists_touch(of->lists, former, false);
        if (!remove_page(of, former, error))
            return false;
    }
    return true;
}

/* Whether a page had gone because its time online was over: it may have another one. */
static bool
had_ended(const Comparison *of, const MarbreEntryPage *former)
{
    MarbreSnapshot *snapshot = marbre_newsroom_get_snapshot(of->newsroom);
    g_autoptr(GBytes) bytes =
        marbre_snapshot_read_id(snapshot, former->record, MARBRE_STATE_LIMIT, NULL);
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbreState) state =
        bytes == NULL ? NULL : marbre_state_parse("state.yaml", bytes, problems);
    return state != NULL && state->retracted != NULL &&
           g_strcmp0(state->retracted->kind, MARBRE_KIND_ENDED) == 0;
}

/* What was taken back stays so: a record that says otherwise was changed behind Marbre's back. */
static bool
check_tombstones(const Comparison *of, GError **error)
{
    g_autoptr(GHashTable) gone = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < of->former->len; i++) {
        const MarbreEntryPage *former = g_ptr_array_index(of->former, i);
        if (former->retracted && !had_ended(of, former))
            (void)g_hash_table_add(gone, former->path); /* each is there once */
    }
    for (guint i = 0; g_hash_table_size(gone) > 0 && i < of->entries->len; i++) {
        const MarbreEntryPage *entry = g_ptr_array_index(of->entries, i);
        if (entry->retracted || !g_hash_table_contains(gone, entry->path))
            continue;
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
                    _("%s was retracted, and its state.yaml says no more of it; nothing brings "
                      "that page back. Bring the record back: git log -p %s/state.yaml shows "
                      "what took it out, and git revert undoes it"),
                    entry->folder, entry->folder);
        return false;
    }
    return true;
}

/* From another branch of the newsroom nothing is taken from readers. */
static bool
check_course(const Comparison *of, const char *branch, GError **error)
{
    MarbreStore *store = marbre_newsroom_get_store(of->newsroom);
    g_autofree char *rendered = marbre_site_rendered(store, branch, NULL);
    g_autofree char *other = rendered == NULL ? NULL : marbre_course_other(store, branch, rendered);
    const char *lost = other == NULL ? NULL : marbre_course_lost(of->entries, of->former);
    if (lost == NULL)
        return true;
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
                _("the site shows the newsroom of the branch %s, and this is %s, where nothing is "
                  "known of %s: its page would go from the readers. To publish from there: git "
                  "switch %s; to go on from here, take over what it has: git merge %s"),
                other, marbre_store_get_branch(store), lost, other, other);
    return false;
}

/* Everything is rendered again, and nothing stays of what the branch holds. */
static bool
begin_anew(Comparison *of, MarbreWrite *write, const char *branch, GError **error)
{
    for (guint i = 0; i < of->entries->len; i++)
        (void)mark(of, of->entries->pdata[i], false, NULL); /* fails where something stood */
    g_autoptr(MarbreSnapshot) snapshot = marbre_write_branch_snapshot(write, branch, error);
    g_autoptr(GPtrArray) there =
        snapshot == NULL ? NULL : marbre_snapshot_list(snapshot, "", error);
    for (guint i = 0; there != NULL && i < there->len; i++) {
        const MarbreEntry *entry = g_ptr_array_index(there, i);
        if (!(entry->kind == MARBRE_ENTRY_FOLDER
                  ? marbre_changeset_remove_folder(of->changes, entry->name, error)
                  : marbre_changeset_remove(of->changes, entry->name, error)))
            return false;
    }
    return there != NULL;
}

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

/* A file or a folder of the newsroom, whatever is in it. */
static void
add_place(GString *text, MarbreSnapshot *snapshot, const char *path)
{
    size_t size = strlen(path);
    g_autofree char *place = g_strndup(path, size > 0 && path[size - 1] == '/' ? size - 1 : size);
    g_autoptr(MarbreEntry) entry = marbre_snapshot_entry(snapshot, place, NULL);
    g_string_append_printf(text, "%s ", entry == NULL ? "-" : entry->oid);
}

/* What the options of an action name: pages look otherwise when it changes. */
static void
add_places(GString *text, MarbreSnapshot *snapshot, const MarbreTaskUse *use)
{
    for (size_t i = 0; use->options != NULL && i < g_variant_n_children(use->options); i++) {
        const char *key;
        g_autoptr(GVariant) value = NULL;
        g_variant_get_child(use->options, i, "(&sv)", &key, &value);
        const MarbreOptionInfo *option = marbre_task_info_option(use->task, key);
        if (option == NULL || option->type != MBR_OPTION_PATH)
            continue;
        bool list = g_variant_is_of_type(value, G_VARIANT_TYPE_STRING_ARRAY);
        for (size_t j = 0; j < (list ? g_variant_n_children(value) : 1); j++) {
            g_autoptr(GVariant) one =
                list ? g_variant_get_child_value(value, j) : g_variant_ref(value);
            add_place(text, snapshot, g_variant_get_string(one, NULL));
        }
    }
}

/* What every page shows or comes from: the plugins that render, what their options name, and the
   settings. */
static char *
renderer_of(MarbreNewsroom *newsroom, const MarbrePlan *plan)
{
    const MarbreStage *last = marbre_workflow_last(marbre_plan_get_workflow(plan));
    const GPtrArray *actions = marbre_plan_get_actions(plan, last);
    MarbreSnapshot *snapshot = marbre_newsroom_get_snapshot(newsroom);
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < actions->len; i++) {
        const MarbreTaskUse *use = g_ptr_array_index(actions, i);
        g_string_append_printf(text, "%s ", use->key);
        add_places(text, snapshot, use);
    }
    add_place(text, snapshot, MARBRE_SETTINGS_PATH);
    g_string_truncate(text, text->len - 1);
    return g_string_free(text, FALSE);
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

/* Whether a file or folder of the policy is the same in both. */
static bool
is_same(MarbreNewsroom *one, MarbreNewsroom *other, const char *path)
{
    g_autoptr(MarbreEntry) now =
        marbre_snapshot_entry(marbre_newsroom_get_snapshot(one), path, NULL);
    g_autoptr(MarbreEntry) then =
        marbre_snapshot_entry(marbre_newsroom_get_snapshot(other), path, NULL);
    return now != NULL && then != NULL && strcmp(now->oid, then->oid) == 0;
}

static GPtrArray *
entries_now(MarbreNewsroom *newsroom,
            MarbreNewsroom *then,
            const GPtrArray *former,
            GPtrArray *left_out,
            GError **error)
{
    MarbreStore *store = marbre_newsroom_get_store(newsroom);
    bool anew = former == NULL || !is_same(newsroom, then, MARBRE_SETTINGS_PATH);
    marbre_store_set_scan(store, true);
    GPtrArray *entries =
        anew ? marbre_entries_list(newsroom, left_out, error)
             : marbre_entries_follow(newsroom, former, marbre_newsroom_get_snapshot(then), left_out,
                                     error);
    marbre_store_set_scan(store, false);
    return entries;
}

/* Lists that no entry's language has any more go with its folder. */
static bool
remove_lost(Comparison *of, GError **error)
{
    for (const char *const *lang = marbre_lists_lost(of->lists); *lang != NULL; lang++)
        if (!marbre_changeset_remove_folder(of->changes, *lang, error))
            return false;
    return true;
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
    g_autofree char *message = g_strdup_printf(
        "Site: %s\n\n" MARBRE_SITE_TRAILER ": %s\n" RENDERER_TRAILER ": %s\n" TREE_TRAILER ": %s\n",
        settings->name, tip, renderer, tree);
    return marbre_write_commit_tree(rendering->write, branch, tree, NULL,
                                    rendering->settings->author, rendering->settings->committer,
                                    message, id, error);
}

/* What differs is rendered into the change set. Here and where entries are read, objects are not
   hashed once more: of what is written they are. */
static bool
render(MarbreRendering *rendering,
       Comparison *of,
       const char *branch,
       MarbrePlan *plan,
       bool every,
       GError **error)
{
    if (!check_tombstones(of, error) || !check_course(of, branch, error) ||
        !(every ? begin_anew(of, rendering->write, branch, error) : compare(of, error)))
        return false;
    g_autoptr(GPtrArray) written = marbre_lists_fill(of->lists, of->entries, every);
    rendering->lists = written;
    marbre_store_set_scan(marbre_newsroom_get_store(of->newsroom), true);
    bool done = remove_lost(of, error) && marbre_rendering_run(rendering, plan, error);
    marbre_store_set_scan(marbre_newsroom_get_store(of->newsroom), false);
    rendering->lists = NULL;
    return done;
}

/* Whether the branch is as this renderer left it. */
static bool
is_kept(const MarbreCommit *shown, const char *renderer)
{
    return g_strcmp0(marbre_commit_trailer(shown, RENDERER_TRAILER), renderer) == 0 &&
           g_strcmp0(marbre_commit_trailer(shown, TREE_TRAILER), shown->tree) == 0;
}

bool
marbre_site_is_current(MarbreNewsroom *newsroom, const MarbrePlan *plan)
{
    const char *branch =
        marbre_policy_get_settings(marbre_newsroom_get_policy(newsroom))->published;
    g_autoptr(MarbreCommit) shown = tip_of(marbre_newsroom_get_store(newsroom), branch, NULL);
    const char *tip = marbre_snapshot_commit_id(marbre_newsroom_get_snapshot(newsroom));
    g_autofree char *renderer = renderer_of(newsroom, plan);
    return shown != NULL && is_kept(shown, renderer) &&
           g_strcmp0(marbre_commit_trailer(shown, MARBRE_SITE_TRAILER), tip) == 0;
}

/* This newsroom under the rules by which the branch was rendered, where they are not those of now.
 */
static bool
take_policy_then(Comparison *of, MarbreNewsroom *then)
{
    if (is_same(of->newsroom, then, MARBRE_PEOPLE_PATH) &&
        is_same(of->newsroom, then, MARBRE_WORKFLOWS_FOLDER))
        return false;
    of->policy_then = marbre_newsroom_new_with_policy(marbre_newsroom_get_store(of->newsroom),
                                                      marbre_newsroom_get_snapshot(of->newsroom),
                                                      marbre_newsroom_get_policy(then));
    return true;
}

static void
clear_comparison(Comparison *of)
{
    g_clear_pointer(&of->lists, marbre_lists_free);
    g_clear_pointer(&of->changes, marbre_changeset_free);
    g_clear_pointer(&of->policy_then, marbre_newsroom_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Comparison, clear_comparison)

static Comparison
begin(MarbreNewsroom *newsroom, GPtrArray *entries, GPtrArray *former)
{
    const MarbreSettings *settings =
        marbre_policy_get_settings(marbre_newsroom_get_policy(newsroom));
    return (Comparison){.newsroom = newsroom,
                        .entries = entries,
                        .former = former,
                        .changes = marbre_changeset_new(),
                        .lists = marbre_lists_new((const char *const *)settings->publish)};
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
    g_autofree char *renderer = renderer_of(newsroom, plan);
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
    g_auto(Comparison) of = begin(newsroom, entries, former == NULL ? none : former);
    bool other_rules = !every && take_policy_then(&of, then);
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
