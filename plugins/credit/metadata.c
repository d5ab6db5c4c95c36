/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "metadata.h"

#include "exif.h"

#include "common/utf8.h"
#include "marbre/plugin.h"

#include <stdlib.h>
#include <string.h>

/* Windows-1252 where it is not Latin-1; what it leaves open is a replacement character. */
static const uint16_t windows[32] = {
    0x20ac, 0xfffd, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0xfffd, 0x017d, 0xfffd, 0xfffd, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0xfffd, 0x017e, 0x0178,
};

/* The bytes of the character at `at`, 0 where no valid one is. */
static size_t
valid_at(struct bytes text, size_t at)
{
    uint8_t first = text.data[at];
    size_t length = first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    if (length == 0 || first > 0xf4 || length > text.size - at)
        return 0;
    for (size_t i = 1; i < length; i++)
        if ((text.data[at + i] & 0xc0) != 0x80)
            return 0;
    uint32_t c = utf8_at((const char *)text.data, text.size, at, NULL);
    if ((length == 3 && c < 0x800) || (length == 4 && (c < 0x10000 || c > 0x10ffff)) ||
        (c >= 0xd800 && c < 0xe000))
        return 0;
    return length;
}

bool
metadata_is_text(struct bytes text)
{
    size_t at = 0, length;
    while (at < text.size && (length = valid_at(text, at)) > 0)
        at += length;
    return at == text.size;
}

/* A value that was cut at a limit of bytes may end within a character, and is UTF-8 yet. */
static bool
is_valid(struct bytes text)
{
    size_t at = 0, length;
    while (at < text.size && (length = valid_at(text, at)) > 0)
        at += length;
    return at == text.size ||
           (text.size >= METADATA_BYLINE - 1 && text.size - at < 4 && text.data[at] >= 0xc2 &&
            (at + 1 == text.size || (text.data[at + 1] & 0xc0) == 0x80));
}

static uint32_t
next_character(struct bytes text, bool latin, size_t *at)
{
    uint8_t first = text.data[*at];
    size_t length = latin ? 1 : valid_at(text, *at);
    uint32_t c = first;
    if (length > 1)
        c = utf8_at((const char *)text.data, text.size, *at, NULL);
    else if (length == 1 && first >= 0x80 && first < 0xa0)
        c = windows[first - 0x80];
    else if (length == 0)
        c = 0; /* the head of a character that was cut off */
    *at += length ? length : 1;
    return c < ' ' || (c >= 0x7f && c < 0xa0) ? ' ' : c;
}

bool
metadata_take(struct bytes text, bool latin, char **ret)
{
    const uint8_t *nul = text.size ? memchr(text.data, 0, text.size) : NULL;
    if (nul)
        text.size = (size_t)(nul - text.data);
    if (text.size > METADATA_MOST_TEXT)
        text.size = METADATA_MOST_TEXT;
    latin = latin || !is_valid(text);
    char *out = malloc(text.size * 3 + 4);
    size_t length = 0;
    *ret = NULL;
    if (!out)
        return false;
    for (size_t at = 0; at < text.size && length < METADATA_MOST_TEXT - 4;) {
        uint32_t c = next_character(text, latin, &at);
        if (c != ' ' || (length > 0 && out[length - 1] != ' '))
            length += utf8_put(c, out + length);
    }
    while (length > 0 && out[length - 1] == ' ')
        length--;
    out[length] = '\0';
    if (length == 0)
        free(out);
    else
        *ret = out;
    return true;
}

bool
metadata_name(struct metadata_names *names, struct bytes text, bool latin)
{
    char *name;
    if (names->count == METADATA_MOST_NAMES)
        return true;
    if (!metadata_take(text, latin, &name))
        return false;
    if (name)
        names->at[names->count++] = name;
    return true;
}

/* Artists stand in one text, with semicolons between them. */
static bool
read_artists(struct bytes artist, struct metadata_names *names)
{
    const uint8_t *nul = artist.size ? memchr(artist.data, 0, artist.size) : NULL;
    if (nul)
        artist.size = (size_t)(nul - artist.data);
    for (size_t at = 0; at < artist.size;) {
        size_t end = bytes_find(artist, at, ";", 1);
        if (!metadata_name(names, bytes_from(artist, at, end - at), false))
            return false;
        at = end + 1;
    }
    return true;
}

static bool
read_exif(struct bytes block, struct metadata_block *ret)
{
    struct exif exif;
    exif_read(block, &exif);
    return read_artists(exif.artist, &ret->creators) &&
           metadata_take(exif.copyright, false, &ret->text[METADATA_COPYRIGHT]) &&
           metadata_take(exif.description, false, &ret->text[METADATA_DESCRIPTION]) &&
           metadata_take(exif.software, false, &ret->text[METADATA_TOOL]);
}

int32_t
metadata_read(const struct picture *picture, struct metadata *ret)
{
    *ret = (struct metadata){.trained = picture->trained};
    if (!read_exif(picture->exif, &ret->exif) || !iim_read(picture->iim, &ret->iim))
        return MBR_E_NOMEM;
    if (picture->parameters.size > 0 && !ret->exif.text[METADATA_TOOL] &&
        !metadata_take((struct bytes){(const uint8_t *)"Stable Diffusion", 16}, false,
                       &ret->exif.text[METADATA_TOOL]))
        return MBR_E_NOMEM;
    return picture->xmp.size > 0 ? xmp_read(picture->xmp, ret) : MBR_OK;
}

static void
clear_block(struct metadata_block *block)
{
    for (size_t i = 0; i < block->creators.count; i++)
        free(block->creators.at[i]);
    for (size_t i = 0; i < METADATA_FIELDS; i++)
        free(block->text[i]);
}

void
metadata_clear(struct metadata *metadata)
{
    clear_block(&metadata->xmp);
    clear_block(&metadata->iim);
    clear_block(&metadata->exif);
}

const char *
metadata_text(const struct metadata *metadata, enum metadata_field field)
{
    if (metadata->xmp.text[field])
        return metadata->xmp.text[field];
    return metadata->iim.text[field] ? metadata->iim.text[field] : metadata->exif.text[field];
}

const struct metadata_names *
metadata_creators(const struct metadata *metadata)
{
    if (metadata->xmp.creators.count > 0)
        return &metadata->xmp.creators;
    return metadata->iim.creators.count > 0 ? &metadata->iim.creators : &metadata->exif.creators;
}

bool
metadata_is_signed(const struct metadata *metadata)
{
    return metadata_creators(metadata)->count > 0 || metadata_text(metadata, METADATA_CREDIT) ||
           metadata_text(metadata, METADATA_COPYRIGHT);
}
