/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "picture.h"

#include <string.h>

#define SVG_HEAD 1024    /* bytes in which a drawing says that it is one */
#define MOST_BLOCKS 1000 /* Photoshop writes some dozens */

size_t
bytes_find(struct bytes of, size_t from, const char *what, size_t size)
{
    if (from >= of.size)
        return of.size;
    const uint8_t *found = memmem(of.data + from, of.size - from, what, size);
    return found ? (size_t)(found - of.data) : of.size;
}

void
picture_read_seal(struct bytes seal, struct picture *picture)
{
    static const char type[] = "rainedAlgorithmicMedia"; /* with composites of such media */
    if (bytes_find(seal, 0, type, sizeof type - 1) < seal.size)
        picture->trained = true;
}

/* "8BIM", a number, a name and a block, either filled up to an even size. */
void
picture_read_blocks(struct bytes blocks, struct picture *picture)
{
    size_t at = 0;
    for (size_t i = 0; i < MOST_BLOCKS && bytes_has(blocks, at, "8BIM", 4); i++) {
        uint32_t id = bytes_big(blocks, at + 4, 2);
        size_t name = bytes_big(blocks, at + 6, 1) + 1;
        size_t head = at + 6 + name + (name & 1);
        size_t size = bytes_big(blocks, head, 4);
        if (id == 0x0404 && picture->iim.size == 0)
            picture->iim = bytes_from(blocks, head + 4, size);
        if (head + 4 > blocks.size || size > blocks.size - head - 4)
            return;
        at = head + 4 + size + (size & 1);
    }
}

struct bytes
picture_find_packet(struct bytes file)
{
    static const char start[] = "<x:xmpmeta", end[] = "</x:xmpmeta>";
    size_t first = bytes_find(file, 0, start, sizeof start - 1);
    size_t last = bytes_find(file, first, end, sizeof end - 1);
    if (last >= file.size)
        return (struct bytes){file.data, 0};
    return bytes_from(file, first, last + sizeof end - 1 - first);
}

static bool
is_drawing(struct bytes file)
{
    struct bytes head = bytes_from(file, 0, SVG_HEAD);
    size_t at = bytes_has(head, 0, "\xef\xbb\xbf", 3) ? 3 : 0;
    while (at < head.size && strchr(" \t\r\n", head.data[at]) && head.data[at])
        at++;
    return bytes_has(head, at, "<", 1) && bytes_find(head, at, "<svg", 4) < head.size;
}

static bool
is_heif(struct bytes file)
{
    static const char *const brands[] = {"avif", "avis", "heic", "heix", "hevc",
                                         "hevx", "heim", "heis", "mif1", "msf1"};
    if (!bytes_has(file, 4, "ftyp", 4))
        return false;
    for (size_t i = 0; i < sizeof brands / sizeof *brands; i++)
        if (bytes_has(file, 8, brands[i], 4))
            return true;
    return false;
}

static enum picture_kind
kind_of(struct bytes file)
{
    if (bytes_has(file, 0, "\xff\xd8\xff", 3))
        return PICTURE_JPEG;
    if (bytes_has(file, 0, "\x89PNG\r\n\x1a\n", 8))
        return PICTURE_PNG;
    if (bytes_has(file, 0, "GIF87a", 6) || bytes_has(file, 0, "GIF89a", 6))
        return PICTURE_GIF;
    if (bytes_has(file, 0, "RIFF", 4) && bytes_has(file, 8, "WEBP", 4))
        return PICTURE_WEBP;
    if (bytes_has(file, 0, "II*\0", 4) || bytes_has(file, 0, "MM\0*", 4))
        return PICTURE_TIFF;
    if (is_heif(file))
        return PICTURE_HEIF;
    return is_drawing(file) ? PICTURE_DRAWING : PICTURE_NONE;
}

void
picture_read(struct bytes file, struct picture *ret)
{
    static void (*const read[])(struct bytes, struct picture *) = {
        [PICTURE_JPEG] = picture_read_jpeg, [PICTURE_PNG] = picture_read_png,
        [PICTURE_GIF] = picture_read_gif,   [PICTURE_WEBP] = picture_read_webp,
        [PICTURE_TIFF] = picture_read_tiff, [PICTURE_HEIF] = picture_read_heif,
        [PICTURE_DRAWING] = NULL,
    };
    const struct bytes none = {file.data, 0};
    *ret = (struct picture){
        .kind = kind_of(file), .exif = none, .iim = none, .xmp = none, .parameters = none};
    if (read[ret->kind])
        read[ret->kind](file, ret);
}
