/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Two wordings, the first byte of the input saying where the second begins: what is shown of them
 * lies on characters of each. */
#include "kill.h"
#include "language.h"
#include "wording.h"

#include <glib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_span(mbr_text text, mbr_span span)
{
    g_assert_cmpuint(span.start, <=, span.end);
    g_assert_cmpuint(span.end, <=, text.size);
    g_assert_true(span.start == text.size || ((uint8_t)text.data[span.start] & 0xc0) != 0x80);
    g_assert_true(span.end == text.size || ((uint8_t)text.data[span.end] & 0xc0) != 0x80);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static word_set small;
    if (size == 0)
        return 0;
    size_t middle = MIN((size - 1) * data[0] / 255, size - 1);
    const char *words = (const char *)data + 1;
    if (!g_utf8_validate(words, (gssize)middle, NULL) ||
        !g_utf8_validate(words + middle, (gssize)(size - 1 - middle), NULL))
        return 0;
    language_words(&small);
    g_autofree char *first = g_strndup(words, middle);
    g_autofree char *second = g_strndup(words + middle, size - 1 - middle);
    const mbr_text before = {first, middle}, after = {second, size - 1 - middle};
    wording change;
    g_assert_true(wording_compare(&small, after, before, after, &change));
    check_span(before, change.before);
    check_span(after, change.after);
    (void)wording_kinds(&small, before, after);
    (void)kill_is_announced(before);
    return 0;
}
