/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What a draft should not have kept, in any text: every range lies on characters. */
#include "boilerplate.h"
#include "cut.h"
#include "placeholder.h"

#include <glib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_span(const mbr_text *text, mbr_span span)
{
    g_assert_cmpuint(span.start, <=, span.end);
    g_assert_cmpuint(span.end, <=, text->size);
    g_assert_true(span.start == text->size || ((uint8_t)text->data[span.start] & 0xc0) != 0x80);
    g_assert_true(span.end == text->size || ((uint8_t)text->data[span.end] & 0xc0) != 0x80);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0 || !g_utf8_validate((const char *)data, (gssize)size, NULL))
        return 0;
    g_autofree char *copy = g_strndup((const char *)data, size);
    mbr_text text = {copy, size};
    mbr_span found = {0, 0};
    while (placeholder_find(&text, found.end, &found)) {
        check_span(&text, found);
        g_assert_cmpuint(found.start, <, found.end);
    }
    static page_list pages;
    if (!pages.lines)
        g_assert_true(page_list_make(&pages));
    boilerplate_line line = {.text = &text, .edge = true};
    if (boilerplate_is(&pages, &line, &found))
        check_span(&text, found);
    for (size_t at = 0; at < size && at < 64; at++) {
        if (cut_find(&text, (mbr_span){at, at}, true, &found))
            g_assert_cmpuint(found.end, <=, size);
    }
    return 0;
}
