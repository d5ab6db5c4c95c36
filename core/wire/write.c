/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wire/wire.h"

#include "yaml/write.h"

#include <stdbool.h>

/* The file while it grows, and the keys that it has. */
typedef struct {
    GString *file;
    GHashTable *keys; /* of static strings */
} Writing;

static void
write_text(Writing *writing, const char *key, const char *value)
{
    if (value == NULL)
        return;
    g_autofree char *quoted = marbre_yaml_quote(value);
    g_string_append_printf(writing->file, "%s: %s\n", key, quoted);
    g_hash_table_add(writing->keys, (char *)key);
}

static void
write_list(Writing *writing, const char *key, const GPtrArray *values, bool always)
{
    if (values->len == 1 && !always)
        write_text(writing, key, values->pdata[0]);
    if (values->len == 0 || (values->len == 1 && !always))
        return;
    g_string_append_printf(writing->file, "%s: [", key);
    for (guint i = 0; i < values->len; i++) {
        g_autofree char *quoted = marbre_yaml_quote(values->pdata[i]);
        g_string_append_printf(writing->file, "%s%s", i > 0 ? ", " : "", quoted);
    }
    g_string_append(writing->file, "]\n");
    g_hash_table_add(writing->keys, (char *)key);
}

static void
write_picture(GString *file, const MarbreStoryPicture *picture)
{
    const struct {
        const char *key;
        const char *value;
    } parts[] = {{"file", picture->file},
                 {"caption", picture->caption},
                 {"alt", picture->alt},
                 {"credit", picture->credit},
                 {"photographer", picture->photographer},
                 {"agency", picture->agency},
                 {"rights", picture->rights},
                 {"licence", picture->licence}};
    const char *lead = "  - ";
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
        if (parts[i].value == NULL)
            continue;
        g_autofree char *quoted = marbre_yaml_quote(parts[i].value);
        g_string_append_printf(file, "%s%s: %s\n", lead, parts[i].key, quoted);
        lead = "    ";
    }
}

static void
write_pictures(Writing *writing, const GPtrArray *pictures)
{
    if (pictures->len == 0)
        return;
    g_string_append(writing->file, "images:\n");
    for (guint i = 0; i < pictures->len; i++)
        write_picture(writing->file, g_ptr_array_index(pictures, i));
    g_hash_table_add(writing->keys, (char *)"images");
}

/* Keys kept as they came, but for one that was said anew. */
static void
write_kept(Writing *writing, const GPtrArray *keys)
{
    for (guint i = 0; i < keys->len; i++) {
        const MarbreStoryKey *kept = g_ptr_array_index(keys, i);
        if (!g_hash_table_contains(writing->keys, kept->key))
            g_string_append(writing->file, kept->lines);
    }
}

GBytes *
marbre_wire_write(const MarbreStory *story, const char *lang, const char *source_lang)
{
    g_autoptr(GHashTable) keys = g_hash_table_new(g_str_hash, g_str_equal);
    Writing writing = {g_string_new("---\n"), keys};
    write_text(&writing, "title", story->title);
    write_text(&writing, "standfirst", story->standfirst);
    write_text(&writing, "lang", lang);
    write_text(&writing, "source-lang", source_lang);
    write_text(&writing, "section", story->section);
    write_text(&writing, "outlet", story->outlet);
    write_list(&writing, "author", story->authors, false);
    write_text(&writing, "dateline", story->dateline);
    write_text(&writing, "date", story->date);
    write_text(&writing, "embargo", story->embargo);
    write_list(&writing, "tags", story->tags, true);
    write_pictures(&writing, story->pictures);
    write_kept(&writing, story->keys);
    g_string_append(writing.file, "---\n");
    for (guint i = 0; i < story->blocks->len; i++) {
        const MarbreStoryBlock *block = g_ptr_array_index(story->blocks, i);
        g_string_append_printf(writing.file, "\n%s\n", block->markdown);
    }
    return g_string_free_to_bytes(writing.file);
}
