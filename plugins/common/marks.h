/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef COMMON_MARKS_H
#define COMMON_MARKS_H

#include "language.h"
#include "quotes.h"

#include <stdbool.h>

/* Typography of one text on one way through it: spaces, dashes, ellipses, apostrophes, numbers, by
 * the usage of a country; and where its quotation marks are. */

typedef enum mark_kind {
    MARK_GUILLEMETS,      /* an ordinary space inside guillemets */
    MARK_SIGNS,           /* an ordinary space before : ; ! ? */
    MARK_THOUSANDS,       /* an ordinary space in a number */
    MARK_UNITS,           /* an ordinary space before % and units */
    MARK_NONE_GUILLEMETS, /* no space at all inside guillemets */
    MARK_NONE_SIGNS,      /* no space at all before : ; ! ? % */
    MARK_TOO_MANY,        /* a space where none is due */
    MARK_DOUBLED,
    MARK_AFTER,      /* no space after a comma or a stop, or outside guillemets */
    MARK_STOP,       /* a stop inside the guillemets and one outside */
    MARK_APOSTROPHE, /* unlike the others, or another sign in its place */
    MARK_DASH,
    MARK_ELLIPSIS,
    MARK_COMMAS,      /* thousands with commas: 120,000 */
    MARK_POINTS,      /* decimals with a point, thousands with points */
    MARK_CURRENCY,    /* a currency sign before its figure */
    MARK_ORDINAL,     /* 2ème */
    MARK_QUOTE_STYLE, /* quotation marks of another usage, and a comma inside them */
    MARK_INSERTION,   /* the newsroom's word in a quotation, between parentheses */
    MARK_KINDS,
} mark_kind;

#define MOST_OF_A_KIND 5000 /* faults kept of one kind: what is left is found again */

/** What to do to `at`: put `put` in its place, or on one side of it. */
typedef enum mark_mend {
    MARK_REPLACE,
    MARK_BEFORE,
    MARK_AFTER_IT,
    MARK_NOTHING, /* there is no plain way */
} mark_mend;

typedef struct mark_fault {
    mark_kind kind;
    mark_mend mend;
    bool more; /* one edit more for the fault before it */
    size_t text;
    mbr_span words; /* what to show */
    mbr_span at;
    const char *put; /* static */
} mark_fault;

typedef struct mark_faults {
    mark_fault *items;
    size_t count, room;
    size_t of_kind[MARK_KINDS];
    size_t straight, curved; /* apostrophes of either kind */
    size_t looks;            /* at what stands around a sign, which costs */
} mark_faults;

typedef struct mark_rules {
    locale usage;              /* a French one, or English: then little is judged */
    const word_set *languages; /* of `language_words` */
    const mbr_span *asides;    /* code in this text, in order: not judged */
    size_t aside_count;
    bool value; /* a value of YAML: no ordinary space may be put where none is */
} mark_rules;

/** Judge one text; `text` is noted in each fault. Its quotation marks are added to `signs`. False
 *  when memory ran out. */
bool marks_judge(const mbr_text *data,
                 size_t text,
                 const mark_rules *rules,
                 mark_faults *faults,
                 quote_signs *signs);

/** Add the apostrophes of one text that are not of the kind that most are, once all are judged. */
bool marks_judge_apostrophes(const mbr_text *data,
                             size_t text,
                             const mark_rules *rules,
                             mark_faults *faults);

/** Note a fault; of a kind that has MOST_OF_A_KIND of them it is passed over. False when memory
 *  ran out. */
bool mark_faults_add(mark_faults *faults, const mark_fault *fault);

void mark_faults_clear(mark_faults *faults);

#endif
