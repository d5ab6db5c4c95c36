/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "article/state.h"
#include "base/problem.h"

#include <glib.h>
#include <stddef.h>
#include <stdint.h>

/* A state that can be read is written in one form, which reads back as the same state. */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(GBytes) bytes = g_bytes_new(data, size);
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbreState) state = marbre_state_parse("state.yaml", bytes, problems);
    if (!state) {
        g_assert_cmpuint(problems->len, >, 0);
        g_assert_false(marbre_state_is_canonical(bytes));
        return 0;
    }
    g_autoptr(GBytes) written = marbre_state_write(state);
    g_assert_true(marbre_state_is_canonical(written));
    g_assert_true((problems->len == 0) == g_bytes_equal(bytes, written));
    g_ptr_array_set_size(problems, 0);
    g_autoptr(MarbreState) again = marbre_state_parse("state.yaml", written, problems);
    g_assert_nonnull(again);
    g_assert_cmpuint(problems->len, ==, 0);
    g_autoptr(MarbreState) copy = marbre_state_copy(again);
    g_autoptr(GBytes) twice = marbre_state_write(copy);
    g_assert_true(g_bytes_equal(written, twice));
    return 0;
}
