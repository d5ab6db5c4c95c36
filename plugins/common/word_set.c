/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "word_set.h"

#include "letters.h"
#include "utf8.h"

#include <string.h>

static size_t
slot_of(uint64_t key)
{
    return (size_t)((key * UINT64_C(0x9e3779b97f4a7c15)) >> 54) % WORD_SET_ROOM;
}

/* Eight bytes at most; ASCII and the two bytes of a Latin letter folded as we go. 0: too long. */
static uint64_t
key_of(const char *word, size_t size)
{
    uint64_t key = 0;
    if (size == 0 || size > 8)
        return 0;
    for (size_t i = 0; i < size; i++) {
        uint8_t byte = (uint8_t)word[i];
        bool capital = (uint8_t)(byte - 'A') < 26 ||
                       ((uint8_t)(byte - 0x80) < 31 && i > 0 && (uint8_t)word[i - 1] == 0xc3);
        key = key << 8 | (uint8_t)(byte + (capital ? 32 : 0));
    }
    return key;
}

bool
word_set_add(word_set *set, const char *list, uint8_t value)
{
    while (*list != '\0') {
        size_t size = strcspn(list, " ");
        uint64_t key = key_of(list, size);
        size_t at = slot_of(key), tried = 0;
        while (set->key[at] != 0 && set->key[at] != key && tried++ < WORD_SET_ROOM)
            at = (at + 1) % WORD_SET_ROOM;
        if (key == 0 || tried >= WORD_SET_ROOM)
            return false;
        set->key[at] = key;
        set->value[at] = value;
        list += size;
        list += *list == ' ';
    }
    return true;
}

/* Spaces, dashes, guillemets and apostrophes, the common ones, by their bytes. */
static bool
is_sign(const char *data, size_t size)
{
    uint8_t lead = (uint8_t)data[0], next = size > 1 ? (uint8_t)data[1] : 0;
    return (lead == 0xe2 && next == 0x80) ||
           (lead == 0xc2 && (next == 0xa0 || next == 0xab || next == 0xbb));
}

/* The letters of ASCII that a word begins with, of most words all. */
static set_word
read_plain(const char *data, size_t size, size_t at)
{
    set_word word = {.end = at};
    uint64_t small;
    unsigned count = size - at >= sizeof small ? letters_of_eight(data + at, &small) : 0;
    if (count > 0)
        word.key = __builtin_bswap64(small) >> (64 - 8 * count);
    word.end += count;
    return word;
}

/* The bytes of Latin letters are told without decoding. */
set_word
word_set_read(const char *data, size_t size, size_t at)
{
    set_word word = read_plain(data, size, at);
    while (word.end < size) {
        uint8_t byte = (uint8_t)data[word.end], folded = byte | 0x20;
        if ((uint8_t)(folded - 'a') < 26) {
            word.key = word.key << 8 | folded;
            word.end++;
        } else if (byte == 0xc3) {
            uint8_t next = word.end + 1 < size ? (uint8_t)data[word.end + 1] : 0x80;
            word.key = word.key << 16 | 0xc300u | (next <= 0x9e ? next + 0x20u : next);
            word.end += 2;
            word.accent = true;
        } else if (byte < 0x80 || is_sign(data + word.end, size - word.end)) {
            break;
        } else {
            size_t length;
            if (!utf8_is_letter(utf8_at(data, size, word.end, &length)))
                break;
            word.end += length;
            word.accent = word.other = true;
        }
    }
    return word;
}

static uint8_t
find_key(const word_set *set, uint64_t key)
{
    for (size_t at = slot_of(key); set->key[at] != 0; at = (at + 1) % WORD_SET_ROOM) {
        if (set->key[at] == key)
            return set->value[at];
    }
    return 0;
}

uint8_t
word_set_find(const word_set *set, const char *word, size_t size)
{
    uint64_t key = key_of(word, size);
    return key == 0 ? 0 : find_key(set, key);
}

uint8_t
word_set_find_read(const word_set *set, const char *data, size_t at, const set_word *word)
{
    size_t size = word->end - at;
    if (word->other || size > 8)
        return word_set_find(set, data + at, size);
    return find_key(set, word->key);
}
