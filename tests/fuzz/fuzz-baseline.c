/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/problem.h"
#include "report/baseline.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Whatever the bytes: a baseline, which knows nothing of an empty report and is over as a whole
 * then, or words about what is wrong with it. */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(GBytes) bytes = g_bytes_new(data, size);
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(GPtrArray) none = g_ptr_array_new();
    g_autoptr(GPtrArray) findings = marbre_findings_new();
    const MarbreReport report = {.judged = none, .fingerprints = none};
    g_autoptr(MarbreBaseline) baseline = marbre_baseline_parse("known.json", bytes, problems);
    g_autoptr(MarbreBaseline) again = NULL;

    if (baseline == NULL) {
        g_assert_cmpuint(problems->len, >, 0);
        return 0;
    }
    g_assert_cmpuint(problems->len, ==, 0);
    marbre_baseline_apply(baseline, &report, findings);
    g_autoptr(GPtrArray) part = marbre_baseline_stale(baseline, &report, false);
    g_assert_cmpuint(part->len, ==, 0);
    g_autoptr(GPtrArray) stale = marbre_baseline_stale(baseline, &report, true);
    for (unsigned i = 0; i < stale->len; i++) {
        const MarbreKnown *known = g_ptr_array_index(stale, i);

        g_assert_cmpuint(strlen(known->fingerprint), ==, 32);
        g_assert_true(known->rule != NULL && known->message != NULL && known->article != NULL);
    }
    again = marbre_baseline_parse("known.json", bytes, problems);
    g_assert_cmpuint(marbre_baseline_limit(baseline, again), ==, 0);
    return 0;
}
