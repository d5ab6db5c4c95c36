/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef COMMON_SPACES_H
#define COMMON_SPACES_H

#include "language.h"
#include "marbre/plugin.h"

#include <stdbool.h>

/* Spaces of French typography, by the usage of a country. */

typedef enum space_kind {
    SPACE_GUILLEMETS,      /* an ordinary space inside guillemets */
    SPACE_SIGNS,           /* an ordinary space before : ; ! ? */
    SPACE_THOUSANDS,       /* an ordinary space in a number */
    SPACE_UNITS,           /* an ordinary space before % and units */
    SPACE_NONE_GUILLEMETS, /* no space at all inside guillemets */
    SPACE_NONE_SIGNS,      /* no space at all before : ; ! ? % */
    SPACE_TOO_MANY,        /* a space where none is due */
    SPACE_DOUBLED,
    SPACE_AFTER_COMMA, /* no space after a comma */
    SPACE_KINDS,
} space_kind;

#define SPACE_IS_NO_BREAK(kind) ((kind) < SPACE_NONE_GUILLEMETS) /* which rule speaks */

/** What to do to `at`: put `text` in its place, or on one side of it. */
typedef enum space_mend {
    SPACE_REPLACE,
    SPACE_BEFORE,
    SPACE_AFTER,
} space_mend;

typedef struct space_fault {
    space_kind kind;
    space_mend mend;
    size_t text;
    mbr_span words; /* what to show */
    mbr_span at;
    const char *put; /* static */
} space_fault;

typedef struct space_faults {
    space_fault *items;
    size_t count, room;
} space_faults;

typedef struct space_rules {
    locale usage;              /* a French one */
    const word_set *languages; /* of `language_words` */
    const mbr_span *signs;     /* guillemets that another rule speaks of, in order */
    size_t sign_count;
    bool value; /* a value of YAML: no ordinary space may be put in */
} space_rules;

/** Judge one text; `text` is noted in each fault. False when memory ran out. */
bool
spaces_judge(const mbr_text *data, size_t text, const space_rules *rules, space_faults *faults);

void space_faults_clear(space_faults *faults);

#endif
