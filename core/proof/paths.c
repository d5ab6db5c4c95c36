/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "proof/judge.h"

#include "base/error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Folders that changed below the newsroom's articles: on which side they hold an article. */
typedef struct {
    const MarbrePassage *passage;
    GPtrArray *gone; /* of char *: articles before the commit only */
    GPtrArray *come; /* of char *: after it only */
    GPtrArray *stay; /* of char *: on both sides */
} Folders;

static bool
is_bundle(MarbreNewsroom *newsroom, const char *folder, bool *ret_is, GError **error)
{
    g_autoptr(GError) reason = NULL;
    g_autoptr(GPtrArray) entries =
        marbre_snapshot_list(marbre_newsroom_get_snapshot(newsroom), folder, &reason);
    *ret_is = entries != NULL && marbre_newsroom_is_bundle(entries);
    if (entries != NULL || reason->code == MARBRE_ERROR_NOT_FOUND)
        return true;
    g_propagate_error(error, g_steal_pointer(&reason));
    return false;
}

/* An article that the path lies in, though not directly: its files stand beside its text. */
static bool
find_around(const MarbrePassage *passage,
            const char *folder,
            const char *articles,
            bool *ret_found,
            GError **error)
{
    g_autofree char *above = g_path_get_dirname(folder);
    *ret_found = false;
    while (!*ret_found && strlen(above) > strlen(articles)) {
        if (!is_bundle(passage->after, above, ret_found, error))
            return false;
        char *next = g_path_get_dirname(above);
        g_free(above);
        above = next;
    }
    return true;
}

static bool
add_folder(Folders *folders, const char *folder, const char *articles, GError **error)
{
    const MarbrePassage *passage = folders->passage;
    bool before = false, after = false, around = false;
    if (!is_bundle(passage->before, folder, &before, error) ||
        !is_bundle(passage->after, folder, &after, error) ||
        !find_around(passage, folder, articles, &around, error))
        return false;
    if (around)
        marbre_passage_violate(passage, folder, "marbre/forbidden-path",
                               g_strdup(_("a folder inside an article")),
                               g_strdup(_("put its files beside the text")));
    else if (before || after)
        g_ptr_array_add(before && after ? folders->stay
                        : before        ? folders->gone
                                        : folders->come,
                        g_strdup(folder));
    else
        marbre_passage_violate(passage, folder, "marbre/forbidden-path",
                               g_strdup(_("files that belong to no article")),
                               g_strdup(_("a folder with an index.LANG.md, or another place")));
    return true;
}

static char *
id_in(MarbreNewsroom *newsroom, const char *folder)
{
    g_autofree char *path = g_strdup_printf("%s/state.yaml", folder);
    g_autoptr(GBytes) bytes = marbre_snapshot_read(marbre_newsroom_get_snapshot(newsroom), path,
                                                   MARBRE_STATE_LIMIT, NULL);
    return bytes == NULL ? NULL : marbre_state_id(bytes);
}

/* Where the article of a new folder stood before: it went, and did not begin. */
static char *
find_former(const Folders *folders, const char *folder)
{
    const MarbrePassage *passage = folders->passage;
    g_autofree char *id = id_in(passage->after, folder);
    for (guint i = 0; id != NULL && i < folders->gone->len; i++) {
        g_autofree char *other = id_in(passage->before, folders->gone->pdata[i]);
        if (g_strcmp0(id, other) == 0)
            return g_ptr_array_steal_index(folders->gone, i);
    }
    return NULL;
}

static bool
judge_folders(const Folders *folders, GError **error)
{
    const MarbrePassage *passage = folders->passage;
    for (guint i = 0; i < folders->come->len; i++) {
        const char *folder = folders->come->pdata[i];
        g_autofree char *former = find_former(folders, folder);
        if (!marbre_judge_bundle(passage, former, folder, error))
            return false;
        if (former == NULL && folders->gone->len > 0)
            marbre_judge_forget(passage->judge, folder); /* its text may have stood elsewhere */
    }
    for (guint i = 0; i < folders->stay->len; i++)
        if (!marbre_judge_bundle(passage, folders->stay->pdata[i], folders->stay->pdata[i], error))
            return false;
    for (guint i = 0; i < folders->gone->len; i++)
        if (!marbre_judge_bundle(passage, folders->gone->pdata[i], NULL, error))
            return false;
    return true;
}

/* A commit that says that it moves an article does so. */
static void
need_truth(const MarbrePassage *passage, guint64 transitions)
{
    const char *move = marbre_commit_trailer(passage->commit, "Marbre-Transition");
    if (move != NULL && passage->judge->verdict->transitions == transitions)
        marbre_passage_violate(
            passage, NULL, "marbre/bad-state",
            g_strdup_printf(_("the commit says “%s”, and changes no article's record"), move),
            NULL);
}

bool
marbre_judge_paths(const MarbrePassage *passage, const GPtrArray *paths, GError **error)
{
    const char *articles = marbre_policy_get_settings(passage->law->policy)->articles;
    size_t size = strlen(articles);
    guint64 transitions = passage->judge->verdict->transitions;
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GPtrArray) gone = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) come = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) stay = g_ptr_array_new_with_free_func(g_free);
    const Folders folders = {passage, gone, come, stay};
    bool whole = true;
    for (guint i = 0; i < paths->len; i++) {
        const char *path = paths->pdata[i];
        if (strncmp(path, articles, size) != 0 || path[size] != '/')
            continue;
        g_autofree char *folder = g_path_get_dirname(path);
        if (g_hash_table_contains(seen, folder))
            continue;
        if (marbre_judge_leaves_out(passage->judge, folder)) {
            whole = false;
            continue;
        }
        if (!add_folder((Folders *)&folders, folder, articles, error))
            return false;
        (void)g_hash_table_add(seen, g_steal_pointer(&folder)); /* seen once */
    }
    if (!judge_folders(&folders, error))
        return false;
    if (whole)
        need_truth(passage, transitions);
    return true;
}
