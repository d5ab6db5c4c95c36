/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "article/article.h"
#include "base/mapped.h"

#include <glib.h>
#include <stddef.h>
#include <stdint.h>

/*
 * One article in one published language as tasks ask about it: its parts by MBR_PART_*, and what
 * is derived from them once for all tasks. Says nothing about who may see what.
 */
typedef struct MarbreView MarbreView;

/** @param lang  one of the article's published languages */
MarbreView *marbre_view_new(const MarbreArticle *article, const char *lang);
void marbre_view_free(MarbreView *view);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreView, marbre_view_free)

/* Everything returned below is (transfer none) and lives as long as the view. */

const MarbreArticle *marbre_view_get_article(const MarbreView *view);
const char *marbre_view_get_lang(const MarbreView *view);

/** Whether MBR_PART_SOURCE_APPROVED was set, to nothing or to something. */
bool marbre_view_has_approved(const MarbreView *view);
/** @param bytes  (nullable, transfer none) the source text as it was approved */
void marbre_view_set_approved(MarbreView *view, GBytes *bytes);

/** The same article with parts that were left out. */
void marbre_view_set_whole(MarbreView *view, const MarbreArticle *article);

/** Files of a part: 0 or 1; of media any number. */
size_t marbre_view_count(const MarbreView *view, uint64_t part);
/** (nullable) */
const MarbreFile *marbre_view_file(MarbreView *view, uint64_t part, size_t index);
/** The file's path in the newsroom; (nullable). */
const char *marbre_view_path(MarbreView *view, uint64_t part, size_t index);
/** The parsed text of a part; (nullable). */
const MarbreCopy *marbre_view_copy(const MarbreView *view, uint64_t part);
/** Front matter or claims; NULL where there is none or it is broken. */
MarbreYaml *marbre_view_yaml(const MarbreView *view, uint64_t part);

/** How many items of a kind (MBR_ITEM_*) a part has. */
size_t marbre_view_item_count(MarbreView *view, uint64_t part, int32_t kind);
/**
 * The item as an index in marbre_copy_get_blocks().
 *
 * @return false where there is no such item
 */
bool
marbre_view_item(MarbreView *view, uint64_t part, int32_t kind, size_t index, size_t *ret_block);

/** The index among items of MBR_ITEM_ANY of the block at `block` of marbre_copy_get_blocks(). */
size_t marbre_view_text_index(MarbreView *view, uint64_t part, size_t block);

/**
 * Which items of one text answer those of another, of MBR_ITEM_ANY on either side; found once.
 *
 * @return (transfer none, nullable) of MarbrePair; NULL where either is missing
 */
const GArray *marbre_view_pairs(MarbreView *view, uint64_t from, uint64_t to);

/**
 * A text of the part normalised, made once.
 *
 * @param key  names the text within the part, whatever else it is
 */
const MarbreMapped *marbre_view_normal(
    MarbreView *view, uint64_t part, uint64_t key, const MarbreMapped *text, unsigned folds);

/**
 * A file's bytes with a NUL behind them.
 *
 * @param fetch  asked once for the bytes of media that are not at hand; (transfer full, nullable)
 * @return NULL where there are none
 */
const char *marbre_view_bytes(MarbreView *view,
                              uint64_t part,
                              size_t index,
                              GBytes *(*fetch)(void *user, const char *path, const char *oid),
                              void *user,
                              size_t *ret_size);
