/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk/staffing.h"

#include "base/error.h"
#include "base/problem.h"
#include "desk/attempt.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char *const admin[] = {MARBRE_ROLE_ADMIN, NULL};

char *
marbre_staff_place(const MarbreStaff *staff, const char *id)
{
    const GPtrArray *all = marbre_people_get_all(marbre_policy_get_people(staff->policy));
    for (guint i = 0; i < all->len; i++)
        if (strcmp(((const MarbrePerson *)all->pdata[i])->id, id) == 0)
            return g_strdup_printf("people[%u]", i);
    return NULL;
}

bool
marbre_staff_is_french(const MarbreStaff *staff)
{
    return strncmp(marbre_policy_get_settings(staff->policy)->publish[0], "fr", 2) == 0;
}

/* --- who may ----------------------------------------------------------------------------------
 */

static char *
name_admins(const MarbrePolicy *policy)
{
    g_autoptr(GPtrArray) people = marbre_policy_who(policy, admin);
    GString *names = g_string_new(NULL);
    for (guint i = 0; i < people->len; i++)
        g_string_append_printf(names, "%s%s", i == 0 ? "" : ", ",
                               ((const MarbrePerson *)people->pdata[i])->name);
    return g_string_free(names, FALSE);
}

static bool
need_admin(const MarbreStaff *staff, GError **error)
{
    unsigned needed = marbre_people_get_admins_needed(marbre_policy_get_people(staff->policy));
    if (!marbre_person_has_role(staff->actor, admin)) {
        g_autofree char *names = name_admins(staff->policy);
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
                    _("marbre/role-missing: only somebody with the role admin changes people.yaml: "
                      "%s"),
                    names);
        return false;
    }
    if (needed > 1) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
                    _("a change of people.yaml takes %u administrators here: edit the file, and "
                      "commit it alone with the others' names or endorsements"),
                    needed);
        return false;
    }
    return true;
}

/* Where stages ask for signatures, so does the change of the rules. */
static bool
need_key(const MarbreSession *session, const MarbreStaff *staff, GError **error)
{
    const char *key = marbre_session_key(session);
    const MarbrePerson *signer =
        marbre_people_by_fingerprint(marbre_policy_get_people(staff->policy), key);
    if (!marbre_policy_is_signed(staff->policy) || signer == staff->actor)
        return true;
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
                _("marbre/signature-missing: here a change of the rules is signed with a key that "
                  "people.yaml has for you already: %s"),
                key != NULL                ? key
                : session->keyless != NULL ? session->keyless
                                           : "git config user.signingkey");
    return false;
}

/* What nobody committed is nobody's to commit for them. */
static bool
need_clean(const MarbreSession *session,
           MarbreNewsroom *tip,
           const MarbreStaff *staff,
           GError **error)
{
    g_autoptr(MarbreNewsroom) files = marbre_session_as_it_lies(session, tip, error);
    if (files == NULL || files == tip)
        return files != NULL;
    g_autoptr(GBytes) lies = marbre_snapshot_read(marbre_newsroom_get_snapshot(files),
                                                  MARBRE_PEOPLE_PATH, SIZE_MAX, NULL);
    if (lies != NULL && g_bytes_equal(lies, staff->bytes))
        return true;
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
                _("%s has changes that are not committed yet; commit them first"),
                MARBRE_PEOPLE_PATH);
    return false;
}

/* --- the rules that come of it ------------------------------------------------------------------
 */

typedef struct {
    MarbreSnapshot *snapshot;
    GBytes *people;
} Changed;

static GBytes *
read_changed(void *user, const char *path, size_t limit, GError **error)
{
    const Changed *changed = user;
    return strcmp(path, MARBRE_PEOPLE_PATH) == 0
               ? g_bytes_ref(changed->people)
               : marbre_snapshot_read(changed->snapshot, path, limit, error);
}

