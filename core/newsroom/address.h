/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "newsroom/newsroom.h"

/* Where the page of an article stands, which readers have from its first publication on. */

/**
 * The day the story speaks from, `date`; where it does not say, the instant of its publication.
 *
 * @param state  (nullable) its record
 */
MarbreInstant marbre_address_date(const MarbreSettings *settings,
                                  const MarbreArticle *article,
                                  const MarbreState *state);

/**
 * The part of the address before its name, "2026/03": the one that the record keeps, else that of
 * its date. (transfer full)
 *
 * @param state  (nullable) its record
 */
char *marbre_address_month(const MarbreSettings *settings,
                           const MarbreArticle *article,
                           const MarbreState *state);

/**
 * What a publication has to keep of the address, since the date as it is now would give another.
 *
 * @param article  as it is to be published
 * @param state    its record before
 * @param at       the instant of the publication
 * @param ret_kept (transfer full) set to NULL where its date says it, or readers have none yet
 * @return false with MARBRE_ERROR_FAILED where what was published is missing
 */
bool marbre_address_keep(MarbreNewsroom *newsroom,
                         const MarbreArticle *article,
                         const MarbreState *state,
                         MarbreInstant at,
                         char **ret_kept,
                         GError **error);
