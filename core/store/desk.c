/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/desk.h"

#include "base/file.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>

void
marbre_desk_free(MarbreDesk *desk)
{
    if (desk == NULL)
        return;
    marbre_index_free(desk->index);
    marbre_held_free(desk->lock);
    marbre_fd_clear(&desk->root);
    g_free(desk->name);
    g_free(desk->gitdir);
    g_free(desk->workdir);
    g_free(desk);
}

char *
marbre_desk_gitdir(MarbreStore *store, const char *name)
{
    return *name == '\0' ? g_strdup(store->common)
                         : g_build_filename(store->common, "worktrees", name, NULL);
}

/* What libgit2 failed at: a working tree that is broken or gone is none; but where the machine
 * could not look, nothing is known. */
static bool
is_gone(int status, GError **error)
{
    const git_error *last = git_error_last();

    if (status == GIT_ENOTFOUND || last == NULL ||
        (last->klass != GIT_ERROR_OS && last->klass != GIT_ERROR_NOMEMORY))
        return true;
    return marbre_git_fail(error, MARBRE_ERROR_FAILED, _("a working tree cannot be looked at"));
}

/* Opens a working tree's view of the repository; NULL where it is gone. */
static bool
desk_repository(MarbreStore *store, const char *name, git_repository **ret_repo, GError **error)
{
    git_worktree *tree = NULL;
    int status;

    *ret_repo = NULL;
    git_error_clear();
    if (*name == '\0') {
        if (git_repository_open(ret_repo, store->common) == 0)
            return true; /* it is there: we are in it */
        return marbre_git_fail(error, MARBRE_ERROR_FAILED, "%s", store->common);
    }
    status = git_worktree_lookup(&tree, store->repo, name);
    if (status < 0)
        return is_gone(status, error);
    bool good = git_worktree_validate(tree) < 0 ||
                git_repository_open_from_worktree(ret_repo, tree) == 0 ||
                marbre_git_fail(error, MARBRE_ERROR_FAILED, "%s", git_worktree_path(tree));
    git_worktree_free(tree);
    return good;
}

static bool
shows(git_repository *repo, const char *ref, bool *ret_shows, GError **error)
{
    git_reference *head = NULL;

    *ret_shows = false;
    if (git_repository_workdir(repo) == NULL)
        return true;
    git_error_clear();
    if (git_reference_lookup(&head, repo, "HEAD") < 0)
        return marbre_git_fail(error, MARBRE_ERROR_FAILED, "%s/HEAD", git_repository_path(repo));
    const char *target = git_reference_symbolic_target(head);
    *ret_shows = target != NULL && strcmp(target, ref) == 0;
    git_reference_free(head);
    return true;
}

/* Sets the name of a working tree if that is the one. */
static bool
desk_try(MarbreStore *store, const char *name, const char *ref, char **ret_name, GError **error)
{
    git_repository *repo = NULL;
    bool yes = false;

    if (!desk_repository(store, name, &repo, error))
        return false;
    bool good = repo == NULL || shows(repo, ref, &yes, error);
    git_repository_free(repo);
    if (good && yes)
        *ret_name = g_strdup(name);
    return good;
}

static bool
linked_find(MarbreStore *store, const char *ref, char **ret_name, GError **error)
{
    git_strarray names = {0};
    bool good = true;

    if (git_worktree_list(&names, store->repo) < 0)
        return marbre_git_fail(error, MARBRE_ERROR_FAILED, "%s/worktrees", store->common);
    for (size_t i = 0; good && i < names.count && *ret_name == NULL; i++)
        good = desk_try(store, names.strings[i], ref, ret_name, error);
    git_strarray_dispose(&names);
    return good;
}

bool
marbre_desk_find(MarbreStore *store, const char *ref, char **ret_name, GError **error)
{
    bool linked = strcmp(store->gitdir, store->common) != 0;
    bool here;

    *ret_name = NULL;
    if (!shows(store->repo, ref, &here, error))
        return false;
    if (here) {
        *ret_name = linked ? g_path_get_basename(store->gitdir) : g_strdup("");
        return true;
    }
    if (linked && !desk_try(store, "", ref, ret_name, error))
        return false;
    return *ret_name != NULL || linked_find(store, ref, ret_name, error);
}

/* Split and sparse ones are refused; what is torn or missing is built again. */
static bool
desk_index(MarbreDesk *desk, GError **error)
{
    g_autoptr(GError) why = NULL;

    desk->index = marbre_index_read(desk->gitdir, &why);
    if (desk->index != NULL || g_error_matches(why, MARBRE_ERROR, MARBRE_ERROR_NOT_FOUND) ||
        g_error_matches(why, MARBRE_ERROR, MARBRE_ERROR_INVALID))
        return true;
    g_propagate_error(error, g_steal_pointer(&why));
    return false;
}

bool
marbre_desk_open(
    MarbreStore *store, const char *own, const char *name, MarbreDesk **ret_desk, GError **error)
{
    git_repository *repo = NULL;

    *ret_desk = NULL;
    if (!desk_repository(store, name, &repo, error))
        return false;
    if (repo == NULL || git_repository_workdir(repo) == NULL) {
        git_repository_free(repo);
        return true;
    }
    g_autoptr(MarbreDesk) desk = g_new0(MarbreDesk, 1);
    desk->name = g_strdup(name);
    desk->gitdir = marbre_desk_gitdir(store, name);
    desk->workdir = g_strdup(git_repository_workdir(repo));
    git_repository_free(repo);
    desk->root = open(desk->workdir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (desk->root < 0)
        return marbre_errno_fail(error, "%s", desk->workdir);
    g_autofree char *path = g_build_filename(desk->gitdir, "index", NULL);
    desk->lock = marbre_held_new(store, own, path, error);
    if (desk->lock == NULL)
        return false;
    *ret_desk = g_steal_pointer(&desk);
    return true;
}

bool
marbre_desk_lock(MarbreStore *store, MarbreDesk *desk, GError **error)
{
    return marbre_held_lock(store, desk->lock, error) && desk_index(desk, error);
}
