/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef PUBLISH_FRAGMENT_H
#define PUBLISH_FRAGMENT_H

#include "place.h"

#include <stddef.h>

/* A part of a page as a theme words it: HTML with named places, made ready to be filled. */

/** Some HTML, and the place behind it. */
typedef struct piece {
    mbr_text html;  /* lent by the source */
    uint16_t place; /* a place; from PLACES on, one of the words; FRAGMENT_END */
    bool is_attribute;
} piece;

#define FRAGMENT_END UINT16_MAX

typedef struct fragment {
    piece *pieces; /* the last one has no place behind it */
    size_t count;
} fragment;

/** What a fragment may hold. */
typedef struct fragment_rules {
    uint64_t allowed;  /* places besides those that every fragment has */
    uint64_t required; /* places that must not be lost */
    bool in_head;      /* it has <meta> and <link> and nothing else */
} fragment_rules;

/** What is wrong with one, for the person who wrote it. */
typedef struct fault {
    size_t at; /* bytes before it */
    char why[256];
} fault;

/**
 * Make a fragment ready. Its elements are closed in their turn, it has no script and no place where
 * a value could become more than a value; so no page made of it differs from it in its structure.
 *
 * @param source  UTF-8; must outlive the fragment
 * @return false and what is wrong, or without a word where memory ran out
 */
bool fragment_read(mbr_text source, const fragment_rules *rules, fragment *ret, fault *ret_fault);

void fragment_clear(fragment *of);

#endif
