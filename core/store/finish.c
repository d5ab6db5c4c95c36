/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/finish.h"

#include "base/file.h"
#include "store/beneath.h"
#include "store/objects.h"
#include "store/ref.h"
#include "store/settle.h"

#include <glib/gi18n-lib.h>
#include <unistd.h>

/* What is locked for each move of the journal; freeing it lets go. */
typedef struct {
    GPtrArray *desks; /* MarbreDesk*, NULL where no working tree shows the branch */
    GPtrArray *refs;  /* MarbreHeld* */
} Locks;

static void
desk_clear(void *desk)
{
    marbre_desk_free(desk);
}

static void
held_clear(void *held)
{
    marbre_held_free(held);
}

static bool
desks_open(
    MarbreStore *store, const char *own, MarbreJournal *journal, Locks *locks, GError **error)
{
    for (guint i = 0; i < journal->moves->len; i++) {
        MarbreMove *move = g_ptr_array_index(journal->moves, i);
        MarbreDesk *desk = NULL;
        if (!marbre_desk_find(store, move->ref, &move->desk, error) ||
            (move->desk != NULL && !marbre_desk_open(store, own, move->desk, &desk, error)))
            return false;
        g_ptr_array_add(locks->desks, desk);
    }
    return true;
}

static bool
refs_open(
    MarbreStore *store, const char *own, const MarbreJournal *journal, Locks *locks, GError **error)
{
    for (guint i = 0; i < journal->moves->len; i++) {
        MarbreHeld *held = marbre_ref_open(store, own, g_ptr_array_index(journal->moves, i), error);
        if (held == NULL)
            return false;
        g_ptr_array_add(locks->refs, held);
    }
    return true;
}

/* From here on nobody else moves the branches or stages. */
static bool
all_lock(MarbreStore *store, const MarbreJournal *journal, const Locks *locks, GError **error)
{
    for (guint i = 0; i < journal->moves->len; i++) {
        MarbreDesk *desk = g_ptr_array_index(locks->desks, i);
        if (desk != NULL && !marbre_desk_lock(store, desk, error))
            return false;
    }
    for (guint i = 0; i < journal->moves->len; i++) {
        if (!marbre_ref_prepare(store, g_ptr_array_index(locks->refs, i),
                                g_ptr_array_index(journal->moves, i), error))
            return false;
    }
    return true;
}

/* One sync for many files is far cheaper than one each, and covers objects that were there before,
 * which nobody may have synced yet. */
static bool
all_sync(const char *own, GError **error)
{
    MARBRE_AUTO_FD fd = marbre_folder_open(own, error);

    if (fd < 0)
        return false;
    return syncfs(fd) == 0 || marbre_errno_fail(error, "%s", own);
}

/* Everything up to the point where the first branch moves. */
static bool
prepare(MarbreStore *store,
        const char *own,
        const GArray *written,
        MarbreJournal *journal,
        Locks *locks,
        GError **error)
{
    /* No object gets its name in git's folder before its bytes are safe, and nothing is locked
     * before it is safe whose lock it is; nothing moves before the names are, and the journal. */
    return desks_open(store, own, journal, locks, error) &&
           refs_open(store, own, journal, locks, error) && marbre_objects_seal(store, error) &&
           all_sync(own, error) && all_lock(store, journal, locks, error) &&
           marbre_objects_keep(store, written, error) &&
           marbre_journal_write(journal, own, error) && all_sync(own, error);
}

static bool
refs_move(MarbreStore *store,
          const MarbreJournal *journal,
          Locks *locks,
          bool *ret_visible,
          GError **error)
{
    for (guint i = 0; i < journal->moves->len; i++) {
        MarbreHeld *held = g_ptr_array_index(locks->refs, i);
        bool good =
            marbre_ref_move(store, journal, g_ptr_array_index(journal->moves, i), held, error);
        *ret_visible = *ret_visible || !held->held;
        if (!good)
            return false;
    }
    return true;
}

static bool
desks_settle(
    MarbreStore *store, const MarbreJournal *journal, Locks *locks, GPtrArray *kept, GError **error)
{
    for (guint i = 0; i < journal->moves->len; i++) {
        MarbreDesk *desk = g_ptr_array_index(locks->desks, i);
        if (desk != NULL &&
            !marbre_settle(store, g_ptr_array_index(journal->moves, i), desk, kept, error))
            return false;
    }
    return true;
}

static bool
make_visible(MarbreStore *store,
             const char *own,
             const MarbreJournal *journal,
             Locks *locks,
             GPtrArray *kept,
             GError **error)
{
    bool visible = false;

    if (refs_move(store, journal, locks, &visible, error) &&
        desks_settle(store, journal, locks, kept, error))
        return marbre_journal_remove(own, error);
    if (visible)
        g_prefix_error(error, "%s",
                       _("the branch has moved, but the rest is left to the next command: "));
    else
        (void)marbre_journal_remove(own, NULL); /* then the next command finishes the move */
    return false;
}

bool
marbre_finish(MarbreStore *store,
              const char *own,
              const GArray *written,
              MarbreJournal *journal,
              GPtrArray *kept,
              GError **error)
{
    g_autoptr(GPtrArray) desks = g_ptr_array_new_with_free_func(desk_clear);
    g_autoptr(GPtrArray) refs = g_ptr_array_new_with_free_func(held_clear);
    Locks locks = {desks, refs};

    if (!prepare(store, own, written, journal, &locks, error)) {
        (void)marbre_journal_remove(own, NULL); /* the error at hand says more */
        return false;
    }
    return make_visible(store, own, journal, &locks, kept, error);
}
