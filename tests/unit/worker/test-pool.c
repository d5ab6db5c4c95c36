/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "worker/pool.h"

#include "base/error.h"
#include "config.h"
#include "worker/inside.h"
#include "worker/zygote.h"
#include "zoo_run.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define SHORT_DEADLINE ((int64_t)300 * 1000)

static void
test_describe(void)
{
    g_autoptr(MarbrePool) pool = zoo_pool(false, false, 2);
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbrePluginInfo) info = marbre_pool_describe(pool, "zoo", &error);
    g_assert_no_error(error);
    g_assert_cmpstr(info->id, ==, "zoo");
    g_assert_cmpstr(info->version, ==, "1.4.0");
    g_assert_true(g_str_has_suffix(info->path, "/zoo.so"));
    g_assert_true(g_str_has_prefix(info->digest, "sha256:"));
    g_assert_nonnull(marbre_plugin_info_find(info, "beast"));
    g_autoptr(MarbrePluginInfo) again = marbre_pool_describe(pool, "zoo", &error);
    g_assert_true(again == info);
}

/* What was declared is kept by the digest of the file: no worker is started to ask again, and the
   plugin runs all the same. What is kept damaged, or of another file, is asked again. */
static void
test_describe_kept(void)
{
    g_autofree char *folder = g_dir_make_tmp("marbre-described-XXXXXX", NULL);
    g_autofree char *name = NULL;
    g_autofree char *path = NULL;
    g_autoptr(MarbrePluginInfo) first = NULL;
    for (unsigned round = 0; round < 4; round++) {
        g_autoptr(MarbrePool) pool = zoo_pool(false, false, 1);
        pool->described = g_strdup(folder);
        unsigned before = zoo_descendants();
        g_autoptr(MarbrePluginInfo) info = marbre_pool_describe(pool, "zoo", NULL);
        g_assert_nonnull(info);
        if (round == 1 || round == 3)
            g_assert_cmpuint(zoo_descendants(), ==, before);
        else
            g_assert_cmpuint(zoo_descendants(), >, before);
        if (first == NULL) {
            first = marbre_plugin_info_ref(info);
            name = g_strdup_printf("%s." MARBRE_VERSION, info->digest + strlen("sha256:"));
            path = g_build_filename(folder, name, NULL);
            g_assert_true(g_file_test(path, G_FILE_TEST_IS_REGULAR));
        }
        g_assert_cmpstr(info->digest, ==, first->digest);
        g_assert_cmpstr(info->path, ==, first->path);
        g_autoptr(GVariant) one = marbre_plugin_info_pack(first);
        g_autoptr(GVariant) other = marbre_plugin_info_pack(info);
        g_assert_true(g_variant_equal(one, other));
        g_autoptr(ZooRun) run = zoo_run_new(1);
        zoo_run_use(run, pool, "zoo", "nothing", "none");
        zoo_run_do(run, pool, NULL);
        zoo_assert_good(zoo_run_get(run, 0, 0), 0);
        if (round == 1)
            g_assert_true(g_file_set_contents(path, "(damaged)", -1, NULL));
    }
    g_assert_cmpint(g_unlink(path), ==, 0);
    g_assert_cmpint(g_rmdir(folder), ==, 0);
}

static void
test_describe_bad(void)
{
    static const struct {
        const char *id;
        int code;
        const char *words;
    } cases[] = {
        {"zoo-none", MARBRE_ERROR_NOT_FOUND, "zoo-none"},
        {"zoo-struck", MARBRE_ERROR_FAILED,
         "plugin zoo-struck was killed by signal 6 while it was being loaded; to see where: "
         "marbre plugin test zoo-struck"},
        {"zoo-stuck", MARBRE_ERROR_FAILED,
         "plugin zoo-stuck was stopped after 0.3 s while it was being loaded; to load it must do "
         "no work"},
        {"zoo-gone", MARBRE_ERROR_FAILED,
         "plugin zoo-gone ended its process with status 0 while it was being loaded; a plugin must "
         "never call exit()"},
        {"zoo-masked", MARBRE_ERROR_INVALID,
         "zoo-masked.so calls itself zoo-other; its file must be zoo-other.so"},
        {"zoo-garbled", MARBRE_ERROR_FAILED,
         "plugin zoo-garbled sent nonsense while it was being loaded: a message that cannot be "
         "read"},
    };
    g_autoptr(MarbrePool) pool = zoo_pool(false, false, 2);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        pool->deadline = strcmp(cases[i].id, "zoo-stuck") ? 20 * G_USEC_PER_SEC : SHORT_DEADLINE;
        g_assert_null(marbre_pool_describe(pool, cases[i].id, &error));
        g_assert_error(error, MARBRE_ERROR, cases[i].code);
        if (strstr(error->message, cases[i].words) == NULL)
            g_error("%s", error->message);
    }
    pool->deadline = 20 * G_USEC_PER_SEC;
    g_autoptr(MarbrePluginInfo) info = marbre_pool_describe(pool, "zoo", NULL);
    g_assert_nonnull(info);
}

