/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "article/diff.h"
#include "base/error.h"
#include "base/json.h"
#include "cli/commands.h"
#include "cli/moves.h"
#include "newsroom/record.h"
#include "newsroom/versions.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

/* Every part of an article, so that no change goes unseen. */
static const MarbreJudged *
everything(void)
{
    static char every[] = "*";
    static char *keys[] = {every, NULL};
    static const MarbreJudged all = {
        .parts = MBR_PART_TEXT | MBR_PART_SOURCE | MBR_PART_CLAIMS | MBR_PART_MEDIA, .keys = keys};
    return &all;
}

static const char *
part_shown(const char *part)
{
    if (part == NULL || strcmp(part, "text") == 0)
        return _("text");
    if (strcmp(part, "claims") == 0)
        return _("claims");
    if (strcmp(part, "media") == 0)
        return _("picture");
    return g_str_has_prefix(part, "key:") ? part + 4 : part;
}

static void
print_text(const MarbreCli *cli, const GPtrArray *changes)
{
    if (changes->len == 0)
        printf(_("No word has changed.\n"));
    for (guint i = 0; i < changes->len; i++) {
        const MarbreWordChange *change = g_ptr_array_index(changes, i);
        g_autofree char *before = marbre_text_shown(change->removed);
        g_autofree char *after = marbre_text_shown(change->added);
        g_autofree char *old = marbre_cli_paint(cli, "31", before);
        g_autofree char *new = marbre_cli_paint(cli, "32", after);
        printf(_("%s: "), part_shown(change->part));
        if (*before == '\0')
            printf(_("added “%s”\n"), new);
        else if (*after == '\0')
            printf(_("taken out “%s”\n"), old);
        else
            printf(_("“%s” became “%s”\n"), old, new);
    }
}

static void
print_json(const char *folder, const GPtrArray *changes)
{
    MarbreJson *json = marbre_json_new();
    marbre_json_begin_object(json);
    marbre_json_member_int(json, "version", 1);
    marbre_json_member_string(json, "article", folder);
    marbre_json_member_array(json, "changes");
    for (guint i = 0; i < changes->len; i++) {
        const MarbreWordChange *change = g_ptr_array_index(changes, i);
        marbre_json_begin_object(json);
        marbre_json_member_string(json, "part", change->part);
        marbre_json_member_string(json, "removed", change->removed);
        marbre_json_member_string(json, "added", change->added);
        marbre_json_end_object(json);
    }
    marbre_json_end_array(json);
    marbre_json_end_object(json);
    g_autofree char *text = marbre_json_end(json);
    fputs(text, stdout);
}

/* The article at a revision; NULL without an error where it was not there yet. */
static MarbreArticle *
article_at(MarbreCli *cli, MarbreNewsroom *tip, const char *folder, const char *rev, GError **error)
{
    g_autoptr(GError) reason = NULL;
    g_autoptr(MarbreSnapshot) snapshot = marbre_snapshot_commit(cli->store, rev, error);
    g_autoptr(MarbreNewsroom) newsroom =
        snapshot == NULL ? NULL
                         : marbre_newsroom_new_with_policy(cli->store, snapshot,
                                                           marbre_newsroom_get_policy(tip));
    if (newsroom == NULL)
        return NULL;
    MarbreArticle *article = marbre_newsroom_read_article(newsroom, folder, &reason);
    if (article == NULL && reason->code != MARBRE_ERROR_NOT_FOUND)
        g_propagate_error(error, g_steal_pointer(&reason));
    return article;
}

/* Against a revision; without one, what is not saved yet, and where all is, the last change. */
static GPtrArray *
find_changes(
    MarbreCli *cli, MarbreNewsroom *tip, const char *folder, const char *rev, GError **error)
{
    const MarbreSession session = {.store = cli->store};
    g_autoptr(MarbreNewsroom) files = marbre_session_as_it_lies(&session, tip, error);
    g_autoptr(MarbreArticle) now =
        files == NULL ? NULL : marbre_newsroom_read_article(files, folder, error);
    g_autoptr(GError) reason = NULL;
    g_autoptr(MarbreArticle) before =
        now == NULL ? NULL : article_at(cli, tip, folder, rev, &reason);
    if (now == NULL)
        return NULL;
    if (reason != NULL) {
        g_propagate_error(error, g_steal_pointer(&reason));
        return NULL;
    }
    g_autoptr(GPtrArray) nothing = marbre_files_new();
    if (before == NULL)
        before = marbre_article_new(folder, nothing, marbre_article_get_langs(now), NULL);
    GPtrArray *changes = marbre_record_changes(before, now, everything());
    if (changes->len > 0 || rev != NULL)
        return changes;
    g_autoptr(GPtrArray) versions = marbre_versions_of(tip, folder, NULL, error);
    for (guint i = 1; versions != NULL && i < versions->len && changes->len == 0; i++) {
        g_autoptr(MarbreArticle) former = marbre_version_read(tip, versions->pdata[i], error);
        if (former == NULL)
            break;
        g_ptr_array_unref(changes);
        changes = marbre_record_changes(former, now, everything());
    }
    return changes;
}

MarbreExit
marbre_command_diff(MarbreCli *cli, int argc, char **argv)
{
    MarbreExit status = MARBRE_EXIT_YES;
    g_autoptr(GError) error = NULL;
    if (!marbre_cli_parse(cli, N_("ARTICLE [REV]"), NULL, false, &argc, &argv, &status))
        return status;
    if (argc < 2 || argc > 3)
        return marbre_cli_usage(_("which article? `marbre list` names them"));
    g_autoptr(MarbreNewsroom) tip = marbre_cli_tip(cli, &error);
    g_autofree char *folder = tip == NULL ? NULL : marbre_cli_article(cli, tip, argv[1], &error);
    g_autoptr(GPtrArray) changes =
        folder == NULL ? NULL : find_changes(cli, tip, folder, argc == 3 ? argv[2] : NULL, &error);
    if (changes == NULL || error != NULL)
        return marbre_cli_fail(error);
    if (cli->json)
        print_json(folder, changes);
    else
        print_text(cli, changes);
    return MARBRE_EXIT_YES;
}
