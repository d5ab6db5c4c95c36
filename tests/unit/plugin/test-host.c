/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "plugin/host.h"

#include "base/file.h"
#include "finding/finding.h"
#include "fixture.h"

#include <fcntl.h>
#include <string.h>

static void
set_up(Fixture *of, const void *data)
{
    of->newsroom = newsroom_new();
    newsroom_add(of->newsroom, "glossary/names.yaml", "names: [Goris, Latchin]\n");
    fixture_open(of, false);
}

static void
assert_failed(const MarbreOutcome *outcome, int32_t code, const char *words)
{
    g_assert_cmpint(outcome->status, ==, MARBRE_OUTCOME_FAILED);
    g_assert_cmpint(outcome->code, ==, code);
    if (strstr(outcome->reason, words) == NULL)
        g_error("\"%s\" is not in \"%s\"", words, outcome->reason);
}

/* ---- what is served to whom ---- */

static int32_t
check_services(const Probe *probe, mbr_job *job)
{
    g_assert_cmpuint(probe->host->struct_size, ==, sizeof(mbr_host));
    g_assert_cmpuint(probe->host->abi_minor, ==, MBR_ABI_MINOR);
    g_assert_cmpstr(probe->host->name, ==, "marbre");
    g_assert_true(MBR_HAS(probe->job, mbr_job_api, instant));
    g_assert_true(MBR_HAS(probe->config, mbr_config_api, get_file));
    g_assert_true(MBR_HAS(probe->article, mbr_article_api, to_source));
    g_assert_true(MBR_HAS(probe->text, mbr_text_api, sentence));
    g_assert_true(MBR_HAS(probe->repo, mbr_repo_api, release));
    g_assert_true(MBR_HAS(probe->report, mbr_report_api, finding));
    g_assert_null(probe->change);
    g_assert_null(probe->site);
    g_assert_null(probe->host->query(probe->host, "mbr.job/2"));
    g_assert_nonnull(probe->host->query(probe->host, "mbr.net/1"));
    g_assert_null(probe->host->query(probe->host, "mbr.nothing/1"));
    g_assert_null(probe->host->query(probe->host, NULL));
    return MBR_OK;
}

static void
test_services(Fixture *of, const void *data)
{
    g_autoptr(MarbreOutcome) outcome = probe_run(of->host, "wide", NULL, check_services);
    g_assert_cmpint(outcome->status, ==, MARBRE_OUTCOME_OK);
    g_assert_cmpint(outcome->until, ==, G_MAXINT64);
    g_assert_cmpuint(outcome->findings->len, ==, 0);
    g_assert_cmpuint(outcome->leftovers, ==, 0);
}

static int32_t
check_action_services(const Probe *probe, mbr_job *job)
{
    g_assert_true(MBR_HAS(probe->change, mbr_change_api, artifact));
    g_assert_null(probe->site);
    g_assert_null(probe->text);
    return MBR_OK;
}

static void
test_hidden(Fixture *of, const void *data)
{
    marbre_host_hide(of->host, MBR_TEXT_API);
    g_autoptr(MarbreOutcome) outcome = probe_run(of->host, "action", NULL, check_action_services);
    g_assert_cmpint(outcome->status, ==, MARBRE_OUTCOME_OK);
}

static void
test_grant(Fixture *of, const void *data)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbreLoaded) loaded = marbre_loaded_new(probe_plugin(), NULL);
    g_assert_null(marbre_host_create(of->host, loaded, "distant", NULL, 0, &error));
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE);
    g_assert_nonnull(strstr(error->message, "- {uses: probe/distant, grant: [network]}"));
    g_clear_error(&error);
    g_assert_null(marbre_host_create(of->host, loaded, "absent", NULL, 0, &error));
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE);
    g_assert_nonnull(
        strstr(error->message,
               "plugin probe has no task absent; `marbre plugin show` says what each offers"));
    g_clear_error(&error);
    GVariant *wrong = g_variant_new_parsed("[('words.max', <'many'>)]");
    g_assert_null(marbre_host_create(of->host, loaded, "wide", wrong, 0, &error));
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE);
    g_assert_nonnull(strstr(error->message, "does not fit"));
}

/* ---- failures ---- */

static int32_t
say_why(const Probe *probe, mbr_job *job)
{
    static const char first[] = "the dictionary is gone";
    g_assert_cmpint(probe->job->fail(job, MBR_E_IO, first, strlen(first)), ==, MBR_E_IO);
    return probe->job->fail(job, MBR_E_NOMEM, "later", 5);
}

