/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "newsroom.h"

#include <string.h>

/* What a format makes of the findings is tests/data/report/FORMAT; MARBRE_GOLDEN_WRITE=1 writes
 * it. */
static void
test_golden(const void *data)
{
    const MarbreFormat *format = data;
    g_autoptr(GPtrArray) findings = some_findings();
    g_autoptr(GPtrArray) judged = some_articles();
    const MarbreReport report = some_report(judged);
    g_autofree char *path =
        g_test_build_filename(G_TEST_DIST, "..", "..", "data", "report", format->name, NULL);
    g_autofree char *expected = NULL;
    g_autofree char *text = format->write(&report, findings);

    g_assert_true(g_utf8_validate(text, -1, NULL));
    if (g_getenv("MARBRE_GOLDEN_WRITE") != NULL)
        g_assert_true(g_file_set_contents(path, text, -1, NULL));
    g_assert_true(g_file_get_contents(path, &expected, NULL, NULL));
    g_assert_cmpstr(text, ==, expected);
}

static void
test_nothing(const void *data)
{
    const MarbreFormat *format = data;
    g_autoptr(GPtrArray) findings = marbre_findings_new();
    const MarbreReport report = {.articles = 0};
    g_autofree char *text = format->write(&report, findings);

    g_assert_nonnull(text);
    g_assert_null(strstr(text, "(null)"));
}

static void
test_table(void)
{
    unsigned count = 0;

    for (; marbre_formats[count].name != NULL; count++)
        g_assert_true(marbre_format_find(marbre_formats[count].name) == &marbre_formats[count]);
    g_assert_cmpuint(count, ==, 7);
    g_assert_null(marbre_format_find("yaml"));
    g_assert_null(marbre_format_find(""));
}

/* Eleven errors: ten are commands, one is a line that no runner takes for one. */
static void
test_most(void)
{
    g_autoptr(GPtrArray) findings = marbre_findings_new();
    const MarbreReport report = {.articles = 1};
    g_autofree char *text = NULL;
    g_auto(GStrv) lines = NULL;

    for (unsigned i = 0; i < 11; i++)
        g_ptr_array_add(findings,
                        marbre_finding_new(&(MarbreFinding){.rule = "draft/placeholder",
                                                            .severity = MARBRE_SEVERITY_ERROR,
                                                            .article = VELM,
                                                            .path = VELM "/index.fr.md",
                                                            .start = {i + 1, 1, i},
                                                            .end = {i + 1, 2, i + 1},
                                                            .message = "##[error]x\n::error::y",
                                                            .blocks = MARBRE_BLOCKS_NOW}));
    text = marbre_report_github(&report, findings);
    lines = g_strsplit(text, "\n", -1);
    g_assert_cmpuint(g_strv_length(lines), ==, 13);
    g_assert_true(g_str_has_prefix(lines[9], "::error file="));
    g_assert_cmpstr(lines[10], ==, "GitHub shows 10 annotations of a kind; 1 more is here:");
    g_assert_cmpstr(lines[11], ==,
                    VELM "/index.fr.md:11:1: error: ## [error]x ::error::y (draft/placeholder)");
}

static void
test_level(void)
{
    MarbreFinding finding = {.severity = MARBRE_SEVERITY_ERROR, .blocks = MARBRE_BLOCKS_NOW};

    g_assert_cmpint(marbre_report_level(&finding), ==, MARBRE_SEVERITY_ERROR);
    finding.blocks = MARBRE_BLOCKS_LATER;
    g_assert_cmpint(marbre_report_level(&finding), ==, MARBRE_SEVERITY_WARNING);
    finding.waived = true;
    g_assert_cmpint(marbre_report_level(&finding), ==, MARBRE_SEVERITY_NOTE);
    finding = (MarbreFinding){.severity = MARBRE_SEVERITY_WARNING};
    g_assert_cmpint(marbre_report_level(&finding), ==, MARBRE_SEVERITY_WARNING);
    finding.known = true;
    g_assert_cmpint(marbre_report_level(&finding), ==, MARBRE_SEVERITY_NOTE);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    for (const MarbreFormat *format = marbre_formats; format->name != NULL; format++) {
        g_autofree char *golden = g_strdup_printf("/report/formats/golden/%s", format->name);
        g_autofree char *nothing = g_strdup_printf("/report/formats/nothing/%s", format->name);

        g_test_add_data_func(golden, format, test_golden);
        g_test_add_data_func(nothing, format, test_nothing);
    }
    g_test_add_func("/report/formats/table", test_table);
    g_test_add_func("/report/formats/most", test_most);
    g_test_add_func("/report/formats/level", test_level);
    return g_test_run();
}
