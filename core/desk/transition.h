/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "desk/session.h"
#include "gate/gate.h"

#include <glib.h>
#include <stdbool.h>

/** What taking a page back changes for readers, and how long it takes: a drill. */
typedef struct {
    guint pages; /**< pages written again or taken away, those that list others included */
    guint feeds; /**< feeds and sitemaps */
    guint files; /**< all that changes, records and pictures included */
    double seconds;
} MarbreDrill;

/** What somebody asks for. Nothing is owned. */
typedef struct {
    MarbreMove move;        /**< any but NEW and SAVE */
    const char *to;         /**< (nullable) stage */
    const char *message;    /**< (nullable) in the person's words */
    const char *rule;       /**< of a waiver */
    const char *until;      /**< of a waiver */
    const char *kind;       /**< of a correction: "correction", "update", "clarification", "typo" */
    const GPtrArray *notes; /**< (nullable) of MarbreNote: what readers are told */
    MarbreDrill *drill;   /**< (nullable) of a retraction that is only tried: filled in where it may
                               happen */
    const char *assignee; /**< of ASSIGN: id of a person; NULL: oneself */
    const char *due;      /**< (nullable) of ASSIGN: a day or an hour as people write it */
    bool together;        /**< several articles: all or none, by one move of the branch */
    bool ahead;           /**< publish before the hour that is set for it */
    bool urgent;          /**< ADVANCE: past all stages to the last one */
    bool unattended; /**< nobody is at the keyboard: words that no commit has stay where they are,
                          and nothing is published beside them */
} MarbreRequest;

/** What became of it for one article. */
typedef struct {
    char *folder;
    MarbreMove move;        /**< PUBLISH where an advance left the last stage */
    MarbreDossier *dossier; /**< as it was judged; keeps what follows alive */
    MarbreAnswer *answer;   /**< the gate's */
    GPtrArray *findings;    /**< of MarbreFinding: also what does not block */
    bool incomplete;        /**< a check could not run: exit status 4 */
    char *from;             /**< stage before */
    char *to;               /**< (nullable) stage after, or that is approved */
    char *id;               /**< (nullable) the article's; NULL where it has none yet */
    char *saved;            /**< (nullable) commit of the words that had none yet */
    char *commit;           /**< (nullable) of the move; NULL where it did not happen */
    GPtrArray *checks;      /**< of char *: what ran */
    char *trouble;          /**< (nullable) of a retraction: why the site could not be rendered; its
                                 page is a bare notice, and lists still name it */
    GPtrArray *proposed;    /**< (nullable) of MarbreNote: of a correction without a note, a first
                                 wording of it */
    MarbreLast *last;       /**< (nullable) of UNDO: what is taken back */
    char *assignee;         /**< (nullable) of ASSIGN */
    MarbreInstant due;      /**< of ASSIGN; 0 seconds: nobody says */
    bool goes_on;           /**< the next move has been asked for with it */
} MarbreReply;

void marbre_reply_free(MarbreReply *reply);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreReply, marbre_reply_free)

/** Whether the gate said yes. */
bool marbre_reply_is_allowed(const MarbreReply *reply);

/**
 * Ask the gate, and where it says yes do the move: save uncommitted words, write the new state,
 * run what the stage runs, publish where the last stage is left; all journalled, one commit each.
 *
 * @param folders   of char *: the articles
 * @param ret_kept  (nullable) gets paths (char *) of working files left as somebody has them
 * @return (transfer full) of MarbreReply in the order asked, refusals included, an article once;
 * NULL with an error where nothing could be asked or done: MARBRE_ERROR_USAGE, _NOT_FOUND, _REFUSED
 *     (unknown person), _BUSY, _FAILED. Nothing was changed then, unless the message says so.
 */
GPtrArray *marbre_desk_move(const MarbreSession *session,
                            const GPtrArray *folders,
                            const MarbreRequest *request,
                            GPtrArray *ret_kept,
                            GError **error);

/**
 * Bring the branch of rendered output up where it lags behind the newsroom's.
 *
 * @param ret_done  (nullable) whether anything was to do
 */
bool marbre_desk_render(const MarbreSession *session, bool *ret_done, GError **error);
