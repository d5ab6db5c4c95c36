/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "newsroom/facts.h"

#include "room.h"

static void
assert_fact(const MarbreArticle *article, const char *key, const char *expected)
{
    g_assert_cmpstr(marbre_facts_of_article((void *)article, key), ==, expected);
}

static void
test_keys(Room *room, const void *data)
{
    room_put(room, STORY_TEXT,
             "---\ntitle: \"T\"\nsource-lang: en\nempty: \"\"\nnothing:\ntags: []\n---\n\n" BODY);
    g_autoptr(MarbreArticle) article = room_read(room_as_it_lies(room), STORY_FOLDER);
    assert_fact(article, "title", "T");
    assert_fact(article, "source-lang", "en");
    assert_fact(article, "empty", "");
    assert_fact(article, "nothing", NULL);
    assert_fact(article, "absent", NULL);
    assert_fact(article, "tags", "…");
    assert_fact(article, "source", NULL);
    assert_fact(article, "media", NULL);
    assert_fact(article, "claims", NULL);
}

static void
test_media(Room *room, const void *data)
{
    static const struct {
        const char *front;
        const char *body;
        const char *file;
        bool there;
    } cases[] = {
        {"", BODY, NULL, false},
        {"images: []\n", BODY, NULL, false},
        {"images: [{file: a.jpg}]\n", BODY, NULL, true},
        {"", "![Rue](a.jpg)\n", NULL, true},
        {"", BODY, STORY_FOLDER "/a.jpg", true},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text =
            g_strdup_printf("---\ntitle: \"T\"\n%s---\n\n%s", cases[i].front, cases[i].body);
        room_put(room, STORY_TEXT, text);
        if (cases[i].file != NULL)
            room_put(room, cases[i].file, "jpeg");
        g_autoptr(MarbreArticle) article = room_read(room_as_it_lies(room), STORY_FOLDER);
        assert_fact(article, "media", cases[i].there ? "…" : NULL);
    }
}

static void
test_source_and_claims(Room *room, const void *data)
{
    room_put(room, STORY_TEXT, "---\nsource-lang: en\n---\n\n" BODY);
    room_put(room, STORY_FOLDER "/index.en.md", "Words.\n");
    room_put(room, STORY_FOLDER "/claims.yaml", "claims: []\n");
    {
        g_autoptr(MarbreArticle) article = room_read(room_as_it_lies(room), STORY_FOLDER);
        assert_fact(article, "source", "…");
        assert_fact(article, "claims", NULL);
    }
    room_put(room, STORY_FOLDER "/claims.yaml",
             "claims:\n  - {id: a, quote: \"Le soir\", by: \"CNN\", status: unverified}\n");
    g_autoptr(MarbreArticle) article = room_read(room_as_it_lies(room), STORY_FOLDER);
    assert_fact(article, "claims", "…");
}

/* A bundle without a published text says nothing, and breaks nothing. */
static void
test_no_text(Room *room, const void *data)
{
    room_put(room, STORY_FOLDER "/index.en.md", "---\ntitle: \"T\"\n---\n\nWords.\n");
    g_autoptr(MarbreArticle) article = room_read(room_as_it_lies(room), STORY_FOLDER);
    assert_fact(article, "title", NULL);
    assert_fact(article, "media", NULL);
    assert_fact(article, "source", NULL);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_room("/newsroom/facts/keys", test_keys);
    test_room("/newsroom/facts/media", test_media);
    test_room("/newsroom/facts/source-and-claims", test_source_and_claims);
    test_room("/newsroom/facts/no-text", test_no_text);
    return g_test_run();
}
