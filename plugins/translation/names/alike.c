/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "alike.h"

#include "distinct.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

#define SHORTEST_SOUND 4 /* letters of a name that is compared by its sound */
#define SHORTEST_LOOK 5  /* by its letters */

/* --- folding ----------------------------------------------------------------------------- */

/* The letters without their accents; what is not Latin gives "". */
static const char *
base_of(uint32_t c, char one[2])
{
    static const char latin[] = "aaaaaaaceeeeiiiidnooooo/ouuuuyty"; /* U+00E0 to U+00FF */
    static const char extended[] = "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkk"
                                   "llllllllllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuww"
                                   "yyyzzzzzzs"; /* U+0100 to U+017F */
    c = utf8_lower(c);
    one[1] = '\0';
    one[0] = '\0';
    if (c >= 'a' && c <= 'z')
        one[0] = (char)c;
    else if (c == 0xe6)
        return "ae";
    else if (c == 0xdf)
        return "ss";
    else if (c == 0xfe)
        return "th";
    else if (c >= 0xe0 && c <= 0xff && c != 0xf7)
        one[0] = latin[c - 0xe0];
    else if (c == 0x153)
        return "oe";
    else if (c == 0x10d)
        return "ch";
    else if (c == 0x161 || c == 0x15f)
        return "sh";
    else if (c == 0x17e)
        return "zh";
    else if (c == 0x259)
        one[0] = 'e';
    else if (c >= 0x100 && c < 0x180)
        one[0] = extended[c - 0x100];
    return one;
}

/* What is written in several ways where names are carried over from another alphabet: the sound at
 * `at`, and how many letters it takes. A NUL ends the name. */
static size_t
sound_at(const char *raw, size_t at, char *ret)
{
    static const struct {
        char written[5];
        uint8_t size;
        char sound;
    } sounds[] = {{"tsch", 4, 'C'}, {"tch", 3, 'C'}, {"sch", 3, 'C'}, {"dzh", 3, 'j'},
                  {"ch", 2, 'C'},   {"sh", 2, 'C'},  {"kh", 2, 'k'},  {"gh", 2, 'k'},
                  {"ck", 2, 'k'},   {"qu", 2, 'k'},  {"q", 1, 'k'},   {"ph", 2, 'f'},
                  {"dj", 2, 'j'},   {"zh", 2, 'j'},  {"ou", 2, 'u'},  {"th", 2, 't'},
                  {"ks", 2, 'x'},   {"w", 1, 'v'},   {"y", 1, 'i'}};
    static const bool begins[256] = {
        ['c'] = true, ['d'] = true, ['g'] = true, ['k'] = true, ['o'] = true, ['p'] = true,
        ['q'] = true, ['s'] = true, ['t'] = true, ['w'] = true, ['y'] = true, ['z'] = true};
    *ret = raw[at];
    for (size_t i = 0; begins[(uint8_t)raw[at]] && i < sizeof sounds / sizeof *sounds; i++) {
        if (sounds[i].written[0] == raw[at] &&
            strncmp(raw + at, sounds[i].written, sounds[i].size) == 0) {
            *ret = sounds[i].sound;
            return sounds[i].size;
        }
    }
    return 1;
}

static void
make_key(alike_name *of)
{
    of->key_size = 0;
    of->letters = 0;
    for (size_t at = 0; at < of->raw_size;) {
        char sound;
        if (of->raw[at] == '-') {
            at++;
            continue;
        }
        of->letters |= UINT32_C(1) << (of->raw[at] - 'a');
        at += sound_at(of->raw, at, &sound);
        if (of->key_size == 0 || of->key[of->key_size - 1] != sound)
            of->key[of->key_size++] = sound;
    }
    of->key[of->key_size] = '\0';
}