static void
test_run(void)
{
    g_autoptr(MarbrePool) pool = zoo_pool(false, false, 2);
    g_autoptr(ZooRun) run = zoo_run_new(100);
    zoo_run_use(run, pool, "zoo", "nothing", "none");
    zoo_run_use(run, pool, "zoo-two", "nothing", "none");
    zoo_run_use(run, pool, "zoo", "else", "none");
    for (int turn = 0; turn < 2; turn++) {
        zoo_run_do(run, pool, NULL);
        for (guint i = 0; i < 100; i++) {
            for (guint use = 0; use < 3; use++)
                zoo_assert_good(zoo_run_get(run, i, use), i);
        }
    }
    MarbreSandbox sandbox = marbre_pool_get_sandbox(pool);
    MarbreSandbox kernel = marbre_sandbox_probe();
    g_assert_cmpint(sandbox.landlock, ==, kernel.landlock);
    g_assert_cmpint(sandbox.seccomp, ==, kernel.seccomp);
}

static void
test_nothing(void)
{
    g_autoptr(MarbrePool) pool = zoo_pool(false, false, 2);
    g_autoptr(ZooRun) run = zoo_run_new(3);
    zoo_run_do(run, pool, NULL);
    g_autoptr(ZooRun) none = zoo_run_new(0);
    zoo_run_use(none, pool, "zoo", "nothing", NULL);
    zoo_run_do(none, pool, NULL);
}

static void
test_unknown(void)
{
    g_autoptr(MarbrePool) knowing = zoo_pool(false, false, 1);
    g_autoptr(MarbrePool) pool = zoo_pool(false, false, 1);
    g_autoptr(ZooRun) run = zoo_run_new(2);
    zoo_run_use(run, knowing, "zoo", "nothing", "none");
    zoo_run_use(run, pool, "zoo-two", "nothing", "none");
    zoo_run_do(run, pool, NULL);
    for (guint i = 0; i < 2; i++) {
        g_assert_cmpint(zoo_run_get(run, i, 0)->status, ==, MARBRE_OUTCOME_MISSING);
        g_assert_cmpstr(zoo_run_get(run, i, 0)->reason, ==,
                        "plugin zoo was not loaded before it was used");
        zoo_assert_good(zoo_run_get(run, i, 1), i);
    }
}

/* Plugins of the stock folder share workers, others do not; one fork does for few articles. */
static void
test_sharing(void)
{
    for (int stock = 0; stock < 2; stock++) {
        g_autoptr(MarbrePool) pool = zoo_pool(false, stock, 4);
        g_autoptr(ZooRun) run = zoo_run_new(2);
        zoo_run_use(run, pool, "zoo", "nothing", "none");
        zoo_run_use(run, pool, "zoo-two", "nothing", "none");
        zoo_run_do(run, pool, NULL);
        g_assert_cmpuint(pool->lanes->len, ==, stock ? 1 : 2);
        for (guint i = 0; i < pool->lanes->len; i++) {
            const MarbreLane *lane = g_ptr_array_index(pool->lanes, i);
            g_assert_cmpuint(lane->children->len, ==, 1);
        }
    }
}

static void
test_parallel(void)
{
    g_autoptr(MarbrePool) pool = zoo_pool(false, true, 3);
    g_autoptr(ZooRun) run = zoo_run_new(60);
    zoo_run_use(run, pool, "zoo", "nothing", "none");
    zoo_run_do(run, pool, NULL);
    const MarbreLane *lane = g_ptr_array_index(pool->lanes, 0);
    g_assert_cmpuint(lane->children->len, ==, 3);
}

