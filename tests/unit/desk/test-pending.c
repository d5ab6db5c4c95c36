/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk/pending.h"

#include "desk.h"

#include <string.h>

static MarbrePending *
read_pending(Room *room, Desk *desk)
{
    g_autoptr(GError) error = NULL;
    *desk = desk_of(room, "noe");
    MarbrePending *pending =
        marbre_pending_read(&desk->session, room_at(room, NULL), STORY_FOLDER, &error);
    g_assert_no_error(error);
    return pending;
}

/* Commits what was pending, and says what a path is then. (transfer full) */
static char *
commit(const Room *room, const MarbrePending *pending, const char *path, GError **error)
{
    char id[41];
    MarbreSignature who = somebody();
    g_autoptr(MarbreChangeset) changes = marbre_pending_changeset(pending, error);
    g_autoptr(MarbreWrite) held = marbre_store_begin(room->scratch.store, error);
    if (changes == NULL || held == NULL ||
        !marbre_write_commit(held, NULL, changes, &who, &who, "Put", id, error) ||
        !marbre_write_finish(held, NULL, error))
        return NULL;
    return shell(&room->scratch, "git show main:%s", path);
}

static void
test_clean(Room *room, const void *data)
{
    g_auto(Desk) desk = {0};
    g_autoptr(MarbrePending) pending = read_pending(room, &desk);
    g_assert_true(marbre_pending_is_clean(pending));
    g_assert_true(pending->committed);
    g_assert_cmpstr(pending->title, ==, "Haut-Karabakh");
}

/* What is committed is what was read and judged, whatever is typed meanwhile; and that stays in
   its file. */
static void
test_typed_meanwhile(Room *room, const void *data)
{
    g_autoptr(GError) error = NULL;
    g_auto(Desk) desk = {0};
    room_put(room, STORY_TEXT, "Lu.\n");
    g_autoptr(MarbrePending) pending = read_pending(room, &desk);
    g_assert_cmpuint(pending->changed->len, ==, 1);
    room_put(room, STORY_TEXT, "Pas lu.\n");
    g_autofree char *text = commit(room, pending, STORY_TEXT, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(text, ==, "Lu.");
    g_autofree char *file = room_get(room, STORY_TEXT);
    g_assert_cmpstr(file, ==, "Pas lu.\n");
}

/* A picture is not at hand: where it is another by now, nothing is committed. */
static void
test_exchanged_meanwhile(Room *room, const void *data)
{
    g_autoptr(GError) error = NULL;
    g_auto(Desk) desk = {0};
    room_put(room, STORY_FOLDER "/photo.jpg", "one");
    g_autoptr(MarbrePending) pending = read_pending(room, &desk);
    {
        g_autofree char *photo = commit(room, pending, STORY_FOLDER "/photo.jpg", &error);
        g_assert_no_error(error);
        g_assert_cmpstr(photo, ==, "one");
    }
    room_put(room, STORY_FOLDER "/photo.jpg", "two");
    g_auto(Desk) later = {0};
    g_autoptr(MarbrePending) next = read_pending(room, &later);
    room_put(room, STORY_FOLDER "/photo.jpg", "three");
    g_assert_null(commit(room, next, STORY_FOLDER "/photo.jpg", &error));
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_BUSY);
    g_assert_nonnull(strstr(error->message, "was changed at this very moment; try again"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_story("/desk/pending/clean", test_clean);
    test_story("/desk/pending/typed-meanwhile", test_typed_meanwhile);
    test_story("/desk/pending/exchanged-meanwhile", test_exchanged_meanwhile);
    return g_test_run();
}
