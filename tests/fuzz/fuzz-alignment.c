/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "article/alignment.h"
#include "article/copy.h"
#include "base/problem.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/*
 * Two texts, what stands before the first NUL and what stands behind it: their pairs hold every
 * block of either once, in order, and are the same when they are looked for again.
 */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static MarbreCopy *
read_copy(const uint8_t *data, size_t size)
{
    g_autoptr(GBytes) bytes = g_bytes_new(data, size);
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    return marbre_copy_parse("index.fr.md", "fr", bytes, problems);
}

static size_t
count_passages(const GPtrArray *blocks)
{
    size_t count = 0;
    for (guint i = 0; i < blocks->len; i++)
        count += marbre_block_is_text(g_ptr_array_index(blocks, i));
    return count;
}

static void
check_pairs(const GPtrArray *from, const GPtrArray *to, bool same_language)
{
    g_autoptr(GArray) pairs = marbre_align(from, to, same_language);
    g_autoptr(GArray) again = marbre_align(from, to, same_language);
    size_t from_next = 0, to_next = 0;
    for (guint i = 0; i < pairs->len; i++) {
        const MarbrePair *pair = &g_array_index(pairs, MarbrePair, i);
        g_assert_cmpuint(pair->from, ==, from_next);
        g_assert_cmpuint(pair->to, ==, to_next);
        g_assert_cmpuint(MIN(pair->from_count, pair->to_count), <=, 1);
        g_assert_cmpuint(MAX(pair->from_count, pair->to_count), >=, 1);
        from_next += pair->from_count;
        to_next += pair->to_count;
    }
    g_assert_cmpuint(from_next, ==, count_passages(from));
    g_assert_cmpuint(to_next, ==, count_passages(to));
    g_assert_cmpmem(pairs->data, pairs->len * sizeof(MarbrePair), again->data,
                    again->len * sizeof(MarbrePair));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const uint8_t *cut = size > 0 ? memchr(data, 0, size) : NULL;
    size_t first = cut != NULL ? (size_t)(cut - data) : size / 2;
    size_t second = cut != NULL ? first + 1 : first;
    g_autoptr(MarbreCopy) from = read_copy(data, first);
    g_autoptr(MarbreCopy) to = read_copy(data + second, size - second);
    if (from == NULL || to == NULL)
        return 0;
    check_pairs(marbre_copy_get_blocks(from), marbre_copy_get_blocks(to), false);
    check_pairs(marbre_copy_get_blocks(from), marbre_copy_get_blocks(to), true);
    return 0;
}
