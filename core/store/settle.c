/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/settle.h"

#include "store/place.h"
#include "store/ref.h"

#include <string.h>
#include <unistd.h>

typedef struct {
    MarbreStore *store;
    MarbreDesk *desk;
    MarbreTrees *trees;
    git_oid tip; /* root of the branch's tip, which may have moved on */
    bool moved_on;
    GPtrArray *edits; /* of the index */
    GPtrArray *kept;
    GError *error;
} Settle;

static MarbreIndexEdit *
edit_new(const char *path, const MarbrePlace *place)
{
    MarbreIndexEdit *edit = g_new0(MarbreIndexEdit, 1);

    edit->path = g_strdup(path);
    edit->gone = place->mode == 0;
    edit->id = place->id;
    edit->stamp.mode = place->mode;
    return edit;
}

/* Whether the entry is as the old commit or the new one left it; else somebody staged something. */
static bool
entry_is_ours(const MarbreIndexEntry *entry, const MarbrePlace *old, const MarbrePlace *new)
{
    if (entry == NULL || entry->intent_to_add)
        return old->mode == 0;
    return (old->mode != 0 && git_oid_equal(&entry->id, &old->id)) ||
           (new->mode != 0 && git_oid_equal(&entry->id, &new->id));
}

static void
index_follow(Settle *settle,
             const char *path,
             const MarbrePlace *old,
             const MarbrePlace *new,
             const struct stat *status)
{
    MarbreIndexEntry found;
    const MarbreIndexEntry *entry = NULL;

    if (settle->desk->index != NULL) {
        if (new->mode != 0 && marbre_index_is_contested(settle->desk->index, path))
            return;
        if (marbre_index_find(settle->desk->index, path, &found))
            entry = &found;
        if (!entry_is_ours(entry, old, new) || (entry == NULL && new->mode == 0))
            return;
    }
    MarbreIndexEdit *edit = edit_new(path, new);
    if (status != NULL && new->mode != 0) {
        edit->stamp = marbre_stamp_of(status);
        edit->stamp.mode = new->mode;
    }
    edit->skip_worktree = entry != NULL && entry->skip_worktree;
    g_ptr_array_add(settle->edits, edit);
}

/* Files that a sparse checkout leaves out stay out. */
static bool
is_left_out(Settle *settle, const char *path)
{
    MarbreIndexEntry entry;

    return settle->desk->index != NULL && marbre_index_find(settle->desk->index, path, &entry) &&
           entry.skip_worktree;
}

static bool
path_settle(void *user, const char *path, const MarbrePlace *old, const MarbrePlace *new)
{
    Settle *settle = user;
    MarbrePlaced placed = MARBRE_PLACED_KEPT;
    MarbrePlace now;
    struct stat status;

    if (settle->moved_on) {
        if (!marbre_trees_place(settle->trees, &settle->tip, path, &now, &settle->error))
            return false;
        if (!marbre_place_equal(&now, new))
            return marbre_place_tidy(settle->desk->root, path, old, new, &settle->error);
    }
    if (is_left_out(settle, path)) {
        index_follow(settle, path, old, new, NULL);
        return true;
    }
    if (!marbre_place_file(settle->store, settle->desk->root, path, old, new, &placed, &status,
                           &settle->error))
        return false;
    if (placed == MARBRE_PLACED_KEPT && settle->kept != NULL)
        g_ptr_array_add(settle->kept, g_strdup(path));
    index_follow(settle, path, old, new, placed == MARBRE_PLACED_KEPT ? NULL : &status);
    return true;
}

static bool
entry_add(void *user, const char *path, const MarbrePlace *old, const MarbrePlace *new)
{
    GHashTable *by_path = user;

    if (!g_hash_table_contains(by_path, path)) {
        MarbreIndexEdit *edit = edit_new(path, new);
        g_hash_table_insert(by_path, edit->path, edit);
    }
    return true;
}

/* A torn or missing index holds nothing to respect: all entries of the tip, and git looks at the
 * files by itself. */
static bool
index_rebuild(Settle *settle, GError **error)
{
    g_autoptr(GHashTable) by_path = g_hash_table_new(g_str_hash, g_str_equal);
    GHashTableIter iter;
    void *value;
    git_oid nothing;

    for (guint i = 0; i < settle->edits->len; i++) {
        MarbreIndexEdit *edit = g_ptr_array_index(settle->edits, i);
        g_hash_table_insert(by_path, edit->path, edit);
    }
    bool good = git_odb_hash(&nothing, "", 0, GIT_OBJECT_TREE) == 0 &&
                marbre_trees_diff(settle->trees, &nothing, &settle->tip, entry_add, by_path, error);
    /* The table owns them all now, and gives them back in the loop. */
    g_ptr_array_set_free_func(settle->edits, NULL);
    g_ptr_array_set_size(settle->edits, 0);
    g_ptr_array_set_free_func(settle->edits, (GDestroyNotify)marbre_index_edit_free);
    g_hash_table_iter_init(&iter, by_path);
    while (g_hash_table_iter_next(&iter, NULL, &value))
        g_ptr_array_add(settle->edits, value);
    settle->desk->index = marbre_index_new();
    return good;
}

static bool
index_write(Settle *settle, GError **error)
{
    MarbreHeld *lock = settle->desk->lock;

    if (settle->desk->index == NULL && !index_rebuild(settle, error))
        return false;
    if (settle->edits->len == 0)
        return true;
    if (!marbre_index_write(settle->desk->index, settle->edits, lock->fd, error))
        return false;
    if (fsync(lock->fd) < 0)
        return marbre_errno_fail(error, "%s", lock->lock);
    return marbre_held_commit(lock, error);
}

/* The roots of the move's two ends and of the branch as it is now. */
static bool
roots_read(Settle *settle, const MarbreMove *move, git_oid *old, git_oid *new, GError **error)
{
    git_oid tip;

    if (git_oid_is_zero(&move->from)) {
        if (git_odb_hash(old, "", 0, GIT_OBJECT_TREE) < 0)
            return marbre_git_fail(error, MARBRE_ERROR_FAILED, "%s", move->ref);
    } else if (!marbre_commit_tree_id(settle->store, &move->from, old, error)) {
        return false;
    }
    if (!marbre_commit_tree_id(settle->store, &move->to, new, error) ||
        !marbre_ref_read(settle->store, move->ref, &tip, error))
        return false;
    settle->moved_on = !git_oid_equal(&tip, &move->to);
    settle->tip = *new;
    return !settle->moved_on || marbre_commit_tree_id(settle->store, &tip, &settle->tip, error);
}

bool
marbre_settle(
    MarbreStore *store, const MarbreMove *move, MarbreDesk *desk, GPtrArray *kept, GError **error)
{
    g_autoptr(MarbreTrees) trees = marbre_trees_new(store);
    g_autoptr(GPtrArray) edits =
        g_ptr_array_new_with_free_func((GDestroyNotify)marbre_index_edit_free);
    Settle settle = {.store = store, .desk = desk, .trees = trees, .edits = edits, .kept = kept};
    git_oid old, new;

    if (!roots_read(&settle, move, &old, &new, error))
        return false;
    bool good = marbre_trees_diff(trees, &old, &new, path_settle, &settle, error);
    if (settle.error != NULL) {
        if (good)
            g_propagate_error(error, settle.error);
        else
            g_error_free(settle.error);
        return false;
    }
    return good && index_write(&settle, error);
}
