/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/desk.h"

#include "base/file.h"

#include <fcntl.h>
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

/* Opens a working tree's view of the repository. */
static git_repository *
desk_repository(MarbreStore *store, const char *name)
{
    git_repository *repo = NULL;
    git_worktree *tree = NULL;

    if (*name == '\0') {
        if (git_repository_open(&repo, store->common) < 0)
            return NULL;
        return repo;
    }
    if (git_worktree_lookup(&tree, store->repo, name) == 0 && git_worktree_validate(tree) == 0)
        (void)git_repository_open_from_worktree(&repo, tree); /* NULL says as much */
    git_worktree_free(tree);
    return repo;
}

static bool
shows(git_repository *repo, const char *ref)
{
    g_autofree char *head = git_repository_workdir(repo) != NULL ? marbre_head_read(repo) : NULL;

    return head != NULL && strcmp(head, ref) == 0;
}

static bool
desk_shows(MarbreStore *store, const char *name, const char *ref)
{
    git_repository *repo = desk_repository(store, name);
    bool yes = repo != NULL && shows(repo, ref);

    git_repository_free(repo);
    return yes;
}

static char *
linked_find(MarbreStore *store, const char *ref)
{
    git_strarray names = {0};
    char *found = NULL;

    if (git_worktree_list(&names, store->repo) < 0)
        return NULL;
    for (size_t i = 0; i < names.count && found == NULL; i++) {
        if (desk_shows(store, names.strings[i], ref))
            found = g_strdup(names.strings[i]);
    }
    git_strarray_dispose(&names);
    return found;
}

char *
marbre_desk_find(MarbreStore *store, const char *ref)
{
    bool linked = strcmp(store->gitdir, store->common) != 0;

    if (shows(store->repo, ref))
        return linked ? g_path_get_basename(store->gitdir) : g_strdup("");
    if (linked && desk_shows(store, "", ref))
        return g_strdup("");
    return linked_find(store, ref);
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
    git_repository *repo = desk_repository(store, name);

    *ret_desk = NULL;
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
    desk->lock = marbre_held_take(store, own, path, error);
    if (desk->lock == NULL || !desk_index(desk, error))
        return false;
    *ret_desk = g_steal_pointer(&desk);
    return true;
}
