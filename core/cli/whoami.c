/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/json.h"
#include "cli/commands.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

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
        MarbreJson *json = marbre_json_new();
        marbre_json_begin_object(json);
        marbre_json_member_int(json, "version", 1);
        marbre_json_member_string(json, "id", person->id);
        marbre_json_member_string(json, "name", person->name);
        marbre_json_member_strv(json, "roles", (const char *const *)person->roles);
        marbre_json_end_object(json);
        g_autofree char *text = marbre_json_end(json);
        fputs(text, stdout);
    } else {
        printf(_("%s (%s): %s\n"), person->name, person->id, roles);
    }
    return MARBRE_EXIT_YES;
}
