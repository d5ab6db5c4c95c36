/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "hook/server.h"

#include "base/error.h"
#include "base/file.h"
#include "hook/git.h"
#include "hook/script.h"
#include "hook/settings.h"
#include "newsroom/newsroom.h"
#include "store/history.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define HOOK "pre-receive"
#define SCRIPT_LIMIT ((size_t)1 << 16)

typedef struct {
    MarbreStore *store;
    const char *dir;
    GPtrArray *looks;
} Visit;

static void
look_free(void *data)
{
    MarbreGateLook *look = data;
    g_free(look->words);
    g_free(look);
}

GPtrArray *
marbre_gate_looks_new(void)
{
    return g_ptr_array_new_with_free_func(look_free);
}

void
marbre_gate_look_add(GPtrArray *looks, const char *name, bool good, bool opens, char *words)
{
    MarbreGateLook *look = g_new0(MarbreGateLook, 1);
    *look = (MarbreGateLook){name, good, opens, words};
    g_ptr_array_add(looks, look);
}

bool
marbre_gate_is_open(const GPtrArray *looks)
{
    for (guint i = 0; i < looks->len; i++)
        if (((const MarbreGateLook *)looks->pdata[i])->opens)
            return true;
    return false;
}

static void
fine(const Visit *visit, const char *name, char *words)
{
    marbre_gate_look_add(visit->looks, name, true, false, words);
}

static void
weak(const Visit *visit, const char *name, char *words)
{
    marbre_gate_look_add(visit->looks, name, false, false, words);
}

static void
open_wide(const Visit *visit, const char *name, char *words)
{
    marbre_gate_look_add(visit->looks, name, false, true, words);
}

static bool
anyone_writes(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && (status.st_mode & S_IWOTH) != 0 &&
           (!S_ISDIR(status.st_mode) || (status.st_mode & S_ISVTX) == 0);
}

/* --- the hook ----------------------------------------------------------------------------------
 */

static bool
read_script(const char *path, MarbreScript *ret_script)
{
    g_autoptr(GBytes) bytes = marbre_file_read(AT_FDCWD, path, SCRIPT_LIMIT, NULL);
    gsize size = 0;
    const char *data = bytes == NULL ? NULL : g_bytes_get_data(bytes, &size);
    g_autofree char *text = g_strndup(data == NULL ? "" : data, size);
    return marbre_script_read(text, HOOK, ret_script);
}

/* Servers that run several hooks keep them in a folder beside; the one that Marbre wrote. */
static char *
find_in_folder(const char *path)
{
    g_autofree char *folder = g_strconcat(path, ".d", NULL);
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    const char *name;
    while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *file = g_build_filename(folder, name, NULL);
        g_auto(MarbreScript) script = {0};
        if (read_script(file, &script))
            return g_steal_pointer(&file);
    }
    return NULL;
}

static void
look_at_program(const Visit *visit, const MarbreScript *script)
{
    g_autoptr(GError) reason = NULL;
    g_autofree char *out = NULL;
    char *argv[] = {script->program, (char *)"--version", NULL};
    int status = 0;
    if (g_access(script->program, F_OK) < 0)
        weak(visit, "program-missing",
             g_strdup_printf(_("the hook runs %s, which is not there: every push is refused. "
                               "marbre hook install --server writes it again"),
                             script->program));
    else if (!g_spawn_sync(NULL, argv, NULL, G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &out, NULL,
                           &status, &reason) ||
             !g_spawn_check_wait_status(status, &reason) || !g_str_has_prefix(out, "marbre "))
        weak(visit, "program-broken",
             g_strdup_printf(_("the hook runs %s, which does not run here: %s"), script->program,
                             reason != NULL ? reason->message : _("it is some other program")));
    else if (anyone_writes(script->program))
        open_wide(visit, "program-writable",
                  g_strdup_printf(_("anybody on this computer can change %s"), script->program));
    else
        fine(visit, "program", g_strdup_printf(_("the hook runs %s"), script->program));
}