typedef struct {
    const char *deed;
    MarbreOutcomeStatus status;
    const char *reason; /* a pattern */
} Evil;

/* On the fifth of ten articles one of three uses does it; the rest goes on as if nothing were. */
static void
test_evil(gconstpointer data)
{
    const Evil *evil = data;
    if (MARBRE_SANITIZED && g_str_equal(evil->deed, "exhaust")) {
        g_test_skip("sanitizers need more memory than a worker may have");
        return;
    }
    for (int stock = 0; stock < 2; stock++) {
        g_autoptr(MarbrePool) pool = zoo_pool(false, stock, 2);
        if (evil->status == MARBRE_OUTCOME_TIMEOUT)
            pool->deadline = SHORT_DEADLINE;
        g_autoptr(ZooRun) run = zoo_run_new(10);
        zoo_run_use(run, pool, "zoo-two", "nothing", "none");
        zoo_run_use(run, pool, "zoo", evil->deed, "articles/4/");
        zoo_run_use(run, pool, "zoo", "nothing", "none");
        zoo_run_do(run, pool, NULL);
        for (guint i = 0; i < 10; i++) {
            zoo_assert_good(zoo_run_get(run, i, 0), i);
            if (i != 4)
                zoo_assert_good(zoo_run_get(run, i, 1), i);
            zoo_assert_good(zoo_run_get(run, i, 2), i);
        }
        const MarbreOutcome *outcome = zoo_run_get(run, 4, 1);
        g_test_message("%s", outcome->reason);
        g_assert_cmpint(outcome->status, ==, evil->status);
        g_assert_true(g_regex_match_simple(evil->reason, outcome->reason, G_REGEX_ANCHORED, 0));
    }
}

static const Evil evils[] = {
    {"segv", MARBRE_OUTCOME_CRASHED, "plugin zoo 1.4.0 was killed by signal 11 in check beast$"},
    {"abort", MARBRE_OUTCOME_CRASHED, "plugin zoo 1.4.0 was killed by signal 6 in check beast$"},
    {"trap-kill", MARBRE_OUTCOME_CRASHED,
     "plugin zoo 1.4.0 was killed by signal 9 in check beast$"},
    {"dig", MARBRE_OUTCOME_CRASHED, "plugin zoo 1.4.0 was killed by signal 11 in check beast$"},
    {"exit", MARBRE_OUTCOME_CRASHED,
     "plugin zoo 1.4.0 ended its process with status 3 in check beast$"},
    {"exit-well", MARBRE_OUTCOME_CRASHED,
     "plugin zoo 1.4.0 ended its process with status [0-9]+ in check beast$"},
    {"exhaust", MARBRE_OUTCOME_CRASHED, "plugin zoo 1.4.0 was killed by signal 6 in check beast$"},
    {"close", MARBRE_OUTCOME_CRASHED, "plugin zoo 1.4.0 was killed by signal 9 in check beast$"},
    {"loop", MARBRE_OUTCOME_TIMEOUT, "plugin zoo 1.4.0 was stopped after 0.3 s in check beast$"},
    {"sleep", MARBRE_OUTCOME_TIMEOUT, "plugin zoo 1.4.0 was stopped after 0.3 s in check beast$"},
    {"stop", MARBRE_OUTCOME_TIMEOUT, "plugin zoo 1.4.0 was stopped after 0.3 s in check beast$"},
    {"flood", MARBRE_OUTCOME_FAILED,
     "plugin zoo 1.4.0 answered nonsense in check beast: a message that cannot be read$"},
    {"promise", MARBRE_OUTCOME_FAILED,
     "plugin zoo 1.4.0 answered nonsense in check beast: a message that cannot be read$"},
    {"smuggle", MARBRE_OUTCOME_FAILED,
     "plugin zoo 1.4.0 answered nonsense in check beast: a message that nobody asked for$"},
    {"fail", MARBRE_OUTCOME_FAILED, "."},
    {"crowd", MARBRE_OUTCOME_FAILED, "."},
};

