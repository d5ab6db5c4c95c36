/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "newsroom/dossier.h"

#include "article/diff.h"
#include "room.h"

#define EDITED                                                                                     \
    "Les habitants sont sortis dans la ville dès le matin.\n\nLe soir, tout était calme.\n"

/* Who wrote, "noe:14 lea:2"; addresses of nobody in brackets. (transfer full) */
static char *
writers_of(const MarbreStation *station)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < station->writers->len; i++) {
        const MarbreWriter *writer = station->writers->pdata[i];
        g_string_append_printf(text, "%s%s:%zu", i == 0 ? "" : " ",
                               writer->person == NULL ? writer->email : writer->person->id,
                               writer->words);
    }
    return g_string_free(text, FALSE);
}

#define assert_writers(dossier, stage, expected)                                                   \
    G_STMT_START                                                                                   \
    {                                                                                              \
        g_autofree char *writers_ = writers_of(station_of((dossier), (stage)));                    \
        g_assert_cmpstr(writers_, ==, (expected));                                                 \
    }                                                                                              \
    G_STMT_END

static void
test_fresh(Room *room, const void *data)
{
    g_autoptr(MarbreDossier) dossier = room_dossier(room, STORY_FOLDER, NULL);
    g_assert_true(dossier->fresh);
    g_assert_null(dossier->state->id);
    g_assert_cmpstr(dossier->state->stage, ==, "draft");
    g_assert_cmpstr(dossier->state->workflow, ==, "newsroom");
    g_assert_cmpstr(dossier->stage->id, ==, "draft");
    g_assert_true(station_of(dossier, "draft")->reached);
    g_assert_false(station_of(dossier, "fact-check")->reached);
    g_assert_true(station_of(dossier, "fact-check")->applies);
    g_assert_false(station_of(dossier, "photo-credit")->applies);
    g_assert_false(station_of(dossier, "draft")->owed);
}

/* One's own words: 17 by noe, a word by lea. */
static void
test_own_words(Room *room, const void *data)
{
    g_autoptr(MarbreState) state = state_at("fact-check");
    room_put_state(room, STORY_FOLDER, state);
    room_commit(room, "marc", "");
    {
        g_autoptr(MarbreDossier) dossier = room_dossier(room, STORY_FOLDER, NULL);
        assert_writers(dossier, "fact-check", "noe:15");
        g_assert_true(station_of(dossier, "fact-check")->owed);
        assert_ids(station_of(dossier, "fact-check")->may, "lea paul marc");
    }
    room_put(room, STORY_TEXT, FRONT "---\n\n" EDITED);
    g_autoptr(MarbreDossier) dossier = room_dossier(room, STORY_FOLDER, "LEA@example.org");
    assert_writers(dossier, "fact-check", "noe:15 lea:1");
}

/* An approval by another clears the words so far; what comes after is asked for anew. */
static void
test_approved(Room *room, const void *data)
{
    g_autoptr(MarbreState) state = state_at("fact-check");
    room_approve(room, STORY_FOLDER, state, "fact-check", "lea");
    {
        g_autoptr(MarbreDossier) dossier = room_dossier(room, STORY_FOLDER, NULL);
        const MarbreStation *station = station_of(dossier, "fact-check");
        assert_writers(dossier, "fact-check", "");
        g_assert_false(station->owed);
        g_assert_cmpuint(station->given->len, ==, 1);
        g_assert_true(((MarbreGiven *)station->given->pdata[0])->valid);
    }
    room_write(room, "lea", STORY_TEXT, FRONT "---\n\n" EDITED);
    g_autoptr(MarbreDossier) dossier = room_dossier(room, STORY_FOLDER, NULL);
    const MarbreStation *station = station_of(dossier, "fact-check");
    const MarbreGiven *given = station->given->pdata[0];
    assert_writers(dossier, "fact-check", "lea:1");
    g_assert_true(station->owed);
    assert_ids(station->may, "paul marc");
    g_assert_false(given->valid);
    g_assert_cmpuint(given->changes->len, ==, 1);
    g_assert_cmpstr(((MarbreWordChange *)given->changes->pdata[0])->removed, ==, "rue");
    g_assert_cmpstr(((MarbreWordChange *)given->changes->pdata[0])->added, ==, "ville");
}

