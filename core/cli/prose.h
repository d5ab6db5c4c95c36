/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "cli/cli.h"

#include <glib.h>

/** How a piece of a changed sentence is shown. */
typedef enum {
    MARBRE_PIECE_SAME,
    MARBRE_PIECE_OLD, /**< taken out: red and struck through, or [-…-] */
    MARBRE_PIECE_NEW, /**< put in: green, or {+…+} */
} MarbrePieceKind;

/** Words of a changed sentence that are all of one kind. */
typedef struct {
    MarbrePieceKind kind;
    char *text; /**< white space breaks a line, whatever it is */
} MarbrePiece;

/** (transfer full) of MarbrePiece */
GPtrArray *marbre_pieces_new(void);
/** `size` bytes of UTF-8 more; nothing is added where there are none. */
void marbre_pieces_add(GPtrArray *pieces, MarbrePieceKind kind, const char *text, size_t size);

/**
 * A sentence with its changes, wrapped, each line set in by `indent` columns. What a terminal would
 * obey is made visible.
 *
 * @param colour  else the changes stand between marks
 * @return (transfer full)
 */
char *marbre_prose(const GPtrArray *pieces, bool colour, unsigned indent, unsigned width);
