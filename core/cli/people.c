/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/people.h"

#include "base/date.h"
#include "base/error.h"
#include "base/json.h"
#include "base/text.h"
#include "cli/answer.h"
#include "cli/commands.h"
#include "desk/staffing.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#define LONGEST_KEY_FILE 65536

/* --- list --------------------------------------------------------------------------------------
 */

static void
write_person(MarbreJson *json, const MarbrePerson *person)
{
    marbre_json_begin_object(json);
    marbre_json_member_string(json, "id", person->id);
    marbre_json_member_string(json, "name", person->name);
    marbre_json_member_strv(json, "emails", (const char *const *)person->emails);
    marbre_json_member_strv(json, "roles", (const char *const *)person->roles);
    marbre_json_member_string(json, "lang", person->lang);
    marbre_json_member_string(json, "away", person->away);
    marbre_json_member_array(json, "keys");
    for (guint i = 0; i < person->keys->len; i++) {
        const MarbreKey *key = g_ptr_array_index(person->keys, i);
        marbre_json_begin_object(json);
        marbre_json_member_string(json, "type", key->type);
        marbre_json_member_string(json, "fingerprint", key->fingerprint);
        marbre_json_member_string(json, "comment", key->comment);
        marbre_json_end_object(json);
    }
    marbre_json_end_array(json);
    marbre_json_end_object(json);
}

static void
print_person(const MarbrePerson *person)
{
    g_autofree char *name = marbre_text_shown(person->name);
    g_autofree char *roles = g_strjoinv(", ", person->roles);
    g_autofree char *emails = g_strjoinv(", ", person->emails);
    g_autofree char *shown = marbre_text_shown(emails);
    printf(_("%s (%s): %s\n"), name, person->id, *roles == '\0' ? _("has left") : roles);
    printf("    %s\n", shown);
    if (person->away != NULL) {
        g_autofree char *day = marbre_date_written(person->away);
        printf(_("    away until %s\n"), day);
    }
    for (guint i = 0; i < person->keys->len; i++) {
        const MarbreKey *key = g_ptr_array_index(person->keys, i);
        g_autofree char *comment = marbre_text_shown(key->comment == NULL ? "" : key->comment);
        printf("    %s  %s  %s\n", key->fingerprint, key->type, comment);
    }
}

static MarbreExit
list(MarbreCli *cli, int argc, char **argv)
{
    MarbreExit status = MARBRE_EXIT_YES;
    g_autoptr(GError) error = NULL;
    if (!marbre_cli_parse(cli, "", NULL, false, &argc, &argv, &status))
        return status;
    if (argc > 1)
        return marbre_cli_usage(_("nothing follows: marbre people list"));
    g_autoptr(MarbreNewsroom) tip =
        marbre_cli_open(cli, &error) ? marbre_cli_tip(cli, &error) : NULL;
    if (tip == NULL)
        return marbre_cli_fail(error);
    const GPtrArray *all =
        marbre_people_get_all(marbre_policy_get_people(marbre_newsroom_get_policy(tip)));
    MarbreJson *json = cli->json ? marbre_answer_begin() : NULL;
    if (json != NULL)
        marbre_json_member_array(json, "people");
    for (guint i = 0; i < all->len; i++) {
        if (json != NULL)
            write_person(json, g_ptr_array_index(all, i));
        else
            print_person(g_ptr_array_index(all, i));
    }
    if (json != NULL) {
        marbre_json_end_array(json);
        marbre_answer_end(json);
    }
    return MARBRE_EXIT_YES;
}

/* --- add-key -----------------------------------------------------------------------------------
 */

