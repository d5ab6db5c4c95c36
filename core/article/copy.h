/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "article/block.h"
#include "base/text.h"
#include "yaml/document.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/** Most bytes of one Markdown file. */
#define MARBRE_COPY_LIMIT (UINT64_C(4) << 20)

/**
 * One language's file of an article: front matter and Markdown. Immutable, may be shared
 * between threads; blocks are made when first asked for.
 */
typedef struct MarbreCopy MarbreCopy;

/**
 * Read a file. Broken front matter is a problem ("marbre/bad-yaml"), but the copy still has a
 * body and blocks; where the front matter is never closed the body is the whole file.
 *
 * @param path   for the problems
 * @param bytes  (transfer none) a reference is kept
 * @return (transfer full, nullable) NULL with a problem "marbre/bad-encoding" or
 *         "marbre/too-large" where the bytes are no text or too many
 */
MarbreCopy *
marbre_copy_parse(const char *path, const char *lang, GBytes *bytes, GPtrArray *problems);

/**
 * The same of a file whose problems are known: its front matter is read when first asked for.
 *
 * @param sound  the bytes have passed marbre_text_check()
 */
MarbreCopy *marbre_copy_parse_later(const char *path, const char *lang, GBytes *bytes, bool sound);

/** Bytes of a file from its beginning through the line that closes its front matter, by its first
 *  `size` bytes; 0 where it has none, or where that line is not among them. */
size_t marbre_copy_front_size(const char *data, size_t size);

MarbreCopy *marbre_copy_ref(MarbreCopy *copy);
void marbre_copy_unref(MarbreCopy *copy);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreCopy, marbre_copy_unref)

/* Everything returned below is (transfer none) and lives as long as the copy. */

const char *marbre_copy_get_path(const MarbreCopy *copy);
const char *marbre_copy_get_lang(const MarbreCopy *copy);
GBytes *marbre_copy_get_bytes(const MarbreCopy *copy);
const MarbreLines *marbre_copy_get_lines(const MarbreCopy *copy);

/** The parsed front matter; NULL where there is none or it is broken. */
MarbreYaml *marbre_copy_get_front(const MarbreCopy *copy);
/** Bytes between the two lines of dashes; empty where there is none. */
MarbreSpan marbre_copy_get_front_span(const MarbreCopy *copy);
/** Bytes after the front matter. */
MarbreSpan marbre_copy_get_body(const MarbreCopy *copy);
/** Whether the file begins with front matter, broken or not. */
bool marbre_copy_has_front(const MarbreCopy *copy);
/** Where a missing key would be put in: the closing line of the front matter; without one, 0. */
uint64_t marbre_copy_get_insertion(const MarbreCopy *copy);

/** Text of a scalar of the front matter by path ("title", "images[0].credit"); NULL for none. */
const char *marbre_copy_get_key(const MarbreCopy *copy, const char *where);

/** Every block, link and picture (MarbreBlock) in document order, those after their holder. */
const GPtrArray *marbre_copy_get_blocks(const MarbreCopy *copy);
