/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/git.h"
#include "store/library.h"
#include "store/pack.h"
#include "store/packs.h"
#include "store/touched.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define PATIENCE_DEFAULT 5000

static void
store_clear(void *memory)
{
    MarbreStore *store = memory;

    g_clear_pointer(&store->pack, marbre_pack_free);
    g_clear_pointer(&store->packs, marbre_packs_free);
    g_clear_pointer(&store->touched, marbre_touched_free);
    g_clear_pointer(&store->odb, git_odb_free);
    g_clear_pointer(&store->repo, git_repository_free);
    g_free(store->workdir);
    g_free(store->common);
    g_free(store->gitdir);
    g_free(store->branch);
    g_free(store->head);
}

MarbreStore *
marbre_store_ref(MarbreStore *store)
{
    return g_atomic_rc_box_acquire(store);
}

void
marbre_store_unref(MarbreStore *store)
{
    if (store != NULL)
        g_atomic_rc_box_release_full(store, store_clear);
}

static char *
without_slash(const char *path)
{
    size_t size = path != NULL ? strlen(path) : 0;

    while (size > 1 && path[size - 1] == '/')
        size--;
    return path != NULL ? g_strndup(path, size) : NULL;
}

/* Whether a repository, or something that could not be looked at, is in a folder or above it: where
 * the machine fails, libgit2 says that it found none. */
static bool
may_be_there(const char *dir)
{
    g_autofree char *at = realpath(dir, NULL);

    while (at != NULL) {
        struct stat status;
        g_autofree char *git = g_build_filename(at, ".git", NULL);
        g_autofree char *objects = g_build_filename(at, "objects", NULL);
        g_autofree char *head = g_build_filename(at, "HEAD", NULL);
        if (lstat(git, &status) == 0 || (errno != ENOENT && errno != ENOTDIR && errno != EACCES) ||
            (lstat(objects, &status) == 0 && lstat(head, &status) == 0))
            return true;
        char *slash = strrchr(at, '/');
        if (slash == NULL || slash[1] == '\0')
            return false;
        slash[slash == at ? 1 : 0] = '\0';
    }
    return errno != ENOENT && errno != ENOTDIR;
}

/* What libgit2 refuses, in words that help. Always NULL. */
static void *
open_fail(const char *dir, int status, GError **error)
{
    const git_error *last = git_error_last();
    const char *said = last != NULL && last->message != NULL ? last->message : "";

    if (status == GIT_EOWNER || strstr(said, "safe.directory") != NULL)
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED,
                    _("%s belongs to another user. If you trust it: "
                      "git config --global --add safe.directory '%s'"),
                    dir, dir);
    else if (strstr(said, "objectformat") != NULL || strstr(said, "objectFormat") != NULL)
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED,
                    _("%s uses SHA-256 names, which cannot be read yet; a repository with SHA-1 "
                      "names is needed"),
                    dir);
    else if (g_strrstr(said, "refstorage") != NULL || strstr(said, "refStorage") != NULL)
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED,
                    _("%s keeps its branches as a reftable, which cannot be read yet; see: "
                      "git refs migrate --ref-format=files"),
                    dir);
    else if (status == GIT_ENOTFOUND && may_be_there(dir))
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED,
                    _("%s: there is a .git here or above, but git's files cannot be read"), dir);
    else if (status == GIT_ENOTFOUND)
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE, _("%s is not in a git repository"),
                    dir);
    else
        marbre_git_fail(error, MARBRE_ERROR_FAILED, "%s", dir);
    return NULL;
}

/* The branch that HEAD names, also an unborn one. */
char *
marbre_head_read(git_repository *repo)
{
    git_reference *head = NULL;
    char *name = NULL;

    if (git_reference_lookup(&head, repo, "HEAD") < 0)
        return NULL;
    if (git_reference_type(head) == GIT_REFERENCE_SYMBOLIC &&
        g_str_has_prefix(git_reference_symbolic_target(head), "refs/heads/"))
        name = g_strdup(git_reference_symbolic_target(head));
    git_reference_free(head);
    return name;
}

