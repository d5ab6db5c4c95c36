/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef COMMON_UTF8_H
#define COMMON_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Walking text that the host lends: valid UTF-8 without NUL. A place is a byte offset. */

/** The same for a character beyond ASCII; the text goes on for `left` bytes, one at least. */
uint32_t utf8_at_beyond(const char *at, size_t left, size_t *ret_length);

/** The character at `at`, and its bytes in `ret_length` (nullable); 0 and 0 at the end. */
static inline uint32_t
utf8_at(const char *data, size_t size, size_t at, size_t *ret_length)
{
    if (at < size && (uint8_t)data[at] >= 0x80)
        return utf8_at_beyond(data + at, size - at, ret_length);
    if (ret_length)
        *ret_length = at < size;
    return at < size ? (uint8_t)data[at] : 0;
}

/** The character that ends at `at`, and its bytes; 0 and 0 at the start. */
uint32_t utf8_before(const char *data, size_t at, size_t *ret_length);

/** The same for a character beyond ASCII. */
bool utf8_is_letter_beyond(uint32_t c);

static inline bool
utf8_is_letter(uint32_t c)
{
    return c < 0x80 ? ((c | 0x20) - 'a') < 26 : utf8_is_letter_beyond(c);
}

static inline bool
utf8_is_digit(uint32_t c)
{
    return c >= '0' && c <= '9';
}

bool utf8_is_lower(uint32_t c);

/** White space of any kind, U+00A0 and its like included. */
static inline bool
utf8_is_space(uint32_t c)
{
    if (c <= ' ')
        return c == ' ' || (c >= '\t' && c <= '\r');
    return c == 0xa0 || (c >= 0x2000 && c <= 0x200a) || c == 0x202f || c == 0x2028 || c == 0x2029 ||
           c == 0x205f || c == 0x3000 || c == 0x1680;
}

/** ' and the signs that stand for it. */
bool utf8_is_apostrophe(uint32_t c);

/** The same for a character beyond ASCII. */
uint32_t utf8_lower_beyond(uint32_t c);

/** The lower-case letter of `c`, or `c`; Latin, Greek and Cyrillic. */
static inline uint32_t
utf8_lower(uint32_t c)
{
    if (c < 0x80)
        return c >= 'A' && c <= 'Z' ? c + 32 : c;
    return utf8_lower_beyond(c);
}

static inline bool
utf8_is_upper(uint32_t c)
{
    return utf8_lower(c) != c;
}

/** The capital letter of `c`, or `c`; Latin letters of western Europe. */
uint32_t utf8_upper(uint32_t c);

/** Write `c` at `out`, which has room for four bytes; the number written. */
size_t utf8_put(uint32_t c, char *out);

/** The end of the letters at `at`, which is where a character begins; `at` where there are none. */
size_t utf8_letters_end(const char *data, size_t size, size_t at);

/** The first place at or after `at` that is not white space; before it, the last one. */
size_t utf8_skip_space(const char *data, size_t size, size_t at);
size_t utf8_back_space(const char *data, size_t at);

/** The end of the word at `at`, the start of the word that ends at `at`: letters and digits,
 *  with the hyphens and apostrophes between them. */
size_t utf8_word_end(const char *data, size_t size, size_t at);
size_t utf8_word_start(const char *data, size_t at);

/** The longest head of at most `most` bytes that ends with a whole character. */
size_t utf8_cut(const char *data, size_t size, size_t most);

#endif
