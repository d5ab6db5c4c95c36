/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk/uses.h"

#include "base/error.h"
#include "base/file.h"
#include "base/json.h"
#include "base/text.h"
#include "cli/answer.h"
#include "cli/commands.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

/* A file as it lies, else one of the newsroom's by its path there: a bare repository has no
   others. */
static GBytes *
read_picture(const MarbreCli *cli, MarbreNewsroom *newsroom, const char *path, GError **error)
{
    GBytes *bytes = marbre_file_read(AT_FDCWD, path, MARBRE_USES_MOST, error);
    if (bytes != NULL || g_path_is_absolute(path))
        return bytes;
    g_autofree char *start = g_strdup_printf("/%s", cli->inside);
    g_autofree char *full = g_canonicalize_filename(path, start);
    bytes = marbre_snapshot_read(marbre_newsroom_get_snapshot(newsroom), full + 1, MARBRE_USES_MOST,
                                 NULL);
    if (bytes != NULL)
        g_clear_error(error);
    return bytes;
}

static guint
count_differing(const GPtrArray *uses)
{
    guint count = 0;
    for (guint i = 0; i < uses->len; i++)
        count += ((const MarbrePictureUse *)g_ptr_array_index(uses, i))->differs;
    return count;
}

static void
print_json(const char *file, const GPtrArray *uses)
{
    MarbreJson *json = marbre_answer_begin();
    marbre_json_member_string(json, "file", file);
    marbre_json_member_array(json, "uses");
    for (guint i = 0; i < uses->len; i++) {
        const MarbrePictureUse *use = g_ptr_array_index(uses, i);
        marbre_json_begin_object(json);
        marbre_json_member_string(json, "article", use->folder);
        marbre_json_member_string(json, "title", use->title);
        marbre_json_member_string(json, "lang", use->lang);
        marbre_json_member_string(json, "file", use->name);
        marbre_json_member_string(json, "match", use->same ? "bytes" : "id");
        marbre_json_member_bool(json, "shown", use->shown);
        marbre_json_member_string(json, "credit", use->credit);
        marbre_json_member_string(json, "alt", use->alt);
        marbre_json_member_bool(json, "differs", use->differs);
        marbre_json_end_object(json);
    }
    marbre_json_end_array(json);
    marbre_answer_end(json);
}

static void
print_value(const char *label, const char *value, const char *remark)
{
    g_autofree char *shown = marbre_text_shown(value);
    printf("  %s%s%s\n", label, shown, remark);
}

static void
print_use(const MarbreCli *cli, const MarbrePictureUse *use)
{
    g_autofree char *title = marbre_cli_quoted(use->title);
    g_autofree char *file = marbre_text_shown(use->name);
    g_autofree char *other = marbre_cli_paint(cli, "1;31", _("  (another credit)"));
    printf("%s  %s/%s%s\n", title, use->folder, file, use->same ? "" : _("  (another version)"));
    if (!use->shown)
        printf("  %s\n", _("nothing shows it there"));
    else if (use->credit == NULL)
        printf("  %s\n", _("no credit"));
    if (use->credit != NULL)
        print_value(_("credit: "), use->credit, use->differs ? other : "");
    if (use->alt != NULL)
        print_value(_("alternative text: "), use->alt, "");
}

static void
print_text(const MarbreCli *cli, const GPtrArray *uses)
{
    guint differing = count_differing(uses);
    if (uses->len == 0)
        printf(_("No article has this picture.\n"));
    for (guint i = 0; i < uses->len; i++)
        print_use(cli, g_ptr_array_index(uses, i));
    if (uses->len > 0)
        printf(g_dngettext(GETTEXT_PACKAGE, "%u article has this picture.\n",
                           "%u articles have this picture.\n", uses->len),
               uses->len);
    if (differing > 0)
        printf(g_dngettext(GETTEXT_PACKAGE, "%u of them credits it otherwise than most.\n",
                           "%u of them credit it otherwise than most.\n", differing),
               differing);
}

MarbreExit
marbre_command_uses(MarbreCli *cli, int argc, char **argv)
{
    MarbreExit status = MARBRE_EXIT_YES;
    g_autoptr(GError) error = NULL;
    if (!marbre_cli_parse(cli, _("FILE"), NULL, false, &argc, &argv, &status))
        return status;
    if (argc != 2)
        return marbre_cli_usage(_("name one picture: marbre uses FILE"));
    if (!marbre_cli_session(cli, &error))
        return marbre_cli_fail(error);
    g_autoptr(MarbreNewsroom) tip = marbre_cli_tip(cli, &error);
    g_autoptr(MarbreNewsroom) newsroom =
        tip == NULL ? NULL : marbre_session_as_it_lies(&cli->session, tip, &error);
    g_autoptr(GBytes) picture =
        newsroom == NULL ? NULL : read_picture(cli, newsroom, argv[1], &error);
    if (newsroom != NULL && picture == NULL)
        return marbre_cli_usage("%s", error->message);
    g_autoptr(GPtrArray) uses =
        picture == NULL ? NULL : marbre_uses_find(newsroom, picture, &error);
    if (uses == NULL)
        return marbre_cli_fail(error);
    if (cli->json)
        print_json(argv[1], uses);
    else
        print_text(cli, uses);
    return MARBRE_EXIT_YES;
}
