/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/write-inside.h"

#include "base/file.h"
#include "store/changeset-node.h"
#include "store/commit.h"
#include "store/filter.h"
#include "store/finish.h"
#include "store/lock.h"
#include "store/objects.h"
#include "store/recover.h"
#include "store/ref.h"
#include "store/view.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
branch_free(void *memory)
{
    MarbreWriteBranch *branch = memory;

    marbre_snapshot_unref(branch->snapshot);
    g_free(branch->ref);
    g_free(branch);
}

void
marbre_write_unref(MarbreWrite *write)
{
    if (write == NULL)
        return;
    if (write->written != NULL && (write->written->len > 0 || write->store->pack != NULL))
        marbre_objects_drop(write->store);
    g_clear_pointer(&write->base, marbre_snapshot_unref);
    g_clear_pointer(&write->branches, g_ptr_array_unref);
    g_clear_pointer(&write->trees, marbre_trees_unref);
    g_clear_pointer(&write->written, g_array_unref);
    marbre_fd_clear(&write->lock);
    marbre_store_unref(write->store);
    g_free(write->own);
    g_free(write->recovered);
    g_free(write->reason);
    g_free(write->who);
    g_free(write);
}

/* Snapshot of a commit, or of nothing for the zero id. */
static MarbreSnapshot *
snapshot_at(MarbreWrite *write, const git_oid *commit, GError **error)
{
    git_oid root;

    if (git_oid_is_zero(commit)) {
        if (git_odb_hash(&root, "", 0, GIT_OBJECT_TREE) < 0) {
            marbre_git_fail(error, MARBRE_ERROR_FAILED, _("a tree cannot be named"));
            return NULL;
        }
        return marbre_snapshot_of(write->store, write->trees, &root, NULL);
    }
    if (!marbre_commit_tree_id(write->store, commit, &root, error))
        return NULL;
    return marbre_snapshot_of(write->store, write->trees, &root, commit);
}

MarbreWriteBranch *
marbre_write_branch(MarbreWrite *write, const char *name, GError **error)
{
    const char *short_name = name != NULL ? name : write->store->branch;
    g_autofree char *ref = g_strconcat("refs/heads/", short_name, NULL);

    if (!marbre_branch_is_valid(short_name)) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_INVALID,
                    _("“%s” is no name for a branch; one is main"), short_name);
        return NULL;
    }
    for (guint i = 0; i < write->branches->len; i++) {
        MarbreWriteBranch *branch = g_ptr_array_index(write->branches, i);
        if (strcmp(branch->ref, ref) == 0)
            return branch;
    }
    MarbreWriteBranch *branch = g_new0(MarbreWriteBranch, 1);
    branch->ref = g_steal_pointer(&ref);
    if (!marbre_ref_read(write->store, branch->ref, &branch->from, error) ||
        (branch->snapshot = snapshot_at(write, &branch->from, error)) == NULL) {
        branch_free(branch);
        return NULL;
    }
    branch->now = branch->from;
    g_ptr_array_add(write->branches, branch);
    return branch;
}

static bool
may_write(MarbreStore *store, GError **error)
{
    if (store->read_only)
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED,
                    _("a hook only judges; what changes something is run outside of it"));
    else if (store->branch == NULL)
        g_set_error(
            error, MARBRE_ERROR, MARBRE_ERROR_FAILED,
            _("HEAD names no branch, so there is none to write to. To go back to one: git switch "
              "main; to make one of what a build server checked out: git switch -C main"));
    return !store->read_only && store->branch != NULL;
}

MarbreWrite *
marbre_store_begin(MarbreStore *store, GError **error)
{
    g_autoptr(MarbreWrite) write = g_new0(MarbreWrite, 1);

    write->store = marbre_store_ref(store);
    write->lock = -1;
    if (!may_write(store, error))
        return NULL;
    marbre_store_set_scan(store, false);
    write->own = marbre_store_own_dir(store, error);
    if (write->own == NULL)
        return NULL;
    write->lock = marbre_lock_take(store, write->own, error);
    if (write->lock < 0 || !marbre_recover(store, write->own, &write->recovered, error) ||
        !marbre_objects_begin(store, error))
        return NULL;
    write->written = g_array_new(FALSE, FALSE, sizeof(git_oid));
    write->branches = g_ptr_array_new_with_free_func(branch_free);
    write->trees = marbre_trees_new(store);
    MarbreWriteBranch *branch = marbre_write_branch(write, NULL, error);
    if (branch == NULL)
        return NULL;
    write->base = marbre_snapshot_ref(branch->snapshot);
    return g_steal_pointer(&write);
}

