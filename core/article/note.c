/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "article/note.h"

#include <glib.h>
#include <string.h>

static void
free_note(void *data)
{
    MarbreNote *note = data;
    g_free(note->lang);
    g_free(note->text);
    g_free(note);
}

GPtrArray *
marbre_notes_new(void)
{
    return g_ptr_array_new_with_free_func(free_note);
}

static MarbreNote *
find_note(const GPtrArray *notes, const char *lang)
{
    for (guint i = 0; i < notes->len; i++) {
        MarbreNote *note = g_ptr_array_index(notes, i);
        if (strcmp(note->lang, lang) == 0)
            return note;
    }
    return NULL;
}

/* Kept sorted, as they are written. */
void
marbre_notes_set(GPtrArray *notes, const char *lang, const char *text)
{
    MarbreNote *note = find_note(notes, lang);
    if (note) {
        g_free(note->text); /* replaced */
        note->text = g_strdup(text);
        return;
    }
    note = g_new0(MarbreNote, 1);
    note->lang = g_strdup(lang);
    note->text = g_strdup(text);
    guint place = 0;
    while (place < notes->len &&
           strcmp(((MarbreNote *)g_ptr_array_index(notes, place))->lang, lang) < 0)
        place++;
    g_ptr_array_insert(notes, (int)place, note);
}

const char *
marbre_notes_get(const GPtrArray *notes, const char *lang)
{
    const MarbreNote *note = find_note(notes, lang);
    return note ? note->text : NULL;
}

void
marbre_notes_member(MarbreJson *json, const char *key, const GPtrArray *notes)
{
    marbre_json_member_object(json, key);
    for (guint i = 0; i < notes->len; i++) {
        const MarbreNote *note = g_ptr_array_index(notes, i);
        marbre_json_member_string(json, note->lang, note->text);
    }
    marbre_json_end_object(json);
}

/* What stands for words that somebody has yet to write. */
static const char *const stand_ins[] = {"note", "todo",        "tk",          "tktk",      "xxx",
                                        "wip",  "lorem ipsum", "à compléter", "à rédiger", NULL};

static bool
is_word(gunichar c)
{
    return g_unichar_isalnum(c);
}

/* Signs at the ends say nothing: “[NOTE]”, “<todo>…”. (transfer full) */
static char *
bare(const char *text)
{
    const char *first = text, *end = text + strlen(text);
    while (*first != '\0' && !is_word(g_utf8_get_char(first)))
        first = g_utf8_next_char(first);
    while (end > first) {
        const char *last = g_utf8_find_prev_char(first, end);
        if (last == NULL || is_word(g_utf8_get_char(last)))
            break;
        end = last;
    }
    g_autofree char *inner = g_strndup(first, (size_t)(end - first));
    return g_utf8_strdown(inner, -1);
}

bool
marbre_note_is_stand_in(const char *text)
{
    g_autofree char *words = bare(text);
    return *words == '\0' || g_strv_contains(stand_ins, words) ||
           (g_str_has_prefix(words, "note-") && strlen(words) <= strlen("note-zh-hant"));
}
