/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/plugin_tryout.h"

#include "base/error.h"
#include "base/file.h"
#include "base/order.h"
#include "cli/plugins.h"
#include "net/net.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>

#define MOST_BYTES ((size_t)64 << 20) /* of a file that a task asks for */
#define MOST_FILES 1000u              /* of an article's folder */

void
marbre_tryout_clear(MarbreTryout *trial)
{
    g_clear_pointer(&trial->article, marbre_article_unref);
    g_clear_pointer(&trial->langs, g_strfreev);
    g_clear_pointer(&trial->newsroom, marbre_newsroom_unref);
    g_clear_pointer(&trial->root, g_free);
    g_clear_pointer(&trial->folder, g_free);
    g_clear_pointer(&trial->zone, g_free);
    g_clear_pointer(&trial->clock, g_time_zone_unref);
}

/* ---- what the task asks for ---- */

static GBytes *
read_file(void *user, const char *path, GError **error)
{
    MarbreTryout *trial = user;
    if (trial->newsroom != NULL)
        return marbre_snapshot_read(marbre_newsroom_get_snapshot(trial->newsroom), path, MOST_BYTES,
                                    error);
    g_autofree char *full = g_build_filename(trial->root, path, NULL);
    return marbre_file_read(AT_FDCWD, full, MOST_BYTES, error);
}

static GPtrArray *
list_newsroom(MarbreTryout *trial, const char *folder, GError **error)
{
    g_autoptr(GPtrArray) entries =
        marbre_snapshot_list(marbre_newsroom_get_snapshot(trial->newsroom), folder, error);
    if (entries == NULL)
        return NULL;
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < entries->len; i++) {
        const MarbreEntry *entry = g_ptr_array_index(entries, i);
        g_ptr_array_add(
            names, g_strconcat(entry->name, entry->kind == MARBRE_ENTRY_FOLDER ? "/" : "", NULL));
    }
    return names;
}

static GPtrArray *
list_files(void *user, const char *folder, GError **error)
{
    MarbreTryout *trial = user;
    if (trial->newsroom != NULL)
        return list_newsroom(trial, folder, error);
    g_autofree char *full = g_build_filename(trial->root, folder, NULL);
    g_autoptr(GDir) dir = g_dir_open(full, 0, NULL);
    if (dir == NULL) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_NOT_FOUND,
                    _("there is no folder %s; name one that holds an index.LANG.md"), full);
        return NULL;
    }
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    for (const char *name = g_dir_read_name(dir); name != NULL; name = g_dir_read_name(dir)) {
        g_autofree char *path = g_build_filename(full, name, NULL);
        bool inner = g_file_test(path, G_FILE_TEST_IS_DIR);
        g_ptr_array_add(names, g_strconcat(name, inner ? "/" : "", NULL));
    }
    return names;
}

static GBytes *
read_medium(void *user, const char *path, const char *oid, GError **error)
{
    MarbreTryout *trial = user;
    (void)oid;
    if (trial->newsroom != NULL)
        return read_file(trial, path, error);
    g_autofree char *name = g_path_get_basename(path);
    g_autofree char *full = g_build_filename(trial->folder, name, NULL);
    return marbre_file_read(AT_FDCWD, full, MOST_BYTES, error);
}

/* The places that the newsroom allows; where there is none, nobody has allowed any. */
static GVariant *
fetch(void *user, GVariant *request, GError **error)
{
    const MarbreTryout *trial = user;
    const MarbrePolicy *policy =
        trial->newsroom == NULL ? NULL : marbre_newsroom_get_policy(trial->newsroom);
    const MarbreNet net = marbre_net_of(
        policy == NULL ? NULL : (const char *const *)marbre_policy_get_settings(policy)->network);
    return marbre_net_fetch(&net, request, error);
}

/* ---- an article of the newsroom ---- */

static bool
open_article(MarbreCli *cli, const char *word, MarbreTryout *trial, GError **error)
{
    g_autoptr(MarbreSnapshot) snapshot = marbre_store_is_bare(cli->store)
                                             ? marbre_snapshot_commit(cli->store, NULL, error)
                                             : marbre_snapshot_worktree(cli->store, error);
    g_autoptr(MarbreNewsroom) newsroom =
        snapshot == NULL ? NULL : marbre_newsroom_new(cli->store, snapshot, error);
    g_autofree char *folder =
        newsroom == NULL ? NULL : marbre_cli_article(cli, newsroom, word, error);
    trial->article = folder == NULL ? NULL : marbre_newsroom_read_article(newsroom, folder, error);
    if (trial->article == NULL)
        return false;
    const MarbreSettings *settings =
        marbre_policy_get_settings(marbre_newsroom_get_policy(newsroom));
    trial->zone = g_strdup(settings->timezone);
    trial->clock = g_time_zone_ref(settings->zone);
    trial->newsroom = g_steal_pointer(&newsroom);
    return true;
}

/* ---- files that lie anywhere ---- */

