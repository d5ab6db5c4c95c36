/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What a merge brings, and what the merger does beside it. */
#include "judging.h"

#define NO_RECORD_BACK "git checkout -q start -- " STORY_FOLDER "/state.yaml"

/* A merge by marc of what noe did aside and lea on the branch meanwhile. */
static const struct {
    const char *aside, *meanwhile, *merging;
    const char *rules;
} rows[] = {
    {"echo Un. >> " STORY_TEXT, "echo x > note.txt", "true", ""},
    {"echo x > note.txt", "echo Un. >> " STORY_TEXT, "true", ""},
    /* Words of both. */
    {"echo Un. >> " STORY_TEXT, "echo Deux. >> " STORY_TEXT, "sed -i '/^[<=>]/d' " STORY_TEXT, ""},
    /* What is wrong aside is told once, and so is what the merger did. */
    {"echo Un. >> " ONLINE_TEXT, "echo x > note.txt", "true", "marbre/silent-edit"},
    {"echo x > autre.txt", "echo x > note.txt", "echo Un. >> " ONLINE_TEXT, "marbre/silent-edit"},
    {"ln -s marbre.yaml lien", "echo x > note.txt", "true", "marbre/forbidden-path"},
    {"echo x > autre.txt", "echo x > note.txt", "ln -s marbre.yaml lien", "marbre/forbidden-path"},
    {"echo x > autre.txt", "echo x > note.txt", "ln -sf marbre.yaml autre.txt",
     "marbre/forbidden-path"},
    /* The rules of the branch stay. */
    {"echo x > autre.txt", "echo x > note.txt", "echo '# x' >> people.yaml", "marbre/policy-mixed"},
    {"echo '# x' >> people.yaml", "echo x > note.txt", "true",
     "marbre/role-missing marbre/policy-mixed"},
};

/* Somebody's commit of what lies there. */
static void
commit(const Room *room, const char *who, const char *commands)
{
    run(&room->scratch, commands);
    room_commit(room, who, "");
}

static void
assert_merged(Room *room, const char *merging, const char *rules, size_t i)
{
    uint64_t left = 0;
    run(&room->scratch, "git checkout -q main && "
                        "{ git merge -q --no-ff --no-commit side 2>/dev/null || true; }");
    commit(room, "marc", merging);
    assert_shell(&room->scratch, "git rev-list --no-walk --min-parents=2 --count HEAD", "1");
    g_autofree char *found = judge(room, false, NULL, &left);
    if (strcmp(found, rules) != 0)
        g_error("row %zu (%s): %s, and not %s", i, merging, found, rules);
}

static void
test_rows(Room *room, const void *data)
{
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        run(&room->scratch, "git reset -q --hard start && git checkout -q -B side");
        commit(room, "noe", rows[i].aside);
        run(&room->scratch, "git checkout -q main");
        commit(room, "lea", rows[i].meanwhile);
        assert_merged(room, rows[i].merging, rows[i].rules, i);
    }
}

/* Words of both under the branch's own record are the merger's; another record takes back what the
   branch did, and that is one fault, of however many files. */
static void
test_record(Room *room, const void *data)
{
    run(&room->scratch, "git checkout -q -b side");
    commit(room, "noe", "echo Un. >> " STORY_TEXT "; echo x > " STORY_FOLDER "/plan.csv");
    run(&room->scratch, "git checkout -q main");
    scratch_reopen(&room->scratch);
    assert_move(room, "noe", MARBRE_MOVE_ADVANCE, NULL, "");
    run(&room->scratch, "git tag moved");
    assert_merged(room, "true", "", 0);
    run(&room->scratch, "git reset -q --hard moved");
    assert_merged(room, NO_RECORD_BACK, "marbre/bad-state", 1);
}

/* The move of the side where the branch did nothing to the article is the side's, also under
   words that the merger touches. */
