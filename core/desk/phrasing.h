/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "desk/passage.h"
#include "newsroom/newsroom.h"

#include <glib.h>
#include <stdbool.h>

/** The newsroom's own sentences, where it has any. */
#define MARBRE_PHRASING_FILE "glossary/notes.yaml"

/** How a house tells its readers what it corrected, in each language. Immutable. */
typedef struct MarbrePhrasing MarbrePhrasing;

/** The sentences that come with Marbre: French, and English for every other language. */
MarbrePhrasing *marbre_phrasing_new(void);
/**
 * The same with those of the newsroom's file in their place, where it has one.
 *
 * @return (transfer full) or NULL with MARBRE_ERROR_USAGE and every problem of the file, a line
 *     each; MARBRE_ERROR_FAILED
 */
MarbrePhrasing *marbre_phrasing_read(MarbreNewsroom *newsroom, GError **error);
void marbre_phrasing_free(MarbrePhrasing *phrasing);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbrePhrasing, marbre_phrasing_free)

/**
 * A note from the passages that differ.
 *
 * @param lang      of the readers
 * @param kind      of correction
 * @param passages  of MarbrePassage
 * @param more      other passages differ as well
 * @param pictures  a picture is another one, has come or has gone
 * @param day       (nullable) the day it is worded, as 2026-03-20: what `{date}` stands for
 * @return (transfer full) "" where nothing differs
 */
char *marbre_phrasing_tell(const MarbrePhrasing *phrasing,
                           const char *lang,
                           const char *kind,
                           const GPtrArray *passages,
                           bool more,
                           bool pictures,
                           const char *day);

/**
 * What stands at the address of an article whose time online has ended.
 *
 * @param day  the last one of it, as 2026-03-20
 * @return (transfer full)
 */
char *marbre_phrasing_end(const MarbrePhrasing *phrasing, const char *lang, const char *day);
