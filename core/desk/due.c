/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk/due.h"

#include "base/error.h"

#include <string.h>

void
marbre_due_free(MarbreDue *due)
{
    if (due == NULL)
        return;
    g_free(due->folder);
    g_free(due->title);
    marbre_reply_free(due->reply);
    g_clear_error(&due->error);
    g_free(due);
}

static void
add(GPtrArray *all, const MarbreRow *row, MarbreMove move, int64_t at)
{
    MarbreDue *due = g_new0(MarbreDue, 1);
    due->folder = g_strdup(row->folder);
    due->title = g_strdup(row->title);
    due->move = move;
    due->at = at;
    g_ptr_array_add(all, due);
}

static int
compare(const void *a, const void *b)
{
    const MarbreDue *one = *(const MarbreDue *const *)a;
    const MarbreDue *other = *(const MarbreDue *const *)b;
    if (one->at != other->at)
        return one->at < other->at ? -1 : 1;
    return strcmp(one->folder, other->folder);
}

static GPtrArray *
find_due(const MarbreSession *session, MarbreNewsroom *tip, MarbreRoll *roll, GError **error)
{
    g_autoptr(GPtrArray) agenda = marbre_agenda_read(tip, roll, session->now, NULL, error);
    if (agenda == NULL)
        return NULL;
    GPtrArray *all = g_ptr_array_new_with_free_func((GDestroyNotify)marbre_due_free);
    for (guint i = 0; i < agenda->len; i++) {
        const MarbreAppointment *of = g_ptr_array_index(agenda, i);
        if (of->end == MARBRE_TURN_DUE)
            add(all, of->row, MARBRE_MOVE_UNPUBLISH, of->ends);
        else if (of->publication == MARBRE_TURN_DUE)
            add(all, of->row, MARBRE_MOVE_PUBLISH, of->publishes);
    }
    g_ptr_array_sort(all, compare);
    return all;
}

static GPtrArray *
ask(const MarbreSession *session,
    MarbreMove move,
    const GPtrArray *some,
    GPtrArray *ret_kept,
    GError **error)
{
    const MarbreRequest request = {.move = move, .unattended = true};
    g_autoptr(GPtrArray) folders = g_ptr_array_new();
    for (guint i = 0; i < some->len; i++)
        g_ptr_array_add(folders, ((MarbreDue *)some->pdata[i])->folder);
    return marbre_desk_move(session, folders, &request, ret_kept, error);
}

/* Together where that can be, for the site is rendered once then; else one by one, so that one that
   fails stops no other. Where somebody else is at work, all wait. */
static void
try(const MarbreSession *session, MarbreMove move, const GPtrArray *some, GPtrArray *ret_kept)
{
    g_autoptr(GError) reason = NULL;
    g_autoptr(GPtrArray) replies = ask(session, move, some, ret_kept, &reason);
    bool busy = g_error_matches(reason, MARBRE_ERROR, MARBRE_ERROR_BUSY);
    for (guint i = 0; i < some->len; i++) {
        MarbreDue *due = g_ptr_array_index(some, i);
        if (replies != NULL) {
            due->reply = g_ptr_array_index(replies, i);
            replies->pdata[i] = NULL;
        } else if (busy || some->len == 1) {
            due->error = g_error_copy(reason);
        } else {
            g_autoptr(GPtrArray) one = g_ptr_array_new();
            g_ptr_array_add(one, due);
            try(session, move, one, ret_kept);
        }
    }
}

static void
try_all(const MarbreSession *session, MarbreMove move, const GPtrArray *all, GPtrArray *ret_kept)
{
    g_autoptr(GPtrArray) some = g_ptr_array_new();
    for (guint i = 0; i < all->len; i++)
        if (((MarbreDue *)all->pdata[i])->move == move)
            g_ptr_array_add(some, all->pdata[i]);
    if (some->len > 0)
        try(session, move, some, ret_kept);
}

GPtrArray *
marbre_desk_due(const MarbreSession *session, MarbreRoll *roll, GPtrArray *ret_kept, GError **error)
{
    g_autoptr(MarbreNewsroom) tip = marbre_session_newsroom(session, error);
    g_autoptr(GPtrArray) all = tip == NULL ? NULL : find_due(session, tip, roll, error);
    if (all == NULL || (all->len > 0 && marbre_session_actor(session, tip, error) == NULL))
        return NULL;
    try_all(session, MARBRE_MOVE_UNPUBLISH, all, ret_kept);
    try_all(session, MARBRE_MOVE_PUBLISH, all, ret_kept);
    return g_ptr_array_ref(all);
}
