/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk/staffing.h"

#include "base/error.h"
#include "base/problem.h"
#include "yaml/edit.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
marbre_staffed_free(MarbreStaffed *staffed)
{
    if (staffed == NULL)
        return;
    g_free(staffed->person);
    g_free(staffed->name);
    g_strfreev(staffed->roles);
    g_free(staffed->commit);
    g_free(staffed);
}

/* --- one edit after another ---------------------------------------------------------------------
 */

/* What an edit made takes the place of the bytes; NULL has said why not. @param bytes (transfer
   full, nullable) */
static bool
keep(MarbreStaff *staff, GBytes *bytes, GError **error)
{
    if (bytes == NULL)
        return false;
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_bytes_unref(staff->bytes);
    staff->bytes = bytes;
    marbre_yaml_unref(staff->yaml);
    staff->yaml =
        marbre_yaml_parse(MARBRE_PEOPLE_PATH, bytes, (MarbreSpan){0, g_bytes_get_size(bytes)},
                          &MARBRE_YAML_PEOPLE, problems);
    if (staff->yaml == NULL)
        g_propagate_error(error, marbre_problems_to_error(problems, MARBRE_ERROR_REFUSED));
    return staff->yaml != NULL;
}

static bool
take_out(MarbreStaff *staff, const char *where, GError **error)
{
    return keep(staff, marbre_yaml_remove(staff->yaml, staff->bytes, where, error), error);
}

static bool
put_in(MarbreStaff *staff, const char *where, GVariant *value, bool as_list, GError **error)
{
    return keep(staff, marbre_yaml_append(staff->yaml, staff->bytes, where, value, as_list, error),
                error);
}

/* --- who it is about ----------------------------------------------------------------------------
 */

typedef struct {
    const void *request;
    MarbreStaffed *staffed;
} Act;

static const MarbrePerson *
find_person(const MarbreStaff *staff, const char *id, GError **error)
{
    const MarbrePerson *person = marbre_people_by_id(marbre_policy_get_people(staff->policy), id);
    if (person == NULL)
        g_set_error(
            error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
            _("nobody in people.yaml has the id “%s”; `marbre people list` names everybody"), id);
    return person;
}

/* What is told of the person, of an edit that may have been begun before. @param roles (transfer
   full) */
static void
tell(MarbreStaffed *staffed, const char *id, const char *name, char **roles)
{
    g_free(staffed->person);
    g_free(staffed->name);
    g_strfreev(staffed->roles);
    staffed->person = g_strdup(id);
    staffed->name = g_strdup(name);
    staffed->roles = roles;
}

static char *
subject(const MarbreStaff *staff, const char *french, const char *english, const char *name)
{
    return g_strconcat(marbre_staff_is_french(staff) ? french : english, name, NULL);
}

static MarbreStaffed *
run(const MarbreSession *session, MarbreStaffEdit edit, const void *request, GError **error)
{
    g_autoptr(MarbreStaffed) staffed = g_new0(MarbreStaffed, 1);
    Act act = {request, staffed};
    return marbre_desk_staff(session, edit, &act, &staffed->commit, error)
               ? g_steal_pointer(&staffed)
               : NULL;
}

/* --- add ----------------------------------------------------------------------------------------
 */

static bool
is_new(const MarbreStaff *staff, const MarbreHire *hire, GError **error)
{
    const MarbrePerson *there =
        marbre_people_by_id(marbre_policy_get_people(staff->policy), hire->id);
    if (there == NULL)
        return true;
    g_set_error(
        error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
        there->roles[0] == NULL
            ? _("“%s” is %s, who has left; they come back with: marbre people role %s +ROLE")
            : _("“%s” is %s already; to give another role: marbre people role %s +ROLE"),
        hire->id, there->name, hire->id);
    return false;
}

static void
add_entry(GVariantBuilder *map, const char *key, GVariant *value)
{
    g_variant_builder_add(map, "(sv)", key, value);
}

static bool
hire(void *user, MarbreStaff *staff, GError **error)
{
    const Act *act = user;
    const MarbreHire *who = act->request;
    if (!is_new(staff, who, error))
        return false;
    GVariantBuilder map;
    g_variant_builder_init(&map, G_VARIANT_TYPE("a(sv)"));
    add_entry(&map, "id", g_variant_new_string(who->id));
    add_entry(&map, "name", g_variant_new_string(who->name));
    add_entry(&map, "emails", g_variant_new_strv(who->emails, -1));
    add_entry(&map, "roles", g_variant_new_strv(who->roles, -1));
    if (who->lang != NULL)
        add_entry(&map, "lang", g_variant_new_string(who->lang));
    tell(act->staffed, who->id, who->name, g_strdupv((char **)who->roles));
    staff->subject = subject(staff, "Équipe : ", "People: ", who->name);
    return put_in(staff, "people", g_variant_builder_end(&map), true, error);
}

MarbreStaffed *
marbre_desk_hire(const MarbreSession *session, const MarbreHire *who, GError **error)
{
    return run(session, hire, who, error);
}

