/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "plugin/options.h"

#include "base/json.h"
#include "plugin/option_value.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
write_value(MarbreJson *json, GVariant *value)
{
    if (g_variant_is_of_type(value, G_VARIANT_TYPE_BOOLEAN)) {
        marbre_json_bool(json, g_variant_get_boolean(value));
    } else if (g_variant_is_of_type(value, G_VARIANT_TYPE_INT64)) {
        marbre_json_int(json, g_variant_get_int64(value));
    } else if (g_variant_is_of_type(value, G_VARIANT_TYPE_DOUBLE)) {
        marbre_json_double(json, g_variant_get_double(value));
    } else if (g_variant_is_of_type(value, G_VARIANT_TYPE_STRING)) {
        marbre_json_string(json, g_variant_get_string(value, NULL));
    } else {
        marbre_json_begin_array(json);
        for (size_t i = 0; i < g_variant_n_children(value); i++) {
            g_autoptr(GVariant) item = g_variant_get_child_value(value, i);
            write_value(json, item);
        }
        marbre_json_end_array(json);
    }
}

static const char *
json_type(const MarbreOptionInfo *option)
{
    switch (option->type) {
    case MBR_OPTION_BOOL:
        return "boolean";
    case MBR_OPTION_INT:
        return "integer";
    case MBR_OPTION_NUMBER:
        return "number";
    default:
        return "string";
    }
}

static void
write_scalar(MarbreJson *json, const MarbreOptionInfo *option)
{
    bool number = option->type == MBR_OPTION_INT || option->type == MBR_OPTION_NUMBER;
    marbre_json_member_string(json, "type", json_type(option));
    if (option->choices[0] != NULL)
        marbre_json_member_strv(json, "enum", (const char *const *)option->choices);
    if (number && (option->minimum != 0 || option->maximum != 0)) {
        marbre_json_member_int(json, "minimum", option->minimum);
        marbre_json_member_int(json, "maximum", option->maximum);
    }
}

static void
write_option(MarbreJson *json, const MarbreOptionInfo *option)
{
    marbre_json_begin_object(json);
    marbre_json_member_string(json, "description", option->summary);
    if ((option->flags & MBR_OPTION_LIST) != 0) {
        marbre_json_member_string(json, "type", "array");
        marbre_json_member_object(json, "items");
        write_scalar(json, option);
        marbre_json_end_object(json);
    } else {
        write_scalar(json, option);
    }
    if (option->fallback != NULL) {
        g_autoptr(GVariant) value = marbre_option_value_of_text(option, option->fallback, NULL);
        marbre_json_key(json, "default");
        write_value(json, value);
    }
    marbre_json_end_object(json);
}

/* The part of a dotted key behind `prefix`, which ends in a dot or is empty; NULL for others. */
static const char *
behind(const char *key, const char *prefix)
{
    return g_str_has_prefix(key, prefix) ? key + strlen(prefix) : NULL;
}

static void write_map(MarbreJson *json, const MarbreTaskInfo *task, const char *prefix);

static void
write_members(MarbreJson *json, const MarbreTaskInfo *task, const char *prefix)
{
    g_autoptr(GHashTable) groups = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < task->options->len; i++) {
        const MarbreOptionInfo *option = g_ptr_array_index(task->options, i);
        const char *rest = behind(option->key, prefix);
        const char *dot = rest != NULL ? strchr(rest, '.') : NULL;
        if (rest == NULL)
            continue;
        if (dot == NULL) {
            marbre_json_key(json, rest);
            write_option(json, option);
            continue;
        }
        g_autofree char *name = g_strndup(rest, (size_t)(dot - rest));
        if (g_hash_table_contains(groups, name))
            continue;
        g_autofree char *inner = g_strconcat(prefix, name, ".", NULL);
        marbre_json_key(json, name);
        write_map(json, task, inner);
        g_hash_table_add(groups, g_steal_pointer(&name));
    }
}

static bool
is_required(const MarbreOptionInfo *option)
{
    return (option->flags & MBR_OPTION_REQUIRED) != 0 && option->fallback == NULL;
}

/* The names in a map that must be there: options, and maps that hold such. */
static void
write_required(MarbreJson *json, const MarbreTaskInfo *task, const char *prefix)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < task->options->len; i++) {
        const MarbreOptionInfo *option = g_ptr_array_index(task->options, i);
        const char *rest = behind(option->key, prefix);
        if (rest == NULL || !is_required(option))
            continue;
        char *name = g_strndup(rest, strcspn(rest, "."));
        if (g_ptr_array_find_with_equal_func(names, name, g_str_equal, NULL))
            g_free(name); /* two options of one map */
        else
            g_ptr_array_add(names, name);
    }
    if (names->len == 0)
        return;
    g_ptr_array_add(names, NULL);
    marbre_json_member_strv(json, "required", (const char *const *)names->pdata);
}

static void
write_map_members(MarbreJson *json, const MarbreTaskInfo *task, const char *prefix)
{
    marbre_json_member_string(json, "type", "object");
    marbre_json_member_object(json, "properties");
    write_members(json, task, prefix);
    marbre_json_end_object(json);
    write_required(json, task, prefix);
    marbre_json_member_bool(json, "additionalProperties", false);
}

static void
write_map(MarbreJson *json, const MarbreTaskInfo *task, const char *prefix)
{
    marbre_json_begin_object(json);
    write_map_members(json, task, prefix);
    marbre_json_end_object(json);
}

char *
marbre_options_schema(const MarbreTaskInfo *task)
{
    MarbreJson *json = marbre_json_new();
    marbre_json_begin_object(json);
    marbre_json_member_string(json, "$schema", "https://json-schema.org/draft/2020-12/schema");
    marbre_json_member_string(json, "title", task->id);
    marbre_json_member_string(json, "description", task->summary);
    write_map_members(json, task, "");
    marbre_json_end_object(json);
    return marbre_json_end(json);
}
