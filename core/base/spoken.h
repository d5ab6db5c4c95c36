/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

/**
 * What the reader calls a command, or with `verb` that verb of it: ("claim", "add") → "ajouter".
 *
 * @return (transfer none) (nullable) where there is no such command, or no such verb
 */
typedef const char *(*MarbreSpokenName)(const char *command, const char *verb);

/** From now on proposals have these names. NULL: the English ones, which programs are given. */
void marbre_spoken_set(MarbreSpokenName name);

/**
 * A proposed command, "marbre return velm --to draft -m WHY", as the reader would type it: with the
 * names that marbre_spoken_set() knows, and words in the place of others ("WHY") in the language of
 * messages. What is quoted stays, and so does a text that does not begin with the program's name.
 * (transfer full)
 */
char *marbre_spoken_line(const char *line);
