/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "reader/words.h"

#include "wire/story_pack.h"

#include <glib.h>
#include <string.h>

/* A space of any kind that may separate words; of those that hold them together, only at ends. */
static bool
is_blank(gunichar character)
{
    return character == ' ' || character == '\t' || character == '\n' || character == '\r' ||
           character == '\f' || character == '\v' || character == 0x85 || character == 0x2028 ||
           character == 0x2029;
}

static bool
ends_line(gunichar character)
{
    return character == '\n' || character == '\v' || character == '\f' || character == 0x85 ||
           character == 0x2028 || character == 0x2029;
}

bool
marbre_words_is_nothing(gunichar character)
{
    return character < 0x20 || (character >= 0x7f && character < 0xa0) || character == 0xad ||
           character == 0x200b || character == 0xfeff;
}

static void
trim(GString *words)
{
    const char *start = words->str;
    while (*start != '\0' && g_unichar_isspace(g_utf8_get_char(start)))
        start = g_utf8_next_char(start);
    g_string_erase(words, 0, start - words->str);
    while (words->len > 0) {
        const char *last = g_utf8_prev_char(words->str + words->len);
        if (!g_unichar_isspace(g_utf8_get_char(last)))
            return;
        g_string_truncate(words, (gsize)(last - words->str));
    }
}

static void
cut(GString *words)
{
    if (words->len <= MARBRE_STORY_WORDS)
        return;
    const char *end = g_utf8_find_prev_char(words->str, words->str + MARBRE_STORY_WORDS);
    g_string_truncate(words, (gsize)(end - words->str));
    trim(words);
}

static char *
clean(const char *text, bool lines)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    g_autofree char *composed = g_utf8_normalize(valid, -1, G_NORMALIZE_NFC);
    g_autoptr(GString) words = g_string_sized_new(strlen(composed));
    char owed = '\0';
    for (const char *p = composed; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar character = g_utf8_get_char(p);
        if (is_blank(character)) {
            owed = owed == '\n' || (lines && ends_line(character)) ? '\n' : ' ';
        } else if (!marbre_words_is_nothing(character)) {
            if (owed != '\0' && words->len > 0)
                g_string_append_c(words, owed);
            owed = '\0';
            g_string_append_len(words, p, g_utf8_next_char(p) - p);
        }
    }
    trim(words);
    cut(words);
    return words->len == 0 ? NULL : g_string_free(g_steal_pointer(&words), FALSE);
}

char *
marbre_words_clean(const char *text)
{
    return text == NULL ? NULL : clean(text, false);
}

char *
marbre_words_clean_lines(const char *text)
{
    return text == NULL ? NULL : clean(text, true);
}

void
marbre_words_set(char **place, const char *text)
{
    if (*place == NULL)
        *place = marbre_words_clean(text);
}

bool
marbre_words_begin(const char *text, const char *const *words)
{
    for (; *words != NULL; words++)
        if (g_ascii_strncasecmp(text, *words, strlen(*words)) == 0)
            return true;
    return false;
}
