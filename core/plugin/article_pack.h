/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "article/article.h"

#include <glib.h>

/**
 * GVariant type of a packed article: folder, published languages, and of each file name, git id,
 * size, whether it is a plain file, and its bytes with a NUL behind them (empty: not packed).
 */
#define MARBRE_ARTICLE_TYPE "(sasa(sstbay))"

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
 * The way back. The article's bytes are those of `packed`, which it keeps alive.
 *
 * @return (transfer full) or NULL with MARBRE_ERROR_INVALID
 */
MarbreArticle *marbre_article_unpack(GVariant *packed, GError **error);
