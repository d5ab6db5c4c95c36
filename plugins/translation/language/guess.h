/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef TRANSLATION_GUESS_H
#define TRANSLATION_GUESS_H

#include <stdbool.h>
#include <stddef.h>

/* English or French, by how letters follow one another: for words that neither language's small
 * words are among. */

typedef struct guess guess;

/** Make ready; no file is read, the models are compiled in. NULL where the system refuses. */
guess *guess_new(void);

void guess_free(guess *of); /* accepts NULL */

/** Is the text in English, or in French, and clearly not in the other? Short texts are neither. */
bool guess_is(guess *of, const char *data, size_t size, bool french);

#endif
