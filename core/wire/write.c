/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wire/wire.h"

#include "yaml/write.h"

static void
write_key(GString *file, const char *key, const char *value)
{
    if (value == NULL)
        return;
    g_autofree char *quoted = marbre_yaml_quote(value);
    g_string_append_printf(file, "%s: %s\n", key, quoted);
}

static void
write_list(GString *file, const char *key, const GPtrArray *values)
{
    if (values->len == 1)
        write_key(file, key, values->pdata[0]);
    if (values->len <= 1)
        return;
    g_string_append_printf(file, "%s: [", key);
    for (guint i = 0; i < values->len; i++) {
        g_autofree char *quoted = marbre_yaml_quote(values->pdata[i]);
        g_string_append_printf(file, "%s%s", i > 0 ? ", " : "", quoted);
    }
    g_string_append(file, "]\n");
}

GBytes *
marbre_wire_write(const MarbreStory *story, const char *lang, const char *source_lang)
{
    GString *file = g_string_new("---\n");
    write_key(file, "title", story->title);
    write_key(file, "lang", lang);
    write_key(file, "source-lang", source_lang);
    write_key(file, "section", story->section);
    write_key(file, "outlet", story->outlet);
    write_list(file, "author", story->authors);
    write_key(file, "dateline", story->dateline);
    write_key(file, "date", story->date);
    g_string_append(file, "---\n");
    for (guint i = 0; i < story->blocks->len; i++) {
        const MarbreStoryBlock *block = g_ptr_array_index(story->blocks, i);
        g_string_append_printf(file, "\n%s\n", block->markdown);
    }
    return g_string_free_to_bytes(file);
}
