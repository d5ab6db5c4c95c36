/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "site/entry.h"

/**
 * Every published article, newest first, and behind them those that were retracted, which have no
 * words any more, but an address. Opens each of them.
 *
 * @param left_out  (nullable) gets, of char *, the folders of articles whose records say that they
 *     were published before their embargo had passed; they are no entries
 * @return (transfer full) of MarbreEntryPage, or NULL with MARBRE_ERROR_FAILED (objects missing) or
 *     MARBRE_ERROR_REFUSED (two articles share an address)
 */
GPtrArray *marbre_entries_list(MarbreNewsroom *newsroom, GPtrArray *left_out, GError **error);

/** How many of the entries are published: the first ones. */
guint marbre_entries_count(const GPtrArray *entries);

/**
 * The same from the entries of an earlier snapshot with the same settings: only articles whose
 * folders differ are opened, and the entries of all others are those of before.
 */
GPtrArray *marbre_entries_follow(MarbreNewsroom *newsroom,
                                 const GPtrArray *before,
                                 MarbreSnapshot *then,
                                 GPtrArray *left_out,
                                 GError **error);