static GPtrArray *
list_changed(void *user, const char *folder, GError **error)
{
    g_autoptr(GPtrArray) entries =
        marbre_snapshot_list(((const Changed *)user)->snapshot, folder, error);
    GPtrArray *names = entries == NULL ? NULL : g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; entries != NULL && i < entries->len; i++) {
        const MarbreEntry *entry = g_ptr_array_index(entries, i);
        if (entry->kind != MARBRE_ENTRY_FOLDER)
            g_ptr_array_add(names, g_strdup(entry->name));
    }
    return names;
}

static bool
need_sound(MarbreNewsroom *tip, const MarbreStaff *staff, GError **error)
{
    Changed changed = {marbre_newsroom_get_snapshot(tip), staff->bytes};
    const MarbrePolicySource source = {read_changed, list_changed, &changed};
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbrePolicy) policy = marbre_policy_read(&source, problems);
    if (policy != NULL)
        return true;
    g_propagate_error(error, marbre_problems_to_error(problems, MARBRE_ERROR_REFUSED));
    return false;
}

/* --- the commit ---------------------------------------------------------------------------------
 */

static bool
change(const MarbreSession *session,
       MarbreNewsroom *tip,
       MarbreStaff *staff,
       MarbreStaffEdit edit,
       void *user,
       GError **error)
{
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    staff->policy = marbre_newsroom_get_policy(tip);
    staff->actor = marbre_session_actor(session, tip, error);
    staff->bytes = staff->actor == NULL ? NULL
                                        : marbre_snapshot_read(marbre_newsroom_get_snapshot(tip),
                                                               MARBRE_PEOPLE_PATH, SIZE_MAX, error);
    if (staff->bytes == NULL)
        return false;
    staff->yaml = marbre_yaml_parse(MARBRE_PEOPLE_PATH, staff->bytes,
                                    (MarbreSpan){0, g_bytes_get_size(staff->bytes)},
                                    &MARBRE_YAML_PEOPLE, problems);
    if (staff->yaml == NULL) {
        g_propagate_error(error, marbre_problems_to_error(problems, MARBRE_ERROR_USAGE));
        return false;
    }
    return need_admin(staff, error) && need_key(session, staff, error) &&
           need_clean(session, tip, staff, error) && edit(user, staff, error) &&
           (staff->subject == NULL || need_sound(tip, staff, error));
}

static void
staff_clear(MarbreStaff *staff)
{
    g_clear_pointer(&staff->yaml, marbre_yaml_unref);
    g_clear_pointer(&staff->bytes, g_bytes_unref);
    g_free(staff->subject);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(MarbreStaff, staff_clear)

typedef struct {
    const MarbreSession *session;
    MarbreStaffEdit edit;
    void *user; /* of `edit` */
    char *commit;
} Act;

static bool
attempt(void *user, GError **error)
{
    Act *act = user;
    const MarbreSession *session = act->session;
    g_autoptr(MarbreWrite) write = NULL;
    g_autoptr(MarbreNewsroom) tip = marbre_attempt_begin(session, &write, error);
    g_auto(MarbreStaff) staff = {0};
    if (tip == NULL || !change(session, tip, &staff, act->edit, act->user, error))
        return false;
    if (staff.subject == NULL || session->dry_run)
        return true;
    g_autoptr(MarbreChangeset) changes = marbre_changeset_new();
    if (!marbre_changeset_put(changes, MARBRE_PEOPLE_PATH, staff.bytes, error))
        return false;
    g_autofree char *id = marbre_session_commit(session, tip, write, changes, staff.subject, error);
    if (id == NULL)
        return false;
    marbre_write_set_reason(write, "people");
    if (!marbre_write_finish(write, NULL, error))
        return false;
    act->commit = g_steal_pointer(&id);
    return true;
}

bool
marbre_desk_staff(const MarbreSession *session,
                  MarbreStaffEdit edit,
                  void *user,
                  char **ret_commit,
                  GError **error)
{
    Act act = {.session = session, .edit = edit, .user = user};
    bool done = marbre_attempt(attempt, &act, error);
    *ret_commit = act.commit;
    return done;
}
