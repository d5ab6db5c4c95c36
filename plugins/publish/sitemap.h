/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef PUBLISH_SITEMAP_H
#define PUBLISH_SITEMAP_H

#include "listing.h"

/** The news sitemap of all languages; of the root's front list alone. */
void sitemap_write(const listing *of, buffer *out);

#endif
