/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "article/claims.h"
#include "base/problem.h"

#include <glib.h>
#include <string.h>

static MarbreClaims *
parse(const char *text, GPtrArray *problems)
{
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
    return marbre_claims_parse("claims.yaml", bytes, problems);
}

static void
test_ledger(void)
{
    const char *text =
        "claims:\n"
        "  - id: morts-stepanakert\n"
        "    quote: \"Au moins cinq personnes ont été tuées\"\n"
        "    by: \"autorités arméniennes\"\n"
        "    status: verified\n"
        "    evidence:\n"
        "      - {url: \"https://icrc.org\", origin: \"CICR\", seen: 2023-09-19}\n"
        "    checked: {by: lea, at: 2023-09-19T15:02:00+02:00, sentence: Cinq morts.}\n"
        "    expires: 2023-09-26\n"
        "  - {id: b, quote: x, status: unverified}\n";
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbreClaims) claims = parse(text, problems);
    g_autofree char *said = marbre_problems_format(problems);
    g_assert_cmpstr(said, ==, "");
    g_assert_cmpuint(marbre_claims_get_items(claims)->len, ==, 2);
    const MarbreClaim *claim = marbre_claims_find(claims, "morts-stepanakert");
    g_assert_cmpstr(claim->quote, ==, "Au moins cinq personnes ont été tuées");
    g_assert_cmpstr(claim->by, ==, "autorités arméniennes");
    g_assert_cmpint(claim->status, ==, MARBRE_CLAIM_VERIFIED);
    g_assert_cmpuint(claim->evidence->len, ==, 1);
    const MarbreEvidence *evidence = g_ptr_array_index(claim->evidence, 0);
    g_assert_cmpstr(evidence->url, ==, "https://icrc.org");
    g_assert_cmpstr(evidence->origin, ==, "CICR");
    g_assert_cmpstr(evidence->seen, ==, "2023-09-19");
    g_assert_cmpstr(claim->checked_by, ==, "lea");
    g_assert_cmpint(claim->checked_at.seconds, ==, 1695128520);
    g_assert_cmpint(claim->checked_at.offset, ==, 120);
    g_assert_cmpstr(claim->checked_sentence, ==, "Cinq morts.");
    g_assert_cmpstr(claim->expires, ==, "2023-09-26");
    g_assert_cmpuint(claim->span.start, ==, strstr(text, "id: morts") - text);
    const MarbreClaim *second = marbre_claims_find(claims, "b");
    g_assert_null(second->by);
    g_assert_null(second->checked_by);
    g_assert_null(marbre_claims_find(claims, "c"));
    g_assert_null(marbre_claims_get_none(claims, NULL));
}

static void
test_none(void)
{
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbreClaims) claims =
        parse("claims: []\nnone: {reason: \"Un portrait\", by: lea, at: "
              "2023-09-19T15:02:00+02:00}\n",
              problems);
    g_assert_cmpuint(problems->len, ==, 0);
    const char *by;
    g_assert_cmpstr(marbre_claims_get_none(claims, &by), ==, "Un portrait");
    g_assert_cmpstr(by, ==, "lea");
    g_autoptr(MarbreClaims) empty = parse("", problems);
    g_assert_cmpuint(marbre_claims_get_items(empty)->len, ==, 0);
    g_assert_cmpuint(problems->len, ==, 0);
}

static void
assert_wrong(const char *text, uint64_t line, const char *rule, const char *message)
{
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbreClaims) claims = parse(text, problems);
    g_assert_cmpuint(problems->len, ==, 1);
    const MarbreProblem *problem = g_ptr_array_index(problems, 0);
    g_assert_cmpuint(problem->line, ==, line);
    g_assert_cmpstr(problem->rule, ==, rule);
    if (message != NULL)
        g_assert_cmpstr(problem->message, ==, message);
}

static void
test_wrong(void)
{
    const char *rule = "marbre/bad-claims";
    assert_wrong("claims: []\nclaims: []\n", 2, "marbre/bad-yaml", NULL);
    assert_wrong("- a\n", 1, rule, NULL);
    assert_wrong("claims:\n  - {id: a, quote: x, status: maybe}\n", 2, rule, NULL);
    assert_wrong("claims:\n  - {id: A b, quote: x, status: unverified}\n", 2, rule, NULL);
    assert_wrong("claims:\n  - {quote: x, status: unverified}\n", 2, rule, NULL);
    assert_wrong("claims:\n  - {id: a, quote: x, status: unverified, expires: bientôt}\n", 2, rule,
                 NULL);
    assert_wrong("claims:\n  - {id: a, quote: x, status: unverified}\n"
                 "  - {id: a, quote: y, status: unverified}\n",
                 3, rule, "two claims have the id “a”; give one of them another");
    assert_wrong(
        "claims:\n  - {id: a, quote: x, status: verified, evidence: [{seen: 2023-09-19}]}\n", 2,
        rule, "evidence names a source: “url” or “origin” is missing");
    assert_wrong("claims:\n  - {id: a, quote: x, status: unverified, sttus: y}\n", 2, rule, NULL);
}

/* A claim that is incomplete is said and left out, the others stay. */
static void
test_all_at_once(void)
{
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbreClaims) claims = parse("claims:\n"
                                           "  - {id: a, quote: x, status: false}\n"
                                           "  - {id: b, quote: x}\n"
                                           "  - {id: c, quote: x, status: disputed}\n"
                                           "  - {id: d, quote: x, status: maybe}\n",
                                           problems);
    g_assert_cmpuint(problems->len, ==, 2);
    g_assert_cmpuint(marbre_claims_get_items(claims)->len, ==, 2);
    g_assert_cmpint(marbre_claims_find(claims, "a")->status, ==, MARBRE_CLAIM_FALSE);
}

/* The claims that are read later are the same, and what is no ledger is none at once. */
static void
test_later(void)
{
    static const char text[] = "claims:\n  - {id: a, quote: x, status: false}\n"
                               "  - {id: b, quote: x}\n";
    g_autoptr(GBytes) bytes = g_bytes_new_static(text, sizeof text - 1);
    g_autoptr(MarbreClaims) claims = marbre_claims_parse_later("claims.yaml", bytes);
    g_assert_cmpuint(marbre_claims_get_items(claims)->len, ==, 1);
    g_assert_cmpint(marbre_claims_find(claims, "a")->status, ==, MARBRE_CLAIM_FALSE);
    g_autoptr(GBytes) list = g_bytes_new_static("- a\n", 4);
    g_assert_null(marbre_claims_parse_later("claims.yaml", list));
    g_autoptr(GBytes) nothing = g_bytes_new_static("", 0);
    g_autoptr(MarbreClaims) none = marbre_claims_parse_later("claims.yaml", nothing);
    g_assert_null(marbre_claims_find(none, "a"));
}

static void
test_status(void)
{
    MarbreClaimStatus status;
    g_assert_true(marbre_claim_status_parse("to-check", &status));
    g_assert_cmpint(status, ==, MARBRE_CLAIM_TO_CHECK);
    g_assert_false(marbre_claim_status_parse("To-check", &status));
    g_assert_cmpstr(marbre_claim_status_text(MARBRE_CLAIM_WITHDRAWN), ==, "withdrawn");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/article/claims/ledger", test_ledger);
    g_test_add_func("/article/claims/none", test_none);
    g_test_add_func("/article/claims/wrong", test_wrong);
    g_test_add_func("/article/claims/all-at-once", test_all_at_once);
    g_test_add_func("/article/claims/later", test_later);
    g_test_add_func("/article/claims/status", test_status);
    return g_test_run();
}
