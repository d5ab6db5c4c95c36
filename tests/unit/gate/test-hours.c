/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What hours allow: an embargo binds everyone, a schedule whoever does not say otherwise. */
#include "gate/gate.h"

#include "../newsroom/room.h"

#define EMBARGO "embargo marbre/embargoed"
#define SCHEDULE "order marbre/scheduled"
#define UNSAVED "order marbre/unsaved"

static char *
say(const MarbreAnswer *answer)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < answer->obstacles->len; i++) {
        const MarbreObstacle *obstacle = answer->obstacles->pdata[i];
        g_string_append_printf(text, "%s%s %s", i == 0 ? "" : ", ",
                               marbre_obstacle_kind_name(obstacle->kind), obstacle->rule);
    }
    return g_string_free(text, FALSE);
}

typedef struct {
    const char *lines;
    bool ahead, unsaved;
    const char *expected;
} Row;

/* NOW is 2023-11-14T23:13:20+01:00. */
static const Row rows[] = {
    {"", false, false, ""},
    {"", true, false, ""},
    {"publish-at: 2023-11-14T23:13:20+01:00\n", false, false, ""},
    {"publish-at: 2023-11-14\n", false, false, ""},
    {"publish-at: 2023-11-14T23:13:21+01:00\n", false, false, SCHEDULE},
    {"publish-at: 2023-11-15\n", false, false, SCHEDULE},
    {"publish-at: 2023-11-15\n", true, false, ""},
    {"publish-at: demain\n", false, false, SCHEDULE},
    {"publish-at: demain\n", true, false, ""},
    {"embargo: 2023-11-14\n", true, false, EMBARGO},
    {"embargo: demain\n", true, false, EMBARGO},
    {"embargo: 2023-11-14\npublish-at: 2023-11-15\n", true, false, EMBARGO},
    {"embargo: 2023-11-14\npublish-at: 2023-11-15\n", false, false, EMBARGO ", " SCHEDULE},
    {"unpublish-at: 2023-11-14\n", false, false, ""},
    {"unpublish-at: 2023-11-13\n", false, false, SCHEDULE},
    {"unpublish-at: 2023-11-13\n", true, false, SCHEDULE},
    {"unpublish-at: bientôt\n", true, false, SCHEDULE},
    {"", false, true, UNSAVED},
};

static const MarbrePerson *
find(const MarbreDossier *dossier, const char *who)
{
    return marbre_people_by_id(
        marbre_policy_get_people(marbre_newsroom_get_policy(dossier->newsroom)), who);
}

static void
test_publish(Room *room, const void *data)
{
    g_autoptr(GPtrArray) none = marbre_findings_new();
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(MarbreState) state = state_at("publish");
        room_approve(room, STORY_FOLDER, state, "fact-check", "lea");
        g_autofree char *text = g_strdup_printf(FRONT "%s---\n\n" BODY, rows[i].lines);
        room_put(room, STORY_TEXT, text);
        g_autoptr(MarbreDossier) dossier = room_dossier(room, STORY_FOLDER, "noe@example.org");
        static const MarbreMove moves[] = {MARBRE_MOVE_PUBLISH, MARBRE_MOVE_ADVANCE};
        for (size_t j = 0; j < G_N_ELEMENTS(moves); j++) {
            g_autoptr(MarbreAnswer) answer =
                marbre_gate_ask(&(MarbreQuestion){.move = moves[j],
                                                  .dossier = dossier,
                                                  .findings = none,
                                                  .actor = find(dossier, "marc"),
                                                  .now = NOW,
                                                  .ahead = rows[i].ahead,
                                                  .unsaved = rows[i].unsaved});
            g_autofree char *said = say(answer);
            if (strcmp(said, rows[i].expected) != 0)
                g_error("row %zu: %s: said “%s”, not “%s”", i, rows[i].lines, said,
                        rows[i].expected);
            g_assert_true(answer->publishes);
        }
    }
}

/* Old posts are public already; one whose header says that it is under embargo is not believed. */
static void
test_adopt(Room *room, const void *data)
{
    static const struct {
        const char *lines, *expected;
    } cases[] = {{"embargo: 2023-11-14\n", EMBARGO},
                 {"embargo: 2023-11-13\n", ""},
                 {"publish-at: 2099-01-01\n", ""}};
    g_autoptr(GPtrArray) none = marbre_findings_new();
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text = g_strdup_printf(FRONT "%s---\n\n" BODY, cases[i].lines);
        room_put(room, STORY_TEXT, text);
        g_autoptr(MarbreDossier) dossier = room_dossier(room, STORY_FOLDER, NULL);
        g_autoptr(MarbreAnswer) answer =
            marbre_gate_ask(&(MarbreQuestion){.move = MARBRE_MOVE_ADOPT,
                                              .dossier = dossier,
                                              .findings = none,
                                              .actor = find(dossier, "marc"),
                                              .now = NOW});
        g_autofree char *said = say(answer);
        g_assert_cmpstr(said, ==, cases[i].expected);
    }
}

static void
assert_end(Room *room, const char *lines, bool published, const char *who, const char *expected)
{
    g_autoptr(GPtrArray) none = marbre_findings_new();
    g_autofree char *text = g_strdup_printf(FRONT "%s---\n\n" BODY, lines);
    room_put(room, STORY_TEXT, text);
    g_autoptr(MarbreState) state = state_at(published ? MARBRE_STAGE_PUBLISHED : "publish");
    if (published) {
        g_autofree char *content = room_content(room, STORY_FOLDER);
        g_autofree char *digest = g_strdup_printf("sha256:%064d", 0);
        state->publication =
            marbre_publication_new(1, (MarbreInstant){NOW - DAY, 60}, digest, content);
    }
    room_put_state(room, STORY_FOLDER, state);
    g_autoptr(MarbreDossier) dossier = room_dossier(room, STORY_FOLDER, NULL);
    g_autoptr(MarbreAnswer) answer =
        marbre_gate_ask(&(MarbreQuestion){.move = MARBRE_MOVE_UNPUBLISH,
                                          .dossier = dossier,
                                          .findings = none,
                                          .actor = find(dossier, who),
                                          .now = NOW,
                                          .published = published ? dossier->article : NULL});
    g_autofree char *said = say(answer);
    g_assert_cmpstr(said, ==, expected);
}

/* Not before its hour, not without a role, and only what readers see. */
static void
test_unpublish(Room *room, const void *data)
{
    assert_end(room, "unpublish-at: 2023-11-13\n", true, "marc", "");
    assert_end(room, "unpublish-at: 2023-11-14T23:13:20+01:00\n", true, "marc", "");
    assert_end(room, "unpublish-at: 2023-11-14\n", true, "marc", SCHEDULE);
    assert_end(room, "unpublish-at: bientôt\n", true, "marc", SCHEDULE);
    assert_end(room, "", true, "marc", SCHEDULE);
    assert_end(room, "unpublish-at: 2023-11-13\n", true, "lea", "role marbre/role-missing");
    assert_end(room, "unpublish-at: 2023-11-13\n", false, "marc", "order marbre/stage-skipped");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_story("/gate/hours/publish", test_publish);
    test_story("/gate/hours/adopt", test_adopt);
    test_story("/gate/hours/unpublish", test_unpublish);
    return g_test_run();
}
