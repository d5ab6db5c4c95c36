/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Articles that are published as they stand, and the branch that shows them. */
#pragma once

#include "../desk/desk.h"
#include "site/site.h"

/* An article that is published as it stands, its record written by hand, and committed. */
static inline void
publish_as(Room *room, const char *folder, const char *id, const char *text)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *path = g_strdup_printf("%s/index.fr.md", folder);
    if (text != NULL)
        room_write(room, "noe", path, text);
    g_autofree char *content = room_content(room, folder);
    g_autoptr(MarbreArticle) article = room_read(room_at(room, NULL), folder);
    g_autofree char *digest = marbre_record_digest(room->newsroom, article, &error);
    g_autoptr(MarbreState) state = state_at("published");
    g_free(state->id);
    state->id = g_strdup(id);
    state->publication = marbre_publication_new(1, (MarbreInstant){NOW, 60}, digest, content);
    room_put_state(room, folder, state);
    room_commit(room, "marc", "");
}

/* Bring the branch up to the newsroom's; false with an error. */
static inline bool
render(const Room *room, GError **error)
{
    g_auto(Desk) desk = desk_of(room, "marc");
    return marbre_desk_render(&desk.session, NULL, error);
}

static inline void
update(const Room *room)
{
    g_autoptr(GError) error = NULL;
    render(room, &error);
    g_assert_no_error(error);
}

/* The branch is a pure function of the newsroom's: what came of it step by step is what comes of
   it at once. */
static inline void
assert_pure(const Room *room)
{
    g_autofree char *grown = shell(&room->scratch, "git rev-parse published^{tree}");
    run(&room->scratch, "git branch -q -m published kept && rm -f .git/marbre/site");
    update(room);
    g_autofree char *fresh = shell(&room->scratch, "git rev-parse published^{tree}");
    if (strcmp(grown, fresh) != 0) {
        g_autofree char *difference = shell(&room->scratch, "git diff kept published");
        g_error("%s", difference);
    }
    run(&room->scratch, "git branch -q -D kept");
}
