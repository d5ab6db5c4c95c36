/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What is known of a history spares work and changes nothing. */
#include "judging.h"

typedef struct {
    bool judged, ok;
    uint64_t commits, transitions, not_replayed;
    guint violations;
    guint64 steps; /* commits that were gone through */
} Said;

static void
count(void *user, size_t done, size_t all)
{
    *(guint64 *)user = all;
}

static Said
ask(Room *room, MarbreFinder *finder, MarbrePool *pool)
{
    g_autoptr(GError) error = NULL;
    Said said = {.steps = 0};
    const MarbreVerifySettings settings = {.trust = "start",
                                           .pool = pool,
                                           .finder = finder,
                                           .progress = count,
                                           .progress_user = &said.steps};
    scratch_reopen(&room->scratch);
    g_autoptr(MarbreVerdict) verdict =
        marbre_verify(room->scratch.store, &settings, NULL, NULL, &error);
    said.judged = verdict != NULL;
    if (verdict != NULL) {
        said.ok = marbre_verdict_is_ok(verdict);
        said.commits = verdict->commits;
        said.transitions = verdict->transitions;
        said.not_replayed = verdict->not_replayed;
        said.violations = verdict->violations->len;
    }
    return said;
}

static void
assert_said(Said said, bool ok, uint64_t commits, uint64_t transitions, guint64 steps)
{
    g_assert_true(said.judged);
    g_assert_cmpint(said.ok, ==, ok);
    g_assert_cmpuint(said.commits, ==, commits);
    g_assert_cmpuint(said.transitions, ==, transitions);
    g_assert_cmpuint(said.steps, ==, steps);
}

/* Counted as if all were judged again; only what is new is. */
static void
test_goes_on(Room *room, const void *data)
{
    start(room);
    make_ready(room);
    assert_said(ask(room, room->finder, room->pool), true, 3, 3, 3);
    Said again = ask(room, room->finder, room->pool);
    assert_said(again, true, 3, 3, 0);
    g_assert_cmpuint(again.not_replayed, ==, 2);
    room_write(room, "noe", "note.txt", "x\n");
    assert_said(ask(room, room->finder, room->pool), true, 4, 3, 1);
    assert_said(ask(room, room->finder, room->pool), true, 4, 3, 0);
    /* What is wrong is told each time, and counted once. */
    room_write(room, "inconnu", "note.txt", "y\n");
    assert_said(ask(room, room->finder, room->pool), false, 5, 3, 1);
    assert_said(ask(room, room->finder, room->pool), false, 5, 3, 0);
    room_write(room, "noe", "note.txt", "z\n");
    assert_said(ask(room, room->finder, room->pool), false, 6, 3, 1);
    again = ask(room, room->finder, room->pool);
    assert_said(again, false, 6, 3, 0);
    g_assert_cmpuint(again.violations, ==, 1);
    run(&room->scratch, "git reset -q --hard start && git commit -q --allow-empty -m Edit "
                        "--author='noe <noe@example.org>'");
    assert_said(ask(room, room->finder, room->pool), true, 1, 0, 1);
}

/* What was done wrong by a move, and excepted: judged again with what there was before it, whatever
   came afterwards; what comes afterwards is judged with all that there is. */
static void
test_excepted(Room *room, const void *data)
{
    start(room);
    make_ready(room);
    run(&room->scratch, "git commit -q --amend --no-edit --author='paul <paul@example.org>'");
    g_autofree char *bad = shell(&room->scratch, "git rev-parse HEAD");
    Said wrong = ask(room, room->finder, room->pool);
    assert_said(wrong, false, 3, 3, 3);
    g_assert_cmpuint(wrong.violations, >, 0);
    Said again = ask(room, room->finder, room->pool);
    assert_said(again, false, 3, 3, 0);
    g_assert_cmpuint(again.violations, ==, wrong.violations);
    scratch_reopen(&room->scratch);
    assert_move(room, "marc", MARBRE_MOVE_RETURN, "draft", "");
    g_free(shell(&room->scratch,
                 "{ echo exceptions:; for rule in unknown-person bad-state role-missing; do "
                 "echo \"  - {commit: %s, rule: marbre/$rule, reason: Avant}\"; done; } "
                 ">> marbre.yaml",
                 bad));
    room_commit(room, "marc", "");
    assert_said(ask(room, room->finder, room->pool), true, 5, 4, 2);
    assert_said(ask(room, room->finder, room->pool), true, 5, 4, 0);
    run(&room->scratch, "git reset -q --hard HEAD~1"); /* which excepts nothing */
    assert_said(ask(room, room->finder, room->pool), false, 4, 4, 4);
}

