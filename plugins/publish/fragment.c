/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "fragment.h"

#include "html.h"
#include "text.h"
#include "words.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#define DEEPEST 64
#define LONGEST_FILE (256 * 1024)
#define IN_EVERY_ONE                                                                               \
    (PLACE_SET(PLACE_ROOT) | PLACE_SET(PLACE_HOME) | PLACE_SET(PLACE_NEWSROOM) |                   \
     PLACE_SET(PLACE_LANGUAGE))

typedef struct reading {
    mbr_text source;
    size_t at, done; /* what was read, and what is in pieces */
    const fragment_rules *rules;
    uint64_t met;
    mbr_text open[DEEPEST]; /* names of elements that are not closed yet */
    size_t depth;
    fragment made;
    size_t room;
    fault *fault;
} reading;

static bool __attribute__((format(printf, 3, 4)))
refuse(reading *of, size_t at, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    of->fault->at = at;
    (void)vsnprintf(of->fault->why, sizeof of->fault->why, format, arguments); /* cut is enough */
    va_end(arguments);
    return false;
}

static char
peek(const reading *of, size_t ahead)
{
    return ahead < of->source.size - of->at ? of->source.data[of->at + ahead] : '\0';
}

static bool
is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
is_name_part(char c)
{
    return is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == ':' || c == '_';
}

static bool
is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

/* Letters, digits and hyphens, which begin with a letter. */
static mbr_text
take_name(reading *of)
{
    size_t from = of->at;
    if (is_letter(peek(of, 0)))
        while (is_name_part(peek(of, 0)))
            of->at++;
    return (mbr_text){of->source.data + from, of->at - from};
}

/* --- places ------------------------------------------------------------------------------------
 */

static bool
add_piece(reading *of, size_t end, uint16_t which, bool is_attribute)
{
    if (of->made.count == of->room) {
        size_t room = of->room ? of->room * 2 : 16;
        piece *grown = realloc(of->made.pieces, room * sizeof *grown);
        if (!grown)
            return false;
        of->made.pieces = grown;
        of->room = room;
    }
    of->made.pieces[of->made.count++] = (piece){
        .html = {of->source.data + of->done, end - of->done},
        .place = which,
        .is_attribute = is_attribute,
    };
    return true;
}

/* The number of a name; FRAGMENT_END where there is none. */
static uint16_t
find_place(mbr_text name)
{
    place found = place_named(name);
    if (found < PLACES)
        return (uint16_t)found;
    for (size_t i = 0; i < WORDS; i++) {
        if (text_is(name, words_name(i)))
            return (uint16_t)(PLACES + i);
    }
    return FRAGMENT_END;
}

static bool
check_place(reading *of, size_t start, mbr_text name, uint16_t which, const char *attribute)
{
    uint64_t allowed = of->rules->allowed | IN_EVERY_ONE;
    int size = name.size < 60 ? (int)name.size : 60;
    if (which == FRAGMENT_END)
        return refuse(of, start, "there is no place {%.*s}; the nearest is {%s}", size, name.data,
                      place_nearest(name, allowed));
    if (which < PLACES && (allowed & PLACE_SET(which)) == 0)
        return refuse(of, start, "{%s} means nothing in this file; the nearest that does is {%s}",
                      place_name((place)which), place_nearest(name, allowed));
    if (which < PLACES && attribute && place_kind_of((place)which) == PLACE_IS_MARKUP)
        return refuse(of, start, "{%s} stands for elements, so it can't be in an attribute",
                      place_name((place)which));
    if (which < PLACES)
        of->met |= PLACE_SET(which);
    return true;
}

/* At a brace; `attribute` is NULL in text. */
static bool
take_place(reading *of, const char *attribute, uint16_t *ret_which)
{
    size_t start = of->at++;
    mbr_text name = take_name(of);
    if (name.size == 0 || peek(of, 0) != '}')
        return refuse(of, start, "{ begins a place, {title}; the sign itself is written &#123;");
    *ret_which = find_place(name);
    if (!check_place(of, start, name, *ret_which, attribute) ||
        !add_piece(of, start, *ret_which, attribute != NULL))
        return false;
    of->done = ++of->at;
    return true;
}

/* --- elements ----------------------------------------------------------------------------------
 */

static bool
is_within_svg(const reading *of)
{
    for (size_t i = 0; i < of->depth; i++) {
        if (html_is_named(of->open[i], "svg"))
            return true;
    }
    return false;
}

static bool
check_value_place(reading *of, size_t start, mbr_text name, uint16_t which, bool first)
{
    bool way = which < PLACES && place_kind_of((place)which) == PLACE_IS_WAY;
    if (html_is_address(name) && (!way || !first))
        return refuse(of, start,
                      "an address is made of one place at its head, {address}, {home} "
                      "or {root}, and plain text behind it");
    return true;
}

/* The value of an attribute, from its opening quote on. */
static bool
take_value(reading *of, mbr_text name)
{
    char quote = peek(of, 0);
    size_t start = ++of->at;
    bool any = false;
    while (of->at < of->source.size && peek(of, 0) != quote) {
        uint16_t which;
        size_t here = of->at;
        if (peek(of, 0) != '{') {
            of->at++;
            continue;
        }
        if (!take_place(of, "", &which) || !check_value_place(of, here, name, which, here == start))
            return false;
        any = true;
    }
    if (of->at == of->source.size)
        return refuse(of, start - 1, "the quote is never closed");
    if (!any && html_is_address(name) &&
        !html_is_harmless((mbr_text){of->source.data + start, of->at - start}))
        return refuse(of, start, "an address is http, https or mailto, or has no scheme at all");
    of->at++;
    return true;
}

