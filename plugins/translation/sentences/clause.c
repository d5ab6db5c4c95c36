/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "clause.h"

#include "bytes.h"
#include "sentences.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

#define LONGEST_WORD 40
#define LONGEST_CLAUSE 4096 /* bytes */

static bool
opens(uint32_t c)
{
    return c == 0xab || c == 0x201c;
}

static bool
closes(uint32_t c)
{
    return c == 0xbb || c == 0x201d;
}

/* The next sign of quotation at or after `at`; 0: none. */
static uint32_t
next_sign(const mbr_text *text, size_t at, size_t *ret_at)
{
    static const bool telling[256] = {['"'] = true, [0xc2] = true, [0xe2] = true};
    const uint8_t *data = (const uint8_t *)text->data;
    for (; (at = bytes_find(telling, text->data, text->size, at)) < text->size; at++) {
        if (data[at] == '"' ||
            (data[at] == 0xc2 && (data[at + 1] == 0xab || data[at + 1] == 0xbb)) ||
            (data[at] == 0xe2 && data[at + 1] == 0x80 &&
             (data[at + 2] == 0x9c || data[at + 2] == 0x9d))) {
            *ret_at = at;
            return utf8_at(text->data, text->size, at, NULL);
        }
    }
    return 0;
}

static size_t
sign_size(uint32_t sign)
{
    return sign == '"' ? 1 : sign < 0x800 ? 2 : 3;
}

/* The sign that closes what `sign` opened. */
static uint32_t
answer_to(uint32_t sign)
{
    return sign == 0xab ? 0xbb : sign == 0x201c ? 0x201d : '"';
}

bool
quoted_next(const mbr_text *text, size_t from, quoted *ret)
{
    size_t at, depth = 1;
    uint32_t open = next_sign(text, from, &at), sign, close;
    if (open == 0)
        return false;
    if (closes(open)) {
        *ret = (quoted){from, at + sign_size(open), false, true};
        return true;
    }
    *ret = (quoted){at, text->size, true, false};
    close = answer_to(open);
    at += sign_size(open);
    while (depth > 0 && (sign = next_sign(text, at, &at)) != 0) {
        at += sign_size(sign);
        if (sign == close) {
            depth--;
            ret->end = at;
        } else if (sign == open) {
            depth++;
        }
    }
    ret->closed = depth == 0;
    if (depth > 0)
        ret->end = text->size;
    return true;
}

static bool
ends_here(const mbr_text *text, size_t at, uint32_t c, size_t length)
{
    mbr_span next;
    uint32_t after = utf8_at(text->data, text->size, at + length, NULL);
    if (c == ';' || c == '\n')
        return true;
    if (c != '.' && c != '!' && c != '?' && c != 0x2026)
        return false;
    if (after != 0 && !utf8_is_space(after) && !closes(after) && after != '"')
        return false;
    return !sentence_goes_on(text, at + length, &next) &&
           (c != '.' || sentence_may_end(text->data, at));
}

static uint8_t
sign_of(uint32_t c)
{
    if (utf8_is_space(c) || c == '.') /* M. Solt */
        return 0;
    if (c == ',')
        return SIGN_COMMA;
    if (c == 0x2013 || c == 0x2014 || c == '-')
        return SIGN_DASH;
    return c == ':' ? SIGN_COLON : SIGN_OTHER;
}

static bool
begins_word(uint32_t c)
{
    return utf8_is_letter(c) || utf8_is_digit(c);
}

void
clause_read(clause *of, const mbr_text *text, size_t from, size_t to, bool over)
{
    size_t at = from, length;
    mbr_text near = {text->data, from + utf8_cut(text->data + from, to - from, LONGEST_CLAUSE)};
    of->text = text;
    of->count = of->signs = 0;
    while (at < near.size && of->count < CLAUSE_WORDS) {
        uint32_t c = utf8_at(text->data, text->size, at, &length);
        if (begins_word(c)) {
            size_t end = utf8_word_end(text->data, text->size, at);
            of->words[of->count++] = (clause_word){at, end, of->signs};
            of->signs = 0;
            at = end;
            continue;
        }
        quoted inside;
        if (opens(c) || c == '"') {
            if (!over)
                break;
            (void)quoted_next(&near, at, &inside);
            if (!inside.closed) {
                at = near.size;
                break;
            }
            /* “…,” she said: the comma belongs behind the quotation. */
            uint32_t last = utf8_before(text->data, inside.end - sign_size(answer_to(c)), NULL);
            of->signs |= SIGN_QUOTE | (last == ',' ? SIGN_COMMA : 0);
            at = inside.end;
            continue;
        }
        if (closes(c) || ends_here(text, at, c, length))
            break;
        of->signs |= sign_of(c);
        at += length;
    }
    of->end = at;
}

size_t
clause_fold(const clause *of, size_t index, char *out, size_t size)
{
    const clause_word *word = &of->words[index];
    const char *data = of->text->data;
    size_t written = 0, length;
    for (size_t at = word->start; at < word->end && written + 4 < size; at += length) {
        uint8_t byte = (uint8_t)data[at];
        if (byte < 0x80) {
            bool upper = byte >= 'A' && byte <= 'Z';
            out[written++] = (char)(upper ? byte + 32 : byte);
            length = 1;
            continue;
        }
        uint32_t c = utf8_at(data, word->end, at, &length);
        written += utf8_put(utf8_is_apostrophe(c) ? '\'' : utf8_lower(c), out + written);
    }
    out[written] = '\0';
    return written;
}

static int
compare(const void *key, const void *entry)
{
    return strcmp(key, *(const char *const *)entry);
}

bool
clause_word_in(const clause *of, size_t index, const char *const *list, size_t count)
{
    char word[LONGEST_WORD];
    (void)clause_fold(of, index, word, sizeof word);
    return bsearch(word, list, count, sizeof *list, compare) != NULL;
}

size_t
clause_sentence_start(const mbr_text *text, size_t from, size_t at)
{
    size_t start = from, length;
    for (size_t i = from; i < at; i += length) {
        uint32_t c = utf8_at(text->data, text->size, i, &length);
        if (c >= 0x80 ? c == 0x2026 : c == '.' || c == '!' || c == '?' || c == ';' || c == '\n') {
            if (ends_here(text, i, c, length))
                start = i + length;
        }
    }
    return start;
}
