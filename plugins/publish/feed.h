/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef PUBLISH_FEED_H
#define PUBLISH_FEED_H

#include "listing.h"
#include "xml.h"

/* What Atom, RSS and JSON Feed have in common, and their writers. */

/** One feed each, of what a list shows. */
void atom_write(const listing *of, buffer *out);
void rss_write(const listing *of, buffer *out);
void json_feed_write(const listing *of, buffer *out);

/** How many of the list's articles the feed has: more of a language than of a section. */
size_t feed_size(const listing *of);

/** The newsroom's name, and whose articles they are where they are not all. */
void feed_title(const listing *of, buffer *out);

/** The whole address of a file in the list's folder; of the folder itself by "". */
void feed_address(const listing *of, const char *file, buffer *out);

/** A link to a file in the list's folder, as Atom writes it, in an element of that name. */
void feed_link(const listing *of,
               xml *out,
               const char *element,
               const char *rel,
               const char *type,
               const char *file);

/** When the feed last changed, what it lost included; RFC 3339, "" where nothing ever did. */
mbr_text feed_changed(const listing *of);

/** Whether an article's whole text stands in it. */
bool feed_has_texts(const article *of);

/** The summary of an article; where its text does not stand beside it, its newest correction too.
 */
void feed_summary(const article *of, buffer *out);

/** When an article last changed for its readers, RFC 3339. */
mbr_text feed_updated(const article *of);

#endif