/* --- role ---------------------------------------------------------------------------------------
 */

static bool
has(const MarbrePerson *person, const char *role)
{
    return g_strv_contains((const char *const *)person->roles, role);
}

/* The roles that stay and those that come, each once. (transfer full) */
static char **
roles_after(const MarbrePerson *person, const MarbreRoleChange *change)
{
    g_autoptr(GPtrArray) roles = g_ptr_array_new();
    for (char **role = person->roles; *role != NULL; role++)
        if (!g_strv_contains(change->fewer, *role))
            g_ptr_array_add(roles, g_strdup(*role));
    for (const char *const *role = change->more; *role != NULL; role++)
        if (!has(person, *role) &&
            !g_ptr_array_find_with_equal_func(roles, *role, g_str_equal, NULL))
            g_ptr_array_add(roles, g_strdup(*role));
    g_ptr_array_add(roles, NULL);
    return (char **)g_ptr_array_free(g_steal_pointer(&roles), FALSE);
}

/* From the last one on, so that the places of the others stay. A list that would be empty is made
   anew: in lines of its own nothing would be left of it. */
static bool
set_roles(MarbreStaff *staff, const MarbrePerson *person, char **roles, GError **error)
{
    g_autofree char *place = marbre_staff_place(staff, person->id);
    g_autofree char *list = g_strdup_printf("%s.roles", place);
    if (roles[0] == NULL)
        return person->roles[0] == NULL ||
               (take_out(staff, list, error) &&
                put_in(staff, list, g_variant_new_strv(NULL, 0), false, error));
    for (guint i = 0; roles[i] != NULL; i++)
        if (!has(person, roles[i]) &&
            !put_in(staff, list, g_variant_new_string(roles[i]), false, error))
            return false;
    for (guint i = g_strv_length(person->roles); i > 0; i--) {
        g_autofree char *where = g_strdup_printf("%s[%u]", list, i - 1);
        if (!g_strv_contains((const char *const *)roles, person->roles[i - 1]) &&
            !take_out(staff, where, error))
            return false;
    }
    return true;
}

static bool
change_roles(void *user, MarbreStaff *staff, GError **error)
{
    const Act *act = user;
    const MarbreRoleChange *change = act->request;
    const MarbrePerson *person = find_person(staff, change->id, error);
    if (person == NULL)
        return false;
    tell(act->staffed, person->id, person->name, roles_after(person, change));
    char **roles = act->staffed->roles;
    act->staffed->was_so =
        g_strv_equal((const char *const *)roles, (const char *const *)person->roles);
    if (act->staffed->was_so)
        return true;
    staff->subject = subject(staff, "Équipe : rôles de ", "People: roles of ", person->name);
    return set_roles(staff, person, roles, error);
}

MarbreStaffed *
marbre_desk_change_roles(const MarbreSession *session,
                         const MarbreRoleChange *change,
                         GError **error)
{
    return run(session, change_roles, change, error);
}

/* --- leave --------------------------------------------------------------------------------------
 */

typedef struct {
    MarbreLeave leave;
    int64_t now;
} Going;

/* What was given up to now counts no more; what they give after coming back does. */
static bool
undo(MarbreStaff *staff, const MarbrePerson *person, int64_t now, GError **error)
{
    g_autofree char *place = marbre_staff_place(staff, person->id);
    g_autofree char *where = g_strdup_printf("%s.void", place);
    GTimeZone *zone = marbre_policy_get_settings(staff->policy)->zone;
    g_autofree char *instant = marbre_instant_format(marbre_instant_at(now, zone));
    return keep(staff, marbre_yaml_set_word(staff->yaml, staff->bytes, where, instant, error),
                error);
}

static bool
take_keys(MarbreStaff *staff, const MarbrePerson *person, GError **error)
{
    g_autofree char *place = marbre_staff_place(staff, person->id);
    g_autofree char *where = g_strdup_printf("%s.keys", place);
    return person->keys->len == 0 || take_out(staff, where, error);
}

static bool
leave(void *user, MarbreStaff *staff, GError **error)
{
    static char *none[] = {NULL};
    const Act *act = user;
    const Going *going = act->request;
    const MarbrePerson *person = find_person(staff, going->leave.id, error);
    if (person == NULL)
        return false;
    tell(act->staffed, person->id, person->name, g_strdupv(none));
    act->staffed->was_so = person->roles[0] == NULL && person->keys->len == 0 && !going->leave.undo;
    if (act->staffed->was_so)
        return true;
    staff->subject = subject(staff, "Équipe : départ de ", "People: goodbye, ", person->name);
    return set_roles(staff, person, none, error) && take_keys(staff, person, error) &&
           (!going->leave.undo || undo(staff, person, going->now, error));
}

MarbreStaffed *
marbre_desk_leave(const MarbreSession *session, const MarbreLeave *request, GError **error)
{
    const Going going = {*request, session->now};
    return run(session, leave, &going, error);
}
