/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "numerals.h"

#include <string.h>

#define LONGEST 31 /* bytes of a word that could be one of these */

/* The letters beneath the accents of U+00C0 to U+00FF, of which only the lower half is asked. */
static const char bare[] = "aaaaaaaceeeeiiiidnooooo*ouuuuypsaaaaaaaceeeeiiiidnooooo/ouuuuypy";

static uint32_t
hash_of(const char *word, size_t size)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    for (size_t i = 0; i < size; i++) {
        uint8_t c = (uint8_t)word[i];
        if (c >= 'A' && c <= 'Z') {
            c |= 0x20;
        } else if (c == 0xc3 && i + 1 < size) {
            c = (uint8_t)bare[(uint8_t)word[++i] & 0x3f];
        } else if ((c == 0xcc || c == 0xcd) && i + 1 < size) {
            i++; /* an accent that stands by itself */
            continue;
        }
        hash = (hash ^ c) * UINT64_C(0x100000001b3);
    }
    return (uint32_t)(hash >> 32) | 1;
}

static size_t
slot_of(uint32_t hash)
{
    return (hash >> 8) % NUMERAL_ROOM;
}

static void
add(numerals *of, const char *word, size_t size, uint8_t kind, uint16_t value)
{
    uint32_t hash = hash_of(word, size);
    size_t at = slot_of(hash);
    while (of->slots[at].hash != 0)
        at = (at + 1) % NUMERAL_ROOM;
    of->slots[at] = (numeral){.hash = hash, .kind = kind, .value = value};
    if (kind > NUMERAL_LAST_STARTER && kind != NUMERAL_YEARS && kind != NUMERAL_WEB)
        return;
    /* An accent makes a letter one or two bytes longer, and may be what stands second. */
    uint32_t lengths = 1U << size;
    if (of->french && size < 29)
        lengths |= lengths << 1 | lengths << 2;
    of->lengths[word[0] & 31][word[1] & 31] |= lengths;
    of->lengths[word[0] & 31][0] |= lengths;
    if (size > 2)
        of->thirds[word[0] & 31][word[1] & 31] |= 1U << (word[2] & 31);
}

void
numerals_make(numerals *of, bool french)
{
    memset(of, 0, sizeof *of);
    of->french = french;
    for (unsigned c = 0; c < 256; c++) {
        bool ascii = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        bool beyond = c >= 0x80 && c != 0xc2 && c != 0xe2;
        of->bytes[c] =
            (uint8_t)((ascii || (beyond && c >= 0xc0) ? NUMERAL_BYTE_LETTER : 0) |
                      (ascii || beyond ? NUMERAL_BYTE_WITHIN : 0) |
                      (c >= '0' && c <= '9' ? NUMERAL_BYTE_DIGIT : 0) |
                      (french && (c == 'X' || c == 'V' || c == 'I') ? NUMERAL_BYTE_ROMAN : 0) |
                      (c == '-' || (c >= '0' && c <= '9') ? NUMERAL_BYTE_JOINS : 0));
    }
    for (const numeral_row *row = french ? numerals_french : numerals_english; row->words; row++) {
        uint16_t value = row->first;
        for (const char *word = row->words; *word != '\0'; value = (uint16_t)(value + row->step)) {
            size_t size = strcspn(word, " ");
            add(of, word, size, row->kind, value);
            word += size;
            word += *word == ' ';
        }
    }
}

const numeral *
numeral_find(const numerals *of, const char *word, size_t size)
{
    if (size == 0 || size > LONGEST)
        return NULL;
    uint32_t hash = hash_of(word, size);
    for (size_t at = slot_of(hash); of->slots[at].hash != 0; at = (at + 1) % NUMERAL_ROOM) {
        if (of->slots[at].hash == hash)
            return &of->slots[at];
    }
    return NULL;
}
