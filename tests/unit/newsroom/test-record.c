/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "newsroom/content.h"
#include "newsroom/record.h"

#include "article/diff.h"

#include "room.h"

/* Digest of what readers see of an article whose files lie so. */
static char *
digest_now(Room *room)
{
    g_autoptr(GError) error = NULL;
    MarbreNewsroom *newsroom = room_as_it_lies(room);
    g_autoptr(MarbreArticle) article = room_read(newsroom, STORY_FOLDER);
    char *digest = marbre_record_digest(newsroom, article, &error);
    g_assert_no_error(error);
    return digest;
}

/* What readers see changes it; what they do not see, and spaces, do not. */
static void
test_digest(Room *room, const void *data)
{
    static const struct {
        const char *path;
        const char *text;
        bool same;
    } cases[] = {
        {"index.fr.md", FRONT "---\n\n" BODY, true},
        {"index.fr.md", FRONT "---\n\n\n" BODY "\n\n", true},
        {"index.fr.md",
         FRONT "---\n\nLes habitants  sont sortis\ndans la\u00a0rue dès le "
               "matin.\n\nLe soir, tout était calme.\n",
         true},
        {"index.fr.md", FRONT "# a comment\n---\n\n" BODY, true},
        {"index.fr.md", FRONT "---\n\n" BODY "Fin.\n", false},
        {"index.fr.md", FRONT "standfirst: \"Chapeau\"\n---\n\n" BODY, false},
        {"index.fr.md", "---\ntitle: \"Haut-Karabagh\"\n---\n\n" BODY, false},
        {"index.en.md", "Words.\n", true},
        {"claims.yaml", "claims: []\n", true},
        {"photo.jpg", "jpeg", false},
    };
    g_autofree char *before = digest_now(room);
    g_assert_true(g_str_has_prefix(before, "sha256:"));
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *path = g_strdup_printf(STORY_FOLDER "/%s", cases[i].path);
        room_put(room, path, cases[i].text);
        g_autofree char *after = digest_now(room);
        if ((strcmp(before, after) == 0) != cases[i].same)
            g_error("case %zu: %s", i, cases[i].text);
        run(&room->scratch, "git checkout -q . && git clean -q -f");
    }
}

static void
publish(Room *room, MarbreState *state)
{
    g_autofree char *digest = digest_now(room);
    g_autofree char *content = room_content(room, STORY_FOLDER);
    state->publication = marbre_publication_new(1, (MarbreInstant){NOW, 60}, digest, content);
    room_put_state(room, STORY_FOLDER, state);
    room_commit(room, "marc", "");
}

static MarbreFinding *
silent_edit(Room *room)
{
    MarbreNewsroom *newsroom = room_as_it_lies(room);
    g_autoptr(MarbreArticle) article = room_read(newsroom, STORY_FOLDER);
    MarbreFinding *finding = marbre_record_silent_edit(newsroom, article);
    g_assert_true((finding == NULL) ==
                  (marbre_record_is_settled(newsroom, article) ||
                   strcmp(marbre_article_get_state(article)->stage, "published") != 0));
    return finding;
}

static void
test_silent_edit(Room *room, const void *data)
{
    g_autoptr(MarbreState) state = state_at("published");
    publish(room, state);
    g_assert_null(silent_edit(room));
    room_put(room, STORY_FOLDER "/claims.yaml", "claims: []\n");
    g_assert_null(silent_edit(room));
    room_put(room, STORY_TEXT,
             FRONT "---\n\nLes habitants sont sortis dans la ville dès le "
                   "matin.\n\nLe soir, tout était calme.\n");
    g_autoptr(MarbreFinding) finding = silent_edit(room);
    g_assert_nonnull(finding);
    g_assert_cmpstr(finding->rule, ==, "marbre/silent-edit");
    g_assert_cmpint(finding->severity, ==, MARBRE_SEVERITY_ERROR);
    g_assert_cmpint(finding->blocks, ==, MARBRE_BLOCKS_NOW);
    g_assert_cmpstr(finding->path, ==, STORY_TEXT);
    g_assert_cmpuint(finding->start.line, ==, 9);
    g_assert_cmpuint(finding->start.column, ==, 35);
    g_assert_nonnull(strstr(finding->message, "“rue” became “ville”"));

    /* With a correction open, or before publication, nothing is silent. */
    g_free(state->stage);
    state->stage = g_strdup("fact-check");
    room_put_state(room, STORY_FOLDER, state);
    g_assert_null(silent_edit(room));
}

