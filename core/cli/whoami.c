/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/json.h"
#include "cli/answer.h"
#include "cli/commands.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

/* Whether the key that git signs with is one that the newsroom has for this person. */
static bool
is_own(const MarbreCli *cli, MarbreNewsroom *tip, const MarbrePerson *person)
{
    const MarbrePeople *people = marbre_policy_get_people(marbre_newsroom_get_policy(tip));
    return marbre_people_by_fingerprint(people, marbre_session_key(&cli->session)) == person;
}

static void
print_key(const MarbreCli *cli, MarbreNewsroom *tip, const MarbrePerson *person)
{
    const char *key = marbre_session_key(&cli->session);
    if (is_own(cli, tip, person))
        printf(_("You sign with the key %s.\n"), key);
    else if (marbre_policy_is_signed(marbre_newsroom_get_policy(tip)))
        printf(_("You can't sign here yet: %s.\n"),
               key == NULL ? cli->keyless : _("people.yaml does not have your key for you"));
}

MarbreExit
marbre_command_whoami(MarbreCli *cli, int argc, char **argv)
{
    MarbreExit status = MARBRE_EXIT_YES;
    g_autoptr(GError) error = NULL;
    if (!marbre_cli_parse(cli, "", NULL, false, &argc, &argv, &status))
        return status;
    if (!marbre_cli_session(cli, &error))
        return marbre_cli_fail(error);
    g_autoptr(MarbreNewsroom) tip = marbre_cli_tip(cli, &error);
    const MarbrePerson *person =
        tip == NULL ? NULL : marbre_session_actor(&cli->session, tip, &error);
    if (person == NULL)
        return marbre_cli_fail(error);
    g_autofree char *roles = g_strjoinv(", ", person->roles);
    if (cli->json) {
        MarbreJson *json = marbre_answer_begin();
        marbre_json_member_string(json, "id", person->id);
        marbre_json_member_string(json, "name", person->name);
        marbre_json_member_strv(json, "roles", (const char *const *)person->roles);
        marbre_json_member_string(json, "key", marbre_session_key(&cli->session));
        marbre_json_member_bool(json, "signs", is_own(cli, tip, person));
        marbre_answer_end(json);
    } else {
        printf(_("%s (%s): %s\n"), person->name, person->id, roles);
        print_key(cli, tip, person);
    }
    return MARBRE_EXIT_YES;
}