bool
marbre_write_recovered(const MarbreWrite *write, char **ret_what)
{
    if (write->recovered != NULL && ret_what != NULL)
        *ret_what = g_strdup(write->recovered);
    return write->recovered != NULL;
}

MarbreSnapshot *
marbre_write_base(MarbreWrite *write)
{
    return write->base;
}

MarbreSnapshot *
marbre_write_snapshot(MarbreWrite *write)
{
    return ((const MarbreWriteBranch *)g_ptr_array_index(write->branches, 0))->snapshot;
}

MarbreSnapshot *
marbre_write_branch_snapshot(MarbreWrite *write, const char *branch, GError **error)
{
    MarbreWriteBranch *found = marbre_write_branch(write, branch, error);

    return found != NULL ? marbre_snapshot_ref(found->snapshot) : NULL;
}

void
marbre_write_set_reason(MarbreWrite *write, const char *reason)
{
    g_free(write->reason);
    write->reason = g_strdelimit(g_strdup(reason), "\n\r\t", ' ');
}

typedef struct {
    MarbreWrite *write;
    MarbreWriteBranch *branch;
} PutJudge;

static bool
put_judge(void *user, const char *path, GError **error)
{
    const PutJudge *judge = user;

    return marbre_filter_check(judge->write->store, judge->branch->snapshot, path, error);
}

bool
marbre_write_apply(MarbreWrite *write,
                   MarbreWriteBranch *branch,
                   const MarbreChangeset *changeset,
                   git_oid *ret_tree,
                   GError **error)
{
    PutJudge judge = {write, branch};
    git_oid root;
    bool fixed = marbre_snapshot_root(branch->snapshot, &root);

    g_assert(fixed); /* a branch stands at a commit */
    return marbre_changeset_apply(changeset, write->trees, write->store, &root, write->written,
                                  put_judge, &judge, ret_tree, error);
}

bool
marbre_write_tree(MarbreWrite *write,
                  const char *branch,
                  MarbreChangeset *changeset,
                  char ret_tree[41],
                  GError **error)
{
    MarbreWriteBranch *on = marbre_write_branch(write, branch, error);
    git_oid tree;

    if (on == NULL || !marbre_write_apply(write, on, changeset, &tree, error))
        return false;
    marbre_oid_format(&tree, ret_tree);
    return true;
}

bool
marbre_write_move(MarbreWrite *write, const char *branch, const char *commit, GError **error)
{
    MarbreWriteBranch *on = marbre_write_branch(write, branch, error);
    git_oid id;

    if (on == NULL || !marbre_oid_parse(commit, &id, error))
        return false;
    MarbreSnapshot *snapshot = snapshot_at(write, &id, error);
    if (snapshot == NULL)
        return false;
    marbre_snapshot_unref(on->snapshot);
    on->snapshot = snapshot;
    on->now = id;
    on->changed = true;
    return true;
}

/* Where no commit was made the reflog needs somebody all the same. */
static char *
who_shown(MarbreWrite *write)
{
    g_autofree char *name = marbre_store_config_get(write->store, "user.name");
    g_autofree char *email = marbre_store_config_get(write->store, "user.email");
    MarbreSignature signature = {
        .name = name != NULL && *name != '\0' ? name : (char *)"marbre",
        .email = email != NULL && *email != '\0' ? email : (char *)"marbre@localhost",
        .at = {.seconds = g_get_real_time() / G_USEC_PER_SEC}};
    char *who =
        write->who != NULL ? g_strdup(write->who) : marbre_signature_write(&signature, NULL);

    return who != NULL ? who
                       : g_strdup_printf("marbre <marbre@localhost> %" G_GINT64_FORMAT " +0000",
                                         signature.at.seconds);
}

bool
marbre_write_finish(MarbreWrite *write, GPtrArray *ret_kept, GError **error)
{
    g_autoptr(MarbreJournal) journal = marbre_journal_new();

    for (guint i = 0; i < write->branches->len; i++) {
        const MarbreWriteBranch *branch = g_ptr_array_index(write->branches, i);
        if (!branch->changed || git_oid_equal(&branch->from, &branch->now))
            continue;
        MarbreMove *move = marbre_journal_add(journal, branch->ref);
        move->from = branch->from;
        move->to = branch->now;
    }
    if (journal->moves->len == 0)
        return true;
    journal->who = who_shown(write);
    journal->reason =
        g_strconcat("marbre: ", write->reason != NULL ? write->reason : "write", NULL);
    if (!marbre_finish(write->store, write->own, write->written, journal, ret_kept, error))
        return false;
    for (guint i = 0; i < write->branches->len; i++) {
        MarbreWriteBranch *branch = g_ptr_array_index(write->branches, i);
        branch->from = branch->now;
        branch->changed = false;
    }
    g_array_set_size(write->written, 0);
    return true;
}
