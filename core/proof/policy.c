/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "proof/exception.h"

#include "base/error.h"
#include "base/problem.h"
#include "newsroom/signed.h"
#include "newsroom/stranded.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static bool
is_admin(const MarbrePerson *person)
{
    static const char *const admin[] = {MARBRE_ROLE_ADMIN, NULL};
    return person != NULL && marbre_person_has_role(person, admin);
}

/* The address in "Name <address>". (transfer full, nullable) */
static char *
address_of(const char *value)
{
    const char *open = strrchr(value, '<');
    const char *close = open == NULL ? NULL : strchr(open, '>');
    return close == NULL ? NULL : g_strndup(open + 1, (size_t)(close - open - 1));
}

/* How many administrators answer for the commit: its author and its co-authors, each once. */
static unsigned
count_admins(const MarbrePassage *passage)
{
    const char *key = NULL, *value = NULL;
    g_autoptr(GHashTable) people = g_hash_table_new(NULL, NULL);
    if (is_admin(passage->author))
        (void)g_hash_table_add(people, (gpointer)passage->author); /* each once */
    for (size_t i = 0; marbre_commit_trailer_at(passage->commit, i, &key, &value); i++) {
        g_autofree char *address =
            g_ascii_strcasecmp(key, "Co-authored-by") == 0 ? address_of(value) : NULL;
        const MarbrePerson *person =
            address == NULL ? NULL : marbre_policy_person(passage->law->policy, address);
        if (is_admin(person))
            (void)g_hash_table_add(people, (gpointer)person); /* each once */
    }
    return g_hash_table_size(people);
}

/* --- by signature --- */

static void
violate_signature(const MarbrePassage *passage, const char *rule, char *message)
{
    marbre_passage_violate(
        passage, NULL, rule, message,
        g_strdup(_("a commit signed with a key that people.yaml gave to an administrator before "
                   "it")));
}

/* The administrator who signed the commit; NULL, and told, where none did. */
static const MarbrePerson *
signing_admin(const MarbrePassage *passage)
{
    g_auto(MarbreSigned) found;
    marbre_signed_commit(marbre_policy_get_people(passage->law->policy), passage->commit, &found);
    if (!found.is_there)
        violate_signature(passage, "marbre/signature-missing",
                          g_strdup(_("the rules were changed without a signature")));
    else if (found.wrong != NULL)
        violate_signature(passage, "marbre/signature-untrusted",
                          g_strdup_printf(_("the rules were changed with a signature that proves "
                                            "nothing: %s"),
                                          found.wrong));
    else if (found.person != passage->author)
        violate_signature(passage, "marbre/signature-untrusted",
                          g_strdup_printf(_("the rules were changed with a key of %s, who is not "
                                            "the commit's author"),
                                          found.person->name));
    else if (is_admin(found.person))
        return found.person;
    else
        violate_signature(
            passage, "marbre/role-missing",
            g_strdup_printf(_("%s changes the rules without the role admin"), found.person->name));
    return NULL;
}

/* "ID SIGNATURE" of somebody who endorses the change; NULL where it proves nothing. */
static const MarbrePerson *
endorsing_admin(const MarbrePassage *passage, const char *value)
{
    const MarbrePolicy *policy = passage->law->policy;
    const char *space = strchr(value, ' ');
    if (space == NULL)
        return NULL;
    g_autofree char *id = g_strndup(value, (size_t)(space - value));
    g_autoptr(GBytes) statement =
        marbre_statement_policy(marbre_policy_get_settings(policy)->id, passage->commit->parents[0],
                                marbre_newsroom_get_snapshot(passage->after));
    g_auto(MarbreSigned) found;
    marbre_signed_statement(marbre_policy_get_people(policy), statement, MARBRE_SIGNED_POLICY,
                            space + 1, &found);
    if (found.wrong == NULL && is_admin(found.person) && strcmp(found.person->id, id) == 0)
        return found.person;
    marbre_passage_violate(passage, NULL, "marbre/signature-untrusted",
                           g_strdup_printf(_("the endorsement by %s proves nothing: %s"), id,
                                           found.wrong != NULL ? found.wrong
                                                               : _("it is not an administrator's "
                                                                   "own")),
                           NULL);
    return NULL;
}

