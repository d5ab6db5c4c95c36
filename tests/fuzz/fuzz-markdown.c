/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Markdown with any front matter: what is written of it reads back without a fault, and written
   once more it is the same bytes. */
#include "article/copy.h"
#include "base/problem.h"
#include "wire/wire.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static GBytes *
write_again(GBytes *file)
{
    const MarbreWireOptions how = {.format = "markdown", .lang = "fr", .keep_boilerplate = true};
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) stories = marbre_wire_read(file, &how, &error);
    /* A notice to editors leaves the text; what was put right may show what more there is. */
    const MarbreStory *story = stories == NULL ? NULL : stories->pdata[0];
    return story == NULL || story->note != NULL || story->repairs->len > 0
               ? NULL
               : marbre_wire_write(story, "fr", "en");
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size > 16384)
        return 0;
    g_autoptr(GBytes) file = g_bytes_new(data, size);
    g_autoptr(GBytes) one = write_again(file);
    if (one == NULL)
        return 0;
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbreCopy) copy = marbre_copy_parse("index.fr.md", "fr", one, problems);
    for (guint i = 0; i < problems->len; i++)
        g_error("%s", ((MarbreProblem *)problems->pdata[i])->message);
    g_autoptr(GBytes) two = write_again(one);
    g_assert_nonnull(two);
    gsize length_one, length_two;
    const char *text_one = g_bytes_get_data(one, &length_one);
    const char *text_two = g_bytes_get_data(two, &length_two);
    g_assert_cmpmem(text_one, length_one, text_two, length_two);
    return 0;
}
