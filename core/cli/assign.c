/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/error.h"
#include "cli/commands.h"
#include "cli/moves.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static bool
has_name(const MarbrePerson *person, const char *word)
{
    g_autofree char *name = g_utf8_casefold(person->name, -1);
    g_autofree char *asked = g_utf8_casefold(word, -1);
    g_auto(GStrv) parts = g_strsplit(name, " ", -1);
    return strcmp(name, asked) == 0 || g_strv_contains((const char *const *)parts, asked);
}

/* The id of whoever a word means: an id, an address, a name, or a part of one that nobody else has.
   (transfer none) or NULL with an error */
static const char *
find_person(MarbreNewsroom *tip, const char *word, GError **error)
{
    const MarbrePeople *people = marbre_policy_get_people(marbre_newsroom_get_policy(tip));
    const GPtrArray *all = marbre_people_get_all(people);
    const MarbrePerson *person = marbre_people_by_id(people, word);
    if (person == NULL)
        person = marbre_people_by_email(people, word);
    for (guint i = 0; person == NULL && i < all->len; i++) {
        if (!has_name(all->pdata[i], word))
            continue;
        for (guint j = i + 1; j < all->len; j++) {
            if (!has_name(all->pdata[j], word))
                continue;
            g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
                        _("“%s” may be %s or %s; `marbre people list` names everybody"), word,
                        ((MarbrePerson *)all->pdata[i])->name,
                        ((MarbrePerson *)all->pdata[j])->name);
            return NULL;
        }
        person = all->pdata[i];
    }
    if (person == NULL)
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
                    _("nobody here is called “%s”; `marbre people list` names everybody"), word);
    return person == NULL ? NULL : person->id;
}

MarbreExit
marbre_command_assign(MarbreCli *cli, int argc, char **argv)
{
    MarbreExit status = MARBRE_EXIT_YES;
    g_autoptr(GError) error = NULL;
    g_autofree char *due = NULL, *message = NULL;
    GOptionEntry entries[] = {{"due", 0, 0, G_OPTION_ARG_STRING, &due,
                               N_("by when: 2026-03-31, or 2026-03-31T18:00"), N_("WHEN")},
                              {"message", 'm', 0, G_OPTION_ARG_STRING, &message,
                               N_("what they should know"), N_("WORDS")},
                              {NULL, 0, 0, 0, NULL, NULL, NULL}};
    if (!marbre_cli_parse(cli, N_("ARTICLE WHO [--due WHEN] [-m WORDS]"), entries, true, &argc,
                          &argv, &status))
        return status;
    if (argc != 3)
        return marbre_cli_usage(_("which article, and whose is it? marbre assign ARTICLE WHO"));
    g_autoptr(MarbreNewsroom) tip =
        marbre_cli_session(cli, &error) ? marbre_cli_tip(cli, &error) : NULL;
    const char *person = tip == NULL ? NULL : find_person(tip, argv[2], &error);
    if (person == NULL)
        return marbre_cli_fail(error);
    char *words[] = {argv[1], NULL};
    const MarbreRequest request = {
        .move = MARBRE_MOVE_ASSIGN, .assignee = person, .due = due, .message = message};
    return marbre_moves_run(cli, &request, words);
}
