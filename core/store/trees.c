/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/tree.h"

#include "store/oid.h"
#include "store/packs.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Enough for the way to any article and the articles just seen; the month's tree, which is the
 * large one, is on every way and so never the oldest. */
#define KEPT_TREES 64
#define KEPT_BYTES ((size_t)32 << 20)
/* A larger one is left to libgit2. */
#define TREE_LIMIT ((size_t)64 << 20)

typedef struct {
    git_oid id;
    MarbreTree *tree;
    GList link; /* in MarbreTrees.recent */
} Kept;

struct MarbreTrees {
    MarbreStore *store;
    GMutex mutex;
    GHashTable *by_id; /* git_oid* in Kept -> Kept* */
    GQueue recent;     /* newest first */
    size_t bytes;
};

static void
kept_free(void *memory)
{
    Kept *kept = memory;

    marbre_tree_unref(kept->tree);
    g_free(kept);
}

MarbreTrees *
marbre_trees_new(MarbreStore *store)
{
    MarbreTrees *trees = g_atomic_rc_box_new0(MarbreTrees);

    trees->store = marbre_store_ref(store);
    g_mutex_init(&trees->mutex);
    g_queue_init(&trees->recent);
    trees->by_id = g_hash_table_new_full(marbre_oid_hash, marbre_oid_equal, NULL, kept_free);
    return trees;
}

static void
trees_clear(void *memory)
{
    MarbreTrees *trees = memory;

    g_hash_table_unref(trees->by_id);
    g_mutex_clear(&trees->mutex);
    marbre_store_unref(trees->store);
}

MarbreTrees *
marbre_trees_ref(MarbreTrees *trees)
{
    return g_atomic_rc_box_acquire(trees);
}

void
marbre_trees_unref(MarbreTrees *trees)
{
    if (trees != NULL)
        g_atomic_rc_box_release_full(trees, trees_clear);
}

static MarbreTree *
kept_get(MarbreTrees *trees, const git_oid *id)
{
    Kept *kept = g_hash_table_lookup(trees->by_id, id);

    if (kept == NULL)
        return NULL;
    g_queue_unlink(&trees->recent, &kept->link);
    g_queue_push_head_link(&trees->recent, &kept->link);
    return marbre_tree_ref(kept->tree);
}

static void
kept_add(MarbreTrees *trees, const git_oid *id, MarbreTree *tree)
{
    if (g_hash_table_contains(trees->by_id, id))
        return;
    Kept *kept = g_new0(Kept, 1);
    kept->id = *id;
    kept->tree = marbre_tree_ref(tree);
    kept->link.data = kept;
    trees->bytes += marbre_tree_size(tree);
    g_queue_push_head_link(&trees->recent, &kept->link);
    g_hash_table_insert(trees->by_id, &kept->id, kept);
    while (trees->recent.length > KEPT_TREES ||
           (trees->bytes > KEPT_BYTES && trees->recent.length > 8)) {
        Kept *oldest = g_queue_peek_tail(&trees->recent);
        g_queue_unlink(&trees->recent, &oldest->link);
        trees->bytes -= marbre_tree_size(oldest->tree);
        g_hash_table_remove(trees->by_id, &oldest->id);
    }
}

static void
object_free(void *object)
{
    git_odb_object_free(object);
}

static GBytes *
tree_read(MarbreStore *store, const git_oid *id, GError **error)
{
    git_object_t type;
    GBytes *packed =
        store->packs == NULL ? NULL : marbre_packs_read(store->packs, id, TREE_LIMIT, &type);

    if (packed != NULL && type == GIT_OBJECT_TREE)
        return packed;
    g_clear_pointer(&packed, g_bytes_unref);
    git_odb_object *object = marbre_object_read(store, id, GIT_OBJECT_TREE, error);
    return object == NULL
               ? NULL
               : g_bytes_new_with_free_func(git_odb_object_data(object),
                                            git_odb_object_size(object), object_free, object);
}

static MarbreTree *
tree_load(MarbreTrees *trees, const git_oid *id, GError **error)
{
    git_oid empty;

    if (git_odb_hash(&empty, "", 0, GIT_OBJECT_TREE) == 0 && git_oid_equal(&empty, id)) {
        g_autoptr(GBytes) nothing = g_bytes_new_static("", 0);
        return marbre_tree_new(nothing, error);
    }
    g_autoptr(GBytes) raw = tree_read(trees->store, id, error);
    if (raw == NULL)
        return NULL;
    MarbreTree *tree = marbre_tree_new(raw, error);
    if (tree == NULL)
        g_prefix_error(error, "%s: ", git_oid_tostr_s(id));
    return tree;
}

MarbreTree *
marbre_trees_get(MarbreTrees *trees, const git_oid *id, GError **error)
{
    g_mutex_lock(&trees->mutex);
    MarbreTree *tree = kept_get(trees, id);
    g_mutex_unlock(&trees->mutex);
    if (tree != NULL)
        return tree;
    tree = tree_load(trees, id, error);
    if (tree == NULL)
        return NULL;
    g_mutex_lock(&trees->mutex);
    kept_add(trees, id, tree);
    g_mutex_unlock(&trees->mutex);
    return tree;
}

bool
marbre_trees_find(MarbreTrees *trees,
                  const git_oid *root,
                  const char *path,
                  unsigned *ret_mode,
                  git_oid *ret_id,
                  GError **error)
{
    unsigned mode = MARBRE_MODE_FOLDER;
    git_oid id = *root;

    for (const char *part = path; *part != '\0';) {
        size_t size = strcspn(part, "/");
        MarbreTreeEntry entry;
        bool found = false;
        if (mode == MARBRE_MODE_FOLDER) {
            g_autoptr(MarbreTree) tree = marbre_trees_get(trees, &id, error);
            if (tree == NULL)
                return false;
            found = marbre_tree_find(tree, part, size, &entry);
            if (found) {
                mode = entry.mode;
                id = *entry.id;
            }
        }
        if (!found) {
            g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_NOT_FOUND, _("%s: there is no such file"),
                        path);
            return false;
        }
        part += size + (part[size] == '/');
    }
    *ret_mode = mode;
    *ret_id = id;
    return true;
}

bool
marbre_place_equal(const MarbrePlace *one, const MarbrePlace *other)
{
    return one->mode == other->mode && (one->mode == 0 || git_oid_equal(&one->id, &other->id));
}

bool
marbre_trees_place(MarbreTrees *trees,
                   const git_oid *root,
                   const char *path,
                   MarbrePlace *ret_place,
                   GError **error)
{
    g_autoptr(GError) why = NULL;
    MarbrePlace place = {0};

    if (!marbre_trees_find(trees, root, path, &place.mode, &place.id, &why)) {
        if (!g_error_matches(why, MARBRE_ERROR, MARBRE_ERROR_NOT_FOUND)) {
            g_propagate_error(error, g_steal_pointer(&why));
            return false;
        }
        place.mode = 0;
    }
    *ret_place = place;
    return true;
}
