/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "worker/kept_form.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* A kept result: what can be read is written again as it stood. */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(GBytes) form = g_bytes_new(data, size);
    g_autoptr(MarbreOutcome) outcome = marbre_kept_form_read(form);
    if (!outcome)
        return 0;
    g_autoptr(GByteArray) again = g_byte_array_new();
    marbre_kept_form_write(outcome, again);
    g_autoptr(GBytes) bytes = g_bytes_new(again->data, again->len);
    g_autoptr(MarbreOutcome) same = marbre_kept_form_read(bytes);
    g_assert_nonnull(same);
    g_assert_cmpint(same->status, ==, outcome->status);
    g_assert_cmpint(same->until, ==, outcome->until);
    g_assert_cmpuint(same->reads->len, ==, outcome->reads->len);
    g_assert_cmpuint(same->findings->len, ==, outcome->findings->len);
    return 0;
}
