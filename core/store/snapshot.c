/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/beneath.h"
#include "store/view.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct MarbreSnapshot {
    MarbreStore *store;
    MarbreView *view;
    char *commit; /* NULL: none yet */
};

void
marbre_entry_free(MarbreEntry *entry)
{
    if (entry == NULL)
        return;
    g_free(entry->name);
    g_free(entry);
}

static void
snapshot_clear(void *memory)
{
    MarbreSnapshot *snapshot = memory;

    if (snapshot->view != NULL)
        snapshot->view->class->free(snapshot->view);
    g_free(snapshot->commit);
    marbre_store_unref(snapshot->store);
}

MarbreSnapshot *
marbre_snapshot_ref(MarbreSnapshot *snapshot)
{
    return g_atomic_rc_box_acquire(snapshot);
}

void
marbre_snapshot_unref(MarbreSnapshot *snapshot)
{
    if (snapshot != NULL)
        g_atomic_rc_box_release_full(snapshot, snapshot_clear);
}

MarbreSnapshot *
marbre_snapshot_new(MarbreView *view, const git_oid *commit)
{
    MarbreSnapshot *snapshot = g_atomic_rc_box_new0(MarbreSnapshot);
    char hex[41];

    snapshot->store = marbre_store_ref(view->store);
    snapshot->view = view;
    if (commit != NULL) {
        marbre_oid_format(commit, hex);
        snapshot->commit = g_strdup(hex);
    }
    return snapshot;
}

MarbreSnapshot *
marbre_snapshot_of(MarbreStore *store,
                   MarbreTrees *trees,
                   const git_oid *root,
                   const git_oid *commit)
{
    return marbre_snapshot_new(marbre_view_tree_new(store, trees, root), commit);
}

bool
marbre_snapshot_is_fixed(const MarbreSnapshot *snapshot)
{
    return snapshot->view->class == &marbre_view_tree_class;
}

bool
marbre_snapshot_root(const MarbreSnapshot *snapshot, git_oid *ret_root)
{
    if (!marbre_snapshot_is_fixed(snapshot))
        return false;
    *ret_root = *marbre_view_tree_get_root(snapshot->view);
    return true;
}

MarbreTrees *
marbre_snapshot_trees(const MarbreSnapshot *snapshot)
{
    return marbre_snapshot_is_fixed(snapshot) ? marbre_view_tree_get_trees(snapshot->view) : NULL;
}

const char *
marbre_snapshot_commit_id(const MarbreSnapshot *snapshot)
{
    return snapshot->commit;
}

MarbreStore *
marbre_snapshot_get_store(const MarbreSnapshot *snapshot)
{
    return snapshot->store;
}

/* A path that could leave the newsroom is not even looked up. */
static bool
path_check(const char *path, bool or_root, GError **error)
{
    if ((or_root && *path == '\0') || marbre_beneath_is_plain(path))
        return true;
    g_autofree char *shown = g_strescape(path, NULL);
    marbre_path_refused(
        shown, _("is no path inside a newsroom; write it from the newsroom's top, without “..”"),
        error);
    return false;
}

GBytes *
marbre_snapshot_read(MarbreSnapshot *snapshot, const char *path, size_t limit, GError **error)
{
    if (!path_check(path, false, error))
        return NULL;
    return snapshot->view->class->read(snapshot->view, path, limit, error);
}

GBytes *
marbre_snapshot_read_id(MarbreSnapshot *snapshot, const char *oid, size_t limit, GError **error)
{
    git_oid id;

    if (!marbre_oid_parse(oid, &id, error))
        return NULL;
    return marbre_blob_read(snapshot->store, &id, limit, error);
}

GBytes *
marbre_snapshot_read_first(
    MarbreSnapshot *snapshot, const char *oid, size_t first, size_t limit, GError **error)
{
    git_oid id;

    if (!marbre_oid_parse(oid, &id, error))
        return NULL;
    return marbre_blob_read_first(snapshot->store, &id, first, limit, error);
}

GPtrArray *
marbre_snapshot_list(MarbreSnapshot *snapshot, const char *folder, GError **error)
{
    if (!path_check(folder, true, error))
        return NULL;
    return snapshot->view->class->list(snapshot->view, folder, error);
}

