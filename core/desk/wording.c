/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk/wording.h"

#include "article/state.h"
#include "base/error.h"
#include "base/text.h"
#include "desk/passage.h"
#include "desk/phrasing.h"
#include "newsroom/content.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Runs of blanks and line ends as one space; no-break spaces are typography, and stay. */
static char *
tidy(const char *text)
{
    GString *line = g_string_new(NULL);
    for (const char *p = text; *p != '\0'; p++) {
        if (!g_ascii_isspace(*p))
            g_string_append_c(line, *p);
        else if (line->len > 0 && line->str[line->len - 1] != ' ')
            g_string_append_c(line, ' ');
    }
    if (line->len > 0 && line->str[line->len - 1] == ' ')
        g_string_truncate(line, line->len - 1);
    return g_string_free(line, FALSE);
}

bool
marbre_wording_put(GPtrArray *notes, const char *lang, const char *text, GError **error)
{
    g_autofree char *line = g_utf8_validate(text, -1, NULL) ? tidy(text) : g_strdup("");
    g_autofree char *shown = marbre_text_shown(line);
    if (*line == '\0' || strcmp(line, shown) != 0 ||
        g_utf8_strlen(line, -1) > MARBRE_WORDING_MOST) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
                    _("the note to readers (%s) needs words, %d characters at most, none of them "
                      "invisible"),
                    lang, MARBRE_WORDING_MOST);
        return false;
    }
    marbre_notes_set(notes, lang, line);
    return true;
}

/* --- a first wording ------------------------------------------------------------------------- */

static bool
is_same_medium(const MarbreArticle *one, const MarbreArticle *other, const char *name)
{
    const MarbreFile *here = marbre_article_get_file(one, name);
    const MarbreFile *there = marbre_article_get_file(other, name);
    return here != NULL && there != NULL && strcmp(here->oid, there->oid) == 0;
}

static bool
have_pictures_changed(const MarbreArticle *before, const MarbreArticle *after)
{
    for (const char *const *name = marbre_article_get_media(after); *name != NULL; name++)
        if (!is_same_medium(before, after, *name))
            return true;
    for (const char *const *name = marbre_article_get_media(before); *name != NULL; name++)
        if (!is_same_medium(before, after, *name))
            return true;
    return false;
}

GPtrArray *
marbre_wording_propose(MarbreNewsroom *files,
                       const MarbreArticle *article,
                       const char *kind,
                       int64_t now,
                       GError **error)
{
    const MarbreState *state = marbre_article_get_state(article);
    g_autoptr(GPtrArray) notes = marbre_notes_new();
    if (state == NULL || state->publication == NULL)
        return g_steal_pointer(&notes); /* it was never published: the gate says so */
    const MarbreSettings *settings = marbre_policy_get_settings(marbre_newsroom_get_policy(files));
    g_autoptr(MarbrePhrasing) phrasing = marbre_phrasing_read(files, error);
    g_autoptr(MarbreArticle) before =
        phrasing == NULL ? NULL
                         : marbre_content_article(files, marbre_article_get_folder(article),
                                                  state->publication->content, error);
    if (before == NULL)
        return NULL;
    g_autofree char *day = marbre_instant_format(marbre_instant_at(now, settings->zone));
    bool pictures = have_pictures_changed(before, article);
    for (const char *const *lang = marbre_article_get_langs(article); *lang != NULL; lang++) {
        g_autoptr(GPtrArray) passages = marbre_passages_new();
        bool more = marbre_passages_of(passages, marbre_article_get_copy(before, *lang),
                                       marbre_article_get_copy(article, *lang));
        g_autofree char *note =
            marbre_phrasing_tell(phrasing, *lang, kind, passages, more, pictures, day);
        if (*note != '\0' && !marbre_wording_put(notes, *lang, note, error))
            return NULL;
    }
    return g_steal_pointer(&notes);
}

