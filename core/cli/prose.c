/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/prose.h"

#include "base/text.h"
#include "finding/excerpt.h"

#include <string.h>

/* A line while it is filled. */
typedef struct {
    GString *out;
    GString *word;  /* with its codes */
    size_t columns; /* of the word */
    size_t at;      /* of the line, without its indent */
    bool colour;
    unsigned indent, width;
} Page;

static void
piece_free(void *data)
{
    MarbrePiece *piece = data;
    g_free(piece->text);
    g_free(piece);
}

GPtrArray *
marbre_pieces_new(void)
{
    return g_ptr_array_new_with_free_func(piece_free);
}

void
marbre_pieces_add(GPtrArray *pieces, MarbrePieceKind kind, const char *text, size_t size)
{
    if (size == 0)
        return;
    MarbrePiece *piece = g_new0(MarbrePiece, 1);
    piece->kind = kind;
    piece->text = g_strndup(text, size);
    g_ptr_array_add(pieces, piece);
}

static void
put_word(Page *page)
{
    if (page->word->len == 0)
        return;
    if (page->at > 0 && page->indent + page->at + 1 + page->columns > page->width) {
        g_string_append_c(page->out, '\n');
        page->at = 0;
    }
    if (page->at == 0)
        g_string_append_printf(page->out, "%*s", (int)page->indent, "");
    else
        g_string_append_c(page->out, ' ');
    page->at += page->columns + (page->at > 0);
    g_string_append_len(page->out, page->word->str, (gssize)page->word->len);
    g_string_truncate(page->word, 0);
    page->columns = 0;
}

static const char *
code_of(MarbrePieceKind kind)
{
    switch (kind) {
    case MARBRE_PIECE_OLD:
        return "31;9";
    case MARBRE_PIECE_NEW:
        return "32";
    case MARBRE_PIECE_SAME:
        break;
    }
    return NULL;
}

/* Letters of one kind, which may be a part of a word. */
static void
put_letters(Page *page, MarbrePieceKind kind, const char *text, size_t size)
{
    g_autofree char *letters = g_strndup(text, size);
    g_autofree char *shown = marbre_text_shown(letters);
    const char *code = page->colour ? code_of(kind) : NULL;
    page->columns += marbre_text_columns(shown, strlen(shown));
    if (code == NULL)
        g_string_append(page->word, shown);
    else
        g_string_append_printf(page->word, "\033[%sm%s\033[0m", code, shown);
}

static void
put_mark(Page *page, MarbrePieceKind kind, const char *old, const char *new)
{
    if (page->colour || kind == MARBRE_PIECE_SAME)
        return;
    g_string_append(page->word, kind == MARBRE_PIECE_OLD ? old : new);
    page->columns += strlen(old);
}

static void
put_piece(Page *page, const MarbrePiece *piece)
{
    const char *p = piece->text;
    put_mark(page, piece->kind, "[-", "{+");
    while (*p != '\0') {
        size_t letters = strcspn(p, " \t\r\n");
        if (letters > 0)
            put_letters(page, piece->kind, p, letters);
        p += letters;
        if (*p == '\0')
            break;
        put_word(page);
        p += strspn(p, " \t\r\n");
    }
    put_mark(page, piece->kind, "-]", "+}");
}

char *
marbre_prose(const GPtrArray *pieces, bool colour, unsigned indent, unsigned width)
{
    Page page = {.out = g_string_new(NULL),
                 .word = g_string_new(NULL),
                 .colour = colour,
                 .indent = indent,
                 .width = width};
    for (guint i = 0; i < pieces->len; i++)
        put_piece(&page, g_ptr_array_index(pieces, i));
    put_word(&page);
    g_string_free(page.word, TRUE);
    if (page.out->len > 0)
        g_string_append_c(page.out, '\n');
    return g_string_free(page.out, FALSE);
}