static int32_t
say_and_forget(const Probe *probe, mbr_job *job)
{
    probe->job->fail(job, 7, "\xFFzut", 4);
    return MBR_OK;
}

static int32_t
say_nothing(const Probe *probe, mbr_job *job)
{
    return -77;
}

static int32_t
say_denied(const Probe *probe, mbr_job *job)
{
    mbr_value value = {.struct_size = sizeof value};
    return probe->article->meta(job, MBR_PART_TEXT, "author", &value);
}

static void
test_fail(Fixture *of, const void *data)
{
    g_autoptr(MarbreOutcome) said = probe_run(of->host, "wide", NULL, say_why);
    assert_failed(said, MBR_E_IO, "the dictionary is gone");
    /* A plugin that says it failed has failed, whatever it returns. */
    g_autoptr(MarbreOutcome) forgot = probe_run(of->host, "wide", NULL, say_and_forget);
    assert_failed(forgot, MBR_E_FAILED, "zut");
    g_assert_true(g_utf8_validate(forgot->reason, -1, NULL));
    g_autoptr(MarbreOutcome) mute = probe_run(of->host, "wide", NULL, say_nothing);
    assert_failed(mute, -77, "wide returned -77 without a reason");
    g_autoptr(MarbreOutcome) denied = probe_run(of->host, "narrow", NULL, say_denied);
    assert_failed(denied, MBR_E_DENIED, "the key author, which is not among those it judges");
}

static int32_t
return_more(const Probe *probe, mbr_job *job)
{
    return 3;
}

static void
test_positive(Fixture *of, const void *data)
{
    g_autoptr(MarbreOutcome) outcome = probe_run(of->host, "wide", NULL, return_more);
    g_assert_cmpint(outcome->status, ==, MARBRE_OUTCOME_OK);
    g_assert_cmpint(outcome->code, ==, 3);
}

static int32_t
refuse_create(const Probe *probe, mbr_job *job)
{
    mbr_blob *blob = NULL;
    g_assert_null(job);
    return probe->config->get_file(probe->options, "glossary", 0, &blob);
}

static void
test_create_fails(Fixture *of, const void *data)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbreLoaded) loaded = marbre_loaded_new(probe_plugin(), NULL);
    /* The step is set by a run that goes well. */
    g_autoptr(MarbreOutcome) outcome = probe_run_prepared(
        of->host, "wide", g_variant_new_parsed("[('glossary', <'glossary/names.yaml'>)]"),
        refuse_create, return_more);
    g_assert_cmpuint(outcome->leftovers, ==, 0);
    GVariant *options = g_variant_new_parsed("[('glossary', <'glossary/none.yaml'>)]");
    g_assert_null(marbre_host_create(of->host, loaded, "wide", options, 0, &error));
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED);
    g_assert_nonnull(strstr(error->message, "probe/wide could not begin (-4): the newsroom has no "
                                            "file glossary/none.yaml"));
}

/* ---- time ---- */

static int32_t
ask_time(const Probe *probe, mbr_job *job)
{
    g_assert_cmpint(probe->job->passed(job, 1000), ==, 1);
    g_assert_cmpint(probe->job->passed(job, -5), ==, 1);
    g_assert_cmpint(probe->job->passed(job, 5000), ==, 0);
    g_assert_cmpint(probe->job->passed(job, 2000), ==, 0);
    g_assert_cmpint(probe->job->passed(job, 3000), ==, 0);
    const mbr_text day = {"2023-09-19", 10};
    int64_t first = 0;
    int64_t after = 0;
    g_assert_cmpint(probe->job->instant(job, &day, &first, &after), ==, MBR_OK);
    g_assert_cmpint(first, ==, 1695074400); /* midnight in Paris is 22:00 of the day before */
    g_assert_cmpint(after, ==, 1695074400 + 86400);
    const mbr_text zoned = {"2023-09-19T14:05:00+00:00", 25};
    g_assert_cmpint(probe->job->instant(job, &zoned, &first, NULL), ==, MBR_OK);
    g_assert_cmpint(first, ==, 1695132300);
    const mbr_text nonsense = {"soon", 4};
    g_assert_cmpint(probe->job->instant(job, &nonsense, &first, &after), ==, MBR_E_INVALID);
    g_assert_cmpint(probe->job->instant(job, NULL, &first, &after), ==, MBR_E_INVALID);
    return MBR_OK;
}

