/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CREDIT_PARTS_H
#define CREDIT_PARTS_H

#include <stdbool.h>
#include <stddef.h>

/* A credit taken apart: "Photo : Léa Morel/AFP via Getty Images" names Léa Morel, AFP and Getty
   Images. */

#define PARTS_MOST 12

struct part {
    const char *text; /* lent, without labels and signs around it */
    size_t size;
    char *words;        /* as `fold_words` makes them, without years */
    const char *agency; /* the own name of a known agency, or NULL */
    bool house;         /* an agency, known or said to be one */
};

struct parts {
    struct part at[PARTS_MOST];
    size_t count;
};

/** Take a credit apart. `agency` (nullable) is what the picture's entry gives as its agency. False
 *  without memory; to be cleared in any case. */
bool parts_read(
    const char *credit, size_t size, const char *agency, size_t agency_size, struct parts *ret);
void parts_clear(struct parts *parts);

/** The first part that names a person, or whoever else, from `from`; NULL for none. */
const struct part *parts_person(const struct parts *parts, size_t from);
const struct part *parts_house(const struct parts *parts, size_t from);

/** Are the words of one part among these folded words? Initials stand for names, and a word
 *  with * behind it for all that begin like it. */
bool part_is_among(const struct part *part, const char *words);

#endif
