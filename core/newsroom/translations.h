/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "newsroom/newsroom.h"
#include "newsroom/roll.h"

#include <glib.h>

/**
 * The articles that say that they translate the one in a folder, those that were spiked or
 * retracted left out. The index tells; what it does not know is read, and put into it.
 *
 * @param newsroom  of a commit
 * @param roll      (nullable) without it every article is read
 * @return (transfer full) of MarbreRow, in the order of their folders; NULL with
 *     MARBRE_ERROR_FAILED
 */
GPtrArray *marbre_translations_of(MarbreNewsroom *newsroom,
                                  MarbreRoll *roll,
                                  const char *folder,
                                  GError **error);
