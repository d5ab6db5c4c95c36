/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "base/json.h"

#include <glib.h>
#include <stdbool.h>

/** One rule that one commit breaks. Read only. */
typedef struct {
    char *commit;
    char *folder;   /**< (nullable) of the article */
    char *rule;     /**< "marbre/role-missing" */
    char *actor;    /**< (nullable) id of the person, or an address that nobody has */
    char *message;  /**< what is wrong, in a newsroom's words */
    char *right;    /**< (nullable) what would have been right */
    bool old;       /**< private: the newsroom may have let it pass afterwards */
    char *excepted; /**< (nullable) why the newsroom lets it pass: it is counted all the same */
} MarbreViolation;

void marbre_violation_free(MarbreViolation *violation);
/** Members of an object: all of it but what would have been right and why it is let pass. */
void marbre_violation_members(MarbreJson *json, const MarbreViolation *violation);

/** What of a move was judged by the time that its commit claims. */
typedef enum {
    MARBRE_TIME_EMBARGO = 1, /**< it was published when its hour had come */
    MARBRE_TIME_WAIVER = 2,
    MARBRE_TIME_CLAIM = 4,    /**< a claim that is to be looked at again by a day */
    MARBRE_TIME_RIGHTS = 8,   /**< in a picture, which end */
    MARBRE_TIME_BACKWARD = 16 /**< it claims to be older than the article's last change */
} MarbreTimeHeld;

/** A move that was judged by the time it claims, which no clock but its own vouches for. Read only.
 */
typedef struct {
    char *commit;
    char *at;     /**< RFC 3339 */
    char *folder; /**< of the article */
    MarbreTimeHeld held;
} MarbreTimeClaimed;

/** The words of JSON for what `held` has, in the order above; NULL-terminated. (transfer container)
 */
const char **marbre_time_held_words(MarbreTimeHeld held);

/** What a history comes to. Read only. */
typedef struct {
    char *trust;    /**< the commit that is taken on trust */
    char *from;     /**< (nullable) judged are the commits behind this one */
    char *to;       /**< the last commit judged */
    bool is_signed; /**< every transition carries a signature that was verified, and there is one */
    guint64 commits;
    guint64 transitions;
    guint64 proved;        /**< transitions whose signature was verified */
    guint64 pgp;           /**< commits signed by PGP, which counts for nothing */
    guint64 not_replayed;  /**< transitions whose checks were not run again */
    GPtrArray *violations; /**< of MarbreViolation, oldest first */
    GPtrArray *times;      /**< of MarbreTimeClaimed, oldest first */
    guint64 exceptions;    /**< how many of them the newsroom lets pass */
    guint64
        unjudged; /**< commits at the end that can't be, for what breaks the rules before them */
} MarbreVerdict;

MarbreVerdict *marbre_verdict_new(void);
void marbre_verdict_free(MarbreVerdict *verdict);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreVerdict, marbre_verdict_free)

/** One move more that was judged by the time it claims. */
void marbre_verdict_add_time(MarbreVerdict *verdict,
                             const char *commit,
                             const char *at,
                             MarbreTimeHeld held,
                             const char *folder);

/** All moves were judged: whether every one is proved. */
void marbre_verdict_settle(MarbreVerdict *verdict);

/** Whether all was judged, and nothing is wrong but what the newsroom lets pass. */
bool marbre_verdict_is_ok(const MarbreVerdict *verdict);
