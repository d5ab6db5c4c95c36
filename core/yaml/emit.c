/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "yaml/emit.h"
#include "yaml/change.h"
#include "yaml/write.h"

#include <string.h>

#define STEP 2
#define DEEPEST 32

static bool
is_map(GVariant *value)
{
    return g_variant_is_of_type(value, G_VARIANT_TYPE("a{sv}")) ||
           g_variant_is_of_type(value, G_VARIANT_TYPE("a(sv)"));
}

static bool
is_list(GVariant *value)
{
    return g_variant_is_of_type(value, G_VARIANT_TYPE("av")) ||
           g_variant_is_of_type(value, G_VARIANT_TYPE("as"));
}

/* A child's value without the variant around it; (transfer full). */
static GVariant *
child_value(GVariant *value, size_t index, char **ret_key)
{
    g_autoptr(GVariant) child = g_variant_get_child_value(value, index);

    if (is_map(value)) {
        g_autoptr(GVariant) key = g_variant_get_child_value(child, 0);
        g_autoptr(GVariant) boxed = g_variant_get_child_value(child, 1);

        *ret_key = g_variant_dup_string(key, NULL);
        return g_variant_get_variant(boxed);
    }
    if (g_variant_is_of_type(child, G_VARIANT_TYPE_VARIANT))
        return g_variant_get_variant(child);
    return g_steal_pointer(&child);
}

static bool
is_writable_at(GVariant *value, unsigned depth)
{
    if (g_variant_is_of_type(value, G_VARIANT_TYPE_STRING) ||
        g_variant_is_of_type(value, G_VARIANT_TYPE_BOOLEAN) ||
        g_variant_is_of_type(value, G_VARIANT_TYPE_INT64))
        return true;
    if (depth >= DEEPEST || (!is_map(value) && !is_list(value)))
        return false;
    for (size_t i = 0; i < g_variant_n_children(value); i++) {
        g_autofree char *key = NULL;
        g_autoptr(GVariant) child = child_value(value, i, &key);

        if (!is_writable_at(child, depth + 1))
            return false;
    }
    return true;
}

bool
marbre_yaml_is_writable(GVariant *value)
{
    return is_writable_at(value, 0);
}

static void
emit_scalar(GString *text, GVariant *value, MarbreYamlQuoting quoting)
{
    g_autofree char *written = NULL;

    if (g_variant_is_of_type(value, G_VARIANT_TYPE_BOOLEAN)) {
        g_string_append(text, g_variant_get_boolean(value) ? "true" : "false");
    } else if (g_variant_is_of_type(value, G_VARIANT_TYPE_INT64)) {
        g_string_append_printf(text, "%" G_GINT64_FORMAT, g_variant_get_int64(value));
    } else {
        const char *string = g_variant_get_string(value, NULL);

        written = quoting == MARBRE_YAML_QUOTE_ALL ? marbre_yaml_quote(string)
                                                   : marbre_yaml_plain_or_quoted(string);
        g_string_append(text, written);
    }
}

void
marbre_yaml_emit_flow(GString *text, GVariant *value, MarbreYamlQuoting quoting)
{
    bool is_group = is_map(value);

    if (!is_group && !is_list(value)) {
        emit_scalar(text, value, quoting);
        return;
    }
    g_string_append_c(text, is_group ? '{' : '[');
    for (size_t i = 0; i < g_variant_n_children(value); i++) {
        g_autofree char *key = NULL;
        g_autofree char *written = NULL;
        g_autoptr(GVariant) child = child_value(value, i, &key);

        if (i > 0)
            g_string_append(text, ", ");
        if (key != NULL) {
            written = marbre_yaml_write_key(key);
            g_string_append_printf(text, "%s ", written);
        }
        marbre_yaml_emit_flow(text, child, quoting);
    }
    g_string_append_c(text, is_group ? '}' : ']');
}

static void
indent(GString *text, size_t column)
{
    for (size_t i = 0; i < column; i++)
        g_string_append_c(text, ' ');
}

/* The children as lines; the first one without its indentation where `goes_on`. */
static void
emit_children(GString *text,
              GVariant *value,
              MarbreYamlQuoting quoting,
              size_t column,
              const char *line_end,
              bool goes_on)
{
    for (size_t i = 0; i < g_variant_n_children(value); i++) {
        g_autofree char *key = NULL;
        g_autoptr(GVariant) child = child_value(value, i, &key);
        size_t start = text->len;

        marbre_yaml_emit_block(text, key, child, quoting, column, line_end);
        if (i == 0 && goes_on)
            g_string_erase(text, (gssize)start, (gssize)column);
    }
}

void
marbre_yaml_emit_block(GString *text,
                       const char *key,
                       GVariant *value,
                       MarbreYamlQuoting quoting,
                       size_t column,
                       const char *line_end)
{
    bool has_children = (is_map(value) || is_list(value)) && g_variant_n_children(value) > 0;
    g_autofree char *written = key != NULL ? marbre_yaml_write_key(key) : g_strdup("-");

    indent(text, column);
    g_string_append(text, written);
    if (has_children && key != NULL) {
        g_string_append(text, line_end);
        emit_children(text, value, quoting, column + STEP, line_end, false);
        return;
    }
    g_string_append_c(text, ' ');
    if (has_children && is_map(value)) {
        emit_children(text, value, quoting, column + STEP, line_end, true);
        return;
    }
    marbre_yaml_emit_flow(text, value, quoting);
    g_string_append(text, line_end);
}

static bool
scalar_matches(const MarbreYamlNode *node, GVariant *value)
{
    if (g_variant_is_of_type(value, G_VARIANT_TYPE_BOOLEAN))
        return node->kind == MARBRE_YAML_BOOL && node->boolean == g_variant_get_boolean(value);
    if (g_variant_is_of_type(value, G_VARIANT_TYPE_INT64))
        return node->kind == MARBRE_YAML_INT && node->integer == g_variant_get_int64(value);
    return node->kind == MARBRE_YAML_TEXT &&
           strcmp(node->text, g_variant_get_string(value, NULL)) == 0;
}

bool
marbre_yaml_matches(const MarbreYamlNode *node, GVariant *value)
{
    if (!is_map(value) && !is_list(value))
        return scalar_matches(node, value);
    if (node->kind != (is_map(value) ? MARBRE_YAML_MAP : MARBRE_YAML_LIST) ||
        node->count != g_variant_n_children(value))
        return false;
    for (size_t i = 0; i < node->count; i++) {
        g_autofree char *key = NULL;
        g_autoptr(GVariant) child = child_value(value, i, &key);

        if (g_strcmp0(key, node->children[i]->key) != 0 ||
            !marbre_yaml_matches(node->children[i], child))
            return false;
    }
    return true;
}
