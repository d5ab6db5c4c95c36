/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "newsroom/newsroom.h"
#include "newsroom/plan.h"
#include "newsroom/roll.h"

#include <glib.h>
#include <stdbool.h>

/**
 * What differs between two states of a newsroom, and which articles have to be judged again for
 * it. Those are the articles that changed, or came from another folder; where a rule or a setting
 * changed, all of them; where a file changed that an option of a check names, those that owe that
 * check; where any other YAML file outside of the articles changed, all of them, since it can't be
 * told who reads it; where an article was corrected, retracted or went away, its translations.
 * Articles that are gone are not judged.
 */
typedef struct MarbreSince MarbreSince;

/**
 * @param before    the state before
 * @param newsroom  the state that is judged
 * @return (transfer full) or NULL with an error of the store
 */
MarbreSince *marbre_since_new(MarbreSnapshot *before, MarbreNewsroom *newsroom, GError **error);
void marbre_since_free(MarbreSince *since);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreSince, marbre_since_free)

/** Whether marbre.yaml, people.yaml or a workflow differs. */
bool marbre_since_has_policy(const MarbreSince *since);

/** The articles that changed themselves: of char *, sorted. (transfer none) */
const GPtrArray *marbre_since_get_folders(const MarbreSince *since);

/** Whether something outside of the articles changed that plans may have a say in. */
bool marbre_since_asks_plans(const MarbreSince *since);

/** Whether other articles than those of marbre_since_get_folders() may have to be judged.
 * @param plans  of MarbrePlan, of every workflow; empty unless marbre_since_asks_plans() */
bool marbre_since_is_wide(const MarbreSince *since, GPtrArray *plans);

/** Whether an article is among those to be judged. @param uses  of MarbreTaskUse: its checks */
bool marbre_since_concerns(MarbreSince *since,
                           const MarbreRow *row,
                           const MarbrePlan *plan,
                           const GPtrArray *uses);
