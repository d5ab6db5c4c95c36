/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk/ledger.h"

#include "base/error.h"
#include "base/problem.h"

#include <string.h>

/* 2023-11-14T22:13:20+00:00 */
#define NOW INT64_C(1700000000)

static const MarbreByWhom lea = {"lea", {NOW, 60}, NULL};

static char *
text_of(GBytes *bytes)
{
    gsize size = 0;
    const char *data = g_bytes_get_data(bytes, &size);
    return g_strndup(data == NULL ? "" : data, size);
}

static GBytes *
bytes_of(const char *text)
{
    return text == NULL ? NULL : g_bytes_new(text, strlen(text));
}

/* What an edit made of a ledger, or the code of its error as "!1". Takes `bytes`, `error`. */
static char *
said(GBytes *bytes, GError *error)
{
    g_autoptr(GBytes) taken = bytes;
    g_autoptr(GError) reason = error;
    g_assert_true((taken == NULL) == (reason != NULL));
    if (taken == NULL)
        return g_strdup_printf("!%d", reason->code);
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbreClaims) claims = marbre_claims_parse("claims.yaml", taken, problems);
    g_assert_nonnull(claims);
    g_assert_cmpuint(problems->len, ==, 0);
    return text_of(taken);
}

static void
expect_add(const char *before, const MarbreEntryWords *entry, const char *after)
{
    g_autoptr(GBytes) file = bytes_of(before);
    g_autoptr(GPtrArray) entries = g_ptr_array_new(), made = NULL;
    GError *error = NULL;
    g_ptr_array_add(entries, (gpointer)entry);
    GBytes *bytes = marbre_ledger_add(file, entries, &lea, &made, &error);
    g_assert_true((bytes == NULL) == (made == NULL));
    if (made != NULL && ((MarbreEntryMade *)made->pdata[0])->problem != NULL) {
        g_assert_null(((MarbreEntryMade *)made->pdata[0])->id);
        g_assert_true(bytes == file || g_bytes_equal(bytes, file));
        g_bytes_unref(bytes);
        bytes = NULL;
        error = g_error_new_literal(MARBRE_ERROR, MARBRE_ERROR_REFUSED, "a problem");
    }
    g_autofree char *actual = said(bytes, error);
    g_assert_cmpstr(actual, ==, after);
}

#define NEW "  - id: le-pont-a-saute\n    quote: \"Le pont a sauté\"\n    status: to-check\n"

static void
test_add(void)
{
    const MarbreEntryWords plain = {.quote = "Le pont a sauté"};
    const MarbreEntryWords full = {.id = "pont",
                                   .quote = "Le pont a sauté",
                                   .by = "le maire : oui",
                                   .kind = "toll",
                                   .status = MARBRE_CLAIM_UNVERIFIED};
    expect_add(NULL, &plain, "claims:\n" NEW);
    expect_add("", &plain, "claims:\n" NEW);
    expect_add("# rien encore\n", &plain, "# rien encore\nclaims:\n" NEW);
    expect_add("claims:\n", &plain, "claims:\n" NEW);
    expect_add("claims: [] # vide\n", &plain, "claims: # vide\n" NEW);
    expect_add("none: {reason: rien}\n", &plain, "claims:\n" NEW);
    expect_add("claims: []\nnone:\n  reason: rien\n", &plain, "claims:\n" NEW);
    expect_add("claims:\n  - {id: a, quote: Rien, status: to-check}", &plain,
               "claims:\n  - {id: a, quote: Rien, status: to-check}\n"
               "  - id: le-pont-a-saute\n    quote: \"Le pont a sauté\"\n    status: to-check");
    expect_add("{claims: [{id: a, quote: Rien, status: to-check}]}", &plain,
               "{claims: [{id: a, quote: Rien, status: to-check}, {id: le-pont-a-saute, quote: "
               "\"Le pont a sauté\", status: to-check}]}");
    expect_add(NULL, &full,
               "claims:\n  - id: pont\n    quote: \"Le pont a sauté\"\n    by: \"le maire : "
               "oui\"\n    kind: toll\n    status: unverified\n    checked:\n      by: lea\n"
               "      at: 2023-11-14T23:13:20+01:00\n");
}

static void
test_names(void)
{
    const MarbreEntryWords other = {.quote = "Le pont a sauté, dit-il"};
    const MarbreEntryWords signs = {.quote = "Мост взорван"};
    const MarbreEntryWords same = {.quote = "LE PONT\u00a0A SAUTE\u0301"};
    const MarbreEntryWords taken = {.id = "le-pont-a-saute", .quote = "Autre chose"};
    const MarbreEntryWords end = {.quote = "le 31 mai dernier ils sont tous partis de là"};
    expect_add("claims:\n  - {id: le-pont-a-saute-dit-il, quote: A, status: to-check}\n", &other,
               "claims:\n  - {id: le-pont-a-saute-dit-il, quote: A, status: to-check}\n"
               "  - id: le-pont-a-saute-dit-il-2\n    quote: \"Le pont a sauté, dit-il\"\n    "
               "status: to-check\n");
    expect_add("claims:\n" NEW, &same, "!1");
    expect_add("claims:\n" NEW, &taken, "!1");
    expect_add(NULL, &end,
               "claims:\n  - id: le-31-mai-dernier-ils-sont-tous\n    quote: \"le 31 mai dernier "
               "ils sont tous partis de là\"\n    status: to-check\n");
    expect_add(NULL, &signs,
               "claims:\n  - id: claim\n    quote: \"Мост взорван\"\n    status: to-check\n");
}