bool
marbre_branch_is_valid(const char *branch)
{
    g_autofree char *full = g_strconcat("refs/heads/", branch, NULL);
    int valid = 0;

    marbre_library_start(); /* a journal is parsed before any store is open */
    return git_reference_name_is_valid(&valid, full) == 0 && valid == 1 && branch[0] != '-';
}

static bool
branch_set(MarbreStore *store, GError **error)
{
    g_autofree char *asked = marbre_store_config_get(store, "marbre.branch");

    store->head = marbre_head_read(store->repo);
    if (asked != NULL && !marbre_branch_is_valid(asked)) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
                    _("git's marbre.branch is “%s”, which is no name for a branch; set another "
                      "with: git config marbre.branch main"),
                    asked);
        return false;
    }
    if (asked != NULL)
        store->branch = g_steal_pointer(&asked);
    else if (store->head != NULL)
        store->branch = g_strdup(store->head + strlen("refs/heads/"));
    return true;
}

static MarbreStore *
store_new(git_repository *repo, const char *dir, GError **error)
{
    g_autoptr(MarbreStore) store = g_atomic_rc_box_new0(MarbreStore);

    store->repo = repo;
    store->common = without_slash(git_repository_commondir(repo));
    store->gitdir = without_slash(git_repository_path(repo));
    store->workdir = without_slash(git_repository_workdir(repo));
    store->shallow = git_repository_is_shallow(repo) == 1;
    store->patience = PATIENCE_DEFAULT;
    if (git_repository_odb(&store->odb, repo) < 0) {
        marbre_git_fail(error, MARBRE_ERROR_FAILED, "%s", dir);
        return NULL;
    }
    if (!branch_set(store, error))
        return NULL;
    return g_steal_pointer(&store);
}

MarbreStore *
marbre_store_open(const char *dir, GError **error)
{
    git_repository *repo = NULL;
    int status;

    marbre_library_start();
    status = git_repository_open_ext(&repo, dir, 0, NULL);
    if (status < 0)
        return open_fail(dir, status, error);
    return store_new(repo, dir, error);
}

/* A hook's verdict must not depend on the configuration of whoever pushes or serves. */
static void
configuration_pin(void)
{
    static const int levels[] = {GIT_CONFIG_LEVEL_SYSTEM, GIT_CONFIG_LEVEL_XDG,
                                 GIT_CONFIG_LEVEL_GLOBAL, GIT_CONFIG_LEVEL_PROGRAMDATA};

    for (size_t i = 0; i < G_N_ELEMENTS(levels); i++)
        git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, levels[i], "/dev/null");
}

MarbreStore *
marbre_store_open_hook(const char *gitdir, const char *quarantine, GError **error)
{
    git_repository *repo = NULL;
    int status;

    marbre_library_start();
    configuration_pin();
    /* git has trusted the folder enough to run the hook. */
    git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
    status = git_repository_open_ext(&repo, gitdir, GIT_REPOSITORY_OPEN_NO_SEARCH, NULL);
    if (status < 0)
        return open_fail(gitdir, status, error);
    g_autoptr(MarbreStore) store = store_new(repo, gitdir, error);
    if (store == NULL)
        return NULL;
    store->read_only = true;
    if (quarantine != NULL && git_odb_add_disk_alternate(store->odb, quarantine) < 0) {
        marbre_git_fail(error, MARBRE_ERROR_FAILED, "%s", quarantine);
        return NULL;
    }
    return g_steal_pointer(&store);
}

