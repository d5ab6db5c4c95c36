/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef FACTCHECK_SENTENCE_H
#define FACTCHECK_SENTENCE_H

#include "flag.h"
#include "outlet.h"

#include <stdbool.h>

/* The sentence that a fix proposes, `{outlet}` in `pattern` replaced by the outlet as it
   stands in a text; `curly` asks for typographic apostrophes. Without a pattern, the plain
   sentence of the language. NUL-terminated, owned by the caller; NULL without memory. */
char *sentence_new(const char *pattern, const struct voice *voice, bool french, bool curly);

/* The outlet as a message speaks of it: inside a sentence, with typographic apostrophes.
   NUL-terminated, owned by the caller; NULL without memory. */
char *sentence_outlet(const struct voice *voice, bool french);

/* The same sentence under each name of the outlet, without its full stop: what an article
   may say in the house's own words. NULL-terminated, owned by the caller; NULL without
   memory. */
char **sentence_forms(const char *pattern, const struct voice *voice, bool french);
void sentence_forms_free(char **forms); /* accepts NULL */

/* Is this a flag in the language of `finder`? Returns FLAG_FOUND, FLAG_NONE or FLAG_ERROR. */
int sentence_is_flag(const char *pattern,
                     const struct voice *voice,
                     struct flag_finder *finder,
                     bool french);

#endif