/* To judge an old fault again is no reason to forget which ids were given since. */
static void
test_ids(Room *room, const void *data)
{
    start(room);
    assert_move(room, "noe", MARBRE_MOVE_ADVANCE, NULL, "");
    room_put(room, STORY_FOLDER "/plan.csv", "x\n");
    run(&room->scratch, "git add . && git commit -q --amend --no-edit");
    scratch_reopen(&room->scratch);
    g_autofree char *one = begin(room, "un");
    Said before = ask(room, room->finder, room->pool);
    assert_said(before, false, 2, 2, 2);
    g_assert_cmpuint(before.violations, ==, 1);
    g_autofree char *two = begin(room, "deux");
    g_autofree char *message = message_of(room);
    g_autofree char *record = room_get(room, "articles/2023/11/deux/state.yaml");
    g_autofree char *same = put_between(record, "id: ", "\n", one);
    g_autofree char *said = put_between(message, "Marbre-Article: ", "\n", one);
    room_put(room, "articles/2023/11/deux/state.yaml", same);
    forge(room, "noe", said, "--amend");
    Said after = ask(room, room->finder, room->pool);
    assert_said(after, false, 3, 3, 1);
    g_assert_cmpuint(after.violations, ==, 2);
}

/* Rules that nobody can read end the judging, and nothing is gone on from. */
static void
test_lawless(Room *room, const void *data)
{
    start(room);
    room_write(room, "marc", "people.yaml", "people: [\n");
    room_write(room, "noe", "note.txt", "x\n");
    assert_said(ask(room, room->finder, room->pool), false, 1, 0, 2);
    assert_said(ask(room, room->finder, room->pool), false, 1, 0, 2);
}

/* A verdict rests on what the plugins say that stages judge: with others it is asked anew. */
static void
test_other_plugins(Room *room, const void *data)
{
    start(room);
    make_ready(room);
    room_write(room, "noe", "note.txt", "x\n");
    room_write(room, "noe", "note.txt", "y\n");
    assert_said(ask(room, room->finder, room->pool), true, 5, 3, 5);
    g_autofree char *nowhere = room_path(room, "nowhere");
    const char *const folders[] = {nowhere, NULL};
    g_autoptr(MarbreFinder) finder = marbre_finder_new(folders, NULL);
    const MarbrePoolSettings settings = {.finder = finder, .in_process = true};
    MarbrePool *pool = marbre_pool_new(&settings);
    Said without = ask(room, finder, pool);
    g_assert_false(without.judged && without.ok);
    marbre_pool_free(pool);
    assert_said(ask(room, room->finder, room->pool), true, 5, 3, 0);
}

/* What another could have written is not read. */
static void
test_sealed(Room *room, const void *data)
{
    static const struct {
        const char *commands;
        guint64 steps;
    } cases[] = {
        {"true", 0},
        {"sed -i 's/^to \\([0-9a-f]*\\) 3/to \\1 4/' .git/marbre/verified", 3},
        {"sed -i '/^seal/d' .git/marbre/verified", 3},
        {"sed -i 's/^marbre-verified/marbre-verifies/' .git/marbre/verified", 3},
        {": > .git/marbre/verified", 3},
        {"chmod 644 $XDG_STATE_HOME/marbre/key", 3},
        {"chmod 600 $XDG_STATE_HOME/marbre/key; echo >> $XDG_STATE_HOME/marbre/key", 3},
        {"rm $XDG_STATE_HOME/marbre/key", 3},
        {"true", 0},
    };
    start(room);
    make_ready(room);
    assert_said(ask(room, room->finder, room->pool), true, 3, 3, 3);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        run(&room->scratch, cases[i].commands);
        assert_said(ask(room, room->finder, room->pool), true, 3, 3, cases[i].steps);
    }
}

int
main(int argc, char **argv)
{
    g_autofree char *state = g_dir_make_tmp("marbre-state-XXXXXX", NULL);
    g_autofree char *own = g_build_filename(state, "marbre", NULL);
    g_autofree char *key = g_build_filename(own, "key", NULL);
    g_assert_true(g_setenv("XDG_STATE_HOME", state, TRUE)); /* where the seal's key lies */
    g_test_init(&argc, &argv, NULL);
    test_story("/proof/kept/goes-on", test_goes_on);
    test_story("/proof/kept/excepted", test_excepted);
    test_story("/proof/kept/ids", test_ids);
    test_story("/proof/kept/lawless", test_lawless);
    test_story("/proof/kept/other-plugins", test_other_plugins);
    test_story("/proof/kept/sealed", test_sealed);
    int failed = g_test_run();
    (void)g_unlink(key); /* or no test was to run */
    (void)g_rmdir(own);
    (void)g_rmdir(state);
    return failed;
}
