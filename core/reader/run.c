/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "reader/run.h"

#include "reader/prose.h"

#include <string.h>

/* A piece of the Markdown: words escaped, without the marks of their style. */
typedef struct {
    GString *markdown;
    unsigned style;   /* what is left to mark; code is written out already */
    const char *link; /* (nullable) of the run it comes from */
    bool is_break;
    bool is_code;
} Piece;

static void
piece_free(void *data)
{
    Piece *piece = data;
    g_string_free(piece->markdown, TRUE);
    g_free(piece);
}

static Piece *
add_piece(GPtrArray *pieces, unsigned style, const char *link)
{
    Piece *piece = g_new0(Piece, 1);
    piece->markdown = g_string_new(NULL);
    piece->style = style;
    piece->link = link;
    g_ptr_array_add(pieces, piece);
    return piece;
}

static size_t
spaces_before(const char *text)
{
    const char *p = text;
    while (*p != '\0' && g_unichar_isspace(g_utf8_get_char(p)))
        p = g_utf8_next_char(p);
    return (size_t)(p - text);
}

static size_t
size_without_spaces_after(const char *text, size_t size)
{
    const char *end = text + size;
    while (end > text) {
        const char *last = g_utf8_prev_char(end);
        if (!g_unichar_isspace(g_utf8_get_char(last)))
            break;
        end = last;
    }
    return (size_t)(end - text);
}

void
marbre_run_trim(MarbreRun *run, bool start, bool end)
{
    if (start)
        g_string_erase(run->text, 0, (gssize)spaces_before(run->text->str));
    if (end)
        g_string_truncate(run->text, size_without_spaces_after(run->text->str, run->text->len));
}

/* Signs that mean something anywhere in a paragraph of Markdown, to a site generator's extensions
   or as the first half of a shortcode. */
static bool
is_special(const char *p, bool heading)
{
    if (*p == '&')
        return g_ascii_isalnum(p[1]) || p[1] == '#' || p[1] == '\0';
    return strchr("\\`*_[]<{~", *p) != NULL || (heading && *p == '#');
}

static void
append_escaped(GString *markdown, const char *text, size_t size, bool heading)
{
    for (size_t i = 0; i < size; i++) {
        if (is_special(text + i, heading))
            g_string_append_c(markdown, '\\');
        g_string_append_c(markdown, text[i]);
    }
}

/* Code is written as it is, and so a shortcode in it would be one: then its words are plain. */
static bool
is_code(const MarbreRun *run)
{
    const char *text = run->text->str;
    return (run->style & MARBRE_STYLE_CODE) != 0 && strstr(text, "{{") == NULL &&
           spaces_before(text) < run->text->len;
}

static void
append_code(GString *markdown, const char *code, size_t size)
{
    size_t longest = 0, length = 0;
    for (size_t i = 0; i < size; i++) {
        length = code[i] == '`' ? length + 1 : 0;
        longest = MAX(longest, length);
    }
    g_autofree char *fence = g_strnfill(longest + 1, '`');
    const char *room = size > 0 && (code[0] == '`' || code[size - 1] == '`') ? " " : "";
    g_string_append_printf(markdown, "%s%s%.*s%s%s", fence, room, (int)size, code, room, fence);
}

/* A run as pieces: the spaces at its ends stand outside of its style and its link. */
static void
cut_run(const MarbreRun *run, bool heading, GPtrArray *pieces)
{
    /* The fences of two codes side by side would be read as one. */
    const Piece *before = pieces->len == 0 ? NULL : pieces->pdata[pieces->len - 1];
    bool code = is_code(run) && (before == NULL || !before->is_code);
    unsigned style = code ? 0 : run->style & (MARBRE_STYLE_STRONG | MARBRE_STYLE_EMPHASIS);
    const char *text = run->text->str;
    bool plain = style == 0 && run->link == NULL && !code;
    size_t start = plain ? 0 : spaces_before(text);
    size_t end = plain ? run->text->len : size_without_spaces_after(text, run->text->len);
    if (start > 0)
        g_string_append_len(add_piece(pieces, 0, NULL)->markdown, text, (gssize)start);
    if (end > start) {
        Piece *piece = add_piece(pieces, style, run->link);
        piece->is_code = code;
        if (code)
            append_code(piece->markdown, text + start, end - start);
        else
            append_escaped(piece->markdown, text + start, end - start, heading);
    }
    if (end >= start && end < run->text->len)
        g_string_append(add_piece(pieces, 0, NULL)->markdown, text + end);
    if (run->ends_line)
        add_piece(pieces, 0, NULL)->is_break = true;
}

static bool
is_mark(gunichar character)
{
    if (character < 0x80)
        return g_ascii_ispunct((char)character);
    switch ((int)g_unichar_type(character)) {
    case G_UNICODE_CONNECT_PUNCTUATION:
    case G_UNICODE_DASH_PUNCTUATION:
    case G_UNICODE_CLOSE_PUNCTUATION:
    case G_UNICODE_FINAL_PUNCTUATION:
    case G_UNICODE_INITIAL_PUNCTUATION:
    case G_UNICODE_OTHER_PUNCTUATION:
    case G_UNICODE_OPEN_PUNCTUATION:
        return true;
    default:
        return false;
    }
}

/* Signs such as € are punctuation to some readers of Markdown and to others not. */
static bool
may_be_mark(gunichar character)
{
    return is_mark(character) || g_unichar_ispunct(character);
}

