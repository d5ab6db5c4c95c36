/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "base/span.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/**
 * Where the lines of a text begin. Immutable, so it may be shared between threads.
 * A line ends at LF, CRLF or a lone CR; nothing else ends one.
 */
typedef struct MarbreLines MarbreLines;

/** Index `data` (transfer none, copied: the index outlives the caller's bytes). */
MarbreLines *marbre_lines_new(const char *data, size_t size);
/** Index the bytes of `bytes` without copying them (a reference is kept). */
MarbreLines *marbre_lines_new_for_bytes(GBytes *bytes);
MarbreLines *marbre_lines_ref(MarbreLines *lines);
void marbre_lines_unref(MarbreLines *lines);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreLines, marbre_lines_unref)

/** How many lines there are; a text that ends in a line end has an empty last line. Never 0. */
uint64_t marbre_lines_count(const MarbreLines *lines);

/**
 * Line and column of a byte offset; an offset behind the end is the end's place. Columns
 * count code points, and a leading BOM is no column.
 */
MarbrePlace marbre_lines_place(const MarbreLines *lines, uint64_t offset);

/** The bytes of `line` (from 1), without its line end; empty at the end for lines too far. */
MarbreSpan marbre_lines_span(const MarbreLines *lines, uint64_t line);

/**
 * Bytes of the one character at `p`, 0 where it is no valid UTF-8 or `p` is at the end.
 *
 * @param ret_character  (nullable)
 */
size_t marbre_text_character(const char *p, const char *end, gunichar *ret_character);

/**
 * Whether `data` is text as the newsroom keeps it: UTF-8, no NUL, no lone CR and one kind of
 * line end. CRLF and a leading BOM are fine.
 *
 * @param ret_offset  (nullable) the first byte that is wrong
 * @param ret_why     (nullable, transfer none) translated words for it, no final period
 */
bool marbre_text_check(const char *data, size_t size, uint64_t *ret_offset, const char **ret_why);

/** Bytes of the one white-space character of any kind at `p`, 0 if there is none. */
size_t marbre_text_white(const char *p, const char *end);

/**
 * Every run of white space as one space, ends trimmed.
 *
 * @param ret_size  (nullable) bytes of the result
 * @return (transfer full) NUL-terminated
 */
char *marbre_text_collapse(const char *data, size_t size, size_t *ret_size);

/**
 * `text` for a terminal or a log: control characters, escapes, bidi and invisible characters
 * and invalid bytes made visible (`<U+202E>`, `<0x1B>`); tabs and line ends become spaces.
 *
 * @return (transfer full)
 */
char *marbre_text_shown(const char *text);

/**
 * Whether `character` reorders the text around it (bidi embedding, override, isolate and
 * their ends; not the marks that right-to-left writing needs).
 */
bool marbre_text_is_bidi_control(gunichar character);

/** Whether `character` shows nothing at all: zero-width, soft hyphen, BOM, tags, fillers. */
bool marbre_text_is_invisible(gunichar character);
