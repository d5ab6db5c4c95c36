/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/**
 * The clean words of a string that may have been written as HTML: `L&#8217;eau`, `<i>Titanic</i>`.
 *
 * @param text  (nullable)
 * @return (transfer full, nullable)
 */
char *marbre_markup_words(const char *text);

/** Put them in `*place` if nothing is there yet. */
void marbre_markup_set(char **place, const char *text);
