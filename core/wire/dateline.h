/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "wire/story.h"

#include <stdbool.h>

/**
 * What the dateline before a first sentence says: « BAKOU (AFP) – », « Paris, 19 sept 2023 (AFP) –
 * », "BAKU, Sept 19 (Reuters) -". Place and outlet go to the story where it has none yet, the date
 * only where a year stands in it. The words themselves stay in the text.
 *
 * @param lang (nullable) of the text; English ones write the month of 09/10/2023 first
 */
void marbre_dateline_read(MarbreStory *story, const char *line, const char *lang);

/**
 * The day that words name in full, as 2023-09-19, or the instant where a zone stands beside the
 * time; NULL where a part is missing, so that « mardi » and « 19 septembre » are none.
 * (transfer full)
 */
char *marbre_dateline_day(const char *words, const char *lang);

/** A line of the page about when it was put out. */
typedef enum { MARBRE_STAMP_NONE, MARBRE_STAMP_PUBLISHED, MARBRE_STAMP_CHANGED } MarbreStamp;

/**
 * « Publié le 19 septembre 2023 à 14h05 », "Updated Sept 20, 2023", or a date alone.
 *
 * @param ret_day (transfer full) as marbre_dateline_day(); NULL where it names no whole date
 */
MarbreStamp marbre_dateline_stamp(const char *line, const char *lang, char **ret_day);
