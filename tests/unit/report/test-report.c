/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "report/report.h"

#include <string.h>

#define HAUT "articles/2023/09/haut-karabakh"
#define GORIS "articles/2023/09/goris"

static const char text_file[] = "---\n"
                                "title: Goris\n"
                                "---\n"
                                "\n"
                                "«\u00A0CNN n’a pas pu vérifier\u00A0», a dit le ministre.\n";

static GBytes *
give_source(void *user, const char *path)
{
    unsigned *asked = user;

    (*asked)++;
    if (!g_str_has_suffix(path, "index.fr.md"))
        return NULL;
    return g_bytes_new_static(text_file, sizeof text_file - 1);
}

static char *
give_title(void *user, const char *article)
{
    return g_strdup(strcmp(article, HAUT) == 0 ? "Haut-Karabakh\033[5m" : NULL);
}

static char *
give_stage(void *user, const char *article, const char *stage)
{
    return strcmp(stage, "fact-check") == 0 ? g_strdup("Fact-check") : NULL;
}

static MarbreFinding *
find(const char *article, const char *file, const char *rule, const char *message)
{
    g_autofree char *path = g_strconcat(article, "/", file, NULL);

    return marbre_finding_new(&(MarbreFinding){.rule = rule,
                                               .severity = MARBRE_SEVERITY_ERROR,
                                               .stage = "fact-check",
                                               .article = article,
                                               .path = path,
                                               .message = message,
                                               .blocks = MARBRE_BLOCKS_NOW});
}

/* A changed copy in the place of the finding. */
static MarbreFinding *
take_copy(MarbreFinding *finding, const MarbreFinding *fields)
{
    MarbreFinding *copy = marbre_finding_new(fields);

    marbre_finding_unref(finding);
    return copy;
}

static GPtrArray *
their_findings(void)
{
    GPtrArray *findings = marbre_findings_new();
    g_autoptr(GPtrArray) edits = marbre_edits_new();
    uint64_t start = (uint64_t)(strstr(text_file, "CNN") - text_file);
    uint64_t end = (uint64_t)(strstr(text_file, "\u00A0»") - text_file);
    MarbreFinding *finding = NULL;
    MarbreFinding fields;

    marbre_edits_add(edits, (MarbreSpan){start, start}, "x\"\n");
    finding = find(HAUT, "index.fr.md", "factcheck/flag-quoted",
                   "The flag “CNN n’a pas pu vérifier” is in somebody else's mouth");
    fields = *finding;
    fields.start = (MarbrePlace){5, 3, start};
    fields.end = (MarbrePlace){5, 28, end};
    fields.fix = edits;
    g_ptr_array_add(findings, take_copy(finding, &fields));

    finding = find(HAUT, "claims.yaml", "factcheck/claim-expired", "An expired claim");
    fields = *finding;
    fields.blocks = MARBRE_BLOCKS_LATER;
    fields.start = (MarbrePlace){3, 5, 40};
    fields.end = (MarbrePlace){3, 9, 44};
    g_ptr_array_add(findings, take_copy(finding, &fields));

    finding = find(GORIS, "index.fr.md", "draft/too-short", "Short");
    fields = *finding;
    fields.severity = MARBRE_SEVERITY_WARNING;
    fields.stage = NULL;
    fields.blocks = MARBRE_BLOCKS_NEVER;
    g_ptr_array_add(findings, take_copy(finding, &fields));

    finding = find(GORIS, "index.fr.md", "credit/credit-missing", "No credit");
    fields = *finding;
    fields.waived = true;
    g_ptr_array_add(findings, take_copy(finding, &fields));
    marbre_findings_sort(findings);
    return findings;
}

static void
test_text(void)
{
    g_autoptr(GPtrArray) findings = their_findings();
    unsigned asked = 0;
    MarbreReport report = {.articles = 2,
                           .title = give_title,
                           .stage = give_stage,
                           .source = give_source,
                           .user = &asked};
    g_autofree char *text = marbre_report_text(&report, findings);

    g_assert_cmpstr(
        text, ==,
        "Blocks now\n"
        "\n"
        "“Haut-Karabakh<U+001B>[5m”  articles/2023/09/haut-karabakh\n"
        "  BLOCKING   line 5  The flag “CNN n’a pas pu vérifier” is in somebody else's\n"
        "                     mouth (factcheck/flag-quoted)\n"
        "      «\u00A0CNN n’a pas pu vérifier\u00A0», a dit le ministre.\n"
        "        ^^^^^^^^^^^^^^^^^^^^^^^\n"
        "  1 of these can be mended with:  marbre fix haut-karabakh\n"
        "\n"
        "Will block later\n"
        "\n"
        "“Haut-Karabakh<U+001B>[5m”  articles/2023/09/haut-karabakh\n"
        "  BLOCKING   claims.yaml, line 3  An expired claim\n"
        "                                  (Fact-check, factcheck/claim-expired)\n"
        "\n"
        "Does not block\n"
        "\n"
        "articles/2023/09/goris\n"
        "  WAIVED     No credit (credit/credit-missing)\n"
        "  TO REVIEW  Short (draft/too-short)\n"
        "\n"
        "2 articles: 1 blocks now, 1 will block later, 1 to review, 1 waived.\n");
    g_assert_cmpuint(asked, ==, 2);
}

