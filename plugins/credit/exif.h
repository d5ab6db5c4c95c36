/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CREDIT_EXIF_H
#define CREDIT_EXIF_H

#include "bytes.h"

/* What the first directory of a TIFF block says, lent by the block. Texts may have anything
   behind a NUL. */
struct exif {
    bool cut; /* the directory is not there, or not whole */
    uint64_t width, height;
    struct bytes artist;
    struct bytes copyright;
    struct bytes description;
    struct bytes software;
    struct bytes xmp;
    struct bytes iim;
    struct bytes blocks; /* Photoshop's */
};

/** Read a block of any bytes. Other directories, makers' notes among them, are left alone. */
void exif_read(struct bytes block, struct exif *ret);

#endif
