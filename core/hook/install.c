/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "hook/install.h"

#include "base/error.h"
#include "base/file.h"
#include "hook/git.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SCRIPT_LIMIT ((size_t)1 << 16)

typedef struct {
    const char *key;
    const char *value;
} Setting;

static const char *const clone_hooks[] = {"pre-commit", "pre-push", NULL};
static const char *const server_hooks[] = {"pre-receive", NULL};
static const Setting clone_settings[] = {{"pull.rebase", "true"}, {NULL, NULL}};
static const Setting server_settings[] = {{"receive.fsckObjects", "true"},
                                          {"receive.denyNonFastForwards", "true"},
                                          {"receive.denyDeletes", "true"},
                                          {NULL, NULL}};

static void tell(GPtrArray *done, const char *format, ...) G_GNUC_PRINTF(2, 3);

static void
tell(GPtrArray *done, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    g_ptr_array_add(done, g_strdup_vprintf(format, args));
    va_end(args);
}

/* --- where -------------------------------------------------------------------------------------
 */

static bool
is_below(const char *path, const char *folder)
{
    size_t size = folder == NULL ? 0 : strlen(folder);
    return size > 0 && strncmp(path, folder, size) == 0 &&
           (path[size] == '/' || path[size] == '\0');
}

static char *
absolute(const char *dir, const char *option)
{
    g_autofree char *path = marbre_git_ask(dir, "rev-parse", option, NULL);
    g_autofree char *top = g_canonicalize_filename(dir, NULL);
    return path == NULL || *path == '\0' ? NULL : g_canonicalize_filename(path, top);
}

/* The folder of the hooks, which must be this repository's own: another one is for several. */
static char *
find_folder(const char *dir, GError **error)
{
    g_autofree char *hooks = marbre_git_hooks(dir);
    g_autofree char *common = absolute(dir, "--git-common-dir");
    g_autofree char *top = absolute(dir, "--show-toplevel");
    if (hooks == NULL || common == NULL) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE, _("%s is not in a git repository"),
                    dir);
        return NULL;
    }
    if (is_below(hooks, common) || is_below(hooks, top))
        return g_steal_pointer(&hooks);
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
                _("git's core.hooksPath looks for hooks in %s, outside this repository. Give it "
                  "its own with: git config core.hooksPath '%s/hooks', or name the file to write: "
                  "--file"),
                hooks, common);
    return NULL;
}

static char *
path_of(const MarbreInstall *how, const char *hook, GError **error)
{
    if (how->file != NULL)
        return g_canonicalize_filename(how->file, NULL);
    g_autofree char *folder = find_folder(how->dir, error);
    return folder == NULL ? NULL : g_build_filename(folder, hook, NULL);
}

/* --- one hook ----------------------------------------------------------------------------------
 */

/* What stands at the place of a hook: NULL and no error for nothing. */
static GBytes *
read_there(const char *path, GError **error)
{
    g_autoptr(GError) reason = NULL;
    GBytes *bytes = marbre_file_read(AT_FDCWD, path, SCRIPT_LIMIT, &reason);
    if (bytes == NULL && reason->code != MARBRE_ERROR_NOT_FOUND)
        g_propagate_error(error, g_steal_pointer(&reason));
    return bytes;
}

static bool
is_ours(GBytes *bytes, const char *hook)
{
    gsize size = 0;
    const char *data = g_bytes_get_data(bytes, &size);
    g_autofree char *text = g_strndup(data == NULL ? "" : data, size);
    g_auto(MarbreScript) script = {0};
    return marbre_script_read(text, hook, &script);
}

static bool
refuse_theirs(const MarbreInstall *how, const char *hook, const char *path, GError **error)
{
    g_autofree char *program = g_shell_quote(how->script->program);
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
                _("%s is somebody else's hook, and stays as it is. To have both, let it end with "
                  "this line, and pass on what it read: exec %s hook %s \"$@\""),
                path, program, hook);
    return false;
}

static bool
make_folder(const char *path, GError **error)
{
    g_autofree char *folder = g_path_get_dirname(path);
    if (g_mkdir_with_parents(folder, 0777) == 0)
        return true;
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED, "%s: %s", folder, g_strerror(errno));
    return false;
}

/* Git passes silently over a hook that is not executable. */
static bool
make_executable(const char *path, bool *ret_was, GError **error)
{
    struct stat status;
    *ret_was = g_access(path, X_OK) == 0;
    if (*ret_was)
        return true;
    if (stat(path, &status) == 0 && chmod(path, (status.st_mode & 07777) | 0111) == 0)
        return true;
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED, "%s: %s", path, g_strerror(errno));
    return false;
}

