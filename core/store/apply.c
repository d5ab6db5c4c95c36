/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/changeset-node.h"
#include "store/objects.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct {
    MarbreTrees *trees;
    MarbreStore *store;
    GArray *written;
    MarbrePutFunc judge;
    void *user;
    GString *path; /* of the change at hand */
} Apply;

/* One difference between the old tree and the new one. */
typedef struct {
    size_t at;        /* before this old entry */
    const char *name; /* the entry to add, or NULL: old entry `at` goes */
    MarbrePlace place;
} Edit;

static bool
refuse(Apply *apply, const char *why, GError **error)
{
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED, "%s: %s", apply->path->str, why);
    return false;
}

static int
edit_compare(const void *one, const void *other)
{
    const Edit *a = one;
    const Edit *b = other;

    if (a->at != b->at)
        return a->at < b->at ? -1 : 1;
    if (a->name == NULL || b->name == NULL)
        return (a->name == NULL) - (b->name == NULL);
    return marbre_tree_compare(a->name, strlen(a->name), a->place.mode == MARBRE_MODE_FOLDER,
                               b->name, strlen(b->name), b->place.mode == MARBRE_MODE_FOLDER);
}

/* Adds what turns `before` into `after` at `name`. */
static void
edit_add(
    GArray *edits, const MarbreTree *old, const char *name, MarbrePlace before, MarbrePlace after)
{
    size_t size = strlen(name);

    if (marbre_place_equal(&before, &after))
        return;
    if (before.mode != 0) {
        Edit gone = {.at = marbre_tree_bound(old, name, size, before.mode == MARBRE_MODE_FOLDER)};
        g_array_append_val(edits, gone);
    }
    if (after.mode != 0) {
        Edit come = {.at = marbre_tree_bound(old, name, size, after.mode == MARBRE_MODE_FOLDER),
                     .name = name,
                     .place = after};
        g_array_append_val(edits, come);
    }
}

static bool
tree_write(Apply *apply, const MarbreTree *old, GArray *edits, git_oid *ret_id, GError **error)
{
    g_autoptr(GByteArray) raw = g_byte_array_new();
    size_t done = 0;

    g_array_sort(edits, edit_compare);
    for (guint i = 0; i < edits->len; i++) {
        const Edit *edit = &g_array_index(edits, Edit, i);
        marbre_tree_copy(old, done, edit->at, raw);
        done = MAX(done, edit->at);
        if (edit->name != NULL)
            marbre_tree_append(raw, edit->name, edit->place.mode, &edit->place.id);
        else
            done = edit->at + 1;
    }
    marbre_tree_copy(old, done, marbre_tree_count(old), raw);
    return marbre_objects_put(apply->store, apply->written, GIT_OBJECT_TREE, raw->data, raw->len,
                              ret_id, error);
}

static bool apply_at(Apply *apply,
                     const MarbreChange *change,
                     MarbrePlace before,
                     MarbrePlace *ret_after,
                     GError **error);

static bool
apply_children(
    Apply *apply, const MarbreChange *change, MarbreTree *old, GArray *edits, GError **error)
{
    GHashTableIter iter;
    void *key, *value;
    size_t length = apply->path->len;

    g_hash_table_iter_init(&iter, change->children);
    while (g_hash_table_iter_next(&iter, &key, &value)) {
        const char *name = key;
        MarbreTreeEntry entry;
        MarbrePlace before = {0}, after = {0};
        if (marbre_tree_find(old, name, strlen(name), &entry))
            before = (MarbrePlace){.mode = entry.mode, .id = *entry.id};
        g_string_append_printf(apply->path, "%s%s", length == 0 ? "" : "/", name);
        bool good = apply_at(apply, value, before, &after, error);
        g_string_truncate(apply->path, length);
        if (!good)
            return false;
        edit_add(edits, old, name, before, after);
    }
    return true;
}

