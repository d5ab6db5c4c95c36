/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/commit.h"

#include <glib/gi18n-lib.h>

static void
object_free(void *object)
{
    git_odb_object_free(object);
}

MarbreCommit *
marbre_commit_load(MarbreStore *store, const git_oid *id, GError **error)
{
    git_odb_object *object = marbre_object_read(store, id, GIT_OBJECT_COMMIT, error);

    if (object == NULL)
        return NULL;
    g_autoptr(GBytes) raw = g_bytes_new_with_free_func(
        git_odb_object_data(object), git_odb_object_size(object), object_free, object);
    return marbre_commit_parse(id, raw, error);
}

MarbreCommit *
marbre_commit_read(MarbreStore *store, const char *rev, GError **error)
{
    g_autofree char *hex = marbre_store_resolve(store, rev, error);
    git_oid id;

    if (hex == NULL || !marbre_oid_parse(hex, &id, error))
        return NULL;
    return marbre_commit_load(store, &id, error);
}

/* Ids in the order of telling. */
static git_revwalk *
walk_new(MarbreStore *store, const char *from, const char *until, bool first_parent, GError **error)
{
    g_autofree char *tip = marbre_store_resolve(store, from, error);
    g_autofree char *stop = NULL;
    git_revwalk *walk = NULL;
    git_oid id;

    if (tip == NULL)
        return NULL;
    if (until != NULL && (stop = marbre_store_resolve(store, until, error)) == NULL)
        return NULL;
    bool good = git_revwalk_new(&walk, store->repo) == 0 &&
                git_revwalk_sorting(walk, GIT_SORT_TOPOLOGICAL) == 0 &&
                git_oid_fromstr(&id, tip) == 0 && git_revwalk_push(walk, &id) == 0;
    if (good && first_parent)
        good = git_revwalk_simplify_first_parent(walk) == 0;
    if (good && stop != NULL)
        good = git_oid_fromstr(&id, stop) == 0 && git_revwalk_hide(walk, &id) == 0;
    if (!good) {
        marbre_git_fail(error, MARBRE_ERROR_FAILED, _("history cannot be read"));
        git_revwalk_free(walk);
        return NULL;
    }
    return walk;
}

static bool
walk_fail(MarbreStore *store, GError **error)
{
    if (!store->shallow)
        return marbre_git_fail(error, MARBRE_ERROR_FAILED, _("history cannot be read"));
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED,
                _("history ends early here; fetch the rest with: git fetch --unshallow "
                  "(in CI: fetch-depth: 0)"));
    return false;
}

/* The line of first parents needs no sorting, so nothing is read ahead. */
static bool
walk_line(MarbreStore *store, const char *from, MarbreCommitFunc tell, void *user, GError **error)
{
    g_autofree char *tip = marbre_store_resolve(store, from, error);
    git_oid id;

    if (tip == NULL || !marbre_oid_parse(tip, &id, error))
        return false;
    for (;;) {
        g_autoptr(MarbreCommit) commit = marbre_commit_load(store, &id, error);
        if (commit == NULL)
            return false;
        if (!tell(user, commit) || commit->parents[0] == NULL)
            return true;
        if (!marbre_oid_parse(commit->parents[0], &id, error))
            return false;
    }
}

bool
marbre_store_walk_range(MarbreStore *store,
                        const char *from,
                        const char *until,
                        bool first_parent,
                        MarbreCommitFunc tell,
                        void *user,
                        GError **error)
{
    if (first_parent && until == NULL)
        return walk_line(store, from, tell, user, error);
    git_revwalk *walk = walk_new(store, from, until, first_parent, error);
    bool more = true;
    bool good = true;
    git_oid id;

    if (walk == NULL)
        return false;
    while (more && good) {
        int status = git_revwalk_next(&id, walk);
        if (status == GIT_ITEROVER)
            break;
        if (status < 0) {
            good = walk_fail(store, error);
            break;
        }
        g_autoptr(MarbreCommit) commit = marbre_commit_load(store, &id, error);
        good = commit != NULL;
        more = good && tell(user, commit);
    }
    git_revwalk_free(walk);
    return good;
}

bool
marbre_store_walk(MarbreStore *store,
                  const char *from,
                  bool first_parent,
                  MarbreCommitFunc tell,
                  void *user,
                  GError **error)
{
    return marbre_store_walk_range(store, from, NULL, first_parent, tell, user, error);
}