/* Deeds that the box refuses, and what the plugin is told. */
static void
test_refused(void)
{
    static const struct {
        const char *deed;
        const char *error;
    } cases[] = {
        {"network", G_STRINGIFY(EPERM)},
        {"exec", G_STRINGIFY(EPERM)},
        {"environment", "0"},
        {"write", G_STRINGIFY(EPERM)},
        {"kill", G_STRINGIFY(EPERM)},
        {"passwd", G_STRINGIFY(EACCES)},
    };
    g_autoptr(MarbrePool) pool = zoo_pool(false, false, 2);
    MarbreSandbox sandbox = marbre_sandbox_probe();
    if (!marbre_sandbox_is_whole(&sandbox)) {
        g_test_skip("this kernel lacks Landlock or seccomp");
        return;
    }
    g_autoptr(ZooRun) run = zoo_run_new(1);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        zoo_run_use(run, pool, "zoo", cases[i].deed, "articles/");
    zoo_run_do(run, pool, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *error = zoo_argument(zoo_run_get(run, 0, i), "error");
        g_test_message("%s", cases[i].deed);
        g_assert_cmpstr(error, ==, cases[i].error);
    }
    g_assert_false(g_file_test("/tmp/marbre-zoo-escaped", G_FILE_TEST_EXISTS));
}

/* What does no harm to others is no fault: a bomb that does not go off, words to nobody. */
static void
test_harmless(void)
{
    g_autoptr(MarbrePool) pool = zoo_pool(false, false, 2);
    g_autoptr(ZooRun) run = zoo_run_new(4);
    zoo_run_use(run, pool, "zoo", "multiply", "articles/1/");
    zoo_run_use(run, pool, "zoo", "output", "articles/2/");
    zoo_run_do(run, pool, NULL);
    for (guint i = 0; i < 4; i++) {
        for (guint use = 0; use < 2; use++)
            g_assert_cmpint(zoo_run_get(run, i, use)->status, ==, MARBRE_OUTCOME_OK);
    }
    g_assert_cmpuint(zoo_descendants(), <=, 3);
}

static void
test_set_aside(void)
{
    g_autoptr(MarbrePool) pool = zoo_pool(false, true, 2);
    g_autoptr(ZooRun) run = zoo_run_new(30);
    zoo_run_use(run, pool, "zoo", "segv", "");
    zoo_run_use(run, pool, "zoo-two", "nothing", "none");
    zoo_run_do(run, pool, NULL);
    guint killed = 0, aside = 0;
    for (guint i = 0; i < 30; i++) {
        const MarbreOutcome *outcome = zoo_run_get(run, i, 0);
        g_assert_cmpint(outcome->status, ==, MARBRE_OUTCOME_CRASHED);
        killed += g_str_has_prefix(outcome->reason, "plugin zoo 1.4.0 was killed by signal 11");
        aside += g_str_equal(outcome->reason,
                             "plugin zoo 1.4.0 was set aside after it ended 3 workers: plugin zoo "
                             "1.4.0 was killed by signal 11 in check beast");
        zoo_assert_good(zoo_run_get(run, i, 1), i);
    }
    g_assert_cmpuint(killed, ==, 3);
    g_assert_cmpuint(aside, ==, 27);
}

static void
test_create(void)
{
    g_autoptr(MarbrePool) pool = zoo_pool(false, false, 1);
    g_autoptr(ZooRun) run = zoo_run_new(5);
    zoo_run_use(run, pool, "zoo-two", "create-fail", "");
    zoo_run_use(run, pool, "zoo", "create-segv", "");
    zoo_run_do(run, pool, NULL);
    for (guint i = 0; i < 5; i++) {
        g_assert_cmpint(zoo_run_get(run, i, 0)->status, ==, MARBRE_OUTCOME_FAILED);
        g_assert_cmpint(zoo_run_get(run, i, 1)->status, ==, MARBRE_OUTCOME_CRASHED);
        g_assert_nonnull(strstr(zoo_run_get(run, i, 1)->reason, "signal 11"));
    }
}

/* Threads that stay behind may strike, but only their own worker and plugin. */
static void
test_threads(void)
{
    static const char *const deeds[] = {"leave-spinning", "leave-striking"};
    for (size_t i = 0; i < G_N_ELEMENTS(deeds); i++) {
        g_autoptr(MarbrePool) pool = zoo_pool(false, false, 1);
        g_autoptr(ZooRun) run = zoo_run_new(200);
        zoo_run_use(run, pool, "zoo", deeds[i], "articles/3/");
        zoo_run_use(run, pool, "zoo-two", "nothing", "none");
        zoo_run_do(run, pool, NULL);
        guint bad = 0;
        for (guint j = 0; j < 200; j++) {
            bad += zoo_run_get(run, j, 0)->status != MARBRE_OUTCOME_OK;
            zoo_assert_good(zoo_run_get(run, j, 1), j);
        }
        g_assert_cmpuint(bad, <=, 1);
    }
}

