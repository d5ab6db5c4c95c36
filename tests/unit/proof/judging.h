/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Histories that are forged past the desk, and how they are judged. */
#pragma once

#include "../desk/desk.h"
#include "desk/intake.h"
#include "proof/verify.h"

#define ONLINE_FOLDER "articles/2023/11/en-ligne"
#define ONLINE_TEXT ONLINE_FOLDER "/index.fr.md"

/* Rules that are broken, with spaces between. (transfer full) */
static inline char *
rules_of(const MarbreVerdict *verdict)
{
    GString *rules = g_string_new(NULL);
    for (guint i = 0; i < verdict->violations->len; i++)
        g_string_append_printf(rules, "%s%s", i == 0 ? "" : " ",
                               ((MarbreViolation *)verdict->violations->pdata[i])->rule);
    return g_string_free(rules, FALSE);
}

/* How history is judged from the tag `start` on: rules that are broken, with spaces between. */
static inline char *
judge(Room *room, bool replay, const char *since, uint64_t *ret_not_replayed)
{
    g_autoptr(GError) error = NULL;
    const MarbreVerifySettings settings = {
        .trust = "start", .pool = room->pool, .replay = replay, .since = since};
    scratch_reopen(&room->scratch);
    g_autoptr(MarbreVerdict) verdict =
        marbre_verify(room->scratch.store, &settings, NULL, NULL, &error);
    g_assert_no_error(error);
    *ret_not_replayed = verdict->not_replayed;
    return rules_of(verdict);
}

#define assert_judged(room, replay, since, expected, left)                                         \
    G_STMT_START                                                                                   \
    {                                                                                              \
        uint64_t left_ = 0;                                                                        \
        g_autofree char *rules_ = judge((room), (replay), (since), &left_);                        \
        g_assert_cmpstr(rules_, ==, (expected));                                                   \
        g_assert_cmpuint(left_, ==, (left));                                                       \
    }                                                                                              \
    G_STMT_END

static inline char *
message_of(const Room *room)
{
    g_autofree char *text = shell(&room->scratch, "git log -1 --format=%%B");
    return g_strconcat(text, "\n", NULL);
}

/* A text with what lies between two marks put in another's place. (transfer full) */
static inline char *
put_between(const char *text, const char *before, const char *after, const char *words)
{
    const char *at = strstr(text, before);
    g_assert_nonnull(at);
    at += strlen(before);
    const char *end = strstr(at, after);
    g_assert_nonnull(end);
    return g_strdup_printf("%.*s%s%s", (int)(at - text), text, words, end);
}

/* All that lies there as somebody's commit, at the instant and in the zone of the desk. */
static inline void
forge(const Room *room, const char *who, const char *message, const char *more)
{
    g_autofree char *path = room_path(room, ".git/forged");
    g_assert_true(g_file_set_contents(path, message, -1, NULL));
    g_free(shell(&room->scratch,
                 "git add -A && GIT_AUTHOR_DATE='1700000000 +0100' git commit -q %s "
                 "--author='%s <%s@example.org>' --cleanup=verbatim -F .git/forged",
                 more, who, who));
}

/* An article of noe's begins. Its id. (transfer full) */
static inline char *
begin(Room *room, const char *slug)
{
    g_autoptr(GError) error = NULL;
    g_auto(Desk) desk = desk_of(room, "noe");
    const MarbreNewArticle article = {.slug = slug, .title = slug};
    g_autoptr(MarbreTaken) taken = marbre_desk_new(&desk.session, &article, &error);
    g_assert_no_error(error);
    return g_strdup(taken->id);
}

static inline void
start(const Room *room)
{
    run(&room->scratch, "git tag -f start");
}

/* A newsroom with an article that begins, and one that readers see; it is trusted. */
static inline void
set_up_online(Room *room, const void *data)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbreState) begun = state_at("draft");
    room_set_up_story(room, NULL);
    room_put_state(room, STORY_FOLDER, begun);
    room_write(room, "noe", ONLINE_TEXT, FRONT "---\n\n" BODY);
    g_autoptr(MarbreArticle) article = room_read(room_at(room, NULL), ONLINE_FOLDER);
    g_autofree char *content = room_content(room, ONLINE_FOLDER);
    g_autofree char *digest = marbre_record_digest(room->newsroom, article, &error);
    g_assert_no_error(error);
    g_autoptr(MarbreState) online = state_at("published");
    online->id[strlen(online->id) - 1] = 's';
    online->publication = marbre_publication_new(1, (MarbreInstant){NOW, 60}, digest, content);
    room_put_state(room, ONLINE_FOLDER, online);
    room_commit(room, "marc", "");
    start(room);
}
