/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* One commit past the desk: what is wrong with it is told once, for its own reason; what is right
 * passes. */
#include "judging.h"

#define STORY_ID "01hawm6c0t2n9v6s6x1j5y7k3r"
#define MOVES(what)                                                                                \
    "\nMarbre-Article: " STORY_ID "\nMarbre-Transition: " what "\nMarbre-Actor: noe\n"

static const struct {
    const char *who;
    const char *commands;
    const char *trailers; /* of the commit; "" none */
    const char *rules;
    const char *message; /* some words of the first */
} rows[] = {
    /* Files are files, of plain names. */
    {"noe", "ln -s marbre.yaml lien", "", "marbre/forbidden-path", "is no plain file"},
    {"noe", "echo x > Marbre.yaml", "", "marbre/forbidden-path", "written like one of the rules"},
    {"noe", "echo x > a:b.txt", "", "marbre/forbidden-path", "not every computer can keep"},
    {"noe", "echo x > note.txt; mkdir articles-bis; echo x > articles-bis/x", "", "", NULL},
    /* Articles' folders, each judged once. */
    {"noe", "mkdir articles/vide; echo x > articles/vide/a; echo x > articles/vide/b", "",
     "marbre/forbidden-path", "files that belong to no article"},
    {"noe", "mkdir " STORY_FOLDER "/dedans; cp " STORY_TEXT " " STORY_FOLDER "/dedans", "",
     "marbre/forbidden-path", "a folder inside an article"},
    {"noe", "echo Enfin. >> " STORY_TEXT, "", "", NULL},
    /* The rules, by whoever may change them, alone. */
    {"noe", "echo '# x' >> people.yaml", "", "marbre/role-missing",
     "Noé Blanc changes the rules without the role admin"},
    {"marc", "echo '# x' >> people.yaml", "", "", NULL},
    {"marc", "echo '# x' >> people.yaml; echo x > note.txt", "", "marbre/policy-mixed",
     "people.yaml is changed together with note.txt"},
    {"marc", "echo '* -text' > .gitattributes; echo x > note.txt", "", "marbre/policy-mixed",
     ".gitattributes is changed together with note.txt"},
    {"marc", "sed -i s/3q$/3z/ marbre.yaml", "", "marbre/policy-broken", "have another id"},
    {"marc", "sed -i 's/^  - id: draft/  - id: desk/' workflows/newsroom.yaml", "",
     "marbre/policy-broken", "draft"},
    {"marc", "echo 'people: [' > people.yaml", "", "marbre/policy-broken", "people.yaml:"},
    {"marc",
     "echo 'exceptions: [{commit: 00112233445566778899aabbccddeeff00112233, rule: "
     "marbre/bad-state, reason: x}]' >> marbre.yaml",
     "", "marbre/policy-broken", "is no commit of this history"},
    /* Who it was. */
    {"inconnu", "echo Enfin. >> " STORY_TEXT, "", "marbre/unknown-person",
     "had the address inconnu@example.org"},
    {"noe", "echo Enfin. >> " STORY_TEXT, "\nMarbre-Actor: lea\n", "marbre/unknown-person",
     "lea acted, and its author is noe"},
    {"noe", "echo Enfin. >> " STORY_TEXT, "\nMarbre-Actor: noe\n", "", NULL},
    {"inconnu", "sed -i s/draft/fact-check/ " STORY_FOLDER "/state.yaml", MOVES("advance"),
     "marbre/unknown-person", "had the address"},
    /* The record, by a move and by nothing else. */
    {"noe", "rm " STORY_FOLDER "/state.yaml", "", "marbre/bad-state",
     "the record of the article was removed"},
    {"noe", "echo 'id: {' > " STORY_FOLDER "/state.yaml", "", "marbre/bad-state", "state.yaml"},
    {"noe", "sed -i s/draft/publish/ " STORY_FOLDER "/state.yaml", "", "marbre/bad-state",
     "makes no move of this article"},
    {"noe", "sed -i s/draft/fact-check/ " STORY_FOLDER "/state.yaml", MOVES("promote"),
     "marbre/bad-state", "names a move that there is not"},
    {"noe", "echo Enfin. >> " STORY_TEXT, MOVES("advance"), "marbre/bad-state",
     "changes no article's record"},
    /* What readers see. */
    {"noe", "echo Enfin. >> " ONLINE_TEXT, "", "marbre/silent-edit", "published"},
};

