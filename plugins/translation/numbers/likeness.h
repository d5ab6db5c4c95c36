/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef TRANSLATION_LIKENESS_H
#define TRANSLATION_LIKENESS_H

#include "figures.h"

/* How far one figure could be what became of another. */

/** Of what it is the number (shares, money, measures, time); 0 where the words beside it do not
 *  say. */
int figure_matter(const figure *of);

/** A number of things or of shares: no date, time, rank or fraction. */
bool figure_is_quantity(const figure *of);

/** May `text` stand where `source` should? */
bool figure_may_replace(const figure *source, const figure *text);

/** How like `text` is to what it should be, `apart` figures away from its place: more is more. */
int figure_likeness(const figure *source, const figure *text, size_t apart);

#endif
