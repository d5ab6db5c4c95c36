/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CREDIT_METADATA_H
#define CREDIT_METADATA_H

#include "picture.h"

/* What a picture's own metadata say, in the trade's terms (IPTC Photo Metadata). Texts are valid
   UTF-8 without control characters, trimmed, and no longer than METADATA_MOST_TEXT. */

#define METADATA_MOST_TEXT 4096
#define METADATA_MOST_NAMES 16
/* A by-line of IIM holds 32 bytes; one that is as long as that may be cut. */
#define METADATA_BYLINE 32

enum metadata_field {
    METADATA_CREDIT,       /* words to print */
    METADATA_COPYRIGHT,    /* the © line */
    METADATA_SOURCE,       /* where it came from in the supply chain */
    METADATA_DESCRIPTION,  /* its caption */
    METADATA_INSTRUCTIONS, /* "mandatory credit", embargo */
    METADATA_USAGE,        /* the licence in words */
    METADATA_WEB,          /* the licence's address */
    METADATA_LICENSOR,     /* where to buy it */
    METADATA_ALT,          /* for blind readers */
    METADATA_ORIGIN,       /* its digital source type: a photograph, a model's work */
    METADATA_TOOL,         /* the program that made it */
    METADATA_FIELDS,
};

struct metadata_names {
    char *at[METADATA_MOST_NAMES];
    size_t count;
};

/* One of the three kinds of metadata; NULL for what it does not say. */
struct metadata_block {
    struct metadata_names creators;
    char *text[METADATA_FIELDS];
};

struct metadata {
    struct metadata_block xmp, iim, exif;
    bool unread;  /* there is a packet of XMP, and it is damaged or none that a program wrote */
    bool trained; /* a sealed history says that a trained model made it */
};

/** Read what the parts of a picture say. To be cleared, whatever is returned. MBR_OK,
 *  MBR_E_NOMEM, or MBR_E_UNSUPPORTED where the library that reads XMP is not installed. */
int32_t metadata_read(const struct picture *picture, struct metadata *ret);
void metadata_clear(struct metadata *metadata);

/** The value that counts, lent: of XMP, else of IIM, else of Exif. NULL or no names for none. */
const char *metadata_text(const struct metadata *metadata, enum metadata_field field);
const struct metadata_names *metadata_creators(const struct metadata *metadata);

/** Does it say anything about who made the picture, and whose it is? */
bool metadata_is_signed(const struct metadata *metadata);

/* For the readers of each kind. */

/** A text as UTF-8: as it is where it is valid UTF-8, else, or where it is known to be `latin`,
 *  read as Windows-1252. Owned; *ret is NULL for one that is blank. False without memory. */
bool metadata_take(struct bytes text, bool latin, char **ret);
bool metadata_name(struct metadata_names *names, struct bytes text, bool latin);

/** Is it valid UTF-8 throughout? */
bool metadata_is_text(struct bytes text);

bool iim_read(struct bytes iim, struct metadata_block *ret);
int32_t xmp_read(struct bytes packet, struct metadata *ret);
/** The same of a packet, sound and in UTF-8, that is of the plain form which most programs write;
 *  `*ret_plain` is false, and nothing is read, where it is of another. False without memory. */
bool xmp_read_plain(struct bytes packet, struct metadata_block *ret, bool *ret_plain);
/** The same by the library. MBR_OK, MBR_E_NOMEM or MBR_E_UNSUPPORTED. */
int32_t xmp_read_whole(struct bytes packet, struct metadata *ret);
/** A packet in UTF-8, without a byte order mark, from UTF-8, UTF-16 or UTF-32 in either order.
 *  Owned; of size 0 for one that is none of them. False without memory. */
bool xmp_decode(struct bytes packet, struct bytes *ret);
/** Is this packet, in UTF-8, one that is safe to parse: no document type, not too deep, not too
 * many parts? */
bool xmp_is_sound(struct bytes packet);

#endif
