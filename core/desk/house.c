/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk/house.h"

#include "base/error.h"
#include "base/problem.h"
#include "yaml/reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LIMIT (UINT64_C(256) << 10)
/* Most characters of a sentence without the words that are put into it. */
#define LONGEST 300

static void
house_free(void *data)
{
    MarbreHouse *house = data;
    for (size_t i = 0; i < MARBRE_PHRASES; i++)
        g_free(house->phrases[i]);
    g_free(house);
}

/* What may be put into a phrase, and what must be. */
typedef struct {
    const char *name;
    bool place, old, new;
    const char *needs[3];
} Slots;

static const Slots forms[MARBRE_FORMS] = {
    {"replaced", true, true, true, {"{old}", "{new}"}},
    {"added", true, false, true, {"{new}"}},
    {"removed", true, true, false, {"{old}"}},
    {"replaced-also", true, true, true, {"{old}", "{new}"}},
    {"added-also", true, false, true, {"{new}"}},
    {"removed-also", true, true, false, {"{old}"}},
};
static const Slots plain = {.name = ""};

static const char *const places[] = {"text",   "title",  "standfirst", "caption",
                                     "byline", "credit", NULL};

static bool
is_allowed(const Slots *slots, const char *name)
{
    return strcmp(name, "{date}") == 0 || (slots->place && strcmp(name, "{place}") == 0) ||
           (slots->old && strcmp(name, "{old}") == 0) || (slots->new &&strcmp(name, "{new}") == 0);
}

/* Whether every name in braces is one that is known here. */
static bool
check_names(const MarbreYaml *yaml,
            const MarbreYamlNode *node,
            const Slots *slots,
            const char *text,
            GPtrArray *problems)
{
    for (const char *open = strchr(text, '{'); open != NULL; open = strchr(open + 1, '{')) {
        const char *close = strchr(open, '}');
        g_autofree char *name =
            close == NULL ? g_strdup(open) : g_strndup(open, (size_t)(close + 1 - open));
        if (is_allowed(slots, name))
            continue;
        (void)marbre_yaml_problem(yaml, node, problems,
                                  _("“%s” stands for nothing here; words in braces are "
                                    "{old}, {new}, {place} and {date}, where they fit"),
                                  name);
        return false;
    }
    return true;
}

static void
read_phrase(MarbreHouse *house,
            unsigned phrase,
            const MarbreYaml *yaml,
            const MarbreYamlNode *node,
            const Slots *slots,
            GPtrArray *problems)
{
    const char *text = marbre_yaml_expect_text(yaml, node, problems);
    if (text == NULL || !check_names(yaml, node, slots, text, problems))
        return;
    for (size_t i = 0; slots->needs[i] != NULL; i++)
        if (strstr(text, slots->needs[i]) == NULL)
            (void)marbre_yaml_problem(yaml, node, problems, _("%s is missing from this sentence"),
                                      slots->needs[i]);
    g_autofree char *shown = marbre_text_shown(text);
    if (strcmp(shown, text) != 0 || g_utf8_strlen(text, -1) > LONGEST)
        (void)marbre_yaml_problem(yaml, node, problems,
                                  _("a sentence is one line of %d characters at most, none of them "
                                    "invisible"),
                                  LONGEST);
    g_free(house->phrases[phrase]);
    house->phrases[phrase] = g_strdup(text);
}

static void
read_kind(MarbreHouse *house,
          unsigned first,
          const MarbreYaml *yaml,
          const MarbreYamlNode *node,
          GPtrArray *problems)
{
    static const char *const known[] = {"replaced",   "added",        "removed", "replaced-also",
                                        "added-also", "removed-also", NULL};
    if (!marbre_yaml_expect_map(yaml, node, known, problems))
        return;
    for (unsigned i = 0; i < MARBRE_FORMS; i++)
        read_phrase(house, first + i, yaml, marbre_yaml_find(node, forms[i].name), &forms[i],
                    problems);
}

