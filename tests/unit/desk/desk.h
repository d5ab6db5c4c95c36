/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Somebody at work in a room. */
#pragma once

#include "../newsroom/room.h"
#include "base/problem.h"
#include "desk/session.h"
#include "desk/transition.h"

typedef struct {
    MarbreSession session;
    char *email;
} Desk;

static inline void
desk_clear(Desk *desk)
{
    g_free(desk->email);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Desk, desk_clear)

static inline Desk
desk_of(const Room *room, const char *who)
{
    Desk desk = {.email = g_strdup_printf("%s@example.org", who)};
    desk.session = (MarbreSession){.store = room->scratch.store,
                                   .pool = room->pool,
                                   .name = who,
                                   .email = desk.email,
                                   .now = NOW,
                                   .lang = "en"};
    return desk;
}

static inline GPtrArray *
folders_of(const char *folder, const char *other)
{
    GPtrArray *folders = g_ptr_array_new();
    g_ptr_array_add(folders, (gpointer)folder);
    if (other != NULL)
        g_ptr_array_add(folders, (gpointer)other);
    return folders;
}

/* One move of one article; the reply, which must come. */
static inline MarbreReply *
desk_ask(const Room *room, const char *who, const char *folder, const MarbreRequest *request)
{
    g_autoptr(GError) error = NULL;
    g_auto(Desk) desk = desk_of(room, who);
    g_autoptr(GPtrArray) folders = folders_of(folder, NULL);
    g_autoptr(GPtrArray) replies = marbre_desk_move(&desk.session, folders, request, NULL, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(replies->len, ==, 1);
    return g_ptr_array_steal_index(replies, 0);
}

/* Rules of what stands in the way, with spaces between; "" where it was done. (transfer full) */
static inline char *
desk_move(const Room *room, const char *who, MarbreMove move, const char *to)
{
    const MarbreRequest request = {.move = move, .to = to, .message = "why"};
    g_autoptr(MarbreReply) reply = desk_ask(room, who, STORY_FOLDER, &request);
    GString *rules = g_string_new(NULL);
    for (guint i = 0; i < reply->answer->obstacles->len; i++)
        g_string_append_printf(rules, "%s%s", i == 0 ? "" : " ",
                               ((MarbreObstacle *)reply->answer->obstacles->pdata[i])->rule);
    g_assert_true((rules->len == 0) == (reply->commit != NULL));
    return g_string_free(rules, FALSE);
}

#define assert_move(room, who, move, to, expected)                                                 \
    G_STMT_START                                                                                   \
    {                                                                                              \
        g_autofree char *rules_ = desk_move((room), (who), (move), (to));                          \
        g_assert_cmpstr(rules_, ==, (expected));                                                   \
    }                                                                                              \
    G_STMT_END

/* The state as the branch has it. (transfer full) */
static inline MarbreState *
state_now(const Room *room, const char *folder)
{
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autofree char *text = shell(&room->scratch, "git show HEAD:%s/state.yaml; echo", folder);
    g_autofree char *whole = g_strconcat(text, "\n", NULL);
    g_autoptr(GBytes) bytes = g_bytes_new(whole, strlen(whole));
    MarbreState *state = marbre_state_parse("state.yaml", bytes, problems);
    g_autofree char *said = marbre_problems_format(problems);
    g_assert_cmpstr(said, ==, "");
    return state;
}

/* Through all stages up to the last: by noe, checked by lea. */
static inline void
make_ready(const Room *room)
{
    assert_move(room, "noe", MARBRE_MOVE_ADVANCE, NULL, "");
    assert_move(room, "lea", MARBRE_MOVE_APPROVE, NULL, "");
    assert_move(room, "lea", MARBRE_MOVE_ADVANCE, NULL, "");
}
