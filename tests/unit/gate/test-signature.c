/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "gate/gate.h"

#include "../newsroom/room.h"
#include "../sign/keys.h"

/* Only the second stage asks. */
#define SIGNED_WORKFLOW                                                                            \
    "version: 1\n"                                                                                 \
    "name: newsroom\n"                                                                             \
    "stages:\n"                                                                                    \
    "  - id: draft\n"                                                                              \
    "    roles: [reporter, editor]\n"                                                              \
    "  - id: fact-check\n"                                                                         \
    "    signed: true\n"                                                                           \
    "    roles: [fact-checker]\n"                                                                  \
    "    checks: [{uses: draft, with: {required: [title]}}]\n"                                     \
    "    approvals: {count: 1, roles: [fact-checker, editor]}\n"                                   \
    "    waivers: {roles: [editor], rules: [draft/placeholder], longest: 14d}\n"                   \
    "  - id: publish\n"                                                                            \
    "    roles: [editor]\n"

#define SIGNED_PEOPLE                                                                              \
    "version: 1\n"                                                                                 \
    "people:\n"                                                                                    \
    "  - {id: noe, name: Noé Blanc, emails: [noe@example.org], roles: [reporter]}\n"              \
    "  - {id: lea, name: Léa Morel, emails: [lea@example.org], roles: [fact-checker],\n"          \
    "     keys: [\"" KEY_ECDSA_256 "\"]}\n"                                                        \
    "  - {id: marc, name: Marc Petit, emails: [marc@example.org], roles: [admin, editor],\n"       \
    "     keys: [\"" KEY_ED25519 "\"]}\n"

static void
set_up(Room *room, const void *data)
{
    room_set_up(room, SIGNED_WORKFLOW);
    room_write(room, "marc", "people.yaml", SIGNED_PEOPLE);
    room_write(room, "noe", STORY_TEXT, FRONT "---\n\n" BODY);
}

typedef struct {
    const char *stage;
    MarbreMove move;
    const char *who;
    const char *key;    /* NULL: none */
    const char *forged; /* NULL: nothing is wrong with it */
    const char *expected;
} Row;

#define MISSING "marbre/signature-missing"
#define UNTRUSTED "marbre/signature-untrusted"

static const Row rows[] = {
    /* Where no stage asks, anything goes. */
    {"draft", MARBRE_MOVE_ADVANCE, "noe", NULL, NULL, ""},
    {"draft", MARBRE_MOVE_ADVANCE, "noe", KEY_ECDSA_384, "x", ""},
    /* Out of it: on, back, aside. */
    {"fact-check", MARBRE_MOVE_ADVANCE, "lea", NULL, NULL, MISSING},
    {"fact-check", MARBRE_MOVE_RETURN, "lea", NULL, NULL, MISSING},
    {"fact-check", MARBRE_MOVE_SPIKE, "lea", NULL, NULL, MISSING},
    {"fact-check", MARBRE_MOVE_ADVANCE, "lea", KEY_ECDSA_256, NULL, ""},
    {"fact-check", MARBRE_MOVE_RETURN, "lea", KEY_ECDSA_256, NULL, ""},
    {"fact-check", MARBRE_MOVE_SPIKE, "lea", KEY_ECDSA_256, NULL, ""},
    {"fact-check", MARBRE_MOVE_ADVANCE, "lea", KEY_ECDSA_384, NULL, MISSING},
    {"fact-check", MARBRE_MOVE_ADVANCE, "lea", KEY_ED25519, NULL, UNTRUSTED},
    {"fact-check", MARBRE_MOVE_ADVANCE, "lea", KEY_ECDSA_256, "x", UNTRUSTED},
    {"fact-check", MARBRE_MOVE_ADVANCE, "lea", NULL, "x", UNTRUSTED},
    /* Its approvals and waivers. */
    {"fact-check", MARBRE_MOVE_APPROVE, "lea", NULL, NULL, MISSING},
    {"fact-check", MARBRE_MOVE_APPROVE, "lea", KEY_ED25519, NULL, UNTRUSTED},
    {"fact-check", MARBRE_MOVE_APPROVE, "lea", KEY_ECDSA_256, NULL, ""},
    {"fact-check", MARBRE_MOVE_WAIVE, "marc", NULL, NULL, MISSING},
    {"fact-check", MARBRE_MOVE_WAIVE, "marc", KEY_ED25519, NULL, ""},
    /* Publication of what has passed it; back to it asks nothing. */
    {"publish", MARBRE_MOVE_PUBLISH, "marc", NULL, NULL, MISSING},
    {"publish", MARBRE_MOVE_ADVANCE, "marc", KEY_ECDSA_256, NULL, UNTRUSTED},
    {"publish", MARBRE_MOVE_PUBLISH, "marc", KEY_ED25519, NULL, ""},
    {"publish", MARBRE_MOVE_RETURN, "marc", NULL, NULL, ""},
    /* What is public is taken back by whoever may. */
    {"published", MARBRE_MOVE_RETRACT, "marc", NULL, NULL, ""},
};

