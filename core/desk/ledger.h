/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "article/claims.h"

#include <glib.h>
#include <stdbool.h>

/*
 * New bytes of claims.yaml. What it holds already stays byte for byte: order, comments, quoting and
 * line ends. Errors: MARBRE_ERROR_REFUSED, with the place, where it is broken, or says what the
 * change contradicts.
 */

/** What a claim waits for. */
#define MARBRE_DUE_LOOK 1u     /**< that somebody looks at it */
#define MARBRE_DUE_FLAG 2u     /**< that the article says it could not be verified */
#define MARBRE_DUE_EVIDENCE 4u /**< what a verdict rests on */
#define MARBRE_DUE_AGAIN 8u    /**< another look: its day has passed */

/** MARBRE_DUE_* of a claim at an instant; a day lasts to its end in `zone`. */
unsigned marbre_ledger_due(const MarbreClaim *claim, GTimeZone *zone, int64_t now);

/** A claim to put in. Nothing is owned. */
typedef struct {
    const char *id; /**< (nullable) NULL: made from the words */
    const char *quote;
    const char *by;   /**< (nullable) */
    const char *kind; /**< (nullable) */
    MarbreClaimStatus status;
    const char *sentence; /**< (nullable) that has the words now */
} MarbreEntryWords;

/** What became of one. */
typedef struct {
    char *id;      /**< (nullable) NULL: it was not put in */
    char *problem; /**< (nullable) why not: the ledger says otherwise */
} MarbreEntryMade;

/** What somebody finds of a claim. Nothing is owned. */
typedef struct {
    MarbreClaimStatus status;
    const GPtrArray *evidence; /**< (nullable) of MarbreEvidence, beside what the ledger has */
    const char *expires;       /**< (nullable) a day */
    bool over;                 /**< the day that the ledger gives for another look has passed */
} MarbreVerdict;

/** By whom and when: of a verdict, or of the word that there is no claim. Nothing is owned. */
typedef struct {
    const char *person;
    MarbreInstant at;
    const char *sentence; /**< (nullable) of a verdict: that has the words now */
} MarbreByWhom;

/**
 * The bytes with more claims, the last ones; the word that there is none is taken out. A status but
 * to-check is noted as looked at. What the ledger has already, by its words or its id, is left out.
 *
 * @param file      (nullable) NULL: there is no ledger yet
 * @param entries   of MarbreEntryWords
 * @param ret_made  (transfer full) of MarbreEntryMade, one for each
 * @return (transfer full) or NULL; `file` itself where nothing was put in
 */
GBytes *marbre_ledger_add(GBytes *file,
                          const GPtrArray *entries,
                          const MarbreByWhom *whom,
                          GPtrArray **ret_made,
                          GError **error);

/**
 * The bytes with a verdict on a claim. Evidence that the ledger has already is not put in twice,
 * but its day is; `to-check` takes back that somebody has looked.
 *
 * @return (transfer full) or NULL: _NOT_FOUND too, where no claim has the id; _REFUSED also where
 *     the verdict needs evidence and has none
 */
GBytes *marbre_ledger_judge(GBytes *file,
                            const char *id,
                            const MarbreVerdict *verdict,
                            const MarbreByWhom *whom,
                            GError **error);

/** The bytes that answer for an article without a claim; `file` where they say so already.
 * (transfer full) or NULL */
GBytes *
marbre_ledger_none(GBytes *file, const char *reason, const MarbreByWhom *whom, GError **error);
