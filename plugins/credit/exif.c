/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "exif.h"

#define MOST_ENTRIES 512

struct entry {
    uint32_t tag, type, count;
    struct bytes value; /* empty where it lies outside */
};

static size_t
width_of(uint32_t type)
{
    static const uint8_t widths[] = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8};
    return type < sizeof widths ? widths[type] : 0;
}

static struct entry
entry_at(struct bytes block, size_t at, bool little)
{
    struct entry entry = {.tag = bytes_number(block, at, 2, little),
                          .type = bytes_number(block, at + 2, 2, little),
                          .count = bytes_number(block, at + 4, 4, little),
                          .value = {block.data, 0}};
    uint64_t size = (uint64_t)entry.count * width_of(entry.type);
    size_t place = size <= 4 ? at + 8 : bytes_number(block, at + 8, 4, little);
    if (place <= block.size && size <= block.size - place)
        entry.value = bytes_from(block, place, size);
    return entry;
}

static void
take(const struct entry *entry, bool little, struct exif *exif)
{
    const struct {
        uint32_t tag;
        struct bytes *place;
    } texts[] = {{0x010e, &exif->description}, {0x0131, &exif->software}, {0x013b, &exif->artist},
                 {0x8298, &exif->copyright},   {700, &exif->xmp},         {33723, &exif->iim},
                 {34377, &exif->blocks}};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (entry->tag == texts[i].tag)
            *texts[i].place = entry->value;
    uint32_t number = bytes_number(entry->value, 0, entry->type == 3 ? 2 : 4, little);
    if (entry->tag == 0x0100)
        exif->width = number;
    if (entry->tag == 0x0101)
        exif->height = number;
}

void
exif_read(struct bytes block, struct exif *ret)
{
    const struct bytes none = {block.data, 0};
    *ret = (struct exif){.artist = none,
                         .copyright = none,
                         .description = none,
                         .software = none,
                         .xmp = none,
                         .iim = none,
                         .blocks = none};
    bool little = bytes_has(block, 0, "II*\0", 4);
    size_t at = bytes_number(block, 4, 4, little);
    ret->cut = (!little && !bytes_has(block, 0, "MM\0*", 4)) || at < 8 || at + 2 > block.size;
    if (ret->cut)
        return;
    size_t count = bytes_number(block, at, 2, little);
    ret->cut = count == 0 || count > MOST_ENTRIES || count * 12 > block.size - at - 2;
    for (size_t i = 0; !ret->cut && i < count; i++) {
        struct entry entry = entry_at(block, at + 2 + i * 12, little);
        take(&entry, little, ret);
    }
}
