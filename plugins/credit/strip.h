/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CREDIT_STRIP_H
#define CREDIT_STRIP_H

#include "picture.h"

/** Take the place where a picture was made (GPS) out of its Exif and XMP, in `copy`, which holds
 *  the same bytes as the file that `picture` was read from. Everything else stays where it is, and
 *  the file as long as it is. True where something was taken out; `*ret_failed` without memory. */
bool
strip_places(const struct picture *picture, struct bytes file, uint8_t *copy, bool *ret_failed);

#endif
