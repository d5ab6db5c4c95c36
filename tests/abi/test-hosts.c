/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Plugins and hosts of different releases. This program is built twice: with the host of today, and
 * with a host whose every struct and table is longer by a field (MARBRE_ABI_LATER).
 */
#include "base/error.h"
#include "base/file.h"
#include "meeting.h"

#include <fcntl.h>
#include <string.h>

/* The first release's plugin says the same, whoever its host is. */
#define LOOK "1.0/look.txt"
#define ACT "1.0/act.txt"

static MarbreLoaded *
load_from(const char *folder, const char *id, GError **error)
{
    g_autofree char *name = g_strconcat(id, ".so", NULL);
    g_autofree char *path = g_build_filename(folder, name, NULL);
    MARBRE_AUTO_FD fd = open(path, O_RDONLY | O_CLOEXEC);
    g_assert_cmpint(fd, >=, 0);
    return marbre_loader_open(fd, id, path, error);
}

static MarbreLoaded *
load(const char *id, GError **error)
{
    return load_from(g_getenv("ABI_DIR"), id, error);
}

static MarbreOutcome *
run(MarbreHost *host, MarbreLoaded *loaded, const char *task, MarbreArticle *article)
{
    static const char options[] = MEETING_OPTIONS;
    g_autoptr(GError) error = NULL;
    bool elder = g_str_equal(marbre_loaded_get_info(loaded)->id, "elder");
    GVariant *given = elder && g_str_equal(task, "look") ? g_variant_new_parsed(options) : NULL;
    g_autoptr(MarbreTask) made = marbre_host_create(host, loaded, task, given, 0, &error);
    g_assert_no_error(error);
    const MarbreMoment now = {1700000000, (char *)"Europe/Paris"};
    MarbreOutcome *outcome = marbre_host_run(host, made, article, "fr", &now);
    g_assert_cmpuint(marbre_task_leftovers(made), ==, 0);
    return outcome;
}

typedef enum { TODAY, FIRST } Kind;

static MarbreHost *
make_host(Kind kind, bool site)
{
    const MarbreSurroundings around = meeting_surroundings(site);
    MarbreHost *host = marbre_host_new(&around, NULL);
    marbre_host_guard(host);
    if (kind == FIRST)
        marbre_host_be_first(host);
    return host;
}

static void
check_elder(const char *folder, Kind kind)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbreArticle) article = meeting_article();
    g_autoptr(MarbreLoaded) loaded = load_from(folder, "elder", &error);
    g_assert_no_error(error);
    g_autoptr(MarbreHost) host = make_host(kind, false);
    g_autoptr(MarbreOutcome) looked = run(host, loaded, "look", article);
    g_autofree char *said = meeting_argument(looked, "said");
    meeting_expect(LOOK, said);
    g_autoptr(MarbreHost) publisher = make_host(kind, true);
    g_autoptr(MarbreOutcome) acted = run(publisher, loaded, "act", article);
    g_autofree char *told = meeting_argument(acted, "said");
    meeting_expect(ACT, told);
    g_assert_cmpuint(acted->changes->len, ==, 4);
    g_assert_cmpuint(acted->artifacts->len, ==, 1);
}

/* Built by this build against the released header. */
static void
test_elder(void)
{
    check_elder(g_getenv("ABI_DIR"), TODAY);
}

static void
test_elder_first(void)
{
    check_elder(g_getenv("ABI_DIR"), FIRST);
}

/* The file as it was built when the interface was released. */
static void
test_stored(void)
{
#if defined(__x86_64__) && defined(__linux__) && defined(__GLIBC__)
    g_autofree char *folder = g_test_build_filename(G_TEST_DIST, "1.0", "x86_64-linux-gnu", NULL);
    check_elder(folder, TODAY);
#else
    g_test_skip("the stored plugin is for x86-64 GNU systems");
#endif
}

static char *
run_newcomer(const char *id, Kind kind)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbreArticle) article = meeting_article();
    g_autoptr(MarbreLoaded) loaded = load(id, &error);
    g_assert_no_error(error);
    g_autoptr(MarbreHost) host = make_host(kind, false);
    g_autoptr(MarbreOutcome) outcome = run(host, loaded, "look", article);
    return meeting_argument(outcome, "how");
}

/* What only may use what is new works without it. */
static void
test_newcomer(void)
{
    g_autofree char *today = run_newcomer("newcomer-plain", TODAY);
    g_autofree char *first = run_newcomer("newcomer-plain", FIRST);
#ifdef MARBRE_ABI_LATER
    g_assert_cmpstr(today, ==, "with what came later");
#else
    g_assert_cmpstr(today, ==, "without what came later");
#endif
    g_assert_cmpstr(first, ==, "without what came later");
}

static void
assert_refused(const char *id, int code, const char *words)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbreLoaded) loaded = load(id, &error);
#ifdef MARBRE_ABI_LATER
    g_assert_no_error(error);
    g_assert_nonnull(loaded);
#else
    g_assert_null(loaded);
    g_assert_error(error, MARBRE_ERROR, code);
    if (strstr(error->message, words) == NULL)
        g_error("\"%s\" is not in \"%s\"", words, error->message);
#endif
}

/* What needs it is refused by name and number, whatever else it declares. */
static void
test_newcomer_needs(void)
{
    assert_refused("newcomer-needs", MARBRE_ERROR_REFUSED,
                   "plugin newcomer-needs needs version 1.2 of the plugin interface; this is 1.1");
}

static void
test_newcomer_declares(void)
{
    assert_refused("newcomer-declares", MARBRE_ERROR_INVALID,
                   "mbr_task_class uses fields that this version does not know");
}

/* A finding that says something new is not read as one that doesn't. */
static void
test_newcomer_reports(void)
{
    g_autoptr(MarbreArticle) article = meeting_article();
    g_autoptr(MarbreLoaded) loaded = load("newcomer-reports", NULL);
    g_assert_nonnull(loaded);
    g_autoptr(MarbreHost) host = make_host(TODAY, false);
    g_autoptr(MarbreOutcome) outcome = run(host, loaded, "look", article);
#ifdef MARBRE_ABI_LATER
    g_assert_cmpint(outcome->status, ==, MARBRE_OUTCOME_OK);
#else
    g_assert_cmpint(outcome->status, ==, MARBRE_OUTCOME_FAILED);
    g_assert_cmpint(outcome->code, ==, MBR_E_UNSUPPORTED);
    g_assert_nonnull(strstr(outcome->reason, "uses fields that this version does not know"));
#endif
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/abi/elder/today", test_elder);
    g_test_add_func("/abi/elder/first", test_elder_first);
    g_test_add_func("/abi/elder/stored", test_stored);
    g_test_add_func("/abi/newcomer/plain", test_newcomer);
    g_test_add_func("/abi/newcomer/needs", test_newcomer_needs);
    g_test_add_func("/abi/newcomer/declares", test_newcomer_declares);
    g_test_add_func("/abi/newcomer/reports", test_newcomer_reports);
    return g_test_run();
}