static void
test_time(Fixture *of, const void *data)
{
    g_autoptr(MarbreOutcome) outcome = probe_run(of->host, "wide", NULL, ask_time);
    g_assert_cmpint(outcome->status, ==, MARBRE_OUTCOME_OK);
    g_assert_cmpint(outcome->until, ==, 2000);
}

/* ---- whoever watches ---- */

typedef struct {
    GString *heard;
    bool stop;
} Watcher;

static void
hear_log(void *user, int32_t level, const char *text)
{
    g_string_append_printf(((Watcher *)user)->heard, "%d %s\n", level, text);
}

static void
hear_progress(void *user, unsigned per_10000, const char *note)
{
    g_string_append_printf(((Watcher *)user)->heard, "%u %s\n", per_10000, note);
}

static bool
is_cancelled(void *user)
{
    return ((Watcher *)user)->stop;
}

static int32_t
talk(const Probe *probe, mbr_job *job)
{
    probe->host->log(probe->host, MBR_LOG_INFO, "half", 4);
    probe->host->log(probe->host, 99, "b\xFF", 2);
    probe->host->log(probe->host, MBR_LOG_INFO, NULL, 0);
    probe->job->progress(job, 5000, "there", 5);
    probe->job->progress(job, 99999, NULL, 0);
    return probe->job->cancelled(job) ? MBR_E_CANCELLED : MBR_OK;
}

static void
test_watch(Fixture *of, const void *data)
{
    Watcher watcher = {g_string_new(NULL), false};
    const MarbreWatch watch = {hear_log, hear_progress, is_cancelled, &watcher};
    MarbreSurroundings around = newsroom_surroundings(of->newsroom);
    g_autoptr(MarbreHost) host = marbre_host_new(&around, &watch);
    g_autoptr(MarbreOutcome) outcome = probe_run(host, "wide", NULL, talk);
    g_assert_cmpstr(watcher.heard->str, ==, "2 half\n4 b\xEF\xBF\xBD\n5000 there\n10000 \n");
    g_assert_cmpuint(outcome->log->len, ==, 2);
    g_assert_cmpint(outcome->status, ==, MARBRE_OUTCOME_OK);
    watcher.stop = true;
    g_autoptr(MarbreOutcome) stopped = probe_run(host, "wide", NULL, talk);
    assert_failed(stopped, MBR_E_CANCELLED, "it was cancelled");
    g_string_free(watcher.heard, TRUE);
}

/* ---- findings ---- */

static int32_t
report(const Probe *probe, mbr_job *job)
{
    char word[] = "mot";
    mbr_arg arg = {.struct_size = sizeof arg, .name = "what", .value = {word, 3}};
    const mbr_arg *const args[] = {&arg, NULL};
    mbr_edit late = {.struct_size = sizeof late, .span = {4, 5}, .text = {word, 3}};
    mbr_edit early = {.struct_size = sizeof early, .span = {0, 3}, .text = {NULL, 0}};
    const mbr_edit *const edits[] = {&late, &early, NULL};
    mbr_finding finding = {.struct_size = sizeof finding,
                           .severity = MBR_SEVERITY_NOTE,
                           .rule = "odd",
                           .span = {0, 5},
                           .args = args,
                           .edits = edits};
    g_assert_cmpint(probe->report->finding(job, &finding), ==, MBR_OK);
    /* Everything was copied. */
    memset(word, 'x', 3);
    memset(&late, 0, sizeof late);
    finding = (mbr_finding){.struct_size = sizeof finding, .rule = "odd", .file = "claims.yaml"};
    g_assert_cmpint(probe->report->finding(job, &finding), ==, MBR_OK);
    return MBR_OK;
}

static void
test_report(Fixture *of, const void *data)
{
    g_autoptr(MarbreOutcome) outcome = probe_run(of->host, "wide", NULL, report);
    g_assert_cmpint(outcome->status, ==, MARBRE_OUTCOME_OK);
    g_assert_cmpuint(outcome->findings->len, ==, 2);
    const MarbreRecord *record = g_ptr_array_index(outcome->findings, 0);
    g_assert_cmpstr(record->rule, ==, "odd");
    g_assert_null(record->file);
    g_assert_cmpint(record->severity, ==, MBR_SEVERITY_NOTE);
    g_assert_cmpuint(record->span.end, ==, 5);
    g_autofree char *args = g_variant_print(record->args, FALSE);
    g_assert_cmpstr(args, ==, "[('what', 'mot')]");
    g_assert_cmpuint(record->edits->len, ==, 2);
    const MarbreEdit *edit = g_ptr_array_index(record->edits, 0);
    g_assert_cmpuint(edit->span.start, ==, 0);
    g_assert_cmpstr(edit->text, ==, "");
    edit = g_ptr_array_index(record->edits, 1);
    g_assert_cmpstr(edit->text, ==, "mot");
    record = g_ptr_array_index(outcome->findings, 1);
    g_assert_cmpstr(record->file, ==, "claims.yaml");
    g_assert_cmpint(record->severity, ==, 0);
}

