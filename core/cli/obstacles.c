/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/obstacles.h"

#include "base/spoken.h"
#include "base/text.h"
#include "cli/moves.h"
#include "cli/presence.h"
#include "finding/excerpt.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

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
marbre_obstacles_print(MarbreCli *cli, const GPtrArray *obstacles, const MarbreMessages *messages)
{
    print_list(cli, obstacles, marbre_severity_shown(MARBRE_SEVERITY_ERROR), "1;31", messages);
}

void
marbre_obstacles_print_owed(MarbreCli *cli, const GPtrArray *owed, const MarbreMessages *messages)
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
marbre_obstacles_write(MarbreJson *json,
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
