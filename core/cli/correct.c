/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "article/state.h"
#include "base/error.h"
#include "cli/adopt.h"
#include "cli/commands.h"
#include "cli/editor.h"
#include "cli/moves.h"
#include "cli/notes.h"
#include "desk/wording.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char *const kinds[] = {"correction", "update", "clarification", MARBRE_KIND_TYPO,
                                    NULL};

/* The person words the note in their own editor, from what has changed. */
static GPtrArray *
ask_person(
    MarbreCli *cli, MarbreNewsroom *tip, const char *kind, char *const *words, GError **error)
{
    const MarbreSettings *settings = marbre_policy_get_settings(marbre_newsroom_get_policy(tip));
    g_autofree char *folder = marbre_cli_article(cli, tip, words[0], error);
    g_autofree char *form =
        folder == NULL ? NULL : marbre_wording_form(&cli->session, tip, folder, kind, error);
    g_autofree char *filled = form == NULL ? NULL : marbre_editor_edit(form, error);
    g_autoptr(GPtrArray) notes =
        filled == NULL ? NULL
                       : marbre_wording_read(filled, (const char *const *)settings->publish, error);
    if (notes == NULL || notes->len > 0)
        return g_steal_pointer(&notes);
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
                _("the editor ended without a note; nothing was changed"));
    return NULL;
}

static MarbreExit
run(MarbreCli *cli, const char *kind, const char *note, const GPtrArray *taken, char *const *words)
{
    g_autoptr(GError) error = NULL;
    if (!marbre_cli_session(cli, &error))
        return marbre_cli_fail(error);
    g_autoptr(MarbreNewsroom) tip = marbre_cli_tip(cli, &error);
    const MarbreSettings *settings =
        tip == NULL ? NULL : marbre_policy_get_settings(marbre_newsroom_get_policy(tip));
    g_autoptr(GPtrArray) notes =
        settings == NULL ? NULL : marbre_notes_of(settings, note, taken, &error);
    bool asks = notes != NULL && notes->len == 0 && strcmp(kind, MARBRE_KIND_TYPO) != 0 &&
                !cli->dry_run && !cli->json && words[0] != NULL && marbre_editor_is_there();
    if (asks && words[1] != NULL)
        return marbre_cli_usage(_("one note is worded at a time: correct one article, or give "
                                  "--note for all of them"));
    if (asks) {
        g_ptr_array_unref(notes);
        notes = ask_person(cli, tip, kind, words, &error);
    }
    if (notes == NULL)
        return marbre_cli_fail(error);
    const MarbreRequest request = {
        .move = MARBRE_MOVE_CORRECT, .kind = kind, .notes = notes, .together = true};
    return marbre_moves_run(cli, &request, words);
}

MarbreExit
marbre_command_correct(MarbreCli *cli, int argc, char **argv)
{
    MarbreExit status = MARBRE_EXIT_YES;
    g_autofree char *kind = NULL, *note = NULL, *other = NULL;
    g_autoptr(GPtrArray) taken = g_ptr_array_new_with_free_func(g_free);
    GOptionEntry entries[] = {
        {"kind", 0, 0, G_OPTION_ARG_STRING, &kind,
         N_("correction, update or clarification; typo, where the workflow allows it"), N_("KIND")},
        {"note", 0, 0, G_OPTION_ARG_STRING, &note,
         N_("what readers are told; without it your editor opens"), N_("NOTE")},
        {"note-LANG", 0, 0, G_OPTION_ARG_STRING, &other, N_("the same in another language"),
         N_("NOTE")},
        {NULL, 0, 0, 0, NULL, NULL, NULL}};
    if (!marbre_notes_take(&argc, argv, taken, &status) ||
        !marbre_cli_parse(cli, N_("ARTICLE… --kind KIND [--note NOTE]"), entries, true, &argc,
                          &argv, &status))
        return status;
    if (kind == NULL)
        return marbre_cli_usage(_("say what it is: --kind correction, update or clarification"));
    if (!g_strv_contains(kinds, kind))
        return marbre_cli_usage(_("“%s” is no kind of correction: it is a correction, an update, a "
                                  "clarification or a typo"),
                                kind);
    g_auto(GStrv) words = marbre_adopt_words(cli, argv + 1, &status);
    return words == NULL ? status : run(cli, kind, note, taken, words);
}