static bool
apply_folder(Apply *apply,
             const MarbreChange *change,
             MarbrePlace before,
             MarbrePlace *ret_after,
             GError **error)
{
    g_autoptr(GArray) edits = g_array_new(FALSE, FALSE, sizeof(Edit));
    g_autoptr(MarbreTree) old = NULL;
    MarbrePlace after = {.mode = MARBRE_MODE_FOLDER};

    if (before.mode == MARBRE_MODE_FOLDER && !change->cleared) {
        old = marbre_trees_get(apply->trees, &before.id, error);
    } else if (before.mode != 0 && !change->cleared && !change->removed) {
        return refuse(apply,
                      _("is a file, nothing can be put below it; give one of the two another name"),
                      error);
    } else {
        g_autoptr(GBytes) nothing = g_bytes_new_static("", 0);
        old = marbre_tree_new(nothing, error);
    }
    if (old == NULL || !apply_children(apply, change, old, edits, error))
        return false;
    size_t left = marbre_tree_count(old);
    for (guint i = 0; i < edits->len; i++)
        left = g_array_index(edits, Edit, i).name != NULL ? left + 1 : left - 1;
    if (left == 0) {
        *ret_after = (MarbrePlace){0};
        return true;
    }
    if (!tree_write(apply, old, edits, &after.id, error))
        return false;
    *ret_after = after;
    return true;
}

/* The blob of a file that is put: one that is there, or its content written. */
static bool
blob_of(Apply *apply, const MarbreChange *change, git_oid *ret_id, GError **error)
{
    size_t size;

    if (change->named) {
        *ret_id = change->blob;
        return git_odb_exists(apply->store->odb, ret_id) == 1 ||
               refuse(apply, _("names an object that is missing; `git fsck` lists what else is"),
                      error);
    }
    const void *data = g_bytes_get_data(change->content, &size);
    return apply->judge(apply->user, apply->path->str, error) &&
           marbre_objects_put(apply->store, apply->written, GIT_OBJECT_BLOB,
                              data != NULL ? data : "", size, ret_id, error);
}

static bool
apply_at(Apply *apply,
         const MarbreChange *change,
         MarbrePlace before,
         MarbrePlace *ret_after,
         GError **error)
{
    bool folder = before.mode == MARBRE_MODE_FOLDER && !change->cleared;

    if (change->children != NULL)
        return apply_folder(apply, change, before, ret_after, error);
    if (change->content == NULL && !change->named && !change->removed) {
        *ret_after = change->cleared ? (MarbrePlace){0} : before;
        return true;
    }
    if (folder)
        return refuse(apply, _("is a folder, not a file; give one of the two another name"), error);
    if (change->removed) {
        *ret_after = (MarbrePlace){0};
        return true;
    }
    MarbrePlace after = {.mode =
                             before.mode == MARBRE_MODE_EXEC ? MARBRE_MODE_EXEC : MARBRE_MODE_FILE};
    if (!blob_of(apply, change, &after.id, error))
        return false;
    *ret_after = after;
    return true;
}

static bool
is_empty_tree(const git_oid *id)
{
    git_oid empty;

    return git_odb_hash(&empty, "", 0, GIT_OBJECT_TREE) == 0 && git_oid_equal(&empty, id);
}

bool
marbre_changeset_apply(const MarbreChangeset *changeset,
                       MarbreTrees *trees,
                       MarbreStore *store,
                       const git_oid *root,
                       GArray *written,
                       MarbrePutFunc judge,
                       void *user,
                       git_oid *ret_tree,
                       GError **error)
{
    g_autoptr(GString) path = g_string_new(NULL);
    Apply apply = {trees, store, written, judge, user, path};
    MarbrePlace after = {0};

    if (!apply_at(&apply, marbre_changeset_root(changeset),
                  (MarbrePlace){.mode = MARBRE_MODE_FOLDER, .id = *root}, &after, error))
        return false;
    /* A branch that begins with nothing stands on the empty tree, which is not there unwritten. */
    if ((after.mode == 0 || is_empty_tree(&after.id)) &&
        !marbre_objects_put(store, written, GIT_OBJECT_TREE, "", 0, &after.id, error))
        return false;
    *ret_tree = after.id;
    return true;
}
