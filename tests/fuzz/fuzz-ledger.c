/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/problem.h"
#include "desk/ledger.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/*
 * The first line gives words; the rest is a ledger. Claims that are put in or judged leave a ledger
 * that reads without a problem, with every other claim as it was.
 */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const MarbreByWhom lea = {"lea", {INT64_C(1700000000), 60}, "La phrase : \"entière\"."};

static MarbreClaims *
read_ledger(GBytes *bytes)
{
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    MarbreClaims *claims = marbre_claims_parse("claims.yaml", bytes, problems);
    g_assert_true(claims != NULL && problems->len == 0);
    return claims;
}

/* Every claim of one ledger stands in another with the same words, in the same order. */
static void
check_kept(GBytes *before, GBytes *after)
{
    g_autoptr(MarbreClaims) old = read_ledger(before);
    g_autoptr(MarbreClaims) new = read_ledger(after);
    const GPtrArray *items = marbre_claims_get_items(old);
    const GPtrArray *kept = marbre_claims_get_items(new);
    g_assert_cmpuint(items->len, <=, kept->len);
    for (guint i = 0; i < items->len; i++) {
        const MarbreClaim *a = items->pdata[i], *b = kept->pdata[i];
        g_assert_cmpstr(a->id, ==, b->id);
        g_assert_cmpstr(a->quote, ==, b->quote);
        g_assert_cmpstr(a->by, ==, b->by);
    }
}

static void
check_add(GBytes *file, const char *words)
{
    const MarbreEntryWords entries[] = {
        {.quote = words, .by = words, .status = MARBRE_CLAIM_UNVERIFIED},
        {.quote = "le pont a sauté", .kind = "toll"}};
    g_autoptr(GPtrArray) both = g_ptr_array_new(), made = NULL;
    g_ptr_array_add(both, (gpointer)&entries[0]);
    g_ptr_array_add(both, (gpointer)&entries[1]);
    g_autoptr(GBytes) after = marbre_ledger_add(file, both, &lea, &made, NULL);
    if (after == NULL)
        return;
    check_kept(file, after);
    g_autoptr(MarbreClaims) claims = read_ledger(after);
    for (guint i = 0; i < made->len; i++) {
        const MarbreEntryMade *one = made->pdata[i];
        const MarbreEntryWords *entry = both->pdata[i];
        g_assert_true((one->id == NULL) != (one->problem == NULL));
        if (one->id != NULL)
            g_assert_cmpstr(marbre_claims_find(claims, one->id)->quote, ==, entry->quote);
    }
}

static void
check_judge(GBytes *file, const char *words)
{
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbreClaims) claims = marbre_claims_parse("claims.yaml", file, problems);
    MarbreEvidence source = {.origin = (char *)words, .seen = (char *)"2023-11-14"};
    g_autoptr(GPtrArray) evidence = g_ptr_array_new();
    g_ptr_array_add(evidence, &source);
    const MarbreVerdict verdict = {
        .status = MARBRE_CLAIM_FALSE, .evidence = evidence, .expires = "2024-01-01"};
    const GPtrArray *items = claims == NULL ? NULL : marbre_claims_get_items(claims);
    for (guint i = 0; items != NULL && i < items->len; i++) {
        const MarbreClaim *claim = items->pdata[i];
        g_autoptr(GBytes) after = marbre_ledger_judge(file, claim->id, &verdict, &lea, NULL);
        if (after == NULL)
            continue;
        check_kept(file, after);
        g_autoptr(MarbreClaims) judged = read_ledger(after);
        const MarbreClaim *now = marbre_claims_find(judged, claim->id);
        g_assert_cmpint(now->status, ==, MARBRE_CLAIM_FALSE);
        g_assert_cmpstr(now->checked_by, ==, "lea");
        g_assert_cmpstr(now->checked_sentence, ==, lea.sentence);
        g_assert_cmpstr(now->expires, ==, "2024-01-01");
        g_assert_cmpuint(now->evidence->len, >, 0);
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const uint8_t *line_end = size > 1 ? memchr(data, '\n', size) : NULL;
    if (line_end == NULL)
        return 0;
    size_t head = (size_t)(line_end - data);
    g_autofree char *line = g_strndup((const char *)data, head);
    g_autofree char *words = g_utf8_make_valid(line, -1);
    g_autoptr(GBytes) file = g_bytes_new(data + head + 1, size - head - 1);
    check_add(file, words);
    check_judge(file, words);
    g_autoptr(GBytes) none = marbre_ledger_none(file, *words == '\0' ? "rien" : words, &lea, NULL);
    if (none != NULL) {
        g_autoptr(MarbreClaims) claims = read_ledger(none);
        g_assert_nonnull(marbre_claims_get_none(claims, NULL));
    }
    return 0;
}
