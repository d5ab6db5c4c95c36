/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "plugin/option_value.h"

#include "base/path.h"
#include "base/problem.h"
#include "yaml/reader.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <math.h>
#include <string.h>

#define LIST_MAX 10000u

const GVariantType *
marbre_option_value_type(const MarbreOptionInfo *option)
{
    bool list = (option->flags & MBR_OPTION_LIST) != 0;
    switch (option->type) {
    case MBR_OPTION_BOOL:
        return list ? G_VARIANT_TYPE("ab") : G_VARIANT_TYPE_BOOLEAN;
    case MBR_OPTION_INT:
        return list ? G_VARIANT_TYPE("ax") : G_VARIANT_TYPE_INT64;
    case MBR_OPTION_NUMBER:
        return list ? G_VARIANT_TYPE("ad") : G_VARIANT_TYPE_DOUBLE;
    default:
        return list ? G_VARIANT_TYPE_STRING_ARRAY : G_VARIANT_TYPE_STRING;
    }
}

/* A language tag by its shape: "fr", "pt-BR", "zh-Hant-TW". */
static bool
lang_check(const char *tag)
{
    size_t length = strspn(tag, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
    if (length < 2 || length > 8)
        return false;
    for (const char *at = tag + length; *at != '\0'; at += length) {
        if (*at++ != '-')
            return false;
        length = 0;
        while (g_ascii_isalnum(at[length]))
            length++;
        if (length < 1 || length > 8)
            return false;
    }
    return true;
}

/* A file, or with a slash at the end a folder. */
static bool
path_check(const char *text)
{
    size_t size = strlen(text);
    g_autofree char *path = g_strndup(text, size > 0 && text[size - 1] == '/' ? size - 1 : size);
    return marbre_path_is_safe(path);
}

/* What is wrong with a text for this option: translated words, or NULL. */
static const char *
text_trouble(const MarbreOptionInfo *option, const char *text)
{
    switch (option->type) {
    case MBR_OPTION_PATH:
        return path_check(text) ? NULL : _("this is no path within the newsroom");
    case MBR_OPTION_LANG:
        return lang_check(text) ? NULL : _("this is no language, such as fr or pt-BR");
    case MBR_OPTION_KEY:
        return text[0] != '\0' && strlen(text) <= 256 ? NULL : _("this is no front-matter key");
    default:
        return NULL;
    }
}

static bool
is_bounded(const MarbreOptionInfo *option)
{
    return option->minimum != 0 || option->maximum != 0;
}

static bool
number_fits(const MarbreOptionInfo *option, double number)
{
    return isfinite(number) && (!is_bounded(option) || (number >= (double)option->minimum &&
                                                        number <= (double)option->maximum));
}

static bool
int_fits(const MarbreOptionInfo *option, int64_t number)
{
    return !is_bounded(option) || (number >= option->minimum && number <= option->maximum);
}

static void
say_range(const MarbreOptionInfo *option,
          const MarbreYaml *doc,
          const MarbreYamlNode *node,
          GPtrArray *problems)
{
    if (is_bounded(option))
        marbre_yaml_problem(doc, node, problems, _("option %s goes from %" PRId64 " to %" PRId64),
                            option->key, option->minimum, option->maximum);
    else
        marbre_yaml_problem(doc, node, problems, _("option %s needs a finite number"), option->key);
}

static GVariant *
value_of_choice(const MarbreOptionInfo *option,
                const MarbreYaml *doc,
                const MarbreYamlNode *node,
                GPtrArray *problems)
{
    const char *const *choices = (const char *const *)option->choices;
    const char *text = marbre_yaml_node_get_text(node);
    if (text != NULL && g_strv_contains(choices, text))
        return g_variant_new_string(text);
    g_autofree char *list = g_strjoinv(", ", option->choices);
    const char *nearest = text != NULL ? marbre_nearest(text, choices) : NULL;
    if (nearest != NULL)
        marbre_yaml_problem(doc, node, problems, _("option %s is one of: %s; did you mean %s?"),
                            option->key, list, nearest);
    else
        marbre_yaml_problem(doc, node, problems, _("option %s is one of: %s"), option->key, list);
    return NULL;
}

static GVariant *
value_of_text_node(const MarbreOptionInfo *option,
                   const MarbreYaml *doc,
                   const MarbreYamlNode *node,
                   GPtrArray *problems)
{
    MarbreYamlKind kind = marbre_yaml_node_get_kind(node);
    if (kind == MARBRE_YAML_BOOL || kind == MARBRE_YAML_INT || kind == MARBRE_YAML_NUMBER) {
        const char *text = marbre_yaml_node_get_text(node);
        marbre_yaml_problem(doc, node, problems, _("option %s needs text; write \"%s\""),
                            option->key, text);
        return NULL;
    }
    const char *text = marbre_yaml_node_get_string(node);
    if (text == NULL) {
        marbre_yaml_problem(doc, node, problems, _("option %s needs text"), option->key);
        return NULL;
    }
    const char *trouble = text_trouble(option, text);
    if (trouble != NULL) {
        marbre_yaml_problem(doc, node, problems, _("option %s: %s"), option->key, trouble);
        return NULL;
    }
    return g_variant_new_string(text);
}

static GVariant *
value_of_number(const MarbreOptionInfo *option,
                const MarbreYaml *doc,
                const MarbreYamlNode *node,
                GPtrArray *problems)
{
    MarbreYamlKind kind = marbre_yaml_node_get_kind(node);
    bool whole = option->type == MBR_OPTION_INT;
    if (kind != MARBRE_YAML_INT && (whole || kind != MARBRE_YAML_NUMBER)) {
        marbre_yaml_problem(doc, node, problems,
                            whole ? _("option %s needs a whole number")
                                  : _("option %s needs a number"),
                            option->key);
        return NULL;
    }
    int64_t number = marbre_yaml_node_get_int(node);
    double real = marbre_yaml_node_get_double(node);
    if (whole ? !int_fits(option, number) : !number_fits(option, real)) {
        say_range(option, doc, node, problems);
        return NULL;
    }
    return whole ? g_variant_new_int64(number) : g_variant_new_double(real);
}

/* The value of one scalar, floating; NULL with a problem more. */
static GVariant *
value_of_scalar(const MarbreOptionInfo *option,
                const MarbreYaml *doc,
                const MarbreYamlNode *node,
                GPtrArray *problems)
{
    switch (option->type) {
    case MBR_OPTION_BOOL:
        if (marbre_yaml_node_get_kind(node) == MARBRE_YAML_BOOL)
            return g_variant_new_boolean(marbre_yaml_node_get_bool(node));
        marbre_yaml_problem(doc, node, problems, _("option %s needs true or false"), option->key);
        return NULL;
    case MBR_OPTION_INT:
    case MBR_OPTION_NUMBER:
        return value_of_number(option, doc, node, problems);
    case MBR_OPTION_CHOICE:
        return value_of_choice(option, doc, node, problems);
    default:
        return value_of_text_node(option, doc, node, problems);
    }
}

static GVariant *
value_of_list(const MarbreOptionInfo *option,
              const MarbreYaml *doc,
              const MarbreYamlNode *node,
              GPtrArray *problems)
{
    size_t count = marbre_yaml_node_get_count(node);
    if (marbre_yaml_node_get_kind(node) != MARBRE_YAML_LIST || count > LIST_MAX) {
        marbre_yaml_problem(doc, node, problems, _("option %s needs a list, such as [a, b]"),
                            option->key);
        return NULL;
    }
    GVariantBuilder builder;
    g_variant_builder_init(&builder, marbre_option_value_type(option));
    bool good = true;
    for (size_t i = 0; i < count; i++) {
        GVariant *value =
            value_of_scalar(option, doc, marbre_yaml_node_get_child(node, i), problems);
        if (value != NULL)
            g_variant_builder_add_value(&builder, value);
        else
            good = false;
    }
    if (good)
        return g_variant_builder_end(&builder);
    g_variant_builder_clear(&builder);
    return NULL;
}

GVariant *
marbre_option_value_of_node(const MarbreOptionInfo *option,
                            const MarbreYaml *doc,
                            const MarbreYamlNode *node,
                            GPtrArray *problems)
{
    GVariant *value = (option->flags & MBR_OPTION_LIST) != 0
                          ? value_of_list(option, doc, node, problems)
                          : value_of_scalar(option, doc, node, problems);
    return value != NULL ? g_variant_ref_sink(value) : NULL;
}

GVariant *
marbre_option_value_of_text(const MarbreOptionInfo *option, const char *text, GError **error)
{
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
    const MarbreSpan all = {0, strlen(text)};
    g_autoptr(MarbreYaml) doc =
        marbre_yaml_parse(option->key, bytes, all, &MARBRE_YAML_POLICY, problems);
    g_autoptr(GVariant) value = NULL;
    if (doc != NULL)
        value = marbre_option_value_of_node(option, doc, marbre_yaml_get_root(doc), problems);
    if (value == NULL) {
        const MarbreProblem *first = g_ptr_array_index(problems, 0);
        g_set_error_literal(error, MARBRE_ERROR, MARBRE_ERROR_INVALID, first->message);
    }
    return g_steal_pointer(&value);
}

static bool
scalar_check(const MarbreOptionInfo *option, GVariant *value)
{
    switch (option->type) {
    case MBR_OPTION_BOOL:
        return true;
    case MBR_OPTION_INT:
        return int_fits(option, g_variant_get_int64(value));
    case MBR_OPTION_NUMBER:
        return number_fits(option, g_variant_get_double(value));
    case MBR_OPTION_CHOICE:
        return g_strv_contains((const char *const *)option->choices,
                               g_variant_get_string(value, NULL));
    default:
        return text_trouble(option, g_variant_get_string(value, NULL)) == NULL;
    }
}

bool
marbre_option_value_check(const MarbreOptionInfo *option, GVariant *value)
{
    if (!g_variant_is_of_type(value, marbre_option_value_type(option)))
        return false;
    if ((option->flags & MBR_OPTION_LIST) == 0)
        return scalar_check(option, value);
    for (size_t i = 0; i < g_variant_n_children(value); i++) {
        g_autoptr(GVariant) item = g_variant_get_child_value(value, i);
        if (!scalar_check(option, item))
            return false;
    }
    return true;
}
