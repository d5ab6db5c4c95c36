/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "asking.h"

typedef struct {
    const char *stage; /* where it stands; "" without a state */
    MarbreMove move;
    const char *who; /* NULL: nobody known */
    const char *to;
    const char *findings;
    const char *expected;
} Row;

static const Row rows[] = {
    /* Leaving a stage: role, errors up to it, its approvals. */
    {"", MARBRE_MOVE_ADVANCE, "noe", NULL, "", "> fact-check"},
    {"", MARBRE_MOVE_ADVANCE, "marc", NULL, "lwv", "> fact-check"},
    {"draft", MARBRE_MOVE_ADVANCE, "noe", NULL, "", "> fact-check"},
    {"draft", MARBRE_MOVE_ADVANCE, "noe", "fact-check", "", "> fact-check"},
    {"draft", MARBRE_MOVE_ADVANCE, "lea", NULL, "", ROLE " > fact-check"},
    {"draft", MARBRE_MOVE_ADVANCE, NULL, NULL, "", ROLE " > fact-check"},
    {"draft", MARBRE_MOVE_ADVANCE, "noe", NULL, "ep", ERROR ", " PLACEHOLDER " > fact-check"},
    {"draft", MARBRE_MOVE_ADVANCE, "lea", NULL, "e", ROLE ", " ERROR " > fact-check"},
    {"draft", MARBRE_MOVE_ADVANCE, "noe", "publish", "", ORDER},
    {"draft", MARBRE_MOVE_ADVANCE, "noe", "photo-credit", "", ORDER},
    {"draft", MARBRE_MOVE_ADVANCE, "noe", "draft", "", ORDER},
    {"draft", MARBRE_MOVE_ADVANCE, "noe", "published", "", ORDER},
    {"draft", MARBRE_MOVE_ADVANCE, "noe", "nowhere", "", ORDER},
    {"fact-check", MARBRE_MOVE_ADVANCE, "paul", NULL, "", MISSING " > publish"},
    {"fact-check", MARBRE_MOVE_ADVANCE, "noe", NULL, "e",
     ROLE ", " ERROR ", " MISSING " > publish"},
    {"publish", MARBRE_MOVE_ADVANCE, "marc", NULL, "", MISSING " > published"},
    {"publish", MARBRE_MOVE_ADVANCE, "marc", "published", "", MISSING " > published"},
    {"publish", MARBRE_MOVE_ADVANCE, "marc", "draft", "", ORDER ", " MISSING " > published"},
    {"published", MARBRE_MOVE_ADVANCE, "marc", NULL, "", ORDER},
    {"spiked", MARBRE_MOVE_ADVANCE, "marc", NULL, "", ORDER},
    {"retracted", MARBRE_MOVE_ADVANCE, "marc", NULL, "", ORDER},
    {"elsewhere", MARBRE_MOVE_ADVANCE, "marc", NULL, "", UNKNOWN},
    /* Publication is leaving the last stage, and from there only. */
    {"publish", MARBRE_MOVE_PUBLISH, "marc", NULL, "", MISSING " > published"},
    {"publish", MARBRE_MOVE_PUBLISH, "noe", NULL, "e", ROLE ", " ERROR ", " MISSING " > published"},
    {"draft", MARBRE_MOVE_PUBLISH, "marc", NULL, "", ORDER},
    {"fact-check", MARBRE_MOVE_PUBLISH, "marc", NULL, "", ORDER},
    {"published", MARBRE_MOVE_PUBLISH, "marc", NULL, "", ORDER},
    {"spiked", MARBRE_MOVE_PUBLISH, "marc", NULL, "", ORDER},
    {"retracted", MARBRE_MOVE_PUBLISH, "marc", NULL, "", ORDER},
    {"elsewhere", MARBRE_MOVE_PUBLISH, "marc", NULL, "", UNKNOWN},
    /* Back: whoever works or approves there; errors do not hold it. */
    {"fact-check", MARBRE_MOVE_RETURN, "lea", "draft", "", "> draft"},
    {"fact-check", MARBRE_MOVE_RETURN, "lea", "draft", "e", "> draft"},
    {"fact-check", MARBRE_MOVE_RETURN, "marc", NULL, "", "> draft"},
    {"fact-check", MARBRE_MOVE_RETURN, "noe", "draft", "", ROLE " > draft"},
    {"fact-check", MARBRE_MOVE_RETURN, "lea", "publish", "", ORDER},
    {"fact-check", MARBRE_MOVE_RETURN, "lea", "fact-check", "", ORDER},
    {"publish", MARBRE_MOVE_RETURN, "marc", NULL, "", "> fact-check"},
    {"publish", MARBRE_MOVE_RETURN, "marc", "draft", "", "> draft"},
    {"publish", MARBRE_MOVE_RETURN, "marc", "photo-credit", "", ORDER},
    {"draft", MARBRE_MOVE_RETURN, "noe", "draft", "", ORDER},
    {"published", MARBRE_MOVE_RETURN, "marc", "draft", "", ORDER},
    {"spiked", MARBRE_MOVE_RETURN, "marc", "draft", "", ORDER},
    {"elsewhere", MARBRE_MOVE_RETURN, "marc", "draft", "", UNKNOWN},
    /* Approvals: of stages that ask for one, concern it and are reached. */
    {"fact-check", MARBRE_MOVE_APPROVE, "lea", NULL, "", "> fact-check"},
    {"fact-check", MARBRE_MOVE_APPROVE, "marc", NULL, "e", "> fact-check"},
    {"fact-check", MARBRE_MOVE_APPROVE, "lea", NULL, "s", "> fact-check"},
    {"publish", MARBRE_MOVE_APPROVE, "lea", NULL, "", "> fact-check"},
    {"publish", MARBRE_MOVE_APPROVE, "lea", "fact-check", "", "> fact-check"},
    {"fact-check", MARBRE_MOVE_APPROVE, "noe", NULL, "", ROLE ", " MISSING " > fact-check"},
    {"fact-check", MARBRE_MOVE_APPROVE, NULL, NULL, "", ROLE " > fact-check"},
    {"draft", MARBRE_MOVE_APPROVE, "lea", "fact-check", "", ORDER " > fact-check"},
    {"draft", MARBRE_MOVE_APPROVE, "lea", NULL, "", ORDER " > draft"},
    {"publish", MARBRE_MOVE_APPROVE, "lea", "publish", "", ORDER " > publish"},
    {"fact-check", MARBRE_MOVE_APPROVE, "lea", "fact-chek", "", UNKNOWN},
    {"published", MARBRE_MOVE_APPROVE, "lea", NULL, "", ORDER},
    {"published", MARBRE_MOVE_APPROVE, "lea", "fact-check", "", ORDER},
    {"spiked", MARBRE_MOVE_APPROVE, "lea", "fact-check", "", ORDER},
    {"elsewhere", MARBRE_MOVE_APPROVE, "lea", "fact-check", "", UNKNOWN},
    /* Saving asks nobody, but for words that readers have seen. */
    {"", MARBRE_MOVE_SAVE, "noe", NULL, "", ""},
    {"fact-check", MARBRE_MOVE_SAVE, "noe", NULL, "e", ""},
    {"published", MARBRE_MOVE_SAVE, "marc", NULL, "s", "finding marbre/silent-edit"},
    {"", MARBRE_MOVE_NEW, "noe", NULL, "", "> draft"},
};