static void
test_destroy(void)
{
    static const char *const deeds[] = {"destroy-segv", "destroy-sleep"};
    for (size_t i = 0; i < G_N_ELEMENTS(deeds); i++) {
        MarbrePool *pool = zoo_pool(false, false, 1);
        g_autoptr(ZooRun) run = zoo_run_new(2);
        zoo_run_use(run, pool, "zoo", deeds[i], "none");
        zoo_run_do(run, pool, NULL);
        zoo_assert_good(zoo_run_get(run, 1, 0), 1);
        marbre_pool_free(pool);
        g_assert_cmpuint(zoo_descendants(), ==, 1);
    }
}

static void
assert_read(const MarbreOutcome *outcome, MarbreReadKind kind, const char *path, const char *id)
{
    g_assert_cmpuint(outcome->reads->len, ==, 1);
    const MarbreRead *read = g_ptr_array_index(outcome->reads, 0);
    g_assert_cmpint(read->kind, ==, kind);
    g_assert_cmpstr(read->path, ==, path);
    g_assert_cmpstr(read->id, ==, id);
}

static void
test_reads(void)
{
    g_autoptr(GString) asked = g_string_new(NULL);
    g_autoptr(MarbrePool) pool = zoo_pool(false, false, 1);
    g_autoptr(ZooRun) run = zoo_run_new(2);
    const MarbreSurroundings around = zoo_surroundings(asked);
    zoo_run_use(run, pool, "zoo", "read words.txt", "articles/1/");
    zoo_run_use(run, pool, "zoo", "read none.txt", "articles/1/");
    zoo_run_use(run, pool, "zoo", "list words", "articles/1/");
    zoo_run_use(run, pool, "zoo", "read large.txt", "articles/1/");
    zoo_run_do(run, pool, &around);
    for (guint use = 0; use < 4; use++) {
        g_assert_cmpstr(zoo_run_get(run, 1, use)->reason, ==, NULL);
        g_assert_cmpuint(zoo_run_get(run, 0, use)->reads->len, ==, 0);
    }
    g_autofree char *file = zoo_argument(zoo_run_get(run, 1, 0), "file");
    g_autofree char *missing = zoo_argument(zoo_run_get(run, 1, 1), "missing");
    g_autofree char *names = zoo_argument(zoo_run_get(run, 1, 2), "names");
    g_autofree char *large = zoo_argument(zoo_run_get(run, 1, 3), "file");
    g_assert_cmpstr(file, ==, "words of the house");
    g_assert_cmpstr(missing, ==, "none.txt");
    g_assert_cmpstr(large, ==, "llllllllllllllllllll");
    g_assert_nonnull(strstr(names, "b;"));
    /* git hash-object words.txt */
    assert_read(zoo_run_get(run, 1, 0), MARBRE_READ_FILE, "words.txt",
                "c1910b440bb5c1c0050f2eec38b8f21fb66694c4");
    assert_read(zoo_run_get(run, 1, 1), MARBRE_READ_FILE, "none.txt", "");
    g_autoptr(GPtrArray) listed = around.list(asked, "words", NULL);
    g_autofree char *id = marbre_read_listing_id(listed);
    assert_read(zoo_run_get(run, 1, 2), MARBRE_READ_FOLDER, "words", id);
    g_assert_cmpstr(asked->str, ==, "words.txt;none.txt;large.txt;");
}

/* A result that hangs on what could not be read is never found again. */
static void
test_unreadable(void)
{
    g_autoptr(GString) asked = g_string_new(NULL);
    g_autoptr(MarbrePool) pool = zoo_pool(false, false, 1);
    g_autoptr(ZooRun) run = zoo_run_new(1);
    const MarbreSurroundings around = zoo_surroundings(asked);
    zoo_run_use(run, pool, "zoo", "read broken.txt", "");
    zoo_run_do(run, pool, &around);
    assert_read(zoo_run_get(run, 0, 0), MARBRE_READ_FILE, "broken.txt",
                "0000000000000000000000000000000000000000");
}