static void
too_few(const MarbrePassage *passage, unsigned there, unsigned needed, const char *right)
{
    marbre_passage_violate(
        passage, NULL, "marbre/role-missing",
        g_strdup_printf(g_dngettext(GETTEXT_PACKAGE,
                                    "the rules were changed by %u administrator of %u",
                                    "the rules were changed by %u administrators of %u", there),
                        there, needed),
        g_strdup(right));
}

static void
need_signing_admins(const MarbrePassage *passage)
{
    const char *key = NULL, *value = NULL;
    unsigned needed =
        marbre_people_get_admins_needed(marbre_policy_get_people(passage->law->policy));
    g_autoptr(GHashTable) people = g_hash_table_new(NULL, NULL);
    const MarbrePerson *first = signing_admin(passage);
    if (first == NULL)
        return;
    (void)g_hash_table_add(people, (gpointer)first); /* each once */
    for (size_t i = 0; marbre_commit_trailer_at(passage->commit, i, &key, &value); i++) {
        const MarbrePerson *person =
            g_ascii_strcasecmp(key, MARBRE_ENDORSE) == 0 ? endorsing_admin(passage, value) : NULL;
        if (person != NULL)
            (void)g_hash_table_add(people, (gpointer)person); /* each once */
    }
    unsigned there = g_hash_table_size(people);
    if (there < needed)
        too_few(passage, there, needed, _("the others endorse it: marbre people endorse"));
}

/* --- by name --- */

static void
need_admins(const MarbrePassage *passage)
{
    unsigned needed =
        marbre_people_get_admins_needed(marbre_policy_get_people(passage->law->policy));
    unsigned there = count_admins(passage);
    if (there >= needed)
        return;
    if (there == 0 && passage->author != NULL)
        marbre_passage_violate(passage, NULL, "marbre/role-missing",
                               g_strdup_printf(_("%s changes the rules without the role admin"),
                                               passage->author->name),
                               g_strdup(_("a commit by somebody who had that role before it")));
    else
        too_few(passage, there, needed,
                _("the others as co-authors: Co-authored-by: NAME <ADDRESS>"));
}

static void
add_problems(const MarbrePassage *passage, const GPtrArray *problems)
{
    for (guint i = 0; i < problems->len; i++) {
        const MarbreProblem *problem = g_ptr_array_index(problems, i);
        marbre_passage_violate(
            passage, NULL, "marbre/policy-broken",
            g_strdup_printf("%s:%u: %s", problem->path, (unsigned)problem->line, problem->message),
            NULL);
    }
}

/* The new rules can be read, and leave no article where no rule knows it. */
static bool
need_sound(const MarbrePassage *passage, GError **error)
{
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    MarbreSnapshot *after = marbre_newsroom_get_snapshot(passage->after);
    g_autoptr(MarbrePolicy) policy = marbre_policy_load(after, problems);
    if (policy != NULL && passage->judge->only == NULL) {
        g_autoptr(MarbreNewsroom) newsroom =
            marbre_newsroom_new_with_policy(passage->judge->store, after, policy);
        if (!marbre_stranded_find(newsroom, problems, error) ||
            !marbre_exceptions_judge(passage, policy, error))
            return false;
    }
    add_problems(passage, problems);
    return true;
}

static bool
keeps_id(const MarbrePassage *passage)
{
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbrePolicy) policy =
        marbre_policy_load(marbre_newsroom_get_snapshot(passage->after), problems);
    return policy == NULL || strcmp(marbre_policy_get_settings(policy)->id,
                                    marbre_policy_get_settings(passage->law->policy)->id) == 0;
}

bool
marbre_judge_policy(const MarbrePassage *passage, GError **error)
{
    if (marbre_policy_is_signed(passage->law->policy))
        need_signing_admins(passage);
    else
        need_admins(passage);
    if (!keeps_id(passage))
        marbre_passage_violate(passage, NULL, "marbre/policy-broken",
                               g_strdup(_("the newsroom would have another id, and what was "
                                          "signed for it would count no more")),
                               NULL);
    return need_sound(passage, error);
}