bool
alike_fold(const char *name, size_t size, alike_name *ret)
{
    size_t length, written = 0;
    for (size_t at = 0; at < size; at += length) {
        char one[2];
        uint32_t c = utf8_at(name, size, at, &length);
        if (c >= 0x300 && c < 0x370)
            continue; /* an accent apart from its letter */
        const char *base = c == '-' || c == 0x2010 || c == 0x2011 ? "-" : base_of(c, one);
        if (base[0] == '\0' || written + 3 > ALIKE_ROOM)
            return false;
        for (; *base != '\0'; base++)
            ret->raw[written++] = *base;
    }
    ret->raw[written] = '\0';
    ret->raw_size = (uint8_t)written;
    make_key(ret);
    return ret->key_size > 0;
}

bool
alike_join(alike_name *of, const alike_name *next)
{
    if (of->raw_size + 1u + next->raw_size + 1u > ALIKE_ROOM)
        return false;
    of->raw[of->raw_size++] = '-';
    memcpy(of->raw + of->raw_size, next->raw, next->raw_size + 1u);
    of->raw_size = (uint8_t)(of->raw_size + next->raw_size);
    make_key(of);
    return true;
}

/* --- sound ------------------------------------------------------------------------------- */

bool
alike_sounds(const alike_name *a, const alike_name *b)
{
    return a->key_size == b->key_size && a->key_size >= SHORTEST_SOUND &&
           memcmp(a->key, b->key, a->key_size) == 0;
}

/* --- letters ----------------------------------------------------------------------------- */

typedef struct letters {
    const char *at;
    size_t size;
} letters;

/* Of each letter the families that it is of: those of one are heard, or typed, for one another. */
enum { VOWEL = 1, K = 2, S = 4, T = 8, V = 16, B = 32, M = 64, Y = 128 };
static const uint8_t families[256] = {
    ['a'] = VOWEL, ['b'] = V | B,     ['c'] = K | S,     ['d'] = T, ['e'] = VOWEL,
    ['f'] = V,     ['g'] = K | Y,     ['i'] = VOWEL | Y, ['j'] = Y, ['k'] = K,
    ['m'] = M,     ['n'] = M,         ['o'] = VOWEL,     ['p'] = B, ['q'] = K,
    ['s'] = S,     ['t'] = T,         ['u'] = VOWEL,     ['v'] = V, ['w'] = V,
    ['x'] = S,     ['y'] = VOWEL | Y, ['z'] = S};

static bool
is_vowel(char c)
{
    return (families[(uint8_t)c] & VOWEL) != 0;
}

static bool
is_related(char a, char b)
{
    return (families[(uint8_t)a] & families[(uint8_t)b]) != 0;
}

/* The price of a letter that one of the two lacks: 2 for what is easily left out, 3 for others. */
static unsigned
price_of_one(letters of, size_t at)
{
    char c = of.at[at], next = at + 1 < of.size ? of.at[at + 1] : '\0';
    bool doubled = next == c || (at > 0 && of.at[at - 1] == c);
    bool silent = (c == 't' && (next == 'c' || next == 's')) || (c == 'd' && next == 'j') ||
                  (c == 'c' && next == 'k') || (c == 's' && next == 'c');
    return is_vowel(c) || c == 'h' || doubled || silent ? 2 : 3;
}

