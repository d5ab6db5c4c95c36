/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "article/article.h"

#include <glib.h>

/**
 * GVariant type of a packed article: bytes, for a tree of values takes ten times as long to write
 * and to read. Numbers are of 64 bits as this machine has them, texts end with a NUL: how many
 * languages, how many files, the folder, the languages, and of each file name, git id, size, what
 * it is, and its bytes, where they go along, with a NUL behind them.
 */
#define MARBRE_ARTICLE_TYPE "(ay)"

/**
 * An article's files for another process. Media, and what is no plain file, go without bytes.
 *
 * @param langs  NULL-terminated: the newsroom's published languages
 * @return (transfer full, sunk) in normal form
 */
GVariant *marbre_article_pack(const MarbreArticle *article, const char *const *langs);

/** The bytes of a medium that are to go along; (transfer full, nullable). */
typedef GBytes *(*MarbrePackMedium)(void *user, const MarbreFile *file);

/** The same with those media that `fetch` (nullable) has the bytes of. */
GVariant *marbre_article_pack_with(const MarbreArticle *article,
                                   const char *const *langs,
                                   MarbrePackMedium fetch,
                                   void *user);

/** The same for files (MarbreFile) that nobody has parsed yet. */
GVariant *marbre_article_pack_files(const char *folder, GPtrArray *files, const char *const *langs);

/**
 * The way back. Texts that the other side says it has checked are taken as such, so it has to be
 * this program. The article's bytes are those of `packed`, which it keeps alive.
 *
 * @return (transfer full) or NULL with MARBRE_ERROR_INVALID
 */
MarbreArticle *marbre_article_unpack(GVariant *packed, GError **error);

/** The git id of a file, "" where nobody knows it. */
typedef void (*MarbrePackId)(void *user, const char *id);

/** Every file of an article that this process packed, by its id. */
void marbre_article_pack_each_id(GVariant *packed, MarbrePackId each, void *user);
