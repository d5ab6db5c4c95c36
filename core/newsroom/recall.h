/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "newsroom/sitting.h"

/** What checks gave in earlier runs, as far as all that they read then still reads so. */
typedef struct MarbreRecall MarbreRecall;

/** Both are borrowed; without `kept` among the settings nothing is recalled. (transfer full) */
MarbreRecall *marbre_recall_new(MarbreNewsroom *newsroom, const MarbreCheckSettings *settings);
void marbre_recall_free(MarbreRecall *recall);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreRecall, marbre_recall_free)

/** Fill the slots whose outcome is known and holds, and count those that wait. */
void marbre_recall_fill(MarbreRecall *recall, MarbreSitting *sitting);

/** Kept results are judged as a worker's are, once the article they speak of is open; what does not
 * stand is forgotten, and its slot waits. */
void marbre_recall_distrust(MarbreSitting *sitting);

/** Keep the outcome of a slot for later runs. */
void marbre_recall_keep(MarbreRecall *recall, const MarbreSitting *sitting, const MarbreSlot *slot);
