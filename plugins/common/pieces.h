/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef COMMON_PIECES_H
#define COMMON_PIECES_H

#include "services.h"

/** A piece of text to judge: a block of the body, or a value of the front matter. */
typedef struct piece {
    mbr_text text;
    mbr_span span; /* in the file */
    uint64_t mark;
    int32_t kind;  /* MBR_ITEM_*; 0: a value */
    uint64_t item; /* of a block: its place among MBR_ITEM_ANY; of a picture: behind all of them */
} piece;

typedef struct pieces {
    uint64_t part;
    mbr_text file;
    piece *items;
    size_t count, room;
} pieces;

/** Look at the file of `part`. MBR_E_NOTFOUND where the article has none. */
int32_t pieces_begin(pieces *list, const services *host, mbr_job *job, uint64_t part);

/** Add a value of the front matter, where it is text; what is absent is no error. */
int32_t pieces_add_value(pieces *list, const services *host, mbr_job *job, const char *where);

/** Add the blocks that have words, in order. */
int32_t pieces_add_blocks(pieces *list, const services *host, mbr_job *job);

/** Add what the pictures of the text show, in words. */
int32_t pieces_add_pictures(pieces *list, const services *host, mbr_job *job);

void pieces_clear(pieces *list);

/** A range of the piece's text as a range of the file. */
int32_t piece_place(const pieces *list,
                    const piece *one,
                    const services *host,
                    mbr_job *job,
                    mbr_span text,
                    mbr_span *ret);

/** The range reads in the file, byte for byte, as in the text, but for entities and what a
 * backslash or a second quotation mark escapes; a line end may stand for a space where a
 * paragraph's next line begins with its words. What an edit may put words in place of. */
bool piece_is_verbatim(const pieces *list, const piece *one, mbr_span text, mbr_span place);

/** The place stands in somebody else's words: within quotation marks, or in a block quote. */
bool piece_is_quoted(
    const pieces *list, const piece *one, const services *host, mbr_job *job, uint64_t at);

/** The range is white space in the file as well: spaces of any kind, their entities, and of a block
 *  one line end with the margin of the next line. What an edit may put a space in place of. */
bool piece_is_blank(const pieces *list, const piece *one, mbr_span place);

/** Code spans of one block, found in the file when first asked for. */
typedef struct code_spans {
    const piece *piece;
    mbr_span *items;
    size_t count, room;
} code_spans;

/** True where the place in the file lies in a code span of this block. */
bool code_spans_hold(code_spans *code, const pieces *list, const piece *one, mbr_span place);

/** The code spans of a block as ranges of its text, which `ret` holds until the next call. */
int32_t code_spans_in_text(
    code_spans *ret, const pieces *list, const piece *one, const services *host, mbr_job *job);

void code_spans_clear(code_spans *code);

#endif
