/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/commands.h"
#include "cli/replies.h"
#include "cli/taken.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

/* Beside the path, which stands alone on standard output. */
static void
say_next(MarbreCli *cli, const char *folder, const char *lang, const char *workflow)
{
    g_autoptr(MarbreNewsroom) tip = marbre_cli_tip(cli, NULL);
    if (tip == NULL)
        return;
    const MarbrePolicy *policy = marbre_newsroom_get_policy(tip);
    const MarbreWorkflow *own = marbre_policy_workflow(policy, workflow);
    bool one = own != NULL && marbre_stage_is_last(own, marbre_workflow_first(own));
    if (lang == NULL)
        lang = marbre_policy_get_settings(policy)->publish[0];
    if (lang != NULL)
        fprintf(stderr,
                one ? _("Write in %s/index.%s.md; then:  marbre publish %s\n")
                    : _("Write in %s/index.%s.md; then:  marbre advance %s\n"),
                folder, lang, strrchr(folder, '/') + 1);
}

MarbreExit
marbre_command_new(MarbreCli *cli, int argc, char **argv)
{
    MarbreExit status = MARBRE_EXIT_YES;
    g_autofree char *title = NULL, *lang = NULL, *workflow = NULL, *of = NULL;
    g_autoptr(GError) error = NULL;
    GOptionEntry entries[] = {
        {"title", 't', 0, G_OPTION_ARG_STRING, &title, N_("its title"), N_("TITLE")},
        {"lang", 0, 0, G_OPTION_ARG_STRING, &lang, N_("its language"), N_("LANG")},
        {"workflow", 0, 0, G_OPTION_ARG_STRING, &workflow, N_("the workflow it follows"),
         N_("NAME")},
        {"translation-of", 0, 0, G_OPTION_ARG_STRING, &of,
         N_("the article of this newsroom that it translates"), N_("ARTICLE")},
        {NULL, 0, 0, 0, NULL, NULL, NULL}};
    if (!marbre_cli_parse(cli, N_("[SLUG] --title TITLE"), entries, true, &argc, &argv, &status))
        return status;
    if (argc > 2)
        return marbre_cli_usage(_("one article at a time is begun; put its title in quotes"));
    if (title == NULL || *title == '\0')
        return marbre_cli_usage(_("give it a title: marbre new --title \"…\""));
    if (!marbre_cli_session(cli, &error))
        return marbre_replies_fail(cli, "new", error);
    g_autoptr(MarbreNewsroom) tip = of == NULL ? NULL : marbre_cli_tip(cli, &error);
    g_autofree char *translates = tip == NULL ? NULL : marbre_cli_article(cli, tip, of, &error);
    if (of != NULL && translates == NULL)
        return marbre_cli_fail(error);
    const MarbreNewArticle article = {.slug = argc == 2 ? argv[1] : NULL,
                                      .title = title,
                                      .lang = lang,
                                      .workflow = workflow,
                                      .translates = translates};
    g_autoptr(MarbreTaken) taken = marbre_desk_new(&cli->session, &article, &error);
    if (taken == NULL)
        return marbre_replies_fail(cli, "new", error);
    marbre_taken_print(cli, taken, "new", NULL);
    if (!cli->json && taken->commit != NULL)
        say_next(cli, taken->folder, lang, workflow);
    return MARBRE_EXIT_YES;
}
