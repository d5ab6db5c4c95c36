/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef COMMON_OUTLET_H
#define COMMON_OUTLET_H

#include <stdbool.h>
#include <stddef.h>

/* An outlet and the names by which a text means it, folded. */
struct outlet {
    const char *id;
    const char *const *names; /* NULL-terminated */
    const char *in_french;    /* as it stands inside a sentence: l'AFP */
    const char *in_english;
};

/* The outlet of which this is a name, or NULL. `folded` is lower case with straight
   apostrophes. The newsroom speaking of itself (nous) is no answer. */
const struct outlet *outlet_named(const char *folded);

/* Whose flags count in an article: one outlet, and the newsroom speaking of itself. */
struct voice {
    const struct outlet *outlet; /* NULL when the lexicon does not know it */
    char *written;               /* its name as the article or the newsroom writes it */
    char *folded[2];             /* further names: the outlet's own, the newsroom's */
};

/* Makes a voice of an outlet's name; without a name, of the newsroom alone. Returns false
   without memory. `folded` is the name folded, or NULL. */
bool voice_init(struct voice *voice, const char *written, size_t size, const char *folded);
/* Lets the newsroom's own name count too. Returns false without memory. */
bool voice_add_newsroom(struct voice *voice, const char *name, size_t size);
void voice_clear(struct voice *voice);

#define SPEAKER_NONE 0
#define SPEAKER_SELF 1
#define SPEAKER_OTHER 2

/* The outlet whose name, whole, begins at `at`: SPEAKER_SELF for the voice's, the longest
   name first; its end in `ret_end`. */
int voice_at(const struct voice *voice, const char *text, size_t size, size_t at, size_t *ret_end);
/* Likewise for a name that ends at `end`; its start in `ret_start`. */
int voice_before(
    const struct voice *voice, const char *text, size_t size, size_t end, size_t *ret_start);

/* The outlet as it stands inside a sentence, or at its head (l'AFP, L'AFP). NUL-terminated,
   owned by the caller; NULL without memory. */
char *voice_in_text(const struct voice *voice, bool french, bool head);

#endif
