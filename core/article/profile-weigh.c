/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "article/profile.h"

#define MOST_PROBES 32u /* where a text is made to fill one place of the table */

/* An anchor of the first text, and where it stands. */
typedef struct {
    uint32_t key;
    uint32_t blocks[2]; /* how many it stands in, on either side */
    uint32_t block[2];  /* one of these */
} Entry;

typedef struct {
    Entry *entries;
    uint32_t mask;
} Table;

/* The entry of a key, or an empty one; NULL where too many keys want one place. */
static Entry *
find_entry(const Table *table, uint32_t key)
{
    uint32_t place = key ^ key >> 15;
    for (uint32_t i = 0; i < MOST_PROBES; i++) {
        Entry *entry = &table->entries[(place + i) & table->mask];
        if (entry->blocks[0] == 0 || entry->key == key)
            return entry;
    }
    return NULL;
}

static void
count_anchors(const Table *table, const MarbreProfiles *profiles, size_t side)
{
    for (guint i = 0; i < profiles->blocks->len; i++) {
        const MarbreProfile *profile = &g_array_index(profiles->blocks, MarbreProfile, i);
        for (uint32_t k = 0; k < profile->count; k++) {
            uint32_t key = g_array_index(profiles->anchors, MarbreAnchor, profile->first + k).key;
            Entry *entry = find_entry(table, key);
            if (entry == NULL || (side == 1 && entry->blocks[0] == 0))
                continue;
            entry->key = key;
            entry->blocks[side]++;
            entry->block[side] = i;
        }
    }
}

static void
weigh_anchors(const Table *table, MarbreProfiles *profiles)
{
    for (guint i = 0; i < profiles->blocks->len; i++) {
        MarbreProfile *profile = &g_array_index(profiles->blocks, MarbreProfile, i);
        MarbreAnchor *list = &g_array_index(profiles->anchors, MarbreAnchor, profile->first);
        uint32_t kept = 0;
        for (uint32_t k = 0; k < profile->count; k++) {
            const Entry *entry = find_entry(table, list[k].key);
            if (entry == NULL || entry->blocks[0] == 0 || entry->blocks[1] == 0)
                continue;
            uint32_t weight = MARBRE_ANCHOR_WEIGHT / (entry->blocks[0] + entry->blocks[1] - 1);
            list[kept++] = (MarbreAnchor){list[k].key, weight};
            profile->weight += weight;
        }
        profile->count = kept;
    }
}

static void
count_words(const MarbreProfiles *profiles, uint32_t *counts)
{
    for (guint i = 0; i < profiles->blocks->len; i++) {
        const MarbreProfile *profile = &g_array_index(profiles->blocks, MarbreProfile, i);
        for (size_t k = 0; k < MARBRE_PROFILE_WORDS; k++)
            for (uint64_t bits = profile->words[k]; bits != 0; bits &= bits - 1)
                counts[64 * k + (size_t)__builtin_ctzll(bits)]++;
    }
}

static void
mask_words(MarbreProfiles *profiles, const uint64_t *mask)
{
    for (guint i = 0; i < profiles->blocks->len; i++) {
        MarbreProfile *profile = &g_array_index(profiles->blocks, MarbreProfile, i);
        for (size_t k = 0; k < MARBRE_PROFILE_WORDS; k++)
            profile->words[k] &= mask[k];
        profile->word_count = marbre_profile_count_words(profile->words);
    }
}

/* Words that stand in a third of the blocks are the subject, or grammar. */
static void
weigh_words(MarbreProfiles *from, MarbreProfiles *to)
{
    uint32_t counts[64 * MARBRE_PROFILE_WORDS] = {0};
    uint64_t mask[MARBRE_PROFILE_WORDS] = {0};
    count_words(from, counts);
    count_words(to, counts);
    size_t most = MAX((from->blocks->len + to->blocks->len) / 3, 4);
    for (size_t i = 0; i < G_N_ELEMENTS(counts); i++)
        if (counts[i] <= most)
            mask[i / 64] |= UINT64_C(1) << i % 64;
    mask_words(from, mask);
    mask_words(to, mask);
}

GArray *
marbre_profiles_weigh(MarbreProfiles *from, MarbreProfiles *to)
{
    GArray *ties = g_array_new(FALSE, FALSE, sizeof(MarbreTie));
    uint32_t room = 64;
    while (room < 2 * from->anchors->len)
        room *= 2;
    g_autofree Entry *entries = g_new0(Entry, room);
    const Table table = {entries, room - 1};
    count_anchors(&table, from, 0);
    count_anchors(&table, to, 1);
    weigh_anchors(&table, from);
    weigh_anchors(&table, to);
    weigh_words(from, to);
    for (uint32_t i = 0; i < room; i++) {
        MarbreTie tie = {entries[i].block[0], entries[i].block[1]};
        if (entries[i].blocks[0] == 1 && entries[i].blocks[1] == 1)
            g_array_append_val(ties, tie);
    }
    return ties;
}
