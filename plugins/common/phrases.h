/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef COMMON_PHRASES_H
#define COMMON_PHRASES_H

#include <stdbool.h>
#include <stddef.h>

/* What lexicon/unverified.yaml says. By what words an outlet says that it could not check a claim,
   in one language: POSIX extended expressions over text in lower case with straight apostrophes and
   single spaces, matched byte by byte in the C locale. In them & stands for an adverb, and @ for
   any number of adverbs, with commas or without. */
struct phrases {
    const char *lang;
    const char *adverbs;        /* what & stands for, in parentheses */
    const char *const *stems;   /* a flag has one of these; NULL-terminated */
    const char *outlet;         /* what follows the name of who could not check */
    const char *const *openers; /* every impersonal phrase has one of these words */
    const char *impersonal;     /* nobody is named */
    const char *turned;         /* looks like a flag and says the reverse */
    const char *agent;          /* after an impersonal phrase: by whom it was not checked */
    const char *anybody;        /* an agent that leaves the phrase impersonal */
    const char *const *asides;  /* "by" before a name: it is somebody else's complement */
    const char *const *staff;   /* "journalists" before such a word: the outlet still speaks */
    const char *const *joints;  /* between names that speak together */
};

/* The phrases of a BCP 47 language, NULL when there are none. */
const struct phrases *phrases_for(const char *lang);

/* Do words say whom a flag is about (both sides), or which words (these figures)? In any of the
   languages. */
bool phrases_name_sides(const char *text, size_t size);
bool phrases_point(const char *text, size_t size);

#endif
