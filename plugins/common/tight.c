/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "spaces_inside.h"

#include <string.h>

#define LONGEST_TOKEN 256 /* bytes on either side that are looked at */

/* Addresses, shortcodes and names of code are written as they are. */
static bool
is_token(const scan *s, size_t at)
{
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

/* `&nbsp;` in a value of the front matter, where nobody undoes it. */
static bool
is_entity(const scan *s, size_t semicolon)
{
    size_t at = semicolon;
    while (at > 0 && semicolon - at < 10 &&
           (utf8_is_letter((uint8_t)s->data[at - 1]) || utf8_is_digit((uint8_t)s->data[at - 1]) ||
            s->data[at - 1] == '#'))
        at--;
    return at > 0 && at < semicolon && s->data[at - 1] == '&';
}

static bool
has_entity_before(const scan *s, size_t at)
{
    return at > 0 && s->data[at - 1] == ';' && is_entity(s, at - 1);
}

/* Words of the other language just before: a title or a name with its own usage. */
static bool
is_foreign_before(const scan *s, size_t at)
{
    size_t start = at > 48 ? at - 48 : 0;
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

/* « Yahoo! a » : the sign belongs to a name. */
static bool
is_name_sign(const scan *s, size_t sign)
{
    if (s->data[sign] != '!')
        return false;
    size_t next = utf8_skip_space(s->data, s->size, sign + 1);
    size_t word = utf8_word_start(s->data, sign);
    return utf8_is_lower(utf8_at(s->data, s->size, next, NULL)) &&
           utf8_is_upper(utf8_at(s->data, s->size, word, NULL));
}

/* A sign without a space before it. */
void
tight_judge_sign(scan *s, size_t at, uint32_t sign, size_t length)
{
    size_t before_length, end = at + length;
    uint32_t before = utf8_before(s->data, at, &before_length);
    locale usage = s->rules->usage;
    if (usage == LOCALE_SWITZERLAND || (usage == LOCALE_CANADA && sign != ':' && sign != '%'))
        return;
    if (sign == '%' || sign == EURO || sign == PER_MILLE) {
        if (!utf8_is_digit(before) || is_word(utf8_at(s->data, s->size, end, NULL)))
            return;
    } else {
        bool after_word = is_word(before) || before == CLOSE || before == ')' || before == 0x201d;
        if (!after_word || !ends_clause(utf8_at(s->data, s->size, end, NULL)))
            return;
    }
    if ((sign == ';' && is_entity(s, at)) || is_token(s, at) || is_name_sign(s, at) ||
        is_foreign_before(s, at))
        return;
    size_t word = is_word(before) ? utf8_word_start(s->data, at) : at - before_length;
    if (sign == ':' && utf8_before(s->data, word, NULL) == ':')
        return; /* :smile: */
    spaces_add(s, SPACE_NONE_SIGNS, SPACE_BEFORE, (mbr_span){word, end}, (mbr_span){at, end},
               spaces_for(s, sign));
}

void
tight_judge_open(scan *s, mbr_span sign)
{
    uint32_t next = utf8_at(s->data, s->size, sign.end, NULL);
    if (s->rules->usage == LOCALE_SWITZERLAND || next == 0 || next == '&' || next == CLOSE ||
        spaces_is_spoken_of(s, sign.start))
        return;
    size_t end = utf8_word_end(s->data, s->size, sign.end);
    spaces_add(s, SPACE_NONE_GUILLEMETS, SPACE_AFTER, (mbr_span){sign.start, end}, sign, WIDE);
}

void
tight_judge_close(scan *s, mbr_span sign)
{
    size_t length;
    uint32_t before = utf8_before(s->data, sign.start, &length);
    if (s->rules->usage == LOCALE_SWITZERLAND || before == 0 || before == OPEN ||
        has_entity_before(s, sign.start) || spaces_is_spoken_of(s, sign.start))
        return;
    size_t from = sign.start;
    if (!is_word(before))
        from -= length;
    spaces_add(s, SPACE_NONE_GUILLEMETS, SPACE_BEFORE,
               (mbr_span){utf8_word_start(s->data, from), sign.end}, sign, WIDE);
}

void
tight_judge_comma(scan *s, size_t at)
{
    size_t before_length, after_length;
    uint32_t before = utf8_before(s->data, at, &before_length);
    uint32_t after = utf8_at(s->data, s->size, at + 1, &after_length);
    if (!utf8_is_letter(before) || !utf8_is_letter(after))
        return;
    bool one = !utf8_is_letter(utf8_before(s->data, at - before_length, NULL)) ||
               !utf8_is_letter(utf8_at(s->data, s->size, at + 1 + after_length, NULL));
    if (one || is_token(s, at))
        return;
    spaces_add(s, SPACE_AFTER_COMMA, SPACE_AFTER,
               (mbr_span){utf8_word_start(s->data, at), utf8_word_end(s->data, s->size, at + 1)},
               (mbr_span){at, at + 1}, " ");
}