static void
look_at_script(const Visit *visit, const char *path)
{
    g_auto(MarbreScript) script = {0};
    g_autofree char *beside = find_in_folder(path);
    const char *file = beside != NULL ? beside : path;
    if (g_access(path, F_OK) < 0)
        open_wide(visit, "hook-missing",
                  g_strdup_printf(_("there is no hook %s: marbre hook install --server"), path));
    else if (g_access(path, X_OK) < 0 || g_access(file, X_OK) < 0)
        open_wide(visit, "hook-not-executable",
                  g_strdup_printf(_("%s is not executable, so git passes over it: chmod +x '%s'"),
                                  file, file));
    else if (!read_script(file, &script))
        weak(visit, "hook-not-ours",
             g_strdup_printf(_("%s is not the hook that marbre hook install --server writes"),
                             file));
    else if (anyone_writes(file))
        open_wide(visit, "hook-writable",
                  g_strdup_printf(_("anybody on this computer can change %s"), file));
    else
        fine(visit, "hook", g_strdup_printf(_("git runs %s"), file));
    if (script.program != NULL)
        look_at_program(visit, &script);
}

static void
look_at_hook(const Visit *visit)
{
    g_autofree char *hooks = marbre_git_hooks(visit->dir);
    g_autofree char *own = g_build_filename(marbre_store_get_gitdir(visit->store), "hooks", NULL);
    g_autofree char *path = hooks == NULL ? NULL : g_build_filename(hooks, HOOK, NULL);
    g_autofree char *other = g_build_filename(own, HOOK, NULL);
    if (path == NULL) {
        weak(visit, "git", g_strdup(_("git can't be run here")));
        return;
    }
    if (strcmp(hooks, own) != 0 && g_access(other, F_OK) == 0 && g_access(path, F_OK) < 0)
        open_wide(visit, "hooks-path",
                  g_strdup_printf(_("git's core.hooksPath is %s, so the hook in %s is never run: "
                                    "git config --unset core.hooksPath, or --global"),
                                  hooks, own));
    else
        look_at_script(visit, path);
}

/* --- what the hook goes by ---------------------------------------------------------------------
 */

typedef struct {
    const char *id;
    bool met;
} Search;

static bool
look_for(void *user, MarbreCommit *commit)
{
    Search *search = user;
    search->met = strcmp(commit->id, search->id) == 0;
    return !search->met;
}

static void
look_at_trust(const Visit *visit, const char *tip)
{
    g_autoptr(GError) reason = NULL;
    g_autofree char *trust = marbre_server_trust(visit->store, &reason);
    if (trust == NULL) {
        g_autofree char *set = marbre_store_config_get(visit->store, "marbre.trust");
        weak(visit, set == NULL ? "trust-missing" : "trust-name", g_strdup(reason->message));
        return;
    }
    Search search = {trust, false};
    bool walked =
        tip == NULL || marbre_store_walk(visit->store, tip, true, look_for, &search, &reason);
    if (tip == NULL || (walked && search.met))
        fine(visit, "trust", g_strdup_printf(_("what is trusted is commit %.12s"), trust));
    else
        weak(visit, "trust-elsewhere",
             g_strdup_printf(_("commit %.12s, which marbre.trust names, is not in the branch's "
                               "past: every push is refused"),
                             trust));
}

static void
look_at_rules(const Visit *visit, const char *tip)
{
    g_autoptr(GError) reason = NULL;
    g_autoptr(MarbreSnapshot) snapshot =
        tip == NULL ? NULL : marbre_snapshot_commit(visit->store, tip, &reason);
    g_autoptr(MarbreNewsroom) newsroom =
        snapshot == NULL ? NULL : marbre_newsroom_new(visit->store, snapshot, &reason);
    if (tip != NULL && newsroom == NULL)
        weak(visit, "rules-broken", g_strdup(reason->message));
}