static bool
install_one(const MarbreInstall *how, const char *hook, GPtrArray *done, GError **error)
{
    g_autoptr(GError) reason = NULL;
    g_autofree char *path = path_of(how, hook, error);
    g_autoptr(GBytes) there = path == NULL ? NULL : read_there(path, &reason);
    if (path == NULL || reason != NULL) {
        if (reason != NULL)
            g_propagate_error(error, g_steal_pointer(&reason));
        return false;
    }
    if (there != NULL && !is_ours(there, hook))
        return refuse_theirs(how, hook, path, error);
    g_autofree char *text = marbre_script_write(how->script, hook);
    g_autoptr(GBytes) wanted = g_bytes_new_static(text, strlen(text));
    bool same = there != NULL && g_bytes_equal(there, wanted), was = false;
    if (how->dry_run) {
        bool stays = same && g_access(path, X_OK) == 0;
        tell(done, stays ? _("%s is in place already") : _("%s would be written"), path);
        return true;
    }
    if (!make_folder(path, error) ||
        (!same && !marbre_file_replace(AT_FDCWD, path, text, strlen(text), 0777, error)) ||
        !make_executable(path, &was, error))
        return false;
    tell(done, same && was ? _("%s is in place already") : _("%s was written"), path);
    return true;
}

static bool
uninstall_one(const MarbreInstall *how, const char *hook, GPtrArray *done, GError **error)
{
    g_autoptr(GError) reason = NULL;
    g_autofree char *path = path_of(how, hook, error);
    g_autoptr(GBytes) there = path == NULL ? NULL : read_there(path, &reason);
    if (path == NULL)
        return false;
    if (there == NULL || !is_ours(there, hook)) {
        tell(done, _("%s is none of Marbre's"), path);
        return true;
    }
    if (!how->dry_run && g_unlink(path) < 0) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED, "%s: %s", path, g_strerror(errno));
        return false;
    }
    tell(done, how->dry_run ? _("%s would be removed") : _("%s was removed"), path);
    return true;
}

/* --- settings ----------------------------------------------------------------------------------
 */

static bool
set_one(
    const MarbreInstall *how, const char *key, const char *value, GPtrArray *done, GError **error)
{
    if (!how->dry_run && !marbre_git_do(error, how->dir, "config", key, value, NULL))
        return false;
    tell(done, how->dry_run ? _("git's %s would be %s") : _("git's %s is now %s"), key, value);
    return true;
}

static bool
set_all(const MarbreInstall *how, const Setting *settings, GPtrArray *done, GError **error)
{
    for (const Setting *setting = settings; setting->key != NULL; setting++) {
        g_autofree char *value = marbre_git_ask(how->dir, "config", "--get", setting->key, NULL);
        if (value != NULL) {
            tell(done, _("git's %s is %s already"), setting->key, value);
            continue;
        }
        if (!set_one(how, setting->key, setting->value, done, error))
            return false;
    }
    return true;
}

static bool
is_id(const char *text)
{
    return strlen(text) == 40 && strspn(text, "0123456789abcdef") == 40;
}

/* A name is of use once, to say which commit is meant; a server trusts that commit. */
static bool
set_trust(const MarbreInstall *how, GPtrArray *done, GError **error)
{
    g_autofree char *known = marbre_git_ask(how->dir, "config", "--get", "marbre.trust", NULL);
    if (how->trust == NULL && known != NULL) {
        tell(done, _("git's %s is %s already"), "marbre.trust", known);
        return true;
    }
    g_autofree char *rev = how->trust == NULL ? NULL : g_strconcat(how->trust, "^{commit}", NULL);
    g_autofree char *id = rev == NULL ? NULL
                                      : marbre_git_ask(how->dir, "rev-parse", "--verify", "-q",
                                                       "--end-of-options", rev, NULL);
    const char *trust = id != NULL && is_id(id)                   ? id
                        : how->trust != NULL && is_id(how->trust) ? how->trust
                                                                  : NULL;
    if (trust == NULL) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
                    _("which commit is to be trusted? --trust COMMIT, its whole id; where the "
                      "newsroom was opened it is what this prints: git config marbre.trust"));
        return false;
    }
    return set_one(how, "marbre.trust", trust, done, error);
}

/* Git keeps what is noted once up to date whenever it tidies up; a hook that finds nothing noted
   takes longer, no more. */
static void
note_paths(const char *dir, GPtrArray *done)
{
    g_autoptr(GError) reason = NULL;
    if (marbre_git_do(&reason, dir, "commit-graph", "write", "--reachable", "--changed-paths",
                      NULL))
        tell(done, _("git has noted which paths each commit changes, for the hook to be quick"));
    else
        tell(done, _("git could not note which paths each commit changes: %s"), reason->message);
}

bool
marbre_hooks_install(const MarbreInstall *how, GPtrArray *done, GError **error)
{
    if (how->server && !set_trust(how, done, error))
        return false;
    for (const char *const *hook = how->server ? server_hooks : clone_hooks; *hook != NULL; hook++)
        if (!install_one(how, *hook, done, error))
            return false;
    if (!set_all(how, how->server ? server_settings : clone_settings, done, error))
        return false;
    if (how->server && !how->dry_run)
        note_paths(how->dir, done);
    return true;
}

bool
marbre_hooks_uninstall(const MarbreInstall *how, GPtrArray *done, GError **error)
{
    for (const char *const *hook = how->server ? server_hooks : clone_hooks; *hook != NULL; hook++)
        if (!uninstall_one(how, *hook, done, error))
            return false;
    return true;
}
