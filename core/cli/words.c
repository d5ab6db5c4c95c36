/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/cli.h"

#include "base/error.h"
#include "newsroom/find.h"

#include <glib/gi18n-lib.h>
#include <string.h>

char *
marbre_cli_path(const MarbreCli *cli, const char *word)
{
    g_autofree char *start = g_strdup_printf("/%s", cli->inside);
    const char *top = marbre_store_get_workdir(cli->store);
    if (g_path_is_absolute(word)) {
        g_autofree char *absolute = g_canonicalize_filename(word, "/");
        if (top == NULL || !g_str_has_prefix(absolute, top) || absolute[strlen(top)] != '/')
            return NULL;
        return g_strdup(absolute + strlen(top) + 1);
    }
    g_autofree char *path = g_canonicalize_filename(word, start);
    return g_strdup(path + 1);
}

static char *
find_in(MarbreCli *cli, MarbreNewsroom *newsroom, const char *word, GError **error)
{
    g_autofree char *path = marbre_cli_path(cli, word);
    if (path != NULL && strcmp(path, word) != 0) {
        char *folder = marbre_newsroom_find(newsroom, NULL, path, NULL);
        if (folder != NULL)
            return folder;
    }
    g_autoptr(MarbreRoll) roll = marbre_cli_roll(cli, marbre_newsroom_get_policy(newsroom));
    return marbre_newsroom_find(newsroom, roll, word, error);
}

char *
marbre_cli_article(MarbreCli *cli, MarbreNewsroom *tip, const char *word, GError **error)
{
    g_autoptr(GError) reason = NULL;
    g_autofree char *folder = find_in(cli, tip, word, &reason);
    if (folder != NULL)
        return g_steal_pointer(&folder);
    /* A bundle that no commit has yet is an article all the same. */
    if (!marbre_store_is_bare(cli->store) && marbre_store_is_on_branch(cli->store)) {
        g_autoptr(MarbreSnapshot) files = marbre_snapshot_worktree(cli->store, NULL);
        g_autoptr(MarbreNewsroom) lying =
            files == NULL ? NULL
                          : marbre_newsroom_new_with_policy(cli->store, files,
                                                            marbre_newsroom_get_policy(tip));
        folder = lying == NULL ? NULL : find_in(cli, lying, word, NULL);
    }
    if (folder == NULL)
        g_propagate_error(error, g_steal_pointer(&reason));
    return g_steal_pointer(&folder);
}

GPtrArray *
marbre_cli_articles(MarbreCli *cli, MarbreNewsroom *tip, char *const *words, GError **error)
{
    g_autoptr(GPtrArray) folders = g_ptr_array_new_with_free_func(g_free);
    for (; *words != NULL; words++) {
        g_autofree char *folder = marbre_cli_article(cli, tip, *words, error);
        if (folder == NULL)
            return NULL;
        if (!g_ptr_array_find_with_equal_func(folders, folder, g_str_equal, NULL))
            g_ptr_array_add(folders, g_steal_pointer(&folder));
    }
    return g_steal_pointer(&folders);
}
