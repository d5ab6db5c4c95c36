/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/adopt.h"

#include "base/date.h"
#include "base/json.h"
#include "cli/answer.h"
#include "cli/commands.h"
#include "cli/moves.h"
#include "newsroom/before.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

static void
print_json(const MarbreAdopted *adopted)
{
    MarbreJson *json = marbre_answer_begin();
    marbre_json_member_string(json, "article", adopted->folder);
    marbre_json_member_string(json, "id", adopted->id);
    marbre_json_member_string(json, "transition", "adopt");
    marbre_json_member_null(json, "from");
    marbre_json_member_string(json, "to", "published");
    marbre_json_member_bool(json, "allowed", true);
    marbre_json_member_string(json, "commit", adopted->commit);
    marbre_json_member_array(json, "obstacles");
    marbre_json_end_array(json);
    marbre_json_member_string(json, "origin", adopted->origin);
    marbre_json_member_string(json, "published", adopted->published);
    marbre_json_member_array(json, "left");
    for (guint i = 0; i < adopted->left->len; i++)
        marbre_json_string(json, adopted->left->pdata[i]);
    marbre_json_end_array(json);
    marbre_answer_end(json);
}

static void
print_adopted(const MarbreAdopted *adopted, const char *title)
{
    MarbreInstant published;
    g_autofree char *day = marbre_instant_parse(adopted->published, &published)
                               ? marbre_date_day(published)
                               : marbre_text_shown(adopted->published);
    printf(_("%s is an article now: %s. It is public since %s, and nothing of it has changed.\n"),
           title, adopted->folder, day);
}

void
marbre_adopt_print(MarbreCli *cli, const MarbreAdopted *adopted)
{
    const char *named = adopted->title != NULL ? adopted->title : adopted->origin;
    g_autofree char *title = marbre_moves_title(named);
    if (adopted->commit == NULL)
        printf(_("%s would become an article: %s. Nothing was changed.\n"), title, adopted->folder);
    else
        print_adopted(adopted, title);
    if (adopted->left->len == 0)
        return;
    fprintf(stderr,
            g_dngettext(GETTEXT_PACKAGE,
                        "%u file stays where it was, for an article can't hold a name or folder "
                        "like that:\n",
                        "%u files stay where they were, for an article can't hold names or folders "
                        "like these:\n",
                        adopted->left->len),
            adopted->left->len);
    for (guint i = 0; i < adopted->left->len; i++) {
        g_autofree char *shown = marbre_cli_shown(adopted->left->pdata[i]);
        fprintf(stderr, "  %s\n", shown);
    }
}

/* Whether a path is that of an article, or of something in one. */
static bool
is_article(MarbreNewsroom *tip, const char *path)
{
    MarbreSnapshot *snapshot = marbre_newsroom_get_snapshot(tip);
    g_autofree char *parent = g_path_get_dirname(path);
    const char *const folders[] = {path, parent};
    const char *articles = marbre_policy_get_settings(marbre_newsroom_get_policy(tip))->articles;
    size_t size = strlen(articles);
    if (strncmp(path, articles, size) != 0 || path[size] != '/')
        return false;
    for (size_t i = 0; i < G_N_ELEMENTS(folders); i++) {
        g_autoptr(GPtrArray) entries = marbre_snapshot_list(snapshot, folders[i], NULL);
        if (entries != NULL && marbre_before_is_article(tip, folders[i], entries))
            return true;
    }
    return false;
}

/* The path of an old post that a word means; NULL where it means none. */
static char *
old_post(const MarbreCli *cli, MarbreNewsroom *tip, const char *word)
{
    const MarbreSettings *settings = marbre_policy_get_settings(marbre_newsroom_get_policy(tip));
    g_autofree char *path = marbre_cli_path(cli, word);
    bool there = false;
    bool old = settings->before_commit != NULL && path != NULL && *path != '\0' &&
               marbre_settings_is_before(settings, path) &&
               marbre_snapshot_has(marbre_newsroom_get_snapshot(tip), path, &there, NULL) &&
               there && !is_article(tip, path);
    return old ? g_steal_pointer(&path) : NULL;
}

/* The folder of the article that an old post is, or is made now. (transfer full, nullable) */
static char *
article_of(MarbreCli *cli, MarbreNewsroom *tip, const char *path, MarbreExit *ret_exit)
{
    g_autoptr(GError) error = NULL;
    char *folder = marbre_adopted_find(tip, path, &error);
    if (folder != NULL)
        return folder;
    const MarbreAdoption adoption = {.path = path};
    cli->session.dry_run = cli->dry_run;
    g_autoptr(MarbreAdopted) adopted =
        error == NULL ? marbre_desk_adopt(&cli->session, &adoption, &error) : NULL;
    *ret_exit = adopted == NULL ? marbre_cli_fail(error) : MARBRE_EXIT_YES;
    if (adopted == NULL)
        return NULL;
    if (!cli->json)
        marbre_adopt_print(cli, adopted);
    else if (cli->dry_run)
        print_json(adopted);
    return cli->dry_run ? NULL : g_strdup(adopted->folder);
}

char **
marbre_adopt_words(MarbreCli *cli, char *const *words, MarbreExit *ret_exit)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) named = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(MarbreNewsroom) tip =
        marbre_cli_session(cli, &error) ? marbre_cli_tip(cli, &error) : NULL;
    if (tip == NULL) {
        *ret_exit = marbre_cli_fail(error);
        return NULL;
    }
    for (; *words != NULL; words++) {
        g_autofree char *path = old_post(cli, tip, *words);
        char *folder = path == NULL ? NULL : article_of(cli, tip, path, ret_exit);
        if (path != NULL && folder == NULL)
            return NULL;
        /* From the root, wherever one stands. */
        const char *top = marbre_store_get_workdir(cli->store);
        if (folder != NULL && top != NULL) {
            char *absolute = g_build_filename(top, folder, NULL);
            g_free(folder);
            folder = absolute;
        }
        g_ptr_array_add(named, folder != NULL ? folder : g_strdup(*words));
    }
    g_ptr_array_add(named, NULL);
    return (char **)g_ptr_array_free(g_steal_pointer(&named), FALSE);
}

MarbreExit
marbre_command_adopt(MarbreCli *cli, int argc, char **argv)
{
    MarbreExit status = MARBRE_EXIT_YES;
    g_autofree char *lang = NULL, *slug = NULL;
    g_autoptr(GError) error = NULL;
    GOptionEntry entries[] = {
        {"lang", 0, 0, G_OPTION_ARG_STRING, &lang,
         N_("the language of a text whose name does not say it"), N_("LANG")},
        {"slug", 0, 0, G_OPTION_ARG_STRING, &slug, N_("another name than its own"), N_("NAME")},
        {NULL, 0, 0, 0, NULL, NULL, NULL}};
    if (!marbre_cli_parse(cli, N_("PATH"), entries, true, &argc, &argv, &status))
        return status;
    if (argc != 2)
        return marbre_cli_usage(_("which old post? marbre adopt PATH"));
    if (!marbre_cli_session(cli, &error))
        return marbre_cli_fail(error);
    g_autofree char *path = marbre_cli_path(cli, argv[1]);
    const MarbreAdoption adoption = {
        .path = path != NULL ? path : argv[1], .lang = lang, .slug = slug};
    g_autoptr(MarbreAdopted) adopted = marbre_desk_adopt(&cli->session, &adoption, &error);
    if (adopted == NULL)
        return marbre_cli_fail(error);
    if (cli->json)
        print_json(adopted);
    else
        marbre_adopt_print(cli, adopted);
    return MARBRE_EXIT_YES;
}
