/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "marks_inside.h"

#include <string.h>

#define LONGEST_TOKEN 256 /* bytes on either side that are looked at */
#define LONGEST_TAG 1024
#define MOST_LOOKS 50000 /* of either length, in one article */
#define FOREIGN_WORDS 48 /* bytes of them */

bool
asides_is_token(scan *s, size_t at)
{
    if (s->faults->looks++ >= MOST_LOOKS)
        return true; /* no prose: what is left of it is not judged */
    size_t start = at, end = at, length;
    while (start > 0 && at - start < LONGEST_TOKEN &&
           !utf8_is_space(utf8_before(s->data, start, &length)))
        start -= length;
    while (end < s->size && end - at < LONGEST_TOKEN &&
           !utf8_is_space(utf8_at(s->data, s->size, end, &length)))
        end += length;
    const char *token = s->data + start;
    size_t size = end - start;
    return memmem(token, size, "://", 3) || memmem(token, size, "www.", 4) ||
           memmem(token, size, "{{", 2) || memmem(token, size, "}}", 2) ||
           memmem(token, size, "::", 2) || memchr(token, '@', size) || memchr(token, '\\', size) ||
           memchr(token, '|', size) || memchr(token, '`', size);
}

bool
asides_is_list(const scan *s, size_t at)
{
    for (size_t i = at; i > 0 && at - i < LONGEST_TOKEN && s->data[i - 1] != ' '; i--)
        if (s->data[i - 1] == '=' || s->data[i - 1] == '{')
            return true;
    return false;
}

/* An address ends at a space or at a sign of quotation. */
static size_t
address_end(const scan *s, size_t at)
{
    while (at < s->size) {
        uint8_t byte = (uint8_t)s->data[at];
        if (byte <= ' ' || byte == '"' || byte == '<' || byte == '>' || byte == 0xc2 ||
            byte == 0xe2)
            break;
        at++;
    }
    return at;
}

static size_t
mail_end(const scan *s, size_t at)
{
    size_t end = at + 1;
    while (end < s->size && (is_word((uint8_t)s->data[end]) || memchr("._-+", s->data[end], 4)))
        end++;
    while (end > at + 1 && s->data[end - 1] == '.')
        end--;
    return end;
}

/* What `close` ends, where that comes soon. */
static size_t
closed_end(scan *s, size_t at, const char *close)
{
    size_t size = strlen(close), left = s->size - at;
    if (s->faults->looks++ >= MOST_LOOKS)
        return at;
    const char *found = memmem(s->data + at, left < LONGEST_TAG ? left : LONGEST_TAG, close, size);
    return found ? (size_t)(found - s->data) + size : at;
}

size_t
asides_end(scan *s, size_t at)
{
    char next = at + 1 < s->size ? s->data[at + 1] : '\0';
    switch (s->data[at]) {
    case '{':
        if (next == '{')
            return closed_end(s, at, "}}");
        if (next == '%')
            return closed_end(s, at, "%}");
        return next == ':' || next == '#' || next == '.' ? closed_end(s, at, "}") : at;
    case '<':
        return utf8_is_letter((uint8_t)next) || next == '/' || next == '!' ? closed_end(s, at, ">")
                                                                           : at;
    case '$':
        return next == '$' ? closed_end(s, at + 2, "$$") : at;
    case '@':
        return mail_end(s, at);
    case ':':
        return next == '/' && at + 2 < s->size && s->data[at + 2] == '/' ? address_end(s, at) : at;
    case '.':
        return at >= 3 && memcmp(s->data + at - 3, "www", 3) == 0 ? address_end(s, at) : at;
    default:
        return at;
    }
}

bool
asides_is_entity(const scan *s, size_t semicolon)
{
    size_t at = semicolon;
    while (at > 0 && semicolon - at < 10 &&
           (utf8_is_letter((uint8_t)s->data[at - 1]) || utf8_is_digit((uint8_t)s->data[at - 1]) ||
            s->data[at - 1] == '#'))
        at--;
    return at > 0 && at < semicolon && s->data[at - 1] == '&';
}

bool
asides_is_foreign(const scan *s, size_t at)
{
    size_t start = at > FOREIGN_WORDS ? at - FOREIGN_WORDS : 0;
    while (((uint8_t)s->data[start] & 0xc0) == 0x80)
        start++;
    for (size_t from = at; from > start + 1; from--) {
        const char *sign = s->data + from - 2;
        if (memcmp(sign, "\xc2\xab", 2) == 0 || memcmp(sign, "\x80\x9c", 2) == 0) {
            start = from; /* the quotation that it ends, or is in */
            break;
        }
    }
    language_counts counts = language_count(s->rules->languages, s->data + start, at - start);
    return language_is_foreign(&counts, true);
}