MarbreEntry *
marbre_snapshot_entry(MarbreSnapshot *snapshot, const char *path, GError **error)
{
    if (!path_check(path, false, error))
        return NULL;
    return snapshot->view->class->entry(snapshot->view, path, error);
}

bool
marbre_snapshot_has(MarbreSnapshot *snapshot, const char *path, bool *ret_has, GError **error)
{
    g_autoptr(GError) why = NULL;
    g_autoptr(MarbreEntry) entry = marbre_snapshot_entry(snapshot, path, &why);

    if (entry == NULL && !g_error_matches(why, MARBRE_ERROR, MARBRE_ERROR_NOT_FOUND)) {
        g_propagate_error(error, g_steal_pointer(&why));
        return false;
    }
    *ret_has = entry != NULL;
    return true;
}

bool
marbre_snapshot_folder_id(MarbreSnapshot *snapshot,
                          const char *folder,
                          char ret_oid[41],
                          GError **error)
{
    git_oid id;

    if (!path_check(folder, true, error) ||
        !snapshot->view->class->folder_id(snapshot->view, folder, &id, error))
        return false;
    marbre_oid_format(&id, ret_oid);
    return true;
}

bool
marbre_snapshot_file_id(MarbreSnapshot *snapshot,
                        const char *path,
                        char ret_oid[41],
                        GError **error)
{
    g_autoptr(MarbreEntry) entry = marbre_snapshot_entry(snapshot, path, error);

    if (entry == NULL)
        return false;
    if (entry->kind != MARBRE_ENTRY_FILE && entry->kind != MARBRE_ENTRY_EXEC) {
        marbre_path_refused(path, _("is no plain file; put the file itself there"), error);
        return false;
    }
    if (*entry->oid == '\0') {
        marbre_path_refused(
            path,
            _("is too large or cannot be read; make it smaller, or let it be read (chmod u+r)"),
            error);
        return false;
    }
    memcpy(ret_oid, entry->oid, sizeof entry->oid);
    return true;
}

/* Commit below the working tree; false with no error set where there is none yet. */
static bool
head_commit(MarbreStore *store, git_oid *ret_id)
{
    return git_reference_name_to_id(ret_id, store->repo, "HEAD") == 0;
}

MarbreSnapshot *
marbre_snapshot_worktree(MarbreStore *store, GError **error)
{
    MarbreView *view = marbre_view_worktree_new(store, error);
    git_oid head;

    if (view == NULL)
        return NULL;
    return marbre_snapshot_new(view, head_commit(store, &head) ? &head : NULL);
}

MarbreSnapshot *
marbre_snapshot_index(MarbreStore *store, GError **error)
{
    MarbreView *view = marbre_view_index_new(store, error);
    git_oid head;

    if (view == NULL)
        return NULL;
    return marbre_snapshot_new(view, head_commit(store, &head) ? &head : NULL);
}

MarbreSnapshot *
marbre_snapshot_of_tree(MarbreStore *store, const char *tree, GError **error)
{
    git_oid id;

    if (!marbre_oid_parse(tree, &id, error))
        return NULL;
    return marbre_snapshot_of(store, NULL, &id, NULL);
}

MarbreSnapshot *
marbre_snapshot_commit(MarbreStore *store, const char *rev, GError **error)
{
    g_autoptr(GError) why = NULL;
    g_autofree char *hex = marbre_store_resolve(store, rev, &why);
    git_oid commit, root;

    if (hex == NULL) {
        if (rev == NULL && g_error_matches(why, MARBRE_ERROR, MARBRE_ERROR_NOT_FOUND) &&
            git_odb_hash(&root, "", 0, GIT_OBJECT_TREE) == 0)
            return marbre_snapshot_of(store, NULL, &root, NULL);
        g_propagate_error(error, g_steal_pointer(&why));
        return NULL;
    }
    if (!marbre_oid_parse(hex, &commit, error) ||
        !marbre_commit_tree_id(store, &commit, &root, error))
        return NULL;
    return marbre_snapshot_of(store, NULL, &root, &commit);
}
