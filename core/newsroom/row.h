/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "newsroom/newsroom.h"
#include "newsroom/roll.h"

/* Rows of the index as a newsroom's policy wants them, read where the index has none. */

/** The keys that any `when:` of the policy asks about, sorted: the facts of a roll. (transfer full)
 */
char **marbre_check_facts(const MarbrePolicy *policy);

/** The index of a newsroom under its policy. @param path  need not exist */
MarbreRoll *marbre_roll_of(const char *path, const MarbrePolicy *policy);

/** Whether the article is spiked or retracted: nothing is asked of it any more. */
bool marbre_row_is_closed(const MarbreRow *row);

/** The row of an article at hand. @param facts  marbre_check_facts() (transfer full) */
MarbreRow *marbre_row_of(MarbreNewsroom *newsroom,
                         const MarbreArticle *article,
                         const char *oid,
                         const char *const *facts);

/**
 * The index's row of an article, read where the index has none.
 *
 * @param roll   (nullable)
 * @param oid    git id of the folder
 * @param facts  marbre_check_facts()
 * @return (transfer full) or NULL with an error
 */
MarbreRow *marbre_row_read(MarbreNewsroom *newsroom,
                           MarbreRoll *roll,
                           const char *folder,
                           const char *oid,
                           const char *const *facts,
                           GError **error);