/* One nonsense finding of each sort, after a good one. */
static mbr_finding spoilt;

static int32_t
report_spoilt(const Probe *probe, mbr_job *job)
{
    const mbr_finding good = {.struct_size = sizeof good, .rule = "odd"};
    g_assert_cmpint(probe->report->finding(job, &good), ==, MBR_OK);
    g_assert_cmpint(probe->report->finding(job, &spoilt), <, 0);
    g_assert_cmpint(probe->report->finding(job, &good), <, 0);
    return MBR_OK;
}

static void
assert_spoilt(Fixture *of, mbr_finding finding, int32_t code, const char *words)
{
    spoilt = finding;
    g_autoptr(MarbreOutcome) outcome = probe_run(of->host, "wide", NULL, report_spoilt);
    assert_failed(outcome, code, words);
    g_assert_cmpuint(outcome->findings->len, ==, 1);
}

static void
test_spoilt(Fixture *of, const void *data)
{
    const mbr_finding good = {.struct_size = sizeof good, .rule = "odd"};
    mbr_finding finding = good;
    finding.struct_size = 12;
    assert_spoilt(of, finding, MBR_E_INVALID, "a struct_size is not set");
    finding = good;
    finding.rule = "\xFF";
    assert_spoilt(of, finding, MBR_E_INVALID, "it names no rule");
    finding.rule = NULL;
    assert_spoilt(of, finding, MBR_E_INVALID, "it names no rule");
    finding = good;
    finding.file = "state.yaml";
    assert_spoilt(of, finding, MBR_E_INVALID, "names the file state.yaml");
    const mbr_arg arg = {.struct_size = sizeof arg, .name = "what", .value = {"a\0b", 3}};
    const mbr_arg *const args[] = {&arg, NULL};
    finding = good;
    finding.args = args;
    assert_spoilt(of, finding, MBR_E_INVALID, "an argument is no UTF-8 text");
    const mbr_edit edit = {.struct_size = sizeof edit, .text = {"\xC3", 1}};
    const mbr_edit *const edits[] = {&edit, NULL};
    finding = good;
    finding.edits = edits;
    assert_spoilt(of, finding, MBR_E_INVALID, "an edit is no UTF-8 text");
    const mbr_edit unset = {.text = {"a", 1}};
    const mbr_edit *const unsets[] = {&unset, NULL};
    finding.edits = unsets;
    assert_spoilt(of, finding, MBR_E_INVALID, "a struct_size is not set");
}

/* ---- articles without a text ---- */

static int32_t
never(const Probe *probe, mbr_job *job)
{
    g_assert_not_reached();
}

static void
test_no_text(Fixture *of, const void *data)
{
    g_autoptr(GPtrArray) files = marbre_files_new();
    g_autoptr(GBytes) bytes = g_bytes_new("A\n", 2);
    g_ptr_array_add(files, marbre_file_new("index.en.md", NULL, 2, bytes));
    const char *const langs[] = {"fr", NULL};
    g_autoptr(MarbreArticle) article = marbre_article_new("articles/a", files, langs, NULL);
    g_autoptr(MarbreOutcome) outcome = probe_run_on(of->host, "wide", NULL, article, NULL, never);
    assert_failed(outcome, MBR_E_NOTFOUND, "there is no text to judge");
}

static void
test_zone(Fixture *of, const void *data)
{
    g_autoptr(MarbreLoaded) loaded = marbre_loaded_new(probe_plugin(), NULL);
    g_autoptr(MarbreArticle) article = probe_article();
    g_autoptr(MarbreOutcome) before = probe_run(of->host, "wide", NULL, return_more);
    g_autoptr(MarbreTask) task = marbre_host_create(of->host, loaded, "wide", NULL, 0, NULL);
    const MarbreMoment nowhere = {0, (char *)"Europe/Nowhere"};
    g_autoptr(MarbreOutcome) outcome = marbre_host_run(of->host, task, article, NULL, &nowhere);
    assert_failed(outcome, MBR_E_IO, "Europe/Nowhere");
}

