/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lexis.h"

#include "attribution_table.h"
#include "claims_table.h"
#include "letters.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

typedef struct entry {
    uint64_t key; /* 0: free */
    uint64_t classes;
} entry;

#define SEEN_BITS 15

struct lexis {
    /* By fifteen bits of a key, whether any has them: a table of a few kilobytes is at hand, where
       the entries themselves are not, and most words are not among them. */
    uint64_t seen[1 << (SEEN_BITS - 6)];
    entry *entries;
    size_t room; /* a power of two */
    size_t count;
};

static const struct {
    const char *name;
    uint64_t classes;
    uint64_t english; /* where it means more there */
} lists[] = {
    {"count", LEX_COUNT, 0},
    {"one", LEX_ONE, 0},
    {"person", LEX_PERSON, 0},
    {"harm", LEX_HARM, 0},
    {"harm-weak", LEX_HARM_WEAK, 0},
    {"casualty", LEX_CASUALTY, 0},
    {"accuse", LEX_ACCUSE, 0},
    {"accuse-not", LEX_ACCUSE_NOT, 0},
    {"act", LEX_ACT, 0},
    {"act-weak", LEX_ACT_WEAK, 0},
    {"force", LEX_FORCE, 0},
    {"place", LEX_PLACE, 0},
    {"hold", LEX_HOLD, 0},
    {"move", LEX_MOVE, 0},
    {"demand", LEX_DEMAND, 0},
    {"allegation", LEX_ALLEGATION, 0},
    {"correction", LEX_CORRECTION, 0},
    {"said", LEX_SAID, LEX_TELLS},
    {"says", LEX_SAYS, 0},
    {"between", LEX_BETWEEN, 0},
    {"details", LEX_DETAIL, 0},
    {"days", LEX_DAY, 0},
    {"clauses", LEX_CLAUSE, 0},
    {"aux", LEX_AUX, 0},
    {"be", LEX_BE, 0},
    {"not", LEX_NOT, 0},
    {"factive", LEX_TELLS | LEX_FACTIVE, 0},
    {"factive-said", LEX_SAID | LEX_FACTIVE, 0},
    {"factive-says", LEX_TELLS | LEX_FACTIVE, 0},
    {"doubting", LEX_TELLS | LEX_DOUBTING, 0},
    {"doubting-said", LEX_SAID | LEX_DOUBTING, 0},
    {"doubting-says", LEX_TELLS | LEX_DOUBTING, 0},
    {"denial", LEX_TELLS | LEX_DENIAL, 0},
    {"denial-said", LEX_SAID | LEX_DENIAL, 0},
    {"denial-says", LEX_TELLS | LEX_DENIAL, 0},
    {"other", LEX_TELLS, 0},
    {"other-said", LEX_SAID, 0},
    {"other-says", LEX_TELLS, 0},
    {"saying", LEX_SAYING, 0},
    {"sources", LEX_SOURCE, 0},
    {"sources-not", LEX_SOURCE_NOT, 0},
    {"papers", LEX_PAPER, 0},
};

uint64_t
lexis_classes(const char *name, size_t size, bool french)
{
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
        if (strlen(lists[i].name) == size && memcmp(lists[i].name, name, size) == 0)
            return !french && lists[i].english ? lists[i].english : lists[i].classes;
    return 0;
}

/* --- words ------------------------------------------------------------------------------------ */

static bool
is_hyphen(uint32_t c)
{
    return c == '-' || c == 0x2010 || c == 0x2011;
}

static bool
is_letter(uint32_t c)
{
    return utf8_is_letter(c) || utf8_is_digit(c);
}

/* The sign that a character of a word is known by: small letters, one apostrophe, one hyphen. */
static uint32_t
fold(uint32_t c)
{
    c = utf8_lower(c);
    return utf8_is_apostrophe(c) ? '\'' : is_hyphen(c) ? '-' : c;
}

#define KEY_START UINT64_C(0xcbf29ce484222325)

static uint64_t
add_sign(uint64_t key, uint32_t sign)
{
    return (key ^ sign) * UINT64_C(0x100000001b3);
}

/* The letters of ASCII at `at`, up to eight of them as one sign: where they end. */
static inline size_t
add_letters(uint64_t *key, const char *data, size_t size, size_t at)
{
    uint64_t small;
    char last[sizeof small] = {0};
    bool whole = size - at >= sizeof small;
    if (!whole)
        memcpy(last, data + at, size - at);
    unsigned count = letters_of_eight(whole ? data + at : last, &small);
    if (count > 0)
        *key = (*key ^ small << (64 - 8 * count)) * UINT64_C(0x9e3779b97f4a7c15);
    return at + count;
}

uint64_t
lexis_key(const char *word, size_t size)
{
    uint64_t key = KEY_START;
    for (size_t at = 0, length; at < size; at += length) {
        length = add_letters(&key, word, size, at) - at;
        if (length == 0)
            key = add_sign(key, fold(utf8_at(word, size, at, &length)));
    }
    return key ? key : 1;
}

