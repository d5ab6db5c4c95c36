/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "characters.h"

#include "bytes.h"
#include "disguise.h"
#include "task.h"
#include "utf8.h"

#include <string.h>

/* Windows-1252 from 0x80 to 0x9f; the five that it leaves out stand for themselves, as in the
 * Encoding Standard's index of it. */
static const uint16_t windows[32] = {
    0x20ac, 0x81,   0x201a, 0x192,  0x201e, 0x2026, 0x2020, 0x2021, 0x2c6,  0x2030, 0x160,
    0x2039, 0x152,  0x8d,   0x17d,  0x8f,   0x90,   0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x2dc,  0x2122, 0x161,  0x203a, 0x153,  0x9d,   0x17e,  0x178,
};

/* The byte that Windows-1252 reads as `c`; 0 where there is none beyond ASCII. */
static uint8_t
byte_of(uint32_t c)
{
    if (c >= 0xa0 && c <= 0xff)
        return (uint8_t)c;
    for (size_t i = 0; c >= 0x80 && i < sizeof windows / sizeof *windows; i++) {
        if (windows[i] == c)
            return (uint8_t)(0x80 + i);
    }
    return 0;
}

/* What the bytes of two or three characters are as UTF-8; 0 where they are none. Two signs such as
 * Â and » may well stand side by side, so of two only those count that give a letter, a space or a
 * French quotation mark. */
static uint32_t
decode(const mbr_text *text, size_t at, size_t *ret_length)
{
    size_t length, total = 0;
    uint8_t bytes[3];
    uint32_t first = utf8_at(text->data, text->size, at, &length);
    size_t wanted = first == 0xc2 || first == 0xc3 || first == 0xc5 ? 2 : first == 0xe2 ? 3 : 0;
    for (size_t i = 0; i < wanted; i++) {
        bytes[i] = byte_of(utf8_at(text->data, text->size, at + total, &length));
        total += length;
        if (i > 0 && (bytes[i] & 0xc0) != 0x80)
            return 0;
    }
    *ret_length = total;
    if (wanted == 0)
        return 0;
    if (wanted == 3) {
        uint32_t c = (uint32_t)(bytes[0] & 0x0f) << 12 | (uint32_t)(bytes[1] & 0x3f) << 6 |
                     (bytes[2] & 0x3f);
        return c >= 0x2000 && c < 0x2200 ? c : 0;
    }
    uint32_t c = (uint32_t)(bytes[0] & 0x1f) << 6 | (bytes[1] & 0x3f);
    return utf8_is_letter(c) || c == 0xa0 || c == 0xab || c == 0xbb || c == 0xb0 ? c : 0;
}

static bool
is_hidden(uint32_t c)
{
    return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || (c >= 0x7f && c < 0xa0) ||
           (c >= 0x202a && c <= 0x202e) || (c >= 0xe000 && c <= 0xf8ff) ||
           (c >= 0xfdd0 && c <= 0xfdef) || (c & 0xfffe) == 0xfffe;
}

static bool
is_blank(uint32_t c)
{
    return c == 0x200b || c == 0xfeff;
}

/* One from à to ÿ, but â, which may be what is left of another: nearly all that is asked about. */
static bool
is_small_letter(const mbr_text *text, size_t at)
{
    if ((uint8_t)text->data[at] != 0xc3 || at + 1 >= text->size)
        return false;
    uint8_t next = (uint8_t)text->data[at + 1];
    return next >= 0xa0 && next != 0xa2;
}

bool
characters_find(
    const mbr_text *text, size_t from, mbr_span *ret, character_fault *ret_fault, char *put)
{
    __extension__ static const bool asked[256] = {[0 ... 0x1f] = true, [0x7f ... 0xff] = true};
    size_t length;
    for (size_t at = from; (at = bytes_find(asked, text->data, text->size, at)) < text->size;
         at += length) {
        if (is_small_letter(text, at)) {
            length = 2;
            continue;
        }
        uint32_t c = utf8_at(text->data, text->size, at, &length),
                 meant = decode(text, at, &length);
        if (meant == 0)
            utf8_at(text->data, text->size, at, &length);
        *ret_fault = meant != 0     ? CHARACTER_GARBLED
                     : c == 0xfffd  ? CHARACTER_LOST
                     : is_hidden(c) ? CHARACTER_HIDDEN
                     : is_blank(c)  ? CHARACTER_BLANK
                                    : CHARACTER_DISGUISED;
        if (*ret_fault == CHARACTER_DISGUISED && (meant = (uint8_t)disguise_of(text, at, c)) == 0)
            continue;
        *ret = (mbr_span){at, at + length};
        put[meant != 0 ? utf8_put(meant, put) : 0] = '\0';
        return true;
    }
    return false;
}

