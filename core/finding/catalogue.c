/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "finding/catalogue.h"

#include "base/file.h"
#include "base/problem.h"
#include "finding/message.h"
#include "yaml/reader.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define ENGLISH "en"

typedef struct {
    char *summary;
    char *one;
    char *other;
    GHashTable *cases; /* (nullable) name to text */
    GHashTable *terms; /* (nullable) name to words */
} Rule;

/* One language's file. */
typedef struct {
    GHashTable *rules;     /* id to Rule */
    GHashTable *summaries; /* "TASK" or "TASK OPTION" to text */
} Words;

struct MarbreCatalogue {
    char *plugin;
    GHashTable *languages; /* language to Words */
};

/* ---- reading one file ---- */

static void
free_rule(gpointer data)
{
    Rule *rule = data;

    g_free(rule->summary);
    g_free(rule->one);
    g_free(rule->other);
    g_clear_pointer(&rule->cases, g_hash_table_unref);
    g_clear_pointer(&rule->terms, g_hash_table_unref);
    g_free(rule);
}

static void
free_words(gpointer data)
{
    Words *words = data;

    g_hash_table_unref(words->rules);
    g_hash_table_unref(words->summaries);
    g_free(words);
}

static Words *
words_new(void)
{
    Words *words = g_new0(Words, 1);

    words->rules = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_rule);
    words->summaries = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    return words;
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
read_message(const MarbreYaml *yaml, const MarbreYamlNode *node, Rule *rule, GPtrArray *problems)
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
read_rules(const MarbreYaml *yaml, const MarbreYamlNode *map, Words *words, GPtrArray *problems)
{
    static const char *const known[] = {"summary", "message", NULL};

    if (map == NULL || !marbre_yaml_expect_map(yaml, map, NULL, problems))
        return;
    for (size_t i = 0; i < marbre_yaml_node_get_count(map); i++) {
        const MarbreYamlNode *node = marbre_yaml_node_get_child(map, i);
        const MarbreYamlNode *summary = marbre_yaml_find(node, "summary");
        Rule *rule = NULL;

        if (!marbre_yaml_expect_map(yaml, node, known, problems))
            continue;
        rule = g_new0(Rule, 1);
        rule->summary = g_strdup(marbre_yaml_expect_text(yaml, summary, problems));
        read_message(yaml, marbre_yaml_find(node, "message"), rule, problems);
        g_hash_table_replace(words->rules, g_strdup(marbre_yaml_node_get_key(map, i)), rule);
    }
}

/* Options lie as they do in a workflow file: words.min is min in the map words. The depth is that
 * of the document, which is limited. */
static void
read_options(const MarbreYaml *yaml,
             const MarbreYamlNode *map,
             const char *prefix,
             Words *words,
             GPtrArray *problems)
{
    if (map == NULL || !marbre_yaml_expect_map(yaml, map, NULL, problems))
        return;
    for (size_t i = 0; i < marbre_yaml_node_get_count(map); i++) {
        const MarbreYamlNode *node = marbre_yaml_node_get_child(map, i);
        g_autofree char *name = g_strconcat(prefix, marbre_yaml_node_get_key(map, i), NULL);

        if (marbre_yaml_node_get_kind(node) == MARBRE_YAML_MAP) {
            g_autofree char *below = g_strconcat(name, ".", NULL);

            read_options(yaml, node, below, words, problems);
        } else {
            const char *text = marbre_yaml_expect_text(yaml, node, problems);

            if (text != NULL)
                g_hash_table_replace(words->summaries, g_steal_pointer(&name), g_strdup(text));
        }
    }
}

static void
read_tasks(const MarbreYaml *yaml, const MarbreYamlNode *map, Words *words, GPtrArray *problems)
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
            g_hash_table_replace(words->summaries, g_strdup(task), g_strdup(summary));
        read_options(yaml, marbre_yaml_find(node, "options"), prefix, words, problems);
    }
}

void
marbre_catalogue_add(MarbreCatalogue *catalogue,
                     const char *lang,
                     const char *path,
                     GBytes *file,
                     GPtrArray *problems)
{
    static const char *const known[] = {"tasks", "rules", NULL};
    MarbreSpan whole = {0, g_bytes_get_size(file)};
    g_autoptr(MarbreYaml) yaml =
        marbre_yaml_parse(path, file, whole, &MARBRE_YAML_POLICY, problems);
    const MarbreYamlNode *root = NULL;
    Words *words = NULL;

    if (yaml == NULL)
        return;
    root = marbre_yaml_get_root(yaml);
    if (!marbre_yaml_expect_map(yaml, root, known, problems))
        return;
    words = words_new();
    read_tasks(yaml, marbre_yaml_find(root, "tasks"), words, problems);
    read_rules(yaml, marbre_yaml_find(root, "rules"), words, problems);
    g_hash_table_replace(catalogue->languages, g_strdup(lang), words);
}

/* ---- loading ---- */

/* "fr" of "fr-CA", NULL of "fr". */
static char *
base_language(const char *lang)
{
    size_t length = strcspn(lang, "-_");

    return lang[length] != '\0' ? g_strndup(lang, length) : NULL;
}

