/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "article/block.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** How a block is written. */
#define MARBRE_SHAPE_SPEECH 1u /**< it begins with a dash or an opening quotation mark */
#define MARBRE_SHAPE_QUOTES 2u /**< there are quotation marks in it */
#define MARBRE_SHAPE_ASKS 4u   /**< there is a question mark in it */
#define MARBRE_SHAPE_COLON 8u  /**< it ends in a colon */

#define MARBRE_PROFILE_WORDS 4 /* times 64 bits */

/** A figure, a name or an address: what stays the same in another language. */
typedef struct {
    uint32_t key;    /**< its hash */
    uint32_t weight; /**< how rare it is in both texts, up to MARBRE_ANCHOR_WEIGHT */
} MarbreAnchor;

#define MARBRE_ANCHOR_WEIGHT 1024u /* of one that stands in one block of each text */

/** What a block is known by, whatever its language. */
typedef struct {
    int kind; /**< MarbreBlockKind */
    unsigned level;
    unsigned shape;        /**< MARBRE_SHAPE_* */
    uint32_t length;       /**< in bytes; 0 of a picture that stands alone */
    uint32_t stops;        /**< ends of sentences */
    uint32_t first, count; /**< its anchors, by key */
    uint32_t weight;       /**< of all of them */
    uint32_t word_count;
    uint64_t words[MARBRE_PROFILE_WORDS]; /**< heads of its longer words, as bits */
} MarbreProfile;

/** The blocks of a text that have running text of their own, in order. */
typedef struct {
    GArray *blocks;  /**< of MarbreProfile */
    GArray *anchors; /**< of MarbreAnchor */
} MarbreProfiles;

/** An anchor that stands in just one block of either text. */
typedef struct {
    uint32_t from, to;
} MarbreTie;

/**
 * Read the blocks of a text.
 *
 * @param blocks  of MarbreBlock, as marbre_copy_get_blocks() gives them
 * @param first   the first of those with running text
 * @param count   how many of them
 */
void
marbre_profiles_init(MarbreProfiles *profiles, const GPtrArray *blocks, size_t first, size_t count);
void marbre_profiles_clear(MarbreProfiles *profiles);

/** How many bits are set. */
unsigned marbre_profile_count_words(const uint64_t *words);

/**
 * Weigh what two texts have in common: anchors that one of them lacks and words that stand
 * everywhere tell nothing and are dropped.
 *
 * @return (transfer full) of MarbreTie
 */
GArray *marbre_profiles_weigh(MarbreProfiles *from, MarbreProfiles *to);
