/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "newsroom/slate_inside.h"

#include "base/error.h"
#include "newsroom/row.h"

#include <string.h>

/* The folders that differ, and with each those above it: any of them may be an article's. */
static bool
add_changed(
    void *user, const char *path, MarbreDiffKind kind, const char *old_oid, const char *new_oid)
{
    char *folder = g_path_get_dirname(path);
    while (strchr(folder, '/') != NULL && !g_hash_table_contains(user, folder)) {
        char *above = g_path_get_dirname(folder);
        (void)g_hash_table_add(user, folder); /* it is new there */
        folder = above;
    }
    g_free(folder);
    return true;
}

/* What an article's return was, as long as its record is none of another move. */
static void
keep_return(MarbreSlated *to, MarbreSlated *from)
{
    if (g_strcmp0(to->row->id, from->row->id) != 0)
        return;
    to->returned_by = g_steal_pointer(&from->returned_by);
    to->returned_why = g_steal_pointer(&from->returned_why);
    to->returned_to = g_steal_pointer(&from->returned_to);
}

/* The article as it is now, if there is one. False where that can't be told. */
static bool
read_again(MarbreSlating *slating, const char *path, MarbreSlated *old)
{
    char oid[41];
    static const char *const no_facts[] = {NULL};
    MarbreSnapshot *snapshot = marbre_newsroom_get_snapshot(slating->tip);
    g_autoptr(GError) reason = NULL;
    if (!marbre_snapshot_folder_id(snapshot, path, oid, &reason))
        return g_error_matches(reason, MARBRE_ERROR, MARBRE_ERROR_NOT_FOUND);
    MarbreRow *row = marbre_row_read(slating->tip, NULL, path, oid, no_facts, &reason);
    if (row == NULL)
        return g_error_matches(reason, MARBRE_ERROR, MARBRE_ERROR_NOT_FOUND);
    MarbreSlated *slated = marbre_slated_new(slating->tip, row);
    if (old != NULL)
        keep_return(slated, old);
    g_ptr_array_add(slating->all, slated);
    return true;
}

/* --- lines of the older slate that hold still ---------------------------------------------------
 */

/* The folder of a line; false where it is longer than any. */
static bool
folder_of(const char *line, const char *end, char *ret_folder, size_t size)
{
    const char *field = marbre_slate_field(line, end, MARBRE_SLATE_FOLDER);
    const char *tab = field == NULL ? NULL : memchr(field, '\t', (size_t)(end - field));
    if (tab == NULL || (size_t)(tab - field) >= size)
        return false;
    memcpy(ret_folder, field, (size_t)(tab - field));
    ret_folder[tab - field] = '\0';
    return true;
}

/* A line that holds still, or an article that is read again. False where that can't be told. */
static bool
take_line(MarbreSlating *slating, MarbreSlateLine line, GHashTable *changed)
{
    char folder[4096];
    if (!folder_of(line.start, line.end, folder, sizeof folder))
        return false;
    if (!g_hash_table_contains(changed, folder)) {
        g_array_append_val(slating->still, line);
        return true;
    }
    g_autoptr(MarbreSlated) old = marbre_slate_line_read(line);
    bool told = old != NULL && read_again(slating, folder, old);
    (void)g_hash_table_remove(changed, folder);
    return told;
}

bool
marbre_slating_read_changes(MarbreSlating *slating, const MarbreSlate *old)
{
    const MarbreSettings *settings =
        marbre_policy_get_settings(marbre_newsroom_get_policy(slating->tip));
    if (settings->before_commit != NULL)
        return false; /* what is no article there is for the whole walk to tell */
    g_autoptr(MarbreSnapshot) before =
        marbre_snapshot_of_tree(marbre_newsroom_get_store(slating->tip), old->tree, NULL);
    g_autoptr(GHashTable) changed = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    if (before == NULL || !marbre_snapshot_diff(before, marbre_newsroom_get_snapshot(slating->tip),
                                                settings->articles, add_changed, changed, NULL))
        return false;
    bool told = true;
    for (int class = 0; class < MARBRE_SLATE_CLASSES; class ++) {
        const char *end = old->lines[class + 1];
        for (const char *line = old->lines[class]; told && line < end;) {
            const char *newline = memchr(line, '\n', (size_t)(end - line));
            const MarbreSlateLine at = {class, line, newline == NULL ? end : newline + 1};
            told = newline != NULL && take_line(slating, at, changed);
            line = at.end;
        }
    }
    GHashTableIter iterator;
    gpointer path = NULL;
    g_hash_table_iter_init(&iterator, changed);
    while (told && g_hash_table_iter_next(&iterator, &path, NULL))
        told = read_again(slating, path, NULL);
    if (!told)
        g_array_set_size(slating->still, 0);
    return told;
}
