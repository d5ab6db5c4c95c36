/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "newsroom/newsroom.h"

#include <glib.h>
#include <stdbool.h>

/** Bytes of a picture at most, as of any medium. */
#define MARBRE_USES_MOST ((size_t)64 << 20)

/** A place where a picture lies: beside one article. */
typedef struct {
    char *folder;
    char *name; /**< of the file there */
    char *title;
    char *lang;
    char *credit; /**< (nullable) as it is printed: `credit`, else photographer and agency */
    char *alt;    /**< (nullable) */
    bool same;    /**< byte by byte; else another version of the picture, by an id within both */
    bool shown;   /**< the front matter or the text names it */
    bool differs; /**< its credit is not the one that most of them print */
} MarbrePictureUse;

/**
 * Every article with this picture beside its published text, by path.
 *
 * The same bytes are found by git's ids, without reading a file. Only where the picture bears ids
 * of the trade (XMP's document ids, IPTC's image id) are the other pictures looked into for them.
 *
 * @return (transfer full) of MarbrePictureUse, or NULL with MARBRE_ERROR_FAILED
 */
GPtrArray *marbre_uses_find(MarbreNewsroom *newsroom, GBytes *picture, GError **error);
