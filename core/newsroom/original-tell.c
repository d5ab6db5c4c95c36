/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "newsroom/original.h"

#include "article/diff.h"
#include "base/date.h"
#include "newsroom/record.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static char *
tell_corrected(const MarbreOriginal *original, const char *title, const char *day)
{
    const char *note = original->note == NULL ? "" : original->note;
    if (original->open)
        return g_strdup_printf(_("“%s”, which this article translates, is being corrected: “%s”"),
                               title, note);
    if (g_strcmp0(original->kind, "update") == 0)
        return g_strdup_printf(_("“%s”, which this article translates, was updated on %s: “%s”"),
                               title, day, note);
    if (g_strcmp0(original->kind, "clarification") == 0)
        return g_strdup_printf(_("“%s”, which this article translates, was clarified on %s: “%s”"),
                               title, day, note);
    return g_strdup_printf(_("“%s”, which this article translates, was corrected on %s: “%s”"),
                           title, day, note);
}

/* In the words of its news alone. */
static char *
tell_news(const MarbreOriginal *original)
{
    g_autofree char *day = marbre_date_day(original->at);
    const char *title = original->title == NULL ? original->said : original->title;
    switch (original->news) {
    case MARBRE_ORIGINAL_UNKNOWN:
        return g_strdup_printf(
            _("“%s” is no article of this newsroom that this one could translate; write its "
              "folder, as articles/2026/03/velm-dam"),
            original->said);
    case MARBRE_ORIGINAL_MENDED:
        return g_strdup_printf(
            _("“%s”, which this article translates, was changed, without a note to readers"),
            title);
    case MARBRE_ORIGINAL_CORRECTED:
        return tell_corrected(original, title, day);
    case MARBRE_ORIGINAL_RETRACTED:
        return g_strdup_printf(_("“%s”, which this article translates, was retracted on %s: “%s”"),
                               title, day, original->note == NULL ? "" : original->note);
    }
    return NULL;
}

char *
marbre_original_tell(const MarbreOriginal *original)
{
    g_autofree char *news = tell_news(original);
    if (original->changes == NULL || original->changes->len == 0)
        return g_steal_pointer(&news);
    g_autofree char *words = marbre_record_name_changes(original->changes);
    return g_strdup_printf(_("%s; in it, %s"), news, words);
}

const char *
marbre_original_rule(const MarbreOriginal *original)
{
    switch (original->news) {
    case MARBRE_ORIGINAL_UNKNOWN:
        return "marbre/source-unknown";
    case MARBRE_ORIGINAL_MENDED:
    case MARBRE_ORIGINAL_CORRECTED:
        return "marbre/source-corrected";
    case MARBRE_ORIGINAL_RETRACTED:
        return "marbre/source-retracted";
    }
    return NULL;
}

static MarbreSeverity
severity_of(const MarbreOriginal *original)
{
    if (original->news == MARBRE_ORIGINAL_MENDED)
        return MARBRE_SEVERITY_NOTE;
    return original->news == MARBRE_ORIGINAL_CORRECTED && original->stage == NULL
               ? MARBRE_SEVERITY_WARNING
               : MARBRE_SEVERITY_ERROR;
}

MarbreFinding
marbre_original_finding(const MarbreOriginal *original,
                        const MarbreArticle *article,
                        char **ret_path,
                        char **ret_message)
{
    const MarbreCopy *copy = marbre_article_get_copy(article, NULL);
    const char *folder = marbre_article_get_folder(article);
    *ret_message = marbre_original_tell(original);
    *ret_path =
        g_strdup_printf("%s/index.%s.md", folder, copy == NULL ? "" : marbre_copy_get_lang(copy));
    MarbreFinding finding = {.rule = marbre_original_rule(original),
                             .severity = severity_of(original),
                             .article = folder,
                             .path = *ret_path,
                             .start = {1, 1, 0},
                             .end = {1, 1, 0},
                             .message = *ret_message};
    MarbreYaml *front = copy == NULL ? NULL : marbre_copy_get_front(copy);
    const MarbreYamlNode *node =
        front == NULL ? NULL : marbre_yaml_find(marbre_yaml_get_root(front), MARBRE_TRANSLATES);
    if (node != NULL) {
        MarbreSpan span = marbre_yaml_node_get_span(node);
        finding.start = marbre_lines_place(marbre_copy_get_lines(copy), span.start);
        finding.end = marbre_lines_place(marbre_copy_get_lines(copy), span.end);
    }
    return finding;
}
