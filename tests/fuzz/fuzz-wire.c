/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Whatever comes over the wire: what is read of it writes as an article's file whose front matter
   says just that, and no line of the copy is both kept and dropped. */
#include "base/problem.h"
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
    return marbre_yaml_parse("index.fr.md", file, part, &MARBRE_YAML_FRONT_MATTER, problems);
}

static void
check_key(MarbreYaml *front, const char *key, const char *value)
{
    const MarbreYamlNode *node = marbre_yaml_lookup(marbre_yaml_get_root(front), key);
    const char *text = node == NULL ? NULL : marbre_yaml_node_get_text(node);
    g_assert_cmpstr(text, ==, value);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(GBytes) bytes = g_bytes_new(data, size);
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
    for (guint i = 0; i < wire->dropped->len; i++)
        g_assert_nonnull(((MarbreDropped *)g_ptr_array_index(wire->dropped, i))->reason);
    g_autoptr(MarbreYaml) front = parse_front(file);
    if (front == NULL)
        g_assert_not_reached();
    check_key(front, "title", wire->title);
    check_key(front, "section", wire->section);
    check_key(front, "outlet", wire->outlet);
    return 0;
}
