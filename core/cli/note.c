/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk/noting.h"

#include "cli/answer.h"
#include "cli/commands.h"
#include "cli/moves.h"
#include "cli/remarks.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

typedef struct {
    char *text;
    int done;
} Options;

/* The notes there are. */
static MarbreExit
list(MarbreCli *cli, MarbreNewsroom *tip, const char *folder)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbreRemarks) remarks = NULL;
    MarbreNewsroom *files = marbre_cli_files(cli, tip, &error);
    g_autoptr(MarbreArticle) article =
        files == NULL ? NULL : marbre_newsroom_read_article(files, folder, &error);
    if (article == NULL || !marbre_noting_read(files, folder, &remarks, &error))
        return marbre_cli_fail(error);
    if (cli->json) {
        MarbreJson *json = marbre_answer_begin();
        marbre_json_member_string(json, "article", folder);
        marbre_remarks_write(json, remarks, article);
        marbre_answer_end(json);
    } else if (marbre_remarks_print(remarks, article, marbre_newsroom_get_policy(tip)) == 0) {
        g_autofree char *title = marbre_moves_title(marbre_article_get_title(article));
        printf(_("%s has no open note. To make one:  marbre note %s \"WORDS\" -m NOTE\n"), title,
               marbre_article_get_slug(article));
    }
    return MARBRE_EXIT_YES;
}

static void
print_done(const MarbreCli *cli, const MarbreNoting *noting, const MarbreNoted *noted)
{
    g_autofree char *title = marbre_moves_title(noted->title);
    if (cli->json) {
        MarbreJson *json = marbre_answer_begin();
        marbre_json_member_string(json, "article", noting->folder);
        marbre_json_member_int(json, "number", noted->number);
        marbre_json_member_bool(json, "done", noting->done > 0);
        marbre_json_member_string(json, "commit", noted->commit);
        marbre_answer_end(json);
    } else if (noted->commit == NULL) {
        printf(_("%s: nothing stands in the way of this note. Nothing was changed.\n"), title);
    } else if (noting->done > 0) {
        printf(_("%s: note %u is settled.\n"), title, noted->number);
    } else {
        printf(_("%s: note %u is in the margin. Readers never see it.\n"), title, noted->number);
    }
}

static MarbreExit
run(MarbreCli *cli, const Options *options, char **words, int count)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbreNewsroom) tip =
        marbre_cli_session(cli, &error) ? marbre_cli_tip(cli, &error) : NULL;
    g_autofree char *folder = tip == NULL ? NULL : marbre_cli_article(cli, tip, words[0], &error);
    if (folder == NULL)
        return marbre_cli_fail(error);
    if (options->text == NULL && options->done == 0 && count == 1)
        return list(cli, tip, folder);
    if (options->done == 0 && (options->text == NULL || *options->text == '\0'))
        return marbre_cli_usage(_("say what is to be noted: marbre note %s \"WORDS\" -m NOTE"),
                                words[0]);
    const MarbreNoting noting = {.folder = folder,
                                 .words = count == 2 ? words[1] : NULL,
                                 .text = options->text,
                                 .done = (guint)options->done};
    g_autoptr(MarbreNoted) noted = marbre_desk_note(&cli->session, &noting, &error);
    if (noted == NULL)
        return marbre_cli_fail(error);
    print_done(cli, &noting, noted);
    return MARBRE_EXIT_YES;
}

MarbreExit
marbre_command_note(MarbreCli *cli, int argc, char **argv)
{
    MarbreExit status = MARBRE_EXIT_YES;
    Options options = {0};
    GOptionEntry entries[] = {
        {"message", 'm', 0, G_OPTION_ARG_STRING, &options.text, N_("the note"), N_("NOTE")},
        {"done", 0, 0, G_OPTION_ARG_INT, &options.done, N_("settle the note of this number"),
         N_("NUMBER")},
        {NULL, 0, 0, 0, NULL, NULL, NULL}};
    if (!marbre_cli_parse(cli, N_("ARTICLE [\"WORDS\"] [-m NOTE] [--done NUMBER]"), entries, true,
                          &argc, &argv, &status))
        return status;
    if (argc < 2 || argc > 3)
        status = marbre_cli_usage(
            _("which article, and which of its words? marbre note ARTICLE \"WORDS\" -m NOTE"));
    else if (options.done < 0 || (options.done > 0 && (options.text != NULL || argc == 3)))
        status = marbre_cli_usage(_("--done takes the number of a note, and nothing else"));
    else
        status = run(cli, &options, argv + 1, argc - 1);
    g_free(options.text);
    return status;
}