static void
assert_row(Room *room, size_t i)
{
    g_autoptr(GError) error = NULL;
    const MarbreVerifySettings settings = {.trust = "start", .pool = room->pool};
    g_autofree char *message = g_strconcat("Edit\n", rows[i].trailers, NULL);
    run(&room->scratch, "git reset -q --hard start && git clean -qfd");
    run(&room->scratch, rows[i].commands);
    forge(room, rows[i].who, message, "");
    scratch_reopen(&room->scratch);
    g_autoptr(MarbreVerdict) verdict =
        marbre_verify(room->scratch.store, &settings, NULL, NULL, &error);
    if (error != NULL)
        g_error("row %zu: %s", i, error->message);
    g_autofree char *rules = rules_of(verdict);
    if (strcmp(rules, rows[i].rules) != 0)
        g_error("row %zu (%s): %s, and not %s", i, rows[i].commands, rules, rows[i].rules);
    const MarbreViolation *first = *rules == '\0' ? NULL : verdict->violations->pdata[0];
    if (first != NULL && strstr(first->message, rows[i].message) == NULL)
        g_error("row %zu (%s): %s", i, rows[i].commands, first->message);
}

static void
test_rows(Room *room, const void *data)
{
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        assert_row(room, i);
}

/* --- what several commits show -----------------------------------------------------------------
 */

/* Whoever edits on is not told of what somebody else did. */
static void
test_silent_once(Room *room, const void *data)
{
    room_write(room, "noe", ONLINE_TEXT, FRONT "---\n\n" BODY "Un.\n");
    room_write(room, "lea", ONLINE_TEXT, FRONT "---\n\n" BODY "Un.\n\nDeux.\n");
    assert_judged(room, false, NULL, "marbre/silent-edit", 0);
}

/* A commit that programs read differently. */
static void
test_not_canonical(Room *room, const void *data)
{
    run(&room->scratch, "echo x > note.txt && git add . && "
                        "git -c i18n.commitEncoding=ISO-8859-1 commit -q -m Note "
                        "--author='noe <noe@example.org>'");
    assert_judged(room, false, NULL, "marbre/not-canonical", 0);
}

/* Two administrators are asked for: both names stand in the commit, each counts once. */
static void
test_two_admins(Room *room, const void *data)
{
    static const struct {
        const char *who, *other, *rules;
    } cases[] = {
        {"marc", "", "marbre/role-missing"},
        {"marc", "Co-authored-by: Marc <marc@example.org>", "marbre/role-missing"},
        {"marc", "Co-authored-by: Noe <noe@example.org>", "marbre/role-missing"},
        {"marc", "Co-authored-by: nobody", "marbre/role-missing"},
        {"noe", "Co-authored-by: Marc <marc@example.org>", "marbre/role-missing"},
        {"marc", "Co-authored-by: Lea <lea@example.org>", ""},
        {"noe", "Co-authored-by: Marc <marc@example.org>\nCo-authored-by: Lea <lea@example.org>",
         ""},
    };
    run(&room->scratch, "sed -i 's/^version: 1/version: 1\\nadmins-needed: 2/; "
                        "s/\\[lea@example.org\\], roles: \\[/&admin, /' people.yaml");
    room_commit(room, "marc", "");
    start(room);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        run(&room->scratch, "git reset -q --hard start && echo '# x' >> people.yaml");
        room_commit(room, cases[i].who, cases[i].other);
        assert_judged(room, false, NULL, cases[i].rules, 0);
    }
}

