/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/view.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The files of a tree in the object store. */
typedef struct {
    MarbreView view;
    git_oid root;
    MarbreTrees *trees;
} TreeView;

static void
tree_free(MarbreView *view)
{
    TreeView *self = (TreeView *)view;

    marbre_trees_unref(self->trees);
    g_free(self);
}

static GBytes *
tree_read(MarbreView *view, const char *path, size_t limit, GError **error)
{
    TreeView *self = (TreeView *)view;
    unsigned mode;
    git_oid id;

    if (!marbre_trees_find(self->trees, &self->root, path, &mode, &id, error))
        return NULL;
    if (mode != MARBRE_MODE_FILE && mode != MARBRE_MODE_EXEC)
        return marbre_path_refused(path, _("is no plain file; put the file itself there"), error);
    GBytes *content = marbre_blob_read(view->store, &id, limit, error);
    if (content == NULL)
        g_prefix_error(error, "%s: ", path);
    return content;
}

static bool
tree_folder_id(MarbreView *view, const char *folder, git_oid *ret_id, GError **error)
{
    TreeView *self = (TreeView *)view;
    unsigned mode;
    git_oid id;

    if (!marbre_trees_find(self->trees, &self->root, folder, &mode, &id, error))
        return false;
    if (mode != MARBRE_MODE_FOLDER) {
        marbre_path_refused(folder, _("is no folder, and must be one"), error);
        return false;
    }
    *ret_id = id;
    return true;
}

static MarbreEntry *
entry_of(const char *name, size_t size, unsigned mode, const git_oid *id)
{
    MarbreEntry *entry = marbre_entry_new(name, size, marbre_entry_kind_of(mode));

    marbre_oid_format(id, entry->oid);
    return entry;
}

static int
by_name(const void *one, const void *other)
{
    const MarbreEntry *a = *(const MarbreEntry *const *)one;
    const MarbreEntry *b = *(const MarbreEntry *const *)other;

    return strcmp(a->name, b->name);
}

static GPtrArray *
tree_list(MarbreView *view, const char *folder, GError **error)
{
    TreeView *self = (TreeView *)view;
    git_oid id;

    if (!tree_folder_id(view, folder, &id, error))
        return NULL;
    g_autoptr(MarbreTree) tree = marbre_trees_get(self->trees, &id, error);
    if (tree == NULL)
        return NULL;
    GPtrArray *entries = marbre_entries_new();
    for (size_t i = 0; i < marbre_tree_count(tree); i++) {
        MarbreTreeEntry entry;
        marbre_tree_at(tree, i, &entry);
        g_ptr_array_add(entries, entry_of(entry.name, entry.name_size, entry.mode, entry.id));
    }
    g_ptr_array_sort(entries, by_name);
    return entries;
}

static MarbreEntry *
tree_entry(MarbreView *view, const char *path, GError **error)
{
    TreeView *self = (TreeView *)view;
    const char *slash = strrchr(path, '/');
    const char *name = slash != NULL ? slash + 1 : path;
    unsigned mode;
    git_oid id;

    if (!marbre_trees_find(self->trees, &self->root, path, &mode, &id, error))
        return NULL;
    return entry_of(name, strlen(name), mode, &id);
}

const MarbreViewClass marbre_view_tree_class = {
    .free = tree_free,
    .read = tree_read,
    .list = tree_list,
    .entry = tree_entry,
    .folder_id = tree_folder_id,
};

const git_oid *
marbre_view_tree_get_root(const MarbreView *view)
{
    return &((const TreeView *)view)->root;
}

MarbreTrees *
marbre_view_tree_get_trees(const MarbreView *view)
{
    return ((const TreeView *)view)->trees;
}

MarbreView *
marbre_view_tree_new(MarbreStore *store, MarbreTrees *trees, const git_oid *root)
{
    TreeView *self = g_new0(TreeView, 1);

    self->view.class = &marbre_view_tree_class;
    self->view.store = store;
    self->root = *root;
    self->trees = trees != NULL ? marbre_trees_ref(trees) : marbre_trees_new(store);
    return &self->view;
}
