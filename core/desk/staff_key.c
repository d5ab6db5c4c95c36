/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk/staffing.h"

#include "base/error.h"
#include "yaml/edit.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
marbre_key_given_free(MarbreKeyGiven *given)
{
    if (given == NULL)
        return;
    g_free(given->person);
    g_free(given->name);
    g_free(given->fingerprint);
    g_free(given->commit);
    g_free(given);
}

typedef struct {
    const MarbreKeyGift *gift;
    MarbreKey *key;
    MarbreKeyGiven *given;
} Act;

/* Whom the key is for; NULL, with an error, where nobody is. */
static const MarbrePerson *
find_person(const Act *act, const MarbreStaff *staff, GError **error)
{
    const char *id = act->gift->person;
    const MarbrePerson *person =
        id == NULL ? staff->actor
                   : marbre_people_by_id(marbre_policy_get_people(staff->policy), id);
    if (person == NULL)
        g_set_error(
            error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
            _("nobody in people.yaml has the id “%s”; `marbre people list` names everybody"), id);
    return person;
}

/* A key is one person's, or it would prove nothing. */
static bool
need_free(const Act *act, const MarbreStaff *staff, const MarbrePerson *person, GError **error)
{
    const MarbrePerson *owner = marbre_people_by_fingerprint(
        marbre_policy_get_people(staff->policy), act->key->fingerprint);
    act->given->had = owner == person;
    if (owner == NULL || owner == person)
        return true;
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
                _("this is already the key of %s; a key is one person's"), owner->name);
    return false;
}

/* The line as it was given: what stands behind the key says which of a person's it is. */
static bool
add_key(void *user, MarbreStaff *staff, GError **error)
{
    Act *act = user;
    const MarbrePerson *person = find_person(act, staff, error);
    if (person == NULL || !need_free(act, staff, person, error))
        return false;
    g_free(act->given->person);
    g_free(act->given->name);
    act->given->person = g_strdup(person->id);
    act->given->name = g_strdup(person->name);
    if (act->given->had)
        return true;
    g_autofree char *place = marbre_staff_place(staff, person->id);
    g_autofree char *where = g_strdup_printf("%s.keys", place);
    g_autofree char *line = marbre_key_line(act->key);
    g_autofree char *whole =
        act->key->comment == NULL ? NULL : g_strdup_printf("%s %s", line, act->key->comment);
    GBytes *bytes =
        marbre_yaml_append(staff->yaml, staff->bytes, where,
                           g_variant_new_string(whole == NULL ? line : whole), true, error);
    if (bytes == NULL)
        return false;
    g_bytes_unref(staff->bytes);
    staff->bytes = bytes;
    staff->subject = g_strdup_printf(marbre_staff_is_french(staff) ? "Équipe : une clé pour %s"
                                                                   : "People: a key for %s",
                                     person->name);
    return true;
}

MarbreKeyGiven *
marbre_desk_add_key(const MarbreSession *session, const MarbreKeyGift *gift, GError **error)
{
    g_autoptr(GError) reason = NULL;
    g_autoptr(MarbreKey) key = marbre_key_parse(gift->line, &reason);
    if (key == NULL) {
        g_set_error_literal(error, MARBRE_ERROR, MARBRE_ERROR_USAGE, reason->message);
        return NULL;
    }
    g_autoptr(MarbreKeyGiven) given = g_new0(MarbreKeyGiven, 1);
    given->fingerprint = g_strdup(key->fingerprint);
    Act act = {gift, key, given};
    return marbre_desk_staff(session, add_key, &act, &given->commit, error)
               ? g_steal_pointer(&given)
               : NULL;
}
