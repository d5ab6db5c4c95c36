/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "finding/finding.h"
#include "newsroom/dossier.h"
#include "newsroom/last.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/** What somebody wants to do with an article. */
typedef enum {
    MARBRE_MOVE_NEW,
    MARBRE_MOVE_ADVANCE,
    MARBRE_MOVE_RETURN,
    MARBRE_MOVE_APPROVE,
    MARBRE_MOVE_WAIVE,
    MARBRE_MOVE_PUBLISH,
    MARBRE_MOVE_SPIKE,
    MARBRE_MOVE_RESTORE,
    MARBRE_MOVE_CORRECT,
    MARBRE_MOVE_RETRACT,
    MARBRE_MOVE_UNPUBLISH, /**< its time online has ended */
    MARBRE_MOVE_ADOPT,     /**< what a site generator has made public becomes an article */
    MARBRE_MOVE_ASSIGN,    /**< somebody has it from now on */
    MARBRE_MOVE_UNDO,      /**< one's own last move is taken back */
    MARBRE_MOVE_SAVE,      /**< no transition: words only */
} MarbreMove;

/** The word of the trailers and of JSON: "advance". */
const char *marbre_move_name(MarbreMove move);

typedef enum {
    MARBRE_OBSTACLE_FINDING,
    MARBRE_OBSTACLE_APPROVAL,
    MARBRE_OBSTACLE_ROLE,
    MARBRE_OBSTACLE_EMBARGO,
    MARBRE_OBSTACLE_ORDER,
    MARBRE_OBSTACLE_SIGNATURE,
} MarbreObstacleKind;

/** The word of JSON: "finding". */
const char *marbre_obstacle_kind_name(MarbreObstacleKind kind);

/** One thing in the way: what, where, who can clear it and how. Read only. */
typedef struct {
    MarbreObstacleKind kind;
    char *rule;
    char *message; /**< English or, by the door's language, translated; never a finding's */
    MarbreFinding *finding; /**< (nullable) of a finding: its own words and place */
    GPtrArray *who;         /**< of MarbrePerson (not owned): who can clear it */
    GPtrArray *waivable_by; /**< of MarbrePerson (not owned) */
    char *command;          /**< (nullable) what to type */
    char *until;            /**< (nullable) of what is owed: by when, as RFC 3339 */
    bool overdue;           /**< that has passed */
} MarbreObstacle;

void marbre_obstacle_free(MarbreObstacle *obstacle);

/** A question to the gate. Nothing is owned. */
typedef struct {
    MarbreMove move;
    const MarbreDossier *dossier;
    const GPtrArray *findings; /**< of MarbreFinding: MARBRE_SCOPE_GATE of this article */
    const MarbrePerson *actor;
    int64_t now;
    const char *lang; /**< (nullable) the reader's, for the titles of stages */
    const char *to;   /**< (nullable) a stage: where to, or what is approved; NULL: the usual one */
    const char *rule; /**< of a waiver: PLUGIN/RULE */
    const char *until;  /**< of a waiver: its last day */
    const char *reason; /**< (nullable) why, in the person's words */
    const char *left;   /**< (nullable) of what is restored: the stage that it was spiked from */
    const char *kind;   /**< of a correction */
    const GPtrArray *notes;    /**< (nullable) of MarbreNote: what readers are told */
    const GPtrArray *proposed; /**< (nullable) of MarbreNote: a first wording, to be told */
    bool ahead;   /**< publish before the hour that is set; never before an embargo's */
    bool urgent;  /**< ADVANCE: past all stages to the last one */
    bool unsaved; /**< nobody is at the keyboard, and some words are in no commit */
    const MarbreArticle *published; /**< (nullable) as readers see it; of UNPUBLISH */
    const char *assignee;           /**< of ASSIGN: id of a person */
    MarbreInstant due;              /**< of ASSIGN: by when; 0 seconds: nobody says */
    const MarbreLast *last;         /**< (nullable) of UNDO: what is taken back */
    const char *key;     /**< (nullable) fingerprint of the key that signs it, or has signed it */
    const char *keyless; /**< (nullable) why there is none */
    const char *forged;  /**< (nullable) why the signature that is there proves nothing */
} MarbreQuestion;

/** What the gate says. */
typedef struct {
    GPtrArray *obstacles;  /**< of MarbreObstacle; empty: yes */
    const MarbreStage *to; /**< (nullable) the stage that the article would reach, or that is
                                approved, or whose rule is waived; NULL: publication, or none */
    bool publishes;        /**< leaving the last stage */
    char **owes;           /**< (nullable) ids of stages whose answer is owed from now on */
    int64_t within;        /**< seconds until they are to be given */
    bool pays;             /**< of an approval: it is the last one that the stage asks for */
} MarbreAnswer;

/**
 * Whether a move may happen, and if not, all that stands in its way. The one place where that is
 * decided; it reads nothing but its argument.
 *
 * @return (transfer full)
 */
MarbreAnswer *marbre_gate_ask(const MarbreQuestion *question);

/**
 * The approvals that are owed because what they were given for has changed since, or because it
 * was published or hurried on without them; of a published article too, where nothing stands in
 * anybody's way for it.
 *
 * @param question  its move is not asked about
 * @return (transfer full) of MarbreObstacle
 */
GPtrArray *marbre_gate_owed(const MarbreQuestion *question);

void marbre_answer_free(MarbreAnswer *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreAnswer, marbre_answer_free)