static void
test_rows(Room *room, const void *data)
{
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        const Row *row = &rows[i];
        g_autoptr(MarbreDossier) dossier = dossier_at(room, row->stage);
        g_autoptr(GPtrArray) findings = findings_of(row->findings);
        const MarbreQuestion question = {.move = row->move,
                                         .dossier = dossier,
                                         .findings = findings,
                                         .actor = person(dossier, row->who),
                                         .now = NOW,
                                         .to = row->to};
        g_autoptr(MarbreAnswer) answer = marbre_gate_ask(&question);
        g_autofree char *said = say(answer);
        if (strcmp(g_strstrip(said), row->expected) != 0)
            g_error("row %zu: %s %s by %s: said “%s”, not “%s”", i, marbre_move_name(row->move),
                    row->stage, row->who, said, row->expected);
    }
}

/* --- who can clear it --- */

static void
test_who(Room *room, const void *data)
{
    g_autoptr(GPtrArray) none = findings_of("");
    g_autoptr(GPtrArray) waivable = findings_of("p");
    g_autoptr(MarbreDossier) draft = dossier_at(room, "draft");
    MarbreQuestion question = {
        .move = MARBRE_MOVE_ADVANCE, .dossier = draft, .findings = none, .now = NOW};
    {
        question.actor = person(draft, "lea");
        g_autoptr(MarbreAnswer) answer = marbre_gate_ask(&question);
        assert_ids(only(answer)->who, "noe marc");
    }
    {
        question.actor = person(draft, "noe");
        question.findings = waivable;
        g_autoptr(MarbreAnswer) answer = marbre_gate_ask(&question);
        assert_ids(only(answer)->who, "noe marc");
        assert_ids(only(answer)->waivable_by, "marc");
        g_assert_null(only(answer)->command);
    }
    g_autoptr(MarbreDossier) checked = dossier_at(room, "fact-check");
    question = (MarbreQuestion){.move = MARBRE_MOVE_ADVANCE,
                                .dossier = checked,
                                .findings = none,
                                .actor = person(checked, "paul"),
                                .now = NOW};
    g_autoptr(MarbreAnswer) answer = marbre_gate_ask(&question);
    assert_ids(only(answer)->who, "lea paul marc");
    g_assert_cmpstr(only(answer)->command, ==, "marbre approve haut-karabakh");
}

