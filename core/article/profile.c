/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "article/profile.h"

#include "base/letters.h"

#include <string.h>

#define HEAD 4           /* letters by which a word is known: azerbaïdjan, Azerbaijan */
#define MOST_ANCHORS 64u /* of one block */
#define FIGURE_KEY 0x5bd1e995u

/* Letters of U+00C0 to U+00FF without their accents; 0 for the two that are signs. */
static const char plain[] = "aaaaaaaceeeeiiiidnooooo\0ouuuuytsaaaaaaaceeeeiiiidnooooo\0ouuuuyty";

typedef struct {
    const uint8_t *at;
    const uint8_t *end; /* a NUL */
    bool inside;        /* of a sentence, where a capital is that of a name */
    MarbreProfile *profile;
    GArray *anchors;
} Scan;

static uint32_t
mix(uint32_t key)
{
    return key * 0x9e3779b1u;
}

/* A letter at `at`, lower case and without its accent; its bytes, 0 where there is none. Letters
 * of other scripts are their own first byte. */
static inline size_t
letter_at(const uint8_t *at, const uint8_t *end, uint32_t *ret_letter)
{
    uint8_t c = *at;
    if (c < 0x80) {
        uint8_t lower = c | 0x20;
        *ret_letter = lower;
        return lower >= 'a' && lower <= 'z';
    }
    if (c == 0xc3 && at + 1 < end) {
        *ret_letter = (uint8_t)plain[at[1] & 0x3f];
        return *ret_letter != 0 ? 2 : 0;
    }
    if (c < 0xc4 || c == 0xe2 || c == 0xe3 || c == 0xef)
        return 0;
    size_t length = c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
    if (length > (size_t)(end - at))
        return 0;
    *ret_letter = c * 31u + at[length - 1];
    return length;
}

/* A byte of the rest of a word: ASCII letters, and all beyond but the heads of signs. */
static inline bool
goes_on(uint8_t c)
{
    __extension__ static const bool within[256] = {['A' ... 'Z'] = true,   ['a' ... 'z'] = true,
                                                   [0x80 ... 0xc1] = true, [0xc3 ... 0xe1] = true,
                                                   [0xe4 ... 0xee] = true, [0xf0 ... 0xff] = true};
    return within[c];
}

static bool
is_capital(const uint8_t *at)
{
    return (*at >= 'A' && *at <= 'Z') || (*at == 0xc3 && at[1] < 0x9f);
}

static inline bool
is_digit(uint8_t c)
{
    return c >= '0' && c <= '9';
}

static void
add_anchor(Scan *scan, uint32_t key)
{
    GArray *anchors = scan->anchors;
    MarbreAnchor *list = &g_array_index(anchors, MarbreAnchor, 0);
    size_t first = scan->profile->first, place = anchors->len;
    if (anchors->len - first >= MOST_ANCHORS)
        return;
    while (place > first && list[place - 1].key > key)
        place--;
    if (place > first && list[place - 1].key == key)
        return;
    MarbreAnchor anchor = {key, 0};
    g_array_insert_val(anchors, place, anchor);
}

/* The first letters of a word in one key, and how many; on to behind them, or further. */
static size_t
take_head(Scan *scan, uint32_t *ret_key)
{
    uint64_t small;
    uint32_t letter = 0;
    size_t letters = 0, length;
    unsigned count = scan->end - scan->at >= (ptrdiff_t)sizeof small
                         ? marbre_letters_of_eight(scan->at, &small)
                         : 0;
    *ret_key = 0;
    if (count > 0 && ((count >= HEAD) | (scan->at[count] < 0x80))) {
        letters = MIN(count, HEAD);
        *ret_key = (uint32_t)(GUINT64_SWAP_LE_BE(small) >> (64 - 8 * letters));
        scan->at += count;
        return letters;
    }
    while (letters < HEAD && (length = letter_at(scan->at, scan->end, &letter)) > 0) {
        *ret_key = *ret_key << 8 ^ letter;
        letters++;
        scan->at += length;
    }
    return letters;
}

static void
take_word(Scan *scan)
{
    bool capital = is_capital(scan->at);
    uint32_t key;
    size_t letters = take_head(scan, &key);
    while (goes_on(*scan->at))
        scan->at++;
    uint32_t mixed = mix(key);
    scan->profile->words[mixed >> 30] |= (uint64_t)(letters >= HEAD) << (mixed >> 24 & 63);
    if (capital && scan->inside && letters + 1 >= HEAD)
        add_anchor(scan, mixed);
    scan->inside = true;
}

/* Bytes of what stands between the groups of one figure: 12,500 is 12 500 and 12.5 is 12,5. */
static size_t
gap_at(const uint8_t *at, const uint8_t *end, size_t before)
{
    size_t length = 0;
    if (end - at > 1 && (*at == ',' || *at == '.'))
        length = 1;
    else if (end - at > 2 && at[0] == 0xc2 && at[1] == 0xa0)
        length = 2;
    else if (end - at > 3 && at[0] == 0xe2 && at[1] == 0x80 && (at[2] == 0xaf || at[2] == 0x89))
        length = 3;
    else if (end - at > 3 && *at == ' ' && before <= 3 && is_digit(at[2]) && is_digit(at[3]) &&
             (end - at == 4 || !is_digit(at[4])))
        length = 1;
    return length > 0 && is_digit(at[length]) ? length : 0;
}

