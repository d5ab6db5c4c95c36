/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "finding/finding.h"

static MarbreFinding *
make(const char *article, const char *path, uint64_t offset, const char *rule)
{
    return marbre_finding_new(&(MarbreFinding){.rule = rule,
                                               .severity = MARBRE_SEVERITY_ERROR,
                                               .article = article,
                                               .path = path,
                                               .start = {1, 1, offset},
                                               .end = {1, 1, offset},
                                               .message = "m"});
}

static void
test_copy(void)
{
    g_autoptr(GPtrArray) edits = marbre_edits_new();
    g_autoptr(MarbreFinding) finding = NULL;
    g_autoptr(MarbreFinding) waived = NULL;
    MarbreFinding fields = {.rule = "a/b", .article = "x", .path = "x/y", .message = "m"};
    const MarbreEdit *edit = NULL;

    marbre_edits_add(edits, (MarbreSpan){2, 3}, "é");
    fields.fix = edits;
    fields.args = g_variant_new_parsed("[('count', '2')]");
    finding = marbre_finding_new(&fields);
    g_clear_pointer(&edits, g_ptr_array_unref);

    fields = *finding;
    fields.waived = true;
    waived = marbre_finding_new(&fields);
    g_clear_pointer(&finding, marbre_finding_unref);

    g_assert_cmpstr(waived->rule, ==, "a/b");
    g_assert_null(waived->stage);
    g_assert_true(waived->waived);
    g_assert_cmpuint(waived->start.line, ==, 1);
    g_assert_cmpuint(waived->end.column, ==, 1);
    g_assert_cmpuint(waived->fix->len, ==, 1);
    edit = g_ptr_array_index(waived->fix, 0);
    g_assert_cmpstr(edit->text, ==, "é");
    g_assert_cmpuint(edit->span.end, ==, 3);
    g_assert_cmpuint(g_variant_n_children(waived->args), ==, 1);
}

static void
test_order(void)
{
    g_autoptr(GPtrArray) findings = marbre_findings_new();
    static const char *const expected[] = {"a/1", "b/1", "c/1", "d/1", "e/1", "f/1"};

    g_ptr_array_add(findings, make("articles/b", "articles/b/index.fr.md", 0, "f/1"));
    g_ptr_array_add(findings, make("articles/a", "articles/a/index.fr.md", 10, "e/1"));
    g_ptr_array_add(findings, make("articles/a", "articles/a/index.fr.md", 9, "d/1"));
    g_ptr_array_add(findings, make("articles/a", "articles/a/claims.yaml", 90, "c/1"));
    g_ptr_array_add(findings, make("articles/a", "articles/a/claims.yaml", 9, "b/1"));
    g_ptr_array_add(findings, make("articles/a", "articles/a/claims.yaml", 9, "a/1"));
    marbre_findings_sort(findings);
    for (unsigned i = 0; i < findings->len; i++) {
        const MarbreFinding *finding = g_ptr_array_index(findings, i);

        g_assert_cmpstr(finding->rule, ==, expected[i]);
    }
}

static void
test_tally(void)
{
    g_autoptr(GPtrArray) findings = marbre_findings_new();
    MarbreFinding fields = {.rule = "a/b", .article = "x", .path = "y", .message = "m"};
    MarbreTally tally;

    fields.severity = MARBRE_SEVERITY_ERROR;
    fields.blocks = MARBRE_BLOCKS_NOW;
    g_ptr_array_add(findings, marbre_finding_new(&fields));
    fields.blocks = MARBRE_BLOCKS_LATER;
    g_ptr_array_add(findings, marbre_finding_new(&fields));
    g_ptr_array_add(findings, marbre_finding_new(&fields));
    fields.waived = true;
    g_ptr_array_add(findings, marbre_finding_new(&fields));
    fields.waived = false;
    fields.severity = MARBRE_SEVERITY_WARNING;
    g_ptr_array_add(findings, marbre_finding_new(&fields));
    fields.severity = MARBRE_SEVERITY_NOTE;
    g_ptr_array_add(findings, marbre_finding_new(&fields));
    fields.severity = MARBRE_SEVERITY_OFF;
    g_ptr_array_add(findings, marbre_finding_new(&fields));

    tally = marbre_findings_tally(findings);
    g_assert_cmpuint(tally.errors, ==, 3);
    g_assert_cmpuint(tally.now, ==, 1);
    g_assert_cmpuint(tally.later, ==, 2);
    g_assert_cmpuint(tally.warnings, ==, 1);
    g_assert_cmpuint(tally.notes, ==, 1);
    g_assert_cmpuint(tally.waived, ==, 1);
}

static void
test_severity(void)
{
    MarbreSeverity severity = MARBRE_SEVERITY_NOTE;

    for (int i = MARBRE_SEVERITY_OFF; i <= MARBRE_SEVERITY_ERROR; i++) {
        g_assert_true(marbre_severity_parse(marbre_severity_name((MarbreSeverity)i), &severity));
        g_assert_cmpint(severity, ==, i);
    }
    g_assert_false(marbre_severity_parse("Error", &severity));
    g_assert_false(marbre_severity_parse("", &severity));
    g_assert_false(marbre_severity_parse(NULL, &severity));
    g_assert_cmpint(severity, ==, MARBRE_SEVERITY_ERROR);
    g_assert_cmpstr(marbre_severity_shown(MARBRE_SEVERITY_WARNING), ==, "TO REVIEW");
    g_assert_cmpstr(marbre_blocks_name(MARBRE_BLOCKS_LATER), ==, "later");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/finding/finding/copy", test_copy);
    g_test_add_func("/finding/finding/order", test_order);
    g_test_add_func("/finding/finding/tally", test_tally);
    g_test_add_func("/finding/finding/severity", test_severity);
    return g_test_run();
}