MarbreStore *
marbre_store_init(const char *dir, const char *branch, GError **error)
{
    git_repository_init_options options = GIT_REPOSITORY_INIT_OPTIONS_INIT;
    git_repository *repo = NULL;

    marbre_library_start();
    if (!marbre_branch_is_valid(branch)) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
                    _("“%s” is no name for a branch; one is main"), branch);
        return NULL;
    }
    if (git_repository_open_ext(&repo, dir, GIT_REPOSITORY_OPEN_NO_SEARCH, NULL) == 0) {
        git_repository_free(repo);
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED, _("%s is a git repository already"),
                    dir);
        return NULL;
    }
    options.flags =
        GIT_REPOSITORY_INIT_MKDIR | GIT_REPOSITORY_INIT_MKPATH | GIT_REPOSITORY_INIT_NO_REINIT;
    options.initial_head = branch;
    if (git_repository_init_ext(&repo, dir, &options) < 0) {
        marbre_git_fail(error, MARBRE_ERROR_FAILED, "%s", dir);
        return NULL;
    }
    return store_new(repo, dir, error);
}

bool
marbre_store_is_bare(const MarbreStore *store)
{
    return store->workdir == NULL;
}

bool
marbre_store_is_shallow(const MarbreStore *store)
{
    return store->shallow;
}

const char *
marbre_store_get_workdir(const MarbreStore *store)
{
    return store->workdir;
}

const char *
marbre_store_get_gitdir(const MarbreStore *store)
{
    return store->common;
}

const char *
marbre_store_get_branch(const MarbreStore *store)
{
    return store->branch;
}

bool
marbre_store_is_on_branch(const MarbreStore *store)
{
    return store->workdir != NULL && store->branch != NULL && store->head != NULL &&
           strcmp(store->head + strlen("refs/heads/"), store->branch) == 0;
}

bool
marbre_store_is_merging(const MarbreStore *store)
{
    if (store->apart || store->workdir == NULL)
        return false;
    int state = git_repository_state(store->repo);
    return state != GIT_REPOSITORY_STATE_NONE && state != GIT_REPOSITORY_STATE_BISECT;
}

char *
marbre_store_config_get(MarbreStore *store, const char *key)
{
    git_config *config = NULL;
    git_buf value = GIT_BUF_INIT;
    char *text = NULL;

    if (store->apart || git_repository_config_snapshot(&config, store->repo) < 0)
        return NULL;
    if (git_config_get_string_buf(&value, config, key) == 0)
        text = g_strdup(value.ptr);
    git_buf_dispose(&value);
    git_config_free(config);
    return text;
}

bool
marbre_store_config_set(MarbreStore *store, const char *key, const char *value, GError **error)
{
    git_config *config = NULL;
    bool good;

    if (store->read_only) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED,
                    _("a hook only judges; what changes something is run outside of it"));
        return false;
    }
    good = git_repository_config(&config, store->repo) == 0 &&
           git_config_set_string(config, key, value) == 0;
    if (!good)
        marbre_git_fail(error, MARBRE_ERROR_FAILED, "%s", key);
    git_config_free(config);
    return good;
}

char *
marbre_store_own_dir(MarbreStore *store, GError **error)
{
    g_autofree char *path = g_build_filename(store->common, "marbre", NULL);
    struct stat status;

    if (!store->read_only && g_mkdir(path, 0777) < 0 && errno != EEXIST) {
        marbre_errno_fail(error, "%s", path);
        return NULL;
    }
    if (lstat(path, &status) < 0 || !S_ISDIR(status.st_mode)) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED,
                    _("%s is no folder; move that file away and try again"), path);
        return NULL;
    }
    return g_steal_pointer(&path);
}

void
marbre_store_set_scan(MarbreStore *store, bool scan)
{
    git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, scan ? 0 : 1);
    g_clear_pointer(&store->packs, marbre_packs_free);
    if (scan && !store->apart)
        store->packs = marbre_packs_open(store->common);
}

void
marbre_store_set_patience(MarbreStore *store, unsigned milliseconds)
{
    store->patience = milliseconds;
}
