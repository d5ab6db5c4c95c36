/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "picture.h"

/* Keyword, compressed or not, method, language, translated keyword, text. A compressed packet is
   left alone: writers of XMP are told not to compress it. */
static struct bytes
international_text(struct bytes chunk, const char *keyword, size_t size)
{
    if (!bytes_has(chunk, 0, keyword, size) || bytes_big(chunk, size, 1) != 0)
        return bytes_from(chunk, chunk.size, 0);
    size_t language = bytes_find(chunk, size + 2, "", 1);
    size_t translated = bytes_find(chunk, language + 1, "", 1);
    return bytes_from(chunk, translated + 1, chunk.size);
}

static void
read_chunk(struct bytes type, struct bytes chunk, struct picture *picture)
{
    static const char xmp[] = "XML:com.adobe.xmp", parameters[] = "parameters";
    if (bytes_has(type, 0, "IHDR", 4)) {
        picture->width = bytes_big(chunk, 0, 4);
        picture->height = bytes_big(chunk, 4, 4);
    } else if (bytes_has(type, 0, "eXIf", 4)) {
        picture->exif = chunk;
    } else if (bytes_has(type, 0, "iTXt", 4) && picture->xmp.size == 0) {
        picture->xmp = international_text(chunk, xmp, sizeof xmp);
        if (picture->parameters.size == 0)
            picture->parameters = international_text(chunk, parameters, sizeof parameters);
    } else if (bytes_has(type, 0, "tEXt", 4) &&
               bytes_has(chunk, 0, parameters, sizeof parameters)) {
        picture->parameters = bytes_from(chunk, sizeof parameters, chunk.size);
    } else if (bytes_has(type, 0, "caBX", 4)) {
        picture_read_seal(chunk, picture);
    }
}

void
picture_read_png(struct bytes file, struct picture *picture)
{
    size_t at = 8;
    picture->cut = true;
    while (at + 12 <= file.size) {
        size_t size = bytes_big(file, at, 4);
        if (size > file.size - at - 12)
            return;
        struct bytes type = bytes_from(file, at + 4, 4);
        read_chunk(type, bytes_from(file, at + 8, size), picture);
        if (bytes_has(type, 0, "IEND", 4)) {
            picture->cut = picture->width == 0;
            return;
        }
        at += 12 + size;
    }
}
