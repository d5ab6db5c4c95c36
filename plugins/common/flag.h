/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef COMMON_FLAG_H
#define COMMON_FLAG_H

#include "outlet.h"

#include <stdbool.h>
#include <stddef.h>

/* A sentence that says what could not be verified, in a text of lower case with straight
   apostrophes and single spaces. */
struct flag {
    int speaker;           /* SPEAKER_SELF, SPEAKER_OTHER; SPEAKER_NONE: impersonal */
    size_t start;          /* from the name of who could not check, or the phrase's first word */
    size_t phrase;         /* where the words after the name begin */
    size_t end;            /* after the verb */
    size_t name, name_end; /* of another outlet; both 0 unless SPEAKER_OTHER */
};

/* Finds flags in one language. Its expressions are compiled when the first text that could
   hold a flag is met: most articles have none. */
struct flag_finder;

/* NULL without memory. `lang` is BCP 47; of an unknown language no flag is ever found. */
struct flag_finder *flag_finder_new(const char *lang);
void flag_finder_free(struct flag_finder *finder); /* accepts NULL */

#define FLAG_NONE 0
#define FLAG_FOUND 1
#define FLAG_ERROR -1 /* out of memory */

/* The first flag that begins at or after `from`. */
int flag_next(struct flag_finder *finder,
              const struct voice *voice,
              const char *text,
              size_t size,
              size_t from,
              struct flag *ret_flag);

/* Does the clause of a flag, [flag->start, end), say whom it is about: both sides? It then serves
   what stands further off. `pointing` takes "these figures" for it too. */
bool flag_is_wide(const char *text, const struct flag *flag, size_t end, bool pointing);

/* The end of the clause that a flag opens: before the sign that closes its sentence or
   quotation, white space left out. */
size_t flag_clause_end(const char *text, size_t size, const struct flag *flag);

#endif