static void
test_nothing(void)
{
    g_autoptr(GPtrArray) findings = marbre_findings_new();
    MarbreReport report = {.articles = 1};
    g_autofree char *text = marbre_report_text(&report, findings);
    g_autofree char *json = marbre_report_json(&report, findings);

    g_assert_cmpstr(text, ==, "1 article: nothing to say.\n");
    g_assert_nonnull(strstr(json, "\"findings\": []"));
}

/* Without their colours the lines are what they are without colours. */
static void
test_colour(void)
{
    g_autoptr(GPtrArray) findings = their_findings();
    g_autoptr(GRegex) codes = g_regex_new("\033\\[[0-9;]*m", 0, 0, NULL);
    unsigned asked = 0;
    MarbreReport report = {.articles = 2, .source = give_source, .user = &asked};
    g_autofree char *plain = marbre_report_text(&report, findings);
    g_autofree char *coloured = NULL;
    g_autofree char *stripped = NULL;

    g_assert_null(strchr(plain, '\033'));
    report.colour = true;
    coloured = marbre_report_text(&report, findings);
    g_assert_nonnull(strstr(coloured, "\033[1;31mBLOCKING\033[0m   line 5"));
    stripped = g_regex_replace_literal(codes, coloured, -1, 0, "", 0, NULL);
    g_assert_cmpstr(stripped, ==, plain);
}

static void
test_narrow(void)
{
    g_autoptr(GPtrArray) findings = their_findings();
    unsigned asked = 0;
    MarbreReport report = {.width = 46, .source = give_source, .user = &asked};
    g_autofree char *text = marbre_report_text(&report, findings);

    g_assert_nonnull(strstr(text, "  BLOCKING   line 5\n"
                                  "    The flag “CNN n’a pas pu vérifier” is in\n"
                                  "    somebody else's mouth\n"
                                  "    (factcheck/flag-quoted)\n"));
}

static void
test_json(void)
{
    g_autoptr(GPtrArray) findings = their_findings();
    MarbreReport report = {.articles = 2};
    g_autofree char *json = marbre_report_json(&report, findings);
    g_autofree char *flat = NULL;
    g_autoptr(GRegex) space = g_regex_new("\\s*\n\\s*", 0, 0, NULL);

    flat = g_regex_replace_literal(space, json, -1, 0, "", 0, NULL);
    g_assert_true(g_str_has_prefix(
        flat, "{\"version\": 1,\"summary\": {\"articles\": 2,\"errors\": 2,\"warnings\": 1,"
              "\"notes\": 0,\"waived\": 1},\"findings\": [{\"rule\": \"credit/credit-missing\","
              "\"severity\": \"error\",\"stage\": \"fact-check\",\"article\": \"" GORIS "\","
              "\"path\": \"" GORIS "/index.fr.md\","
              "\"start\": {\"line\": 1,\"column\": 1,\"offset\": 0},"
              "\"end\": {\"line\": 1,\"column\": 1,\"offset\": 0},"
              "\"message\": \"No credit\",\"blocks\": \"now\",\"waived\": true,\"fix\": []},"));
    g_assert_nonnull(strstr(flat, "\"stage\": null,"));
    g_assert_nonnull(strstr(flat, "\"blocks\": \"later\",\"waived\": false,"));
    g_assert_nonnull(strstr(flat, "\"start\": {\"line\": 5,\"column\": 3,\"offset\": 26},"));
    g_assert_nonnull(strstr(flat, "\"fix\": [{\"start\": 26,\"end\": 26,\"text\": \"x\\\"\\n\"}]"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/report/report/text", test_text);
    g_test_add_func("/report/report/nothing", test_nothing);
    g_test_add_func("/report/report/colour", test_colour);
    g_test_add_func("/report/report/narrow", test_narrow);
    g_test_add_func("/report/report/json", test_json);
    return g_test_run();
}
