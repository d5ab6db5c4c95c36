/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "exif.h"
#include "picture.h"

/* In which metadata of a container are looked for; they stand at its head. */
#define HEIF_HEAD ((size_t)4 << 20)

void
picture_read_gif(struct bytes file, struct picture *picture)
{
    size_t end = file.size;
    picture->width = bytes_little(file, 6, 2);
    picture->height = bytes_little(file, 8, 2);
    while (end > 13 && file.data[end - 1] == 0) /* some writers fill up */
        end--;
    picture->cut = end <= 13 || file.data[end - 1] != ';';
    size_t packet = bytes_find(file, 0, "XMP DataXMP", 11);
    if (packet < file.size)
        picture->xmp = picture_find_packet(bytes_from(file, packet, file.size));
}

static void
read_webp_chunk(struct bytes type, struct bytes chunk, struct picture *picture)
{
    if (bytes_has(type, 0, "VP8X", 4)) {
        picture->width = bytes_little(chunk, 4, 3) + 1;
        picture->height = bytes_little(chunk, 7, 3) + 1;
    } else if (bytes_has(type, 0, "VP8 ", 4) && picture->width == 0) {
        picture->width = bytes_little(chunk, 6, 2) & 0x3fff;
        picture->height = bytes_little(chunk, 8, 2) & 0x3fff;
    } else if (bytes_has(type, 0, "VP8L", 4) && picture->width == 0) {
        uint32_t sides = bytes_little(chunk, 1, 4);
        picture->width = (sides & 0x3fff) + 1;
        picture->height = (sides >> 14 & 0x3fff) + 1;
    } else if (bytes_has(type, 0, "EXIF", 4)) {
        picture->exif =
            bytes_has(chunk, 0, "Exif\0\0", 6) ? bytes_from(chunk, 6, chunk.size) : chunk;
    } else if (bytes_has(type, 0, "XMP ", 4)) {
        picture->xmp = chunk;
    } else if (bytes_has(type, 0, "C2PA", 4)) {
        picture_read_seal(chunk, picture);
    }
}

void
picture_read_webp(struct bytes file, struct picture *picture)
{
    size_t at = 12;
    picture->cut = bytes_little(file, 4, 4) > file.size - 8;
    while (at + 8 <= file.size) {
        size_t size = bytes_little(file, at + 4, 4);
        if (size > file.size - at - 8) {
            picture->cut = true;
            break;
        }
        read_webp_chunk(bytes_from(file, at, 4), bytes_from(file, at + 8, size), picture);
        at += 8 + size + (size & 1);
    }
    picture->cut = picture->cut || picture->width == 0;
}

void
picture_read_tiff(struct bytes file, struct picture *picture)
{
    struct exif exif;
    picture->exif = file;
    exif_read(file, &exif);
    picture->width = exif.width;
    picture->height = exif.height;
    picture->xmp = exif.xmp;
    picture->iim = exif.iim;
    if (picture->iim.size == 0)
        picture_read_blocks(exif.blocks, picture);
    picture->cut = exif.cut || exif.width == 0;
}

/* The sides stand in a property of the picture's item: version and flags, width, height. */
static void
read_sides(struct bytes head, struct picture *picture)
{
    for (size_t at = 0; (at = bytes_find(head, at, "ispe", 4)) < head.size; at += 4) {
        uint64_t width = bytes_big(head, at + 8, 4), height = bytes_big(head, at + 12, 4);
        if (width * height > picture->width * picture->height) {
            picture->width = width;
            picture->height = height;
        }
    }
}

void
picture_read_heif(struct bytes file, struct picture *picture)
{
    struct bytes head = bytes_from(file, 0, HEIF_HEAD);
    size_t at = 0;
    while (file.size - at >= 8) {
        uint64_t size = bytes_big(file, at, 4);
        if (size == 1)
            size = (uint64_t)bytes_big(file, at + 8, 4) << 32 | bytes_big(file, at + 12, 4);
        if (size == 0) /* to the end */
            size = file.size - at;
        if (size < 8 || size > file.size - at)
            break;
        at += size;
    }
    picture->cut = at < file.size;
    read_sides(head, picture);
    picture->xmp = picture_find_packet(head);
    picture_read_seal(head, picture);
    size_t exif = bytes_find(head, 0, "Exif\0\0", 6);
    if (exif < head.size)
        picture->exif = bytes_from(head, exif + 6, head.size);
}