static void
test_media(void)
{
    g_autoptr(GString) asked = g_string_new(NULL);
    g_autoptr(MarbrePool) pool = zoo_pool(false, false, 1);
    g_autoptr(ZooRun) run = zoo_run_new(2);
    const MarbreSurroundings around = zoo_surroundings(asked);
    zoo_run_use(run, pool, "zoo", "photo", "articles/1/");
    zoo_run_do(run, pool, &around);
    g_autofree char *photo = zoo_argument(zoo_run_get(run, 1, 0), "photo");
    g_assert_cmpstr(photo, ==, "a photo");
    g_assert_cmpstr(asked->str, ==, "articles/1/photo.jpg 1234;");
    g_assert_cmpuint(zoo_run_get(run, 1, 0)->reads->len, ==, 0);
}

static GBytes *
read_small(void *user, const char *path, const char *oid, size_t limit)
{
    g_assert_cmpuint(limit, >=, 7);
    g_string_append_printf(user, "small %s %.4s;", path, oid);
    return g_str_has_prefix(path, "articles/1/") ? g_bytes_new_static("a photo", 7) : NULL;
}

/* Once a task has asked for media, small ones come along before it asks again; whatever does not
 * come along is asked for. */
static void
test_small_media(void)
{
    g_autoptr(GString) asked = g_string_new(NULL);
    g_autoptr(MarbrePool) pool = zoo_pool(false, false, 1);
    g_autoptr(ZooRun) run = zoo_run_new(2);
    MarbreSurroundings around = zoo_surroundings(asked);
    zoo_run_use(run, pool, "zoo", "photo", "articles/");
    zoo_run_do(run, pool, &around);
    g_assert_nonnull(strstr(asked->str, "articles/1/photo.jpg 1234;"));

    g_string_truncate(asked, 0);
    around.small_medium = read_small;
    zoo_run_do(run, pool, &around);
    for (guint i = 0; i < 2; i++) {
        g_autofree char *photo = zoo_argument(zoo_run_get(run, i, 0), "photo");
        g_assert_cmpstr(photo, ==, "a photo");
    }
    g_assert_nonnull(strstr(asked->str, "small articles/1/photo.jpg 1234;"));
    g_assert_null(strstr(asked->str, ";articles/1/photo.jpg"));
    g_assert_nonnull(strstr(asked->str, ";articles/0/photo.jpg 1234;"));
}

/* The published articles are for actions, and only where there are any. */
static void
test_site(void)
{
    g_autoptr(GString) asked = g_string_new(NULL);
    g_autoptr(MarbrePool) pool = zoo_pool(false, false, 1);
    g_autoptr(ZooRun) run = zoo_run_new(1);
    const MarbreSurroundings around = zoo_surroundings(asked);
    zoo_run_use(run, pool, "zoo", "publish", "");
    for (int turn = 0; turn < 3; turn++) {
        zoo_run_do(run, pool, turn == 1 ? NULL : &around);
        const MarbreOutcome *outcome = zoo_run_get(run, 0, 0);
        if (turn == 1) {
            g_assert_cmpint(outcome->status, ==, MARBRE_OUTCOME_FAILED);
            continue;
        }
        g_assert_cmpstr(outcome->reason, ==, NULL);
        g_assert_cmpuint(outcome->artifacts->len, ==, 1);
        const MarbreArtifact *artifact = g_ptr_array_index(outcome->artifacts, 0);
        gsize size;
        const char *page = g_bytes_get_data(artifact->bytes, &size);
        g_assert_cmpuint(size, ==, 20000000);
        g_assert_true(strncmp(page, "A title<p>body</p>xx", 20) == 0);
    }
}

/* A worker that has grown old is replaced, and what it remembers goes with it. */
static void
test_age(void)
{
    g_autoptr(MarbrePool) pool = zoo_pool(false, true, 1);
    g_autoptr(ZooRun) run = zoo_run_new(5);
    zoo_run_use(run, pool, "zoo", "nothing", "none");
    zoo_run_do(run, pool, NULL);
    const MarbreLane *lane = g_ptr_array_index(pool->lanes, 0);
    MarbreChild *first = g_ptr_array_index(lane->children, 0);
    uint32_t number = first->spawn.number;
    zoo_run_do(run, pool, NULL);
    g_assert_cmpuint(first->spawn.number, ==, number);
    first->born -= 60 * G_USEC_PER_SEC;
    zoo_run_do(run, pool, NULL);
    for (guint i = 0; i < 5; i++)
        zoo_assert_good(zoo_run_get(run, i, 0), i);
    MarbreChild *last = g_ptr_array_index(lane->children, lane->children->len - 1);
    g_assert_cmpuint(last->spawn.number, ==, number + 1);
    while (lane->children->len > 1)
        marbre_pool_wait(pool, g_get_monotonic_time() + 10000);
}

