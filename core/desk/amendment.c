/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk/amendment.h"

char *
marbre_amendment_commit(const MarbreAmendment *amendment,
                        MarbreWrite *write,
                        GPtrArray *ret_kept,
                        GError **error)
{
    const MarbreState *state = marbre_article_get_state(amendment->article);
    const MarbreSettings *settings =
        marbre_policy_get_settings(marbre_newsroom_get_policy(amendment->tip));
    MarbreMoveMessage message = amendment->message;
    message.lang = settings->publish[0];
    message.id = state == NULL ? NULL : state->id;
    g_autofree char *text = marbre_message_write(MARBRE_MOVE_SAVE, &message);
    g_autoptr(MarbreChangeset) changes = marbre_changeset_new();
    g_autofree char *id = !marbre_changeset_put(changes, amendment->path, amendment->after, error)
                              ? NULL
                              : marbre_session_commit(amendment->session, amendment->tip, write,
                                                      changes, text, error);
    if (id == NULL)
        return NULL;
    marbre_write_set_reason(write, amendment->reason);
    return marbre_write_finish(write, ret_kept, error) ? g_steal_pointer(&id) : NULL;
}
