/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What is known of a history spares work and changes nothing. */
#include "judging.h"

typedef struct {
    bool judged, ok;
    uint64_t commits, transitions, not_replayed;
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
    /* What is wrong is told each time, and nothing is kept of it. */
    room_write(room, "inconnu", "note.txt", "y\n");
    assert_said(ask(room, room->finder, room->pool), false, 5, 3, 1);
    assert_said(ask(room, room->finder, room->pool), false, 5, 3, 1);
    run(&room->scratch, "git reset -q --hard start && git commit -q --allow-empty -m Edit "
                        "--author='noe <noe@example.org>'");
    assert_said(ask(room, room->finder, room->pool), true, 1, 0, 1);
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
    test_story("/proof/kept/other-plugins", test_other_plugins);
    test_story("/proof/kept/sealed", test_sealed);
    int failed = g_test_run();
    (void)g_unlink(key); /* or no test was to run */
    (void)g_rmdir(own);
    (void)g_rmdir(state);
    return failed;
}
