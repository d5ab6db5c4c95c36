/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <stdbool.h>

/** Why a whole line at head or foot of scraped text is no part of the story; NULL if it may be. */
const char *marbre_boilerplate_reason(const char *line);

/** The outlet that a line standing alone names ("CNN"), in its house spelling; NULL if none. */
const char *marbre_boilerplate_outlet(const char *line);

/** The name in « Photo de NAME », the caption of an author's portrait; NULL for other lines. */
const char *marbre_boilerplate_portrait(const char *line);

/** Whether a line reads as English although the text is in another language. */
bool marbre_boilerplate_is_english(const char *line);
