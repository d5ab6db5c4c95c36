/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "picture.h"

#define EXIF "Exif\0\0"
#define XMP "http://ns.adobe.com/xap/1.0/\0"
#define PHOTOSHOP "Photoshop 3.0\0"
#define SIZE(text) (sizeof(text) - 1)

static bool
starts_frame(uint8_t marker)
{
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

static void
read_segment(uint8_t marker, struct bytes segment, struct picture *picture)
{
    if (starts_frame(marker) && picture->width == 0) {
        picture->height = bytes_big(segment, 1, 2);
        picture->width = bytes_big(segment, 3, 2);
    } else if (marker == 0xe1 && bytes_has(segment, 0, EXIF, SIZE(EXIF))) {
        if (picture->exif.size == 0)
            picture->exif = bytes_from(segment, SIZE(EXIF), segment.size);
    } else if (marker == 0xe1 && bytes_has(segment, 0, XMP, SIZE(XMP))) {
        if (picture->xmp.size == 0)
            picture->xmp = bytes_from(segment, SIZE(XMP), segment.size);
    } else if (marker == 0xed && bytes_has(segment, 0, PHOTOSHOP, SIZE(PHOTOSHOP))) {
        picture_read_blocks(bytes_from(segment, SIZE(PHOTOSHOP), segment.size), picture);
    } else if (marker == 0xeb && bytes_has(segment, 0, "JP", 2)) {
        picture_read_seal(segment, picture);
    }
}

/* The picture's last marker. Cameras and editors append things of their own behind it. */
static bool
has_end(struct bytes file, size_t from)
{
    static const char end[] = "\xff\xd9";
    if (file.size - from >= 2 && bytes_has(file, file.size - 2, end, 2))
        return true;
    return bytes_find(file, from, end, 2) < file.size;
}

void
picture_read_jpeg(struct bytes file, struct picture *picture)
{
    size_t at = 2;
    while (at + 4 <= file.size && file.data[at] == 0xff) {
        uint8_t marker = file.data[at + 1];
        if (marker == 0xff) { /* fill */
            at++;
            continue;
        }
        if (marker == 0x01 || (marker >= 0xd0 && marker <= 0xd7)) { /* stand alone */
            at += 2;
            continue;
        }
        size_t size = bytes_big(file, at + 2, 2);
        if (marker == 0xd9 || size < 2 || size > file.size - at - 2)
            break;
        read_segment(marker, bytes_from(file, at + 4, size - 2), picture);
        at += 2 + size;
        if (marker == 0xda) {
            picture->cut = picture->width == 0 || !has_end(file, at);
            return;
        }
    }
    picture->cut = true;
}
