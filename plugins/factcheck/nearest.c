/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "nearest.h"

#include "utf8.h"

#include <string.h>

#define MOST_SOUGHT (UINT64_C(16) << 20) /* bytes gone through in one article */
#define ROOM 256                         /* a power of two */
#define MOST_WORDS 64

/* The longer words of the quote, each once. */
struct wanted {
    uint64_t keys[ROOM];
    size_t count;
};

static size_t
slot_of(const struct wanted *of, uint64_t key)
{
    size_t at = (size_t)(key ^ key >> 32) & (ROOM - 1);
    while (of->keys[at] != 0 && of->keys[at] != key)
        at = (at + 1) & (ROOM - 1);
    return at;
}

static void
collect(struct wanted *of, const mbr_text *words)
{
    size_t length;
    for (size_t at = 0; at < words->size && of->count < MOST_WORDS;) {
        uint32_t c = utf8_at(words->data, words->size, at, &length);
        if (!utf8_is_letter(c) && !utf8_is_digit(c)) {
            at += length;
            continue;
        }
        struct lexis_word word = lexis_read(words->data, words->size, at);
        size_t slot = slot_of(of, word.key);
        if (word.end - at > 3 && of->keys[slot] == 0) {
            of->keys[slot] = word.key;
            of->count++;
        }
        at = word.end;
    }
}

/* How many of them stand among words [first, end), each counted as often as it stands. */
static size_t
score(const struct wanted *of, const struct words *words, size_t first, size_t end)
{
    size_t count = 0;
    for (size_t i = first; i < end && i < words->count; i++) {
        const struct word *it = &words->items[i];
        if (it->end - it->start > 3)
            count += of->keys[slot_of(of, it->key)] != 0;
    }
    return count;
}

/* The sentence of the paragraph read last that has the most. */
static int32_t
find_sentence(struct run *run, const struct wanted *of, char *ret_sentence)
{
    uint64_t at = 0;
    mbr_span span, best = {0, 0};
    size_t first, end, most = 0;
    int32_t result;
    while (run_next_sentence(run, &at, &span, &first, &end, &result)) {
        size_t here = score(of, &run->words, first, end);
        if (here > most) {
            most = here;
            best = span;
        }
    }
    if (2 * most < of->count)
        return result;
    const char *data = run->words.data + best.start;
    size_t size = utf8_cut(data, (size_t)(best.end - best.start), NEAREST_ROOM - 1);
    while (size > 0 && data[size - 1] == ' ')
        size--;
    for (size_t i = 0; i < size; i++)
        ret_sentence[i] = data[i] == '\n' ? ' ' : data[i];
    ret_sentence[size] = '\0';
    return result;
}

int32_t
nearest_find(struct run *run, const mbr_text *words, char *ret_sentence)
{
    struct wanted wanted = {0};
    size_t best = 0, most = 0;
    *ret_sentence = '\0';
    if (!run->lexis || !words->data || run->sought > MOST_SOUGHT)
        return MBR_OK;
    collect(&wanted, words);
    int32_t result = wanted.count > 0 ? run_load_blocks(run) : MBR_OK;
    for (size_t i = 0; i < run->block_count && result >= 0 && wanted.count > 0; i++) {
        result = run_read_block(run, i);
        run->sought += run->blocks[i].item.text.size + 1;
        size_t here = result >= 0 ? score(&wanted, &run->words, 0, run->words.count) : 0;
        if (here > most) {
            most = here;
            best = i;
        }
    }
    if (result < 0 || most == 0)
        return result;
    result = run_read_block(run, best);
    return result < 0 ? result : find_sentence(run, &wanted, ret_sentence);
}