/* The faults of one kind in the article: one finding, at the word of the first. */
typedef struct tally {
    size_t count;
    const piece *piece;
    mbr_span words;
    edits fix;
    char (*put)[5]; /* MOST_OF_A_RULE of them, which the edits lend */
} tally;

static mbr_span
word_around(const mbr_text *text, mbr_span at)
{
    mbr_span word = at;
    size_t length;
    while (word.start > 0 && !utf8_is_space(utf8_before(text->data, word.start, &length)))
        word.start -= length;
    while (word.end < text->size &&
           !utf8_is_space(utf8_at(text->data, text->size, word.end, &length)))
        word.end += length;
    return word;
}

static int32_t
note(reading *of, tally *all, const piece *one, character_fault fault, mbr_span at, const char *put)
{
    tally *kind = &all[fault];
    mbr_span place;
    if (kind->count++ == 0) {
        kind->piece = one;
        kind->words = word_around(&one->text, at);
    }
    if (fault == CHARACTER_LOST || kind->fix.count >= MOST_OF_A_RULE)
        return MBR_OK;
    int32_t result = piece_place(&of->text, one, &of->task->host, of->job, at, &place);
    if (result < 0 || !piece_is_verbatim(&of->text, one, at, place))
        return result;
    char *kept = kind->put[kind->fix.count];
    memcpy(kept, put, 5);
    return edits_add(&kind->fix, place, (mbr_text){kept, strlen(kept)}) ? MBR_OK : MBR_E_NOMEM;
}

static int32_t
collect(reading *of, tally *all)
{
    for (size_t i = 0; i < of->text.count; i++) {
        const piece *one = &of->text.items[i];
        mbr_span at = {0, 0};
        character_fault fault;
        char put[5] = "";
        while (characters_find(&one->text, at.end, &at, &fault, put)) {
            int32_t result = note(of, all, one, fault, at, put);
            if (result < 0)
                return result;
        }
    }
    return MBR_OK;
}

static int32_t
report(reading *of, tally *kind, character_fault fault)
{
    static const char *const names[CHARACTER_FAULTS] = {[CHARACTER_HIDDEN] = "hidden",
                                                        [CHARACTER_BLANK] = "blank",
                                                        [CHARACTER_DISGUISED] = "disguised"};
    mbr_span place;
    int32_t result =
        piece_place(&of->text, kind->piece, &of->task->host, of->job, kind->words, &place);
    if (result < 0)
        return result;
    edits_sort(&kind->fix); /* titles come first among the pieces, wherever they stand */
    found finding;
    found_begin(&finding, "bad-characters", place);
    if (fault == CHARACTER_BLANK || fault == CHARACTER_DISGUISED)
        finding.finding.severity = MBR_SEVERITY_WARNING; /* no reader sees it */
    found_text(&finding, "words", kind->piece->text.data + kind->words.start,
               kind->words.end - kind->words.start);
    found_count(&finding, kind->count);
    if (names[fault])
        found_text(&finding, "case", names[fault], strlen(names[fault]));
    return found_report(&finding, &of->task->host, of->job, &kind->fix);
}

int32_t
characters_check(reading *of)
{
    char put[CHARACTER_FAULTS][MOST_OF_A_RULE][5];
    tally all[CHARACTER_FAULTS] = {0};
    for (size_t i = 0; i < CHARACTER_FAULTS; i++)
        all[i].put = put[i];
    int32_t result = collect(of, all);
    for (size_t i = 0; i < CHARACTER_FAULTS; i++) {
        if (result >= 0 && all[i].count > 0)
            result = report(of, &all[i], i);
        edits_clear(&all[i].fix);
    }
    return result;
}
