/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "conform/suite.h"

#include "conform/inside.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* What has to work before a test makes sense; where it does not, the test that showed it is named.
 */
typedef enum {
    STAGE_FILE,  /* it can be loaded */
    STAGE_WORDS, /* what it declares can be read */
    STAGE_LIFE,  /* tasks are made and come to their end */
    STAGE_RUNS,  /* and run */
    STAGE_NONE,
} Stage;

static const struct {
    const char *title;
    MarbreTestFunc run;
    Stage needs;  /* STAGE_NONE: nothing */
    Stage proves; /* STAGE_NONE: nothing */
    const char *hint;
} tests[MARBRE_CONFORM_TESTS] = {
    {"opens in an empty environment", marbre_test_opens, STAGE_NONE, STAGE_FILE,
     "link with -Wl,-z,defs to see what is missing; export marbre_plugin_1"},
    {"exports one symbol", marbre_test_exports, STAGE_NONE, STAGE_NONE,
     "build with -fvisibility=hidden and a version script whose only global is marbre_plugin_1"},
    {"asks for no odd memory and no library of anybody's home", marbre_test_links, STAGE_NONE,
     STAGE_NONE, "build with -fPIC, without -z execstack and without -rpath"},
    {"answers with the same descriptor every time, in every thread", marbre_test_entry, STAGE_FILE,
     STAGE_WORDS, "return the address of one static constant struct, and do nothing else"},
    {"is scanned in less than 100 ms", marbre_test_quick, STAGE_WORDS, STAGE_NONE,
     "leave all work to create"},
    {"does nothing when it is opened", marbre_test_still, STAGE_WORDS, STAGE_NONE,
     "no constructors that open, print, start threads or catch signals: that belongs to create"},
    {"has a sound descriptor", marbre_test_descriptor, STAGE_WORDS, STAGE_WORDS,
     "see mbr_plugin, mbr_task_class and mbr_rule in marbre/plugin.h; struct_size comes first"},
    {"has sound options", marbre_test_options, STAGE_WORDS, STAGE_NONE,
     "see mbr_option in marbre/plugin.h; a fallback is written as a workflow would write it"},
    {"has words for everything, alike in all its languages", marbre_test_words, STAGE_WORDS,
     STAGE_NONE,
     "ID.LANG.yaml beside the library: the rules' ids, the same {holes}, one: and other:"},
    {"says what its tasks judge and need", marbre_test_kinds, STAGE_WORDS, STAGE_NONE,
     "checks need nothing; list in judges and keys what can change the verdict"},
    {"makes and destroys a thousand instances without growing", marbre_test_thousand, STAGE_WORDS,
     STAGE_LIFE, "free in destroy what create has allocated, and when create fails"},
    {"bears that any service is missing", marbre_test_services, STAGE_RUNS, STAGE_NONE,
     "test what query returns for NULL, and give MBR_E_UNSUPPORTED"},
    {"reads no further than version 1.0 of the host's tables", marbre_test_cut, STAGE_RUNS,
     STAGE_NONE, "use MBR_HAS for every field newer than 1.0"},
    {"bears that memory runs out", marbre_test_memory, STAGE_RUNS, STAGE_NONE,
     "test what malloc returns, and give MBR_E_NOMEM"},
    {"finds the same twice", marbre_test_twice, STAGE_LIFE, STAGE_RUNS,
     "no clock, no chance, no order of a hash table; nothing kept from one run to the next"},
    {"finds the same in another process", marbre_test_process, STAGE_RUNS, STAGE_NONE,
     "no addresses, no process ids, no seeds of chance"},
    {"finds the same elsewhere", marbre_test_elsewhere, STAGE_RUNS, STAGE_NONE,
     "no locale, time zone, clock, folder, home or environment: ask the host"},
    {"finds the same side by side", marbre_test_parallel, STAGE_RUNS, STAGE_NONE,
     "no variables that are shared by instances"},
    {"finds the same in another order", marbre_test_reversed, STAGE_RUNS, STAGE_NONE,
     "forget each article when run returns: instances are used for many"},
    {"looks at nothing that it does not judge", marbre_test_unjudged, STAGE_RUNS, STAGE_NONE,
     "name in judges and keys what the verdict hangs on; read the body from mbr.article/1's body "
     "on"},
    {"finds the same at another instant", marbre_test_instant, STAGE_RUNS, STAGE_NONE,
     "the only clock is passed of mbr.job/1"},
    {"bears every article", marbre_test_odd, STAGE_RUNS, STAGE_NONE,
     "any part may be empty, broken, or a megabyte long"},
    {"bears that parts are missing or refused", marbre_test_bare, STAGE_RUNS, STAGE_NONE,
     "test what the calls of mbr.article/1 return: MBR_E_NOTFOUND, MBR_E_DENIED"},
    {"leaves the article's memory alone", marbre_test_guarded, STAGE_RUNS, STAGE_NONE,
     "texts that the host lends are read-only, and end after size bytes and a NUL"},
    {"finds in places that are there", marbre_test_spans, STAGE_RUNS, STAGE_NONE,
     "spans are bytes of the file, between characters; to_source leads there from readable text"},
    {"has fixes that can be applied", marbre_test_edits, STAGE_RUNS, STAGE_NONE,
     "the edits of a fix count in the unedited file, and do not overlap"},
    {"has fixes that mend", marbre_test_fixes, STAGE_RUNS, STAGE_NONE,
     "what a fix writes must not be found again, nor bring anything new"},
    {"says what it finds", marbre_test_arguments, STAGE_RUNS, STAGE_NONE,
     "declare the rule, fill every {hole} with UTF-8, count what repeats, and fail with a reason"},
    {"publishes and changes only what it may", marbre_test_artifacts, STAGE_RUNS, STAGE_NONE,
     "names of the article's own folder, paths of the site's tree, no .., no .git"},
    {"stops when it is told to", marbre_test_cancel, STAGE_RUNS, STAGE_NONE,
     "ask cancelled of mbr.job/1 every few milliseconds, and return MBR_E_CANCELLED"},
    {"reaches for nothing outside", marbre_test_reach, STAGE_LIFE, STAGE_NONE,
     "no sockets, programs, processes or files: mbr.repo/1 reads, mbr.change/1 writes"},
    {"leaves no traces in the process", marbre_test_traces, STAGE_LIFE, STAGE_NONE,
     "no output, no open files, no threads left; locale, folder and signals stay as they are"},
    {"gives back blobs and word lists", marbre_test_leftovers, STAGE_RUNS, STAGE_NONE,
     "release what was asked for in run before it returns, and in destroy what create asked for"},
    {"bears that a check may change nothing", marbre_test_change, STAGE_RUNS, STAGE_NONE,
     "query gives NULL for mbr.change/1 in a check"},
    {"bears articles and options by chance", marbre_test_fuzz, STAGE_RUNS, STAGE_NONE,
     "the seed brings the same article again: --only 35 --seed N"},
};

