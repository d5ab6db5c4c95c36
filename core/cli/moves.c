/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/moves.h"

#include "base/json.h"
#include "base/spoken.h"
#include "base/text.h"
#include "cli/deeds.h"
#include "cli/presence.h"
#include "cli/replies.h"
#include "cli/translations.h"
#include "finding/excerpt.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#define TITLE_LIMIT 60

char *
marbre_moves_title(const char *title)
{
    g_autofree char *cut = g_strdup(title);
    if (g_utf8_strlen(title, -1) > TITLE_LIMIT) {
        g_autofree char *head = g_utf8_substring(title, 0, TITLE_LIMIT);
        char *space = strrchr(head, ' ');
        if (space != NULL && space > head + TITLE_LIMIT / 2)
            *space = '\0';
        g_free(cut);
        cut = g_strconcat(head, "…", NULL);
    }
    return marbre_cli_quoted(cut);
}

char *
marbre_moves_names(const GPtrArray *people)
{
    GString *names = g_string_new(NULL);
    for (guint i = 0; i < people->len; i++)
        g_string_append_printf(names, "%s%s", i == 0 ? "" : ", ",
                               ((const MarbrePerson *)g_ptr_array_index(people, i))->name);
    return g_string_free(names, FALSE);
}

const char *
marbre_moves_claim_status(MarbreClaimStatus status)
{
    switch (status) {
    case MARBRE_CLAIM_TO_CHECK:
        return _("to check");
    case MARBRE_CLAIM_UNVERIFIED:
        return _("could not be verified");
    case MARBRE_CLAIM_VERIFIED:
        return _("verified");
    case MARBRE_CLAIM_DISPUTED:
        return _("disputed");
    case MARBRE_CLAIM_FALSE:
        return _("false");
    case MARBRE_CLAIM_WITHDRAWN:
        return _("withdrawn");
    }
    return "";
}

static char *
message_of(const MarbreObstacle *obstacle, const MarbreMessages *messages)
{
    return obstacle->finding != NULL ? marbre_messages_of(messages, obstacle->finding)
                                     : g_strdup(obstacle->message);
}

/* "line 52", and the file's name where it is not the text itself. */
static char *
place_of(const MarbreFinding *finding)
{
    const char *slash = strrchr(finding->path, '/');
    const char *name = slash == NULL ? finding->path : slash + 1;
    if (g_str_has_prefix(name, "index."))
        return g_strdup_printf(_("line %u"), (unsigned)finding->start.line);
    return g_strdup_printf(_("%s, line %u"), name, (unsigned)finding->start.line);
}

/* Words wrapped to a column, each line after the first set in. */
static void
print_wrapped(const char *text, size_t indent, size_t width)
{
    g_autofree char *shown = marbre_text_shown(text);
    g_auto(GStrv) words = g_strsplit(shown, " ", -1);
    size_t at = 0;
    for (char **word = words; *word != NULL; word++) {
        size_t columns = marbre_text_columns(*word, strlen(*word));
        if (at > 0 && indent + at + 1 + columns > width) {
            printf("\n%*s", (int)indent, "");
            at = 0;
        } else if (at > 0) {
            putchar(' ');
            at++;
        }
        fputs(*word, stdout);
        at += columns;
    }
    putchar('\n');
}

/* Those who are at work first. (transfer full) */
static char *
names_of(const MarbreCli *cli, const GPtrArray *people)
{
    return cli->tip == NULL ? marbre_moves_names(people)
                            : marbre_presence_names(cli->tip, people, cli->session.now);
}

/* "Can approve: Inès Kaddour, Paul Renaud". (transfer full) */
static char *
who_shown(const MarbreCli *cli, const MarbreObstacle *obstacle)
{
    guint count = obstacle->who->len;
    g_autofree char *names = names_of(cli, obstacle->who);
    if (obstacle->kind == MARBRE_OBSTACLE_APPROVAL)
        return g_strdup_printf(
            g_dngettext(GETTEXT_PACKAGE, "Can approve: %s", "Can approve: %s", count), names);
    return g_strdup_printf(g_dngettext(GETTEXT_PACKAGE, "Can do it: %s", "Can do it: %s", count),
                           names);
}

