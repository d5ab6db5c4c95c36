/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/view.h"

#include <string.h>

/* Two snapshots being compared, and whom to tell. */
typedef struct {
    MarbreSnapshot *old;
    MarbreSnapshot *new;
    MarbreDiffFunc change;
    void *user;
    bool stopped;
    GString *path;
} Diff;

/* A folder's entries; a missing one has none. */
static GPtrArray *
entries_of(MarbreSnapshot *snapshot, const char *folder, GError **error)
{
    g_autoptr(GError) why = NULL;
    GPtrArray *entries = marbre_snapshot_list(snapshot, folder, &why);

    if (entries == NULL && g_error_matches(why, MARBRE_ERROR, MARBRE_ERROR_NOT_FOUND))
        return marbre_entries_new();
    if (entries == NULL)
        g_propagate_error(error, g_steal_pointer(&why));
    else
        g_ptr_array_sort(entries, marbre_entry_compare);
    return entries;
}

static bool diff_folder(Diff *diff, bool in_old, bool in_new, GError **error);

static void
tell(Diff *diff, const MarbreEntry *old, const MarbreEntry *new)
{
    MarbreDiffKind kind = old == NULL   ? MARBRE_DIFF_ADDED
                          : new == NULL ? MARBRE_DIFF_REMOVED
                                        : MARBRE_DIFF_CHANGED;

    if (!diff->change(diff->user, diff->path->str, kind, old != NULL ? old->oid : "",
                      new != NULL ? new->oid : ""))
        diff->stopped = true;
}

/* What stands at one name on either side; NULL is nothing. Both are of one sort. */
static bool
diff_entry(Diff *diff, const MarbreEntry *old, const MarbreEntry *new, GError **error)
{
    const MarbreEntry *any = old != NULL ? old : new;
    size_t length = diff->path->len;
    bool good = true;

    if (old != NULL && new != NULL && old->kind == new->kind && * old->oid != '\0' &&
        strcmp(old->oid, new->oid) == 0)
        return true;
    g_string_append_printf(diff->path, "%s%s", length == 0 ? "" : "/", any->name);
    if (any->kind == MARBRE_ENTRY_FOLDER)
        good = diff_folder(diff, old != NULL, new != NULL, error);
    else
        tell(diff, old, new);
    g_string_truncate(diff->path, length);
    return good;
}

static bool
diff_lists(Diff *diff, GPtrArray *old, GPtrArray *new, GError **error)
{
    guint i = 0;
    guint j = 0;

    while (!diff->stopped && (i < old->len || j < new->len)) {
        const MarbreEntry **a = i < old->len ? (const MarbreEntry **)&old->pdata[i] : NULL;
        const MarbreEntry **b = j < new->len ? (const MarbreEntry **)&new->pdata[j] : NULL;
        int order = a == NULL ? 1 : b == NULL ? -1 : marbre_entry_compare(a, b);
        if (!diff_entry(diff, order <= 0 ? *a : NULL, order >= 0 ? *b : NULL, error))
            return false;
        i += order <= 0;
        j += order >= 0;
    }
    return true;
}

static bool
diff_folder(Diff *diff, bool in_old, bool in_new, GError **error)
{
    g_autoptr(GPtrArray) old =
        in_old ? entries_of(diff->old, diff->path->str, error) : marbre_entries_new();
    g_autoptr(GPtrArray) new = NULL;

    if (old == NULL)
        return false;
    new = in_new ? entries_of(diff->new, diff->path->str, error) : marbre_entries_new();
    return new != NULL &&diff_lists(diff, old, new, error);
}

static bool
entry_at(MarbreSnapshot *snapshot, const char *path, MarbreEntry **ret_entry, GError **error)
{
    g_autoptr(GError) why = NULL;

    *ret_entry = marbre_snapshot_entry(snapshot, path, &why);
    if (*ret_entry != NULL || g_error_matches(why, MARBRE_ERROR, MARBRE_ERROR_NOT_FOUND))
        return true;
    g_propagate_error(error, g_steal_pointer(&why));
    return false;
}

/* A file, a folder or nothing on each side. */
static bool
diff_under(Diff *diff, const char *under, GError **error)
{
    g_autoptr(MarbreEntry) old = NULL;
    g_autoptr(MarbreEntry) new = NULL;

    if (!entry_at(diff->old, under, &old, error) || !entry_at(diff->new, under, &new, error))
        return false;
    bool old_folder = old != NULL && old->kind == MARBRE_ENTRY_FOLDER;
    bool new_folder = new != NULL &&new->kind == MARBRE_ENTRY_FOLDER;
    g_string_assign(diff->path, under);
    const MarbreEntry *old_file = old_folder ? NULL : old;
    const MarbreEntry *new_file = new_folder ? NULL : new;
    bool same = old_file != NULL && new_file != NULL &&
                old->kind == new->kind && * old->oid != '\0' && strcmp(old->oid, new->oid) == 0;
    if ((old_file != NULL || new_file != NULL) && !same)
        tell(diff, old_file, new_file);
    if (diff->stopped || (!old_folder && !new_folder))
        return true;
    if (old_folder && new_folder && *old->oid != '\0' && strcmp(old->oid, new->oid) == 0)
        return true;
    return diff_folder(diff, old_folder, new_folder, error);
}

typedef struct {
    MarbreDiffFunc change;
    void *user;
} Listener;

static bool
tell_places(void *user, const char *path, const MarbrePlace *old, const MarbrePlace *new)
{
    const Listener *listener = user;
    MarbreDiffKind kind = old->mode == 0   ? MARBRE_DIFF_ADDED
                          : new->mode == 0 ? MARBRE_DIFF_REMOVED
                                           : MARBRE_DIFF_CHANGED;
    char old_oid[41] = "";
    char new_oid[41] = "";

    if (old->mode != 0)
        marbre_oid_format(&old->id, old_oid);
    if (new->mode != 0)
        marbre_oid_format(&new->id, new_oid);
    return listener->change(listener->user, path, kind, old_oid, new_oid);
}

bool
marbre_snapshot_diff(MarbreSnapshot *a,
                     MarbreSnapshot *b,
                     const char *under,
                     MarbreDiffFunc change,
                     void *user,
                     GError **error)
{
    g_autoptr(GString) path = g_string_new(NULL);
    Diff diff = {.old = a, .new = b, .change = change, .user = user, .path = path};
    git_oid one, other;

    if (under != NULL && *under != '\0')
        return diff_under(&diff, under, error);
    if (marbre_snapshot_root(a, &one) && marbre_snapshot_root(b, &other)) {
        Listener listener = {change, user};
        return marbre_trees_diff(marbre_snapshot_trees(b), &one, &other, tell_places, &listener,
                                 error);
    }
    return diff_folder(&diff, true, true, error);
}
