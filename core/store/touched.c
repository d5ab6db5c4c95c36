/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/touched.h"

#include "store/link.h"
#include "store/oid.h"
#include "store/tree.h"

#include <string.h>

struct MarbreTouched {
    GArray *ids;         /* of git_oid, newest first */
    GHashTable *places;  /* git_oid to its place in `ids`, and one */
    GHashTable *folders; /* path to a GArray of places, newest first */
};

static void
note(void *user, const char *path)
{
    MarbreTouched *touched = user;
    GArray *places = g_hash_table_lookup(touched->folders, path);
    guint place = touched->ids->len - 1;
    if (places == NULL) {
        places = g_array_new(FALSE, FALSE, sizeof(guint));
        g_hash_table_insert(touched->folders, g_strdup(path), places);
    }
    if (places->len == 0 || g_array_index(places, guint, places->len - 1) != place)
        g_array_append_val(places, place);
}

static bool
read_line(MarbreTouched *touched, MarbreStore *store, const git_oid *tip, GError **error)
{
    g_autoptr(MarbreTrees) trees = marbre_trees_new(store);
    MarbreLink here, next;
    if (!marbre_link_read(store, tip, &here, error))
        return false;
    for (bool more = true; more; here = next) {
        more = here.has_parent;
        if (more && !marbre_link_read(store, &here.parent, &next, error))
            return false;
        g_array_append_val(touched->ids, here.id);
        if (!marbre_trees_diff_folders(trees, more ? &next.tree : NULL, &here.tree, note, touched,
                                       error))
            return false;
    }
    return true;
}

/* The array of ids does not move any more. */
static void
index_ids(MarbreTouched *touched)
{
    for (guint i = 0; i < touched->ids->len; i++)
        g_hash_table_insert(touched->places, &g_array_index(touched->ids, git_oid, i),
                            GUINT_TO_POINTER(i + 1));
}

MarbreTouched *
marbre_touched_new(MarbreStore *store, const git_oid *tip, GError **error)
{
    g_autoptr(MarbreTouched) touched = g_new0(MarbreTouched, 1);
    touched->ids = g_array_new(FALSE, FALSE, sizeof(git_oid));
    touched->places = g_hash_table_new(marbre_oid_hash, marbre_oid_equal);
    touched->folders =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_array_unref);
    if (!read_line(touched, store, tip, error))
        return NULL;
    index_ids(touched);
    return g_steal_pointer(&touched);
}

void
marbre_touched_free(MarbreTouched *touched)
{
    if (touched == NULL)
        return;
    g_hash_table_unref(touched->places);
    g_hash_table_unref(touched->folders);
    g_array_unref(touched->ids);
    g_free(touched);
}

/* The first of the places that is not before `place`; `last` where there is none. */
static guint
find_place(const GArray *places, guint place, guint last)
{
    guint low = 0, high = places == NULL ? 0 : places->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (g_array_index(places, guint, middle) < place)
            low = middle + 1;
        else
            high = middle;
    }
    return places != NULL && low < places->len ? g_array_index(places, guint, low) : last;
}

bool
marbre_touched_next(const MarbreTouched *touched,
                    const git_oid *id,
                    const char *folder,
                    git_oid *ret_id)
{
    guint place = GPOINTER_TO_UINT(g_hash_table_lookup(touched->places, id));
    if (place == 0)
        return false;
    const GArray *places = g_hash_table_lookup(touched->folders, folder);
    guint next = find_place(places, place - 1, touched->ids->len - 1);
    *ret_id = g_array_index(touched->ids, git_oid, next);
    return true;
}
