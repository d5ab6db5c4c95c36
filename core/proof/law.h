/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Private to proof/: a policy with its workflows planned. */
#pragma once

#include "newsroom/newsroom.h"
#include "newsroom/plan.h"
#include "worker/pool.h"

typedef struct {
    MarbrePolicy *policy;
    GHashTable *plans; /* name of a workflow to MarbrePlan */
} MarbreLaw;

/** The policies met so far, by the ids of their files. */
typedef struct MarbreLaws MarbreLaws;

MarbreLaws *marbre_laws_new(void);
void marbre_laws_free(MarbreLaws *laws);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreLaws, marbre_laws_free)

/** Every plan made so far. (transfer container) of MarbrePlan */
GPtrArray *marbre_laws_plans(const MarbreLaws *laws);

/**
 * The law of a snapshot. (transfer none, as long as the laws) or NULL with an error
 *
 * @param ret_broken  (nullable) true where the error is that the rules have no form that can be
 *     read; otherwise as it was
 */
MarbreLaw *
marbre_laws_of(MarbreLaws *laws, MarbreSnapshot *snapshot, bool *ret_broken, GError **error);

/**
 * The plan of a workflow under a law; NULL with an error: MARBRE_ERROR_NOT_FOUND where there is no
 * such workflow, _USAGE where its plugins are not installed here. (transfer none)
 */
MarbrePlan *marbre_law_plan(MarbreLaw *law,
                            MarbreNewsroom *newsroom,
                            MarbrePool *pool,
                            const char *workflow,
                            GError **error);
