/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/* Words set in columns of a terminal, in colour where it has one. */

#define MARBRE_DIM "2" /**< a colour: of what matters less */

typedef struct {
    GString *out; /**< borrowed */
    size_t width; /**< of a line, in columns */
    bool colour;
} MarbreColumns;

/** A text in a colour, as SGR names it: "1;31". */
void marbre_columns_paint(MarbreColumns *columns, const char *colour, const char *text);

void marbre_columns_space(MarbreColumns *columns, size_t count);

/** A text, and spaces up to that many columns. @param colour  (nullable) */
void marbre_columns_pad(MarbreColumns *columns, const char *colour, const char *text, size_t width);

/**
 * Words of a text from a column on, further lines from there too, and a line end. Only plain spaces
 * break a line, for the others are there to hold words together.
 *
 * @param tail  what follows in dim colour, never broken; "" for nothing
 */
void marbre_columns_wrap(MarbreColumns *columns, const char *text, size_t indent, const char *tail);
