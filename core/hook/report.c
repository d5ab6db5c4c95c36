/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "hook/report.h"

#include "base/spoken.h"
#include "base/text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
add_shown(GString *text, const char *before, const char *words, const char *after)
{
    g_autofree char *shown = marbre_text_shown(words);
    g_string_append_printf(text, "%s%s%s", before, shown, after);
}

/* A branch by the name that people know. */
static const char *
short_name(const char *ref)
{
    static const char *const folders[] = {"refs/heads/", "refs/tags/"};
    for (size_t i = 0; i < G_N_ELEMENTS(folders); i++)
        if (g_str_has_prefix(ref, folders[i]))
            return ref + strlen(folders[i]);
    return ref;
}

/* What the refusal is about: an article by its title, else a file or a branch by its name. */
static void
add_subject(GString *text, const MarbreRefusal *refusal)
{
    g_autofree char *shown =
        marbre_text_shown(refusal->title != NULL ? refusal->title : short_name(refusal->ref));
    g_string_append_printf(text, _("“%s”"), shown);
    g_string_append_c(text, '\n');
}

/* Of lines that are a whole record, only that it is Marbre's to write helps anybody. */
static void
add_right(GString *text, const char *right)
{
    g_autofree char *spoken = marbre_spoken_line(right);
    g_autofree char *shown =
        strchr(right, '\n') != NULL
            ? g_strdup(_("only Marbre writes an article's record: take the commit back, and make "
                         "the move with marbre"))
            : marbre_text_shown(spoken);
    g_string_append_printf(text, _("     What would be right: %s"), shown);
    g_string_append_c(text, '\n');
}

static void
add_refusal(GString *text, guint number, const MarbreRefusal *refusal)
{
    g_string_append_printf(text, "%3u  ", number);
    add_subject(text, refusal);
    add_shown(text, "     ", refusal->message, "");
    add_shown(text, " (", refusal->rule, ")\n");
    if (refusal->subject != NULL) {
        g_autofree char *subject = marbre_text_shown(refusal->subject);
        g_autofree char *who = marbre_text_shown(refusal->who);
        g_string_append_printf(text, _("     In the commit “%s” by %s"), subject, who);
        g_string_append_c(text, '\n');
    }
    if (refusal->right != NULL)
        add_right(text, refusal->right);
}

/* (transfer full) */
static char *
heading_of(MarbreReportKind kind, guint count)
{
    switch (kind) {
    case MARBRE_REPORT_SERVER:
        return g_strdup_printf(
            g_dngettext(GETTEXT_PACKAGE,
                        "marbre: the newsroom does not take this push, for %u reason:",
                        "marbre: the newsroom does not take this push, for %u reasons:", count),
            count);
    case MARBRE_REPORT_REHEARSAL:
        return g_strdup_printf(
            g_dngettext(GETTEXT_PACKAGE,
                        "marbre: the server would not take this push, for %u reason:",
                        "marbre: the server would not take this push, for %u reasons:", count),
            count);
    case MARBRE_REPORT_COMMIT:
        return g_strdup_printf(
            g_dngettext(GETTEXT_PACKAGE,
                        "marbre: the newsroom would not take this commit, for %u reason:",
                        "marbre: the newsroom would not take this commit, for %u reasons:", count),
            count);
    }
    return NULL;
}

static const char *
ending_of(MarbreReportKind kind)
{
    switch (kind) {
    case MARBRE_REPORT_SERVER:
        return _("Nothing has changed on the server.");
    case MARBRE_REPORT_REHEARSAL:
        return _("Nothing was sent.");
    case MARBRE_REPORT_COMMIT:
        return _("Nothing was committed; your files are as they were.");
    }
    return "";
}

char *
marbre_push_report(MarbreReportKind kind, const GPtrArray *refusals)
{
    g_autofree char *heading = heading_of(kind, refusals->len);
    GString *text = g_string_new(heading);
    guint shown = MIN(refusals->len, MARBRE_REFUSALS_SHOWN);
    g_string_append_c(text, '\n');
    for (guint i = 0; i < shown; i++)
        add_refusal(text, i + 1, g_ptr_array_index(refusals, i));
    if (refusals->len > shown) {
        guint more = refusals->len - shown;
        g_string_append_printf(
            text, g_dngettext(GETTEXT_PACKAGE, "     … and %u more", "     … and %u more", more),
            more);
        g_string_append_c(text, '\n');
    }
    g_string_append(text, ending_of(kind));
    g_string_append_c(text, '\n');
    return g_string_free(text, FALSE);
}