/* ---- the zoo, as far as it can be let out here ---- */

static MarbreOutcome *
run_zoo(Fixture *of, const char *id, unsigned *ret_leftovers)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *name = g_strconcat(id, ".so", NULL);
    g_autofree char *path = g_build_filename(g_getenv("MARBRE_ZOO"), name, NULL);
    MARBRE_AUTO_FD fd = open(path, O_RDONLY | O_CLOEXEC);
    g_autoptr(MarbreLoaded) loaded = marbre_loader_open(fd, id, path, &error);
    g_assert_no_error(error);
    MarbreTask *task = marbre_host_create(of->host, loaded, "odd", NULL, 0, &error);
    g_assert_no_error(error);
    g_autoptr(MarbreArticle) article = probe_article();
    const MarbreMoment now = {0, NULL};
    MarbreOutcome *outcome = marbre_host_run(of->host, task, article, NULL, &now);
    *ret_leftovers = marbre_task_destroy(task);
    return outcome;
}

static void
test_zoo(Fixture *of, const void *data)
{
    static const struct {
        const char *id;
        const char *words; /* NULL: it is fine */
        unsigned findings;
        unsigned leftovers;
    } zoo[] = {
        {"well-behaved", NULL, 1, 0},
        {"escape-codes", NULL, 1, 0},
        {"touchy", NULL, 1, 0},
        {"leaky", NULL, 0, 1},
        {"span-beyond", "is not within index.fr.md", 0, 0},
        {"span-inside", "cuts a character in two", 0, 0},
        {"edits-overlap", "overlap", 0, 0},
        {"rule-unknown", "the unknown rule odder", 0, 0},
        {"args-invalid", "an argument is no UTF-8 text", 0, 0},
        {"no-reason", "odd returned -8 without a reason", 1, 0},
        {"flood", "more than 10000 findings in one run", 10000, 0},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(zoo); i++) {
        unsigned leftovers;
        g_autoptr(MarbreOutcome) outcome = run_zoo(of, zoo[i].id, &leftovers);
        g_test_message("%s: %s", zoo[i].id, outcome->reason != NULL ? outcome->reason : "fine");
        g_assert_cmpint(outcome->status == MARBRE_OUTCOME_OK, ==, zoo[i].words == NULL);
        if (zoo[i].words != NULL)
            g_assert_nonnull(strstr(outcome->reason, zoo[i].words));
        g_assert_cmpuint(outcome->findings->len, ==, zoo[i].findings);
        g_assert_cmpuint(outcome->leftovers, ==, zoo[i].leftovers);
        g_assert_cmpuint(leftovers, ==, zoo[i].leftovers);
    }
}

/* Who writes to guarded memory does not live to tell. */
static void
test_guard(Fixture *of, const void *data)
{
    if (g_test_subprocess()) {
        unsigned leftovers;
        marbre_host_guard(of->host);
        g_autoptr(MarbreOutcome) outcome = run_zoo(of, "scribble", &leftovers);
        return;
    }
    g_test_trap_subprocess(NULL, 0, 0);
    g_test_trap_assert_failed();
    /* Without the guard it goes unnoticed here, and harms nothing but the process's copy. */
    unsigned leftovers;
    g_autoptr(MarbreOutcome) outcome = run_zoo(of, "scribble", &leftovers);
    g_assert_cmpint(outcome->status, ==, MARBRE_OUTCOME_OK);
    /* Whoever only reads may read guarded memory. */
    marbre_host_guard(of->host);
    g_autoptr(MarbreOutcome) reader = run_zoo(of, "touchy", &leftovers);
    g_assert_cmpint(reader->status, ==, MARBRE_OUTCOME_OK);
    g_assert_cmpuint(reader->findings->len, ==, 1);
}

#define TEST(name, function) g_test_add("/host/" name, Fixture, NULL, set_up, function, tear_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    TEST("services", test_services);
    TEST("hidden", test_hidden);
    TEST("grant", test_grant);
    TEST("fail", test_fail);
    TEST("positive", test_positive);
    TEST("create-fails", test_create_fails);
    TEST("time", test_time);
    TEST("watch", test_watch);
    TEST("report", test_report);
    TEST("spoilt", test_spoilt);
    TEST("no-text", test_no_text);
    TEST("zone", test_zone);
    TEST("zoo", test_zoo);
    TEST("guard", test_guard);
    return g_test_run();
}
