/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef TRANSLATION_NAMES_H
#define TRANSLATION_NAMES_H

#include "task.h"

/* What the rules of names share. */

/** A form of the glossary in the article. */
typedef struct name_hit {
    size_t piece;
    mbr_span span; /* in the piece's text */
    size_t form;
    bool cased;  /* a longer form stands here, right but for its capital */
    bool spoken; /* in a quotation; known of those alone that may be mixed */
} name_hit;

/** What a finding about a name says. */
typedef struct name_said {
    const char *named;  /* which of the rule's messages; NULL: the plain one */
    mbr_text preferred; /* the other spelling */
    size_t times;       /* how often this one stands */
    size_t others;      /* and that one */
    int32_t severity;
} name_said;

/** Report a name, at its words. What stands in code or in an address is none: MBR_E_NOTFOUND. */
int32_t name_report(const reading *of,
                    code_spans *code,
                    const piece *one,
                    mbr_span words,
                    const name_said *said,
                    const edits *fix);

/** The form of an entry with that standing which is nearest to what is written, in its number and
 *  gender; NULL where it has none. */
const name_form *
name_nearest(const name_list *glossary, size_t entry, form_standing wanted, mbr_text written);

/** How a French word shows number and gender: 1 for -s, 2 for -e, 3 for -es. */
int name_ending(mbr_text text);

/** What the article itself spells in two ways.
 *
 *  @param hits  what the glossary spoke of, in the order of the article */
int32_t spellings_check(const reading *of,
                        const name_list *glossary,
                        const name_hit *hits,
                        size_t count,
                        size_t *reported);

#endif
