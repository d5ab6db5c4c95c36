/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/text.h"
#include "report/report.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* GitHub shows so many of each kind a step, and drops the rest without a word. */
#define MOST_OF_A_KIND 10

enum { ERROR, WARNING, NOTICE, KINDS };

static const char *const commands[KINDS] = {"error", "warning", "notice"};

static int
kind_of(const MarbreFinding *finding)
{
    switch (marbre_report_level(finding)) {
    case MARBRE_SEVERITY_ERROR:
        return ERROR;
    case MARBRE_SEVERITY_WARNING:
        return WARNING;
    case MARBRE_SEVERITY_NOTE:
    case MARBRE_SEVERITY_OFF:
        break;
    }
    return NOTICE;
}

/* The runner's own escapes: those of a message, and two more in a property. */
static void
put_escaped(GString *out, const char *text, bool property)
{
    for (const char *p = text; *p != '\0'; p++) {
        if (*p == '%' || *p == '\r' || *p == '\n' || (property && (*p == ':' || *p == ',')))
            g_string_append_printf(out, "%%%02X", (unsigned char)*p);
        else
            g_string_append_c(out, *p);
    }
}

static void
put_command(GString *out, const MarbreFinding *finding, const char *message)
{
    g_string_append_printf(out, "::%s file=", commands[kind_of(finding)]);
    put_escaped(out, finding->path, true);
    g_string_append_printf(out, ",line=%llu,endLine=%llu", (unsigned long long)finding->start.line,
                           (unsigned long long)finding->end.line);
    if (finding->start.line == finding->end.line)
        g_string_append_printf(out, ",col=%llu,endColumn=%llu",
                               (unsigned long long)finding->start.column,
                               (unsigned long long)finding->end.column);
    g_string_append(out, ",title=");
    put_escaped(out, finding->rule, true);
    g_string_append(out, "::");
    put_escaped(out, message, false);
    g_string_append_c(out, '\n');
}

/* A line of the log that no runner takes for a command: those of old began with ##[ anywhere. */
static void
put_line(GString *out, const MarbreFinding *finding, const char *message)
{
    g_autofree char *line = g_strdup_printf("%s:%llu:%llu: %s: %s (%s)", finding->path,
                                            (unsigned long long)finding->start.line,
                                            (unsigned long long)finding->start.column,
                                            commands[kind_of(finding)], message, finding->rule);
    g_autofree char *shown = marbre_text_shown(line);
    g_auto(GStrv) parts = g_strsplit(shown, "##[", -1);
    g_autofree char *harmless = g_strjoinv("## [", parts);

    g_string_append(out, harmless);
    g_string_append_c(out, '\n');
}

static void
put_rest(GString *out, const GString *rest, unsigned count)
{
    if (count == 0)
        return;
    g_string_append_printf(
        out,
        g_dngettext(GETTEXT_PACKAGE, "GitHub shows %u annotations of a kind; %u more is here:",
                    "GitHub shows %u annotations of a kind; %u more are here:", count),
        MOST_OF_A_KIND, count);
    g_string_append_printf(out, "\n%s", rest->str);
}

char *
marbre_report_github(const MarbreReport *report, const GPtrArray *findings)
{
    GString *out = g_string_new(NULL);
    g_autoptr(GString) rest = g_string_new(NULL);
    unsigned counts[KINDS] = {0}, left = 0;

    for (unsigned i = 0; i < findings->len; i++) {
        const MarbreFinding *finding = g_ptr_array_index(findings, i);

        if (finding->waived || finding->known)
            continue;
        g_autofree char *message = marbre_messages_of(report->messages, finding);
        if (counts[kind_of(finding)]++ < MOST_OF_A_KIND) {
            put_command(out, finding, message);
        } else {
            put_line(rest, finding, message);
            left++;
        }
    }
    put_rest(out, rest, left);
    return g_string_free(out, FALSE);
}