static void
print_help_lines(const MarbreCli *cli, const MarbreObstacle *obstacle, size_t indent, size_t width)
{
    if (obstacle->kind != MARBRE_OBSTACLE_FINDING && obstacle->who->len > 0) {
        g_autofree char *line = who_shown(cli, obstacle);
        printf("%*s", (int)indent, "");
        print_wrapped(line, indent, width);
    }
    if (obstacle->command != NULL) {
        /* A command is copied whole: it is never cut over two lines. */
        g_autofree char *command = marbre_spoken_line(obstacle->command);
        printf("%*s", (int)indent, "");
        printf(_("To clear it:  %s"), command);
        putchar('\n');
    }
    if (obstacle->waivable_by->len > 0) {
        g_autofree char *names = names_of(cli, obstacle->waivable_by);
        g_autofree char *line =
            g_strdup_printf(g_dngettext(GETTEXT_PACKAGE, "Can waive it: %s", "Can waive it: %s",
                                        obstacle->waivable_by->len),
                            names);
        printf("%*s", (int)indent, "");
        print_wrapped(line, indent, width);
    }
}

static size_t
widest_place(const GPtrArray *obstacles)
{
    size_t widest = 0;
    for (guint i = 0; i < obstacles->len; i++) {
        const MarbreObstacle *obstacle = g_ptr_array_index(obstacles, i);
        if (obstacle->finding == NULL)
            continue;
        g_autofree char *place = place_of(obstacle->finding);
        widest = MAX(widest, marbre_text_columns(place, strlen(place)));
    }
    return widest;
}

static void
print_list(MarbreCli *cli,
           const GPtrArray *obstacles,
           const char *label,
           const char *colour,
           const MarbreMessages *messages)
{
    size_t places = widest_place(obstacles), width = marbre_cli_width();
    size_t gap = places > 0 ? places + 2 : 0;
    size_t indent = 3 + 2 + marbre_text_columns(label, strlen(label)) + 2 + gap;
    g_autofree char *painted = marbre_cli_paint(cli, colour, label);
    for (guint i = 0; i < obstacles->len; i++) {
        const MarbreObstacle *obstacle = g_ptr_array_index(obstacles, i);
        g_autofree char *place =
            obstacle->finding == NULL ? g_strdup("") : place_of(obstacle->finding);
        g_autofree char *message = message_of(obstacle, messages);
        printf("%3u  %s  %s%*s", i + 1, painted, place,
               (int)(gap - marbre_text_columns(place, strlen(place))), "");
        print_wrapped(message, indent, width);
        print_help_lines(cli, obstacle, indent, width);
    }
}

void
marbre_moves_print_obstacles(MarbreCli *cli,
                             const GPtrArray *obstacles,
                             const MarbreMessages *messages)
{
    print_list(cli, obstacles, marbre_severity_shown(MARBRE_SEVERITY_ERROR), "1;31", messages);
}

void
marbre_moves_print_owed(MarbreCli *cli, const GPtrArray *owed, const MarbreMessages *messages)
{
    print_list(cli, owed, _("OWED"), "1;33", messages);
}

/* --- JSON ------------------------------------------------------------------------------------- */

static void
write_place(MarbreJson *json, const char *key, const MarbrePlace *place)
{
    marbre_json_member_object(json, key);
    marbre_json_member_int(json, "line", (int64_t)place->line);
    marbre_json_member_int(json, "column", (int64_t)place->column);
    marbre_json_member_int(json, "offset", (int64_t)place->offset);
    marbre_json_end_object(json);
}

static void
write_people(MarbreJson *json, const char *key, const GPtrArray *people)
{
    marbre_json_member_array(json, key);
    for (guint i = 0; i < people->len; i++)
        marbre_json_string(json, ((const MarbrePerson *)g_ptr_array_index(people, i))->id);
    marbre_json_end_array(json);
}

