/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The pool without processes, as debuggers want it. */
#include "worker/pool.h"
#include "zoo_run.h"

#include <unistd.h>

static void
test_run(void)
{
    g_autoptr(MarbrePool) pool = zoo_pool(true, false, 0);
    g_autoptr(ZooRun) run = zoo_run_new(20);
    zoo_run_use(run, pool, "zoo", "nothing", "none");
    zoo_run_use(run, pool, "zoo-two", "create-fail", "none");
    zoo_run_use(run, pool, "zoo", "fail", "articles/7/");
    for (int turn = 0; turn < 2; turn++) {
        zoo_run_do(run, pool, NULL);
        for (guint i = 0; i < 20; i++) {
            zoo_assert_good(zoo_run_get(run, i, 0), i);
            g_assert_cmpint(zoo_run_get(run, i, 1)->status, ==, MARBRE_OUTCOME_FAILED);
            if (i == 7)
                g_assert_cmpint(zoo_run_get(run, i, 2)->status, ==, MARBRE_OUTCOME_FAILED);
            else
                zoo_assert_good(zoo_run_get(run, i, 2), i);
        }
    }
    MarbreSandbox sandbox = marbre_pool_get_sandbox(pool);
    g_assert_cmpint(sandbox.landlock, ==, 0);
    g_assert_false(sandbox.seccomp);
    g_assert_cmpuint(zoo_descendants(), ==, 0);
}

static void
test_unknown(void)
{
    g_autoptr(MarbrePool) knowing = zoo_pool(true, false, 0);
    g_autoptr(MarbrePool) pool = zoo_pool(true, false, 0);
    g_autoptr(ZooRun) run = zoo_run_new(1);
    zoo_run_use(run, knowing, "zoo", "nothing", "none");
    zoo_run_do(run, pool, NULL);
    g_assert_cmpint(zoo_run_get(run, 0, 0)->status, ==, MARBRE_OUTCOME_MISSING);
}

static void
test_reads(void)
{
    g_autoptr(GString) asked = g_string_new(NULL);
    g_autoptr(MarbrePool) pool = zoo_pool(true, false, 0);
    g_autoptr(ZooRun) run = zoo_run_new(2);
    const MarbreSurroundings around = zoo_surroundings(asked);
    zoo_run_use(run, pool, "zoo", "read words.txt", "articles/1/");
    zoo_run_do(run, pool, &around);
    const MarbreOutcome *outcome = zoo_run_get(run, 1, 0);
    g_autofree char *file = zoo_argument(outcome, "file");
    g_assert_cmpstr(file, ==, "words of the house");
    g_assert_cmpuint(outcome->reads->len, ==, 1);
    const MarbreRead *read = g_ptr_array_index(outcome->reads, 0);
    g_assert_cmpstr(read->id, ==, "c1910b440bb5c1c0050f2eec38b8f21fb66694c4");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/worker/direct/run", test_run);
    g_test_add_func("/worker/direct/unknown", test_unknown);
    g_test_add_func("/worker/direct/reads", test_reads);
    return g_test_run();
}
