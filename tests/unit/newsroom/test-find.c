/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "newsroom/find.h"

#include "room.h"

static void
assert_found(MarbreNewsroom *newsroom, const char *word, const char *expected)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *folder = marbre_newsroom_find(newsroom, NULL, word, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(folder, ==, expected);
}

static void
assert_lost(MarbreNewsroom *newsroom, const char *word, const char *words)
{
    g_autoptr(GError) error = NULL;
    g_assert_null(marbre_newsroom_find(newsroom, NULL, word, &error));
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE);
    if (strstr(error->message, words) == NULL)
        g_error("%s: %s", word, error->message);
}

static void
test_words(Room *room, const void *data)
{
    g_autoptr(MarbreState) state = state_at("draft");
    room_put_state(room, STORY_FOLDER, state);
    room_put(room, STORY_FOLDER "/photo.jpg", "jpeg");
    room_put(room, "articles/2023/10/twice/index.fr.md", BODY);
    room_put(room, "articles/2023/11/twice/index.fr.md", BODY);
    room_commit(room, "noe", "");
    MarbreNewsroom *newsrooms[] = {room_at(room, NULL), NULL};
    marbre_newsroom_ref(newsrooms[0]);
    newsrooms[1] = marbre_newsroom_ref(room_as_it_lies(room));
    for (size_t i = 0; i < G_N_ELEMENTS(newsrooms); i++) {
        MarbreNewsroom *newsroom = newsrooms[i];
        assert_found(newsroom, STORY_FOLDER, STORY_FOLDER);
        assert_found(newsroom, STORY_FOLDER "/", STORY_FOLDER);
        assert_found(newsroom, STORY_FOLDER "///", STORY_FOLDER);
        assert_found(newsroom, STORY_TEXT, STORY_FOLDER);
        assert_found(newsroom, STORY_FOLDER "/photo.jpg", STORY_FOLDER);
        assert_found(newsroom, "haut-karabakh", STORY_FOLDER);
        assert_found(newsroom, "01hawm6c0t2n9v6s6x1j5y7k3r", STORY_FOLDER);
        assert_found(newsroom, "01haw", STORY_FOLDER);
        assert_found(newsroom, "articles/2023/10/twice", "articles/2023/10/twice");
        assert_lost(newsroom, "twice", "articles/2023/10/twice\n  articles/2023/11/twice");
        assert_lost(newsroom, "haut-karabak", "the nearest is “haut-karabakh”");
        assert_lost(newsroom, "zzzzzzzzzzzz", "marbre list");
        assert_lost(newsroom, "01h", "01h");
        assert_lost(newsroom, "01hawm6c0t2n9v6s6x1j5y7k3rr", "01hawm");
        assert_lost(newsroom, STORY_FOLDER "/absent.jpg", "absent.jpg");
        assert_lost(newsroom, "articles/2023", "articles/2023");
        assert_lost(newsroom, "articles", "articles");
        assert_lost(newsroom, "", "“”");
        assert_lost(newsroom, "../etc", "../etc");
        assert_lost(newsroom, "/etc", "/etc");
        marbre_newsroom_unref(newsroom);
    }
}

/* What looks like an article elsewhere, or within another, is none. */
static void
test_elsewhere(Room *room, const void *data)
{
    room_put(room, "docs/guide/index.fr.md", BODY);
    room_put(room, "articles-old/guide/index.fr.md", BODY);
    room_put(room, STORY_FOLDER "/within/index.fr.md", BODY);
    room_put(room, "articles/1/2/3/4/5/6/7/8/9/index.fr.md", BODY);
    MarbreNewsroom *newsroom = room_as_it_lies(room);
    assert_lost(newsroom, "docs/guide", "docs/guide");
    assert_lost(newsroom, "docs/guide/index.fr.md", "docs/guide");
    assert_lost(newsroom, "articles-old/guide", "articles-old/guide");
    assert_lost(newsroom, "articles/1/2/3/4/5/6/7/8/9", "articles/1");
    assert_found(newsroom, STORY_FOLDER "/within", STORY_FOLDER);
    assert_found(newsroom, STORY_FOLDER "/within/index.fr.md", STORY_FOLDER);
}

/* An article that was copied, state and all, is two with one id. */
static void
test_copied(Room *room, const void *data)
{
    g_autoptr(MarbreState) state = state_at("draft");
    room_put_state(room, STORY_FOLDER, state);
    room_put(room, "articles/2023/11/copy/index.fr.md", BODY);
    room_put_state(room, "articles/2023/11/copy", state);
    room_commit(room, "noe", "");
    assert_lost(room_at(room, NULL), "01hawm6c0t2n9v6s6x1j5y7k3r", "more than one");
}

static void
test_none(Room *room, const void *data)
{
    assert_lost(room_at(room, NULL), "haut-karabakh", "marbre list");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_story("/newsroom/find/words", test_words);
    test_story("/newsroom/find/elsewhere", test_elsewhere);
    test_story("/newsroom/find/copied", test_copied);
    test_room("/newsroom/find/none", test_none);
    return g_test_run();
}
