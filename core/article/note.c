/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "article/note.h"

#include <glib.h>
#include <string.h>

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