static unsigned
least(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

/* The least price of making one the other: 2 for a likely slip, two neighbours that changed places
 * among them, 3 for any other. */
static unsigned
price(letters a, letters b)
{
    unsigned rows[3][ALIKE_ROOM + 1];
    for (size_t j = 0; j <= b.size; j++)
        rows[0][j] = j == 0 ? 0 : rows[0][j - 1] + price_of_one(b, j - 1);
    for (size_t i = 1; i <= a.size; i++) {
        unsigned *row = rows[i % 3], *above = rows[(i - 1) % 3], *over = rows[(i + 1) % 3];
        unsigned gone = price_of_one(a, i - 1);
        row[0] = above[0] + gone;
        for (size_t j = 1; j <= b.size; j++) {
            char x = a.at[i - 1], y = b.at[j - 1];
            unsigned change = x == y ? 0 : is_related(x, y) ? 2 : 3;
            row[j] = least(above[j - 1] + change,
                           least(above[j] + gone, row[j - 1] + price_of_one(b, j - 1)));
            if (i > 1 && j > 1 && x != y && x == b.at[j - 2] && a.at[i - 2] == y)
                row[j] = least(row[j], over[j - 2] + 2);
        }
    }
    return rows[a.size % 3][b.size];
}

/* « Arménie », « Arméniens »: they differ in an ending alone. */
static bool
is_inflection(letters a, letters b)
{
    static const char *const plain[] = {"s", "x", "n", "ns"};
    while (a.size > 0 && b.size > 0 && a.at[0] == b.at[0]) {
        a = (letters){a.at + 1, a.size - 1};
        b = (letters){b.at + 1, b.size - 1};
    }
    while (a.size > 0 && b.size > 0 && a.at[a.size - 1] == b.at[b.size - 1] &&
           (a.at[a.size - 1] == 's' || a.at[a.size - 1] == 'e')) {
        a.size--;
        b.size--;
    }
    if (a.size > 4 || b.size > 4 ||
        (a.size > 0 && b.size > 0 && a.at[a.size - 1] == b.at[b.size - 1]))
        return false;
    for (size_t i = 0; i < a.size || i < b.size; i++) {
        if ((i < a.size && is_vowel(a.at[i])) || (i < b.size && is_vowel(b.at[i])))
            return true;
    }
    letters longer = a.size > b.size ? a : b;
    for (size_t i = 0; a.size + b.size == longer.size && i < sizeof plain / sizeof *plain; i++) {
        if (longer.size == strlen(plain[i]) && memcmp(longer.at, plain[i], longer.size) == 0)
            return true;
    }
    return a.size + b.size == 0;
}

/* A quarter of the letters at most may differ. */
static unsigned
budget(size_t longest)
{
    return longest < 8 ? 2 : longest < 12 ? 4 : 5;
}

static bool
parts_look_alike(letters a, letters b)
{
    size_t longest = a.size > b.size ? a.size : b.size;
    size_t shortest = a.size + b.size - longest;
    if (longest == shortest && memcmp(a.at, b.at, a.size) == 0)
        return true;
    alike_name x, y;
    if (alike_fold(a.at, a.size, &x) && alike_fold(b.at, b.size, &y) && alike_sounds(&x, &y))
        return true;
    return shortest >= SHORTEST_LOOK && longest - shortest <= 2 && a.at[0] == b.at[0] &&
           !is_inflection(a, b) && price(a, b) <= budget(longest);
}

/* The part up to the next hyphen; moves on behind it. */
static letters
take_part(letters *from)
{
    const char *hyphen = memchr(from->at, '-', from->size);
    size_t size = hyphen ? (size_t)(hyphen - from->at) : from->size;
    letters part = {from->at, size};
    size_t step = hyphen ? size + 1 : size;
    *from = (letters){from->at + step, from->size - step};
    return part;
}

static bool
look_alike(const alike_name *a, const alike_name *b)
{
    int difference = (int)a->raw_size - (int)b->raw_size;
    letters x = {a->raw, a->raw_size}, y = {b->raw, b->raw_size};
    if (a->raw[0] != b->raw[0] || difference > 2 || difference < -2 ||
        __builtin_popcount(a->letters ^ b->letters) > 4)
        return false;
    while (x.size > 0 && y.size > 0) {
        if (!parts_look_alike(take_part(&x), take_part(&y)))
            return false;
    }
    return x.size == 0 && y.size == 0;
}

bool
alike_is_one(const alike_name *a, const alike_name *b)
{
    if (a->raw_size == b->raw_size && memcmp(a->raw, b->raw, a->raw_size) == 0)
        return a->key_size >= SHORTEST_SOUND;
    return (alike_sounds(a, b) || look_alike(a, b)) && !distinct_names(a->raw, b->raw);
}
