/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/write-inside.h"

#include "store/commit.h"
#include "store/objects.h"
#include "store/seal.h"

void
marbre_write_set_seal(MarbreWrite *write, MarbreSealFunc seal, void *user)
{
    write->seal = seal;
    write->seal_user = user;
}

/* Takes `text`. Other branches are made from the newsroom's, and need no proof of their own. */
static GBytes *
sealed(MarbreWrite *write, const MarbreWriteBranch *branch, GBytes *text, GError **error)
{
    g_autoptr(GBytes) commit = text;
    if (write->seal == NULL || branch != g_ptr_array_index(write->branches, 0))
        return g_steal_pointer(&commit);
    g_autofree char *armoured = write->seal(write->seal_user, commit, error);
    if (armoured != NULL && *armoured == '\0')
        return g_steal_pointer(&commit);
    return armoured == NULL ? NULL : marbre_seal_put(commit, armoured, error);
}

/* Writes the commit and lets the branch stand on it. */
static bool
commit_make(MarbreWrite *write,
            MarbreWriteBranch *branch,
            const git_oid *tree,
            const GArray *parents,
            const MarbreSignature *author,
            const MarbreSignature *committer,
            const char *message,
            char ret_id[41],
            GError **error)
{
    g_autofree char *who = marbre_signature_write(committer, error);
    g_autoptr(GBytes) text = NULL;
    git_oid id;
    size_t size;

    if (who == NULL)
        return false;
    text = marbre_commit_write(tree, parents, author, committer, message, error);
    if (text != NULL)
        text = sealed(write, branch, g_steal_pointer(&text), error);
    if (text == NULL)
        return false;
    const void *data = g_bytes_get_data(text, &size);
    if (!marbre_objects_put(write->store, write->written, GIT_OBJECT_COMMIT, data, size, &id,
                            error))
        return false;
    marbre_snapshot_unref(branch->snapshot);
    branch->snapshot = marbre_snapshot_of(write->store, write->trees, tree, &id);
    branch->now = id;
    branch->changed = true;
    g_free(write->who);
    write->who = g_steal_pointer(&who);
    marbre_oid_format(&id, ret_id);
    return true;
}

static GArray *
parents_of(const MarbreWriteBranch *branch)
{
    GArray *parents = g_array_new(FALSE, FALSE, sizeof(git_oid));

    if (!git_oid_is_zero(&branch->now))
        g_array_append_val(parents, branch->now);
    return parents;
}

bool
marbre_write_commit(MarbreWrite *write,
                    const char *branch,
                    MarbreChangeset *changeset,
                    const MarbreSignature *author,
                    const MarbreSignature *committer,
                    const char *message,
                    char ret_id[41],
                    GError **error)
{
    MarbreWriteBranch *on = marbre_write_branch(write, branch, error);
    git_oid tree;

    if (on == NULL || !marbre_write_apply(write, on, changeset, &tree, error))
        return false;
    g_autoptr(GArray) parents = parents_of(on);
    return commit_make(write, on, &tree, parents, author, committer, message, ret_id, error);
}

/* Ids of parents that are there. */
static GArray *
parents_parse(MarbreWrite *write, const char *const *names, GError **error)
{
    g_autoptr(GArray) parents = g_array_new(FALSE, FALSE, sizeof(git_oid));

    for (size_t i = 0; names[i] != NULL; i++) {
        git_oid id, tree;
        if (!marbre_oid_parse(names[i], &id, error) ||
            !marbre_commit_tree_id(write->store, &id, &tree, error))
            return NULL;
        g_array_append_val(parents, id);
    }
    return g_steal_pointer(&parents);
}

bool
marbre_write_commit_tree(MarbreWrite *write,
                         const char *branch,
                         const char *tree,
                         const char *const *parents,
                         const MarbreSignature *author,
                         const MarbreSignature *committer,
                         const char *message,
                         char ret_id[41],
                         GError **error)
{
    MarbreWriteBranch *on = marbre_write_branch(write, branch, error);
    g_autoptr(GArray) ids = NULL;
    git_oid root;

    if (on == NULL || !marbre_oid_parse(tree, &root, error))
        return false;
    g_autoptr(MarbreTree) there = marbre_trees_get(write->trees, &root, error);
    if (there == NULL)
        return false;
    ids = parents != NULL ? parents_parse(write, parents, error) : parents_of(on);
    return ids != NULL &&
           commit_make(write, on, &root, ids, author, committer, message, ret_id, error);
}

bool
marbre_write_blob(MarbreWrite *write, GBytes *content, char ret_id[41], GError **error)
{
    git_oid id;
    size_t size;
    const void *data = g_bytes_get_data(content, &size);

    if (!marbre_objects_put_made(write->store, write->written, data != NULL ? data : "", size, &id,
                                 error))
        return false;
    marbre_oid_format(&id, ret_id);
    return true;
}

void
marbre_write_expect(MarbreWrite *write, size_t blobs)
{
    MarbreStore *store = write->store;
    guint written = write->written->len;

    if (written < store->loose_limit && blobs > store->loose_limit - written)
        store->loose_limit = written;
}