/* Several at once: the ledger is read once, and holds them against each other as well. */
static void
test_several(void)
{
    MarbreEntryWords words[] = {{.quote = "Le pont a sauté"},
                                {.quote = "le pont a sauté"},
                                {.quote = "Le pont a sauté !"},
                                {.id = "b", .quote = "Autre chose"},
                                {.quote = "Rien"}};
    g_autoptr(GPtrArray) entries = g_ptr_array_new(), made = NULL;
    g_autoptr(GBytes) file = bytes_of("claims:\n  - {id: b, quote: X, status: to-check}\n# fin\n");
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        g_ptr_array_add(entries, &words[i]);
    g_autoptr(GBytes) bytes = marbre_ledger_add(file, entries, &lea, &made, NULL);
    g_autofree char *text = text_of(bytes);
    g_assert_cmpstr(text, ==,
                    "claims:\n  - {id: b, quote: X, status: to-check}\n" NEW
                    "  - id: le-pont-a-saute-2\n    quote: \"Le pont a sauté !\"\n    status: "
                    "to-check\n  - id: rien\n    quote: Rien\n    status: to-check\n# fin\n");
    g_assert_cmpuint(made->len, ==, 5);
    g_assert_nonnull(((MarbreEntryMade *)made->pdata[1])->problem);
    g_assert_nonnull(((MarbreEntryMade *)made->pdata[3])->problem);
    g_assert_cmpstr(((MarbreEntryMade *)made->pdata[4])->id, ==, "rien");
}

static void
test_broken(void)
{
    const MarbreEntryWords plain = {.quote = "Le pont a sauté"};
    expect_add("claims: [", &plain, "!1");
    expect_add("claims: rien\n", &plain, "!1");
    expect_add("- a\n", &plain, "!1");
    expect_add("claims:\n  - {id: a, status: to-check}\n", &plain, "!1");
    expect_add("claims:\n  - {id: a, quote: x, status: bon}\n", &plain, "!1");
    expect_add("{claims: }\n", &plain, "!1");
    expect_add("claims: &a []\n", &plain, "!1");
}

static void
expect_judge(const char *before, const char *id, const MarbreVerdict *verdict, const char *after)
{
    g_autoptr(GBytes) file = bytes_of(before);
    GError *error = NULL;
    GBytes *bytes = marbre_ledger_judge(file, id, verdict, &lea, &error);
    g_autofree char *actual = said(bytes, error);
    g_assert_cmpstr(actual, ==, after);
}

#define ONE(rest) "claims:\r\n  - id: a # ici\r\n    quote: 'Rien'\r\n" rest
#define AT "2023-11-14T23:13:20+01:00"

static void
test_judge(void)
{
    MarbreEvidence source = {.origin = (char *)"source 17", .seen = (char *)"2023-11-14"};
    g_autoptr(GPtrArray) evidence = g_ptr_array_new();
    g_ptr_array_add(evidence, &source);
    const MarbreVerdict unverified = {.status = MARBRE_CLAIM_UNVERIFIED};
    const MarbreVerdict back = {.status = MARBRE_CLAIM_TO_CHECK, .over = true};
    const MarbreVerdict bare = {.status = MARBRE_CLAIM_VERIFIED};
    const MarbreVerdict good = {
        .status = MARBRE_CLAIM_FALSE, .evidence = evidence, .expires = "2024-01-01"};
    expect_judge(
        ONE("    status: to-check\r\n"), "a", &unverified,
        ONE("    status: unverified\r\n    checked:\r\n      by: lea\r\n      at: " AT "\r\n"));
    expect_judge(ONE("    status: 'unverified' # oui\r\n    checked: {at: " AT ", by: lea} # x\r\n"
                     "# fin\r\n"),
                 "a", &unverified,
                 ONE("    status: 'unverified' # oui\r\n    checked: {at: " AT ", by: lea} # x\r\n"
                     "# fin\r\n"));
    expect_judge(ONE("    checked: {at: " AT ", by: lea}\r\n    status: unverified\r\n    expires: "
                     "2023-01-01\r\n"),
                 "a", &back, ONE("    status: to-check\r\n"));
    expect_judge(ONE("    status: unverified\r\n"), "a", &bare, "!1");
    expect_judge(ONE("    status: unverified\r\n    evidence: []\r\n"), "a", &bare, "!1");
    expect_judge(ONE("    status: unverified\r\n"), "b", &unverified, "!5");
    expect_judge(ONE("    status: bon\r\n"), "a", &unverified, "!1");
    expect_judge(ONE("    status: false\r\n    evidence: [{origin: source 17, seen: 2023-01-01}]"
                     "\r\n    checked: {by: x, at: " AT "}\r\n"),
                 "a", &good,
                 ONE("    status: false\r\n    evidence: [{origin: source 17, seen: 2023-11-14}]"
                     "\r\n    checked: {by: lea, at: " AT "}\r\n    expires: 2024-01-01\r\n"));
    /* The last of several, in brackets and not. */
    expect_judge("claims: [{id: a, quote: x, status: to-check}, {id: b, quote: y, status: "
                 "to-check}]\n",
                 "b", &good,
                 "claims: [{id: a, quote: x, status: to-check}, {id: b, quote: y, status: "
                 "\"false\", evidence: [{origin: \"source 17\", seen: 2023-11-14}], checked: {by: "
                 "lea, at: " AT "}, expires: 2024-01-01}]\n");
}

