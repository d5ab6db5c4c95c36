/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Whatever comes over the wire as plain text: what is read of it writes as an article's file whose
   front matter says just that, and no line of the copy is both kept and dropped. */
#include "base/problem.h"
#include "wire/format.h"
#include "wire/wire.h"
#include "yaml/document.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static MarbreYaml *
parse_front(GBytes *file)
{
    gsize size = 0;
    const char *text = g_bytes_get_data(file, &size);
    const char *end = g_strstr_len(text + 4, (gssize)size - 4, "\n---\n");
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_assert_true(size > 4 && memcmp(text, "---\n", 4) == 0 && end != NULL);
    const MarbreSpan part = {4, (uint64_t)(end + 1 - text)};
    return marbre_yaml_parse("index.fr.md", file, part, &MARBRE_YAML_PEOPLE, problems);
}

static void
check_key(MarbreYaml *front, const char *key, const char *value)
{
    const MarbreYamlNode *node = marbre_yaml_lookup(marbre_yaml_get_root(front), key);
    const char *text = node == NULL ? NULL : marbre_yaml_node_get_text(node);
    g_assert_cmpstr(text, ==, value);
}

/* Every line has its number, and a number stands in one of the two lists. */
static void
check_lines(const MarbreStory *story)
{
    g_autoptr(GHashTable) kept = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < story->blocks->len; i++) {
        const MarbreStoryBlock *block = g_ptr_array_index(story->blocks, i);
        g_assert_cmpuint(block->line, >, 0);
        g_assert_true(g_hash_table_add(kept, GSIZE_TO_POINTER(block->line)));
    }
    for (guint i = 0; i < story->dropped->len; i++) {
        const MarbreDropped *dropped = g_ptr_array_index(story->dropped, i);
        g_assert_nonnull(dropped->reason);
        g_assert_true(g_hash_table_add(kept, GSIZE_TO_POINTER(dropped->line)));
    }
    g_assert_true(story->status == MARBRE_STORY_USABLE || story->note != NULL);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(GBytes) bytes = g_bytes_new(data, size);
    MarbreFormat format = marbre_format_recognise(bytes);
    g_assert_true((format.name == NULL) == (format.refused != NULL));
    const MarbreWireOptions how = {
        .format = "text", .lang = "fr", .keep_boilerplate = size % 2 == 1};
    g_autoptr(GPtrArray) stories = marbre_wire_read(bytes, &how, NULL);
    if (stories == NULL)
        return 0;
    const MarbreStory *wire = stories->pdata[0];
    g_autoptr(GBytes) file = marbre_wire_write(wire, "fr", "en");
    gsize length = 0;
    const char *text = g_bytes_get_data(file, &length);
    g_assert_true(g_utf8_validate(text, (gssize)length, NULL));
    check_lines(wire);
    g_autoptr(MarbreYaml) front = parse_front(file);
    if (front == NULL)
        g_assert_not_reached();
    check_key(front, "title", wire->title);
    check_key(front, "standfirst", wire->standfirst);
    check_key(front, "section", wire->section);
    check_key(front, "outlet", wire->outlet);
    check_key(front, "dateline", wire->dateline);
    check_key(front, "date", wire->date);
    check_key(front, "embargo", wire->embargo);
    return 0;
}
