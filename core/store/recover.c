/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/recover.h"

#include "base/file.h"
#include "store/objects.h"
#include "store/ref.h"
#include "store/settle.h"

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
    g_autoptr(MarbreHeld) held = marbre_ref_prepare(store, own, move, error);

    if (held == NULL)
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
    return desk == NULL || marbre_settle(store, move, desk, NULL, error);
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

/* Objects were synced before the journal was, so a journal whose commits are not there is none
 * of ours. */
static bool
journal_is_sane(MarbreStore *store, const MarbreJournal *journal)
{
    for (guint i = 0; i < journal->moves->len; i++) {
        const MarbreMove *move = g_ptr_array_index(journal->moves, i);
        git_oid tree;
        if (!marbre_commit_tree_id(store, &move->to, &tree, NULL) ||
            git_odb_exists(store->odb, &tree) == 0 ||
            (!git_oid_is_zero(&move->from) &&
             !marbre_commit_tree_id(store, &move->from, &tree, NULL)))
            return false;
    }
    return true;
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
    if (journal != NULL && !journal_is_sane(store, journal)) {
        refused = true;
        g_clear_pointer(&journal, marbre_journal_free);
        if (!marbre_journal_refuse(own, error))
            return false;
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
