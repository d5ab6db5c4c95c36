/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "article/html.h"
#include "base/problem.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* No text makes a page do anything: only known tags, only known addresses. */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool
is_known_tag(const char *tag)
{
    static const char *const tags[] = {"p",          "h1",     "h2", "h3",  "h4",   "h5",  "h6",
                                       "em",         "ul",     "ol", "li",  "a",    "img", "br",
                                       "blockquote", "strong", "hr", "pre", "code", NULL};
    size_t size = strcspn(tag, " />\n");
    g_autofree char *name = g_strndup(tag, size);
    return g_strv_contains(tags, name);
}

static bool
is_relative(const char *address, size_t size)
{
    if (size >= 2 && address[0] == '/' && address[1] == '/')
        return false;
    size_t colon = strcspn(address, ":\"");
    return address[colon] != ':' || strcspn(address, "/?#") < colon;
}

static bool
is_known_address(const char *address, bool link)
{
    size_t size = strcspn(address, "\"");
    for (size_t i = 0; i < size; i++)
        if ((unsigned char)address[i] < 0x20 || address[i] == '\\')
            return false;
    if (is_relative(address, size))
        return true;
    return link && (g_ascii_strncasecmp(address, "http:", 5) == 0 ||
                    g_ascii_strncasecmp(address, "https:", 6) == 0 ||
                    g_ascii_strncasecmp(address, "mailto:", 7) == 0);
}

/* The tag without the values of its attributes. */
static char *
without_values(const char *tag)
{
    GString *bare = g_string_new("");
    bool inside = false;
    for (; *tag; tag++) {
        inside ^= *tag == '"';
        if (!inside)
            g_string_append_c(bare, *tag);
    }
    return g_string_free(bare, false);
}

static void
check_tag(const char *tag)
{
    const char *name = tag[1] == '/' ? tag + 2 : tag + 1;
    g_assert_true(is_known_tag(name));
    const char *end = strchr(tag, '>');
    g_assert_nonnull(end);
    g_autofree char *whole = g_strndup(tag, (size_t)(end - tag));
    const char *link = strstr(whole, " href=\"");
    const char *picture = strstr(whole, " src=\"");
    if (link)
        g_assert_true(is_known_address(link + strlen(" href=\""), true));
    if (picture)
        g_assert_true(is_known_address(picture + strlen(" src=\""), false));
    g_autofree char *bare = without_values(whole);
    g_assert_null(strstr(bare, " on"));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(GBytes) bytes = g_bytes_new(data, size);
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbreCopy) copy = marbre_copy_parse("index.fr.md", "fr", bytes, problems);
    if (!copy)
        return 0;
    g_autofree char *html = marbre_html_render(copy, 1);
    g_assert_nonnull(html);
    g_assert_true(g_utf8_validate(html, -1, NULL));
    for (const char *at = html; *at; at++)
        g_assert_true((unsigned char)*at >= 0x20 || strchr("\t\n\r", *at));
    for (const char *tag = strchr(html, '<'); tag; tag = strchr(tag + 1, '<'))
        check_tag(tag);
    g_autofree char *markdown = marbre_html_render_markdown(copy, 1);
    g_assert_nonnull(markdown);
    g_assert_true(g_utf8_validate(markdown, -1, NULL));
    return 0;
}
