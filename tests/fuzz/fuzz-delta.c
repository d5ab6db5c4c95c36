/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* One byte says how long the base is, the rest is a delta, from anybody's pack: what it makes has
 * the size that it says, or it is refused, and nothing beyond either is touched. */
#include "store/delta.h"

#include <string.h>

#define MOST ((uint64_t)1 << 20)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    uint64_t made = 0;

    if (size == 0 || data[0] > size - 1)
        return 0;
    /* Of their own, so that a look beyond their ends is seen. */
    g_autofree uint8_t *base = g_memdup2(data + 1, data[0]);
    g_autofree uint8_t *delta = g_memdup2(data + 1 + data[0], size - 1 - data[0]);
    if (!marbre_delta_size(delta, size - 1 - data[0], &made) || made > MOST)
        return 0;
    g_autofree uint8_t *out = g_malloc0((size_t)made + 1);
    bool good = marbre_delta_apply(base, data[0], delta, size - 1 - data[0], out);
    /* Its first bytes are the same, as far as they go. */
    size_t most = (size_t)made / 2;
    g_autofree uint8_t *first = g_malloc0(most + 1);
    size_t there = marbre_delta_apply_first(base, data[0], delta, size - 1 - data[0], first, most);
    if (there > most || (good && (there < most || memcmp(first, out, most) != 0)))
        g_error("the first bytes are others");
    return 0;
}
