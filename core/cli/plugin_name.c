/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/plugins.h"

#include "base/error.h"
#include "base/problem.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SUFFIX ".so"

void
marbre_plugin_name_clear(MarbrePluginName *name)
{
    g_clear_pointer(&name->id, g_free);
    g_clear_pointer(&name->folder, g_free);
    g_clear_pointer(&name->task, g_free);
}

char *
marbre_plugin_path(const MarbreCli *cli, const char *word)
{
    g_autofree char *here =
        g_canonicalize_filename(cli->directory == NULL ? "." : cli->directory, NULL);
    return g_canonicalize_filename(word, here);
}

/* Where a path to a library ends and its task begins; NULL where the word is no path. */
static const char *
end_of_path(const char *word)
{
    for (const char *found = strstr(word, SUFFIX); found != NULL;
         found = strstr(found + 1, SUFFIX)) {
        const char *end = found + strlen(SUFFIX);
        if (*end == '\0' || (*end == '/' && strchr(end + 1, '/') == NULL))
            return end;
    }
    return NULL;
}

static void
search_first(MarbreCli *cli, const char *folder)
{
    guint count = cli->plugin_dirs == NULL ? 0 : g_strv_length(cli->plugin_dirs);
    char **folders = g_new0(char *, count + 2);
    folders[0] = g_strdup(folder);
    for (guint i = 0; i < count; i++)
        folders[i + 1] = cli->plugin_dirs[i];
    g_free(cli->plugin_dirs);
    cli->plugin_dirs = folders;
}

static bool
read_path(MarbreCli *cli, const char *word, const char *end, MarbrePluginName *name, GError **error)
{
    g_autofree char *part = g_strndup(word, (gsize)(end - word));
    g_autofree char *path = marbre_plugin_path(cli, part);
    g_autofree char *base = g_path_get_basename(path);
    if (!g_file_test(path, G_FILE_TEST_EXISTS)) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_NOT_FOUND,
                    _("there is no file %s; build the plugin first, or name one that `marbre "
                      "plugin list` shows"),
                    path);
        return false;
    }
    name->folder = g_path_get_dirname(path);
    name->id = g_strndup(base, strlen(base) - strlen(SUFFIX));
    name->task = *end == '/' ? g_strdup(end + 1) : NULL;
    search_first(cli, name->folder);
    return true;
}

bool
marbre_plugin_name_read(MarbreCli *cli,
                        const char *word,
                        MarbrePluginName *ret_name,
                        GError **error)
{
    const char *end = end_of_path(word);
    if (end != NULL)
        return read_path(cli, word, end, ret_name, error);
    const char *slash = strchr(word, '/');
    ret_name->id = slash == NULL ? g_strdup(word) : g_strndup(word, (gsize)(slash - word));
    ret_name->task = slash == NULL ? NULL : g_strdup(slash + 1);
    return true;
}

void
marbre_plugin_open_newsroom(MarbreCli *cli)
{
    if (!marbre_cli_open(cli, NULL))
        return;
    const char *workdir = marbre_store_get_workdir(cli->store);
    g_autofree char *settings =
        workdir == NULL ? NULL : g_build_filename(workdir, "marbre.yaml", NULL);
    if (settings != NULL && !g_file_test(settings, G_FILE_TEST_EXISTS))
        g_clear_pointer(&cli->store, marbre_store_unref);
}

MarbrePluginInfo *
marbre_plugin_describe(MarbreCli *cli, const MarbrePluginName *name, GError **error)
{
    g_autoptr(GError) reason = NULL;
    marbre_plugin_open_newsroom(cli);
    MarbrePluginInfo *info = marbre_pool_describe(marbre_cli_pool(cli), name->id, &reason);
    /* A file that is not to be trusted is as good as none: the newsroom was not asked. */
    if (info == NULL && g_error_matches(reason, MARBRE_ERROR, MARBRE_ERROR_REFUSED))
        reason->code = MARBRE_ERROR_USAGE;
    if (info == NULL)
        g_propagate_error(error, g_steal_pointer(&reason));
    return info;
}

MarbreCatalogue *
marbre_plugin_words(const MarbrePluginInfo *info, const char *const *langs)
{
    g_autofree char *dir = g_path_get_dirname(info->path == NULL ? "." : info->path);
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    return marbre_catalogue_load(dir, info->id, langs, problems);
}

const MarbreTaskInfo *
marbre_plugin_choose(const MarbrePluginInfo *info, const char *name, GError **error)
{
    g_autoptr(GStrvBuilder) builder = g_strv_builder_new();
    for (guint i = 0; i < info->tasks->len; i++)
        g_strv_builder_add(builder, ((const MarbreTaskInfo *)info->tasks->pdata[i])->id);
    g_auto(GStrv) ids = g_strv_builder_end(builder);
    g_autofree char *all = g_strjoinv(", ", ids);
    if (name == NULL && info->tasks->len == 1)
        return info->tasks->pdata[0];
    const MarbreTaskInfo *task = name == NULL ? NULL : marbre_plugin_info_find(info, name);
    if (task == NULL && name != NULL)
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE, _("%s has no task %s; it has: %s"),
                    info->id, name, all);
    else if (task == NULL)
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
                    _("%s has several tasks; name one, such as %s/%s; it has: %s"), info->id,
                    info->id, ids[0], all);
    return task;
}
