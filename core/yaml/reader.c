/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "yaml/reader.h"
#include "yaml/complaint.h"
#include "yaml/tree.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

MarbreProblem *
marbre_yaml_problem(const MarbreYaml *yaml,
                    const MarbreYamlNode *node,
                    GPtrArray *problems,
                    const char *format,
                    ...)
{
    g_autofree char *message = NULL;
    va_list arguments;

    va_start(arguments, format);
    message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    return marbre_yaml_say(yaml, problems, marbre_yaml_node_get_span(node), "%s", message);
}

MarbreProblem *
marbre_yaml_problem_at_key(const MarbreYaml *yaml,
                           const MarbreYamlNode *node,
                           GPtrArray *problems,
                           const char *format,
                           ...)
{
    g_autofree char *message = NULL;
    va_list arguments;

    va_start(arguments, format);
    message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    return marbre_yaml_say(yaml, problems, marbre_yaml_node_get_key_span(node), "%s", message);
}

/* What a node is called: its key, else what it is. (transfer full) */
static char *
name_of(const MarbreYamlNode *node)
{
    g_autofree char *brief = NULL;

    if (node->key == NULL)
        return g_strdup(node->parent == NULL ? _("the file") : _("this item"));
    brief = marbre_yaml_brief(node->key);
    return g_strdup_printf("\"%s\"", brief);
}

static char *
found_in(const MarbreYamlNode *node)
{
    g_autofree char *brief = NULL;

    switch (node->kind) {
    case MARBRE_YAML_NULL:
        return g_strdup(_("nothing stands there"));
    case MARBRE_YAML_LIST:
        return g_strdup(_("a list stands there"));
    case MARBRE_YAML_MAP:
        return g_strdup(_("keys and values stand there"));
    case MARBRE_YAML_BOOL:
    case MARBRE_YAML_INT:
    case MARBRE_YAML_NUMBER:
    case MARBRE_YAML_TEXT:
        break;
    }
    brief = marbre_yaml_brief(node->text);
    return g_strdup_printf(_("\"%s\" stands there"), brief);
}

static MarbreProblem *
say_expected(const MarbreYaml *yaml,
             const MarbreYamlNode *node,
             GPtrArray *problems,
             const char *expected)
{
    g_autofree char *name = name_of(node);
    g_autofree char *found = found_in(node);

    /* Translators: "count" must be a whole number, and "two" stands there */
    return marbre_yaml_problem(yaml, node, problems, _("%s must be %s, and %s"), name, expected,
                               found);
}

static void
judge_known(const MarbreYaml *yaml,
            const MarbreYamlNode *node,
            const char *const *known,
            GPtrArray *problems)
{
    g_autofree char *brief = NULL;
    const char *nearest;
    MarbreProblem *problem;

    if (g_strv_contains(known, node->key))
        return;
    brief = marbre_yaml_brief(node->key);
    nearest = marbre_nearest(node->key, known);
    if (nearest == NULL) {
        g_autofree char *list = g_strjoinv(", ", (char **)known);

        (void)marbre_yaml_problem_at_key(yaml, node, problems,
                                         _("the key \"%s\" is not known here; known are: %s"),
                                         brief, list);
        return;
    }
    problem = marbre_yaml_problem_at_key(
        yaml, node, problems, _("the key \"%s\" is not known here; did you mean \"%s\"?"), brief,
        nearest);
    if (marbre_yaml_find(node->parent, nearest) == NULL)
        marbre_problem_set_fix(problem, node->key_span, nearest);
}

bool
marbre_yaml_expect_map(const MarbreYaml *yaml,
                       const MarbreYamlNode *node,
                       const char *const *known,
                       GPtrArray *problems)
{
    if (node == NULL)
        return false;
    if (node->kind != MARBRE_YAML_MAP) {
        (void)say_expected(yaml, node, problems, _("\"key: value\" lines"));
        return false;
    }
    for (size_t i = 0; known != NULL && i < node->count; i++)
        judge_known(yaml, node->children[i], known, problems);
    return true;
}

bool
marbre_yaml_expect_list(const MarbreYaml *yaml, const MarbreYamlNode *node, GPtrArray *problems)
{
    if (node == NULL)
        return false;
    if (node->kind != MARBRE_YAML_LIST)
        (void)say_expected(yaml, node, problems, _("a list, a \"- \" before each item"));
    return node->kind == MARBRE_YAML_LIST;
}

