/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/json.h"
#include "base/text.h"
#include "cli/answer.h"
#include "cli/people.h"
#include "desk/staffing.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

/* Stands for the minus of a role that is taken, which would read as an option. */
#define LESS '\x01'

static void
print_json(const MarbreStaffed *staffed)
{
    MarbreJson *json = marbre_answer_begin();
    marbre_json_member_string(json, "person", staffed->person);
    marbre_json_member_string(json, "name", staffed->name);
    marbre_json_member_strv(json, "roles", (const char *const *)staffed->roles);
    marbre_json_member_string(json, "commit", staffed->commit);
    marbre_answer_end(json);
}

/* @param would  what a dry run says; `is` what was done: their holes are the name and the roles */
static void
print(const MarbreCli *cli, const MarbreStaffed *staffed, const char *would, const char *is)
{
    if (cli->json) {
        print_json(staffed);
        return;
    }
    g_autofree char *name = marbre_text_shown(staffed->name);
    g_autofree char *roles = g_strjoinv(", ", staffed->roles);
    if (staffed->was_so)
        printf(_("%s: it is so already; nothing was changed.\n"), name);
    else
        printf("%s %s%s%s\n", name, staffed->commit == NULL ? would : is, *roles == '\0' ? "" : " ",
               roles);
}

MarbreExit
marbre_people_add(MarbreCli *cli, int argc, char **argv)
{
    static const char *const none[] = {NULL};
    MarbreExit status = MARBRE_EXIT_YES;
    g_autoptr(GError) error = NULL;
    g_autofree char *name = NULL, *lang = NULL;
    g_auto(GStrv) emails = NULL, roles = NULL;
    GOptionEntry entries[] = {
        {"name", 0, 0, G_OPTION_ARG_STRING, &name, N_("as readers and colleagues write it"),
         N_("NAME")},
        {"email", 0, 0, G_OPTION_ARG_STRING_ARRAY, &emails,
         N_("the address that git writes; may be given again"), N_("ADDRESS")},
        {"role", 0, 0, G_OPTION_ARG_STRING_ARRAY, &roles, N_("a role; may be given again"),
         N_("ROLE")},
        {"lang", 0, 0, G_OPTION_ARG_STRING, &lang, N_("the language they work in"), N_("LANG")},
        {NULL, 0, 0, 0, NULL, NULL, NULL}};
    if (!marbre_cli_parse(cli, N_("ID --name NAME --email ADDRESS [--role ROLE…]"), entries, true,
                          &argc, &argv, &status))
        return status;
    if (argc != 2 || emails == NULL)
        return marbre_cli_usage(_("marbre people add ID --name NAME --email ADDRESS --role ROLE"));
    if (!marbre_cli_session(cli, &error))
        return marbre_cli_fail(error);
    const MarbreHire hire = {.id = argv[1],
                             .name = name == NULL ? argv[1] : name,
                             .emails = (const char *const *)emails,
                             .roles = roles == NULL ? none : (const char *const *)roles,
                             .lang = lang};
    g_autoptr(MarbreStaffed) staffed = marbre_desk_hire(&cli->session, &hire, &error);
    if (staffed == NULL)
        return marbre_cli_fail(error);
    print(cli, staffed, _("would be one of the newsroom:"), _("is one of the newsroom:"));
    return MARBRE_EXIT_YES;
}

/* "+editor" and "-editor" into two lists. False for any other word. */
static bool
sort_roles(char *const *words, GPtrArray *more, GPtrArray *fewer)
{
    for (; *words != NULL; words++) {
        if ((**words != '+' && **words != LESS) || (*words)[1] == '\0')
            return false;
        g_ptr_array_add(**words == '+' ? more : fewer, *words + 1);
    }
    bool any = more->len + fewer->len > 0;
    g_ptr_array_add(more, NULL);
    g_ptr_array_add(fewer, NULL);
    return any;
}

/* A role that is taken begins as an option does. */
static void
hide_minus(char **argv)
{
    for (; *argv != NULL; argv++)
        if ((*argv)[0] == '-' && g_ascii_isalnum((*argv)[1]) && (*argv)[2] != '\0')
            (*argv)[0] = LESS;
}

MarbreExit
marbre_people_role(MarbreCli *cli, int argc, char **argv)
{
    MarbreExit status = MARBRE_EXIT_YES;
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) more = g_ptr_array_new(), fewer = g_ptr_array_new();
    GOptionEntry entries[] = {{NULL, 0, 0, 0, NULL, NULL, NULL}};
    hide_minus(argv + 1);
    if (!marbre_cli_parse(cli, N_("ID +ROLE… -ROLE…"), entries, true, &argc, &argv, &status))
        return status;
    if (argc < 3 || !sort_roles(argv + 2, more, fewer))
        return marbre_cli_usage(_("marbre people role ID +ROLE gives one, -ROLE takes one"));
    if (!marbre_cli_session(cli, &error))
        return marbre_cli_fail(error);
    const MarbreRoleChange change = {.id = argv[1],
                                     .more = (const char *const *)more->pdata,
                                     .fewer = (const char *const *)fewer->pdata};
    g_autoptr(MarbreStaffed) staffed = marbre_desk_change_roles(&cli->session, &change, &error);
    if (staffed == NULL)
        return marbre_cli_fail(error);
    print(cli, staffed, _("would have these roles:"), _("has these roles now:"));
    return MARBRE_EXIT_YES;
}

MarbreExit
marbre_people_leave(MarbreCli *cli, int argc, char **argv)
{
    MarbreExit status = MARBRE_EXIT_YES;
    g_autoptr(GError) error = NULL;
    gboolean undo = FALSE;
    GOptionEntry entries[] = {
        {"void", 0, 0, G_OPTION_ARG_NONE, &undo, N_("the approvals they gave count no more"), NULL},
        {NULL, 0, 0, 0, NULL, NULL, NULL}};
    if (!marbre_cli_parse(cli, N_("ID [--void]"), entries, true, &argc, &argv, &status))
        return status;
    if (argc != 2)
        return marbre_cli_usage(_("who leaves? marbre people leave ID"));
    if (!marbre_cli_session(cli, &error))
        return marbre_cli_fail(error);
    const MarbreLeave leave = {argv[1], undo};
    g_autoptr(MarbreStaffed) staffed = marbre_desk_leave(&cli->session, &leave, &error);
    if (staffed == NULL)
        return marbre_cli_fail(error);
    print(cli, staffed,
          undo ? _("would leave, and the approvals they gave would count no more")
               : _("would leave; what they approved would stand"),
          undo ? _("has left; the approvals they gave count no more")
               : _("has left; what they approved stands"));
    return MARBRE_EXIT_YES;
}