/* The line in a file of a public key; without a file, of the key that git signs with. */
static char *
read_line(MarbreCli *cli, const char *file, GError **error)
{
    g_autofree char *text = NULL;
    gsize size = 0;
    if (file == NULL && cli->signer != NULL) {
        const MarbreKey *key = cli->signer->key;
        g_autofree char *line = marbre_key_line(key);
        return key->comment == NULL ? g_steal_pointer(&line)
                                    : g_strdup_printf("%s %s", line, key->comment);
    }
    if (file == NULL) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
                    _("say which key: marbre people add-key ~/.ssh/id_ed25519.pub (%s)"),
                    cli->keyless);
        return NULL;
    }
    g_autoptr(GError) reason = NULL;
    if (!g_file_get_contents(file, &text, &size, &reason)) {
        g_set_error_literal(error, MARBRE_ERROR, MARBRE_ERROR_USAGE, reason->message);
        return NULL;
    }
    if (size > LONGEST_KEY_FILE || strlen(text) != size || !g_utf8_validate(text, -1, NULL) ||
        strstr(text, "PRIVATE KEY") != NULL) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
                    _("%s is no public key; that is the file that ends in .pub"), file);
        return NULL;
    }
    return g_strdup(g_strstrip(text));
}

static void
print_given(const MarbreCli *cli, const MarbreKeyGiven *given)
{
    g_autofree char *name = marbre_text_shown(given->name);
    if (cli->json) {
        MarbreJson *json = marbre_answer_begin();
        marbre_json_member_string(json, "person", given->person);
        marbre_json_member_string(json, "fingerprint", given->fingerprint);
        marbre_json_member_bool(json, "had", given->had);
        marbre_json_member_string(json, "commit", given->commit);
        marbre_answer_end(json);
    } else if (given->had) {
        printf(_("%s has this key already: %s\n"), name, given->fingerprint);
    } else if (given->commit == NULL) {
        printf(_("%s would sign with the key %s\n"), name, given->fingerprint);
    } else {
        printf(_("%s signs with the key %s from now on.\n"), name, given->fingerprint);
    }
}

static MarbreExit
add_key(MarbreCli *cli, int argc, char **argv)
{
    MarbreExit status = MARBRE_EXIT_YES;
    g_autoptr(GError) error = NULL;
    g_autofree char *person = NULL;
    GOptionEntry entries[] = {{"for", 0, 0, G_OPTION_ARG_STRING, &person,
                               N_("somebody else's key; without it, your own"), N_("ID")},
                              {NULL, 0, 0, 0, NULL, NULL, NULL}};
    if (!marbre_cli_parse(cli, N_("[KEYFILE] [--for ID]"), entries, true, &argc, &argv, &status))
        return status;
    if (argc > 2)
        return marbre_cli_usage(_("one key: marbre people add-key KEYFILE"));
    if (!marbre_cli_session(cli, &error))
        return marbre_cli_fail(error);
    if (argc == 1 && person != NULL)
        return marbre_cli_usage(_("say which key is %s's: marbre people add-key KEYFILE --for %s"),
                                person, person);
    g_autofree char *line = read_line(cli, argc == 2 ? argv[1] : NULL, &error);
    const MarbreKeyGift gift = {person, line};
    g_autoptr(MarbreKeyGiven) given =
        line == NULL ? NULL : marbre_desk_add_key(&cli->session, &gift, &error);
    if (given == NULL)
        return marbre_cli_fail(error);
    print_given(cli, given);
    return MARBRE_EXIT_YES;
}

/* --- the verbs ---------------------------------------------------------------------------------
 */

/* A verb that changes people.yaml is a file of its own, an edit of desk/staffing.h, and a line
   here. */
MarbreVerb marbre_people_verbs[] = {
    {"list", "liste", "people list", list},
    {"add", "ajouter", "people add", marbre_people_add},
    {"role", "rôle", "people role", marbre_people_role},
    {"leave", "partir", "people leave", marbre_people_leave},
    {"add-key", "ajouter-clé", "people add-key", add_key},
    {"endorse", "cosigner", "people endorse", marbre_people_endorse},
    {NULL, NULL, "", NULL},
};

MarbreExit
marbre_command_people(MarbreCli *cli, int argc, char **argv)
{
    MarbreExit status = MARBRE_EXIT_YES;
    if (marbre_cli_verb(cli, marbre_people_verbs, argc, argv, &status))
        return status;
    if (!marbre_cli_parse(cli, N_("list|add|role|leave|add-key|endorse …"), NULL, false, &argc,
                          &argv, &status))
        return status;
    return marbre_cli_usage(_("marbre people list, add, role, leave, add-key or endorse; `marbre "
                              "people add --help` says more"));
}