/* --- approvals --- */

static void
test_approvals(Room *room, const void *data)
{
    g_autoptr(MarbreState) state = state_at("fact-check");
    room_approve(room, STORY_FOLDER, state, "fact-check", "lea");
    {
        g_autoptr(MarbreDossier) dossier = room_dossier(room, STORY_FOLDER, NULL);
        assert_said(dossier, MARBRE_MOVE_ADVANCE, "lea", NOW, "> publish");
        assert_said(dossier, MARBRE_MOVE_APPROVE, "lea", NOW, ORDER " > fact-check");
        assert_said(dossier, MARBRE_MOVE_APPROVE, "paul", NOW, "> fact-check");
    }
    g_free(state->stage);
    state->stage = g_strdup("publish");
    room_put_state(room, STORY_FOLDER, state);
    {
        g_autoptr(MarbreDossier) dossier = room_dossier(room, STORY_FOLDER, NULL);
        assert_said(dossier, MARBRE_MOVE_PUBLISH, "marc", NOW, "> published");
    }
    /* A change voids it, and says which words did; whoever made it can't renew it. */
    room_put(room, STORY_TEXT, FRONT "---\n\n" BODY "Enfin.\n");
    g_autoptr(MarbreDossier) dossier = room_dossier(room, STORY_FOLDER, "lea@example.org");
    assert_said(dossier, MARBRE_MOVE_PUBLISH, "marc", NOW,
                "approval marbre/approval-void > published");
    assert_said(dossier, MARBRE_MOVE_APPROVE, "lea", NOW, MISSING " > fact-check");
    assert_said(dossier, MARBRE_MOVE_APPROVE, "paul", NOW, "> fact-check");
    g_autoptr(GPtrArray) none = findings_of("");
    const MarbreQuestion question = {.move = MARBRE_MOVE_PUBLISH,
                                     .dossier = dossier,
                                     .findings = none,
                                     .actor = person(dossier, "marc"),
                                     .now = NOW};
    g_autoptr(MarbreAnswer) answer = marbre_gate_ask(&question);
    g_assert_nonnull(strstr(only(answer)->message, "Léa Morel"));
    g_assert_nonnull(strstr(only(answer)->message, "“Enfin.” was added"));
    g_assert_cmpstr(only(answer)->command, ==, "marbre approve haut-karabakh --stage fact-check");
    assert_ids(only(answer)->who, "paul marc");
}

static guint
count_owed(const MarbreDossier *dossier)
{
    const MarbreQuestion question = {.dossier = dossier, .now = NOW};
    g_autoptr(GPtrArray) owed = marbre_gate_owed(&question);
    for (guint i = 0; i < owed->len; i++)
        g_assert_cmpstr(((MarbreObstacle *)owed->pdata[i])->command, ==,
                        "marbre approve haut-karabakh --stage fact-check -m WHY");
    return owed->len;
}

/* What was published is approved anew where it is owed, for a reason, and never on words that
   readers have not seen. */
static void
test_owed(Room *room, const void *data)
{
    g_autoptr(MarbreState) state = state_at("published");
    room_approve(room, STORY_FOLDER, state, "fact-check", "lea");
    {
        g_autoptr(MarbreDossier) dossier = room_dossier(room, STORY_FOLDER, NULL);
        g_assert_cmpuint(count_owed(dossier), ==, 0);
        assert_again(dossier, "", NULL, "Parce que", ORDER);
        assert_again(dossier, "", "fact-check", "Parce que", ORDER);
    }
    room_put(room, STORY_FOLDER "/claims.yaml",
             "claims:\n  - id: a\n    quote: \"Le soir\"\n    status: verified\n");
    g_autoptr(MarbreDossier) dossier = room_dossier(room, STORY_FOLDER, "lea@example.org");
    g_assert_cmpuint(count_owed(dossier), ==, 1);
    assert_again(dossier, "", NULL, "Parce que", "> fact-check");
    assert_again(dossier, "", "fact-check", "Parce que", "> fact-check");
    assert_again(dossier, "", NULL, NULL, "order marbre/reason-missing > fact-check");
    assert_again(dossier, "", NULL, "", "order marbre/reason-missing > fact-check");
    assert_again(dossier, "s", NULL, "Parce que", "finding marbre/silent-edit");
    assert_again(dossier, "", "draft", "Parce que", ORDER);
    assert_said(dossier, MARBRE_MOVE_ADVANCE, "marc", NOW, ORDER);
    /* Answered for anew, the void one beside it asks nothing more. */
    room_commit(room, "noe", "");
    room_approve(room, STORY_FOLDER, state, "fact-check", "paul");
    g_autoptr(MarbreDossier) later = room_dossier(room, STORY_FOLDER, NULL);
    g_assert_cmpuint(count_owed(later), ==, 0);
    assert_again(later, "", "fact-check", "Parce que", ORDER);
}

