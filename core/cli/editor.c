/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/editor.h"

#include "base/error.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define TEXT_LIMIT (256 << 10)

static const char *
editor_of(void)
{
    const char *visual = g_getenv("VISUAL"), *editor = g_getenv("EDITOR");
    return visual != NULL && *visual != '\0' ? visual : editor;
}

bool
marbre_editor_is_there(void)
{
    const char *editor = editor_of();
    return editor != NULL && *editor != '\0' && isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
}

/* A command of several words is one: "code --wait". */
static bool
run(const char *path, GError **error)
{
    g_auto(GStrv) words = NULL;
    g_autoptr(GStrvBuilder) builder = g_strv_builder_new();
    g_autoptr(GError) reason = NULL;
    int status = 0;
    if (!g_shell_parse_argv(editor_of(), NULL, &words, &reason)) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED, "%s: %s", editor_of(),
                    reason->message);
        return false;
    }
    g_strv_builder_addv(builder, (const char **)words);
    g_strv_builder_add(builder, path);
    g_auto(GStrv) whole = g_strv_builder_end(builder);
    if (!g_spawn_sync(NULL, whole, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_CHILD_INHERITS_STDIN, NULL,
                      NULL, NULL, NULL, &status, &reason)) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED, "%s: %s", editor_of(),
                    reason->message);
        return false;
    }
    if (g_spawn_check_wait_status(status, NULL))
        return true;
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
                _("the editor ended without a note; nothing was changed"));
    return false;
}

static char *
edit_file(const char *path, const char *text, GError **error)
{
    g_autoptr(GError) reason = NULL;
    g_autofree char *left = NULL;
    gsize size = 0;
    bool good = g_file_set_contents(path, text, -1, &reason);
    if (good && !run(path, error))
        return NULL;
    good = good && g_file_get_contents(path, &left, &size, &reason);
    if (!good)
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED, "%s", reason->message);
    else if (size > TEXT_LIMIT || strlen(left) != size || !g_utf8_validate(left, -1, NULL))
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED, _("%s: this is no text"), path);
    else
        return g_steal_pointer(&left);
    return NULL;
}

char *
marbre_editor_edit(const char *text, GError **error)
{
    g_autoptr(GError) reason = NULL;
    g_autofree char *folder = g_dir_make_tmp("marbre-XXXXXX", &reason);
    if (folder == NULL) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED, "%s", reason->message);
        return NULL;
    }
    g_autofree char *path = g_build_filename(folder, "note.txt", NULL);
    char *left = edit_file(path, text, error);
    (void)g_unlink(path);  /* it may not have come so far */
    (void)g_rmdir(folder); /* an editor's own leavings keep it */
    return left;
}