/* Where moves are signed, so are the rules; what is wrong with that is the one thing told. */
static void
test_unsigned(Room *room, const void *data)
{
    static const struct {
        const char *signature, *trailer, *rules;
    } cases[] = {
        {"", "", "marbre/signature-missing"},
        {"", "Marbre-Endorse: lea", "marbre/signature-missing"},
        {"gpgsig -----BEGIN PGP SIGNATURE-----", "", "marbre/signature-untrusted"},
    };
    room_write(room, "marc", "people.yaml",
               "version: 1\nadmins-needed: 2\npeople:\n"
               "  - {id: noe, name: Noé, emails: [noe@example.org], roles: [reporter]}\n"
               "  - {id: lea, name: Léa, emails: [lea@example.org], roles: [admin, fact-checker], "
               "keys: [\"ssh-ed25519 "
               "AAAAC3NzaC1lZDI1NTE5AAAAIFdWvrV4hB/E5auP4AlxTVi9KOXam5mCFCeeDpnSpoa/\"]}\n"
               "  - {id: marc, name: Marc, emails: [marc@example.org], roles: [admin, editor], "
               "keys: [\"ssh-ed25519 "
               "AAAAC3NzaC1lZDI1NTE5AAAAIFsiqP80dQm4/Ue42Cp2rOdiqGUCCApinF6Xsht1qLbJ\"]}\n");
    run(&room->scratch, "sed -i 's/^  - id: draft/&\\n    signed: true/' workflows/newsroom.yaml");
    room_commit(room, "marc", "");
    start(room);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        run(&room->scratch, "git reset -q --hard start && echo '# x' >> people.yaml");
        room_commit(room, "marc", cases[i].trailer);
        if (*cases[i].signature != '\0')
            g_free(shell(&room->scratch,
                         "id=$(git cat-file commit HEAD | sed '/^committer /a\\%s' | "
                         "git hash-object -t commit -w --literally --stdin) && "
                         "echo $id > .git/refs/heads/main",
                         cases[i].signature));
        assert_judged(room, false, NULL, cases[i].rules, 0);
    }
}

/* After rules that nobody can read, nothing is judged, and all that follows is counted. */
static void
test_lawless(Room *room, const void *data)
{
    g_autoptr(GError) error = NULL;
    room_write(room, "marc", "people.yaml", "people: [\n");
    room_write(room, "noe", "note.txt", "x\n");
    room_write(room, "noe", "note.txt", "y\n");
    scratch_reopen(&room->scratch);
    const MarbreVerifySettings settings = {.trust = "start", .pool = room->pool};
    g_autoptr(MarbreVerdict) verdict =
        marbre_verify(room->scratch.store, &settings, NULL, NULL, &error);
    g_assert_no_error(error);
    g_autofree char *rules = rules_of(verdict);
    g_assert_cmpstr(rules, ==, "marbre/policy-broken");
    g_assert_cmpuint(verdict->unjudged, ==, 2);
    /* From there on there is nothing to judge by. */
    start(room);
    room_write(room, "noe", "note.txt", "z\n");
    scratch_reopen(&room->scratch);
    g_autoptr(MarbreVerdict) none =
        marbre_verify(room->scratch.store, &settings, NULL, NULL, &error);
    g_assert_null(none);
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED);
}

/* A commit with a line too many is told as such, wherever it stands; so is one that names no tree,
   and then not even the line behind it can be followed. */
static void
test_unreadable(Room *room, const void *data)
{
    static const struct {
        const char *lines; /* what becomes of the commit's, to sed */
        unsigned after;    /* commits behind it */
        unsigned unjudged;
    } cases[] = {
        {"/^author /p", 0, 0},
        {"/^author /p", 1, 1},
        {"/^author /p", 2, 2},
        {"1s/tree/bush/", 1, 0},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        run(&room->scratch, "git reset -q --hard start");
        room_write(room, "noe", "note.txt", "x\n");
        g_free(shell(&room->scratch,
                     "write='git hash-object -t commit -w --literally --stdin' && "
                     "tree=$(git rev-parse HEAD^{tree}) && "
                     "id=$(git cat-file commit HEAD | sed '%s' | $write) && "
                     "for i in $(seq %u); do "
                     "id=$(printf 'tree %%s\nparent %%s\nauthor noe <noe@example.org> 1 +0000\n"
                     "committer noe <noe@example.org> 1 +0000\n\nx\n' $tree $id | $write); done; "
                     "echo $id > .git/refs/heads/main",
                     cases[i].lines, cases[i].after));
        scratch_reopen(&room->scratch);
        const MarbreVerifySettings settings = {.trust = "start", .pool = room->pool};
        g_autoptr(MarbreVerdict) verdict =
            marbre_verify(room->scratch.store, &settings, NULL, NULL, &error);
        g_assert_no_error(error);
        g_autofree char *rules = rules_of(verdict);
        g_assert_cmpstr(rules, ==, "marbre/not-canonical");
        g_assert_cmpuint(verdict->unjudged, ==, cases[i].unjudged);
    }
}

