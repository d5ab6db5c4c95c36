/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "workflow/people.h"

#include "base/instant.h"
#include "workflow/reading.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_ADMINS 1000

struct MarbrePeople {
    unsigned admins_needed;
    GPtrArray *all;             /* of MarbrePerson */
    GHashTable *by_id;          /* keys and values are those of `all` */
    GHashTable *by_email;       /* folded address to person */
    GHashTable *by_fingerprint; /* likewise */
    char **roles;               /* sorted */
};

/* ---- one person ---- */

static void
free_key(gpointer key)
{
    marbre_key_free(key);
}

static void
free_person(gpointer data)
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

/* Two spellings of one address have one folded form. NULL for what is no text. */
static char *
fold_email(const char *email)
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
           MarbrePeople *people,
           MarbrePerson *person,
           const MarbreYamlNode *node,
           GPtrArray *emails)
{
    const char *text = marbre_yaml_expect_text(reading->yaml, node, reading->problems);
    g_autofree char *folded = text != NULL ? fold_email(text) : NULL;
    g_autofree char *shown = marbre_text_shown(text != NULL ? text : "");
    const MarbrePerson *other = NULL;

    if (folded == NULL)
        return;
    if (!is_email(text)) {
        marbre_yaml_problem(reading->yaml, node, reading->problems,
                            _("“%s” is no e-mail address; write it as lea@example.org"), shown);
        return;
    }
    other = g_hash_table_lookup(people->by_email, folded);
    if (other == person) {
        marbre_yaml_problem(reading->yaml, node, reading->problems,
                            _("“%s” is named twice; keep one of them"), shown);
    } else if (other != NULL) {
        marbre_yaml_problem(reading->yaml, node, reading->problems,
                            _("“%s” is already the address of %s; an address is one person's"),
                            shown, other->id != NULL ? other->id : "?");
    } else {
        g_hash_table_insert(people->by_email, g_steal_pointer(&folded), person);
        g_ptr_array_add(emails, g_strdup(text));
    }
}

static char **
read_emails(const MarbreReading *reading,
            MarbrePeople *people,
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
            read_email(reading, people, person, marbre_yaml_node_get_child(list, i), emails);
    }
    g_ptr_array_add(emails, NULL);
    return (char **)g_ptr_array_free(g_steal_pointer(&emails), FALSE);
}

static void
read_key(const MarbreReading *reading,
         MarbrePeople *people,
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
    other = g_hash_table_lookup(people->by_fingerprint, key->fingerprint);
    if (other == person) {
        marbre_yaml_problem(reading->yaml, node, reading->problems,
                            _("this key is named twice; keep one of them"));
    } else if (other != NULL) {
        marbre_yaml_problem(reading->yaml, node, reading->problems,
                            _("this is already the key of %s; a key is one person's"),
                            other->id != NULL ? other->id : "?");
    } else {
        g_hash_table_insert(people->by_fingerprint, g_strdup(key->fingerprint), person);
        g_ptr_array_add(person->keys, g_steal_pointer(&key));
    }
}

static void
read_keys(const MarbreReading *reading,
          MarbrePeople *people,
          MarbrePerson *person,
          const MarbreYamlNode *list)
{
    if (list == NULL || !marbre_yaml_expect_list(reading->yaml, list, reading->problems))
        return;
    for (size_t i = 0; i < marbre_yaml_node_get_count(list); i++)
        read_key(reading, people, person, marbre_yaml_node_get_child(list, i));
}

