/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "hook/git.h"

#include "base/error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What git tells its hooks, and would take from us for the wrong repository or the wrong person. */
static const char *const local[] = {"GIT_DIR",
                                    "GIT_WORK_TREE",
                                    "GIT_INDEX_FILE",
                                    "GIT_OBJECT_DIRECTORY",
                                    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
                                    "GIT_QUARANTINE_PATH",
                                    "GIT_COMMON_DIR",
                                    "GIT_NAMESPACE",
                                    "GIT_PREFIX",
                                    "GIT_GRAFT_FILE",
                                    "GIT_REPLACE_REF_BASE",
                                    "GIT_SHALLOW_FILE",
                                    "GIT_AUTHOR_NAME",
                                    "GIT_AUTHOR_EMAIL",
                                    "GIT_AUTHOR_DATE",
                                    "GIT_COMMITTER_NAME",
                                    "GIT_COMMITTER_EMAIL",
                                    "GIT_COMMITTER_DATE"};

static char **
environment(void)
{
    char **list = g_get_environ();
    for (size_t i = 0; i < G_N_ELEMENTS(local); i++)
        list = g_environ_unsetenv(list, local[i]);
    return list;
}

char *
marbre_git_run(const char *dir, const char *const *words, char **ret_err, GError **error)
{
    g_autoptr(GPtrArray) argv = g_ptr_array_new();
    g_auto(GStrv) env = dir == NULL ? g_get_environ() : environment();
    g_autofree char *out = NULL, *err = NULL;
    g_autoptr(GError) reason = NULL;
    int status = 0;
    g_ptr_array_add(argv, (gpointer) "git");
    for (const char *const *word = words; *word != NULL; word++)
        g_ptr_array_add(argv, (gpointer)*word);
    g_ptr_array_add(argv, NULL);
    if (!g_spawn_sync(dir, (char **)argv->pdata, env, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, &err,
                      &status, &reason)) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED, "git: %s", reason->message);
        return NULL;
    }
    g_strchomp(err);
    if (ret_err != NULL)
        *ret_err = g_strdup(err);
    bool good = g_spawn_check_wait_status(status, &reason);
    if (good) {
        g_strchomp(out);
        return g_steal_pointer(&out);
    }
    bool absent = g_error_matches(reason, G_SPAWN_EXIT_ERROR, 1);
    g_set_error(error, MARBRE_ERROR, absent ? MARBRE_ERROR_NOT_FOUND : MARBRE_ERROR_FAILED,
                "git %s: %s", words[0], *err != '\0' ? err : reason->message);
    return NULL;
}

static char **
collect(va_list args)
{
    g_autoptr(GStrvBuilder) builder = g_strv_builder_new();
    for (const char *word; (word = va_arg(args, const char *)) != NULL;)
        g_strv_builder_add(builder, word);
    return g_strv_builder_end(builder);
}

char *
marbre_git_ask(const char *dir, ...)
{
    va_list args;
    va_start(args, dir);
    g_auto(GStrv) words = collect(args);
    va_end(args);
    return marbre_git_run(dir, (const char *const *)words, NULL, NULL);
}

bool
marbre_git_do(GError **error, const char *dir, ...)
{
    va_list args;
    va_start(args, dir);
    g_auto(GStrv) words = collect(args);
    va_end(args);
    g_autofree char *out = marbre_git_run(dir, (const char *const *)words, NULL, error);
    return out != NULL;
}

bool
marbre_git_is_set(const char *dir, const char *key, bool otherwise)
{
    g_autofree char *value = marbre_git_ask(dir, "config", "--type=bool", "--get", key, NULL);
    return value == NULL ? otherwise : strcmp(value, "true") == 0;
}

char *
marbre_git_hooks(const char *dir)
{
    g_autofree char *path = marbre_git_ask(dir, "rev-parse", "--git-path", "hooks", NULL);
    g_autofree char *top = g_canonicalize_filename(dir, NULL);
    return path == NULL ? NULL : g_canonicalize_filename(path, top);
}