/* The obstacles of this kind; others are for other tests. */
static char *
signatures(const MarbreAnswer *answer, const Row *row)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < answer->obstacles->len; i++) {
        const MarbreObstacle *obstacle = answer->obstacles->pdata[i];
        if (obstacle->kind != MARBRE_OBSTACLE_SIGNATURE)
            continue;
        g_string_append_printf(text, "%s%s", text->len == 0 ? "" : ", ", obstacle->rule);
        g_assert_cmpuint(obstacle->who->len, ==, 1);
        g_assert_cmpstr(((const MarbrePerson *)obstacle->who->pdata[0])->id, ==, row->who);
        g_assert_true((obstacle->command != NULL) == (strcmp(obstacle->rule, MISSING) == 0));
        /* Who has no key makes git know one; a key that nobody knows is for an administrator. */
        if (obstacle->command != NULL)
            g_assert_true(g_str_has_prefix(obstacle->command,
                                           row->key == NULL ? "git config --global gpg.format ssh"
                                                            : "marbre people add-key --for "));
    }
    return g_string_free(text, FALSE);
}

static char *
ask(Room *room, const Row *row)
{
    g_autoptr(MarbreState) state = state_at(row->stage);
    room_put_state(room, STORY_FOLDER, state);
    g_autoptr(MarbreDossier) dossier = room_dossier(room, STORY_FOLDER, NULL);
    const MarbrePeople *people =
        marbre_policy_get_people(marbre_newsroom_get_policy(dossier->newsroom));
    g_autoptr(MarbreKey) key = row->key == NULL ? NULL : marbre_key_parse(row->key, NULL);
    g_autoptr(GPtrArray) findings = marbre_findings_new();
    if (row->move == MARBRE_MOVE_WAIVE)
        g_ptr_array_add(findings,
                        marbre_finding_new(&(MarbreFinding){.rule = "draft/placeholder",
                                                            .severity = MARBRE_SEVERITY_ERROR,
                                                            .stage = "fact-check",
                                                            .article = STORY_FOLDER,
                                                            .path = STORY_TEXT,
                                                            .message = "…",
                                                            .blocks = MARBRE_BLOCKS_NOW}));
    const MarbreQuestion question = {.move = row->move,
                                     .dossier = dossier,
                                     .findings = findings,
                                     .actor = marbre_people_by_id(people, row->who),
                                     .now = NOW,
                                     .rule = "draft/placeholder",
                                     .until = "2023-11-20",
                                     .reason = "x",
                                     .key = key == NULL ? NULL : key->fingerprint,
                                     .forged = row->forged};
    g_autoptr(MarbreAnswer) answer = marbre_gate_ask(&question);
    return signatures(answer, row);
}

static void
test_rows(Room *room, const void *data)
{
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *said = ask(room, &rows[i]);
        if (strcmp(said, rows[i].expected) != 0)
            g_error("row %zu: “%s”, not “%s”", i, said, rows[i].expected);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add("/gate/signature/rows", Room, NULL, set_up, test_rows, room_tear_down);
    return g_test_run();
}
