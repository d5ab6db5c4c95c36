/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "workflow/condition.h"

#include "yaml/reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef enum {
    TEST_PRESENT,
    TEST_ABSENT,
    TEST_VALUE, /* one of `values` */
} Test;

typedef struct {
    char *key;
    Test test;
    char **values; /* (nullable) */
} Clause;

struct MarbreCondition {
    GPtrArray *clauses;
};

static void
free_clause(gpointer data)
{
    Clause *clause = data;

    g_free(clause->key);
    g_strfreev(clause->values);
    g_free(clause);
}

/* What an article has or lacks, and that has no value of its own. */
static bool
is_part(const char *key)
{
    static const char *const parts[] = {"media", "source", "claims", NULL};

    return g_strv_contains(parts, key);
}

static char **
read_values(const MarbreYaml *yaml, const MarbreYamlNode *list, GPtrArray *problems)
{
    g_autoptr(GPtrArray) values = g_ptr_array_new_with_free_func(g_free);

    for (size_t i = 0; i < marbre_yaml_node_get_count(list); i++) {
        const MarbreYamlNode *item = marbre_yaml_node_get_child(list, i);
        const char *text = marbre_yaml_node_get_text(item);

        if (text == NULL || *text == '\0')
            marbre_yaml_problem(yaml, item, problems, _("a value to compare with is missing here"));
        else
            g_ptr_array_add(values, g_strdup(text));
    }
    if (marbre_yaml_node_get_count(list) == 0)
        marbre_yaml_problem(yaml, list, problems,
                            _("no value is listed, so that no article could ever come here; name "
                              "at least one, or leave the key out"));
    g_ptr_array_add(values, NULL);
    return (char **)g_ptr_array_free(g_steal_pointer(&values), FALSE);
}

static Clause *
read_clause(const MarbreYaml *yaml,
            const char *key,
            const MarbreYamlNode *node,
            GPtrArray *problems)
{
    Clause *clause = g_new0(Clause, 1);
    const char *text = marbre_yaml_node_get_text(node);

    clause->key = g_strdup(key);
    clause->test = TEST_VALUE;
    if (marbre_yaml_node_get_kind(node) == MARBRE_YAML_LIST) {
        clause->values = read_values(yaml, node, problems);
    } else if (g_strcmp0(text, "present") == 0) {
        clause->test = TEST_PRESENT;
    } else if (g_strcmp0(text, "absent") == 0) {
        clause->test = TEST_ABSENT;
    } else if (text == NULL || *text == '\0' ||
               marbre_yaml_node_get_kind(node) == MARBRE_YAML_NULL) {
        marbre_yaml_problem(yaml, node, problems,
                            _("“present”, “absent”, a value or a list of values is expected here"));
    } else {
        clause->values = g_new0(char *, 2);
        clause->values[0] = g_strdup(text);
    }
    if (clause->test == TEST_VALUE && is_part(key))
        marbre_yaml_problem(yaml, node, problems, _("“%s” can be “present” or “absent” only"), key);
    return clause;
}

MarbreCondition *
marbre_condition_parse(const MarbreYaml *document, const MarbreYamlNode *node, GPtrArray *problems)
{
    g_autoptr(MarbreCondition) condition = NULL;
    unsigned before = problems->len;

    if (node == NULL || !marbre_yaml_expect_map(document, node, NULL, problems))
        return NULL;
    condition = g_new0(MarbreCondition, 1);
    condition->clauses = g_ptr_array_new_with_free_func(free_clause);
    for (size_t i = 0; i < marbre_yaml_node_get_count(node); i++)
        g_ptr_array_add(condition->clauses,
                        read_clause(document, marbre_yaml_node_get_key(node, i),
                                    marbre_yaml_node_get_child(node, i), problems));
    return problems->len == before ? g_steal_pointer(&condition) : NULL;
}

void
marbre_condition_free(MarbreCondition *condition)
{
    if (condition == NULL)
        return;
    g_ptr_array_unref(condition->clauses);
    g_free(condition);
}

static bool
clause_holds(const Clause *clause, MarbreFacts facts, void *user)
{
    const char *value = facts(user, clause->key);
    bool present = value != NULL && *value != '\0';

    switch (clause->test) {
    case TEST_PRESENT:
        return present;
    case TEST_ABSENT:
        return !present;
    case TEST_VALUE:
        break;
    }
    return present && g_strv_contains((const char *const *)clause->values, value);
}

bool
marbre_condition_holds(const MarbreCondition *condition, MarbreFacts facts, void *user)
{
    for (unsigned i = 0; condition != NULL && i < condition->clauses->len; i++)
        if (!clause_holds(g_ptr_array_index(condition->clauses, i), facts, user))
            return false;
    return true;
}

GPtrArray *
marbre_condition_keys(const MarbreCondition *condition)
{
    GPtrArray *keys = g_ptr_array_new();

    for (unsigned i = 0; condition != NULL && i < condition->clauses->len; i++) {
        const Clause *clause = g_ptr_array_index(condition->clauses, i);

        g_ptr_array_add(keys, clause->key);
    }
    return keys;
}
