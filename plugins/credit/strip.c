/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "strip.h"

#include <stdlib.h>

#define GPS_TAG 0x8825
#define MOST_ENTRIES 512

/* A TIFF block that may be written, within a copy of the file. */
struct block {
    uint8_t *data;
    size_t size;
    bool little;
};

static struct bytes
bytes_of(const struct block *block)
{
    return (struct bytes){block->data, block->size};
}

static uint32_t
number(const struct block *block, size_t at, size_t width)
{
    return bytes_number(bytes_of(block), at, width, block->little);
}

static void
put_number(const struct block *block, size_t at, uint32_t value)
{
    block->data[at + !block->little] = (uint8_t)value;
    block->data[at + block->little] = (uint8_t)(value >> 8);
}

/* The entries of the directory at `at`, 0 where it is not whole. */
static size_t
entries_at(const struct block *block, size_t at)
{
    size_t count = number(block, at, 2);
    if (at < 8 || at + 2 > block->size || count > MOST_ENTRIES ||
        count * 12 + 4 > block->size - at - 2)
        return 0;
    return count;
}

/* Empties the directory of places, and the values that lie outside it. */
static void
empty_directory(const struct block *block, size_t at)
{
    static const uint8_t widths[] = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8};
    size_t count = entries_at(block, at);
    for (size_t i = 0; i < count; i++) {
        size_t entry = at + 2 + i * 12;
        uint32_t type = number(block, entry + 2, 2);
        uint64_t size =
            (uint64_t)number(block, entry + 4, 4) * (type < sizeof widths ? widths[type] : 0);
        size_t place = number(block, entry + 8, 4);
        if (size > 4 && place >= 8 && place <= block->size && size <= block->size - place)
            memset(block->data + place, 0, size);
    }
    if (count > 0)
        memset(block->data + at, 0, 2 + count * 12);
}

static bool
strip_exif(uint8_t *data, size_t size)
{
    struct block block = {data, size, false};
    block.little = bytes_has(bytes_of(&block), 0, "II*\0", 4);
    if (!block.little && !bytes_has(bytes_of(&block), 0, "MM\0*", 4))
        return false;
    size_t at = number(&block, 4, 4), count = entries_at(&block, at);
    for (size_t i = 0; i < count; i++) {
        size_t entry = at + 2 + i * 12;
        if (number(&block, entry, 2) != GPS_TAG)
            continue;
        size_t places = number(&block, entry + 8, 4);
        /* One that lies upon the first directory is no directory of places. */
        if (places >= at + 2 + count * 12 + 4 || places + 2 <= at)
            empty_directory(&block, places);
        size_t behind = (count - i - 1) * 12 + 4; /* with the next directory's place */
        memmove(data + entry, data + entry + 12, behind);
        memset(data + entry + behind, 0, 12);
        put_number(&block, at, (uint32_t)count - 1);
        return true;
    }
    return false;
}

/* A packet's characters as far as they are ASCII, one byte each, whatever its encoding. */
struct view {
    char *text;
    size_t count, width;
    bool little;
};

static bool
look(struct bytes packet, struct view *ret)
{
    uint32_t first = bytes_big(packet, 0, 2);
    ret->width =
        first == 0xfeff || first == 0xfffe || first >> 8 == 0 || (first & 0xff) == 0 ? 2 : 1;
    ret->little = first == 0xfffe || (first & 0xff) == 0;
    ret->count = packet.size / ret->width;
    ret->text = malloc(ret->count + 1);
    if (!ret->text)
        return false;
    for (size_t i = 0; i < ret->count; i++) {
        uint32_t c = bytes_number(packet, i * ret->width, ret->width, ret->little);
        ret->text[i] = c > 0 && c < 0x80 ? (char)c : '?';
    }
    ret->text[ret->count] = '\0';
    return true;
}

/* The end of the property whose name is at `at`: behind the value of an attribute, behind the end
   of an element. `*ret_start` is where it begins. NULL where the packet breaks off. */
static const char *
property_end(const char *text, const char *at, const char **ret_start)
{
    size_t name = strcspn(at, " \t\r\n=/>");
    const char *behind = at + name + strspn(at + name, " \t\r\n");
    *ret_start = at;
    if (at == text || at[-1] != '<') { /* exif:GPSLatitude="…" */
        if (*behind != '=')
            return NULL;
        behind += 1 + strspn(behind + 1, " \t\r\n");
        const char *end = *behind == '"' || *behind == '\'' ? strchr(behind + 1, *behind) : NULL;
        return end ? end + 1 : NULL;
    }
    *ret_start = at - 1;
    const char *close = strchr(behind, '>');
    if (!close)
        return NULL;
    if (close[-1] == '/')
        return close + 1;
    for (const char *end = close; (end = strstr(end, "</")) != NULL; end += 2)
        if (strncmp(end + 2, at, name) == 0 && (end[2 + name] == '>' || end[2 + name] == ' ')) {
            close = strchr(end, '>');
            return close ? close + 1 : NULL;
        }
    return NULL;
}

static bool
strip_xmp(struct bytes packet, uint8_t *data, bool *ret_failed)
{
    struct view view;
    bool changed = false;
    if (!look(packet, &view)) {
        *ret_failed = true;
        return false;
    }
    for (const char *at = view.text; (at = strstr(at, "exif:GPS")) != NULL;) {
        const char *start, *end = property_end(view.text, at, &start);
        if (!end)
            break;
        for (size_t i = (size_t)(start - view.text); i < (size_t)(end - view.text); i++) {
            data[i * view.width] = view.width == 2 && !view.little ? 0 : ' ';
            if (view.width == 2)
                data[i * 2 + 1] = view.little ? 0 : ' ';
        }
        changed = true;
        at = end;
    }
    free(view.text);
    return changed;
}

/* PNG ends each chunk with a sum of it (ISO 15948, annex D). */
static uint32_t
sum_of(const uint8_t *data, size_t size)
{
    uint32_t sum = UINT32_MAX;
    for (size_t i = 0; i < size; i++) {
        sum ^= data[i];
        for (int bit = 0; bit < 8; bit++)
            sum = sum >> 1 ^ (sum & 1 ? UINT32_C(0xedb88320) : 0);
    }
    return ~sum;
}

static void
sum_chunks(struct bytes file, uint8_t *copy)
{
    for (size_t at = 8; at + 12 <= file.size;) {
        size_t size = bytes_big(file, at, 4);
        if (size > file.size - at - 12)
            return;
        if (memcmp(copy + at, file.data + at, size + 12) != 0) {
            uint32_t sum = sum_of(copy + at + 4, size + 4);
            for (int i = 0; i < 4; i++)
                copy[at + 8 + size + (size_t)i] = (uint8_t)(sum >> (24 - 8 * i));
        }
        at += 12 + size;
    }
}

bool
strip_places(const struct picture *picture, struct bytes file, uint8_t *copy, bool *ret_failed)
{
    bool changed = false;
    *ret_failed = false;
    if (picture->exif.size > 0)
        changed = strip_exif(copy + (picture->exif.data - file.data), picture->exif.size);
    if (picture->xmp.size > 0)
        changed =
            strip_xmp(picture->xmp, copy + (picture->xmp.data - file.data), ret_failed) || changed;
    if (changed && picture->kind == PICTURE_PNG)
        sum_chunks(file, copy);
    return changed;
}
