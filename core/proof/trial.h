/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Private to proof/: a move while it is judged. */
#pragma once

#include "gate/gate.h"
#include "newsroom/signed.h"
#include "proof/judge.h"
#include "proof/said.h"

typedef struct {
    const MarbrePassage *passage;
    const MarbreSaid *said;
    MarbreArticle *before; /**< (nullable) */
    MarbreArticle *after;
    MarbrePlan *plan;
    MarbreDossier *dossier; /**< of `before` */
    MarbreLast *last;       /**< (nullable) what is taken back */
    GPtrArray *findings;    /**< of MarbreFinding */
    MarbreSigned signature; /**< of the commit; of an approval, its own */
    const char *line;       /**< (nullable) that, as the record has it */
    char *forged;           /**< (nullable) why it proves nothing, a sentence's end */
} MarbreTrial;

/** The commit breaks a rule about this article. `message`, `right`: as marbre_passage_violate() */
void marbre_trial_violate(const MarbreTrial *trial, const char *rule, char *message, char *right);

/**
 * Who signed the move: the commit, or of an approval the statement in the record. What is there is
 * to be of the one who acts; of a statement always, of a commit where the rules ask for it.
 */
void marbre_trial_sign(MarbreTrial *trial);
void marbre_trial_clear(MarbreTrial *trial);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(MarbreTrial, marbre_trial_clear)

/** What the checks say of the article before the move, run again where that is asked. False with
 * an error. */
bool marbre_trial_check(MarbreTrial *trial, GError **error);

/**
 * What the gate says; its obstacles are told.
 *
 * @param left  (nullable) the stage that the article was spiked from
 * @return (transfer full)
 */
MarbreAnswer *marbre_trial_ask(MarbreTrial *trial, const char *left);

/** Notes what of the move was judged by its own time, and nobody else's clock. `last` (nullable) is
 * the article's commit before it. */
void
marbre_trial_note_time(const MarbreTrial *trial, const MarbreAnswer *answer, MarbreCommit *last);

/** Whether the record and the commit are what the move makes of them. False with an error. */
bool marbre_trial_derive(const MarbreTrial *trial, const MarbreAnswer *answer, GError **error);
/** Of an article that begins: before it there is nothing. */
bool marbre_trial_begin(const MarbreTrial *trial, GError **error);

/* What the last two share. */

/** Trailers: byte for byte. `next` is the record after it, `judged` is of an approval. */
void marbre_trial_need_trailers(const MarbreTrial *trial,
                                const MarbreState *next,
                                const char *to,
                                const MarbreStage *judged,
                                const char *digest);
void marbre_trial_need_record(const MarbreTrial *trial, const MarbreState *next);
/** A move changes the record alone, unless the stage that is entered does something. */
void marbre_trial_need_words_apart(const MarbreTrial *trial, const MarbreStage *to);
