/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "zoo_run.h"

#include "base/error.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

MarbreFinder *
zoo_finder(void)
{
    const char *folders[] = {g_getenv("ZOO_DIR"), NULL};
    g_assert_nonnull(folders[0]);
    return marbre_finder_new(folders, NULL);
}

MarbrePool *
zoo_pool(bool in_process, bool stock, unsigned workers)
{
    g_autoptr(MarbreFinder) finder = zoo_finder();
    const MarbrePoolSettings settings = {.finder = finder,
                                         .workers = workers,
                                         .deadline_ms = 20000,
                                         .stock = stock ? g_getenv("ZOO_DIR") : NULL,
                                         .in_process = in_process};
    return marbre_pool_new(&settings);
}

MarbreArticle *
zoo_article(unsigned number, size_t size)
{
    static const char *const langs[] = {"fr", NULL};
    g_autofree char *folder = g_strdup_printf("articles/%u", number);
    g_autofree char *body = g_strnfill(size, 'x');
    g_autofree char *text = g_strdup_printf("---\ntitle: Title %u\n---\n%s\n", number, body);
    g_autoptr(GPtrArray) files = marbre_files_new();
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
    g_ptr_array_add(files, marbre_file_new("index.fr.md", NULL, strlen(text), bytes));
    g_ptr_array_add(
        files, marbre_file_new("photo.jpg", "1234567890123456789012345678901234567890", 5, NULL));
    return marbre_article_new(folder, files, langs, NULL);
}

MarbreTaskUse *
zoo_use(MarbrePool *pool, const char *id, const char *deed, const char *on)
{
    const char *task = g_str_equal(deed, "publish") ? "tamer" : "beast";
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbrePluginInfo) info = marbre_pool_describe(pool, id, &error);
    g_assert_no_error(error);
    g_autoptr(GVariant) options = g_variant_ref_sink(
        g_variant_new_parsed("[('deed', <%s>), ('on', <%s>)]", deed, on ? on : ""));
    return marbre_task_use_new(info, marbre_plugin_info_find(info, task), options, 0);
}

static void
outcome_free(void *data)
{
    if (data)
        marbre_outcome_unref(data);
}

ZooRun *
zoo_run_new(unsigned articles)
{
    ZooRun *run = g_new0(ZooRun, 1);
    run->articles = g_ptr_array_new_with_free_func((GDestroyNotify)marbre_article_unref);
    run->uses = g_ptr_array_new_with_free_func((GDestroyNotify)marbre_task_use_unref);
    run->outcomes = g_ptr_array_new_with_free_func(outcome_free);
    for (unsigned i = 0; i < articles; i++)
        g_ptr_array_add(run->articles, zoo_article(i, 100));
    return run;
}

void
zoo_run_free(ZooRun *run)
{
    g_ptr_array_unref(run->articles);
    g_ptr_array_unref(run->uses);
    g_ptr_array_unref(run->outcomes);
    g_free(run);
}

void
zoo_run_use(ZooRun *run, MarbrePool *pool, const char *id, const char *deed, const char *on)
{
    g_ptr_array_add(run->uses, zoo_use(pool, id, deed, on));
}

static MarbreWork *
next_work(void *user)
{
    ZooRun *run = user;
    if (run->next == run->articles->len)
        return NULL;
    guint number = run->next++;
    return marbre_work_new(g_ptr_array_index(run->articles, number), "fr", run->uses,
                           GUINT_TO_POINTER(number));
}

static void
take_outcome(void *user, MarbreWork *work, size_t use, MarbreOutcome *outcome)
{
    ZooRun *run = user;
    guint number = GPOINTER_TO_UINT(work->user);
    gpointer *place = &run->outcomes->pdata[number * run->uses->len + use];
    g_assert_true(work->article == g_ptr_array_index(run->articles, number));
    g_assert_null(*place);
    *place = marbre_outcome_ref(outcome);
    run->done++;
}

void
zoo_run_do(ZooRun *run, MarbrePool *pool, const MarbreSurroundings *surroundings)
{
    g_autoptr(GError) error = NULL;
    const MarbreMoment now = {.seconds = 1700000000};
    const MarbreSurroundings none = {0};
    guint count = run->articles->len * run->uses->len;
    g_ptr_array_set_size(run->outcomes, 0);
    g_ptr_array_set_size(run->outcomes, (gint)count);
    run->next = run->done = 0;
    bool good = marbre_pool_run(pool, next_work, take_outcome, run,
                                surroundings ? surroundings : &none, now, &error);
    g_assert_no_error(error);
    g_assert_true(good);
    g_assert_cmpuint(run->done, ==, count);
}

