/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "workflow/reading.h"

#include "base/path.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LONGEST_DAYS 3650

bool
marbre_lang_is_valid(const char *text)
{
    size_t length = strspn(text, G_CSET_a_2_z);

    if (length < 2 || length > 3)
        return false;
    for (text += length; *text == '-'; text += length) {
        text++;
        length = strspn(text, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS);
        if (length < 2 || length > 8)
            return false;
    }
    return *text == '\0';
}

bool
marbre_plugin_word_is_valid(const char *text)
{
    size_t length = strlen(text);

    return length >= 2 && length <= 64 && g_ascii_islower(*text) &&
           strspn(text, G_CSET_a_2_z G_CSET_DIGITS "-") == length;
}

bool
marbre_reading_version(const MarbreReading *reading, const MarbreYamlNode *root)
{
    const MarbreYamlNode *node =
        marbre_yaml_expect_key(reading->yaml, root, "version", reading->problems);

    if (node == NULL)
        return false;
    if (marbre_yaml_node_get_kind(node) == MARBRE_YAML_INT && marbre_yaml_node_get_int(node) == 1)
        return true;
    marbre_yaml_problem(reading->yaml, node, reading->problems,
                        _("this Marbre reads version 1 of the file only; write “version: 1”, or "
                          "use a newer Marbre"));
    return false;
}

const char *
marbre_reading_id(const MarbreReading *reading, const MarbreYamlNode *node)
{
    const char *text = marbre_yaml_expect_text(reading->yaml, node, reading->problems);
    g_autofree char *shown = NULL;

    if (text == NULL || marbre_id_is_valid(text))
        return text;
    shown = marbre_text_shown(text);
    marbre_yaml_problem(reading->yaml, node, reading->problems,
                        _("“%s” cannot be a name here: lower-case letters, digits and hyphens, "
                          "up to 64"),
                        shown);
    return NULL;
}

const char *
marbre_reading_lang(const MarbreReading *reading, const MarbreYamlNode *node)
{
    const char *text = marbre_yaml_expect_text(reading->yaml, node, reading->problems);
    g_autofree char *shown = NULL;

    if (text == NULL || marbre_lang_is_valid(text))
        return text;
    shown = marbre_text_shown(text);
    marbre_yaml_problem(reading->yaml, node, reading->problems,
                        _("“%s” is no language; write it as “fr” or “pt-BR”"), shown);
    return NULL;
}

static bool
has_text(const GPtrArray *texts, const char *text)
{
    for (unsigned i = 0; i < texts->len; i++)
        if (strcmp(g_ptr_array_index(texts, i), text) == 0)
            return true;
    return false;
}

/* What `read` makes of each item of a list (nullable), each once. (transfer full) */
static char **
read_each(const MarbreReading *reading,
          const MarbreYamlNode *list,
          const char *(*read)(const MarbreReading *reading, const MarbreYamlNode *node))
{
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);

    if (list != NULL && marbre_yaml_expect_list(reading->yaml, list, reading->problems)) {
        for (size_t i = 0; i < marbre_yaml_node_get_count(list); i++) {
            const MarbreYamlNode *item = marbre_yaml_node_get_child(list, i);
            const char *text = read(reading, item);

            if (text != NULL && has_text(texts, text))
                marbre_yaml_problem(reading->yaml, item, reading->problems,
                                    _("“%s” is named twice; keep one of them"), text);
            else if (text != NULL)
                g_ptr_array_add(texts, g_strdup(text));
        }
    }
    g_ptr_array_add(texts, NULL);
    return (char **)g_ptr_array_free(g_steal_pointer(&texts), FALSE);
}

char **
marbre_reading_ids(const MarbreReading *reading, const MarbreYamlNode *node)
{
    return read_each(reading, node, marbre_reading_id);
}

char **
marbre_reading_langs(const MarbreReading *reading, const MarbreYamlNode *node)
{
    return read_each(reading, node, marbre_reading_lang);
}

static void
check_role(const MarbreReading *reading, const MarbreYamlNode *node)
{
    const char *const *known = marbre_people_get_roles(reading->people);
    const char *role = marbre_yaml_node_get_string(node);
    const char *nearest = NULL;

    if (g_strcmp0(role, MARBRE_ROLE_ROBOT) == 0)
        marbre_yaml_problem(reading->yaml, node, reading->problems,
                            _("a “robot” publishes what is due once somebody has approved it; no "
                              "stage can give it more"));
    if (role == NULL || !marbre_id_is_valid(role) || g_strv_contains(known, role))
        return;
    nearest = marbre_nearest(role, known);
    if (nearest != NULL)
        marbre_yaml_problem(reading->yaml, node, reading->problems,
                            _("nobody in people.yaml has the role “%s”; did you mean “%s”?"), role,
                            nearest);
    else
        marbre_yaml_problem(reading->yaml, node, reading->problems,
                            _("nobody in people.yaml has the role “%s”; give it to somebody first"),
                            role);
}

char **
marbre_reading_roles(const MarbreReading *reading, const MarbreYamlNode *node)
{
    char **roles = marbre_reading_ids(reading, node);

    if (reading->people != NULL && marbre_yaml_node_get_kind(node) == MARBRE_YAML_LIST) {
        for (size_t i = 0; i < marbre_yaml_node_get_count(node); i++)
            check_role(reading, marbre_yaml_node_get_child(node, i));
    }
    return roles;
}

