/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "article/toml.h"
#include "base/problem.h"
#include "yaml/document.h"

#include <glib.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Whatever the bytes: words about what is wrong, or YAML that says the same, where it is no deeper
   than the newsroom's. */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbreToml) table = marbre_toml_parse((const char *)data, size, 1, &error);
    if (table == NULL) {
        g_assert_nonnull(error);
        g_assert_true(g_utf8_validate(error->message, -1, NULL));
        return 0;
    }
    g_autofree char *yaml = marbre_toml_to_yaml(table);
    g_autoptr(GBytes) bytes = g_bytes_new(yaml, strlen(yaml));
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    const MarbreSpan whole = {0, strlen(yaml)};
    g_autoptr(MarbreYaml) read =
        marbre_yaml_parse("a.yaml", bytes, whole, &MARBRE_YAML_FRONT_MATTER, problems);
    if (read == NULL)
        return 0; /* too deep, too much, or with signs that the newsroom's YAML does not take */
    const MarbreYamlNode *root = marbre_yaml_get_root(read);
    g_assert_cmpuint(marbre_yaml_node_get_count(root), ==, table->items->len);
    for (guint i = 0; i < table->items->len; i++) {
        const MarbreToml *value = g_ptr_array_index(table->items, i);
        const MarbreYamlNode *node = marbre_yaml_node_get_child(root, i);
        g_assert_cmpstr(marbre_yaml_node_get_key(root, i), ==, table->keys->pdata[i]);
        if (value->kind == MARBRE_TOML_TEXT)
            g_assert_cmpstr(marbre_yaml_node_get_string(node), ==, value->text);
        else if (value->kind == MARBRE_TOML_WORD)
            g_assert_cmpstr(marbre_yaml_node_get_text(node), ==, value->text);
        else
            g_assert_cmpuint(marbre_yaml_node_get_count(node), ==, value->items->len);
    }
    return 0;
}
