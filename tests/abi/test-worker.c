/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Every function of every service, asked by a plugin of the first release in a process of its own:
 * the answers are those that it gets in this one. */
#include "base/error.h"
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

/* ---- drafts ---- */

static GVariant *
answer_fetch(void *user, GVariant *request, GError **error)
{
    g_autofree char *asked = g_variant_print(request, FALSE);
    g_assert_cmpstr(asked, ==,
                    "('GET', 'https://api.example.org/v1', [('Accept', 'text/plain')], [])");
    return g_variant_ref_sink(
        g_variant_new("(uss@ay)", 404, "", "text/plain",
                      g_variant_new_fixed_array(G_VARIANT_TYPE_BYTE, "non", 3, 1)));
}

static GVariant *
refuse_fetch(void *user, GVariant *request, GError **error)
{
    g_set_error_literal(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED, "not on the list");
    return NULL;
}

typedef GVariant *(*Fetch)(void *user, GVariant *request, GError **error);

/* What a task of the courier comes to, in a worker or in this process. */
static MarbreOutcome *
send_courier(const char *task, uint64_t granted, Fetch fetch, bool in_process)
{
    const char *const folders[] = {g_getenv("ABI_DIR"), NULL};
    g_autoptr(MarbreFinder) finder = marbre_finder_new(folders, NULL);
    const MarbrePoolSettings settings = {
        .finder = finder, .workers = 1, .deadline_ms = 60000, .in_process = in_process};
    g_autoptr(MarbrePool) pool = marbre_pool_new(&settings);
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbrePluginInfo) info = marbre_pool_describe(pool, "courier", &error);
    g_assert_no_error(error);
    g_autoptr(MarbreArticle) article = meeting_article();
    g_autoptr(GPtrArray) uses =
        g_ptr_array_new_with_free_func((GDestroyNotify)marbre_task_use_unref);
    g_autoptr(GVariant) none =
        g_variant_ref_sink(g_variant_new_array(G_VARIANT_TYPE("(sv)"), NULL, 0));
    g_ptr_array_add(uses,
                    marbre_task_use_new(info, marbre_plugin_info_find(info, task), none, granted));
    Run run = {.article = article, .uses = uses};
    MarbreSurroundings around = meeting_surroundings(true);
    around.fetch = fetch;
    const MarbreMoment now = {1700000000, (char *)"Europe/Paris"};
    g_assert_true(marbre_pool_run(pool, next_work, take_outcome, &run, &around, now, &error));
    g_assert_no_error(error);
    return run.outcomes[0];
}

static void
assert_told(const char *task, uint64_t granted, Fetch fetch, const char *words)
{
    for (int in_process = 0; in_process < 2; in_process++) {
        g_autoptr(MarbreOutcome) outcome = send_courier(task, granted, fetch, in_process == 1);
        g_assert_cmpint(outcome->status, ==, MARBRE_OUTCOME_FAILED);
        if (strstr(outcome->reason, words) == NULL)
            g_error("\"%s\" is not in \"%s\"", words, outcome->reason);
    }
}

static void
test_net(void)
{
    g_autoptr(MarbreOutcome) outcome =
        send_courier("declared", MBR_NEEDS_NETWORK, answer_fetch, false);
    g_autofree char *said = meeting_argument(outcome, "said");
    g_assert_cmpstr(said, ==, "404 text/plain non.");
    assert_told("declared", MBR_NEEDS_NETWORK, refuse_fetch, "not on the list");
    assert_told("declared", MBR_NEEDS_NETWORK, NULL, "there is no network here");
}

/* Who did not declare it, or was not granted it, is told what to write where. */
static void
test_net_denied(void)
{
    assert_told("declared", 0, answer_fetch,
                "needs the network; to grant it, write: - {uses: courier/declared, grant: "
                "[network]}");
    assert_told("undeclared", MBR_NEEDS_NETWORK, answer_fetch,
                ".needs = MBR_NEEDS_NETWORK in its mbr_task_class, and in the workflow - {uses: "
                "courier/undeclared, grant: [network]}");
    assert_told("check", MBR_NEEDS_NETWORK, answer_fetch, "checks have no network");
}

int
main(int argc, char **argv)
{
    marbre_zygote_start();
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/abi/worker/elder", test_elder);
    g_test_add_func("/abi/worker/net", test_net);
    g_test_add_func("/abi/worker/net-denied", test_net_denied);
    return g_test_run();
}
