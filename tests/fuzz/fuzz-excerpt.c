/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Three bytes choose span and width, the rest is the file: an excerpt is valid text, keeps to its
 * width and always has a mark. */
#include "finding/excerpt.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(GBytes) file = NULL;
    g_auto(MarbreExcerpt) excerpt = {0};
    MarbreSpan span = {0, 0};
    unsigned width = 0;

    if (size < 3)
        return 0;
    file = g_bytes_new(data + 3, size - 3);
    span = (MarbreSpan){data[0], data[1]};
    width = 20 + data[2] % 100;
    if (!marbre_excerpt_of(file, span, width, &excerpt))
        return 0;
    g_assert(g_utf8_validate(excerpt.line, -1, NULL));
    g_assert(marbre_text_columns(excerpt.line, strlen(excerpt.line)) <= width);
    g_assert(strchr(excerpt.marks, '^') != NULL);
    return 0;
}