static bool
add_file(GPtrArray *files, const char *folder, const char *name, const char *as, GError **error)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    if (!g_file_test(path, G_FILE_TEST_IS_REGULAR))
        return true;
    g_autoptr(GBytes) bytes = marbre_file_read(AT_FDCWD, path, MOST_BYTES, error);
    if (bytes == NULL)
        return false;
    g_ptr_array_add(files, marbre_file_new(as, NULL, g_bytes_get_size(bytes), bytes));
    return true;
}

static bool
add_folder(GPtrArray *files, const char *folder, GError **error)
{
    g_autoptr(GError) reason = NULL;
    g_autoptr(GDir) dir = g_dir_open(folder, 0, &reason);
    if (dir == NULL) {
        g_set_error_literal(error, MARBRE_ERROR, MARBRE_ERROR_USAGE, reason->message);
        return false;
    }
    for (const char *name = g_dir_read_name(dir); name != NULL; name = g_dir_read_name(dir))
        if (files->len < MOST_FILES && !add_file(files, folder, name, name, error))
            return false;
    return true;
}

/* The languages of the texts, but for the sources that another text names as its own. */
static char **
languages_of(const char *name, GPtrArray *files)
{
    g_autoptr(GPtrArray) langs = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < files->len; i++) {
        const MarbreFile *file = g_ptr_array_index(files, i);
        char *lang = NULL;
        if (marbre_article_is_text_name(file->name, &lang))
            g_ptr_array_add(langs, lang);
    }
    g_ptr_array_sort(langs, marbre_order_texts);
    g_ptr_array_add(langs, NULL);
    g_autoptr(MarbreArticle) article =
        marbre_article_new_known(name, files, (const char *const *)langs->pdata);
    const GPtrArray *copies = marbre_article_get_copies(article);
    g_autoptr(GStrvBuilder) published = g_strv_builder_new();
    for (guint i = 0; i + 1 < langs->len; i++) {
        bool source = false;
        for (guint j = 0; j < copies->len; j++)
            source = source || g_strcmp0(marbre_copy_get_key(copies->pdata[j], "source-lang"),
                                         langs->pdata[i]) == 0;
        if (!source)
            g_strv_builder_add(published, langs->pdata[i]);
    }
    return g_strv_builder_end(published);
}

/* A Markdown file by any name is the text of an article that has no other file. */
static bool
open_files(MarbreCli *cli, const char *path, const char *lang, MarbreTryout *trial, GError **error)
{
    g_autoptr(GPtrArray) files = marbre_files_new();
    bool is_folder = g_file_test(path, G_FILE_TEST_IS_DIR);
    g_autofree char *base = g_path_get_basename(path);
    g_autofree char *text = g_strdup_printf("index.%s.md", lang != NULL ? lang : cli->lang);
    trial->folder = is_folder ? g_strdup(path) : g_path_get_dirname(path);
    bool whole = is_folder || marbre_article_is_text_name(base, NULL);
    if (whole ? !add_folder(files, trial->folder, error)
              : !add_file(files, trial->folder, base, text, error))
        return false;
    g_autofree char *name = whole ? g_path_get_basename(trial->folder) : g_strdup("article");
    g_autofree char *inside = g_strconcat("articles/", name, NULL);
    const char *const one[] = {lang, NULL};
    g_auto(GStrv) langs = lang != NULL ? g_strdupv((char **)one) : languages_of(inside, files);
    trial->article = marbre_article_new_known(inside, files, (const char *const *)langs);
    trial->clock = g_time_zone_new_utc();
    trial->root = marbre_plugin_path(cli, ".");
    return true;
}

bool
marbre_tryout_open(
    MarbreCli *cli, const char *word, const char *lang, MarbreTryout *ret_trial, GError **error)
{
    g_autofree char *path = marbre_plugin_path(cli, word);
    g_autoptr(GError) reason = NULL;
    g_auto(MarbreTryout) trial = {0};
    bool known = cli->store != NULL && open_article(cli, word, &trial, &reason);
    bool there = g_file_test(path, G_FILE_TEST_EXISTS);
    if (!known && !there && reason != NULL) {
        g_propagate_error(error, g_steal_pointer(&reason));
        return false;
    }
    if (!known && !there) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
                    _("there is no file %s; name a text, which is called index.LANG.md"), path);
        return false;
    }
    if (!known && !open_files(cli, path, lang, &trial, error))
        return false;
    const char *const *all = marbre_article_get_langs(trial.article);
    const char *const one[] = {lang, NULL};
    if (all[0] == NULL || (lang != NULL && !g_strv_contains(all, lang))) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
                    _("%s: there is no text here to try it on; a text is called index.LANG.md"),
                    word);
        return false;
    }
    trial.langs = g_strdupv((char **)(lang != NULL ? one : all));
    *ret_trial = trial;
    trial = (MarbreTryout){0};
    ret_trial->site = (MarbreOneSite){ret_trial->article, ret_trial->langs[0],
                                      (const char *const *)ret_trial->langs};
    ret_trial->around = (MarbreSurroundings){.read = read_file,
                                             .list = list_files,
                                             .media = read_medium,
                                             .fetch = fetch,
                                             .user = ret_trial};
    return true;
}