GPtrArray *
marbre_wording_end(MarbreNewsroom *newsroom,
                   const MarbreArticle *article,
                   MarbreInstant at,
                   GError **error)
{
    g_autoptr(MarbrePhrasing) phrasing = marbre_phrasing_read(newsroom, error);
    g_autoptr(GPtrArray) notes = marbre_notes_new();
    g_autofree char *day = marbre_instant_format(at);
    if (phrasing == NULL)
        return NULL;
    for (const char *const *lang = marbre_article_get_langs(article); *lang != NULL; lang++) {
        g_autofree char *note = marbre_phrasing_end(phrasing, *lang, day);
        if (!marbre_wording_put(notes, *lang, note, error))
            return NULL;
    }
    return g_steal_pointer(&notes);
}

/* --- the form -------------------------------------------------------------------------------- */

static void
append_comment(GString *form, const char *words)
{
    g_auto(GStrv) lines = g_strsplit(words, "\n", -1);
    for (char **line = lines; *line != NULL; line++)
        g_string_append_printf(form, "# %s\n", *line);
}

static char *
make_form(const MarbreArticle *article, const GPtrArray *proposed)
{
    const char *const *langs = marbre_article_get_langs(article);
    g_autofree char *title = marbre_text_shown(marbre_article_get_title(article));
    g_autofree char *head =
        g_strdup_printf(_("What readers are told of “%s”.\nThis is a first wording from the words "
                          "that have changed: make it yours.\nLines like this one are left out; "
                          "with no words, nothing happens."),
                        title);
    GString *form = g_string_new(NULL);
    append_comment(form, head);
    for (const char *const *lang = langs; *lang != NULL; lang++) {
        const char *note = marbre_notes_get(proposed, *lang);
        if (langs[1] != NULL)
            g_string_append_printf(form, "\n== %s ==\n", *lang);
        g_string_append_printf(form, "\n%s\n", note == NULL ? "" : note);
    }
    return g_string_free(form, FALSE);
}

char *
marbre_wording_form(const MarbreSession *session,
                    MarbreNewsroom *tip,
                    const char *folder,
                    const char *kind,
                    GError **error)
{
    g_autoptr(MarbreNewsroom) files = marbre_session_as_it_lies(session, tip, error);
    g_autoptr(MarbreArticle) article =
        files == NULL ? NULL : marbre_newsroom_read_article(files, folder, error);
    g_autoptr(GPtrArray) proposed =
        article == NULL ? NULL : marbre_wording_propose(files, article, kind, session->now, error);
    return proposed == NULL ? NULL : make_form(article, proposed);
}

/* The language that a line `== fr ==` begins; NULL for any other line. (transfer full) */
static char *
language_of(const char *line, const char *const *langs)
{
    g_autofree char *text = g_strstrip(g_strdup(line));
    size_t size = strlen(text);
    if (size < 5 || !g_str_has_prefix(text, "==") || !g_str_has_suffix(text, "=="))
        return NULL;
    g_autofree char *lang = g_strstrip(g_strndup(text + 2, size - 4));
    return g_strv_contains(langs, lang) ? g_steal_pointer(&lang) : NULL;
}

GPtrArray *
marbre_wording_read(const char *form, const char *const *langs, GError **error)
{
    g_auto(GStrv) lines = g_strsplit(form, "\n", -1);
    g_autofree char *current = g_strdup(langs[0]);
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GPtrArray) notes = marbre_notes_new();
    for (char **line = lines;; line++) {
        char *next = *line == NULL ? NULL : language_of(*line, langs);
        if (*line == NULL || next != NULL) {
            g_autofree char *words = tidy(text->str);
            if (*words != '\0' && !marbre_wording_put(notes, current, words, error)) {
                g_free(next);
                return NULL;
            }
            g_string_truncate(text, 0);
            if (*line == NULL)
                return g_steal_pointer(&notes);
            g_free(current);
            current = next;
        } else if (**line != '#') {
            g_string_append_printf(text, "%s\n", *line);
        }
    }
}
