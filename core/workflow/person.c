/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "workflow/person.h"

#include "base/instant.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
free_key(gpointer key)
{
    marbre_key_free(key);
}

void
marbre_person_free(void *data)
{
    MarbrePerson *person = data;

    g_free(person->id);
    g_free(person->name);
    g_strfreev(person->emails);
    g_strfreev(person->roles);
    g_free(person->lang);
    g_free(person->away);
    g_ptr_array_unref(person->keys);
    g_free(person);
}

char *
marbre_email_fold(const char *email)
{
    g_autofree char *normal = NULL;

    if (!g_utf8_validate(email, -1, NULL))
        return NULL;
    normal = g_utf8_normalize(email, -1, G_NORMALIZE_DEFAULT_COMPOSE);
    return g_utf8_casefold(normal, -1);
}

/* What git would write into a commit as it stands. */
static bool
is_email(const char *text)
{
    const char *end = text + strlen(text);

    for (const char *p = text; p < end; p = g_utf8_next_char(p))
        if (marbre_text_white(p, end) > 0 || strchr("<>,;\"", *p) != NULL ||
            g_unichar_iscntrl(g_utf8_get_char(p)))
            return false;
    return end > text && end - text <= 254;
}

static void
read_email(const MarbreReading *reading,
           MarbreTaken *taken,
           MarbrePerson *person,
           const MarbreYamlNode *node,
           GPtrArray *emails)
{
    const char *text = marbre_yaml_expect_text(reading->yaml, node, reading->problems);
    g_autofree char *folded = text != NULL ? marbre_email_fold(text) : NULL;
    g_autofree char *shown = marbre_text_shown(text != NULL ? text : "");
    const MarbrePerson *other = NULL;

    if (folded == NULL)
        return;
    if (!is_email(text)) {
        marbre_yaml_problem(reading->yaml, node, reading->problems,
                            _("“%s” is no e-mail address; write it as lea@example.org"), shown);
        return;
    }
    other = g_hash_table_lookup(taken->by_email, folded);
    if (other == person) {
        marbre_yaml_problem(reading->yaml, node, reading->problems,
                            _("“%s” is named twice; keep one of them"), shown);
    } else if (other != NULL) {
        marbre_yaml_problem(reading->yaml, node, reading->problems,
                            _("“%s” is already the address of %s; an address is one person's"),
                            shown, other->id != NULL ? other->id : "?");
    } else {
        g_hash_table_insert(taken->by_email, g_steal_pointer(&folded), person);
        g_ptr_array_add(emails, g_strdup(text));
    }
}

static char **
read_emails(const MarbreReading *reading,
            MarbreTaken *taken,
            MarbrePerson *person,
            const MarbreYamlNode *list)
{
    g_autoptr(GPtrArray) emails = g_ptr_array_new_with_free_func(g_free);

    if (list != NULL && marbre_yaml_expect_list(reading->yaml, list, reading->problems)) {
        if (marbre_yaml_node_get_count(list) == 0)
            marbre_yaml_problem(reading->yaml, list, reading->problems,
                                _("a person has one e-mail address at least: the one that git "
                                  "writes into commits"));
        for (size_t i = 0; i < marbre_yaml_node_get_count(list); i++)
            read_email(reading, taken, person, marbre_yaml_node_get_child(list, i), emails);
    }
    g_ptr_array_add(emails, NULL);
    return (char **)g_ptr_array_free(g_steal_pointer(&emails), FALSE);
}

static void
read_key(const MarbreReading *reading,
         MarbreTaken *taken,
         MarbrePerson *person,
         const MarbreYamlNode *node)
{
    const char *line = marbre_yaml_expect_text(reading->yaml, node, reading->problems);
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbreKey) key = line != NULL ? marbre_key_parse(line, &error) : NULL;
    const MarbrePerson *other = NULL;

    if (line == NULL)
        return;
    if (key == NULL) {
        marbre_yaml_problem(reading->yaml, node, reading->problems, "%s", error->message);
        return;
    }
    other = g_hash_table_lookup(taken->by_fingerprint, key->fingerprint);
    if (other == person) {
        marbre_yaml_problem(reading->yaml, node, reading->problems,
                            _("this key is named twice; keep one of them"));
    } else if (other != NULL) {
        marbre_yaml_problem(reading->yaml, node, reading->problems,
                            _("this is already the key of %s; a key is one person's"),
                            other->id != NULL ? other->id : "?");
    } else {
        g_hash_table_insert(taken->by_fingerprint, g_strdup(key->fingerprint), person);
        g_ptr_array_add(person->keys, g_steal_pointer(&key));
    }
}

