/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CREDIT_BYTES_H
#define CREDIT_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Bytes of somebody's file. Reading behind their end gives zero. */
struct bytes {
    const uint8_t *data;
    size_t size;
};

/* At most `size` bytes from `at`. */
static inline struct bytes
bytes_from(struct bytes of, size_t at, size_t size)
{
    if (at > of.size)
        at = of.size;
    return (struct bytes){of.data + at, size < of.size - at ? size : of.size - at};
}

static inline bool
bytes_has(struct bytes of, size_t at, const char *what, size_t size)
{
    return at <= of.size && of.size - at >= size && memcmp(of.data + at, what, size) == 0;
}

static inline uint32_t
bytes_number(struct bytes of, size_t at, size_t width, bool little)
{
    uint32_t number = 0;
    if (at > of.size || of.size - at < width)
        return 0;
    for (size_t i = 0; i < width; i++)
        number = number << 8 | of.data[little ? at + width - 1 - i : at + i];
    return number;
}

static inline uint32_t
bytes_big(struct bytes of, size_t at, size_t width)
{
    return bytes_number(of, at, width, false);
}

static inline uint32_t
bytes_little(struct bytes of, size_t at, size_t width)
{
    return bytes_number(of, at, width, true);
}

/* The first place of `what` at or after `from`, or the size. */
size_t bytes_find(struct bytes of, size_t from, const char *what, size_t size);

#endif
