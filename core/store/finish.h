/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Private to store/: the one order in which a write becomes visible. */
#pragma once

#include "store/journal.h"

/**
 * Objects, locks, journal, a sync, branches, files, index, journal away. Before the first branch
 * has moved a failure leaves all as it was; afterwards the journal stays for the next command.
 *
 * @param journal  the moves; each gets the working tree that shows its branch
 */
bool marbre_finish(MarbreStore *store,
                   const char *own,
                   const GArray *written,
                   MarbreJournal *journal,
                   GPtrArray *kept,
                   GError **error);
