/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "base/span.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/**
 * Text with a way back to the bytes of the file it was read from. Built by appending runs in
 * the order of the file; immutable from the first read on, and then safe to share.
 */
typedef struct MarbreMapped MarbreMapped;

MarbreMapped *marbre_mapped_new(void);
/** The same with room for about `size` bytes in so many runs. */
MarbreMapped *marbre_mapped_new_sized(size_t size, size_t runs);
MarbreMapped *marbre_mapped_ref(MarbreMapped *mapped);
void marbre_mapped_unref(MarbreMapped *mapped);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreMapped, marbre_mapped_unref)

/** Append text that stands in the file byte for byte, from `start` on. */
void marbre_mapped_append_same(MarbreMapped *mapped, const char *text, size_t size, uint64_t start);

/**
 * Append text that the bytes `start`..`end` stand for as a whole (an escape, an entity, a fold
 * of lines). A range that touches it maps to all of those bytes. `start` may equal `end` for
 * text that stands for no bytes; empty text only says where an empty whole would stand.
 */
void marbre_mapped_append_for(
    MarbreMapped *mapped, const char *text, size_t size, uint64_t start, uint64_t end);

/** The text, NUL-terminated. @param ret_size (nullable) @return (transfer none) */
const char *marbre_mapped_get_text(const MarbreMapped *mapped, size_t *ret_size);

/**
 * The bytes of the file that a range of the text came from. An empty range maps to an empty
 * source range before the byte that follows it, at the end to the end of the last run.
 *
 * @return false where `text` is out of range or there is no run at all
 */
bool marbre_mapped_to_source(const MarbreMapped *mapped, MarbreSpan text, MarbreSpan *ret_source);

/** The nearest offset of the text at or after a byte of the file; the text's size at the end. */
uint64_t marbre_mapped_from_source(const MarbreMapped *mapped, uint64_t source_offset);

/** Runs, for tests and for building one mapped text from another. */
typedef struct {
    MarbreSpan text;
    MarbreSpan source;
    bool same; /**< the bytes are the same one by one */
} MarbreRun;

size_t marbre_mapped_count_runs(const MarbreMapped *mapped);
MarbreRun marbre_mapped_get_run(const MarbreMapped *mapped, size_t index);

/**
 * Append a range of another mapped text, keeping its way back.
 *
 * @return false, and nothing appended, where the range is out of bounds
 */
bool marbre_mapped_append_part(MarbreMapped *mapped, const MarbreMapped *from, MarbreSpan part);
