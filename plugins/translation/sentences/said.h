/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef TRANSLATION_SAID_H
#define TRANSLATION_SAID_H

#include "clause.h"

/* The words that tell who said something, from lexicon/attribution.yaml. */

/** A verb of saying: words `start` to `end`, without its subject. */
typedef struct said {
    size_t start, end;
    bool pronoun; /* with its subject in it: a-t-il dit */
    bool past;    /* an auxiliary and its participle */
} said;

/** Is there one at word `index`? */
bool said_at(const clause *of, bool french, size_t index, said *ret);

/** Does the word begin a detail of the saying (dans un communiqué, in a statement)? */
bool said_is_detail(const clause *of, bool french, size_t index);

/** Is it a day, or another word for when? */
bool said_is_day(const clause *of, bool french, size_t index);

/** Does it open a clause of its own (qui, que, et; who, after), or is it a participle that carries
 *  the saying on (ajoutant que)? */
bool said_is_clause(const clause *of, bool french, size_t index);

/** Does « et » or “and” join the word to what stands before it? */
bool said_is_joined(const clause *of, size_t index);

/** May a pronoun of this verb mean words [by, by_end): « selon la maire, …, a-t-elle dit »? */
bool said_is_pronoun_of(const clause *of, bool french, const said *verb, size_t by, size_t by_end);

/** Whom a pronoun means, or words [by, by_end): he, she, or several; SAID_ANY where that is not
 *  told. A pronoun of French stands at the end of its verb. */
enum { SAID_ANY, SAID_HE, SAID_SHE, SAID_THEY };
int said_pronoun(const clause *of, bool french, size_t index);
int said_speaker(const clause *of, bool french, size_t by, size_t by_end);

/** Words [a, a_end) and [b, b_end) of two clauses name one speaker. */
bool
said_by_same(const clause *of, size_t a, size_t a_end, const clause *other, size_t b, size_t b_end);

#endif
