/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef FACTCHECK_SOURCE_H
#define FACTCHECK_SOURCE_H

#include "reading.h"

/* Whose words a sentence says that they are. */
struct source {
    size_t from, end;  /* the words that say so, with the speaker's; at least one */
    size_t verb;       /* the verb, or the preposition */
    size_t by, by_end; /* who; empty where a pronoun or nothing says it */
};

/** The first one in words [first, end). */
bool source_find(const struct words *of, size_t first, size_t end, struct source *ret);

/** A verb that vouches for what it reports (révéler, "admit"), not negated; its first and last word
 *  in `ret`. */
bool
source_vouches(const struct words *of, size_t first, size_t end, size_t *ret_from, size_t *ret_end);

/** A verb of denial, not negated; or, with `corrections`, a word that sets things right. */
bool source_denies(const struct words *of, size_t first, size_t end, bool corrections);

/** What words [first, end) claim, without the words that say whose they are; holds word `at`. */
mbr_span source_claimed(
    const struct words *of, size_t first, size_t end, const struct source *by, size_t at);

#endif
