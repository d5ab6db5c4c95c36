/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <stdbool.h>

/**
 * Words of a file as a story has them: NFC, white space as one space, none at the ends, nothing
 * that shows nothing, no control characters; at most MARBRE_STORY_WORDS bytes.
 *
 * @param text  (nullable)
 * @return (transfer full, nullable) NULL where nothing is left
 */
char *marbre_words_clean(const char *text);

/** Control characters, soft hyphens and what else shows nothing: they stand within words. */
bool marbre_words_is_nothing(gunichar character);

/** The same with its line ends, for words of more than a line. (transfer full, nullable) */
char *marbre_words_clean_lines(const char *text);

/** Put what marbre_words_clean() makes of `text` in `*place` if nothing is there yet. */
void marbre_words_set(char **place, const char *text);

/** Whether `text` starts with one of the NULL-terminated words, whatever their case. */
bool marbre_words_begin(const char *text, const char *const *words);
