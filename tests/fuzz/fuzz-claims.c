/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "article/claims.h"
#include "base/problem.h"

#include <glib.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Whatever the bytes: claims that are whole, or words about what is wrong with them. */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(GBytes) bytes = g_bytes_new(data, size);
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbreClaims) claims = marbre_claims_parse("claims.yaml", bytes, problems);
    for (guint i = 0; i < problems->len; i++) {
        const MarbreProblem *problem = g_ptr_array_index(problems, i);
        g_assert_nonnull(problem->rule);
        g_assert_cmpuint(problem->offset, <=, size);
        g_assert_true(g_utf8_validate(problem->message, -1, NULL));
    }
    if (!claims) {
        g_assert_cmpuint(problems->len, >, 0);
        return 0;
    }
    const GPtrArray *items = marbre_claims_get_items(claims);
    for (guint i = 0; i < items->len; i++) {
        const MarbreClaim *claim = g_ptr_array_index(items, i);
        g_assert_true(*claim->id && *claim->quote);
        g_assert_cmpuint(claim->span.start, <, claim->span.end);
        g_assert_cmpuint(claim->span.end, <=, size);
        g_assert_cmpstr(marbre_claims_find(claims, claim->id)->id, ==, claim->id);
        g_assert_nonnull(marbre_claim_status_text(claim->status));
    }
    return 0;
}