static void
read_title(const MarbreReading *reading,
           const char *lang,
           const MarbreYamlNode *node,
           GHashTable *titles)
{
    const char *text = NULL;
    g_autofree char *shown = marbre_text_shown(lang);

    if (!marbre_lang_is_valid(lang)) {
        marbre_yaml_problem_at_key(reading->yaml, node, reading->problems,
                                   _("“%s” is no language; write it as “fr” or “pt-BR”"), shown);
        return;
    }
    text = marbre_yaml_expect_text(reading->yaml, node, reading->problems);
    if (text != NULL)
        g_hash_table_replace(titles, g_strdup(lang), g_strdup(text));
}

GHashTable *
marbre_reading_titles(const MarbreReading *reading, const MarbreYamlNode *node)
{
    GHashTable *titles = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);

    if (node == NULL || !marbre_yaml_expect_map(reading->yaml, node, NULL, reading->problems))
        return titles;
    for (size_t i = 0; i < marbre_yaml_node_get_count(node); i++)
        read_title(reading, marbre_yaml_node_get_key(node, i), marbre_yaml_node_get_child(node, i),
                   titles);
    return titles;
}

static MarbreProblem *
add_problem(const MarbreReading *reading,
            const MarbreYamlNode *node,
            bool at_key,
            const char *format,
            const char *word)
{
    g_autofree char *shown = marbre_text_shown(word);
    g_autofree char *message = NULL;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    message = g_strdup_printf(format, shown);
#pragma GCC diagnostic pop
    if (at_key)
        return marbre_yaml_problem_at_key(reading->yaml, node, reading->problems, "%s", message);
    return marbre_yaml_problem(reading->yaml, node, reading->problems, "%s", message);
}

bool
marbre_reading_rule(const MarbreReading *reading,
                    const MarbreYamlNode *node,
                    const char *rule,
                    bool at_key)
{
    const char *slash = strchr(rule, '/');
    g_autofree char *plugin = g_strndup(rule, slash != NULL ? (size_t)(slash - rule) : 0);

    if (strcmp(plugin, "marbre") == 0) {
        add_problem(reading, node, at_key,
                    _("“%s” is a rule of Marbre itself, which is neither re-graded nor waived"),
                    rule);
        return false;
    }
    if (slash == NULL || !marbre_plugin_word_is_valid(plugin) ||
        !marbre_plugin_word_is_valid(slash + 1)) {
        add_problem(reading, node, at_key,
                    _("“%s” is no rule; write PLUGIN/RULE, as in “draft/too-short”"), rule);
        return false;
    }
    return true;
}

bool
marbre_reading_days(const MarbreReading *reading, const MarbreYamlNode *node, unsigned *ret_days)
{
    const char *text = marbre_yaml_node_get_text(node);
    char *unit = NULL;
    uint64_t number =
        text != NULL && g_ascii_isdigit(*text) ? g_ascii_strtoull(text, &unit, 10) : 0;
    uint64_t days = 0;

    if (node == NULL)
        return false;
    if (unit != NULL && strcmp(unit, "d") == 0 && number <= LONGEST_DAYS)
        days = number;
    else if (unit != NULL && strcmp(unit, "w") == 0 && number <= LONGEST_DAYS / 7)
        days = number * 7;
    if (days == 0) {
        marbre_yaml_problem(reading->yaml, node, reading->problems,
                            _("a length of time is written in days or weeks, as “14d” or “2w”, "
                              "up to ten years"));
        return false;
    }
    *ret_days = (unsigned)days;
    return true;
}

bool
marbre_reading_hours(const MarbreReading *reading, const MarbreYamlNode *node, int64_t *ret_seconds)
{
    static const struct {
        const char *unit;
        int64_t hours;
    } units[] = {{"h", 1}, {"d", 24}, {"w", 24 * 7}};
    const char *text = marbre_yaml_node_get_text(node);
    char *unit = NULL;
    uint64_t number =
        text != NULL && g_ascii_isdigit(*text) ? g_ascii_strtoull(text, &unit, 10) : 0;

    for (size_t i = 0; unit != NULL && i < G_N_ELEMENTS(units); i++) {
        if (strcmp(unit, units[i].unit) != 0 || number == 0 ||
            number > (uint64_t)(LONGEST_DAYS * 24 / units[i].hours))
            continue;
        *ret_seconds = (int64_t)number * units[i].hours * 3600;
        return true;
    }
    if (node != NULL)
        marbre_yaml_problem(reading->yaml, node, reading->problems,
                            _("a length of time is written in hours, days or weeks, as “12h” or "
                              "“2d”, up to ten years"));
    return false;
}

static int
compare_problems(gconstpointer a, gconstpointer b, gpointer user)
{
    const MarbreProblem *one = *(const MarbreProblem *const *)a;
    const MarbreProblem *two = *(const MarbreProblem *const *)b;

    return (one->offset > two->offset) - (one->offset < two->offset);
}

bool
marbre_reading_end(GPtrArray *problems, unsigned before)
{
    if (problems->len == before)
        return true;
    g_qsort_with_data(problems->pdata + before, (int)(problems->len - before), sizeof(gpointer),
                      compare_problems, NULL);
    return false;
}
