/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "word_set.h"

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

uint8_t
word_set_find_key(const word_set *set, uint64_t key)
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
    return key == 0 ? 0 : word_set_find_key(set, key);
}
