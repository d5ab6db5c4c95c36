/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "finding/fix.h"

#include "base/error.h"

#include <string.h>

/* Edits as "start-end=text", separated by a bar. */
static GPtrArray *
read_edits(const char *written)
{
    GPtrArray *edits = marbre_edits_new();
    g_auto(GStrv) parts = g_strsplit(written, "|", -1);

    for (size_t i = 0; parts[i] != NULL; i++) {
        char *rest = NULL;
        uint64_t start = g_ascii_strtoull(parts[i], &rest, 10);
        uint64_t end = g_ascii_strtoull(rest + 1, &rest, 10);

        marbre_edits_add(edits, (MarbreSpan){start, end}, rest + 1);
    }
    return edits;
}

static void
assert_applied(const char *text, const char *written, const char *expected)
{
    g_autoptr(GBytes) file = g_bytes_new_static(text, strlen(text));
    g_autoptr(GPtrArray) edits = read_edits(written);
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) edited = marbre_fix_apply(file, edits, &error);
    g_autofree char *result = NULL;

    g_assert_no_error(error);
    result = g_strndup(g_bytes_get_data(edited, NULL), g_bytes_get_size(edited));
    g_assert_cmpstr(result, ==, expected);
}

static void
assert_refused(const char *text, const char *written, const char *why)
{
    g_autoptr(GBytes) file = g_bytes_new_static(text, strlen(text));
    g_autoptr(GPtrArray) edits = read_edits(written);
    g_autoptr(GError) error = NULL;

    g_assert_null(marbre_fix_apply(file, edits, &error));
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_INVALID);
    g_assert_cmpstr(error->message, ==, why);
}

static void
test_apply(void)
{
    assert_applied("0123456789", "2-4=ab|7-7=X", "01ab456X789");
    assert_applied("0123456789", "7-7=X|2-4=ab", "01ab456X789");
    assert_applied("0123456789", "0-10=", "");
    assert_applied("0123456789", "10-10=!", "0123456789!");
    assert_applied("", "0-0=a", "a");
    assert_applied("0123456789", "2-4=ab|2-4=ab", "01ab456789");
    assert_applied("0123456789", "3-3=a|3-3=b|3-3=a", "012ab3456789");
    assert_applied("0123456789", "3-5=x|3-3=a", "012ax56789");
    assert_applied("0123456789", "3-5=x|5-6=y", "012xy6789");
}

static void
test_refused(void)
{
    assert_refused("0123456789", "2-5=a|4-6=b", "two edits overlap at byte 4; make them one");
    assert_refused("0123456789", "2-5=a|2-5=b", "two edits overlap at byte 2; make them one");
    assert_refused("0123456789", "2-5=a|3-3=b", "two edits overlap at byte 3; make them one");
    assert_refused("0123456789", "9-11=a",
                   "the edit of bytes 9 to 11 lies outside the file; it must end at byte 10 at the "
                   "latest");
    assert_refused(
        "0123456789", "11-11=a",
        "the edit of bytes 11 to 11 lies outside the file; it must end at byte 10 at the "
        "latest");
    assert_refused("0123456789", "5-4=a",
                   "the edit of bytes 5 to 4 lies outside the file; it must end at byte 10 at the "
                   "latest");
    assert_refused("é", "1-2=a",
                   "the edit at byte 1 cuts a character in two; it must begin and end between "
                   "characters");
    assert_refused("é", "0-1=a",
                   "the edit at byte 0 cuts a character in two; it must begin and end between "
                   "characters");
}

static void
add_finding(GPtrArray *findings, const char *path, const char *written)
{
    g_autoptr(GPtrArray) edits = read_edits(written);
    MarbreFinding fields = {
        .rule = "a/b", .article = "x", .path = path, .message = written, .fix = edits};

    g_ptr_array_add(findings, marbre_finding_new(&fields));
}

static void
assert_chosen(GPtrArray *findings, const char *expected, size_t count)
{
    g_autoptr(GBytes) file = g_bytes_new_static("0123456789", 10);
    g_autoptr(GError) error = NULL;
    size_t applied = 99;
    g_autoptr(GBytes) edited = marbre_fix_findings(file, findings, "x/f", &applied, &error);
    g_autofree char *result = NULL;

    g_assert_no_error(error);
    result = g_strndup(g_bytes_get_data(edited, NULL), g_bytes_get_size(edited));
    g_assert_cmpstr(result, ==, expected);
    g_assert_cmpuint(applied, ==, count);
}

static void
test_choose(void)
{
    g_autoptr(GPtrArray) findings = marbre_findings_new();

    assert_chosen(findings, "0123456789", 0);
    add_finding(findings, "x/f", "4-7=late");
    add_finding(findings, "x/f", "2-5=first");
    assert_chosen(findings, "01first56789", 1);
    add_finding(findings, "x/f", "2-5=first");
    assert_chosen(findings, "01first56789", 2);
    add_finding(findings, "x/other", "8-9=elsewhere");
    assert_chosen(findings, "01first56789", 2);
    add_finding(findings, "x/f", "9-10=end|3-3=inside");
    assert_chosen(findings, "01first56789", 2);
    add_finding(findings, "x/f", "9-9=a");
    add_finding(findings, "x/f", "9-9=b");
    assert_chosen(findings, "01first5678a9", 3);
}

static void
test_bad_fix(void)
{
    g_autoptr(GPtrArray) findings = marbre_findings_new();

    add_finding(findings, "x/f", "1-5=a|3-6=b");
    add_finding(findings, "x/f", "4-5=good");
    assert_chosen(findings, "0123good56789", 1);
}

static void
test_waived(void)
{
    g_autoptr(GPtrArray) findings = marbre_findings_new();
    g_autoptr(GPtrArray) edits = read_edits("0-1=a");
    MarbreFinding fields = {
        .rule = "a/b", .article = "x", .path = "x/f", .message = "m", .waived = true, .fix = edits};

    g_ptr_array_add(findings, marbre_finding_new(&fields));
    assert_chosen(findings, "0123456789", 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/finding/fix/apply", test_apply);
    g_test_add_func("/finding/fix/refused", test_refused);
    g_test_add_func("/finding/fix/choose", test_choose);
    g_test_add_func("/finding/fix/bad-fix", test_bad_fix);
    g_test_add_func("/finding/fix/waived", test_waived);
    return g_test_run();
}
