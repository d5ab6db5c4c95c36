/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "article/address.h"

#include <glib.h>

#define LABEL_LIMIT 1000
#define NESTING_LIMIT 32

bool
marbre_address_is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static size_t
skip_spaces(const char *text, size_t size, size_t at)
{
    while (at < size && marbre_address_is_space(text[at]))
        at++;
    return at;
}

static size_t
skip_blanks(const char *text, size_t size, size_t at)
{
    while (at < size && (text[at] == ' ' || text[at] == '\t'))
        at++;
    return at;
}

static bool
is_escape(const char *text, size_t size, size_t at)
{
    return text[at] == '\\' && at + 1 < size && g_ascii_ispunct(text[at + 1]);
}

/* An address in pointed brackets. */
static size_t
pointed(const char *text, size_t size, size_t at)
{
    for (at++; at < size; at++) {
        if (text[at] == '>')
            return at + 1;
        if (text[at] == '\n' || text[at] == '<')
            return 0;
        if (text[at] == '\\')
            at++;
    }
    return 0;
}

/* A bare address: brackets in it are in pairs, white space ends it. It may be empty in a link,
   where the closing bracket follows at once. */
static size_t
bare(const char *text, size_t size, size_t at)
{
    size_t start = at;
    unsigned depth = 0;
    for (; at < size; at++) {
        char c = text[at];
        if (is_escape(text, size, at)) {
            at++;
        } else if (c == '(') {
            if (++depth > NESTING_LIMIT)
                return 0;
        } else if (c == ')') {
            if (depth == 0)
                break;
            depth--;
        } else if (marbre_address_is_space(c)) {
            if (at == start)
                return 0;
            break;
        }
    }
    return at < size && depth == 0 ? at : 0;
}

static size_t
destination(const char *text, size_t size, size_t at)
{
    if (at >= size)
        return 0;
    size_t end = text[at] == '<' ? pointed(text, size, at) : bare(text, size, at);
    return end < size ? end : 0;
}

/* A title with its signs. A closing sign behind a backslash closes it only where no other does. */
static size_t
title(const char *text, size_t size, size_t at)
{
    char open = at < size ? text[at] : 0;
    if (open != '"' && open != '\'' && open != '(')
        return 0;
    char close = open == '(' ? ')' : open;
    size_t found = 0;
    for (size_t i = at + 1; i < size; i++) {
        bool escaped = text[i - 1] == '\\' && i - 1 > at;
        if (text[i] == close) {
            found = i + 1;
            if (!escaped)
                return found;
        } else if (text[i] == open && !escaped) {
            return found;
        }
    }
    return found;
}

size_t
marbre_address_inline(const char *text, size_t size, size_t at)
{
    if (at >= size || text[at] != '(')
        return 0;
    size_t start = skip_spaces(text, size, at + 1);
    size_t end = destination(text, size, start);
    if (end == 0)
        return 0;
    size_t behind = skip_spaces(text, size, end);
    if (behind > end) {
        size_t titled = title(text, size, behind);
        if (titled > 0)
            behind = skip_spaces(text, size, titled);
    }
    return behind < size && text[behind] == ')' ? behind + 1 : 0;
}

size_t
marbre_address_label(const char *text, size_t size, size_t at)
{
    if (at >= size || text[at] != '[')
        return 0;
    size_t start = ++at;
    while (at < size && text[at] != '[' && text[at] != ']') {
        at += is_escape(text, size, at) ? 2 : 1;
        if (at - start > LABEL_LIMIT)
            return 0;
    }
    return at < size && text[at] == ']' ? at + 1 : 0;
}

/* Blanks and at most one line end among them. */
static size_t
skip_to_next(const char *text, size_t size, size_t at)
{
    at = skip_blanks(text, size, at);
    return at < size && text[at] == '\n' ? skip_blanks(text, size, at + 1) : at;
}

/* Behind the line end, where nothing but blanks is before it; else 0. */
static size_t
line_end(const char *text, size_t size, size_t at)
{
    at = skip_blanks(text, size, at);
    if (at >= size)
        return size;
    return text[at] == '\n' ? at + 1 : 0;
}

size_t
marbre_address_definition(const char *text, size_t size, size_t at)
{
    size_t label = marbre_address_label(text, size, at);
    if (label == 0 || skip_spaces(text, size, at + 1) == label - 1)
        return 0;
    if (label >= size || text[label] != ':')
        return 0;
    size_t start = skip_to_next(text, size, label + 1);
    size_t end = destination(text, size, start);
    if (end == 0)
        return 0;
    size_t behind = skip_to_next(text, size, end);
    size_t titled = behind > end ? title(text, size, behind) : 0;
    size_t whole = titled > 0 ? line_end(text, size, titled) : 0;
    return whole > 0 ? whole : line_end(text, size, end);
}
