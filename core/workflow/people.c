/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "workflow/people.h"

#include "base/instant.h"
#include "base/order.h"
#include "workflow/person.h"
#include "workflow/reading.h"

#include <glib/gi18n-lib.h>

#define MOST_ADMINS 1000

struct MarbrePeople {
    unsigned admins_needed;
    GPtrArray *all;    /* of MarbrePerson */
    MarbreTaken taken; /* by whom of `all` */
    char **roles;      /* sorted */
};

/* ---- the file ---- */

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
    g_ptr_array_sort(roles, marbre_order_texts);
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
        g_ptr_array_add(people->all, marbre_person_read(reading, &people->taken,
                                                        marbre_yaml_node_get_child(list, i)));
    check_admins(reading, people, root);
}

static MarbrePeople *
people_new(void)
{
    MarbrePeople *people = g_atomic_rc_box_new0(MarbrePeople);

    people->admins_needed = 1;
    people->all = g_ptr_array_new_with_free_func(marbre_person_free);
    people->taken.by_id = g_hash_table_new(g_str_hash, g_str_equal);
    people->taken.by_email = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    people->taken.by_fingerprint = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
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

    g_hash_table_unref(people->taken.by_id);
    g_hash_table_unref(people->taken.by_email);
    g_hash_table_unref(people->taken.by_fingerprint);
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
    return id != NULL ? g_hash_table_lookup(people->taken.by_id, id) : NULL;
}

const MarbrePerson *
marbre_people_by_email(const MarbrePeople *people, const char *email)
{
    g_autofree char *folded = email != NULL ? marbre_email_fold(email) : NULL;

    return folded != NULL ? g_hash_table_lookup(people->taken.by_email, folded) : NULL;
}

const MarbrePerson *
marbre_people_by_fingerprint(const MarbrePeople *people, const char *fingerprint)
{
    return fingerprint != NULL ? g_hash_table_lookup(people->taken.by_fingerprint, fingerprint)
                               : NULL;
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
