/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "buffer.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void
buffer_clear(buffer *of)
{
    free(of->data);
    *of = (buffer){0};
}

static bool
make_room(buffer *of, size_t more)
{
    size_t wanted = of->room ? of->room : 4096;
    if (of->failed || more > SIZE_MAX / 4 - of->size) {
        of->failed = true;
        return false;
    }
    while (wanted - of->size < more)
        wanted *= 2;
    if (wanted == of->room)
        return true;
    char *grown = realloc(of->data, wanted);
    if (!grown) {
        of->failed = true;
        return false;
    }
    of->data = grown;
    of->room = wanted;
    return true;
}

void
buffer_put(buffer *of, const char *data, size_t size)
{
    if (size == 0 || !make_room(of, size))
        return;
    memcpy(of->data + of->size, data, size);
    of->size += size;
}

void
buffer_say(buffer *of, const char *text)
{
    buffer_put(of, text, strlen(text));
}

void
buffer_format(buffer *of, const char *format, ...)
{
    char text[512];
    va_list arguments;
    va_start(arguments, format);
    int size = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (size < 0 || (size_t)size >= sizeof text)
        of->failed = true;
    else
        buffer_put(of, text, (size_t)size);
}

/* Bytes that begin what is looked at closely; most text is none of these and goes in long runs. */
/* clang-format off */
static const bool is_special[256] = {
    1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, /* 00 */
    1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, /* 10 */
    0, 0, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, /* 20 */
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0, /* 30 */
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, /* 40 */
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, /* 50 */
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, /* 60 */
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, /* 70 */
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, /* 80 */
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, /* 90 */
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, /* A0 */
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, /* B0 */
    0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, /* C0 */
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, /* D0 */
    0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, /* E0 */
    1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, /* F0 */
};
/* clang-format on */

/* Where the next of them stands, or the end. */
static size_t
find_special(mbr_text text, size_t at)
{
    const unsigned char *bytes = (const unsigned char *)text.data;
    while (text.size - at >= 4 && at <= text.size &&
           !(is_special[bytes[at]] | is_special[bytes[at + 1]] | is_special[bytes[at + 2]] |
             is_special[bytes[at + 3]]))
        at += 4;
    while (at < text.size && !is_special[bytes[at]])
        at++;
    return at;
}

/* The bytes of a character that XML or HTML has no place for: controls but tab and line ends, and
   code points that are no characters; 0 for any other. */
size_t
buffer_unfit(mbr_text text, size_t at)
{
    const unsigned char *c = (const unsigned char *)text.data + at;
    size_t left = text.size - at;
    if (c[0] < 0x80)
        return c[0] == 0x7f || (c[0] < 0x20 && c[0] != '\t' && c[0] != '\n' && c[0] != '\r');
    if (c[0] == 0xc2)
        return left >= 2 && c[1] < 0xa0 ? 2 : 0;
    if (c[0] == 0xef && left >= 3)
        return (c[1] == 0xbf && (c[2] & 0xfe) == 0xbe) ||             /* U+FFFE, U+FFFF */
                       (c[1] == 0xb7 && c[2] >= 0x90 && c[2] <= 0xaf) /* U+FDD0 to U+FDEF */
                   ? 3
                   : 0;
    return c[0] >= 0xf0 && left >= 4 && (c[1] & 0x0f) == 0x0f && c[2] == 0xbf &&
                   (c[3] & 0xfe) == 0xbe /* the last two of a plane */
               ? 4
               : 0;
}

static const char *
entity(char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

void
buffer_text(buffer *of, mbr_text text)
{
    size_t from = 0;
    for (size_t at = find_special(text, 0); at < text.size; at = find_special(text, at + 1)) {
        size_t bad = buffer_unfit(text, at);
        const char *named = bad ? "\xef\xbf\xbd" : entity(text.data[at]);
        if (!named)
            continue;
        buffer_put(of, text.data + from, at - from);
        buffer_say(of, named);
        at += bad ? bad - 1 : 0;
        from = at + 1;
    }
    buffer_put(of, text.data + from, text.size - from);
}

/* U+2028 or U+2029, line ends to a script and none to JSON. */
static bool
is_separator(const mbr_text *text, size_t at)
{
    return text->size - at >= 3 && memcmp(text->data + at, "\xe2\x80", 2) == 0 &&
           ((unsigned char)text->data[at + 2] & 0xfe) == 0xa8;
}

/* `</` would end a script, `<!--` begin a comment that swallows its end. */
static size_t
escape(buffer *of, mbr_text text, size_t at)
{
    unsigned char c = (unsigned char)text.data[at];
    if (c == '<' && at + 1 < text.size && text.data[at + 1] == '/') {
        buffer_say(of, "<\\/");
        return 2;
    }
    size_t unfit = c < 0x80 ? 0 : buffer_unfit(text, at); /* JSON itself minds ASCII alone */
    if (unfit) {
        buffer_say(of, "\xef\xbf\xbd");
        return unfit;
    }
    if (is_separator(&text, at)) {
        buffer_format(of, "\\u20%02x", (unsigned char)text.data[at + 2] & 0x7fu);
        return 3;
    }
    if (c == '"')
        buffer_say(of, "\\\"");
    else if (c == '\\')
        buffer_say(of, "\\\\");
    else if (c == '\n')
        buffer_say(of, "\\n");
    else
        buffer_format(of, "\\u%04x", c);
    return 1;
}

static void
write_string(buffer *of, mbr_text text, bool in_script)
{
    size_t from = 0;
    buffer_say(of, "\"");
    for (size_t at = find_special(text, 0); at < text.size; at = find_special(text, at)) {
        unsigned char c = (unsigned char)text.data[at];
        if (c >= 0x20 && c != '"' && c != '\\' && (c != '<' || !in_script) &&
            !buffer_unfit(text, at) && !is_separator(&text, at)) {
            at++;
            continue;
        }
        buffer_put(of, text.data + from, at - from);
        from = at += escape(of, text, at);
    }
    buffer_put(of, text.data + from, text.size - from);
    buffer_say(of, "\"");
}

void
buffer_json(buffer *of, mbr_text text)
{
    write_string(of, text, true);
}

void
buffer_quoted(buffer *of, mbr_text text)
{
    write_string(of, text, false);
}

static bool
is_unreserved(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c != '\0' && strchr("-._~", c) != NULL);
}

void
buffer_part(buffer *of, mbr_text part)
{
    for (size_t at = 0; at < part.size; at++) {
        unsigned char c = (unsigned char)part.data[at];
        if (is_unreserved(c))
            buffer_put(of, part.data + at, 1);
        else
            buffer_format(of, "%%%02X", c);
    }
}