/* --- embargo --- */

static MarbreDossier *
under_embargo(Room *room, const char *line)
{
    g_autoptr(MarbreState) state = state_at("publish");
    room_approve(room, STORY_FOLDER, state, "fact-check", "lea");
    g_autofree char *text = g_strdup_printf(FRONT "%s---\n\n" BODY, line);
    room_put(room, STORY_TEXT, text);
    return room_dossier(room, STORY_FOLDER, "noe@example.org");
}

/* An instant binds until it comes, a day through its end on the newsroom's clocks; what can't be
   read binds for good. */
static void
test_embargo(Room *room, const void *data)
{
    static const int64_t midnight = INT64_C(1700002800); /* the 15th begins in Paris */
    static const struct {
        const char *line;
        int64_t now;
        bool held;
    } cases[] = {
        {"", NOW, false},
        {"embargo: \"\"\n", NOW, false},
        {"embargo:\n", NOW, false},
        {"embargo: 2023-11-14T23:13:20+01:00\n", NOW - 1, true},
        {"embargo: 2023-11-14T23:13:20+01:00\n", NOW, false},
        {"embargo: \"2023-11-14 23:13\"\n", NOW - 21, true},
        {"embargo: \"2023-11-14 23:13\"\n", NOW, false},
        {"embargo: 2023-11-14\n", midnight - 1, true},
        {"embargo: 2023-11-14\n", midnight, false},
        {"embargo: 2023-11-13\n", NOW, false},
        {"embargo: \"14 novembre 2023\"\n", midnight - 1, true},
        {"embargo: \"14 novembre 2023\"\n", midnight, false},
        {"embargo: demain\n", NOW + 10000 * DAY, true},
        {"embargo: [2023-11-13]\n", NOW, true},
        {"embargo: {until: 2023-11-13}\n", NOW, true},
        {"embargo: true\n", NOW, true},
        {"embargo: 12\n", NOW, true},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(MarbreDossier) dossier = under_embargo(room, cases[i].line);
        g_autofree char *said = ask(dossier, MARBRE_MOVE_PUBLISH, "marc", cases[i].now);
        const char *expected =
            cases[i].held ? "embargo marbre/embargoed > published" : "> published";
        if (strcmp(said, expected) != 0)
            g_error("%s: %s", cases[i].line, said);
    }
}

/* It keeps an article from being published, never from being made ready. */
static void
test_embargo_early(Room *room, const void *data)
{
    room_put(room, STORY_TEXT, FRONT "embargo: 2099-01-01\n---\n\n" BODY);
    g_autoptr(MarbreDossier) dossier = dossier_at(room, "draft");
    assert_said(dossier, MARBRE_MOVE_ADVANCE, "noe", NOW, "> fact-check");
}

/* Of any published language: they are published together. */
static void
test_embargo_second(Room *room, const void *data)
{
    run(&room->scratch, "sed -i 's/publish: .fr./publish: [fr, en]/' marbre.yaml");
    room_write(room, "noe", STORY_FOLDER "/index.en.md",
               "---\ntitle: \"T\"\nembargo: 2099-01-01\n---\n\nWords.\n");
    g_autoptr(MarbreDossier) dossier = under_embargo(room, "");
    assert_said(dossier, MARBRE_MOVE_PUBLISH, "marc", NOW, "embargo marbre/embargoed > published");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_story("/gate/rows", test_rows);
    test_story("/gate/who", test_who);
    test_story("/gate/approvals", test_approvals);
    test_story("/gate/owed", test_owed);
    test_story("/gate/embargo", test_embargo);
    test_story("/gate/embargo-early", test_embargo_early);
    test_story("/gate/embargo-second", test_embargo_second);
    return g_test_run();
}
