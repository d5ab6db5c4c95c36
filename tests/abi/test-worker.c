/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Every function of every service, asked by a plugin of the first release in a process of its own:
 * the answers are those that it gets in this one. */
#include "meeting.h"
#include "worker/pool.h"
#include "worker/zygote.h"

#include <string.h>

typedef struct {
    MarbreArticle *article;
    GPtrArray *uses;
    MarbreOutcome *outcomes[2];
    bool given;
} Run;

static MarbreWork *
next_work(void *user)
{
    Run *run = user;
    if (run->given)
        return NULL;
    run->given = true;
    return marbre_work_new(run->article, "fr", run->uses, NULL);
}

static void
take_outcome(void *user, MarbreWork *work, size_t use, MarbreOutcome *outcome)
{
    Run *run = user;
    run->outcomes[use] = marbre_outcome_ref(outcome);
}

static void
add_use(Run *run, MarbrePluginInfo *info, const char *task, const char *options)
{
    GVariant *given =
        g_variant_ref_sink(options ? g_variant_new_parsed(options)
                                   : g_variant_new_array(G_VARIANT_TYPE("(sv)"), NULL, 0));
    g_ptr_array_add(run->uses,
                    marbre_task_use_new(info, marbre_plugin_info_find(info, task), given, 0));
    g_variant_unref(given);
}

static void
test_elder(void)
{
    const char *const folders[] = {g_getenv("ABI_DIR"), NULL};
    g_autoptr(MarbreFinder) finder = marbre_finder_new(folders, NULL);
    const MarbrePoolSettings settings = {.finder = finder, .workers = 1, .deadline_ms = 60000};
    g_autoptr(MarbrePool) pool = marbre_pool_new(&settings);
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbrePluginInfo) info = marbre_pool_describe(pool, "elder", &error);
    g_assert_no_error(error);
    g_autoptr(MarbreArticle) article = meeting_article();
    g_autoptr(GPtrArray) uses =
        g_ptr_array_new_with_free_func((GDestroyNotify)marbre_task_use_unref);
    Run run = {.article = article, .uses = uses};
    add_use(&run, info, "look", MEETING_OPTIONS);
    add_use(&run, info, "act", NULL);
    const MarbreSurroundings around = meeting_surroundings(true);
    const MarbreMoment now = {1700000000, (char *)"Europe/Paris"};
    g_assert_true(marbre_pool_run(pool, next_work, take_outcome, &run, &around, now, &error));
    g_assert_no_error(error);
    static const char *const wanted[] = {"1.0/look.txt", "1.0/act.txt"};
    for (size_t i = 0; i < 2; i++) {
        g_assert_nonnull(run.outcomes[i]);
        g_autofree char *said = meeting_argument(run.outcomes[i], "said");
        meeting_expect(wanted[i], said);
        marbre_outcome_unref(run.outcomes[i]);
    }
}

int
main(int argc, char **argv)
{
    marbre_zygote_start();
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/abi/worker/elder", test_elder);
    return g_test_run();
}
