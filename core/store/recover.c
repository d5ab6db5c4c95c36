/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/recover.h"

#include "base/file.h"
#include "store/objects.h"
#include "store/ref.h"
#include "store/settle.h"
#include "store/tree.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

typedef enum {
    MOVE_DONE, /* the branch is there, or beyond */
    MOVE_OPEN, /* the branch still stands where the move begins */
    MOVE_LOST, /* somebody moved the branch elsewhere: the commits were not taken */
} MoveState;

static bool
move_state(MarbreStore *store, const MarbreMove *move, MoveState *ret_state, GError **error)
{
    git_oid now;

    if (!marbre_ref_read(store, move->ref, &now, error))
        return false;
    if (git_oid_equal(&now, &move->to))
        *ret_state = MOVE_DONE;
    else if (git_oid_equal(&now, &move->from))
        *ret_state = MOVE_OPEN;
    else if (!git_oid_is_zero(&now) && git_graph_descendant_of(store->repo, &now, &move->to) == 1)
        *ret_state = MOVE_DONE;
    else
        *ret_state = MOVE_LOST;
    return true;
}

static bool
move_redo(MarbreStore *store,
          const char *own,
          const MarbreJournal *journal,
          const MarbreMove *move,
          GError **error)
{
    g_autoptr(MarbreHeld) held = marbre_ref_open(store, own, move, error);

    if (held == NULL || !marbre_held_sync(own, error) ||
        !marbre_ref_prepare(store, held, move, error))
        return false;
    if (fsync(held->fd) < 0)
        return marbre_errno_fail(error, "%s", held->lock);
    return marbre_ref_move(store, journal, move, held, error);
}

static bool
desk_redo(MarbreStore *store, const char *own, const MarbreMove *move, GError **error)
{
    g_autoptr(MarbreDesk) desk = NULL;

    if (move->desk == NULL)
        return true;
    if (!marbre_desk_open(store, own, move->desk, &desk, error))
        return false;
    return desk == NULL || (marbre_held_sync(own, error) && marbre_desk_lock(store, desk, error) &&
                            marbre_settle(store, move, desk, NULL, error));
}

/* All branches first, then the files, as the killed command would have done. */
static bool
journal_redo(MarbreStore *store,
             const char *own,
             const MarbreJournal *journal,
             bool *ret_taken,
             GError **error)
{
    MoveState state;

    *ret_taken = false;
    for (guint i = 0; i < journal->moves->len; i++) {
        const MarbreMove *move = g_ptr_array_index(journal->moves, i);
        if (!move_state(store, move, &state, error))
            return false;
        if (state == MOVE_LOST && i == 0)
            return true;
        if (state == MOVE_OPEN && !move_redo(store, own, journal, move, error))
            return false;
    }
    *ret_taken = true;
    for (guint i = 0; i < journal->moves->len; i++) {
        const MarbreMove *move = g_ptr_array_index(journal->moves, i);
        if (!move_state(store, move, &state, error) ||
            (state == MOVE_DONE && !desk_redo(store, own, move, error)))
            return false;
    }
    return true;
}

typedef struct {
    MarbreStore *store;
    bool whole; /* no file is missing */
} Brought;

static bool
file_look(void *user, const char *path, const MarbrePlace *old_place, const MarbrePlace *new_place)
{
    Brought *brought = user;

    (void)path;
    (void)old_place;
    brought->whole = (new_place->mode != MARBRE_MODE_FILE && new_place->mode != MARBRE_MODE_EXEC) ||
                     git_odb_exists(brought->store->odb, &new_place->id) == 1;
    return brought->whole;
}

/* Root of a commit's files; of none, a folder with nothing in it. */
static bool
root_of(MarbreStore *store, const git_oid *commit, git_oid *ret_root)
{
    if (git_oid_is_zero(commit))
        return git_odb_hash(ret_root, "", 0, GIT_OBJECT_TREE) == 0;
    return marbre_commit_tree_id(store, commit, ret_root, NULL);
}