static bool
is_language(const char *lang)
{
    return *lang != '\0' &&
           strspn(lang, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-_") == strlen(lang);
}

static void
load_language(MarbreCatalogue *catalogue, const char *dir, const char *lang, GPtrArray *problems)
{
    g_autofree char *name = g_strdup_printf("%s.%s.yaml", catalogue->plugin, lang);
    g_autofree char *path = g_build_filename(dir, name, NULL);
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) file = NULL;

    if (!is_language(lang) || g_hash_table_contains(catalogue->languages, lang))
        return;
    file = marbre_file_read(AT_FDCWD, path, MARBRE_YAML_POLICY.max_bytes, &error);
    if (file != NULL)
        marbre_catalogue_add(catalogue, lang, path, file, problems);
    else if (!g_error_matches(error, MARBRE_ERROR, MARBRE_ERROR_NOT_FOUND))
        marbre_problems_add(problems, path, NULL, 0, "%s", error->message);
}

static MarbreCatalogue *
catalogue_new(const char *plugin)
{
    MarbreCatalogue *catalogue = g_atomic_rc_box_new0(MarbreCatalogue);

    catalogue->plugin = g_strdup(plugin);
    catalogue->languages = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_words);
    return catalogue;
}

MarbreCatalogue *
marbre_catalogue_load(const char *dir,
                      const char *plugin,
                      const char *const *langs,
                      GPtrArray *problems)
{
    MarbreCatalogue *catalogue = catalogue_new(plugin);

    for (size_t i = 0; langs != NULL && langs[i] != NULL; i++) {
        g_autofree char *base = base_language(langs[i]);

        load_language(catalogue, dir, langs[i], problems);
        if (base != NULL)
            load_language(catalogue, dir, base, problems);
    }
    load_language(catalogue, dir, ENGLISH, problems);
    return catalogue;
}

MarbreCatalogue *
marbre_catalogue_ref(MarbreCatalogue *catalogue)
{
    return g_atomic_rc_box_acquire(catalogue);
}

static void
clear_catalogue(gpointer data)
{
    MarbreCatalogue *catalogue = data;

    g_free(catalogue->plugin);
    g_hash_table_unref(catalogue->languages);
}

void
marbre_catalogue_unref(MarbreCatalogue *catalogue)
{
    if (catalogue != NULL)
        g_atomic_rc_box_release_full(catalogue, clear_catalogue);
}

const char *
marbre_catalogue_get_plugin(const MarbreCatalogue *catalogue)
{
    return catalogue->plugin;
}

/* ---- asking ---- */

/* The languages to ask, best first; `base` keeps the second one. */
typedef struct {
    const char *langs[4];
    char *base;
} Order;

static Order
order_of(const char *lang)
{
    Order order = {.base = base_language(lang)};
    size_t count = 0;

    order.langs[count++] = lang;
    if (order.base != NULL)
        order.langs[count++] = order.base;
    order.langs[count] = ENGLISH;
    return order;
}

static void
order_clear(Order *order)
{
    g_free(order->base);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Order, order_clear)

static const char *
bare_rule(const char *rule)
{
    const char *slash = strchr(rule, '/');

    return slash != NULL ? slash + 1 : rule;
}

static const Rule *
find_rule(const MarbreCatalogue *catalogue, const char *lang, const char *rule)
{
    const Words *words = g_hash_table_lookup(catalogue->languages, lang);

    return words != NULL ? g_hash_table_lookup(words->rules, bare_rule(rule)) : NULL;
}

/* The words of a rule for the names in `terms`, with commas between them. */
static char *
spell_terms(const Rule *rule, const char *terms)
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
spell_args(const Rule *rule, GVariant *args)
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
choose_form(const Rule *rule, const char *lang, GVariant *args)
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
marbre_catalogue_message(const MarbreCatalogue *catalogue,
                         const char *lang,
                         const char *rule,
                         const char *template,
                         GVariant *args)
{
    g_auto(Order) order = order_of(lang);

    for (size_t i = 0; order.langs[i] != NULL; i++) {
        const Rule *found = find_rule(catalogue, order.langs[i], rule);

        if (found == NULL || found->other == NULL)
            continue;
        g_autoptr(GVariant) spelt = spell_args(found, args);
        return marbre_message_fill(choose_form(found, order.langs[i], args), spelt);
    }
    return template != NULL ? marbre_message_fill(template, args) : NULL;
}

const char *
marbre_catalogue_rule_summary(const MarbreCatalogue *catalogue,
                              const char *lang,
                              const char *rule,
                              const char *fallback)
{
    g_auto(Order) order = order_of(lang);

    for (size_t i = 0; order.langs[i] != NULL; i++) {
        const Rule *found = find_rule(catalogue, order.langs[i], rule);

        if (found != NULL && found->summary != NULL)
            return found->summary;
    }
    return fallback;
}

static const char *
find_summary(const MarbreCatalogue *catalogue,
             const char *lang,
             const char *key,
             const char *fallback)
{
    g_auto(Order) order = order_of(lang);

    for (size_t i = 0; order.langs[i] != NULL; i++) {
        const Words *words = g_hash_table_lookup(catalogue->languages, order.langs[i]);
        const char *found = words != NULL ? g_hash_table_lookup(words->summaries, key) : NULL;

        if (found != NULL)
            return found;
    }
    return fallback;
}

const char *
marbre_catalogue_task_summary(const MarbreCatalogue *catalogue,
                              const char *lang,
                              const char *task,
                              const char *fallback)
{
    return find_summary(catalogue, lang, task, fallback);
}

const char *
marbre_catalogue_option_summary(const MarbreCatalogue *catalogue,
                                const char *lang,
                                const char *task,
                                const char *option,
                                const char *fallback)
{
    g_autofree char *key = g_strconcat(task, " ", option, NULL);

    return find_summary(catalogue, lang, key, fallback);
}
