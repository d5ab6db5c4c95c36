/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/fixing.h"

#include "base/text.h"
#include "cli/key.h"
#include "cli/prose.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#define MOST_SHOWN 3
#define MOST_AROUND 60 /* bytes of the line on either side of a change */

char *
marbre_fixing_words(const char *words)
{
    GString *shown = g_string_new(NULL);
    for (const char *p = words; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar character = g_utf8_get_char(p);
        if (character == 0xa0)
            g_string_append(shown, "⍽");
        else if (character == 0x202f)
            g_string_append(shown, "⎵");
        else
            g_string_append_unichar(shown, character);
    }
    g_autofree char *text = g_string_free(shown, FALSE);
    return marbre_text_shown(text);
}

static void
add_words(GPtrArray *pieces, MarbrePieceKind kind, const char *data, uint64_t from, uint64_t to)
{
    g_autofree char *words = g_strndup(data + from, (size_t)(to - from));
    bool blank = strspn(words, " ") == strlen(words);
    g_autofree char *shown =
        kind == MARBRE_PIECE_SAME ? g_strdup(words) : marbre_fixing_words(words);
    for (char *space = shown; blank && kind != MARBRE_PIECE_SAME && *space != '\0'; space++)
        *space = '_'; /* else nobody would see which goes and which stays */
    marbre_pieces_add(pieces, kind, shown, strlen(shown));
}

/* Where the words around a place begin: its line's start, or not much further back. */
static uint64_t
start_around(const char *data, uint64_t at)
{
    uint64_t start = at;
    while (start > 0 && data[start - 1] != '\n' && at - start < MOST_AROUND)
        start--;
    if (start > 0 && data[start - 1] != '\n')
        while (start < at && data[start] != ' ')
            start++;
    return start;
}

static uint64_t
end_around(const char *data, uint64_t at, uint64_t size)
{
    uint64_t end = at;
    while (end < size && data[end] != '\n' && end - at < MOST_AROUND)
        end++;
    if (end < size && data[end] != '\n')
        while (end > at && data[end] != ' ')
            end--;
    return end;
}

/* The line with what goes and what comes. */
static void
print_edit(const MarbreCli *cli, const MarbreEdit *edit, const char *data, uint64_t size)
{
    g_autoptr(GPtrArray) pieces = marbre_pieces_new();
    uint64_t start = start_around(data, edit->span.start);
    uint64_t end = end_around(data, edit->span.end, size);
    add_words(pieces, MARBRE_PIECE_SAME, data, start, edit->span.start);
    add_words(pieces, MARBRE_PIECE_OLD, data, edit->span.start, edit->span.end);
    add_words(pieces, MARBRE_PIECE_NEW, edit->text, 0, strlen(edit->text));
    add_words(pieces, MARBRE_PIECE_SAME, data, edit->span.end, end);
    g_autofree char *prose = marbre_prose(pieces, cli->colour, 4, marbre_cli_width());
    fputs(prose, stdout);
}

static void
print_fix(const MarbreFixing *fixing, const MarbreFinding *finding, GBytes *bytes)
{
    gsize size = 0;
    const char *data = g_bytes_get_data(bytes, &size);
    g_autoptr(GPtrArray) one = g_ptr_array_new();
    g_ptr_array_add(one, (void *)finding);
    g_autoptr(MarbreMessages) messages = marbre_cli_messages(fixing->cli, one);
    g_autofree char *message = marbre_messages_of(messages, finding);
    g_autofree char *shown = marbre_text_shown(message);
    g_autofree char *bold = marbre_cli_paint(fixing->cli, "1", shown);
    g_autoptr(MarbreLines) lines = marbre_lines_new_for_bytes(bytes);
    for (guint i = 0; i < finding->fix->len && i < MOST_SHOWN; i++) {
        const MarbreEdit *edit = g_ptr_array_index(finding->fix, i);
        if (i == 0) {
            printf(_("  line %u  "), (unsigned)marbre_lines_place(lines, edit->span.start).line);
            printf("%s\n", bold);
        }
        print_edit(fixing->cli, edit, data, size);
    }
    if (finding->fix->len > MOST_SHOWN) {
        unsigned more = finding->fix->len - MOST_SHOWN;
        printf(g_dngettext(GETTEXT_PACKAGE, "    and %u other place\n", "    and %u other places\n",
                           more),
               more);
    }
}

bool
marbre_fixing_ask(void *user, const MarbreFinding *finding, GBytes *bytes)
{
    MarbreFixing *fixing = user;
    if (fixing->all)
        return true;
    while (!fixing->over) {
        print_fix(fixing, finding, bytes);
        int key = marbre_key_ask(_("    mend it? y yes, n no, a all of them, q that is all: "));
        putchar('\n');
        if (marbre_key_is_yes(key))
            return true;
        if (marbre_key_is_no(key))
            break;
        fixing->all = key == 'a' || key == 'A' || key == 't' || key == 'T';
        if (fixing->all)
            return true;
        fixing->over = marbre_key_is_end(key);
    }
    fixing->declined++;
    return false;
}
