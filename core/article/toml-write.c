/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "article/toml_inside.h"

#include "yaml/write.h"

static MarbreToml *
value_new(MarbreTomlKind kind, const char *text)
{
    MarbreToml *value = marbre_toml_new(kind);
    value->text = g_strdup(text);
    return value;
}

MarbreToml *
marbre_toml_new_text(const char *text)
{
    return value_new(MARBRE_TOML_TEXT, text);
}

MarbreToml *
marbre_toml_new_word(const char *word)
{
    return value_new(MARBRE_TOML_WORD, word);
}

MarbreToml *
marbre_toml_new_list(void)
{
    return value_new(MARBRE_TOML_LIST, NULL);
}

MarbreToml *
marbre_toml_new_table(void)
{
    return value_new(MARBRE_TOML_TABLE, NULL);
}

void
marbre_toml_add(MarbreToml *list, MarbreToml *value)
{
    g_ptr_array_add(list->items, value);
}

void
marbre_toml_put(MarbreToml *table, const char *key, MarbreToml *value)
{
    if (value == NULL)
        return;
    g_ptr_array_add(table->keys, g_strdup(key));
    g_ptr_array_add(table->items, value);
}

void
marbre_toml_put_text(MarbreToml *table, const char *key, const char *text)
{
    if (text != NULL && *text != '\0')
        marbre_toml_put(table, key, marbre_toml_new_text(text));
}

MarbreToml *
marbre_toml_of_yaml(const MarbreYamlNode *node)
{
    MarbreYamlKind kind = marbre_yaml_node_get_kind(node);
    bool map = kind == MARBRE_YAML_MAP;
    if (kind != MARBRE_YAML_LIST && !map) {
        const char *text = marbre_yaml_node_get_text(node);
        return kind == MARBRE_YAML_TEXT
                   ? marbre_toml_new_text(text)
                   : marbre_toml_new_word(text == NULL || *text == '\0' ? "null" : text);
    }
    MarbreToml *value = map ? marbre_toml_new_table() : marbre_toml_new_list();
    for (size_t i = 0; i < marbre_yaml_node_get_count(node); i++) {
        MarbreToml *child = marbre_toml_of_yaml(marbre_yaml_node_get_child(node, i));
        if (map)
            marbre_toml_put(value, marbre_yaml_node_get_key(node, i), child);
        else
            marbre_toml_add(value, child);
    }
    return value;
}

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