static bool
take_attribute(reading *of)
{
    size_t start = of->at;
    mbr_text name = take_name(of);
    if (name.size == 0)
        return refuse(of, start, "an attribute is expected here, or the end of the tag");
    if (html_is_refused_attribute(name))
        return refuse(of, start,
                      "the attribute %.*s can't be used: pages have no script, and looks belong in "
                      "style.css",
                      (int)name.size, name.data);
    if (peek(of, 0) != '=')
        return true;
    of->at++;
    if (peek(of, 0) != '"' && peek(of, 0) != '\'')
        return refuse(of, of->at, "the value of %.*s needs quotes", (int)name.size, name.data);
    return take_value(of, name);
}

static bool
check_element(reading *of, size_t start, mbr_text name)
{
    bool drawn = html_is_named(name, "title") && is_within_svg(of);
    if (html_is_refused(name) && !drawn)
        return refuse(of, start, "<%.*s> can't be used here", (int)name.size, name.data);
    if (of->rules->in_head && !html_is_named(name, "meta") && !html_is_named(name, "link"))
        return refuse(of, start, "this file is for <meta> and <link> alone");
    return true;
}

/* `<name attribute="value" …>`; an element that is not void is open from then on. */
static bool
take_opening(reading *of)
{
    size_t start = of->at++;
    mbr_text name = take_name(of);
    if (!check_element(of, start, name))
        return false;
    for (;;) {
        size_t before = of->at;
        while (is_space(peek(of, 0)))
            of->at++;
        if (of->at == of->source.size)
            return refuse(of, start, "the tag is never closed with >");
        bool closes = peek(of, 0) == '/' && peek(of, 1) == '>';
        if (closes || peek(of, 0) == '>') {
            of->at += closes ? 2 : 1;
            if (html_is_void(name) || (closes && is_within_svg(of)))
                return true;
            if (closes)
                return refuse(of, start, "only void elements close themselves");
            break;
        }
        if (before == of->at)
            return refuse(of, of->at, "a space is missing before this attribute");
        if (!take_attribute(of))
            return false;
    }
    if (of->depth == DEEPEST)
        return refuse(of, start, "elements are nested too deeply");
    of->open[of->depth++] = name;
    return true;
}

static bool
take_closing(reading *of)
{
    size_t start = of->at;
    of->at += 2;
    mbr_text name = take_name(of);
    while (is_space(peek(of, 0)))
        of->at++;
    if (peek(of, 0) != '>')
        return refuse(of, start, "the tag is never closed with >");
    of->at++;
    if (of->depth == 0)
        return refuse(of, start, "</%.*s> closes nothing that this file opens", (int)name.size,
                      name.data);
    mbr_text opened = of->open[of->depth - 1];
    if (!html_is_same_name(name, opened))
        return refuse(of, start, "</%.*s> stands where <%.*s> must be closed", (int)name.size,
                      name.data, (int)opened.size, opened.data);
    of->depth--;
    return true;
}

/* A comment is for whoever reads the file, and is left out of pages. */
static bool
take_comment(reading *of)
{
    size_t start = of->at;
    size_t end = text_find(of->source, start + 4, "-->");
    if (end == of->source.size)
        return refuse(of, start, "the comment is never closed with -->");
    if (!add_piece(of, start, FRAGMENT_END, false))
        return false;
    of->at = end + 3;
    of->at += peek(of, 0) == '\n';
    of->done = of->at;
    return true;
}

static bool
take_next(reading *of)
{
    uint16_t which;
    if (peek(of, 0) == '{')
        return of->rules->in_head
                   ? refuse(of, of->at, "in this file places stand in attributes alone")
                   : take_place(of, NULL, &which);
    if (peek(of, 0) != '<') {
        if (of->rules->in_head && !is_space(peek(of, 0)))
            return refuse(of, of->at, "this file is for <meta> and <link> alone");
        of->at++;
        return true;
    }
    if (text_starts(text_from(of->source, of->at), "<!--"))
        return take_comment(of);
    if (is_letter(peek(of, 1)))
        return take_opening(of);
    if (peek(of, 1) == '/' && is_letter(peek(of, 2)))
        return take_closing(of);
    return refuse(of, of->at, "< begins a tag; the sign itself is written &lt;");
}

/* --- all of it ---------------------------------------------------------------------------------
 */

static bool
check_end(reading *of)
{
    uint64_t lost = of->rules->required & ~of->met;
    if (of->depth > 0) {
        mbr_text name = of->open[of->depth - 1];
        return refuse(of, (size_t)(name.data - of->source.data) - 1, "<%.*s> is never closed",
                      (int)name.size, name.data);
    }
    for (size_t i = 0; i < PLACES; i++) {
        if (lost & PLACE_SET(i))
            return refuse(of, of->source.size, "{%s} must be in this file", place_name((place)i));
    }
    return add_piece(of, of->source.size, FRAGMENT_END, false);
}

void
fragment_clear(fragment *of)
{
    free(of->pieces);
    *of = (fragment){0};
}

bool
fragment_read(mbr_text source, const fragment_rules *rules, fragment *ret, fault *ret_fault)
{
    *ret_fault = (fault){0};
    /* The line end at the end of a file is its editor's. */
    while (source.size > 0 && source.data[source.size - 1] == '\n')
        source.size--;
    reading of = {.source = source, .rules = rules, .fault = ret_fault};
    bool good = source.size <= LONGEST_FILE || refuse(&of, LONGEST_FILE, "the file is too long");
    if (good && memchr(source.data, '\0', source.size))
        good = refuse(&of, 0, "the file is not text");
    while (good && of.at < source.size)
        good = take_next(&of);
    if (good && check_end(&of)) {
        *ret = of.made;
        return true;
    }
    fragment_clear(&of.made);
    return false;
}
