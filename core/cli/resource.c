/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/resource.h"

#include "base/error.h"
#include "base/json.h"
#include "cli/answer.h"
#include "cli/moves.h"
#include "cli/taken.h"
#include "report/report.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

/* ---- JSON ---- */

static void
print_json(const MarbreResourced *done, const MarbreStory *story, const MarbreMessages *messages)
{
    MarbreJson *json = marbre_answer_begin();
    marbre_json_member_string(json, "article", done->folder);
    marbre_json_member_string(json, "path", done->path);
    marbre_json_member_bool(json, "changed", done->changed);
    marbre_json_member_bool(json, "killed", done->killed);
    marbre_json_member_bool(json, "published", done->published);
    marbre_json_member_string(json, "commit", done->commit);
    marbre_json_member_object(json, "paragraphs");
    marbre_json_member_int(json, "rewritten", (int64_t)done->renewed.rewritten);
    marbre_json_member_int(json, "added", (int64_t)done->renewed.added);
    marbre_json_member_int(json, "removed", (int64_t)done->renewed.removed);
    marbre_json_end_object(json);
    marbre_json_member_array(json, "findings");
    for (guint i = 0; i < done->findings->len; i++)
        marbre_report_write_finding(json, messages, done->findings->pdata[i]);
    marbre_json_end_array(json);
    marbre_taken_write_story(json, story);
    marbre_answer_end(json);
}

/* ---- text ---- */

static void
print_kill(MarbreCli *cli, const MarbreResourced *done, const char *title)
{
    g_autofree char *label = marbre_cli_paint(cli, "1;31", _("KILL"));
    printf(_("%s  The agency takes back the story that %s was made from.\n"), label, title);
    if (done->published)
        printf(_("  To take the page back:  marbre retract %s --note NOTE -m WHY\n"), done->slug);
    else
        printf(_("  To put it aside:  marbre spike %s -m WHY\n"), done->slug);
}

static void
add_count(GString *list, size_t count, const char *words)
{
    if (count > 0)
        g_string_append_printf(list, "%s%s", list->len > 0 ? ", " : "", words);
}

/* "2 paragraphs rewritten, 1 added". (transfer full) */
static char *
counts_shown(const MarbreRenewed *renewed)
{
    GString *list = g_string_new(NULL);
    g_autofree char *rewritten =
        g_strdup_printf(g_dngettext(GETTEXT_PACKAGE, "%zu paragraph rewritten",
                                    "%zu paragraphs rewritten", renewed->rewritten),
                        renewed->rewritten);
    g_autofree char *added = g_strdup_printf(
        g_dngettext(GETTEXT_PACKAGE, "%zu paragraph added", "%zu paragraphs added", renewed->added),
        renewed->added);
    g_autofree char *removed =
        g_strdup_printf(g_dngettext(GETTEXT_PACKAGE, "%zu paragraph taken out",
                                    "%zu paragraphs taken out", renewed->removed),
                        renewed->removed);
    add_count(list, renewed->rewritten, rewritten);
    add_count(list, renewed->added, added);
    add_count(list, renewed->removed, removed);
    return list->len > 0 ? g_string_free(list, FALSE)
                         : (g_string_free(list, TRUE), g_strdup(_("no word of the story itself")));
}

/* What the checks say of the translation now, at its lines. */
static void
print_findings(MarbreCli *cli, const GPtrArray *findings, const MarbreMessages *messages)
{
    if (findings->len == 0)
        return;
    printf(_("To look at in the translation:\n"));
    for (guint i = 0; i < findings->len; i++) {
        const MarbreFinding *finding = g_ptr_array_index(findings, i);
        const char *severity = marbre_severity_shown(finding->severity);
        g_autofree char *label = marbre_cli_paint(
            cli, finding->severity == MARBRE_SEVERITY_ERROR ? "1;31" : "1", severity);
        g_autofree char *message = marbre_messages_of(messages, finding);
        g_autofree char *shown = marbre_text_shown(message);
        printf(_("  line %u  %s  %s\n"), (unsigned)finding->start.line, label, shown);
    }
}

static void
print_text(MarbreCli *cli, const MarbreResourced *done, const MarbreMessages *messages)
{
    g_autofree char *title = marbre_moves_title(done->title);
    if (done->killed)
        print_kill(cli, done, title);
    if (!done->changed) {
        printf(_("%s: the source says just that already. Nothing was changed.\n"), title);
        return;
    }
    g_autofree char *counts = counts_shown(&done->renewed);
    printf(_("%s: the source has changed: %s.\n"), title, counts);
    print_findings(cli, done->findings, messages);
    if (cli->dry_run)
        printf(_("Nothing was changed.\n"));
    else if (done->published)
        printf(_("Readers see the translation as it was. What is owed now:  marbre show %s\n"
                 "To correct what they see:  marbre correct %s --kind correction\n"),
               done->slug, done->slug);
    else
        printf(_("What stands in the way now:  marbre show %s\n"), done->slug);
}

/* A translation that is taken for its source would pass for a source that changed. */
static bool
check_language(const MarbreStory *story, const char *lang, GError **error)
{
    size_t said = story->lang == NULL ? 0 : strcspn(story->lang, "-_"), own = strcspn(lang, "-_");
    if (said == 0 || (said == own && g_ascii_strncasecmp(story->lang, lang, own) == 0))
        return true;
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
                _("the file says that it is in “%s”, and the article was translated from “%s”; "
                  "name the file that was translated"),
                story->lang, lang);
    return false;
}

MarbreExit
marbre_resource_run(
    MarbreCli *cli, const char *article, const char *lang, MarbreResourceRead read, void *user)
{
    g_autoptr(GError) error = NULL;
    if (!marbre_cli_session(cli, &error))
        return marbre_cli_fail(error);
    g_autoptr(MarbreNewsroom) tip = marbre_cli_tip(cli, &error);
    g_autofree char *folder = tip == NULL ? NULL : marbre_cli_article(cli, tip, article, &error);
    g_autofree char *from =
        folder == NULL ? NULL : marbre_desk_source_lang(&cli->session, folder, lang, &error);
    g_autoptr(MarbreStory) story = from == NULL ? NULL : read(user, from, &error);
    g_autoptr(MarbreResourced) done =
        story == NULL || !check_language(story, from, &error)
            ? NULL
            : marbre_desk_resource(&cli->session, folder, story, from, &error);
    if (done == NULL)
        return marbre_cli_fail(error);
    g_autoptr(MarbreMessages) messages = marbre_cli_messages(cli, done->findings);
    if (cli->json)
        print_json(done, story, messages);
    else
        print_text(cli, done, messages);
    if (!cli->json)
        marbre_taken_print_story(story);
    marbre_moves_warn_of_kept(done->kept);
    return done->incomplete ? MARBRE_EXIT_UNABLE : MARBRE_EXIT_YES;
}