static void
test_large_article(void)
{
    g_autoptr(MarbrePool) pool = zoo_pool(false, false, 2);
    g_autoptr(ZooRun) run = zoo_run_new(0);
    for (unsigned i = 0; i < 6; i++)
        g_ptr_array_add(run->articles, zoo_article(i, i % 2 ? 700000 : 300000));
    zoo_run_use(run, pool, "zoo", "nothing", "none");
    zoo_run_do(run, pool, NULL);
    for (guint i = 0; i < 6; i++)
        zoo_assert_good(zoo_run_get(run, i, 0), i);
}

/* The process that starts workers is killed by someone: the next run has another. */
static void
test_zygote_killed(void)
{
    g_autoptr(MarbrePool) pool = zoo_pool(false, false, 1);
    g_autoptr(ZooRun) run = zoo_run_new(3);
    zoo_run_use(run, pool, "zoo", "nothing", "none");
    zoo_run_do(run, pool, NULL);
    g_assert_cmpuint(zoo_descendants(), ==, 2);
    g_autofree char *path = g_strdup_printf("/proc/self/task/%d/children", getpid());
    g_autofree char *children = NULL;
    if (!g_file_get_contents(path, &children, NULL, NULL)) {
        g_test_skip("this kernel does not list children");
        return;
    }
    siginfo_t ended;
    pid_t zygote = (pid_t)g_ascii_strtoll(children, NULL, 10);
    g_assert_cmpint(kill(zygote, SIGKILL), ==, 0);
    g_assert_cmpint(waitid(P_PID, (id_t)zygote, &ended, WEXITED | WNOWAIT), ==, 0);
    zoo_run_do(run, pool, NULL);
    guint good = 0;
    for (guint i = 0; i < 3; i++)
        good += zoo_run_get(run, i, 0)->status == MARBRE_OUTCOME_OK;
    g_assert_cmpuint(good, >=, 2);
}

/* However the command ends, nothing of it stays. */
static void
test_parent_killed(void)
{
    g_assert_cmpint(prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0), ==, 0);
    marbre_zygote_stop();
    pid_t pid = fork();
    if (pid == 0) {
        g_autoptr(MarbrePool) pool = zoo_pool(false, false, 2);
        pool->deadline = G_TIME_SPAN_HOUR;
        g_autoptr(ZooRun) run = zoo_run_new(8);
        zoo_run_use(run, pool, "zoo", "loop", "");
        zoo_run_do(run, pool, NULL);
        _exit(0);
    }
    while (zoo_descendants() < 4)
        g_usleep(10000);
    g_assert_cmpint(kill(pid, SIGKILL), ==, 0);
    /* Whoever is left comes to this process. */
    while (waitpid(-1, NULL, 0) > 0)
        continue;
    g_assert_cmpint(errno, ==, ECHILD);
    g_assert_cmpuint(zoo_descendants(), ==, 0);
}

static void
test_no_orphans(void)
{
    MarbrePool *pool = zoo_pool(false, false, 2);
    g_autoptr(ZooRun) run = zoo_run_new(20);
    zoo_run_use(run, pool, "zoo", "nothing", "none");
    zoo_run_use(run, pool, "zoo-two", "segv", "articles/7/");
    zoo_run_do(run, pool, NULL);
    g_assert_cmpuint(zoo_descendants(), >=, 3);
    marbre_pool_free(pool);
    g_assert_cmpuint(zoo_descendants(), ==, 1);
    marbre_zygote_stop();
    g_assert_cmpuint(zoo_descendants(), ==, 0);
    g_assert_cmpint(waitpid(-1, NULL, WNOHANG), ==, -1);
    g_assert_cmpint(errno, ==, ECHILD);
}