static void
look_at_settings(const Visit *visit)
{
    g_autoptr(GError) reason = NULL;
    unsigned seconds = 0;
    const char *branch = marbre_server_branch(visit->store, &reason);
    g_autofree char *tip = branch == NULL ? NULL : marbre_store_tip(visit->store, branch, NULL);
    if (branch == NULL)
        weak(visit, "branch-unknown", g_strdup(reason->message));
    else if (tip == NULL)
        weak(visit, "branch-missing",
             g_strdup_printf(_("there is no branch %s here, and it would be the newsroom's: "
                               "git symbolic-ref HEAD, or git config marbre.branch, says which"),
                             branch));
    else
        fine(visit, "branch", g_strdup_printf(_("the newsroom's branch is %s"), branch));
    look_at_trust(visit, tip);
    look_at_rules(visit, tip);
    g_clear_error(&reason);
    if (!marbre_server_seconds(visit->store, &seconds, &reason))
        weak(visit, "time-limit", g_strdup(reason->message));
}

/* --- git's own settings ------------------------------------------------------------------------
 */

static void
look_at_receiving(const Visit *visit)
{
    bool fsck = marbre_git_is_set(visit->dir, "receive.fsckObjects",
                                  marbre_git_is_set(visit->dir, "transfer.fsckObjects", false));
    if (!fsck)
        weak(visit, "fsck",
             g_strdup(_("git takes in malformed objects on other branches: "
                        "git config receive.fsckObjects true")));
    if (!marbre_git_is_set(visit->dir, "receive.denyNonFastForwards", false))
        fine(visit, "rewinds",
             g_strdup(_("branches beside may be rewritten; to forbid that too: "
                        "git config receive.denyNonFastForwards true")));
    if (!marbre_git_is_set(visit->dir, "receive.denyDeletes", false))
        fine(visit, "deletes",
             g_strdup(_("branches beside may be deleted; to forbid that too: "
                        "git config receive.denyDeletes true")));
    g_autofree char *prune = marbre_git_ask(visit->dir, "config", "--get", "gc.pruneExpire", NULL);
    if (g_strcmp0(prune, "now") == 0 || g_strcmp0(prune, "all") == 0)
        weak(visit, "prune",
             g_strdup(_("git removes objects at once while a push may still need them: "
                        "git config --unset gc.pruneExpire")));
}

static void
look_at_file(const Visit *visit, const char *name, const char *file, const char *words)
{
    g_autofree char *path = g_build_filename(marbre_store_get_gitdir(visit->store), file, NULL);
    struct stat status;
    if (stat(path, &status) == 0 && status.st_size > 0)
        weak(visit, name, g_strdup_printf("%s: %s", path, words));
}

static void
look_at_objects(const Visit *visit)
{
    g_autofree char *replaced = marbre_git_ask(visit->dir, "for-each-ref", "--count=1",
                                               "--format=%(refname)", "refs/replace", NULL);
    if (replaced != NULL && *replaced != '\0')
        weak(visit, "replaced",
             g_strdup_printf(_("%s shows readers another history than the one that was judged: "
                               "git update-ref -d %s"),
                             replaced, replaced));
    look_at_file(visit, "alternates", "objects/info/alternates",
                 _("objects are borrowed from another repository, and go when they go there: "
                   "git repack -ad, then remove the file"));
    look_at_file(visit, "grafts", "info/grafts",
                 _("git is told of parents that commits don't have; remove the file"));
    if (marbre_store_is_shallow(visit->store))
        weak(visit, "shallow",
             g_strdup(_("history ends early here, so nothing can be judged: "
                        "git fetch --unshallow")));
}

/* Whoever can write the files needs no push. */
static void
look_at_rights(const Visit *visit)
{
    static const char *const files[] = {".",          "config",  "HEAD",        "hooks", "refs",
                                        "refs/heads", "objects", "packed-refs", NULL};
    for (const char *const *file = files; *file != NULL; file++) {
        g_autofree char *path =
            g_build_filename(marbre_store_get_gitdir(visit->store), *file, NULL);
        if (!anyone_writes(path))
            continue;
        open_wide(
            visit, "files-writable",
            g_strdup_printf(_("anybody on this computer can write to %s, without a push"), path));
        return;
    }
}

GPtrArray *
marbre_gate_look(MarbreStore *store, const char *dir)
{
    g_autoptr(GPtrArray) looks = marbre_gate_looks_new();
    const Visit visit = {store, dir, looks};
    look_at_hook(&visit);
    look_at_settings(&visit);
    look_at_receiving(&visit);
    look_at_objects(&visit);
    look_at_rights(&visit);
    return g_steal_pointer(&looks);
}