/* ---- verdicts ---- */

void
marbre_verdict_fail(MarbreVerdict *verdict, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    g_free(verdict->reason);
    verdict->reason = g_strdup_vprintf(format, args);
    va_end(args);
    verdict->kind = MARBRE_VERDICT_FAIL;
}

void
marbre_verdict_skip(MarbreVerdict *verdict, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    g_free(verdict->reason);
    verdict->reason = g_strdup_vprintf(format, args);
    va_end(args);
    verdict->kind = MARBRE_VERDICT_SKIP;
}

void
marbre_verdict_warn(MarbreVerdict *verdict, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    g_free(verdict->warning);
    verdict->warning = g_strdup_vprintf(format, args);
    va_end(args);
}

bool
marbre_ask(const MarbreSubject *subject,
           MarbreCellFunc func,
           unsigned variant,
           const char *word,
           MarbreVerdict *verdict,
           char **ret_said)
{
    g_auto(MarbreCellResult) result = {0};
    MarbreAsked asked = {subject, variant, word};
    marbre_cell_run(&subject->cell, func, &asked, &result);
    if (result.end != MARBRE_CELL_GOOD)
        marbre_verdict_fail(verdict, "%s", result.reason);
    verdict->sudden = result.end != MARBRE_CELL_GOOD && result.end != MARBRE_CELL_FAILED;
    if (result.attempts[0] != NULL) {
        verdict->sudden = false; /* there is more to say than that */
        g_autofree char *all = g_strjoinv(", ", result.attempts);
        marbre_verdict_fail(verdict, "it tried to %s", all);
    }
    if (!g_utf8_validate(result.said, -1, NULL))
        marbre_verdict_fail(verdict, "it writes to a descriptor that is not its own");
    if (ret_said != NULL)
        *ret_said = g_steal_pointer(&result.said);
    return verdict->kind != MARBRE_VERDICT_FAIL;
}

/* ---- the run ---- */

/* The first test of a run. */
#define RUNS 15

