/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "report/columns.h"

#include "finding/excerpt.h"

#include <string.h>

void
marbre_columns_paint(MarbreColumns *columns, const char *colour, const char *text)
{
    if (columns->colour)
        g_string_append_printf(columns->out, "\033[%sm%s\033[0m", colour, text);
    else
        g_string_append(columns->out, text);
}

void
marbre_columns_space(MarbreColumns *columns, size_t count)
{
    for (size_t i = 0; i < count; i++)
        g_string_append_c(columns->out, ' ');
}

void
marbre_columns_pad(MarbreColumns *columns, const char *colour, const char *text, size_t width)
{
    size_t wide = marbre_text_columns(text, strlen(text));

    if (colour != NULL)
        marbre_columns_paint(columns, colour, text);
    else
        g_string_append(columns->out, text);
    marbre_columns_space(columns, width > wide ? width - wide : 0);
}

void
marbre_columns_wrap(MarbreColumns *columns, const char *text, size_t indent, const char *tail)
{
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    size_t column = indent;
    unsigned count = g_strv_length(words);

    for (unsigned i = 0; i <= count; i++) {
        const char *word = i < count ? words[i] : tail;
        size_t wide = marbre_text_columns(word, strlen(word));

        if (wide == 0)
            continue;
        if (column > indent && column + 1 + wide > columns->width) {
            g_string_append_c(columns->out, '\n');
            marbre_columns_space(columns, indent);
            column = indent;
        } else if (column > indent) {
            g_string_append_c(columns->out, ' ');
            column++;
        }
        if (i < count)
            g_string_append(columns->out, word);
        else
            marbre_columns_paint(columns, MARBRE_DIM, word);
        column += wide;
    }
    g_string_append_c(columns->out, '\n');
}
