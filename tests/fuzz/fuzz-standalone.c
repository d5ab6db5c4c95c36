/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Whatever HTML a host or a theme makes, what leaves the page is well-formed XML: GLib's parser,
 * which is strict about tags and references, takes all of it. */
#include "publish/plain.h"
#include "publish/standalone.h"
#include "publish/text.h"

#include <glib.h>
#include <stdint.h>
#include <string.h>

#define PAGE "https://gazette.example/2026/03/slug/"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_xml(const buffer *html)
{
    static const GMarkupParser nothing = {0};
    g_autoptr(GError) error = NULL;
    GMarkupParseContext *context = g_markup_parse_context_new(&nothing, 0, NULL, NULL);
    g_markup_parse_context_parse(context, "<body>", -1, &error);
    g_assert_no_error(error);
    g_markup_parse_context_parse(context, html->data, (gssize)html->size, &error);
    g_assert_no_error(error);
    g_markup_parse_context_parse(context, "</body>", -1, &error);
    g_assert_no_error(error);
    g_markup_parse_context_end_parse(context, &error);
    g_assert_no_error(error);
    g_markup_parse_context_free(context);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (!g_utf8_validate((const char *)data, (gssize)size, NULL))
        return 0;
    char *bytes = g_memdup2(data, size); /* exactly as long, so that one beyond is seen */
    const mbr_text given = {bytes, size};
    buffer once = {0}, twice = {0}, plain = {0};
    standalone_write(given, text_of(PAGE), &once);
    if (once.size > 0) {
        check_xml(&once);
        g_assert_true(g_utf8_validate(once.data, (gssize)once.size, NULL));
    }
    g_assert_null(memmem(once.data ? once.data : "", once.size, "<script", strlen("<script")));
    /* What can stand by itself stays as it is. */
    standalone_write((mbr_text){once.data, once.size}, text_of(PAGE), &twice);
    g_assert_cmpmem(twice.data, twice.size, once.data, once.size);
    plain_write(given, &plain);
    g_assert_true(plain.size == 0 || g_utf8_validate(plain.data, (gssize)plain.size, NULL));
    g_assert_false(once.failed || twice.failed || plain.failed);
    buffer_clear(&once);
    buffer_clear(&twice);
    buffer_clear(&plain);
    g_free(bytes);
    return 0;
}
