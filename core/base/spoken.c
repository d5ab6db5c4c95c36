/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "base/spoken.h"

#include <glib/gi18n-lib.h>
#include <stdbool.h>
#include <string.h>

/* Words that hold the place of what is to be typed there. */
static const char *const stand_ins[] = {
    N_("WHY"),   N_("NOTE"), N_("KIND"),    N_("ARTICLE"), N_("STAGE"),
    N_("TITLE"), N_("RULE"), N_("ROLE"),    N_("WHO"),     N_("WORDS"),
    N_("FILE"),  N_("PATH"), N_("KEYFILE"), N_("DATE"),    N_("+ROLE"),
};

static MarbreSpokenName spoken_name;

void
marbre_spoken_set(MarbreSpokenName name)
{
    spoken_name = name;
}

static bool
is_stand_in(const char *word)
{
    for (size_t i = 0; i < G_N_ELEMENTS(stand_ins); i++)
        if (strcmp(stand_ins[i], word) == 0)
            return true;
    return false;
}

/* The next word or run of spaces; what is quoted is one with what it is quoted with. */
static size_t
size_of_piece(const char *text)
{
    if (*text == ' ')
        return strspn(text, " ");
    size_t size = 0;
    while (text[size] != '\0' && text[size] != ' ') {
        bool escaped = text[size] == '\\' && text[size + 1] != '\0';
        bool opens = text[size] == '\'' || text[size] == '"';
        const char *end = opens ? strchr(text + size + 1, text[size]) : NULL;
        size = end != NULL ? (size_t)(end - text) + 1 : size + (escaped ? 2 : 1);
    }
    return size;
}

/* @param number  of words before it, the program's name being the first */
static const char *
word_spoken(const char *word, unsigned number, const char *command)
{
    const char *name = NULL;
    if (number == 1)
        name = spoken_name(word, NULL);
    else if (number == 2)
        name = spoken_name(command, word);
    if (name != NULL)
        return name;
    return is_stand_in(word) ? _(word) : word;
}

char *
marbre_spoken_line(const char *line)
{
    if (spoken_name == NULL || !g_str_has_prefix(line, "marbre "))
        return g_strdup(line);
    GString *spoken = g_string_new(NULL);
    g_autofree char *command = NULL;
    unsigned number = 0;
    for (size_t size = 0; *line != '\0'; line += size) {
        size = size_of_piece(line);
        g_autofree char *piece = g_strndup(line, size);
        bool is_word = *line != ' ';
        g_string_append(spoken, is_word ? word_spoken(piece, number, command) : piece);
        if (is_word && number++ == 1)
            command = g_steal_pointer(&piece);
    }
    return g_string_free(spoken, FALSE);
}
