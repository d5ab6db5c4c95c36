/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/commands.h"
#include "cli/moves.h"
#include "cli/notes.h"

#include <glib/gi18n-lib.h>

static MarbreExit
run(MarbreCli *cli, const char *note, const GPtrArray *taken, const char *why, char *const *words)
{
    g_autoptr(GError) error = NULL;
    if (!marbre_cli_session(cli, &error))
        return marbre_cli_fail(error);
    g_autoptr(MarbreNewsroom) tip = marbre_cli_tip(cli, &error);
    g_autoptr(GPtrArray) notes =
        tip == NULL ? NULL
                    : marbre_notes_of(marbre_policy_get_settings(marbre_newsroom_get_policy(tip)),
                                      note, taken, &error);
    if (notes == NULL)
        return marbre_cli_fail(error);
    MarbreDrill drill = {0};
    const MarbreRequest request = {.move = MARBRE_MOVE_RETRACT,
                                   .message = why,
                                   .notes = notes,
                                   .drill = cli->dry_run ? &drill : NULL,
                                   .together = true};
    return marbre_moves_run(cli, &request, words);
}

MarbreExit
marbre_command_retract(MarbreCli *cli, int argc, char **argv)
{
    MarbreExit status = MARBRE_EXIT_YES;
    g_autofree char *note = NULL, *why = NULL, *other = NULL;
    g_autoptr(GPtrArray) taken = g_ptr_array_new_with_free_func(g_free);
    GOptionEntry entries[] = {{"note", 0, 0, G_OPTION_ARG_STRING, &note,
                               N_("what readers are told in its place"), N_("NOTE")},
                              {"note-LANG", 0, 0, G_OPTION_ARG_STRING, &other,
                               N_("the same in another language"), N_("NOTE")},
                              {"message", 'm', 0, G_OPTION_ARG_STRING, &why,
                               N_("why; for the newsroom, readers don't see it"), N_("WHY")},
                              {NULL, 0, 0, 0, NULL, NULL, NULL}};
    if (!marbre_notes_take(&argc, argv, taken, &status) ||
        !marbre_cli_parse(cli, N_("ARTICLE… --note NOTE -m WHY"), entries, true, &argc, &argv,
                          &status))
        return status;
    if (argc > 1 && ((note == NULL && taken->len == 0) || why == NULL || *why == '\0'))
        return marbre_cli_usage(_("say what readers are told, and why: "
                                  "marbre retract ARTICLE --note NOTE -m WHY"));
    return run(cli, note, taken, why, argv + 1);
}
