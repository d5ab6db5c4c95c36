/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "hook/push.h"

#include "base/error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define HEX 40

void
marbre_ref_move_free(MarbreRefMove *move)
{
    if (move == NULL)
        return;
    g_free(move->from);
    g_free(move->to);
    g_free(move->ref);
    g_free(move);
}

void
marbre_refusal_free(MarbreRefusal *refusal)
{
    if (refusal == NULL)
        return;
    g_free(refusal->ref);
    g_free(refusal->commit);
    g_free(refusal->subject);
    g_free(refusal->title);
    g_free(refusal->rule);
    g_free(refusal->who);
    g_free(refusal->message);
    g_free(refusal->right);
    g_free(refusal);
}

/* 40 hex digits and a space; NULL and true for git's id of nothing. */
static bool
take_id(const char *at, const char *end, char **ret_id)
{
    if (end - at <= HEX || at[HEX] != ' ')
        return false;
    for (int i = 0; i < HEX; i++)
        if (!g_ascii_isdigit(at[i]) && (at[i] < 'a' || at[i] > 'f'))
            return false;
    g_autofree char *id = g_strndup(at, HEX);
    *ret_id = strspn(id, "0") == HEX ? NULL : g_steal_pointer(&id);
    return true;
}

static MarbreRefMove *
parse_line(const char *at, const char *end)
{
    MarbreRefMove *move = g_new0(MarbreRefMove, 1);
    if (take_id(at, end, &move->from) && take_id(at + HEX + 1, end, &move->to) &&
        end - at > 2 * (HEX + 1) && memchr(at, '\0', (size_t)(end - at)) == NULL) {
        move->ref = g_strndup(at + 2 * (HEX + 1), (size_t)(end - at) - 2 * (HEX + 1));
        return move;
    }
    marbre_ref_move_free(move);
    return NULL;
}

GPtrArray *
marbre_push_parse(const char *lines, size_t size, GError **error)
{
    g_autoptr(GPtrArray) moves =
        g_ptr_array_new_with_free_func((GDestroyNotify)marbre_ref_move_free);
    const char *at = lines, *end = lines + size;
    while (at < end) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        MarbreRefMove *move = parse_line(at, stop == NULL ? end : stop);
        if (move == NULL) {
            g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_INVALID,
                        _("line %u of what git says of the push is not OLD NEW REF"),
                        moves->len + 1);
            return NULL;
        }
        g_ptr_array_add(moves, move);
        at = stop == NULL ? end : stop + 1;
    }
    return g_steal_pointer(&moves);
}