static void
read_places(MarbreHouse *house,
            const MarbreYaml *yaml,
            const MarbreYamlNode *node,
            GPtrArray *problems)
{
    if (!marbre_yaml_expect_map(yaml, node, places, problems))
        return;
    for (unsigned i = 0; i < MARBRE_PASSAGE_PLACES; i++)
        read_phrase(house, MARBRE_PHRASE_PLACE + i, yaml, marbre_yaml_find(node, places[i]), &plain,
                    problems);
}

static MarbreHouse *
read_house(const MarbreYaml *yaml, const MarbreYamlNode *node, GPtrArray *problems)
{
    static const char *const known[] = {"places", "correction", "update",  "clarification",
                                        "more",   "pictures",   "offline", NULL};
    MarbreHouse *house = g_new0(MarbreHouse, 1);
    if (!marbre_yaml_expect_map(yaml, node, known, problems))
        return house;
    read_places(house, yaml, marbre_yaml_find(node, "places"), problems);
    read_kind(house, MARBRE_PHRASE_CORRECTION, yaml, marbre_yaml_find(node, "correction"),
              problems);
    read_kind(house, MARBRE_PHRASE_UPDATE, yaml, marbre_yaml_find(node, "update"), problems);
    read_kind(house, MARBRE_PHRASE_CLARIFICATION, yaml, marbre_yaml_find(node, "clarification"),
              problems);
    read_phrase(house, MARBRE_PHRASE_MORE, yaml, marbre_yaml_find(node, "more"), &plain, problems);
    read_phrase(house, MARBRE_PHRASE_PICTURES, yaml, marbre_yaml_find(node, "pictures"), &plain,
                problems);
    read_phrase(house, MARBRE_PHRASE_OFFLINE, yaml, marbre_yaml_find(node, "offline"), &plain,
                problems);
    return house;
}

GHashTable *
marbre_houses_parse(const char *path, GBytes *bytes, GPtrArray *problems)
{
    GHashTable *houses = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, house_free);
    const MarbreSpan all = {0, g_bytes_get_size(bytes)};
    g_autoptr(MarbreYaml) yaml = marbre_yaml_parse(path, bytes, all, &MARBRE_YAML_POLICY, problems);
    const MarbreYamlNode *root = yaml == NULL ? NULL : marbre_yaml_get_root(yaml);
    if (root == NULL || marbre_yaml_node_get_kind(root) == MARBRE_YAML_NULL ||
        !marbre_yaml_expect_map(yaml, root, NULL, problems))
        return houses;
    for (size_t i = 0; i < marbre_yaml_node_get_count(root); i++) {
        const char *key = marbre_yaml_node_get_key(root, i);
        const MarbreYamlNode *node = marbre_yaml_node_get_child(root, i);
        int64_t version = 0;
        if (strcmp(key, "version") == 0)
            (void)marbre_yaml_expect_int(yaml, node, 1, 1, problems, &version);
        else
            g_hash_table_insert(houses, g_strdup(key), read_house(yaml, node, problems));
    }
    return houses;
}

GHashTable *
marbre_houses_read(MarbreNewsroom *newsroom, const char *path, GError **error)
{
    g_autoptr(GError) reason = NULL;
    g_autoptr(GBytes) bytes =
        marbre_snapshot_read(marbre_newsroom_get_snapshot(newsroom), path, LIMIT, &reason);
    if (bytes == NULL && !g_error_matches(reason, MARBRE_ERROR, MARBRE_ERROR_NOT_FOUND)) {
        g_propagate_error(error, g_steal_pointer(&reason));
        return NULL;
    }
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(GBytes) nothing = g_bytes_new_static("", 0);
    g_autoptr(GHashTable) houses =
        marbre_houses_parse(path, bytes == NULL ? nothing : bytes, problems);
    if (problems->len == 0)
        return g_steal_pointer(&houses);
    g_propagate_error(error, marbre_problems_to_error(problems, MARBRE_ERROR_USAGE));
    return NULL;
}
