/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef TRANSLATION_FLAGS_H
#define TRANSLATION_FLAGS_H

#include "flag.h"
#include "hearing.h"
#include "pieces.h"

#include <stdbool.h>

/** A sentence in which an outlet says what it could not verify. */
typedef struct flag_found {
    size_t piece;
    mbr_span place; /* in the file */
    bool quoted;    /* in somebody else's mouth: it answers nothing and asks for nothing */
    bool wide;      /* it says whom or what it covers: both sides, these figures */
    bool used;      /* it answers one of the source */
} flag_found;

typedef struct flag_list {
    flag_found *items;
    size_t count, room;
} flag_list;

/** The first piece of a text's body that may hold a flag in some language, by a look at its bytes;
 *  the number of pieces where none may. */
size_t flags_first(const pieces *text);

/** Add the flags of a text's body from a piece on, in order. A negative code where the host or the
 *  memory failed. */
int32_t flags_collect(flag_list *list,
                      const pieces *text,
                      size_t from,
                      struct flag_finder *finder,
                      const struct voice *voice,
                      const services *host,
                      mbr_job *job);

void flags_clear(flag_list *list);

#endif
