/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "foreign.h"

#include "text.h"

#include <stdlib.h>

#define MOST_PHRASES 100
#define LONGEST_PHRASE 120
#define LONGEST_LANGUAGE 35 /* BCP 47 asks programs to take this many letters */

/* A character as it is compared. */
typedef struct sign {
    uint32_t code;
    size_t size; /* bytes it has where it stands */
} sign;

static unsigned char
small(unsigned char c)
{
    return c >= 'A' && c <= 'Z' ? (unsigned char)(c + ('a' - 'A')) : c;
}

static sign
entity_at(mbr_text text)
{
    static const struct {
        const char *name;
        uint32_t code;
    } known[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (text_starts(text, known[i].name))
            return (sign){known[i].code, strlen(known[i].name)};
    }
    return (sign){'&', 1};
}

static uint32_t
fold(uint32_t code)
{
    switch (code) {
    case 0x2019: /* the typographic apostrophe */
        return '\'';
    case 0x00a0:
    case 0x202f:
    case '\n':
    case '\t':
        return ' ';
    default:
        return code < 0x80 ? small((unsigned char)code) : code;
    }
}

/* The character that begins the text, which is UTF-8 and not empty. */
static sign
sign_at(mbr_text text, bool is_html)
{
    unsigned char c = (unsigned char)text.data[0];
    if (c == '&' && is_html)
        return entity_at(text);
    if (c < 0xc0)
        return (sign){fold(c), 1};
    size_t size = c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
    if (size > text.size)
        return (sign){c, 1};
    uint32_t code = c & (0x7fu >> size);
    for (size_t i = 1; i < size; i++)
        code = code << 6 | ((unsigned char)text.data[i] & 0x3f);
    return (sign){fold(code), size};
}

/* Letters, digits and what belongs to them; of scripts without cases, every sign. */
static bool
is_word(uint32_t code)
{
    if (code < 0x80)
        return (code >= 'a' && code <= 'z') || (code >= '0' && code <= '9') || code == '_';
    return code >= 0xc0 && code != 0xd7 && code != 0xf7 && !(code >= 0x2000 && code <= 0x206f) &&
           !(code >= 0x3000 && code <= 0x303f);
}

/* How many bytes of the text the phrase takes at its head; 0 where it is not there. */
static size_t
length_of(mbr_text text, mbr_text wanted, bool is_html)
{
    size_t at = 0;
    uint32_t last = ' ';
    for (size_t k = 0; k < wanted.size;) {
        sign one = sign_at(text_from(wanted, k), false);
        if (at == text.size)
            return 0;
        sign other = sign_at(text_from(text, at), is_html);
        if (one.code != other.code)
            return 0;
        k += one.size;
        at += other.size;
        last = one.code;
    }
    bool cut =
        at < text.size && is_word(last) && is_word(sign_at(text_from(text, at), is_html).code);
    return cut ? 0 : at;
}

/* Whether the character before this place is a part of a word. */
static bool
follows_word(mbr_text text, size_t at)
{
    size_t start = at;
    while (start > 0 && ((unsigned char)text.data[--start] & 0xc0) == 0x80)
        continue;
    return start < at && is_word(sign_at((mbr_text){text.data + start, at - start}, false).code);
}

/* The phrase that begins at this place as a word of its own; NULL for none. */
static const phrase *
find(const foreign *of, mbr_text text, size_t at, bool is_html, size_t *ret_size)
{
    mbr_text rest = text_from(text, at);
    if (is_word(sign_at(rest, is_html).code) && follows_word(text, at))
        return NULL;
    for (size_t i = 0; i < of->count; i++) {
        *ret_size = length_of(rest, of->items[i].text, is_html);
        if (*ret_size > 0)
            return &of->items[i];
    }
    return NULL;
}

static void
put(mbr_text text, size_t from, size_t to, bool is_html, buffer *out)
{
    mbr_text part = {text.data + from, to - from};
    if (is_html)
        buffer_put(out, part.data, part.size);
    else
        buffer_text(out, part);
}

static void
mark(const phrase *one, mbr_text text, size_t from, size_t to, bool is_html, buffer *out)
{
    buffer_say(out, "<span lang=\"");
    buffer_text(out, one->language);
    buffer_say(out, "\">");
    put(text, from, to, is_html, out);
    buffer_say(out, "</span>");
}

void
foreign_write(const foreign *of, mbr_text text, bool is_html, buffer *out)
{
    size_t done = 0, size = 0;
    for (size_t at = 0; of && of->count > 0 && at < text.size;) {
        const phrase *found = of->begins[small((unsigned char)text.data[at])]
                                  ? find(of, text, at, is_html, &size)
                                  : NULL;
        if (!found) {
            at++;
            continue;
        }
        put(text, done, at, is_html, out);
        mark(found, text, at, at + size, is_html, out);
        done = at += size;
    }
    put(text, done, text.size, is_html, out);
}

static bool
is_language(mbr_text text)
{
    for (size_t i = 0; i < text.size; i++) {
        unsigned char c = small((unsigned char)text.data[i]);
        if (!(c >= 'a' && c <= 'z') && !(i >= 2 && ((c >= '0' && c <= '9') || c == '-')))
            return false;
    }
    return text.size >= 2 && text.size <= LONGEST_LANGUAGE;
}

void
foreign_add(foreign *of, mbr_text text, mbr_text language)
{
    text = text_trim(text);
    if (text.size == 0 || text.size > LONGEST_PHRASE || !is_language(language) ||
        of->count == MOST_PHRASES)
        return;
    if (!of->items && !(of->items = calloc(MOST_PHRASES, sizeof *of->items)))
        return; /* a page without the marks is still the page */
    of->items[of->count++] = (phrase){text, language};
    of->begins[small((unsigned char)text.data[0])] = true;
    if (text.data[0] == '&' || text.data[0] == '\'')
        of->begins['&'] = of->begins[0xe2] = true;
}

static int
compare(const void *one, const void *other)
{
    size_t first = ((const phrase *)one)->text.size, second = ((const phrase *)other)->text.size;
    return first < second ? 1 : first > second ? -1 : 0;
}

void
foreign_sort(foreign *of)
{
    if (of->count > 1)
        qsort(of->items, of->count, sizeof *of->items, compare);
}

void
foreign_clear(foreign *of)
{
    free(of->items);
    *of = (foreign){0};
}
