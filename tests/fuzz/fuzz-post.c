/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "article/copy.h"
#include "article/post.h"
#include "base/problem.h"

#include <glib.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Whatever the bytes: words about what is wrong, or a text that reads without a problem, says where
   it comes from, and ends in the same words. */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check(const MarbrePost *post, const char *path, const uint8_t *data, size_t size)
{
    MarbrePostParts parts;
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbreCopy) copy = marbre_copy_parse(path, "fr", post->text, problems);
    g_assert_nonnull(copy);
    g_assert_cmpuint(problems->len, ==, 0);
    g_assert_true(marbre_post_split((const char *)data, size, &parts));
    MarbreSpan body = marbre_copy_get_body(copy);
    const char *text = g_bytes_get_data(post->text, NULL);
    size_t length = parts.body.end - parts.body.start;
    g_assert_cmpuint(body.end - body.start, >=, length);
    g_assert_true(length == 0 ||
                  memcmp(text + body.end - length, data + parts.body.start, length) == 0);
    g_assert_nonnull(marbre_copy_get_key(copy, MARBRE_POST_ORIGIN));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const paths[] = {"content/kultur/a.fr.md", "_posts/2023-01-02-b.md",
                                        "content/c/index.md"};
    for (size_t i = 0; i < G_N_ELEMENTS(paths); i++) {
        g_autoptr(GBytes) file = g_bytes_new(data, size);
        g_autoptr(GError) error = NULL;
        g_autoptr(MarbrePost) post = marbre_post_read(paths[i], "content", file, &error);
        if (post == NULL)
            g_assert_true(g_utf8_validate(error->message, -1, NULL));
        else
            check(post, paths[i], data, size);
    }
    return 0;
}