typedef struct {
    const MarbreConformSettings *settings;
    MarbreSubject subject;
    unsigned broken[STAGE_NONE + 1]; /* the test that showed it; 0: it works, as far as known */
    bool probed;
    char *sudden; /* (nullable) how the first run came to a sudden end */
} Suite;

/* Whether a run comes to an end at all is told by one test, and tried before others need it. */
static void
probe(Suite *suite)
{
    MarbreVerdict verdict = {0};
    suite->probed = true;
    if (marbre_ask(&suite->subject, marbre_tour, 0, NULL, &verdict, NULL) || !verdict.sudden) {
        g_free(verdict.reason);
        return;
    }
    suite->broken[STAGE_RUNS] = RUNS;
    suite->sudden = verdict.reason;
}

static bool
is_out_of_reach(Suite *suite, Stage needs, MarbreVerdict *verdict)
{
    if (needs == STAGE_RUNS && !suite->probed && suite->broken[STAGE_FILE] == 0 &&
        suite->broken[STAGE_WORDS] == 0 && suite->broken[STAGE_LIFE] == 0)
        probe(suite);
    for (Stage stage = STAGE_FILE; needs != STAGE_NONE && stage <= needs; stage++) {
        if (suite->broken[stage] == 0)
            continue;
        marbre_verdict_skip(verdict, "see test %u first", suite->broken[stage]);
        return true;
    }
    return false;
}

static void
run_test(Suite *suite, unsigned number, MarbreVerdict *verdict)
{
    int64_t begun = g_get_monotonic_time();
    *verdict = (MarbreVerdict){
        .number = number, .title = tests[number - 1].title, .hint = tests[number - 1].hint};
    if (number == RUNS && suite->sudden != NULL)
        marbre_verdict_fail(verdict, "%s", suite->sudden);
    else if (!is_out_of_reach(suite, tests[number - 1].needs, verdict))
        tests[number - 1].run(&suite->subject, verdict);
    if (verdict->sudden && suite->sudden != NULL)
        marbre_verdict_skip(verdict, "see test %u first", RUNS);
    verdict->taken_ms = (g_get_monotonic_time() - begun) / 1000;
    Stage proves = tests[number - 1].proves;
    /* What grows or changes its mind can still be tried further; what can't be read can not. */
    bool ends = verdict->sudden || proves == STAGE_FILE || proves == STAGE_WORDS;
    if (verdict->kind == MARBRE_VERDICT_FAIL && proves != STAGE_NONE && ends)
        suite->broken[proves] = number;
}

static void
suite_init(Suite *suite, const MarbreConformSettings *settings)
{
    *suite = (Suite){.settings = settings};
    MarbreSubject *subject = &suite->subject;
    g_autofree char *folder = g_path_get_dirname(settings->path);
    g_autofree char *base = g_path_get_basename(settings->path);
    subject->path = g_strdup(settings->path);
    subject->folder = g_strconcat(folder, "/", NULL);
    subject->id = g_strndup(base, strlen(base) - strlen(".so"));
    subject->with = settings->with;
    subject->fuzz_seconds = settings->fuzz_seconds;
    subject->seed = settings->seed;
    subject->cell.plugin = settings->fd;
    subject->cell.folder = open(folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
    subject->cell.deadline_ms =
        settings->deadline_ms != 0 ? settings->deadline_ms : MARBRE_CONFORM_DEADLINE_MS;
}

static void
suite_clear(Suite *suite)
{
    if (suite->subject.cell.folder >= 0)
        (void)close(suite->subject.cell.folder); /* O_PATH: nothing can be lost */
    g_free(suite->subject.path);
    g_free(suite->subject.folder);
    g_free(suite->subject.id);
    g_free(suite->subject.baseline);
    g_free(suite->sudden);
}

bool
marbre_conform_run(const MarbreConformSettings *settings, MarbreVerdictFunc told, void *user)
{
    Suite suite;
    bool good = true;
    suite_init(&suite, settings);
    for (unsigned number = 1; number <= MARBRE_CONFORM_TESTS; number++) {
        MarbreVerdict verdict;
        if (settings->only != NULL && !settings->only[number])
            continue;
        run_test(&suite, number, &verdict);
        good = good && verdict.kind != MARBRE_VERDICT_FAIL;
        told(user, &verdict);
        g_free(verdict.reason);
        g_free(verdict.warning);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(suite.broken); i++)
        good = good && suite.broken[i] == 0; /* a selection may have left out the test itself */
    suite_clear(&suite);
    return good;
}