static void
read_id(const MarbreReading *reading,
        MarbrePeople *people,
        MarbrePerson *person,
        const MarbreYamlNode *map)
{
    const MarbreYamlNode *node =
        marbre_yaml_expect_key(reading->yaml, map, "id", reading->problems);

    person->id = g_strdup(marbre_reading_id(reading, node));
    if (person->id == NULL)
        return;
    if (g_hash_table_contains(people->by_id, person->id))
        marbre_yaml_problem(reading->yaml, node, reading->problems,
                            _("there is already somebody with the id “%s”; choose another"),
                            person->id);
    else
        g_hash_table_insert(people->by_id, person->id, person);
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

static void
read_person(const MarbreReading *reading, MarbrePeople *people, const MarbreYamlNode *map)
{
    static const char *const known[] = {"id",   "name", "emails", "roles", "lang",
                                        "keys", "void", "away",   NULL};
    MarbrePerson *person = g_new0(MarbrePerson, 1);
    const MarbreYaml *yaml = reading->yaml;
    GPtrArray *problems = reading->problems;
    const char *name = NULL;

    person->keys = g_ptr_array_new_with_free_func(free_key);
    g_ptr_array_add(people->all, person);
    if (!marbre_yaml_expect_map(yaml, map, known, problems))
        return;
    read_id(reading, people, person, map);
    name = marbre_yaml_expect_text(yaml, marbre_yaml_find(map, "name"), problems);
    person->name = g_strdup(name != NULL ? name : person->id);
    person->emails =
        read_emails(reading, people, person, marbre_yaml_expect_key(yaml, map, "emails", problems));
    person->roles =
        marbre_reading_ids(reading, marbre_yaml_expect_key(yaml, map, "roles", problems));
    person->lang = g_strdup(marbre_reading_lang(reading, marbre_yaml_find(map, "lang")));
    read_keys(reading, people, person, marbre_yaml_find(map, "keys"));
    person->voided = read_void(reading, marbre_yaml_find(map, "void"));
    person->away = read_away(reading, marbre_yaml_find(map, "away"));
    check_robot(reading, person, marbre_yaml_find(map, "roles"));
}

/* ---- the file ---- */

static int
compare_texts(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static char **
collect_roles(const MarbrePeople *people)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    GPtrArray *roles = g_ptr_array_new();

    for (unsigned i = 0; i < people->all->len; i++) {
        const MarbrePerson *person = g_ptr_array_index(people->all, i);

        for (size_t j = 0; person->roles != NULL && person->roles[j] != NULL; j++)
            if (g_hash_table_add(seen, person->roles[j]))
                g_ptr_array_add(roles, g_strdup(person->roles[j]));
    }
    g_ptr_array_sort(roles, compare_texts);
    g_ptr_array_add(roles, NULL);
    return (char **)g_ptr_array_free(roles, FALSE);
}

static unsigned
count_admins(const MarbrePeople *people)
{
    static const char *const admin[] = {MARBRE_ROLE_ADMIN, NULL};
    unsigned count = 0;

    for (unsigned i = 0; i < people->all->len; i++) {
        const MarbrePerson *person = g_ptr_array_index(people->all, i);

        count += person->roles != NULL && marbre_person_has_role(person, admin);
    }
    return count;
}

/* Fewer administrators than a change needs would lock everybody out for good. */
static void
check_admins(const MarbreReading *reading, const MarbrePeople *people, const MarbreYamlNode *root)
{
    const MarbreYamlNode *node = marbre_yaml_find(root, "admins-needed");
    unsigned count = count_admins(people);

    if (count >= people->admins_needed)
        return;
    marbre_yaml_problem(reading->yaml, node != NULL ? node : root, reading->problems,
                        g_dngettext(GETTEXT_PACKAGE,
                                    "a change of the rules takes %u person with the role “admin”, "
                                    "and there are %u: nobody could ever change them",
                                    "a change of the rules takes %u people with the role “admin”, "
                                    "and there are %u: nobody could ever change them",
                                    people->admins_needed),
                        people->admins_needed, count);
}

static void
read_root(const MarbreReading *reading, MarbrePeople *people, const MarbreYamlNode *root)
{
    static const char *const known[] = {"version", "admins-needed", "people", NULL};
    const MarbreYamlNode *list = NULL;
    int64_t needed = 1;

    if (!marbre_yaml_expect_map(reading->yaml, root, known, reading->problems) ||
        !marbre_reading_version(reading, root))
        return;
    (void)marbre_yaml_expect_int(reading->yaml, marbre_yaml_find(root, "admins-needed"), 1,
                                 MOST_ADMINS, reading->problems, &needed);
    people->admins_needed = (unsigned)needed;
    list = marbre_yaml_expect_key(reading->yaml, root, "people", reading->problems);
    if (list == NULL || !marbre_yaml_expect_list(reading->yaml, list, reading->problems))
        return;
    for (size_t i = 0; i < marbre_yaml_node_get_count(list); i++)
        read_person(reading, people, marbre_yaml_node_get_child(list, i));
    check_admins(reading, people, root);
}

static MarbrePeople *
people_new(void)
{
    MarbrePeople *people = g_atomic_rc_box_new0(MarbrePeople);

    people->admins_needed = 1;
    people->all = g_ptr_array_new_with_free_func(free_person);
    people->by_id = g_hash_table_new(g_str_hash, g_str_equal);
    people->by_email = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    people->by_fingerprint = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return people;
}

MarbrePeople *
marbre_people_parse(const char *path, GBytes *file, GPtrArray *problems)
{
    g_autoptr(MarbrePeople) people = people_new();
    MarbreSpan whole = {0, g_bytes_get_size(file)};
    unsigned before = problems->len;
    g_autoptr(MarbreYaml) yaml =
        marbre_yaml_parse(path, file, whole, &MARBRE_YAML_PEOPLE, problems);
    MarbreReading reading = {yaml, problems, NULL};

    if (yaml == NULL)
        return NULL;
    read_root(&reading, people, marbre_yaml_get_root(yaml));
    people->roles = collect_roles(people);
    return marbre_reading_end(problems, before) ? g_steal_pointer(&people) : NULL;
}

MarbrePeople *
marbre_people_ref(MarbrePeople *people)
{
    return g_atomic_rc_box_acquire(people);
}

static void
clear_people(gpointer data)
{
    MarbrePeople *people = data;

    g_hash_table_unref(people->by_id);
    g_hash_table_unref(people->by_email);
    g_hash_table_unref(people->by_fingerprint);
    g_ptr_array_unref(people->all);
    g_strfreev(people->roles);
}

void
marbre_people_unref(MarbrePeople *people)
{
    if (people != NULL)
        g_atomic_rc_box_release_full(people, clear_people);
}

/* ---- asking ---- */

const GPtrArray *
marbre_people_get_all(const MarbrePeople *people)
{
    return people->all;
}

unsigned
marbre_people_get_admins_needed(const MarbrePeople *people)
{
    return people->admins_needed;
}

const MarbrePerson *
marbre_people_by_id(const MarbrePeople *people, const char *id)
{
    return id != NULL ? g_hash_table_lookup(people->by_id, id) : NULL;
}

const MarbrePerson *
marbre_people_by_email(const MarbrePeople *people, const char *email)
{
    g_autofree char *folded = email != NULL ? fold_email(email) : NULL;

    return folded != NULL ? g_hash_table_lookup(people->by_email, folded) : NULL;
}

const MarbrePerson *
marbre_people_by_fingerprint(const MarbrePeople *people, const char *fingerprint)
{
    return fingerprint != NULL ? g_hash_table_lookup(people->by_fingerprint, fingerprint) : NULL;
}

bool
marbre_person_has_role(const MarbrePerson *person, const char *const *roles)
{
    for (size_t i = 0; roles != NULL && roles[i] != NULL; i++)
        if (g_strv_contains((const char *const *)person->roles, roles[i]))
            return true;
    return false;
}

bool
marbre_person_is_away(const MarbrePerson *person, int64_t now, GTimeZone *zone)
{
    int64_t first = 0, after = 0;

    return person->away != NULL && marbre_moment_parse(person->away, zone, &first, &after) &&
           now < after;
}

bool
marbre_person_is_robot(const MarbrePerson *person)
{
    return person->roles != NULL &&
           g_strv_contains((const char *const *)person->roles, MARBRE_ROLE_ROBOT);
}

GPtrArray *
marbre_people_with_role(const MarbrePeople *people, const char *const *roles)
{
    GPtrArray *found = g_ptr_array_new();

    for (unsigned i = 0; i < people->all->len; i++) {
        MarbrePerson *person = g_ptr_array_index(people->all, i);

        if (marbre_person_has_role(person, roles))
            g_ptr_array_add(found, person);
    }
    return found;
}

unsigned
marbre_people_count_signing_admins(const MarbrePeople *people)
{
    static const char *const admin[] = {MARBRE_ROLE_ADMIN, NULL};
    unsigned count = 0;

    for (unsigned i = 0; i < people->all->len; i++) {
        const MarbrePerson *person = g_ptr_array_index(people->all, i);

        count += person->keys->len > 0 && marbre_person_has_role(person, admin);
    }
    return count;
}

const char *const *
marbre_people_get_roles(const MarbrePeople *people)
{
    return (const char *const *)people->roles;
}
