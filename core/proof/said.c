/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "proof/said.h"

#include <string.h>

#define NOTE "Marbre-Note-"
#define CHECK "Marbre-Check"

static bool
find_move(const char *name, MarbreMove *ret_move)
{
    for (MarbreMove move = MARBRE_MOVE_NEW; name != NULL && move < MARBRE_MOVE_SAVE; move++)
        if (strcmp(name, marbre_move_name(move)) == 0) {
            *ret_move = move;
            return true;
        }
    return false;
}

void
marbre_said_read(MarbreCommit *commit, MarbreSaid *ret_said)
{
    const char *key = NULL, *value = NULL;
    *ret_said = (MarbreSaid){.article = marbre_commit_trailer(commit, "Marbre-Article"),
                             .from = marbre_commit_trailer(commit, "Marbre-From"),
                             .to = marbre_commit_trailer(commit, "Marbre-To"),
                             .stage = marbre_commit_trailer(commit, "Marbre-Stage"),
                             .rule = marbre_commit_trailer(commit, "Marbre-Rule"),
                             .until = marbre_commit_trailer(commit, "Marbre-Until"),
                             .reason = marbre_commit_trailer(commit, "Marbre-Reason"),
                             .kind = marbre_commit_trailer(commit, "Marbre-Kind"),
                             .origin = marbre_commit_trailer(commit, "Marbre-Origin"),
                             .published = marbre_commit_trailer(commit, "Marbre-Published"),
                             .ahead = marbre_commit_trailer(commit, "Marbre-Ahead"),
                             .urgent = marbre_commit_trailer(commit, "Marbre-Urgent"),
                             .assignee = marbre_commit_trailer(commit, "Marbre-Assignee"),
                             .due = marbre_commit_trailer(commit, "Marbre-Due"),
                             .undoes = marbre_commit_trailer(commit, "Marbre-Undoes"),
                             .actor = marbre_commit_trailer(commit, "Marbre-Actor"),
                             .digest = marbre_commit_trailer(commit, "Marbre-Digest"),
                             .notes = marbre_notes_new(),
                             .checks = g_ptr_array_new()};
    ret_said->is_move =
        find_move(marbre_commit_trailer(commit, "Marbre-Transition"), &ret_said->move);
    if (ret_said->move != MARBRE_MOVE_ADVANCE)
        ret_said->urgent = NULL; /* nothing else hurries: the trailer is one too many */
    for (size_t i = 0; marbre_commit_trailer_at(commit, i, &key, &value); i++) {
        if (value != NULL && g_str_has_prefix(key, NOTE))
            marbre_notes_set(ret_said->notes, key + strlen(NOTE), value);
        else if (value != NULL && strcmp(key, CHECK) == 0)
            g_ptr_array_add(ret_said->checks, (gpointer)value);
    }
}

void
marbre_said_clear(MarbreSaid *said)
{
    g_clear_pointer(&said->notes, g_ptr_array_unref);
    g_clear_pointer(&said->checks, g_ptr_array_unref);
}

bool
marbre_said_is(const MarbreCommit *commit, MarbreMove move, const MarbreMoveMessage *message)
{
    g_autofree char *trailers = marbre_message_trailers(move, message);
    g_autofree char *end = g_strconcat("\n\n", trailers, NULL);
    return g_str_has_suffix(commit->message, end);
}
