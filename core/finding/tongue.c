/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "finding/tongue.h"

#include "finding/message.h"
#include "yaml/reader.h"

#include <string.h>

static void
free_rule(gpointer data)
{
    MarbreTongueRule *rule = data;

    g_free(rule->summary);
    g_free(rule->one);
    g_free(rule->other);
    g_clear_pointer(&rule->cases, g_hash_table_unref);
    g_clear_pointer(&rule->terms, g_hash_table_unref);
    g_free(rule);
}

void
marbre_tongue_free(MarbreTongue *tongue)
{
    if (tongue == NULL)
        return;
    g_hash_table_unref(tongue->rules);
    g_hash_table_unref(tongue->summaries);
    g_free(tongue);
}

static MarbreTongue *
tongue_new(void)
{
    MarbreTongue *tongue = g_new0(MarbreTongue, 1);

    tongue->rules = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_rule);
    tongue->summaries = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    return tongue;
}

/* Texts by name; NULL where there are none. */
static GHashTable *
read_named(const MarbreYaml *yaml, const MarbreYamlNode *map, GPtrArray *problems)
{
    if (map == NULL || !marbre_yaml_expect_map(yaml, map, NULL, problems))
        return NULL;
    GHashTable *named = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    for (size_t i = 0; i < marbre_yaml_node_get_count(map); i++) {
        const char *name = marbre_yaml_node_get_key(map, i);
        const char *text =
            marbre_yaml_expect_text(yaml, marbre_yaml_node_get_child(map, i), problems);

        if (text != NULL)
            g_hash_table_replace(named, g_strdup(name), g_strdup(text));
    }
    return named;
}

/* A message is a text, or a map of its forms. */
static void
read_message(const MarbreYaml *yaml,
             const MarbreYamlNode *node,
             MarbreTongueRule *rule,
             GPtrArray *problems)
{
    static const char *const forms[] = {"one", "other", "cases", "terms", NULL};

    if (marbre_yaml_node_get_kind(node) != MARBRE_YAML_MAP) {
        rule->other = g_strdup(marbre_yaml_expect_text(yaml, node, problems));
    } else if (marbre_yaml_expect_map(yaml, node, forms, problems)) {
        const MarbreYamlNode *other = marbre_yaml_expect_key(yaml, node, "other", problems);
        const MarbreYamlNode *one = marbre_yaml_find(node, "one");

        rule->other = g_strdup(marbre_yaml_expect_text(yaml, other, problems));
        rule->one = g_strdup(marbre_yaml_expect_text(yaml, one, problems));
        rule->cases = read_named(yaml, marbre_yaml_find(node, "cases"), problems);
        rule->terms = read_named(yaml, marbre_yaml_find(node, "terms"), problems);
    }
}

static void
read_rules(const MarbreYaml *yaml,
           const MarbreYamlNode *map,
           MarbreTongue *tongue,
           GPtrArray *problems)
{
    static const char *const known[] = {"summary", "message", NULL};

    if (map == NULL || !marbre_yaml_expect_map(yaml, map, NULL, problems))
        return;
    for (size_t i = 0; i < marbre_yaml_node_get_count(map); i++) {
        const MarbreYamlNode *node = marbre_yaml_node_get_child(map, i);
        const MarbreYamlNode *summary = marbre_yaml_find(node, "summary");
        MarbreTongueRule *rule = NULL;

        if (!marbre_yaml_expect_map(yaml, node, known, problems))
            continue;
        rule = g_new0(MarbreTongueRule, 1);
        rule->summary = g_strdup(marbre_yaml_expect_text(yaml, summary, problems));
        read_message(yaml, marbre_yaml_find(node, "message"), rule, problems);
        g_hash_table_replace(tongue->rules, g_strdup(marbre_yaml_node_get_key(map, i)), rule);
    }
}

/* Options lie as they do in a workflow file: words.min is min in the map words. The depth is that
 * of the document, which is limited. */
static void
read_options(const MarbreYaml *yaml,
             const MarbreYamlNode *map,
             const char *prefix,
             MarbreTongue *tongue,
             GPtrArray *problems)
{
    if (map == NULL || !marbre_yaml_expect_map(yaml, map, NULL, problems))
        return;
    for (size_t i = 0; i < marbre_yaml_node_get_count(map); i++) {
        const MarbreYamlNode *node = marbre_yaml_node_get_child(map, i);
        g_autofree char *name = g_strconcat(prefix, marbre_yaml_node_get_key(map, i), NULL);

        if (marbre_yaml_node_get_kind(node) == MARBRE_YAML_MAP) {
            g_autofree char *below = g_strconcat(name, ".", NULL);

            read_options(yaml, node, below, tongue, problems);
        } else {
            const char *text = marbre_yaml_expect_text(yaml, node, problems);

            if (text != NULL)
                g_hash_table_replace(tongue->summaries, g_steal_pointer(&name), g_strdup(text));
        }
    }
}

