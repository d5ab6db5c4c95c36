/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "article/entity.h"

#include <cmark.h>
#include <glib.h>
#include <stdbool.h>
#include <string.h>

#define MOST_DECIMAL 7
#define MOST_HEXADECIMAL 6
#define LONGEST_NAME 32

/* Bytes of the text that the reference `name` (with & and ;) stands for, asked of the parser. */
static size_t
ask_entity(const char *name, size_t size)
{
    cmark_node *document = cmark_parse_document(name, size, CMARK_OPT_DEFAULT);
    cmark_node *paragraph = cmark_node_first_child(document);
    cmark_node *node = paragraph ? cmark_node_first_child(paragraph) : NULL;
    const char *literal = node ? cmark_node_get_literal(node) : NULL;
    size_t length = literal ? strlen(literal) : 0;
    cmark_node_free(document);
    return length;
}

/* The second characters of named references that stand for two. */
static bool
is_second(gunichar first, gunichar second)
{
    switch (second) {
    case 0x200A:
    case 0x20D2:
    case 0x20E5:
    case 0x0331:
    case 0x0333:
    case 0x0338:
    case 0xFE00:
        return true;
    default:
        return first == 'f' && second == 'j';
    }
}

/* Bytes of `text` that the named reference of `size` bytes gave; 0 where no such name exists. */
static size_t
named_entity(const char *reference, size_t size, const char *text)
{
    bool ampersand = size == 5 && g_ascii_strncasecmp(reference, "&amp;", 5) == 0 &&
                     (reference[1] == 'a') == (reference[2] == 'm') &&
                     (reference[1] == 'a') == (reference[3] == 'p');
    if (ampersand)
        return text[0] == '&' ? 1 : 0;
    if (text[0] == '&')
        return 0; /* unknown, and so left as it is */
    const char *second = g_utf8_next_char(text);
    if (*second && is_second(g_utf8_get_char(text), g_utf8_get_char(second)))
        return ask_entity(reference, size);
    return (size_t)(second - text);
}

bool
marbre_entity_is_broken(char c)
{
    return ((unsigned char)c & 0xFE) == 0xFE;
}

/* The same for a reference by number. */
static size_t
numeric_entity(const char *digits, size_t count, bool hexadecimal, const char *text)
{
    gunichar code = 0;
    for (size_t i = 0; i < count; i++)
        code = code * (hexadecimal ? 16 : 10) + (gunichar)g_ascii_xdigit_value(digits[i]);
    if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
        code = 0xFFFD;
    if (code == 0xFFFE || code == 0xFFFF)
        return marbre_entity_is_broken(text[0]) ? 1 : 0;
    char buffer[8];
    size_t size = (size_t)g_unichar_to_utf8(code, buffer);
    return strncmp(buffer, text, size) == 0 ? size : 0;
}

static bool
belongs(char c, bool number, bool hexadecimal)
{
    if (!number)
        return g_ascii_isalnum(c);
    return hexadecimal ? g_ascii_isxdigit(c) : g_ascii_isdigit(c);
}

size_t
marbre_entity_read(const char *source, size_t size, const char *text, size_t *ret_size)
{
    if (size < 3 || source[0] != '&')
        return 0;
    bool number = source[1] == '#';
    bool hexadecimal = number && (source[2] == 'x' || source[2] == 'X');
    size_t first = 1 + (number ? 1 : 0) + (hexadecimal ? 1 : 0);
    size_t most = number ? MOST_DECIMAL : LONGEST_NAME;
    if (hexadecimal)
        most = MOST_HEXADECIMAL;
    size_t end = first;
    while (end < size && end - first <= most && belongs(source[end], number, hexadecimal))
        end++;
    if (end == first || end - first > most || end >= size || source[end] != ';')
        return 0;
    *ret_size = end + 1;
    return number ? numeric_entity(source + first, end - first, hexadecimal, text)
                  : named_entity(source, end + 1, text);
}
