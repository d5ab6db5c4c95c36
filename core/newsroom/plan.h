/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "newsroom/newsroom.h"
#include "plugin/use.h"
#include "worker/pool.h"

#include <glib.h>

/** A check, and the stages that ask for it with the same options. Read only. */
typedef struct {
    MarbreTaskUse *use; /**< NULL where the plugin could not say what it declares */
    char *name;         /**< as the workflow writes it: "draft", "typography/spaces" */
    char *broken;       /**< (nullable) why it could not; then every article it judges fails */
    bool crashed;       /**< it ended its worker instead */
    GPtrArray *stages;  /**< of MarbreStage (not owned), in the order of the workflow */
} MarbrePlannedCheck;

/** What a stage judges: the parts and keys of all its tasks. */
typedef struct {
    uint64_t parts; /**< MBR_PART_* */
    char **keys;    /**< sorted, each once; never NULL */
} MarbreJudged;

/** A workflow with its plugins described and their options read. Immutable. */
typedef struct MarbrePlan MarbrePlan;

/**
 * @param pool  (nullable) NULL asks no plugin, for what none may hold up: a plan without checks and
 *     without actions
 * @return (transfer full) or NULL with MARBRE_ERROR_USAGE and every problem at its place: plugins
 *     that are not installed or not to be trusted, unknown tasks, options that do not fit
 */
MarbrePlan *marbre_plan_new(MarbreNewsroom *newsroom,
                            const MarbreWorkflow *workflow,
                            MarbrePool *pool,
                            GError **error);
MarbrePlan *marbre_plan_ref(MarbrePlan *plan);
void marbre_plan_unref(MarbrePlan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbrePlan, marbre_plan_unref)

/* Everything returned below is (transfer none) and lives as long as the plan. */

const MarbreWorkflow *marbre_plan_get_workflow(const MarbrePlan *plan);
/** Of MarbrePlannedCheck, in the order of the workflow. */
const GPtrArray *marbre_plan_get_checks(const MarbrePlan *plan);
/** Of MarbreTaskUse: what entering the stage, or for the last one leaving it, runs. */
const GPtrArray *marbre_plan_get_actions(const MarbrePlan *plan, const MarbreStage *stage);
const MarbreJudged *marbre_plan_get_judged(const MarbrePlan *plan, const MarbreStage *stage);

/**
 * The earliest stage that asks for a check of an article with these facts; NULL for none.
 *
 * @param passed  (nullable) ids of stages that were hurried past, and ask nothing
 */
const MarbreStage *marbre_planned_stage(const MarbrePlannedCheck *check,
                                        const char *const *passed,
                                        MarbreFacts facts,
                                        void *user);
