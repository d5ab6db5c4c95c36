/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CREDIT_PICTURE_H
#define CREDIT_PICTURE_H

#include "bytes.h"

/* What kind of file it is by its content, whatever its name says. A drawing (SVG) is told apart,
   for it is a page with programs in it rather than a picture. */
enum picture_kind {
    PICTURE_NONE,
    PICTURE_JPEG,
    PICTURE_PNG,
    PICTURE_GIF,
    PICTURE_WEBP,
    PICTURE_TIFF,
    PICTURE_HEIF, /* AVIF, HEIC */
    PICTURE_DRAWING,
};

/* A picture's parts, lent by the file. One that it lacks is empty. */
struct picture {
    enum picture_kind kind;
    bool cut; /* the file ends, or breaks off, before the picture does */
    uint64_t width, height;
    struct bytes exif;       /* a TIFF block */
    struct bytes iim;        /* IPTC datasets */
    struct bytes xmp;        /* a packet, in any encoding of Unicode */
    struct bytes parameters; /* what a generator wrote down of how it made the picture */
    bool trained;            /* its sealed history (C2PA) says that a trained model made it */
};

/* Sides beyond which no reader's device shows a picture. */
#define PICTURE_MOST_PIXELS (UINT64_C(250) * 1000 * 1000)

/** Find the parts of any file. Time is linear in its size, and little where it is whole. */
void picture_read(struct bytes file, struct picture *ret);

/* The same for one kind, for picture_read. */
void picture_read_jpeg(struct bytes file, struct picture *picture);
void picture_read_png(struct bytes file, struct picture *picture);
void picture_read_gif(struct bytes file, struct picture *picture);
void picture_read_webp(struct bytes file, struct picture *picture);
void picture_read_tiff(struct bytes file, struct picture *picture);
void picture_read_heif(struct bytes file, struct picture *picture);

/* Notes what a sealed history says. */
void picture_read_seal(struct bytes seal, struct picture *picture);
/* Finds the datasets in Photoshop's own blocks. */
void picture_read_blocks(struct bytes blocks, struct picture *picture);
/* A packet that stands in the open somewhere in the file. */
struct bytes picture_find_packet(struct bytes file);

#endif
