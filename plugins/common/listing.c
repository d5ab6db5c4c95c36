/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "listing.h"

#include "utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define LONGEST_PLACE 128
#define LONGEST_WORDS 512

int32_t
listing_open(
    listing *of, const services *host, const mbr_config *config, const char *option, size_t index)
{
    *of = (listing){.host = host};
    if (host->config->count(config, option) <= index)
        return MBR_E_NOTFOUND;
    int32_t result = host->config->get_text(config, option, index, &of->path);
    if (result >= 0)
        result = host->config->get_file(config, option, index, &of->blob);
    if (result < 0)
        return result;
    host->repo->bytes(of->blob, &of->bytes);
    mbr_value whole = {.struct_size = sizeof whole};
    return host->repo->value(of->blob, "", &whole);
}

void
listing_close(listing *of)
{
    if (of->blob)
        of->host->repo->release(of->blob);
    of->blob = NULL;
}

mbr_value
listing_get(const listing *of, const char *where, ...)
{
    char place[LONGEST_PLACE];
    va_list args;
    va_start(args, where);
    int length = vsnprintf(place, sizeof place, where, args);
    va_end(args);
    mbr_value value = {.struct_size = sizeof value};
    if (length < 0 || (size_t)length >= sizeof place ||
        of->host->repo->value(of->blob, place, &value) < 0)
        return (mbr_value){.struct_size = sizeof value};
    return value;
}

void
listing_fault(listing *of, const mbr_value *at, const char *format, ...)
{
    if (of->fault[0] != '\0')
        return;
    size_t line = 1, column = 1;
    for (size_t i = 0; i < at->span.start && i < of->bytes.size; i++) {
        uint8_t byte = (uint8_t)of->bytes.data[i];
        column = byte == '\n' ? 1 : column + ((byte & 0xc0) != 0x80);
        line += byte == '\n';
    }
    int length = snprintf(of->fault, sizeof of->fault,
                          "%.*s:%zu:%zu: ", (int)utf8_cut(of->path.data, of->path.size, 160),
                          of->path.data, line, column);
    va_list args;
    va_start(args, format);
    vsnprintf(of->fault + length, sizeof of->fault - (size_t)length, format, args);
    va_end(args);
    size_t size = strlen(of->fault);
    if (size == sizeof of->fault - 1) /* it may be cut within a character */
        of->fault[utf8_cut(of->fault, size, size - 4)] = '\0';
}

int
listing_choice(const char *list, mbr_text text)
{
    int which = 0;
    for (const char *at = list + 1; *at != '\0'; which++) {
        const char *end = strchr(at, ' ');
        if ((size_t)(end - at) == text.size && memcmp(at, text.data, text.size) == 0)
            return which;
        at = end + 1;
    }
    return -1;
}

bool
listing_knows(listing *of,
              const mbr_value *map,
              const char *where,
              const char *known,
              bool (*also)(mbr_text key))
{
    for (uint64_t i = 0; i < map->count; i++) {
        mbr_text key;
        if (of->host->repo->value_key(of->blob, where, (size_t)i, &key) < 0)
            continue;
        if (listing_choice(known, key) >= 0 || (also && also(key)))
            continue;
        mbr_value at = listing_get(of, "%s%s%.*s", where, where[0] == '\0' ? "" : ".",
                                   (int)utf8_cut(key.data, key.size, 60), key.data);
        listing_fault(of, at.span.end > 0 ? &at : map, "there is no key %.*s here, only%.*s",
                      (int)utf8_cut(key.data, key.size, 60), key.data, (int)strlen(known) - 1,
                      known);
        return false;
    }
    return true;
}

bool
listing_is_words(const mbr_value *value)
{
    if (value->type < MBR_VALUE_BOOL || value->type > MBR_VALUE_TEXT ||
        value->text.size > LONGEST_WORDS)
        return false;
    for (size_t at = 0, length; at < value->text.size; at += length) {
        uint32_t c = utf8_at(value->text.data, value->text.size, at, &length);
        if (utf8_is_letter(c) || utf8_is_digit(c))
            return true;
    }
    return false;
}
