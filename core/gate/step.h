/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "article/state.h"
#include "gate/gate.h"

/**
 * One move that happened: all that an article's record takes from it. Whoever writes the record
 * and whoever verifies it fill in the same step. Nothing is owned.
 */
typedef struct {
    MarbreMove move; /**< PUBLISH where an advance left the last stage; never SAVE */
    const char *by;  /**< id of the acting person */
    MarbreInstant at;
    const char *to;         /**< stage reached; of an approval or a waiver, the stage it is for */
    const char *rule;       /**< of a waiver */
    const char *until;      /**< of a waiver: its last day, YYYY-MM-DD */
    const char *reason;     /**< of a waiver */
    const char *kind;       /**< of a correction */
    const GPtrArray *notes; /**< (nullable) of MarbreNote: what readers are told */
    const char *digest;     /**< of the words that an approval, waiver or publication is for */
    const char *content;    /**< git id of the article's folder before it */
    const char *signature;  /**< (nullable) of an approval, in base64 */
    char *const *owes;      /**< (nullable) ids of stages whose answer is owed from now on */
    int64_t within;         /**< seconds until then */
    bool pays;              /**< of an approval: the stage is owed no more */
    bool urgent;            /**< of an advance: past all stages */
    const char *assignee;   /**< who has it from now on */
    MarbreInstant due;      /**< by when; 0 seconds: nobody says */
    const MarbreState *restored; /**< of what is taken back: the record before it */
    MarbreInstant since;         /**< of an adoption: public since then */
    const char *address;         /**< (nullable) of a publication: where its page stays */
} MarbreStep;

/**
 * The record after a step, a function of nothing else. An article that had no record begins with
 * the one given: its id, workflow and stage.
 *
 * @param before  what the record was; one without `entered` enters with this step
 * @return (transfer full)
 */
MarbreState *marbre_step_apply(const MarbreState *before, const MarbreStep *step);

/** What the record after a step owes that it did not before. (transfer container) of MarbreOwed */
GPtrArray *marbre_step_owed(const MarbreState *before, const MarbreState *after);