/* An article in a workflow that there is not moves nowhere, and the others are judged on. */
static void
test_no_workflow(Room *room, const void *data)
{
    g_autoptr(MarbreState) state = state_at("draft");
    g_free(state->workflow);
    state->workflow = g_strdup("ailleurs");
    room_put_state(room, STORY_FOLDER, state);
    room_commit(room, "noe", "");
    start(room);
    run(&room->scratch, "sed -i s/draft/fact-check/ " STORY_FOLDER "/state.yaml");
    forge(room, "noe", "Edit\n" MOVES("advance"), "");
    assert_judged(room, false, NULL, "marbre/unknown-stage", 0);
}

/* What is spiked comes back to where it stood. */
static void
test_restored(Room *room, const void *data)
{
    assert_move(room, "noe", MARBRE_MOVE_ADVANCE, NULL, "");
    assert_move(room, "lea", MARBRE_MOVE_SPIKE, NULL, "");
    assert_move(room, "lea", MARBRE_MOVE_RESTORE, NULL, "");
    assert_judged(room, false, NULL, "", 1);
    g_autoptr(MarbreState) state = state_now(room, STORY_FOLDER);
    g_assert_cmpstr(state->stage, ==, "fact-check");
}

/* --- exceptions --------------------------------------------------------------------------------
 */

static void
except(const Room *room, const char *commit, const char *rule)
{
    run(&room->scratch, "grep -q ^exceptions marbre.yaml || echo exceptions: >> marbre.yaml");
    g_free(shell(&room->scratch,
                 "echo \"  - {commit: $(git rev-parse %s), rule: %s, reason: Avant}\" "
                 ">> marbre.yaml",
                 commit, rule));
    room_commit(room, "marc", "");
}

static void
assert_excepted(Room *room, bool none, bool ok, unsigned exceptions)
{
    g_autoptr(GError) error = NULL;
    const MarbreVerifySettings settings = {
        .trust = "start", .pool = room->pool, .no_exceptions = none};
    scratch_reopen(&room->scratch);
    g_autoptr(MarbreVerdict) verdict =
        marbre_verify(room->scratch.store, &settings, NULL, NULL, &error);
    g_assert_no_error(error);
    g_assert_cmpint(marbre_verdict_is_ok(verdict), ==, ok);
    g_assert_cmpuint(verdict->exceptions, ==, exceptions);
}

/* Words that were changed once are; the rules never, and no second time is. */
static void
test_excepted(Room *room, const void *data)
{
    room_write(room, "noe", ONLINE_TEXT, FRONT "---\n\n" BODY "Un.\n");
    except(room, "HEAD", "marbre/silent-edit");
    assert_excepted(room, false, true, 1);
    assert_excepted(room, true, false, 0);
    room_write(room, "noe", "people.yaml", PEOPLE "# x\n");
    except(room, "HEAD", "marbre/role-missing");
    assert_excepted(room, false, false, 1);
}

/* What the rules excepted before is not asked for again. */
static void
test_excepted_before(Room *room, const void *data)
{
    except(room, "HEAD:people.yaml", "marbre/silent-edit");
    assert_judged(room, false, NULL, "marbre/policy-broken", 0);
    start(room);
    run(&room->scratch, "echo '# x' >> marbre.yaml");
    room_commit(room, "marc", "");
    assert_judged(room, false, NULL, "", 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define test(path, function)                                                                       \
    g_test_add((path), Room, NULL, set_up_online, (function), room_tear_down)
    test("/proof/refusal/rows", test_rows);
    test("/proof/refusal/silent-once", test_silent_once);
    test("/proof/refusal/not-canonical", test_not_canonical);
    test("/proof/refusal/two-admins", test_two_admins);
    test("/proof/refusal/unsigned", test_unsigned);
    test("/proof/refusal/lawless", test_lawless);
    test("/proof/refusal/unreadable", test_unreadable);
    test("/proof/refusal/no-workflow", test_no_workflow);
    test("/proof/refusal/restored", test_restored);
    test("/proof/refusal/excepted", test_excepted);
    test("/proof/refusal/excepted-before", test_excepted_before);
    return g_test_run();
}