/* Whoever wrote may sign, and it counts for nobody's words of their own. */
static void
test_own_approval(Room *room, const void *data)
{
    room_write(room, "lea", STORY_TEXT, FRONT "---\n\n" BODY "Enfin.\n");
    run(&room->scratch, "git checkout -q --orphan fresh && git commit -q -m Root "
                        "--author='lea <lea@example.org>' && git branch -q -M main");
    g_autoptr(MarbreState) state = state_at("fact-check");
    room_approve(room, STORY_FOLDER, state, "fact-check", "lea");
    g_autoptr(MarbreDossier) dossier = room_dossier(room, STORY_FOLDER, NULL);
    g_assert_true(station_of(dossier, "fact-check")->owed);
    assert_ids(station_of(dossier, "fact-check")->may, "paul marc");
}

/* Two who both corrected approve each other's words. */
static void
test_each_other(Room *room, const void *data)
{
    g_autoptr(MarbreState) state = state_at("fact-check");
    room_approve(room, STORY_FOLDER, state, "fact-check", "marc");
    room_write(room, "lea", STORY_TEXT, FRONT "---\n\n" EDITED);
    room_write(room, "paul", STORY_TEXT, FRONT "---\n\n" EDITED "Enfin.\n");
    room_approve(room, STORY_FOLDER, state, "fact-check", "lea");
    {
        g_autoptr(MarbreDossier) dossier = room_dossier(room, STORY_FOLDER, NULL);
        assert_writers(dossier, "fact-check", "lea:1 paul:1");
        g_assert_true(station_of(dossier, "fact-check")->owed);
        assert_ids(station_of(dossier, "fact-check")->may, "paul marc");
    }
    room_approve(room, STORY_FOLDER, state, "fact-check", "paul");
    g_autoptr(MarbreDossier) dossier = room_dossier(room, STORY_FOLDER, NULL);
    g_assert_false(station_of(dossier, "fact-check")->owed);
    assert_writers(dossier, "fact-check", "");
}

#define TWO                                                                                        \
    "version: 1\nname: newsroom\nstages:\n"                                                        \
    "  - id: fact-check\n    roles: [editor]\n    checks: [{uses: factcheck}]\n"                   \
    "    approvals: {count: 2, roles: [fact-checker, editor]%s}\n"                                 \
    "  - id: publish\n    roles: [editor]\n    checks: [{uses: publish}]\n"

static void
use_two(Room *room, const char *four_eyes)
{
    g_autofree char *workflow = g_strdup_printf(TWO, four_eyes);
    room_write(room, "marc", "workflows/newsroom.yaml", workflow);
}

/* Two are asked for: of people, not of signatures, and with four eyes of others. */
static void
test_two(Room *room, const void *data)
{
    g_autoptr(MarbreState) state = state_at("fact-check");
    use_two(room, "");
    room_approve(room, STORY_FOLDER, state, "fact-check", "lea");
    room_approve(room, STORY_FOLDER, state, "fact-check", "lea");
    {
        g_autoptr(MarbreDossier) dossier = room_dossier(room, STORY_FOLDER, NULL);
        g_assert_true(station_of(dossier, "fact-check")->owed);
        assert_ids(station_of(dossier, "fact-check")->may, "paul marc");
    }
    room_approve(room, STORY_FOLDER, state, "fact-check", "marc");
    g_autoptr(MarbreDossier) dossier = room_dossier(room, STORY_FOLDER, NULL);
    g_assert_false(station_of(dossier, "fact-check")->owed);
}

static void
test_two_others(Room *room, const void *data)
{
    g_autoptr(MarbreState) state = state_at("fact-check");
    use_two(room, ", four-eyes: true");
    room_write(room, "lea", STORY_TEXT, FRONT "---\n\n" EDITED);
    room_approve(room, STORY_FOLDER, state, "fact-check", "lea");
    room_approve(room, STORY_FOLDER, state, "fact-check", "paul");
    {
        g_autoptr(MarbreDossier) dossier = room_dossier(room, STORY_FOLDER, NULL);
        g_assert_true(station_of(dossier, "fact-check")->owed);
        assert_ids(station_of(dossier, "fact-check")->may, "marc");
    }
    room_approve(room, STORY_FOLDER, state, "fact-check", "marc");
    g_autoptr(MarbreDossier) dossier = room_dossier(room, STORY_FOLDER, NULL);
    g_assert_false(station_of(dossier, "fact-check")->owed);
}