static void
read_tasks(const MarbreYaml *yaml,
           const MarbreYamlNode *map,
           MarbreTongue *tongue,
           GPtrArray *problems)
{
    static const char *const known[] = {"summary", "options", NULL};

    if (map == NULL || !marbre_yaml_expect_map(yaml, map, NULL, problems))
        return;
    for (size_t i = 0; i < marbre_yaml_node_get_count(map); i++) {
        const MarbreYamlNode *node = marbre_yaml_node_get_child(map, i);
        const char *task = marbre_yaml_node_get_key(map, i);
        g_autofree char *prefix = g_strconcat(task, " ", NULL);
        const char *summary = NULL;

        if (!marbre_yaml_expect_map(yaml, node, known, problems))
            continue;
        summary = marbre_yaml_expect_text(yaml, marbre_yaml_find(node, "summary"), problems);
        if (summary != NULL)
            g_hash_table_replace(tongue->summaries, g_strdup(task), g_strdup(summary));
        read_options(yaml, marbre_yaml_find(node, "options"), prefix, tongue, problems);
    }
}

MarbreTongue *
marbre_tongue_parse(const char *path, GBytes *file, GPtrArray *problems)
{
    static const char *const known[] = {"tasks", "rules", NULL};
    MarbreSpan whole = {0, g_bytes_get_size(file)};
    g_autoptr(MarbreYaml) yaml =
        marbre_yaml_parse(path, file, whole, &MARBRE_YAML_POLICY, problems);
    const MarbreYamlNode *root = NULL;
    MarbreTongue *tongue = NULL;

    if (yaml == NULL)
        return NULL;
    root = marbre_yaml_get_root(yaml);
    if (!marbre_yaml_expect_map(yaml, root, known, problems))
        return NULL;
    tongue = tongue_new();
    read_tasks(yaml, marbre_yaml_find(root, "tasks"), tongue, problems);
    read_rules(yaml, marbre_yaml_find(root, "rules"), tongue, problems);
    return tongue;
}

static const char *
bare_rule(const char *rule)
{
    const char *slash = strchr(rule, '/');

    return slash != NULL ? slash + 1 : rule;
}

const MarbreTongueRule *
marbre_tongue_find(const MarbreTongue *tongue, const char *rule)
{
    return g_hash_table_lookup(tongue->rules, bare_rule(rule));
}

const char *
marbre_tongue_summary(const MarbreTongue *tongue, const char *key)
{
    return g_hash_table_lookup(tongue->summaries, key);
}

/* The words of a rule for the names in `terms`, with commas between them. */
static char *
spell_terms(const MarbreTongueRule *rule, const char *terms)
{
    g_auto(GStrv) names = g_strsplit(terms, " ", -1);

    for (char **name = names; *name != NULL; name++) {
        const char *words = rule->terms != NULL ? g_hash_table_lookup(rule->terms, *name) : NULL;

        if (words != NULL) {
            g_free(*name);
            *name = g_strdup(words);
        }
    }
    return g_strjoinv(", ", names);
}

/* The arguments with `terms` in words. (transfer full) */
static GVariant *
spell_args(const MarbreTongueRule *rule, GVariant *args)
{
    const char *terms = marbre_message_argument(args, "terms");
    const char *name = NULL, *value = NULL;
    GVariantBuilder builder;
    GVariantIter iter;

    if (terms == NULL)
        return args != NULL ? g_variant_ref(args) : NULL;
    g_autofree char *spelt = spell_terms(rule, terms);
    g_variant_builder_init(&builder, G_VARIANT_TYPE("a(ss)"));
    g_variant_iter_init(&iter, args);
    while (g_variant_iter_next(&iter, "(&s&s)", &name, &value))
        g_variant_builder_add(&builder, "(ss)", name, strcmp(name, "terms") == 0 ? spelt : value);
    return g_variant_ref_sink(g_variant_builder_end(&builder));
}

/* The text of a rule for these arguments. */
static const char *
choose_form(const MarbreTongueRule *rule, const char *lang, GVariant *args)
{
    const char *named = marbre_message_argument(args, "case");
    const char *count = marbre_message_argument(args, "count");
    const char *text =
        named != NULL && rule->cases != NULL ? g_hash_table_lookup(rule->cases, named) : NULL;

    if (text != NULL)
        return text;
    if (rule->one != NULL && marbre_message_plural(lang, count) == MARBRE_PLURAL_ONE)
        return rule->one;
    return rule->other;
}

char *
marbre_tongue_message(const MarbreTongueRule *rule, const char *lang, GVariant *args)
{
    g_autoptr(GVariant) spelt = spell_args(rule, args);

    return marbre_message_fill(choose_form(rule, lang, args), spelt);
}