const MarbreOutcome *
zoo_run_get(const ZooRun *run, guint article, guint use)
{
    return g_ptr_array_index(run->outcomes, article * run->uses->len + use);
}

char *
zoo_argument(const MarbreOutcome *outcome, const char *name)
{
    if (outcome->findings->len != 1)
        return NULL;
    const MarbreRecord *record = g_ptr_array_index(outcome->findings, 0);
    GVariantIter iter;
    const char *key, *value;
    g_variant_iter_init(&iter, record->args);
    while (g_variant_iter_next(&iter, "(&s&s)", &key, &value)) {
        if (g_str_equal(key, name))
            return g_strdup(value);
    }
    return NULL;
}

void
zoo_assert_good(const MarbreOutcome *outcome, guint article)
{
    g_autofree char *wanted = g_strdup_printf("articles/%u/index.fr.md", article);
    g_autofree char *path = zoo_argument(outcome, "path");
    g_assert_cmpstr(outcome->reason, ==, NULL);
    g_assert_cmpint(outcome->status, ==, MARBRE_OUTCOME_OK);
    g_assert_cmpstr(path, ==, wanted);
}

static GBytes *
read_file(void *user, const char *path, GError **error)
{
    g_string_append_printf(user, "%s;", path);
    if (g_str_equal(path, "words.txt"))
        return g_bytes_new_static("words of the house", 18);
    if (g_str_equal(path, "large.txt"))
        return g_bytes_new_take(g_strnfill(3000000, 'l'), 3000000);
    if (g_str_equal(path, "broken.txt"))
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED, "the disk is on fire");
    else
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_NOT_FOUND, "no %s", path);
    return NULL;
}

static GPtrArray *
list_folder(void *user, const char *folder, GError **error)
{
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(names, g_strdup("b"));
    g_ptr_array_add(names, g_strdup("a/"));
    return names;
}

static GBytes *
read_media(void *user, const char *path, const char *oid, GError **error)
{
    g_string_append_printf(user, "%s %.4s;", path, oid);
    return g_bytes_new_static("a photo", 7);
}

static GVariant *
ask_site(void *user, const char *what, uint64_t index, const char *where)
{
    if (g_str_equal(what, MARBRE_SITE_COUNT))
        return g_variant_ref_sink(g_variant_new_uint64(2));
    if (g_str_equal(what, MARBRE_SITE_CONTENT) && index == 0)
        return g_variant_ref_sink(g_variant_new_string("<p>body</p>"));
    if (g_str_equal(what, MARBRE_SITE_ENTRY) && index == 0)
        return g_variant_ref_sink(g_variant_new(MARBRE_SITE_ENTRY_TYPE, 1, "2023/a/", "/2023/a/",
                                                "A title", "2023-09-19T14:03:22+02:00", "monde",
                                                "fr", "sum", "2023-09-19T14:03:22+02:00"));
    return NULL;
}

MarbreSurroundings
zoo_surroundings(GString *asked)
{
    return (MarbreSurroundings){.read = read_file,
                                .list = list_folder,
                                .media = read_media,
                                .site = ask_site,
                                .user = asked};
}

static int
parent_of(const char *pid)
{
    g_autofree char *path = g_build_filename("/proc", pid, "stat", NULL);
    g_autofree char *stat = NULL;
    int parent = 0;
    if (!g_file_get_contents(path, &stat, NULL, NULL))
        return 0;
    const char *after = strrchr(stat, ')');
    if (!after || sscanf(after, ") %*c %d", &parent) != 1)
        return 0;
    return parent;
}

static unsigned
count_below(int pid)
{
    unsigned count = 0;
    g_autoptr(GDir) dir = g_dir_open("/proc", 0, NULL);
    const char *name;
    while (dir && (name = g_dir_read_name(dir)) != NULL) {
        if (g_ascii_isdigit(*name) && parent_of(name) == pid)
            count += 1 + count_below((int)g_ascii_strtoll(name, NULL, 10));
    }
    return count;
}

unsigned
zoo_descendants(void)
{
    return count_below(getpid());
}
