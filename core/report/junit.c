/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/order.h"
#include "base/text.h"
#include "report/report.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define ENGINE "marbre"

/* The findings of one plugin on one article: one case. */
typedef struct {
    const char *article;
    GPtrArray *findings; /* (nullable) of MarbreFinding, not owned */
} Case;

/* What a plugin said: one suite. */
typedef struct {
    char *plugin;
    GArray *cases; /* of Case, by article */
    unsigned failures, errors, skipped;
} Suite;

typedef struct {
    const MarbreReport *report;
    GString *out;
    GHashTable *suites; /* plugin to Suite */
} Writer;

/* ---- gathering ---- */

static void
case_clear(void *data)
{
    g_clear_pointer(&((Case *)data)->findings, g_ptr_array_unref);
}

static void
suite_free(void *data)
{
    Suite *suite = data;

    g_free(suite->plugin);
    g_array_unref(suite->cases);
    g_free(suite);
}

static Suite *
suite_of(Writer *writer, const char *plugin)
{
    Suite *suite = g_hash_table_lookup(writer->suites, plugin);

    if (suite != NULL)
        return suite;
    suite = g_new0(Suite, 1);
    suite->plugin = g_strdup(plugin);
    suite->cases = g_array_new(FALSE, TRUE, sizeof(Case));
    g_array_set_clear_func(suite->cases, case_clear);
    g_hash_table_insert(writer->suites, suite->plugin, suite);
    return suite;
}

static int
compare_cases(const void *a, const void *b)
{
    return strcmp(((const Case *)a)->article, ((const Case *)b)->article);
}

/* The articles that were judged, each in the suite of the engine and of every plugin that judged
   it; those of findings come after them where nobody listed them. */
static void
gather_judged(Writer *writer)
{
    const GPtrArray *judged = writer->report->judged;

    (void)suite_of(writer, ENGINE);
    for (unsigned i = 0; judged != NULL && i < judged->len; i++) {
        const MarbreReportedArticle *article = g_ptr_array_index(judged, i);
        Case one = {article->article, NULL};

        g_array_append_val(suite_of(writer, ENGINE)->cases, one);
        for (size_t j = 0; article->checks != NULL && article->checks[j] != NULL; j++)
            g_array_append_val(suite_of(writer, article->checks[j])->cases, one);
    }
}

static void
sort_suites(Writer *writer)
{
    GHashTableIter iter;
    gpointer suite = NULL;

    g_hash_table_iter_init(&iter, writer->suites);
    while (g_hash_table_iter_next(&iter, NULL, &suite))
        g_array_sort(((Suite *)suite)->cases, compare_cases);
}

static Case *
case_of(Suite *suite, const char *article)
{
    const Case wanted = {article, NULL};
    unsigned last = suite->cases->len, index = 0;
    int order =
        last == 0 ? -1 : compare_cases(&g_array_index(suite->cases, Case, last - 1), &wanted);

    if (order < 0) /* they come by article: behind the last, mostly */
        g_array_append_val(suite->cases, wanted);
    if (order <= 0)
        return &g_array_index(suite->cases, Case, suite->cases->len - 1);
    if (!g_array_binary_search(suite->cases, &wanted, compare_cases, &index)) {
        g_array_append_val(suite->cases, wanted);
        g_array_sort(suite->cases, compare_cases);
        (void)g_array_binary_search(suite->cases, &wanted, compare_cases, &index);
    }
    return &g_array_index(suite->cases, Case, index);
}

static void
gather_findings(Writer *writer, const GPtrArray *findings)
{
    for (unsigned i = 0; i < findings->len; i++) {
        const MarbreFinding *finding = g_ptr_array_index(findings, i);
        g_autofree char *plugin = g_strndup(finding->rule, strcspn(finding->rule, "/"));
        Case *one = case_of(suite_of(writer, plugin), finding->article);

        if (one->findings == NULL)
            one->findings = g_ptr_array_new();
        g_ptr_array_add(one->findings, (void *)finding);
    }
}

/* ---- what a case comes to ---- */

typedef enum { PASSED, SKIPPED, FAILED, ERROR } Result;

static bool
is_set_aside(const MarbreFinding *finding)
{
    return finding->severity == MARBRE_SEVERITY_ERROR && (finding->waived || finding->known);
}

/* What could not be judged is an error of the tests, not a failure of what they test. */
static Result
result_of_finding(const MarbreFinding *finding)
{
    if (marbre_report_level(finding) == MARBRE_SEVERITY_ERROR)
        return g_str_has_prefix(finding->rule, "marbre/plugin-") ? ERROR : FAILED;
    return is_set_aside(finding) ? SKIPPED : PASSED;
}

static Result
result_of(const Case *one, const MarbreFinding **ret_first, unsigned *ret_count)
{
    Result worst = PASSED;

    *ret_first = NULL;
    *ret_count = 0;
    for (unsigned i = 0; one->findings != NULL && i < one->findings->len; i++) {
        const MarbreFinding *finding = g_ptr_array_index(one->findings, i);
        Result result = result_of_finding(finding);

        if (result > worst) {
            worst = result;
            *ret_first = finding;
            *ret_count = 0;
        }
        *ret_count += result == worst && worst > PASSED;
    }
    return worst;
}