const MarbreYamlNode *
marbre_yaml_expect_key(const MarbreYaml *yaml,
                       const MarbreYamlNode *map,
                       const char *key,
                       GPtrArray *problems)
{
    const MarbreYamlNode *node = marbre_yaml_find(map, key);
    g_autofree char *name = NULL;
    MarbreSpan span;

    if (node != NULL || map == NULL)
        return node;
    span.start = map->span.start;
    span.end = span.start;
    name = name_of(map);
    if (map->parent == NULL)
        (void)marbre_yaml_say(yaml, problems, span, _("the key \"%s\" is missing"), key);
    else
        (void)marbre_yaml_say(yaml, problems, span, _("the key \"%s\" is missing in %s"), key,
                              name);
    return NULL;
}

static bool
is_white(const char *text)
{
    const char *end = text + strlen(text);
    size_t size;

    for (const char *p = text; p < end; p += size) {
        size = marbre_text_white(p, end);
        if (size == 0)
            return false;
    }
    return true;
}

const char *
marbre_yaml_expect_text(const MarbreYaml *yaml, const MarbreYamlNode *node, GPtrArray *problems)
{
    MarbreProblem *problem;
    g_autofree char *quoted = NULL;

    if (node == NULL)
        return NULL;
    if (node->kind == MARBRE_YAML_TEXT && !is_white(node->text))
        return node->text;
    problem = say_expected(yaml, node, problems, _("text"));
    if (node->kind == MARBRE_YAML_BOOL || node->kind == MARBRE_YAML_INT ||
        node->kind == MARBRE_YAML_NUMBER) {
        /* 2023 where a name is due: quotes make text of it. */
        quoted = g_strdup_printf("\"%s\"", node->text);
        marbre_problem_set_fix(problem, node->span, quoted);
    }
    return NULL;
}

bool
marbre_yaml_expect_int(const MarbreYaml *yaml,
                       const MarbreYamlNode *node,
                       int64_t minimum,
                       int64_t maximum,
                       GPtrArray *problems,
                       int64_t *ret_value)
{
    g_autofree char *expected = NULL;

    if (node == NULL)
        return false;
    if (node->kind == MARBRE_YAML_INT && node->integer >= minimum && node->integer <= maximum) {
        *ret_value = node->integer;
        return true;
    }
    if (maximum == INT64_MAX && minimum == INT64_MIN)
        expected = g_strdup(_("a whole number"));
    else if (maximum == INT64_MAX)
        expected = g_strdup_printf(_("a whole number, %" PRId64 " or more"), (gint64)minimum);
    else
        expected = g_strdup_printf(_("a whole number from %" PRId64 " to %" PRId64),
                                   (gint64)minimum, (gint64)maximum);
    (void)say_expected(yaml, node, problems, expected);
    return false;
}

bool
marbre_yaml_expect_bool(const MarbreYaml *yaml,
                        const MarbreYamlNode *node,
                        GPtrArray *problems,
                        bool *ret_value)
{
    if (node == NULL)
        return false;
    if (node->kind != MARBRE_YAML_BOOL) {
        (void)say_expected(yaml, node, problems, _("true or false"));
        return false;
    }
    *ret_value = node->boolean;
    return true;
}

char **
marbre_yaml_expect_list_of_text(const MarbreYaml *yaml,
                                const MarbreYamlNode *node,
                                GPtrArray *problems)
{
    g_autoptr(GStrvBuilder) texts = g_strv_builder_new();
    bool is_good = true;

    if (!marbre_yaml_expect_list(yaml, node, problems))
        return NULL;
    for (size_t i = 0; i < node->count; i++) {
        const char *text = marbre_yaml_expect_text(yaml, node->children[i], problems);

        is_good = is_good && text != NULL;
        if (text != NULL)
            g_strv_builder_add(texts, text);
    }
    return is_good ? g_strv_builder_end(texts) : NULL;
}

const char *
marbre_yaml_expect_choice(const MarbreYaml *yaml,
                          const MarbreYamlNode *node,
                          const char *const *choices,
                          GPtrArray *problems,
                          size_t *ret_index)
{
    g_autofree char *list = NULL;
    g_autofree char *expected = NULL;
    const char *nearest;
    MarbreProblem *problem;

    if (node == NULL)
        return NULL;
    for (size_t i = 0; node->kind == MARBRE_YAML_TEXT && choices[i] != NULL; i++) {
        if (strcmp(node->text, choices[i]) != 0)
            continue;
        if (ret_index != NULL)
            *ret_index = i;
        return choices[i];
    }
    list = g_strjoinv(", ", (char **)choices);
    expected = g_strdup_printf(_("one of %s"), list);
    problem = say_expected(yaml, node, problems, expected);
    nearest = node->kind == MARBRE_YAML_TEXT ? marbre_nearest(node->text, choices) : NULL;
    if (nearest != NULL)
        marbre_problem_set_fix(problem, node->span, nearest);
    return NULL;
}
