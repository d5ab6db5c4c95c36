/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What pages of lists say of the same list in other languages. */
#include "published.h"

#define OTHER "articles/2023/11/other"
#define A "01hawm6c0t2n9v6s6x1j5y7k3a"
#define B "01hawm6c0t2n9v6s6x1j5y7k3b"
#define WORDS "date: 2023-11-14\n---\n\n" BODY
#define IN_FRENCH "---\ntitle: \"Un\"\nsection: \"Sport\"\nauthor: \"Noé Blanc\"\n" WORDS
#define SITE "https://courrier.example/"

static void
set_up(Room *room, const void *data)
{
    room_set_up(room, data);
    run(&room->scratch, "sed -i 's/publish: .fr./publish: [fr, en]/' marbre.yaml");
    publish_as(room, STORY_FOLDER, A, IN_FRENCH);
    publish_as(room, OTHER, B, "---\ntitle: \"Deux\"\nsection: \"Sport\"\n" WORDS);
    update(room);
}

/* The same article with a text in English; NULL: without. */
static void
publish_english(Room *room, const char *text)
{
    if (text != NULL)
        room_put(room, STORY_FOLDER "/index.en.md", text);
    else
        run(&room->scratch, "rm " STORY_FOLDER "/index.en.md");
    room_commit(room, "noe", "");
    publish_as(room, STORY_FOLDER, A, NULL);
    update(room);
    assert_pure(room);
}

/* The pages that link to an address in a language, and what they say of that language. */
static void
assert_linked(const Room *room, const char *lang, const char *address, const char *pages)
{
    g_autofree char *command = g_strdup_printf(
        "git grep -l 'hreflang=.%s. href=.%s.>' published -- '*.html' | sed s,published:,,", lang,
        address);
    assert_shell(&room->scratch, command, pages);
}

/* Each page of a list links to all of them, itself among them, and to no other. */
static void
test_both(Room *room, const void *data)
{
    publish_english(room, "---\ntitle: \"One\"\nsection: \"sport\"\nauthor: \"Noé Blanc\"\n" WORDS);
    static const struct {
        const char *folder, *pages;
    } lists[] = {
        {"sections/sport/", "en/sections/sport/index.html\nsections/sport/index.html"},
        {"authors/noe-blanc/", "authors/noe-blanc/index.html\nen/authors/noe-blanc/index.html"},
        {"corrections/", "corrections/index.html\nen/corrections/index.html"},
        {"", "en/index.html\nindex.html"},
    };
    static const char *const links[][2] = {{"fr", SITE}, {"en", SITE "en/"}, {"x-default", SITE}};
    for (size_t i = 0; i < G_N_ELEMENTS(lists); i++) {
        for (size_t j = 0; j < G_N_ELEMENTS(links); j++) {
            g_autofree char *address = g_strconcat(links[j][1], lists[i].folder, NULL);
            assert_linked(room, links[j][0], address, lists[i].pages);
        }
    }
}

/* One that comes or goes is told on the page of the other, which nothing else has changed. */
static void
test_comes_and_goes(Room *room, const void *data)
{
    assert_linked(room, ".*", ".*", "");
    publish_english(room, "---\ntitle: \"One\"\nsection: \"World\"\n" WORDS);
    assert_linked(room, "en", SITE "en/sections/.*", "");
    assert_linked(room, "en", SITE "en/corrections/",
                  "corrections/index.html\nen/corrections/index.html");
    publish_english(room, "---\ntitle: \"One\"\nsection: \"Sport\"\n" WORDS);
    assert_linked(room, "en", SITE "en/sections/sport/",
                  "en/sections/sport/index.html\nsections/sport/index.html");
    publish_english(room, NULL);
    assert_linked(room, ".*", ".*", "");
}

/* The last one of its language is taken back: its address stays, its section does not. */
static void
test_retracted(Room *room, const void *data)
{
    publish_english(room, "---\ntitle: \"One\"\nsection: \"Sport\"\n" WORDS);
    run(&room->scratch,
        "sed -i 's/^stage: published/stage: retracted/' " STORY_FOLDER "/state.yaml && "
        "printf '%s\\n' 'retracted: {note: {fr: \"N\", en: \"N\"}, by: marc, "
        "at: 2023-11-15T10:00:00+01:00}' >> " STORY_FOLDER "/state.yaml");
    room_commit(room, "marc", "");
    update(room);
    assert_linked(room, "en", SITE "en/sections/sport/", "");
    assert_linked(room, "en", SITE "en/corrections/",
                  "corrections/index.html\nen/corrections/index.html");
    assert_pure(room);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define test(path, function) g_test_add((path), Room, NULL, set_up, (function), room_tear_down)
    test("/site/alternates/both", test_both);
    test("/site/alternates/comes-and-goes", test_comes_and_goes);
    test("/site/alternates/retracted", test_retracted);
#undef test
    return g_test_run();
}