static double
cpu_ms(clockid_t clock)
{
    struct timespec time;
    clock_gettime(clock, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

/* What it costs to have another process run five tasks on an article of 12 kB. */
static void
test_speed(void)
{
    const unsigned articles = g_test_perf() ? 5000 : 50;
    for (unsigned workers = 1; workers <= 2; workers++) {
        g_autoptr(MarbrePool) pool = zoo_pool(false, true, workers);
        g_autoptr(ZooRun) run = zoo_run_new(0);
        for (unsigned i = 0; i < articles; i++)
            g_ptr_array_add(run->articles, zoo_article(i, 12000));
        for (unsigned i = 0; i < 5; i++)
            zoo_run_use(run, pool, i % 2 ? "zoo" : "zoo-two", "nothing", i < 2 ? "a" : "none");
        double wall = cpu_ms(CLOCK_MONOTONIC), own = cpu_ms(CLOCK_PROCESS_CPUTIME_ID);
        zoo_run_do(run, pool, NULL);
        wall = cpu_ms(CLOCK_MONOTONIC) - wall;
        own = cpu_ms(CLOCK_PROCESS_CPUTIME_ID) - own;
        for (unsigned i = 0; i < articles; i++)
            zoo_assert_good(zoo_run_get(run, i, 4), i);
        g_test_minimized_result(wall / articles,
                                "%u workers: %.4f ms an article, %.4f ms of the parent's", workers,
                                wall / articles, own / articles);
    }
}

/* From nothing to the first answer, and from a death to the next answer. */
static void
test_start(void)
{
    double start = cpu_ms(CLOCK_MONOTONIC);
    MarbrePool *pool = zoo_pool(false, true, 1);
    g_autoptr(ZooRun) run = zoo_run_new(1);
    zoo_run_use(run, pool, "zoo", "nothing", "none");
    double described = cpu_ms(CLOCK_MONOTONIC);
    zoo_run_do(run, pool, NULL);
    double ran = cpu_ms(CLOCK_MONOTONIC);
    zoo_assert_good(zoo_run_get(run, 0, 0), 0);
    marbre_pool_free(pool);
    double freed = cpu_ms(CLOCK_MONOTONIC);
    g_test_minimized_result(freed - start, "described in %.2f, ran in %.2f, ended in %.2f ms",
                            described - start, ran - described, freed - ran);
}

int
main(int argc, char **argv)
{
    marbre_zygote_start();
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/worker/pool/describe", test_describe);
    g_test_add_func("/worker/pool/describe-kept", test_describe_kept);
    g_test_add_func("/worker/pool/describe-bad", test_describe_bad);
    g_test_add_func("/worker/pool/run", test_run);
    g_test_add_func("/worker/pool/nothing", test_nothing);
    g_test_add_func("/worker/pool/unknown", test_unknown);
    g_test_add_func("/worker/pool/sharing", test_sharing);
    g_test_add_func("/worker/pool/parallel", test_parallel);
    for (size_t i = 0; i < G_N_ELEMENTS(evils); i++) {
        g_autofree char *path = g_strconcat("/worker/pool/evil/", evils[i].deed, NULL);
        g_test_add_data_func(path, &evils[i], test_evil);
    }
    g_test_add_func("/worker/pool/refused", test_refused);
    g_test_add_func("/worker/pool/harmless", test_harmless);
    g_test_add_func("/worker/pool/set-aside", test_set_aside);
    g_test_add_func("/worker/pool/create", test_create);
    g_test_add_func("/worker/pool/threads", test_threads);
    g_test_add_func("/worker/pool/destroy", test_destroy);
    g_test_add_func("/worker/pool/reads", test_reads);
    g_test_add_func("/worker/pool/unreadable", test_unreadable);
    g_test_add_func("/worker/pool/media", test_media);
    g_test_add_func("/worker/pool/small-media", test_small_media);
    g_test_add_func("/worker/pool/site", test_site);
    g_test_add_func("/worker/pool/age", test_age);
    g_test_add_func("/worker/pool/large-article", test_large_article);
    g_test_add_func("/worker/pool/speed", test_speed);
    g_test_add_func("/worker/pool/start", test_start);
    g_test_add_func("/worker/pool/zygote-killed", test_zygote_killed);
    g_test_add_func("/worker/pool/no-orphans", test_no_orphans);
    g_test_add_func("/worker/pool/parent-killed", test_parent_killed);
    return g_test_run();
}