static bool
is_space(gunichar character)
{
    return character == 0 || g_unichar_isspace(character);
}

/* Whether a mark of emphasis holds between a sign outside and one inside of what is emphasised. */
static bool
holds(gunichar outside, gunichar inside)
{
    return !is_space(inside) && (!may_be_mark(inside) || is_space(outside) || is_mark(outside));
}

static gunichar
first_character(const GPtrArray *pieces, guint index)
{
    const Piece *piece = index < pieces->len ? pieces->pdata[index] : NULL;
    if (piece == NULL || piece->is_break)
        return piece == NULL ? 0 : '\\';
    if (piece->link != NULL)
        return '[';
    return piece->style != 0 ? '*' : g_utf8_get_char(piece->markdown->str);
}

static gunichar
last_character(const char *text, size_t size)
{
    return size == 0 ? 0 : g_utf8_get_char(g_utf8_prev_char(text + size));
}

/* `follows`: the sign behind the piece. Two marks of emphasis side by side would be read as one. */
static void
append_styled(GString *out, const Piece *piece, bool after_mark, gunichar follows)
{
    static const char *const marks[] = {"", "**", "*", "***"};
    const GString *words = piece->markdown;
    gunichar before = last_character(out->str, out->len);
    bool marked = piece->style != 0 && !after_mark && follows != '*' &&
                  holds(before, g_utf8_get_char(words->str)) &&
                  holds(follows, last_character(words->str, words->len));
    const char *mark = marks[marked ? piece->style : 0];
    g_string_append_printf(out, "%s%s%s", mark, words->str, mark);
}

static bool
ends_in_mark(const GString *out)
{
    size_t slashes = 0;
    if (out->len == 0 || out->str[out->len - 1] != '*')
        return false;
    while (slashes + 1 < out->len && out->str[out->len - 2 - slashes] == '\\')
        slashes++;
    return slashes % 2 == 0;
}

/* Pieces that lead to one place are one link; a link does not reach over a line's end. */
static guint
link_end(const GPtrArray *pieces, guint start)
{
    const char *link = ((const Piece *)pieces->pdata[start])->link;
    guint end = start, last = start;
    for (; end < pieces->len; end++) {
        const Piece *piece = pieces->pdata[end];
        if (piece->is_break || (piece->link != NULL && strcmp(piece->link, link) != 0) ||
            (piece->link == NULL && spaces_before(piece->markdown->str) != piece->markdown->len))
            break;
        if (piece->link != NULL)
            last = end;
    }
    return last + 1;
}

static void
append_piece(GString *out, const GPtrArray *pieces, guint index, gunichar follows)
{
    append_styled(out, pieces->pdata[index], ends_in_mark(out), follows);
}

static guint
append_link(GString *out, const GPtrArray *pieces, guint start)
{
    const char *link = ((const Piece *)pieces->pdata[start])->link;
    guint end = link_end(pieces, start);
    if (out->len > 0 && out->str[out->len - 1] == '!') {
        /* An exclamation mark before a link makes a picture of it. */
        out->str[out->len - 1] = '\\';
        g_string_append_c(out, '!');
    }
    g_string_append_c(out, '[');
    for (guint i = start; i < end; i++) {
        const Piece *next = i + 1 < end ? pieces->pdata[i + 1] : NULL;
        gunichar follows = next == NULL       ? ']'
                           : next->style != 0 ? '*'
                                              : g_utf8_get_char(next->markdown->str);
        append_piece(out, pieces, i, follows);
    }
    g_string_append_printf(out, "](%s)", link);
    return end;
}

/* Where `1.` and `1)` would begin a list: the place of the stop; 0 for none. */
static size_t
list_stop(const char *line)
{
    size_t digits = strspn(line, "0123456789");
    if (digits == 0 || digits > 9 || (line[digits] != '.' && line[digits] != ')'))
        return 0;
    return strchr(" \n\\", line[digits + 1]) != NULL ? digits : 0;
}

/* More signs mean something where a line begins. */
static char *
guard_lines(const GString *out)
{
    GString *guarded = g_string_sized_new(out->len + 8);
    for (const char *line = out->str; *line != '\0';) {
        size_t size = strcspn(line, "\n"), stop = list_stop(line);
        if (stop > 0)
            g_string_append_len(guarded, line, (gssize)stop);
        if (stop > 0 || strchr("#>+-=|:", *line) != NULL)
            g_string_append_c(guarded, '\\');
        size += line[size] == '\n';
        g_string_append_len(guarded, line + stop, (gssize)(size - stop));
        line += size;
    }
    return g_string_free(guarded, FALSE);
}

char *
marbre_runs_write(const GPtrArray *runs, bool heading)
{
    g_autoptr(GPtrArray) pieces = g_ptr_array_new_with_free_func(piece_free);
    for (guint i = 0; i < runs->len; i++)
        cut_run(runs->pdata[i], heading, pieces);
    g_autoptr(GString) out = g_string_new(NULL);
    for (guint i = 0; i < pieces->len;) {
        const Piece *piece = pieces->pdata[i];
        if (piece->link != NULL) {
            i = append_link(out, pieces, i);
            continue;
        }
        if (piece->is_break)
            g_string_append(out, "\\\n");
        else
            append_piece(out, pieces, i, first_character(pieces, i + 1));
        i++;
    }
    return guard_lines(out);
}
