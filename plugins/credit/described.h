/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CREDIT_DESCRIBED_H
#define CREDIT_DESCRIBED_H

#include <stddef.h>

#define DESCRIBED_LEAST 10 /* characters */
#define DESCRIBED_MOST 250

/** Why an alternative text describes nothing: "name" (of its file), "caption" (word for word),
 *  "opening" (says that it is a picture), "short" or "long"; NULL where nothing is wrong with it.
 *  `file` and `caption` may be NULL. */
const char *described_wrong(
    const char *alt, size_t size, const char *file, const char *caption, size_t caption_size);

#endif