struct lexis_word
lexis_read(const char *data, size_t size, size_t at)
{
    struct lexis_word word = {.key = KEY_START};
    size_t length, next;
    for (; at < size; at += length) {
        length = add_letters(&word.key, data, size, at) - at;
        if (length > 0)
            continue;
        uint32_t c = utf8_at(data, size, at, &length);
        bool apostrophe = utf8_is_apostrophe(c), hyphen = !apostrophe && is_hyphen(c);
        if (!apostrophe && !is_letter(c) &&
            !(hyphen && is_letter(utf8_at(data, size, at + length, &next))))
            break;
        word.compound |= c == '-';
        word.key = add_sign(word.key, fold(c));
        if (apostrophe) {
            at += length;
            break;
        }
    }
    word.end = at;
    word.key = word.key ? word.key : 1;
    return word;
}

uint64_t
lexis_join(uint64_t before, uint64_t word)
{
    uint64_t key = (before ^ (word >> 29)) * UINT64_C(0x9e3779b97f4a7c15) + word;
    return key ? key : 1;
}

/* --- the table -------------------------------------------------------------------------------- */

static entry *
slot_of(entry *entries, size_t room, uint64_t key)
{
    size_t at = (size_t)(key ^ key >> 32) & (room - 1);
    while (entries[at].key != 0 && entries[at].key != key)
        at = (at + 1) & (room - 1);
    return &entries[at];
}

/* The bit of `seen` for a key, and in `ret` the word of it that the bit is in. */
static inline uint64_t
seen_bit(uint64_t key, size_t *ret)
{
    size_t head = (size_t)(key * UINT64_C(0x9e3779b97f4a7c15) >> (64 - SEEN_BITS));
    *ret = head / 64;
    return UINT64_C(1) << head % 64;
}

uint64_t
lexis_find(const struct lexis *of, uint64_t key)
{
    size_t at;
    uint64_t bit = seen_bit(key, &at);
    return of && (of->seen[at] & bit) != 0 ? slot_of(of->entries, of->room, key)->classes : 0;
}

static bool
enlarge(struct lexis *of)
{
    size_t room = of->room ? 2 * of->room : 4096;
    entry *entries = calloc(room, sizeof *entries);
    if (!entries)
        return false;
    for (size_t i = 0; i < of->room; i++)
        if (of->entries[i].key != 0)
            *slot_of(entries, room, of->entries[i].key) = of->entries[i];
    free(of->entries);
    of->entries = entries;
    of->room = room;
    return true;
}

static bool
give(struct lexis *of, uint64_t key, uint64_t classes)
{
    if (2 * (of->count + 1) > of->room && !enlarge(of))
        return false;
    entry *it = slot_of(of->entries, of->room, key);
    size_t at;
    uint64_t bit = seen_bit(key, &at);
    of->seen[at] |= bit;
    of->count += it->key == 0;
    it->key = key;
    it->classes |= classes;
    return true;
}

/* The keys of a phrase up to each of its words; how many, 0 for too many or none. */
static size_t
keys_of(const char *phrase, size_t size, uint64_t keys[LEX_LONGEST])
{
    size_t count = 0, length;
    for (size_t at = 0; at < size;) {
        uint32_t c = utf8_at(phrase, size, at, &length);
        if (!is_letter(c)) {
            at += length;
            continue;
        }
        struct lexis_word word = lexis_read(phrase, size, at);
        if (count == LEX_LONGEST)
            return 0;
        keys[count] = count ? lexis_join(keys[count - 1], word.key) : word.key;
        count++;
        at = word.end;
    }
    return count;
}

bool
lexis_add(struct lexis *of, const char *phrase, size_t size, uint64_t classes)
{
    uint64_t keys[LEX_LONGEST];
    size_t count = keys_of(phrase, size, keys);
    bool done = true;
    for (size_t i = 0; done && i + 1 < count; i++)
        done = give(of, keys[i], LEX_STARTS);
    return done && (count == 0 || give(of, keys[count - 1], classes));
}

void
lexis_drop(struct lexis *of, const char *phrase, size_t size, uint64_t classes)
{
    uint64_t keys[LEX_LONGEST];
    size_t count = keys_of(phrase, size, keys);
    if (count > 0)
        slot_of(of->entries, of->room, keys[count - 1])->classes &= ~classes;
}

static bool
add_lists(struct lexis *of, const word_list *table, bool french)
{
    for (; table->name; table++) {
        uint64_t classes = lexis_classes(table->name, strlen(table->name), french);
        for (size_t i = 0; classes && i < table->count; i++)
            if (!lexis_add(of, table->words[i], strlen(table->words[i]), classes))
                return false;
    }
    return true;
}

struct lexis *
lexis_new(bool french)
{
    struct lexis *of = calloc(1, sizeof *of);
    if (of && enlarge(of) && add_lists(of, french ? claims_fr : claims_en, french) &&
        add_lists(of, french ? attribution_fr : attribution_en, french))
        return of;
    lexis_free(of);
    return NULL;
}

void
lexis_free(struct lexis *of)
{
    if (!of)
        return;
    free(of->entries);
    free(of);
}