static void
count_results(Suite *suite)
{
    for (unsigned i = 0; i < suite->cases->len; i++) {
        const MarbreFinding *first = NULL;
        unsigned count = 0;
        Result result = result_of(&g_array_index(suite->cases, Case, i), &first, &count);

        suite->failures += result == FAILED;
        suite->errors += result == ERROR;
        suite->skipped += result == SKIPPED;
    }
}

/* ---- writing ---- */

/* marbre_text_shown leaves nothing that XML can't hold. */
static void
put_escaped(GString *out, const char *text)
{
    g_autofree char *shown = marbre_text_shown(text);
    g_autofree char *escaped = g_markup_escape_text(shown, -1);

    g_string_append(out, escaped);
}

static void
put_line(Writer *writer, const MarbreFinding *finding)
{
    g_autofree char *message = marbre_messages_of(writer->report->messages, finding);
    g_autofree char *line = g_strdup_printf(
        "%s:%llu:%llu: %s: %s (%s)", finding->path, (unsigned long long)finding->start.line,
        (unsigned long long)finding->start.column,
        finding->waived ? _("waived") : marbre_severity_name(finding->severity), message,
        finding->rule);

    put_escaped(writer->out, line);
    g_string_append_c(writer->out, '\n');
}

static void
put_lines(Writer *writer, const Case *one, Result least, Result most)
{
    for (unsigned i = 0; one->findings != NULL && i < one->findings->len; i++) {
        const MarbreFinding *finding = g_ptr_array_index(one->findings, i);
        Result result = result_of_finding(finding);

        if (result >= least && result <= most)
            put_line(writer, finding);
    }
}

static void
put_message(Writer *writer, const MarbreFinding *first, unsigned count)
{
    g_autofree char *message = marbre_messages_of(writer->report->messages, first);

    g_string_append(writer->out, " message=\"");
    put_escaped(writer->out, message);
    if (count > 1)
        g_string_append_printf(
            writer->out,
            g_dngettext(GETTEXT_PACKAGE, " (and %u more)", " (and %u more)", count - 1), count - 1);
    g_string_append_c(writer->out, '"');
}

static void
put_case(Writer *writer, const Suite *suite, const Case *one)
{
    static const char *const elements[] = {NULL, "skipped", "failure", "error"};
    const MarbreFinding *first = NULL;
    unsigned count = 0;
    Result result = result_of(one, &first, &count);

    g_string_append(writer->out, "    <testcase name=\"");
    put_escaped(writer->out, one->article);
    g_string_append_printf(writer->out, "\" classname=\"marbre.%s\" time=\"0\"", suite->plugin);
    if (result == PASSED) {
        g_string_append(writer->out, "/>\n");
        return;
    }
    g_string_append_printf(writer->out, ">\n      <%s", elements[result]);
    if (result != SKIPPED)
        g_string_append_printf(writer->out, " type=\"%s\"", first->rule);
    put_message(writer, first, count);
    g_string_append_c(writer->out, '>');
    put_lines(writer, one, SKIPPED, ERROR);
    g_string_append_printf(writer->out, "</%s>\n    </testcase>\n", elements[result]);
}

static char *
timestamp_of(const MarbreReport *report)
{
    g_autoptr(GDateTime) now = g_date_time_new_from_unix_utc(report->now);

    return now == NULL ? g_strdup("1970-01-01T00:00:00") : g_date_time_format(now, "%FT%T");
}

static void
put_suite(Writer *writer, Suite *suite, unsigned id)
{
    g_autofree char *timestamp = timestamp_of(writer->report);

    count_results(suite);
    g_string_append_printf(writer->out,
                           "  <testsuite name=\"%s\" package=\"marbre\" id=\"%u\" "
                           "timestamp=\"%s\" hostname=\"localhost\" tests=\"%u\" failures=\"%u\" "
                           "errors=\"%u\" skipped=\"%u\" time=\"0\">\n    <properties/>\n",
                           suite->plugin, id, timestamp, suite->cases->len, suite->failures,
                           suite->errors, suite->skipped);
    for (unsigned i = 0; i < suite->cases->len; i++)
        put_case(writer, suite, &g_array_index(suite->cases, Case, i));
    g_string_append(writer->out, "    <system-out>");
    for (unsigned i = 0; i < suite->cases->len; i++)
        put_lines(writer, &g_array_index(suite->cases, Case, i), PASSED, PASSED);
    g_string_append(writer->out, "</system-out>\n    <system-err/>\n  </testsuite>\n");
}

char *
marbre_report_junit(const MarbreReport *report, const GPtrArray *findings)
{
    g_autoptr(GHashTable) suites = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, suite_free);
    Writer writer = {report, g_string_new(NULL), suites};
    g_autofree const char **names = NULL;
    unsigned count = 0;

    gather_judged(&writer);
    sort_suites(&writer);
    gather_findings(&writer, findings);
    names = (const char **)g_hash_table_get_keys_as_array(suites, &count);
    qsort(names, count, sizeof *names, marbre_order_texts);
    g_string_append(writer.out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
    for (unsigned i = 0; i < count; i++)
        put_suite(&writer, g_hash_table_lookup(suites, names[i]), i);
    g_string_append(writer.out, "</testsuites>\n");
    return g_string_free(writer.out, FALSE);
}
