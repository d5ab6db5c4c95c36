/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "described.h"

#include "fold.h"

#include "common/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const char *const openings[] = {" image de ",  " image d ",        " image of ",
                                       " photo of ",  " picture of ",     " photograph of ",
                                       " une image ", " photo montrant ", " image montrant "};

static const char *const endings[] = {".jpg", ".jpeg", ".png",  ".webp", ".gif",
                                      ".tif", ".tiff", ".heic", ".avif", ".svg"};

static size_t
characters(const char *text, size_t size)
{
    size_t count = 0;
    for (size_t i = 0; i < size; i++)
        count += ((unsigned char)text[i] & 0xc0) != 0x80;
    return count;
}

static bool
ends_like_file(const char *alt, size_t size)
{
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t length = strlen(endings[i]);
        if (size > length && strncasecmp(alt + size - length, endings[i], length) == 0)
            return memchr(alt, ' ', size) == NULL;
    }
    return false;
}

static bool
is_file(const char *words, const char *file)
{
    const char *dot = file ? strrchr(file, '.') : NULL;
    if (!file)
        return false;
    char *stem = fold_words(file, dot ? (size_t)(dot - file) : strlen(file));
    /* A file called "pont" is well named. */
    bool same = stem && strcmp(stem, words) == 0 && strpbrk(stem, "0123456789");
    free(stem);
    return same;
}

static bool
is_caption(const char *words, const char *caption, size_t size)
{
    char *other = caption && size > 0 ? fold_words(caption, size) : NULL;
    bool same = other && strcmp(other, words) == 0;
    free(other);
    return same;
}

const char *
described_wrong(
    const char *alt, size_t size, const char *file, const char *caption, size_t caption_size)
{
    size_t count = characters(alt, size);
    char *words = fold_words(alt, size);
    const char *wrong = NULL;
    if (!words)
        return NULL;
    if (ends_like_file(alt, size) || is_file(words, file))
        wrong = "name";
    else if (is_caption(words, caption, caption_size))
        wrong = "caption";
    else if (count < DESCRIBED_LEAST)
        wrong = "short";
    else if (count > DESCRIBED_MOST)
        wrong = "long";
    for (size_t i = 0; !wrong && i < sizeof openings / sizeof *openings; i++)
        if (strncmp(words, openings[i], strlen(openings[i])) == 0)
            wrong = "opening";
    free(words);
    return wrong;
}
