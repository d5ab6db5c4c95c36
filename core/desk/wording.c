/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk/wording.h"

#include "article/diff.h"
#include "article/state.h"
#include "base/error.h"
#include "base/text.h"
#include "newsroom/record.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define NBSP "\xc2\xa0"
/* As many changes are worded, each up to so many characters: the rest is for the person. */
#define MOST_CHANGES 8
#define LONGEST_CHANGE 200

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

/* These are for readers, so they follow the article's language. %o old words, %n new ones. */
typedef struct {
    const char *replaced, *added, *removed;
} Wording;

typedef struct {
    const char *lang;
    Wording correction, update, clarification;
} House;

static const House houses[] = {
    {"fr",
     {"Une première version de cet article indiquait «" NBSP "%o" NBSP "» au lieu de «" NBSP
      "%n" NBSP "».",
      "Une première version de cet article n’indiquait pas «" NBSP "%n" NBSP "».",
      "Une première version de cet article indiquait à tort «" NBSP "%o" NBSP "»."},
     {"Cet article a été mis à jour" NBSP ": «" NBSP "%n" NBSP "» remplace «" NBSP "%o" NBSP "».",
      "Cet article a été complété" NBSP ": «" NBSP "%n" NBSP "».",
      "Cet article a été mis à jour" NBSP ": «" NBSP "%o" NBSP "» n’y figure plus."},
     {"Cet article a été précisé" NBSP ": on lit désormais «" NBSP "%n" NBSP "» au lieu de «" NBSP
      "%o" NBSP "».",
      "Cet article a été précisé" NBSP ": on y lit désormais «" NBSP "%n" NBSP "».",
      "Cet article a été précisé" NBSP ": «" NBSP "%o" NBSP "» n’y figure plus."}},
    {"en",
     {"An earlier version of this article said “%o” instead of “%n”.",
      "An earlier version of this article did not say “%n”.",
      "An earlier version of this article wrongly said “%o”."},
     {"This article has been updated: “%n” takes the place of “%o”.",
      "This article has been updated: “%n” is new.",
      "This article has been updated: “%o” was taken out."},
     {"This article has been clarified: it now says “%n” instead of “%o”.",
      "This article has been clarified: it now says “%n”.",
      "This article has been clarified: “%o” was taken out."}},
};

static const Wording *
wording_of(const char *lang, const char *kind)
{
    const House *house = strncmp(lang, "fr", 2) == 0 ? &houses[0] : &houses[1];
    if (strcmp(kind, "update") == 0)
        return &house->update;
    return strcmp(kind, "clarification") == 0 ? &house->clarification : &house->correction;
}

static void
append_words(GString *text, const char *words)
{
    if (g_utf8_strlen(words, -1) <= LONGEST_CHANGE) {
        g_string_append(text, words);
        return;
    }
    g_autofree char *cut = g_utf8_substring(words, 0, LONGEST_CHANGE);
    g_string_append_printf(text, "%s…", cut);
}

static void
append_sentence(GString *text, const Wording *wording, const MarbreWordChange *change)
{
    const char *pattern = *change->removed == '\0' ? wording->added
                          : *change->added == '\0' ? wording->removed
                                                   : wording->replaced;
    for (const char *p = pattern; *p != '\0'; p++) {
        if (p[0] != '%') {
            g_string_append_c(text, *p);
            continue;
        }
        append_words(text, *++p == 'o' ? change->removed : change->added);
    }
}

char *
marbre_wording_draft(const char *lang, const char *kind, const GPtrArray *changes)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < changes->len && i < MOST_CHANGES; i++) {
        if (i > 0)
            g_string_append_c(text, '\n');
        append_sentence(text, wording_of(lang, kind), g_ptr_array_index(changes, i));
    }
    return g_string_free(text, FALSE);
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
make_form(const MarbreArticle *before, const MarbreArticle *after, const char *kind)
{
    static const char *const every[] = {"*", NULL};
    const char *const *langs = marbre_article_get_langs(after);
    g_autofree char *title = marbre_text_shown(marbre_article_get_title(after));
    g_autofree char *head =
        g_strdup_printf(_("What readers are told of “%s”.\nThis is a first wording from the words "
                          "that have changed: make it yours.\nLines like this one are left out; "
                          "with no words, nothing happens."),
                        title);
    GString *form = g_string_new(NULL);
    append_comment(form, head);
    for (const char *const *lang = langs; *lang != NULL; lang++) {
        g_autoptr(GPtrArray) changes = marbre_words_changed(
            marbre_article_get_copy(before, *lang), marbre_article_get_copy(after, *lang), every);
        g_autofree char *draft = marbre_wording_draft(*lang, kind, changes);
        if (langs[1] != NULL)
            g_string_append_printf(form, "\n== %s ==\n", *lang);
        g_string_append_printf(form, "\n%s\n", draft);
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
    g_autoptr(MarbreArticle) after =
        files == NULL ? NULL : marbre_newsroom_read_article(files, folder, error);
    if (after == NULL)
        return NULL;
    const MarbreState *state = marbre_article_get_state(after);
    g_autoptr(MarbreArticle) before =
        state == NULL || state->publication == NULL
            ? marbre_article_ref(after) /* it was never published: the gate says so */
            : marbre_record_at(files, folder, state->publication->content, error);
    return before == NULL ? NULL : make_form(before, after, kind);
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