void
marbre_moves_write_obstacles(MarbreJson *json,
                             const char *key,
                             const GPtrArray *obstacles,
                             const MarbreMessages *messages)
{
    static const MarbrePlace nowhere = {1, 1, 0};
    marbre_json_member_array(json, key);
    for (guint i = 0; i < obstacles->len; i++) {
        const MarbreObstacle *obstacle = g_ptr_array_index(obstacles, i);
        const MarbreFinding *finding = obstacle->finding;
        g_autofree char *message = message_of(obstacle, messages);
        marbre_json_begin_object(json);
        marbre_json_member_string(json, "kind", marbre_obstacle_kind_name(obstacle->kind));
        marbre_json_member_string(json, "rule", obstacle->rule);
        marbre_json_member_string(json, "message", message);
        marbre_json_member_string(json, "path", finding == NULL ? NULL : finding->path);
        write_place(json, "start", finding == NULL ? &nowhere : &finding->start);
        write_place(json, "end", finding == NULL ? &nowhere : &finding->end);
        write_people(json, "who", obstacle->who);
        write_people(json, "waivable_by", obstacle->waivable_by);
        marbre_json_member_string(json, "command", obstacle->command);
        if (obstacle->until != NULL) {
            marbre_json_member_string(json, "until", obstacle->until);
            marbre_json_member_bool(json, "overdue", obstacle->overdue);
        }
        marbre_json_end_object(json);
    }
    marbre_json_end_array(json);
}

/* --- text ------------------------------------------------------------------------------------- */

static void
print_refused(MarbreCli *cli,
              const MarbreReply *reply,
              const char *title,
              const MarbreMessages *messages)
{
    bool stands = marbre_workflow_resolve(reply->dossier->workflow, reply->from) != NULL;
    printf(stands ? _("%s stays in %s.\n") : _("%s stays as it is: %s.\n"), title,
           marbre_deed_stage(cli, reply, reply->from));
    marbre_moves_print_obstacles(cli, reply->answer->obstacles, messages);
    printf(_("Nothing was changed.\n"));
}

/* Of a trial: the words for readers, given or proposed. */
static void
print_words(MarbreCli *cli, const MarbreReply *reply, const GPtrArray *notes)
{
    const GPtrArray *told = reply->proposed != NULL ? reply->proposed : notes;
    if (!cli->dry_run || told == NULL || told->len == 0)
        return;
    printf(reply->proposed != NULL ? _("A first wording of what readers are told:\n")
                                   : _("Readers would be told:\n"));
    marbre_deed_print_notes(told);
}

static void
print_text(MarbreCli *cli,
           const GPtrArray *replies,
           const MarbreRequest *request,
           const GPtrArray *translations,
           const MarbreMessages *messages)
{
    for (guint i = 0; i < replies->len; i++) {
        const MarbreReply *reply = g_ptr_array_index(replies, i);
        g_autofree char *title =
            marbre_moves_title(marbre_article_get_title(reply->dossier->article));
        if (i > 0)
            putchar('\n');
        if (reply->commit != NULL)
            marbre_deed_print(cli, reply, title);
        else if (marbre_reply_is_allowed(reply) && cli->dry_run)
            marbre_deed_print_would(cli, reply, title);
        else if (marbre_reply_is_allowed(reply))
            printf(_("%s could go, but not all of them can: nothing was changed.\n"), title);
        else
            print_refused(cli, reply, title, messages);
        print_words(cli, reply, request->notes);
        if (translations != NULL)
            marbre_translations_print(cli, reply, translations->pdata[i]);
    }
}

static MarbreExit
status_of(const GPtrArray *replies, bool dry_run)
{
    MarbreExit status = MARBRE_EXIT_YES;
    for (guint i = 0; i < replies->len; i++) {
        const MarbreReply *reply = g_ptr_array_index(replies, i);
        if (!marbre_reply_is_allowed(reply) || (reply->commit == NULL && !dry_run))
            status = marbre_cli_worse(status, MARBRE_EXIT_NO);
        if (reply->incomplete)
            status = marbre_cli_worse(status, MARBRE_EXIT_UNABLE);
    }
    return status;
}

