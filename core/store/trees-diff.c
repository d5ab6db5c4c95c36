/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/tree.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DEPTH_LIMIT 256

typedef struct {
    MarbreTrees *trees;
    MarbrePlaceFunc tell;    /* NULL: folders alone are told */
    MarbreFolderFunc folder; /* or NULL */
    void *user;
    GString *path;
    unsigned depth;
    bool stopped;
} Diff;

static bool diff_trees(Diff *diff, const git_oid *old, const git_oid *new, GError **error);

/* One name of one sort, a folder or not, on either side. */
static bool
diff_entry(Diff *diff, const MarbreTreeEntry *old, const MarbreTreeEntry *new, GError **error)
{
    const MarbreTreeEntry *any = old != NULL ? old : new;
    size_t length = diff->path->len;
    MarbrePlace before = {0}, after = {0};
    bool good = true;

    if (old != NULL)
        before = (MarbrePlace){.mode = old->mode, .id = *old->id};
    if (new != NULL)
        after = (MarbrePlace){.mode = new->mode, .id = *new->id};
    if (marbre_place_equal(&before, &after))
        return true;
    if (length > 0)
        g_string_append_c(diff->path, '/');
    g_string_append_len(diff->path, any->name, (gssize)any->name_size);
    if (any->mode == MARBRE_MODE_FOLDER && diff->folder != NULL)
        diff->folder(diff->user, diff->path->str);
    if (any->mode == MARBRE_MODE_FOLDER)
        good = diff_trees(diff, old != NULL ? &before.id : NULL, new != NULL ? &after.id : NULL,
                          error);
    else if (diff->tell != NULL)
        diff->stopped = !diff->tell(diff->user, diff->path->str, &before, &after);
    g_string_truncate(diff->path, length);
    return good;
}

static MarbreTree *
tree_or_nothing(Diff *diff, const git_oid *id, GError **error)
{
    if (id != NULL)
        return marbre_trees_get(diff->trees, id, error);
    g_autoptr(GBytes) nothing = g_bytes_new_static("", 0);
    return marbre_tree_new(nothing, error);
}

static bool
diff_sorted(Diff *diff, const MarbreTree *old, const MarbreTree *new, GError **error)
{
    size_t old_count = marbre_tree_count(old);
    size_t new_count = marbre_tree_count(new);
    MarbreTreeEntry a, b;

    for (size_t i = 0, j = 0; !diff->stopped && (i < old_count || j < new_count);) {
        int order = 0;
        if (i < old_count)
            marbre_tree_at(old, i, &a);
        if (j < new_count)
            marbre_tree_at(new, j, &b);
        if (i == old_count || j == new_count)
            order = i == old_count ? 1 : -1;
        else
            order = marbre_tree_compare(a.name, a.name_size, a.mode == MARBRE_MODE_FOLDER, b.name,
                                        b.name_size, b.mode == MARBRE_MODE_FOLDER);
        if (!diff_entry(diff, order <= 0 ? &a : NULL, order >= 0 ? &b : NULL, error))
            return false;
        i += order <= 0;
        j += order >= 0;
    }
    return true;
}

static bool
diff_trees(Diff *diff, const git_oid *old, const git_oid *new, GError **error)
{
    if (diff->depth >= DEPTH_LIMIT) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_INVALID,
                    _("%s: folders are nested too deeply; move this one up"), diff->path->str);
        return false;
    }
    g_autoptr(MarbreTree) before = tree_or_nothing(diff, old, error);
    if (before == NULL)
        return false;
    g_autoptr(MarbreTree) after = tree_or_nothing(diff, new, error);
    if (after == NULL)
        return false;
    diff->depth++;
    bool good = diff_sorted(diff, before, after, error);
    diff->depth--;
    return good;
}

bool
marbre_trees_diff(MarbreTrees *trees,
                  const git_oid *old_root,
                  const git_oid *new_root,
                  MarbrePlaceFunc tell,
                  void *user,
                  GError **error)
{
    g_autoptr(GString) path = g_string_new(NULL);
    Diff diff = {.trees = trees, .tell = tell, .user = user, .path = path};

    return git_oid_equal(old_root, new_root) || diff_trees(&diff, old_root, new_root, error);
}

bool
marbre_trees_diff_folders(MarbreTrees *trees,
                          const git_oid *old_root,
                          const git_oid *new_root,
                          MarbreFolderFunc tell,
                          void *user,
                          GError **error)
{
    g_autoptr(GString) path = g_string_new(NULL);
    Diff diff = {.trees = trees, .folder = tell, .user = user, .path = path};

    return (old_root != NULL && git_oid_equal(old_root, new_root)) ||
           diff_trees(&diff, old_root, new_root, error);
}