static void
test_move_aside(Room *room, const void *data)
{
    run(&room->scratch, "git checkout -q -b side");
    scratch_reopen(&room->scratch);
    assert_move(room, "noe", MARBRE_MOVE_ADVANCE, NULL, "");
    run(&room->scratch, "git checkout -q main");
    commit(room, "lea", "echo x > note.txt");
    run(&room->scratch, "git tag before");
    assert_merged(room, "true", "", 0);
    run(&room->scratch, "git reset -q --hard before");
    assert_merged(room, "echo Un. >> " STORY_TEXT, "", 1);
}

/* A side that merged something itself. */
static void
test_within(Room *room, const void *data)
{
    run(&room->scratch, "git checkout -q -b further");
    commit(room, "noe", "echo x > loin.txt");
    run(&room->scratch, "git checkout -q -b side start");
    commit(room, "noe", "echo x > autre.txt");
    run(&room->scratch, "git merge -q --no-ff --no-commit further 2>/dev/null");
    commit(room, "noe", "ln -s marbre.yaml lien");
    run(&room->scratch, "git checkout -q main");
    commit(room, "lea", "echo x > note.txt");
    assert_merged(room, "true", "marbre/forbidden-path", 0);
}

/* One merge after the other, of histories that have something in common. */
static void
test_odd(Room *room, const void *data)
{
    run(&room->scratch, "git checkout -q -b side");
    commit(room, "noe", "echo x > autre.txt");
    run(&room->scratch, "git checkout -q -b further start");
    commit(room, "noe", "echo x > loin.txt");
    run(&room->scratch, "git checkout -q main && git reset -q --hard $(git commit-tree -m Merge "
                        "-p start -p side -p further start^{tree})");
    run(&room->scratch, "git commit -q --amend --no-edit --author='Marc <marc@example.org>'");
    assert_judged(room, false, NULL, "marbre/not-canonical", 0);
    run(&room->scratch, "git reset -q --hard start && git checkout -q --orphan alone && "
                        "git rm -rqf .");
    commit(room, "noe", "echo x > seul.txt");
    run(&room->scratch, "git branch -q -f side && git checkout -q main");
    run(&room->scratch, "git merge -q --no-ff --no-commit --allow-unrelated-histories side "
                        "2>/dev/null");
    commit(room, "marc", "true");
    assert_judged(room, false, NULL, "marbre/not-canonical marbre/not-canonical", 0);
    /* Of a commit without a parent nobody can say which rules it changes: none is excepted. */
    commit(room, "marc",
           "echo \"exceptions: [{commit: $(git rev-parse side), rule: marbre/not-canonical, "
           "reason: Avant}]\" >> marbre.yaml");
    g_autoptr(GError) error = NULL;
    const MarbreVerifySettings settings = {.trust = "start", .pool = room->pool};
    scratch_reopen(&room->scratch);
    g_autoptr(MarbreVerdict) verdict =
        marbre_verify(room->scratch.store, &settings, NULL, NULL, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(verdict->violations->len, ==, 2);
    g_assert_cmpuint(verdict->exceptions, ==, 0);
}

/* A side that can't be read is no verdict. */
static void
test_unreadable(Room *room, const void *data)
{
    g_autoptr(GError) error = NULL;
    run(&room->scratch, "git checkout -q -b side");
    commit(room, "noe", "echo x > autre.txt");
    commit(room, "noe", "rm autre.txt");
    run(&room->scratch, "git checkout -q main");
    commit(room, "lea", "echo x > note.txt");
    assert_merged(room, "true", "", 0);
    run(&room->scratch, "tree=$(git rev-parse side~1^{tree}) && "
                        "rm -f .git/objects/$(echo $tree | sed 's,^..,&/,')");
    scratch_reopen(&room->scratch);
    const MarbreVerifySettings settings = {.trust = "start", .pool = room->pool};
    g_assert_null(marbre_verify(room->scratch.store, &settings, NULL, NULL, &error));
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define test(path, function)                                                                       \
    g_test_add((path), Room, NULL, set_up_online, (function), room_tear_down)
    test("/proof/merge/rows", test_rows);
    test("/proof/merge/record", test_record);
    test("/proof/merge/move-aside", test_move_aside);
    test("/proof/merge/within", test_within);
    test("/proof/merge/odd", test_odd);
    test("/proof/merge/unreadable", test_unreadable);
    return g_test_run();
}
