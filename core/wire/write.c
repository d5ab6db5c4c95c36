/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wire/wire.h"

#include "yaml/write.h"

#include <string.h>

static void
write_key(GString *file, const char *key, const char *value)
{
    if (value == NULL)
        return;
    g_autofree char *quoted = marbre_yaml_quote(value);
    g_string_append_printf(file, "%s: %s\n", key, quoted);
}

/* `1.`, `-`, `#`, `>` and their like begin a block in Markdown; the words of a wire do not. */
static size_t
block_mark(const char *paragraph)
{
    size_t digits = strspn(paragraph, "0123456789");
    if (digits > 0 && digits < 10 && (paragraph[digits] == '.' || paragraph[digits] == ')') &&
        (paragraph[digits + 1] == ' ' || paragraph[digits + 1] == '\0'))
        return digits;
    return 0;
}

/* Every sign that Markdown would take for its own is escaped, so that the words stay the words. */
static void
write_paragraph(GString *file, const char *paragraph)
{
    size_t mark = block_mark(paragraph);
    for (size_t i = 0; paragraph[i] != '\0'; i++) {
        bool special = strchr("\\`*_[]<&", paragraph[i]) != NULL;
        bool begins_block = i == 0 && strchr("#>+-=~|", paragraph[i]) != NULL;
        if (special || begins_block || (mark > 0 && i == mark))
            g_string_append_c(file, '\\');
        g_string_append_c(file, paragraph[i]);
    }
    g_string_append(file, "\n");
}

GBytes *
marbre_wire_write(const MarbreWire *wire, const char *lang, const char *source_lang)
{
    GString *file = g_string_new("---\n");
    write_key(file, "title", wire->title);
    write_key(file, "lang", lang);
    write_key(file, "source-lang", source_lang);
    write_key(file, "section", wire->section);
    write_key(file, "outlet", wire->outlet);
    write_key(file, "author", wire->author);
    write_key(file, "dateline", wire->dateline);
    write_key(file, "date", wire->date);
    g_string_append(file, "---\n");
    for (guint i = 0; i < wire->paragraphs->len; i++) {
        g_string_append_c(file, '\n');
        write_paragraph(file, g_ptr_array_index(wire->paragraphs, i));
    }
    return g_string_free_to_bytes(file);
}