static GPtrArray *
all_findings(const GPtrArray *replies)
{
    GPtrArray *all = marbre_findings_new();
    for (guint i = 0; i < replies->len; i++) {
        const GPtrArray *findings = ((MarbreReply *)g_ptr_array_index(replies, i))->findings;
        for (guint j = 0; j < findings->len; j++)
            g_ptr_array_add(all, marbre_finding_ref(g_ptr_array_index(findings, j)));
    }
    return all;
}

void
marbre_moves_warn_of_kept(const GPtrArray *kept)
{
    for (guint i = 0; i < kept->len; i++)
        fprintf(stderr,
                _("marbre: %s holds words that somebody has not saved; it was left as it is\n"),
                (char *)g_ptr_array_index(kept, i));
}

/* Said once: it is the same of all. */
static void
warn_of_trouble(const GPtrArray *replies)
{
    for (guint i = 0; i < replies->len; i++) {
        const MarbreReply *reply = g_ptr_array_index(replies, i);
        if (reply->trouble == NULL)
            continue;
        fprintf(stderr,
                _("marbre: the site could not be rendered: %s\nmarbre: the page is a bare notice, "
                  "and feeds that named the article are gone; the front page and other lists may "
                  "still name it. Once this is mended: marbre publish\n"),
                reply->trouble);
        return;
    }
}

/* Ask for one move and, where all said yes to it, for another one of the same articles. */
static GPtrArray *
move_all(MarbreCli *cli,
         const GPtrArray *folders,
         const MarbreRequest *request,
         const MarbreRequest *then,
         GPtrArray *kept,
         GError **error)
{
    g_autoptr(GPtrArray) replies = marbre_desk_move(&cli->session, folders, request, kept, error);
    if (replies == NULL || then == NULL || status_of(replies, false) != MARBRE_EXIT_YES)
        return g_steal_pointer(&replies);
    g_autoptr(GPtrArray) more = marbre_desk_move(&cli->session, folders, then, kept, error);
    if (more == NULL)
        return NULL;
    for (guint i = 0; i < replies->len; i++)
        ((MarbreReply *)replies->pdata[i])->goes_on = true;
    g_ptr_array_extend_and_steal(replies, g_steal_pointer(&more));
    return g_steal_pointer(&replies);
}

MarbreExit
marbre_moves_run(MarbreCli *cli, const MarbreRequest *request, char *const *words)
{
    return marbre_moves_run_both(cli, request, NULL, words);
}

MarbreExit
marbre_moves_run_both(MarbreCli *cli,
                      const MarbreRequest *request,
                      const MarbreRequest *then,
                      char *const *words)
{
    g_autoptr(GError) error = NULL;
    if (words[0] == NULL)
        return marbre_cli_usage(_("which article? `marbre list` names them"));
    if (!marbre_cli_session(cli, &error))
        return marbre_cli_fail(error);
    g_autoptr(MarbreNewsroom) tip = marbre_cli_tip(cli, &error);
    g_autoptr(GPtrArray) folders =
        tip == NULL ? NULL : marbre_cli_articles(cli, tip, words, &error);
    if (folders == NULL)
        return marbre_cli_fail(error);
    g_autoptr(GPtrArray) kept = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) replies = move_all(cli, folders, request, then, kept, &error);
    if (replies == NULL)
        return marbre_cli_fail(error);
    g_autoptr(GPtrArray) translations = marbre_translations_concerned(cli, replies);
    g_autoptr(GPtrArray) findings = all_findings(replies);
    g_autoptr(MarbreMessages) messages = marbre_cli_messages(cli, findings);
    if (cli->json)
        marbre_replies_write(replies, request->drill, translations, messages);
    else
        print_text(cli, replies, request, translations, messages);
    if (!cli->json && request->drill != NULL && request->drill->files > 0)
        marbre_deed_print_drill(request->drill);
    warn_of_trouble(replies);
    marbre_moves_warn_of_kept(kept);
    return status_of(replies, cli->dry_run);
}
