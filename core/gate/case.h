/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Private to gate/: a question while it is being answered. */
#pragma once

#include "article/state.h"
#include "gate/gate.h"

typedef struct {
    const MarbreQuestion *question;
    const MarbreDossier *dossier;
    const MarbrePolicy *policy;
    MarbreAnswer *answer;
} MarbreCase;

/** One obstacle more. @param message (transfer full) @return (transfer none), to complete */
MarbreObstacle *
marbre_case_add(const MarbreCase *at, MarbreObstacleKind kind, const char *rule, char *message);
/** One of the kind ORDER. @param message (transfer full) */
void marbre_case_add_order(const MarbreCase *at, const char *rule, char *message);
/** A finding that blocks, with who may waive it and what mends it. */
void marbre_case_add_finding(const MarbreCase *at, const MarbreFinding *finding);
/** Whoever has one of these roles, added to a list. */
void marbre_case_set_who(GPtrArray *who, const MarbreCase *at, char **roles);
/** The actor needs one of these roles; `what` says for what. */
void marbre_case_need_role(const MarbreCase *at, char **roles, const char *what);
/** The actor needs one of the roles of either list. */
void marbre_case_need_either(const MarbreCase *at, char **one, char **other, const char *what);
/** The stage whose check raised a finding; NULL for the engine's own. */
const MarbreStage *marbre_case_stage_of(const MarbreCase *at, const MarbreFinding *finding);
/** Where the article stands; NULL, with an obstacle added, where it stands at no stage. */
const MarbreStage *marbre_case_standing(const MarbreCase *at);
/** An obstacle: it was taken back, which is for good, or its time online had ended. */
void marbre_case_tell_gone(const MarbreCase *at);
/** The article's name for commands. */
const char *marbre_case_slug(const MarbreCase *at);

/** Whether it was published, and no move has begun since. */
bool marbre_case_is_published(const MarbreCase *at);
/** What readers have seen is not changed behind their backs. */
void marbre_case_need_record(const MarbreCase *at);

/** Whether words that an approval of this stage was given for have changed, and it is owed; or it
 *  is to answer for news of the article that this one translates. */
bool marbre_case_is_owed(const MarbreCase *at, const MarbreStation *station);
/** Whether this stage's approval is what answers for such news. */
bool marbre_case_is_asked(const MarbreCase *at, const MarbreStation *station);
/** What such news is to be answered with. (transfer full) */
char *marbre_case_answer(const MarbreCase *at);
/** That it is owed, of what is published. */
void marbre_case_need_answer(const MarbreCase *at, const MarbreStation *station);
/** Every approval that a stage asks for is there and holds. */
void marbre_case_need_approvals(const MarbreCase *at, const MarbreStation *station);
/** Where the stage asks for it, the actor's own key signs. `stage` (nullable) */
void marbre_case_need_signature(const MarbreCase *at, const MarbreStage *stage);
/** Whether it was published, or hurried on, without this stage's answer, which is owed by an
 * instant.
 */
void marbre_case_need_owing(const MarbreCase *at, const MarbreStation *station);
/** Past all stages to the last one. @param stage  where it stands */
void marbre_case_ask_urgent(const MarbreCase *at, const MarbreStage *stage);
/** Whether a robot asks. */
bool marbre_case_is_robot(const MarbreCase *at);
/** No robot does anything but to publish and to take offline what is due. */
void marbre_case_need_person(const MarbreCase *at);
/** A robot publishes what has an hour and what somebody has approved at the last stage. */
void marbre_case_need_robot(const MarbreCase *at, const MarbreStage *last);
/** Its embargo has passed. */
void marbre_case_need_embargo(const MarbreCase *at);
/** Its embargo has passed, its turn has come, and its time has not ended. */
void marbre_case_need_hours(const MarbreCase *at);
/** Of a move that nobody watches: every word is in a commit. */
void marbre_case_need_saved(const MarbreCase *at);
void marbre_case_ask_approve(const MarbreCase *at);
void marbre_case_ask_waive(const MarbreCase *at);
void marbre_case_ask_spike(const MarbreCase *at);
void marbre_case_ask_restore(const MarbreCase *at);
void marbre_case_ask_correct(const MarbreCase *at);
void marbre_case_ask_retract(const MarbreCase *at);
void marbre_case_ask_unpublish(const MarbreCase *at);
void marbre_case_ask_assign(const MarbreCase *at);
void marbre_case_ask_undo(const MarbreCase *at);
