/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef FACTCHECK_CONTENT_H
#define FACTCHECK_CONTENT_H

#include "reading.h"

/* What a sentence claims that carries weight: how many were hurt, who did wrong, who holds what. */

typedef enum content_kind {
    CONTENT_NONE = 0,
    CONTENT_TOLL,
    CONTENT_ACCUSATION,
    CONTENT_TERRITORY,
} content_kind;

struct content {
    content_kind kind;
    bool plain;  /* whoever reads it sees a claim; else it is one where somebody says it */
    size_t word; /* by which it was found */
};

#define CONTENT_KINDS 4

/** Such a kind's name, as options and messages have it: "toll", "accusation", "territory". */
const char *content_name(content_kind kind);

/** What words [first, end) claim; a toll before an accusation before territory, what is plain
 *  first. */
struct content content_find(const struct words *of, size_t first, size_t end);

/** False where no words of the text could claim anything. */
bool content_is_possible(const struct words *of);

#endif