/* The second language, the removal of the text and another picture are told as well. */
static void
test_silent_elsewhere(Room *room, const void *data)
{
    run(&room->scratch, "sed -i 's/publish: .fr./publish: [fr, en]/' marbre.yaml");
    room_put(room, STORY_FOLDER "/index.en.md", "---\ntitle: \"T\"\n---\n\nOne two three.\n");
    room_put(room, STORY_FOLDER "/photo.jpg", "jpeg");
    room_commit(room, "noe", "");
    g_autoptr(MarbreState) state = state_at("published");
    publish(room, state);
    g_assert_null(silent_edit(room));
    {
        room_put(room, STORY_FOLDER "/index.en.md", "---\ntitle: \"T\"\n---\n\nOne four three.\n");
        g_autoptr(MarbreFinding) finding = silent_edit(room);
        g_assert_cmpstr(finding->path, ==, STORY_FOLDER "/index.en.md");
        g_assert_cmpuint(finding->start.line, ==, 5);
        g_assert_cmpuint(finding->start.column, ==, 5);
        run(&room->scratch, "git checkout -q .");
    }
    {
        run(&room->scratch, "rm " STORY_TEXT);
        g_autoptr(MarbreFinding) finding = silent_edit(room);
        g_assert_nonnull(finding);
        g_assert_cmpstr(finding->path, ==, STORY_TEXT);
        run(&room->scratch,
            "rm " STORY_FOLDER "/index.en.md && echo X > " STORY_FOLDER "/index.de.md");
        g_autoptr(MarbreFinding) all = silent_edit(room);
        g_assert_nonnull(all);
        run(&room->scratch, "git checkout -q . && git clean -q -f");
    }
    room_put(room, STORY_FOLDER "/photo.jpg", "another");
    g_autoptr(MarbreFinding) finding = silent_edit(room);
    g_assert_nonnull(finding);
    g_assert_cmpuint(finding->start.offset, ==, 0);
    g_assert_cmpstr(finding->path, ==, STORY_FOLDER "/photo.jpg");
    g_assert_cmpstr(finding->message, ==,
                    "the published picture “photo.jpg” was replaced without a correction");
    run(&room->scratch, "rm " STORY_FOLDER "/photo.jpg");
    g_autoptr(MarbreFinding) gone = silent_edit(room);
    g_assert_cmpstr(gone->message, ==,
                    "the published picture “photo.jpg” was taken out without a correction");
    run(&room->scratch, "git checkout -q . && echo x >" STORY_FOLDER "/more.jpg");
    g_autoptr(MarbreFinding) more = silent_edit(room);
    g_assert_cmpstr(more->message, ==,
                    "the picture “more.jpg” joined a published article without a correction");
}

/* A publication whose objects are missing is no less a silent edit. */
static void
test_content_missing(Room *room, const void *data)
{
    g_autoptr(MarbreState) state = state_at("published");
    state->publication =
        marbre_publication_new(1, (MarbreInstant){NOW, 60},
                               "sha256:"
                               "0000000000000000000000000000000000000000000000000000000000000000",
                               "4b825dc642cb6eb9a060e54bf8d69288fbee4900");
    room_put_state(room, STORY_FOLDER, state);
    g_autoptr(MarbreFinding) finding = silent_edit(room);
    g_assert_nonnull(finding);
    g_autoptr(GError) error = NULL;
    g_assert_null(marbre_content_article(room->newsroom, STORY_FOLDER,
                                         "4b825dc642cb6eb9a060e54bf8d69288fbee4900", &error));
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED);
}

static void
test_changes(Room *room, const void *data)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *content = room_content(room, STORY_FOLDER);
    room_put(room, STORY_TEXT,
             "---\ntitle: \"Haut-Karabakh\"\ndate: 2023-11-15\nauthor: \"Noé Blanc\"\noutlet: "
             "CNN\nlang: fr\n---\n\nLes habitants sont sortis dans la ville dès le matin.\n\nLe "
             "soir, tout était calme.\n");
    room_put(room, STORY_FOLDER "/photo.jpg", "jpeg");
    MarbreNewsroom *newsroom = room_as_it_lies(room);
    g_autoptr(MarbreArticle) after = room_read(newsroom, STORY_FOLDER);
    g_autoptr(MarbreArticle) before =
        marbre_content_article(newsroom, STORY_FOLDER, content, &error);
    g_assert_no_error(error);
    g_autoptr(GPtrArray) all = marbre_record_changes(before, after, NULL);
    g_assert_cmpuint(all->len, ==, 3);
    const MarbreJudged text = {.parts = 1, .keys = NULL};
    char *date[] = {(char *)"date", NULL};
    const MarbreJudged day = {.parts = 0, .keys = date};
    g_autoptr(GPtrArray) days = marbre_record_changes(before, after, &day);
    g_assert_cmpuint(days->len, ==, 1);
    g_assert_cmpstr(((MarbreWordChange *)days->pdata[0])->part, ==, "key:date");
    g_autoptr(GPtrArray) words = marbre_record_changes(before, after, &text);
    g_assert_cmpuint(words->len, ==, 1);
    g_assert_cmpstr(((MarbreWordChange *)words->pdata[0])->removed, ==, "rue");
    g_assert_cmpstr(((MarbreWordChange *)words->pdata[0])->added, ==, "ville");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_story("/newsroom/record/digest", test_digest);
    test_story("/newsroom/record/silent-edit", test_silent_edit);
    test_story("/newsroom/record/silent-elsewhere", test_silent_elsewhere);
    test_story("/newsroom/record/content-missing", test_content_missing);
    test_story("/newsroom/record/changes", test_changes);
    return g_test_run();
}