#define LEDGER(id, quote, status)                                                                  \
    "claims:\n  - {id: " id ", quote: \"" quote "\", by: \"CNN\", status: " status "}\n"

/* A verdict is no writing, though it voids an approval; a claim is. */
static void
test_verdicts(Room *room, const void *data)
{
    g_autoptr(MarbreState) state = state_at("fact-check");
    room_write(room, "noe", STORY_FOLDER "/claims.yaml", LEDGER("a", "Le soir", "to-check"));
    room_approve(room, STORY_FOLDER, state, "fact-check", "marc");
    room_write(room, "lea", STORY_FOLDER "/claims.yaml", LEDGER("a", "Le soir", "unverified"));
    {
        g_autoptr(MarbreDossier) dossier = room_dossier(room, STORY_FOLDER, NULL);
        assert_writers(dossier, "fact-check", "");
        g_assert_true(station_of(dossier, "fact-check")->owed);
        assert_ids(station_of(dossier, "fact-check")->may, "lea paul marc");
    }
    room_write(room, "lea", STORY_FOLDER "/claims.yaml", LEDGER("a", "tout", "unverified"));
    g_autoptr(MarbreDossier) dossier = room_dossier(room, STORY_FOLDER, NULL);
    const MarbreStation *station = station_of(dossier, "fact-check");
    g_assert_cmpuint(station->writers->len, ==, 1);
    g_assert_cmpstr(((MarbreWriter *)station->writers->pdata[0])->person->id, ==, "lea");
    assert_ids(station->may, "paul marc");
}

/* Neither spaces nor what the stage does not judge void anything. */
static void
test_kept(Room *room, const void *data)
{
    static const char *const texts[] = {
        FRONT
        "---\n\nLes  habitants sont\nsortis dans la\u202frue dès le matin.\n\n\nLe soir, tout "
        "était calme.\n",
        FRONT "images: [{file: a.jpg, caption: \"Une rue\"}]\n---\n\n" BODY,
        "---\ntitle: \"Karabakh\"\ndate: 2023-11-15\noutlet: CNN\nlang: fr\n---\n\n" BODY,
    };
    g_autoptr(MarbreState) state = state_at("fact-check");
    room_approve(room, STORY_FOLDER, state, "fact-check", "lea");
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        room_write(room, "paul", STORY_TEXT, texts[i]);
        g_autoptr(MarbreDossier) dossier = room_dossier(room, STORY_FOLDER, NULL);
        g_assert_false(station_of(dossier, "fact-check")->owed);
        assert_writers(dossier, "fact-check", "");
    }
    room_write(room, "paul", STORY_TEXT, "---\noutlet: AFP\nlang: fr\n---\n\n" BODY);
    g_autoptr(MarbreDossier) dossier = room_dossier(room, STORY_FOLDER, NULL);
    g_assert_true(station_of(dossier, "fact-check")->owed);
}

/* An address that nobody has is named and blocks nobody. */
static void
test_unknown_address(Room *room, const void *data)
{
    g_autoptr(MarbreState) state = state_at("fact-check");
    room_approve(room, STORY_FOLDER, state, "fact-check", "marc");
    room_write(room, "stranger", STORY_TEXT, FRONT "---\n\n" EDITED);
    {
        g_autoptr(MarbreDossier) dossier = room_dossier(room, STORY_FOLDER, NULL);
        const MarbreStation *station = station_of(dossier, "fact-check");
        assert_writers(dossier, "fact-check", "stranger@example.org:1");
        assert_ids(station->may, "lea paul marc");
    }
    room_approve(room, STORY_FOLDER, state, "fact-check", "lea");
    g_autoptr(MarbreDossier) dossier = room_dossier(room, STORY_FOLDER, NULL);
    g_assert_false(station_of(dossier, "fact-check")->owed);
}

/* Somebody who has left keeps the approvals that were given, and gives none. */
static void
test_left(Room *room, const void *data)
{
    g_autoptr(MarbreState) state = state_at("fact-check");
    room_approve(room, STORY_FOLDER, state, "fact-check", "lea");
    run(&room->scratch, "sed -i '/id: lea/d' people.yaml");
    room_commit(room, "marc", "");
    g_autoptr(MarbreDossier) dossier = room_dossier(room, STORY_FOLDER, NULL);
    const MarbreStation *station = station_of(dossier, "fact-check");
    g_assert_false(station->owed);
    g_assert_cmpstr(((MarbreGiven *)station->given->pdata[0])->approval->by, ==, "lea");
}