/* Whether everything is there that a move brings, commit by commit. */
static bool
move_is_whole(MarbreStore *store, MarbreTrees *trees, const MarbreMove *move)
{
    Brought brought = {store, true};
    git_oid at = move->to, before, root, former;

    while (!git_oid_equal(&at, &move->from)) {
        git_commit *commit = NULL;
        if (git_commit_lookup(&commit, store->repo, &at) < 0)
            return false;
        const git_oid *parent = git_commit_parent_id(commit, 0);
        before = parent != NULL ? *parent : (git_oid){0};
        git_commit_free(commit);
        if (!root_of(store, &at, &root) || !root_of(store, &before, &former) ||
            !marbre_trees_diff(trees, &former, &root, file_look, &brought, NULL) || !brought.whole)
            return false;
        if (git_oid_is_zero(&before) && !git_oid_is_zero(&move->from))
            return false; /* it doesn't lead there */
        at = before;
    }
    return true;
}

/* Names are synced with the journal and not before it: after a power loss it may be there, and what
 * it tells of not be. Then no branch has moved. */
static bool
journal_is_whole(MarbreStore *store, const MarbreJournal *journal)
{
    g_autoptr(MarbreTrees) trees = marbre_trees_new(store);

    for (guint i = 0; i < journal->moves->len; i++) {
        if (!move_is_whole(store, trees, g_ptr_array_index(journal->moves, i)))
            return false;
    }
    return true;
}

static bool
nothing_moved(MarbreStore *store, const MarbreJournal *journal)
{
    git_oid now;

    for (guint i = 0; i < journal->moves->len; i++) {
        const MarbreMove *move = g_ptr_array_index(journal->moves, i);
        if (!marbre_ref_read(store, move->ref, &now, NULL) || !git_oid_equal(&now, &move->from))
            return false;
    }
    return true;
}

/* Its record is of no use: away with it, or aside where a branch moved all the same. */
static bool
journal_give_up(MarbreStore *store,
                const char *own,
                const MarbreJournal *journal,
                bool *ret_aside,
                GError **error)
{
    *ret_aside = !nothing_moved(store, journal);
    return *ret_aside ? marbre_journal_refuse(own, error) : marbre_journal_remove(own, error);
}

static char *
taken_shown(const MarbreJournal *journal, bool taken)
{
    const MarbreMove *move = g_ptr_array_index(journal->moves, 0);
    const char *branch = move->ref + strlen("refs/heads/");
    char hex[41];

    marbre_oid_format(&move->to, hex);
    if (taken)
        return g_strdup_printf(_("an interrupted command was finished: %s is at %.10s"), branch,
                               hex);
    return g_strdup_printf(_("an interrupted command was given up, for %s moved on without it"),
                           branch);
}

static char *
refused_shown(const char *own)
{
    return g_strdup_printf(_("%s/journal was malformed and was set aside as journal.refused"), own);
}

bool
marbre_recover(MarbreStore *store, const char *own, char **ret_what, GError **error)
{
    g_autoptr(MarbreJournal) journal = NULL;
    g_autofree char *what = NULL;
    bool refused = false;
    bool swept = false;
    bool taken = false;

    if (!marbre_journal_read(own, &journal, &refused, error) ||
        !marbre_held_sweep(store, own, &swept, error))
        return false;
    marbre_objects_drop(store);
    if (journal != NULL && !journal_is_whole(store, journal)) {
        swept = true;
        if (!journal_give_up(store, own, journal, &refused, error))
            return false;
        g_clear_pointer(&journal, marbre_journal_free);
    }
    if (journal != NULL) {
        if (!journal_redo(store, own, journal, &taken, error) || !marbre_journal_remove(own, error))
            return false;
        what = taken_shown(journal, taken);
    } else if (refused) {
        what = refused_shown(own);
    } else if (swept) {
        what = g_strdup(_("an interrupted command had changed nothing; its locks were removed"));
    }
    *ret_what = g_steal_pointer(&what);
    return true;
}

bool
marbre_store_recover(MarbreStore *store, char **ret_what, GError **error)
{
    g_autofree char *own = NULL;
    g_autofree char *what = NULL;

    own = g_build_filename(store->common, "marbre", NULL);
    if (!store->read_only && (marbre_journal_is_there(own) || marbre_held_any(own))) {
        MARBRE_AUTO_FD lock = marbre_lock_take(store, own, error);
        if (lock < 0 || !marbre_recover(store, own, &what, error))
            return false;
    }
    if (ret_what != NULL)
        *ret_what = g_steal_pointer(&what);
    return true;
}
