/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "untouchable.h"

#include "utf8.h"

#include <string.h>

#define FARTHEST 2048 /* bytes on either side that are looked at */

/* The bytes around, up to white space or a quotation mark. */
static mbr_text
token_around(const mbr_text *text, mbr_span words)
{
    size_t start = words.start, end = words.end, length;
    while (start > 0 && words.start - start < FARTHEST) {
        uint32_t c = utf8_before(text->data, start, &length);
        if (utf8_is_space(c) || c == 0xab || c == 0xbb || c == 0x201c || c == 0x201d)
            break;
        start -= length;
    }
    while (end < text->size && end - words.end < FARTHEST) {
        uint32_t c = utf8_at(text->data, text->size, end, &length);
        if (utf8_is_space(c) || c == 0xab || c == 0xbb || c == 0x201c || c == 0x201d)
            break;
        end += length;
    }
    return (mbr_text){text->data + start, end - start};
}

static bool
is_address(mbr_text token)
{
    if (memmem(token.data, token.size, "://", 3) || memmem(token.data, token.size, "www.", 4))
        return true;
    const char *at = memchr(token.data, '@', token.size);
    if (at)
        return true;
    /* exemple.fr/chemin */
    const char *slash = memchr(token.data, '/', token.size);
    const char *stop = slash ? memchr(token.data, '.', (size_t)(slash - token.data)) : NULL;
    return stop != NULL;
}

/* `{{< figure title="…" >}}` */
static bool
is_in_shortcode(const mbr_text *text, size_t at)
{
    for (size_t i = at; i >= 2 && at - i < FARTHEST; i--) {
        if (memcmp(text->data + i - 2, "}}", 2) == 0)
            return false;
        if (memcmp(text->data + i - 2, "{{", 2) == 0)
            return true;
    }
    return false;
}

bool
untouchable(const mbr_text *text, mbr_span words)
{
    uint32_t before = utf8_before(text->data, words.start, NULL);
    uint32_t after = utf8_at(text->data, text->size, words.end, NULL);
    if (before == '#' || before == '_' || after == '_')
        return true;
    size_t length, next;
    (void)utf8_at(text->data, text->size, words.end, &length);
    uint32_t behind = utf8_at(text->data, text->size, words.end + length, &next);
    if (after == '.' && behind < 0x80 && (utf8_is_lower(behind) || utf8_is_digit(behind)))
        return true; /* exemple.fr */
    return is_address(token_around(text, words)) || is_in_shortcode(text, words.start);
}

static bool
is_hyphen(uint32_t c)
{
    return c == '-' || c == 0x2010 || c == 0x2011;
}

bool
is_part_of_word(const mbr_text *text, mbr_span words)
{
    size_t length;
    uint32_t c = utf8_before(text->data, words.start, &length);
    if (is_hyphen(c) && utf8_is_letter(utf8_before(text->data, words.start - length, NULL)))
        return true;
    c = utf8_at(text->data, text->size, words.end, &length);
    return is_hyphen(c) &&
           utf8_is_letter(utf8_at(text->data, text->size, words.end + length, NULL));
}
