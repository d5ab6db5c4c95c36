/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "desk/ledger.h"
#include "desk/session.h"

#include <glib.h>
#include <stdbool.h>

/** What somebody does to the claims ledger of an article. Nothing is owned. */
typedef struct {
    const char *folder;
    const GPtrArray *entries; /**< (nullable) of MarbreEntryWords: claims to put in */
    const GPtrArray *ids;     /**< (nullable) of char *: claims to judge */
    MarbreVerdict verdict;    /**< of those; `over` is worked out */
    const char *reason;       /**< (nullable) why there is no claim at all */
    const char *note;         /**< (nullable) why, for the commit */
    bool forgiving;           /**< entries that can't be put in are told, and the others are */
} MarbreClaiming;

/** A claim that was put in or judged. */
typedef struct {
    char *id; /**< (nullable) NULL: it was not put in, and `problem` says why */
    char *quote;
    char *by;
    MarbreClaimStatus before; /**< of a claim that is new, the same as `status` */
    MarbreClaimStatus status;
    uint64_t line; /**< in the ledger */
    char *problem;
} MarbreClaimDone;

/** An approval that held, and does not since the ledger is another. */
typedef struct {
    char *stage; /**< id */
    char *title; /**< for the reader */
} MarbreVoided;

/** What became of it. */
typedef struct {
    char *folder;
    char *slug;
    char *title;
    char *path;          /**< of the ledger */
    GPtrArray *claims;   /**< of MarbreClaimDone */
    GPtrArray *voided;   /**< of MarbreVoided, a stage each */
    char *commit;        /**< (nullable) NULL: nothing changed, or --dry-run */
    bool changed;        /**< else the ledger says so already */
    bool none_withdrawn; /**< the word that there is no claim was taken out */
    bool unsaved;        /**< a claim's words are in a text that is not saved */
    bool published;      /**< readers have the article already */
} MarbreClaimed;

void marbre_claimed_free(MarbreClaimed *claimed);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreClaimed, marbre_claimed_free)

/**
 * Change the ledger of an article, alone, in one commit. The words of claims are looked for in the
 * texts as they lie, saved or not; a ledger with words that nobody has saved is left alone.
 *
 * @return (transfer full) or NULL, and nothing changed: MARBRE_ERROR_REFUSED (the words stand
 *     nowhere or in several places, the ledger contradicts it, is broken or not saved), _NOT_FOUND
 *     (no such claim), _USAGE, _BUSY, _FAILED
 */
MarbreClaimed *
marbre_desk_claim(const MarbreSession *session, const MarbreClaiming *claiming, GError **error);
