/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "metadata.h"

#define MOST_DATASETS 4096

/* Record 2, the application record; IPTC-NAA Information Interchange Model 4.2. */
static bool
take(uint32_t dataset, struct bytes value, bool latin, struct metadata_block *block)
{
    static const struct {
        uint32_t dataset;
        enum metadata_field field;
    } fields[] = {{40, METADATA_INSTRUCTIONS}, {110, METADATA_CREDIT},      {115, METADATA_SOURCE},
                  {116, METADATA_COPYRIGHT},   {120, METADATA_DESCRIPTION}, {65, METADATA_TOOL}};
    if (dataset == 80)
        return metadata_name(&block->creators, value, latin);
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (fields[i].dataset == dataset && !block->text[fields[i].field])
            return metadata_take(value, latin, &block->text[fields[i].field]);
    return true;
}

/* Does dataset 1:90 announce Latin-1? Where it is silent, as it mostly is, what is valid UTF-8 and
   not ASCII is UTF-8 by any odds; where it announces UTF-8 and lies, the text is not valid. */
static bool
announces_latin(struct bytes charset)
{
    return bytes_has(charset, 0, "\x1b-A", 3) || bytes_has(charset, 0, "\x1b.A", 3);
}

/* A dataset: 0x1C, record, number, two bytes of size, value. */
bool
iim_read(struct bytes iim, struct metadata_block *ret)
{
    size_t at = 0;
    bool latin = false;
    for (size_t i = 0; i < MOST_DATASETS && bytes_has(iim, at, "\x1c", 1); i++) {
        uint32_t record = bytes_big(iim, at + 1, 1), dataset = bytes_big(iim, at + 2, 1);
        size_t size = bytes_big(iim, at + 3, 2), head = 5;
        if (size & 0x8000) { /* the size of the size */
            size_t width = size & 0x7fff;
            if (width > 4)
                return true;
            size = bytes_big(iim, at + 5, width);
            head += width;
        }
        if (iim.size - at < head || size > iim.size - at - head)
            return true;
        struct bytes value = bytes_from(iim, at + head, size);
        if (record == 1 && dataset == 90)
            latin = announces_latin(value);
        if (record == 2 && !take(dataset, value, latin, ret))
            return false;
        at += head + size;
    }
    return true;
}