static void
read_keys(const MarbreReading *reading,
          MarbreTaken *taken,
          MarbrePerson *person,
          const MarbreYamlNode *list)
{
    if (list == NULL || !marbre_yaml_expect_list(reading->yaml, list, reading->problems))
        return;
    for (size_t i = 0; i < marbre_yaml_node_get_count(list); i++)
        read_key(reading, taken, person, marbre_yaml_node_get_child(list, i));
}

static void
read_id(const MarbreReading *reading,
        MarbreTaken *taken,
        MarbrePerson *person,
        const MarbreYamlNode *map)
{
    const MarbreYamlNode *node =
        marbre_yaml_expect_key(reading->yaml, map, "id", reading->problems);

    person->id = g_strdup(marbre_reading_id(reading, node));
    if (person->id == NULL)
        return;
    if (g_hash_table_contains(taken->by_id, person->id))
        marbre_yaml_problem(reading->yaml, node, reading->problems,
                            _("there is already somebody with the id “%s”; choose another"),
                            person->id);
    else
        g_hash_table_insert(taken->by_id, person->id, person);
}

/* Until when approvals count no more. */
static int64_t
read_void(const MarbreReading *reading, const MarbreYamlNode *node)
{
    const char *text = marbre_yaml_node_get_text(node);
    MarbreInstant instant = {0};

    if (node == NULL)
        return INT64_MIN;
    if (text == NULL || !marbre_instant_parse(text, &instant)) {
        marbre_yaml_problem(reading->yaml, node, reading->problems,
                            _("“void” is the instant up to which this person's approvals count no "
                              "more, as 2026-03-17T21:15:00+01:00"));
        return INT64_MIN;
    }
    return instant.seconds;
}

/* The last day on which somebody is not at work. */
static char *
read_away(const MarbreReading *reading, const MarbreYamlNode *node)
{
    const char *text = marbre_yaml_node_get_text(node);
    g_autoptr(GTimeZone) utc = g_time_zone_new_utc();
    int64_t first = 0, after = 0;

    if (node == NULL)
        return NULL;
    if (text != NULL && strlen(text) == strlen("2026-03-25") &&
        marbre_moment_parse(text, utc, &first, &after))
        return g_strdup(text);
    marbre_yaml_problem(reading->yaml, node, reading->problems,
                        _("“away” is the last day on which this person is not at work, as "
                          "2026-03-25"));
    return NULL;
}

/* What works by itself must not work as somebody. */
static void
check_robot(const MarbreReading *reading, const MarbrePerson *person, const MarbreYamlNode *list)
{
    if (marbre_person_is_robot(person) && g_strv_length(person->roles) > 1)
        marbre_yaml_problem(reading->yaml, list, reading->problems,
                            _("a “robot” has no other role: it publishes what is due, and "
                              "approves, waives and moves nothing"));
}

MarbrePerson *
marbre_person_read(const MarbreReading *reading, MarbreTaken *taken, const MarbreYamlNode *map)
{
    static const char *const known[] = {"id",   "name", "emails", "roles", "lang",
                                        "keys", "void", "away",   NULL};
    MarbrePerson *person = g_new0(MarbrePerson, 1);
    const MarbreYaml *yaml = reading->yaml;
    GPtrArray *problems = reading->problems;
    const char *name = NULL;

    person->keys = g_ptr_array_new_with_free_func(free_key);
    if (!marbre_yaml_expect_map(yaml, map, known, problems))
        return person;
    read_id(reading, taken, person, map);
    name = marbre_yaml_expect_text(yaml, marbre_yaml_find(map, "name"), problems);
    person->name = g_strdup(name != NULL ? name : person->id);
    person->emails =
        read_emails(reading, taken, person, marbre_yaml_expect_key(yaml, map, "emails", problems));
    person->roles =
        marbre_reading_ids(reading, marbre_yaml_expect_key(yaml, map, "roles", problems));
    person->lang = g_strdup(marbre_reading_lang(reading, marbre_yaml_find(map, "lang")));
    read_keys(reading, taken, person, marbre_yaml_find(map, "keys"));
    person->voided = read_void(reading, marbre_yaml_find(map, "void"));
    person->away = read_away(reading, marbre_yaml_find(map, "away"));
    check_robot(reading, person, marbre_yaml_find(map, "roles"));
    return person;
}
