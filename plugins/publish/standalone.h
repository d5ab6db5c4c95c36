/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef PUBLISH_STANDALONE_H
#define PUBLISH_STANDALONE_H

#include "buffer.h"

/**
 * HTML of a page made fit to stand elsewhere, in a feed or an agency's item: every address is
 * whole, attributes that only the page's own style and scripts know are left out, and it is
 * well-formed XML, whatever it was before.
 *
 * @param page  the address that addresses in it are relative to
 */
void standalone_write(mbr_text html, mbr_text page, buffer *out);

/** An address within a page, as written in HTML, made whole; still escaped. */
void standalone_address(mbr_text address, mbr_text page, buffer *out);

#endif
