/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "article/copy.h"

#include <glib.h>

/** How the paragraphs of two versions of a text differ. */
typedef struct {
    size_t rewritten;
    size_t added;
    size_t removed;
} MarbreRenewed;

/** Count paragraphs, headings and the like that changed. @param before  (nullable) */
MarbreRenewed marbre_renewal_count(const MarbreCopy *before, const MarbreCopy *after);

/**
 * A text's file with the body of a new version of it. Its front matter stays as the newsroom wrote
 * it, byte for byte, but for the keys that the new version says otherwise; line ends are its own.
 *
 * @return (transfer full) or NULL: MARBRE_ERROR_REFUSED where its front matter can't be read
 */
GBytes *marbre_renewal_write(const MarbreCopy *before, const MarbreCopy *after, GError **error);
