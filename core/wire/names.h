/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <stdbool.h>

/** Whether a line is a person's name and nothing else, as far as letters can tell: two to five
 *  words with capitals, particles between them. */
bool marbre_name_is_person(const char *line);

/** The outlet that words alone name ("CNN"), in its house spelling; NULL if none known. */
const char *marbre_name_outlet(const char *words);

/** Whether words alone are surely an outlet's name although no list has it: one of the trade's
 *  words is in it, as in « Horizon Presse ». */
bool marbre_name_is_like_outlet(const char *words);

/** « Par Léa Morel et Hugo Marchetti (avec AFP) », "By Ann Lee": people go to `authors`, an outlet
 *  among them to `ret_outlet` (where it holds none yet). False, and nothing done, for lines that
 *  are no byline. */
bool marbre_name_read_byline(const char *line, GPtrArray *authors, char **ret_outlet);
