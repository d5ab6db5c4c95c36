/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "article/toml.h"

#include "yaml/write.h"

static void
write_in_line(GString *yaml, const MarbreToml *value)
{
    g_autofree char *quoted =
        value->kind == MARBRE_TOML_TEXT ? marbre_yaml_quote(value->text) : NULL;
    switch (value->kind) {
    case MARBRE_TOML_TEXT:
        g_string_append(yaml, quoted);
        return;
    case MARBRE_TOML_WORD:
        g_string_append(yaml, value->text);
        return;
    case MARBRE_TOML_LIST:
    case MARBRE_TOML_TABLE:
        break;
    }
    bool table = value->kind == MARBRE_TOML_TABLE;
    g_string_append_c(yaml, table ? '{' : '[');
    for (guint i = 0; i < value->items->len; i++) {
        if (i > 0)
            g_string_append(yaml, ", ");
        if (table) {
            g_autofree char *key = marbre_yaml_plain_or_quoted(value->keys->pdata[i]);
            g_string_append_printf(yaml, "%s: ", key);
        }
        write_in_line(yaml, value->items->pdata[i]);
    }
    g_string_append_c(yaml, table ? '}' : ']');
}

char *
marbre_toml_to_yaml(const MarbreToml *table)
{
    GString *yaml = g_string_new(NULL);
    for (guint i = 0; i < table->items->len; i++) {
        g_autofree char *key = marbre_yaml_plain_or_quoted(table->keys->pdata[i]);
        g_string_append_printf(yaml, "%s: ", key);
        write_in_line(yaml, table->items->pdata[i]);
        g_string_append_c(yaml, '\n');
    }
    return g_string_free(yaml, FALSE);
}
