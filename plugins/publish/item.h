/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef PUBLISH_ITEM_H
#define PUBLISH_ITEM_H

#include "article.h"

/* What the formats of agencies and feeds say of an article alike. */

/** The number of its newest version; a retraction is one more. */
void item_version(const article *of, buffer *out);

/** The last part of its folder. */
mbr_text item_slug(const article *of);

/** "Hugo Marchetti, Léa Morel et Anna Petrescu". */
void item_byline(const names *of, const words *in, buffer *out);

/** The instant before which nobody was to publish it; false where there was none. */
bool item_embargo(const article *of, buffer *out);

/** The newest correction that readers of this language are told of, and its kind. */
bool item_correction(const article *of, mbr_text *ret_kind, mbr_text *ret_note);

/** The same as one line: "Rectificatif : …". */
bool item_correction_line(const article *of, buffer *out);

/** What readers are told of one that was taken back, and when that was (RFC 3339); in a few words
 * of ours, and by its own date, where the record does not tell. */
void item_retraction(const article *of, mbr_text *ret_note, mbr_text *ret_at);

/** The whole address of a file that lies beside the page. */
void item_address(const article *of, mbr_text file, buffer *out);

/** By the end of its name: "image/jpeg"; "" for what is not known. */
mbr_text item_media_type(mbr_text file);

#endif