/* An approval of other words is none, wherever it was taken from. */
static void
test_replayed(Room *room, const void *data)
{
    g_autoptr(MarbreState) state = state_at("fact-check");
    room_write(room, "noe", "articles/2023/11/other/index.fr.md", FRONT "---\n\nAutre chose.\n");
    room_approve(room, "articles/2023/11/other", state, "fact-check", "lea");
    room_put_state(room, STORY_FOLDER, state);
    room_commit(room, "marc", "");
    g_autoptr(MarbreDossier) dossier = room_dossier(room, STORY_FOLDER, NULL);
    const MarbreStation *station = station_of(dossier, "fact-check");
    g_assert_true(station->owed);
    g_assert_false(((MarbreGiven *)station->given->pdata[0])->valid);
    assert_writers(dossier, "fact-check", "noe:15");
}

/* The stage that an article was recorded at has another name now. */
static void
test_moved(Room *room, const void *data)
{
    g_autoptr(MarbreState) state = state_at("verification");
    room_put_state(room, STORY_FOLDER, state);
    room_commit(room, "marc", "");
    {
        g_autoptr(MarbreDossier) dossier = room_dossier(room, STORY_FOLDER, NULL);
        g_assert_null(dossier->stage);
    }
    room_write(room, "marc", "workflows/newsroom.yaml",
               WORKFLOW "moved: {verification: fact-check}\n");
    g_autoptr(MarbreDossier) dossier = room_dossier(room, STORY_FOLDER, NULL);
    g_assert_cmpstr(dossier->stage->id, ==, "fact-check");
    g_assert_cmpstr(dossier->state->stage, ==, "verification");
}

/* A stage begins to concern an article when a picture comes. */
static void
test_when(Room *room, const void *data)
{
    g_autoptr(MarbreState) state = state_at("publish");
    room_put_state(room, STORY_FOLDER, state);
    room_commit(room, "marc", "");
    {
        g_autoptr(MarbreDossier) dossier = room_dossier(room, STORY_FOLDER, NULL);
        g_assert_false(station_of(dossier, "photo-credit")->applies);
        g_assert_true(station_of(dossier, "photo-credit")->reached);
    }
    room_put(room, STORY_FOLDER "/photo.jpg", "jpeg");
    g_autoptr(MarbreDossier) dossier = room_dossier(room, STORY_FOLDER, "noe@example.org");
    g_assert_true(station_of(dossier, "photo-credit")->applies);
    assert_writers(dossier, "fact-check", "noe:15");
}

/* In no commit yet: whoever is at work wrote it all. */
static void
test_uncommitted(Room *room, const void *data)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbreState) state = state_at("fact-check");
    room_put(room, "articles/2023/11/new/index.fr.md", FRONT "---\n\n" BODY);
    room_put_state(room, "articles/2023/11/new", state);
    MarbreNewsroom *newsroom = room_as_it_lies(room);
    g_autoptr(MarbreArticle) article = room_read(newsroom, "articles/2023/11/new");
    g_autoptr(MarbreDossier) dossier = marbre_dossier_new(newsroom, room_plan(room, NULL), article,
                                                          NULL, "paul@example.org", &error);
    g_assert_no_error(error);
    assert_writers(dossier, "fact-check", "paul:15");
    assert_ids(station_of(dossier, "fact-check")->may, "lea marc");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_story("/newsroom/dossier/fresh", test_fresh);
    test_story("/newsroom/dossier/own-words", test_own_words);
    test_story("/newsroom/dossier/approved", test_approved);
    test_story("/newsroom/dossier/own-approval", test_own_approval);
    test_story("/newsroom/dossier/each-other", test_each_other);
    test_story("/newsroom/dossier/two", test_two);
    test_story("/newsroom/dossier/two-others", test_two_others);
    test_story("/newsroom/dossier/verdicts", test_verdicts);
    test_story("/newsroom/dossier/kept", test_kept);
    test_story("/newsroom/dossier/unknown-address", test_unknown_address);
    test_story("/newsroom/dossier/left", test_left);
    test_story("/newsroom/dossier/replayed", test_replayed);
    test_story("/newsroom/dossier/moved", test_moved);
    test_story("/newsroom/dossier/when", test_when);
    test_story("/newsroom/dossier/uncommitted", test_uncommitted);
    return g_test_run();
}