static void
take_figure(Scan *scan)
{
    uint32_t key = FIGURE_KEY;
    size_t before = 0;
    while (scan->at < scan->end) {
        if (is_digit(*scan->at)) {
            key = key * 11 + (*scan->at++ - '0');
            before++;
            continue;
        }
        size_t gap = gap_at(scan->at, scan->end, before);
        if (gap == 0)
            break;
        scan->at += gap;
        before = 0;
    }
    add_anchor(scan, mix(key));
    scan->inside = true;
}

/* Neither letter nor digit. */
static void
take_sign(Scan *scan)
{
    const uint8_t *at = scan->at++;
    size_t left = (size_t)(scan->end - at);
    switch (*at) {
    case '?':
        scan->profile->shape |= MARBRE_SHAPE_ASKS;
        G_GNUC_FALLTHROUGH;
    case '.':
    case '!':
        if (left == 1 || !(is_digit(at[1]) || (at[1] | 0x20) >= 'a') || at[1] >= 0x80)
            scan->profile->stops++;
        G_GNUC_FALLTHROUGH;
    case ':':
        scan->inside = false;
        break;
    case '"':
        scan->profile->shape |= MARBRE_SHAPE_QUOTES;
        scan->inside = false;
        break;
    case 0xc2: /* « */
        if (left > 1 && at[1] == 0xab) {
            scan->profile->shape |= MARBRE_SHAPE_QUOTES;
            scan->inside = false;
        }
        break;
    case 0xe2: /* “ */
        if (left > 2 && at[1] == 0x80 && at[2] == 0x9c) {
            scan->profile->shape |= MARBRE_SHAPE_QUOTES;
            scan->inside = false;
        }
        break;
    default:
        break;
    }
}

/* Quotation marks or a dash at the head, a colon at the end. */
static unsigned
shape_of(const char *text, size_t size)
{
    static const char *const openings[] = {"—", "–", "«", "“", "\"", "- "};
    unsigned shape = size > 0 && text[size - 1] == ':' ? MARBRE_SHAPE_COLON : 0;
    for (size_t i = 0; i < G_N_ELEMENTS(openings); i++) {
        size_t length = strlen(openings[i]);
        if (size >= length && memcmp(text, openings[i], length) == 0)
            shape |= MARBRE_SHAPE_SPEECH;
    }
    return shape;
}

static void
read_block(MarbreProfiles *profiles, const MarbreBlock *block)
{
    size_t size = 0;
    const char *text = block->text != NULL ? marbre_mapped_get_text(block->text, &size) : "";
    MarbreProfile profile = {.kind = block->kind,
                             .level = block->level,
                             .shape = shape_of(text, size),
                             .length = (uint32_t)MIN(size, G_MAXINT32),
                             .first = profiles->anchors->len};
    const uint8_t *data = (const uint8_t *)text;
    Scan scan = {data, data + size, false, &profile, profiles->anchors};
    uint32_t letter = 0;
    while (scan.at < scan.end) {
        if (*scan.at == ' ')
            scan.at++;
        else if (letter_at(scan.at, scan.end, &letter) > 0)
            take_word(&scan);
        else if (is_digit(*scan.at))
            take_figure(&scan);
        else
            take_sign(&scan);
    }
    profile.count = profiles->anchors->len - profile.first;
    g_array_append_val(profiles->blocks, profile);
}

/* The address of a link or picture, for the block that holds it. */
static void
read_address(MarbreProfiles *profiles, const MarbreBlock *block)
{
    if (block->target == NULL || profiles->blocks->len == 0)
        return;
    MarbreProfile *last =
        &g_array_index(profiles->blocks, MarbreProfile, profiles->blocks->len - 1);
    Scan scan = {.profile = last, .anchors = profiles->anchors};
    add_anchor(&scan, mix(g_str_hash(block->target)));
    last->count = profiles->anchors->len - last->first;
}

void
marbre_profiles_init(MarbreProfiles *profiles, const GPtrArray *blocks, size_t first, size_t count)
{
    profiles->blocks = g_array_sized_new(FALSE, FALSE, sizeof(MarbreProfile), (guint)count);
    profiles->anchors = g_array_sized_new(FALSE, FALSE, sizeof(MarbreAnchor), (guint)count * 8);
    size_t seen = 0;
    for (guint i = 0; i < blocks->len && seen <= first + count; i++) {
        const MarbreBlock *block = g_ptr_array_index(blocks, i);
        bool text = marbre_block_is_text(block);
        seen += text;
        if (seen <= first || seen > first + count)
            continue;
        if (text)
            read_block(profiles, block);
        else
            read_address(profiles, block);
    }
}

void
marbre_profiles_clear(MarbreProfiles *profiles)
{
    g_clear_pointer(&profiles->blocks, g_array_unref);
    g_clear_pointer(&profiles->anchors, g_array_unref);
}

/* By sums of halves: not every processor that this is built for counts bits by itself. */
unsigned
marbre_profile_count_words(const uint64_t *words)
{
    uint64_t sum = 0;
    for (size_t k = 0; k < MARBRE_PROFILE_WORDS; k++) {
        uint64_t bits = words[k] - (words[k] >> 1 & UINT64_C(0x5555555555555555));
        bits = (bits & UINT64_C(0x3333333333333333)) + (bits >> 2 & UINT64_C(0x3333333333333333));
        sum += (bits + (bits >> 4)) & UINT64_C(0x0f0f0f0f0f0f0f0f);
    }
    sum = (sum & UINT64_C(0x00ff00ff00ff00ff)) + (sum >> 8 & UINT64_C(0x00ff00ff00ff00ff));
    return (unsigned)(sum * UINT64_C(0x0001000100010001) >> 48);
}