static void
expect_none(const char *before, const char *reason, const char *after)
{
    g_autoptr(GBytes) file = bytes_of(before);
    GError *error = NULL;
    GBytes *bytes = marbre_ledger_none(file, reason, &lea, &error);
    g_autofree char *actual = said(bytes, error);
    g_assert_cmpstr(actual, ==, after);
}

static void
test_unknown(void)
{
    g_autoptr(GBytes) file = bytes_of("claims: []\n");
    g_autoptr(GError) error = NULL;
    const MarbreVerdict verdict = {.status = MARBRE_CLAIM_VERIFIED};
    g_assert_null(marbre_ledger_judge(file, "zzz", &verdict, &lea, &error));
    g_assert_cmpstr(error->message, ==,
                    "no claim is called “zzz”; `marbre claim list ARTICLE` names them");
}

static void
assert_none_refused(const char *text, const char *why)
{
    g_autoptr(GBytes) file = bytes_of(text);
    g_autoptr(GError) error = NULL;
    g_assert_null(marbre_ledger_none(file, "rien", &lea, &error));
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED);
    g_assert_cmpstr(error->message, ==, why);
}

static void
test_none(void)
{
    expect_none(NULL, "rien", "none:\n  reason: rien\n  by: lea\n  at: " AT "\n");
    expect_none("claims: []\n", "rien",
                "claims: []\nnone:\n  reason: rien\n  by: lea\n  at: " AT "\n");
    expect_none("none: {reason: rien, by: lea} # déjà\n", "rien",
                "none: {reason: rien, by: lea} # déjà\n");
    expect_none("none: {reason: rien, by: marc} # déjà\n", "rien : vu",
                "none: {reason: \"rien : vu\", by: lea, at: " AT "} # déjà\n");
    expect_none("claims:\n" NEW, "rien", "!1");
    expect_none("claims: {}\n", "rien", "!1");
    assert_none_refused("claims:\n  - {id: a, quote: x, status: to-check}\n",
                        "the ledger holds 1 claim; an article that makes none has none");
    assert_none_refused("claims:\n  - {id: a, quote: x, status: to-check}\n"
                        "  - {id: b, quote: y, status: to-check}\n",
                        "the ledger holds 2 claims; an article that makes none has none");
}

static unsigned
due(const char *rest, int64_t now)
{
    g_autofree char *text = g_strconcat("claims:\n  - {id: a, quote: x, ", rest, "}\n", NULL);
    g_autoptr(GBytes) file = bytes_of(text);
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbreClaims) claims = marbre_claims_parse("claims.yaml", file, problems);
    g_autoptr(GTimeZone) zone = g_time_zone_new_offset(3600);
    g_assert_cmpuint(problems->len, ==, 0);
    return marbre_ledger_due(marbre_claims_find(claims, "a"), zone, now);
}

static void
test_due(void)
{
    g_assert_cmpuint(due("status: to-check", NOW), ==, MARBRE_DUE_LOOK);
    g_assert_cmpuint(due("status: unverified", NOW), ==, MARBRE_DUE_FLAG);
    g_assert_cmpuint(due("status: verified", NOW), ==, MARBRE_DUE_EVIDENCE);
    g_assert_cmpuint(due("status: verified, evidence: [{origin: x}]", NOW), ==, 0);
    g_assert_cmpuint(due("status: withdrawn, expires: 2000-01-01", NOW), ==, 0);
    /* A day lasts to its end where the newsroom is: 23:13 here is still the fourteenth. */
    g_assert_cmpuint(due("status: unverified, expires: 2023-11-14", NOW), ==, MARBRE_DUE_FLAG);
    g_assert_cmpuint(due("status: unverified, expires: 2023-11-14", NOW + 3600), ==,
                     MARBRE_DUE_FLAG | MARBRE_DUE_AGAIN);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/desk/ledger/add", test_add);
    g_test_add_func("/desk/ledger/names", test_names);
    g_test_add_func("/desk/ledger/several", test_several);
    g_test_add_func("/desk/ledger/broken", test_broken);
    g_test_add_func("/desk/ledger/judge", test_judge);
    g_test_add_func("/desk/ledger/none", test_none);
    g_test_add_func("/desk/ledger/unknown", test_unknown);
    g_test_add_func("/desk/ledger/due", test_due);
    return g_test_run();
}
