/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "article/note.h"
#include "base/instant.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/** Most bytes of one state.yaml. */
#define MARBRE_STATE_LIMIT (UINT64_C(256) << 10)

/* Stages that are no stations of a workflow. */
#define MARBRE_STAGE_PUBLISHED "published"
#define MARBRE_STAGE_SPIKED "spiked"
#define MARBRE_STAGE_RETRACTED "retracted"

/** The kind of a correction that needs no public note. */
#define MARBRE_KIND_TYPO "typo"
/** The kind of a retraction that is none: the time that it was to be online has ended. */
#define MARBRE_KIND_ENDED "ended"

/** Who answered for what, as a stage's digest says it. */
typedef struct {
    char *stage;
    char *by;
    MarbreInstant at;
    char *digest;    /**< "sha256:…" */
    char *content;   /**< git id of the folder that was looked at */
    char *signature; /**< (nullable) of an SSH key over what is approved, in base64 */
} MarbreApproval;

typedef struct {
    char *rule;
    char *by;
    char *reason;
    char *until; /**< a day, YYYY-MM-DD: the waiver's last */
    char *digest;
} MarbreWaiver;

/** Who has the article, until it reaches another stage. */
typedef struct {
    char *to; /**< id of a person */
    char *by; /**< of who gave it to them; the same where they took it */
    MarbreInstant at;
    MarbreInstant due; /**< by when; 0 seconds: nobody said */
} MarbreAssigned;

/** A stage whose answer is owed. */
typedef struct {
    char *stage;
    MarbreInstant until;
} MarbreOwed;

typedef struct {
    uint64_t revision; /**< from 1 */
    MarbreInstant at;
    char *
        address; /**< (nullable) "2026/03": where its page was first, and its date says otherwise */
    char *digest;
    char *content;
} MarbrePublication;

/** An open correction has `by` and no revision, a published one the reverse. */
typedef struct {
    char *kind;       /**< "correction", "update", "clarification", "typo" */
    GPtrArray *notes; /**< of MarbreNote, sorted by language; of a typo none is needed */
    char *by;         /**< (nullable) */
    MarbreInstant at;
    uint64_t revision;
} MarbreCorrection;

typedef struct {
    char *kind; /**< (nullable) MARBRE_KIND_ENDED; NULL: it was taken back */
    GPtrArray *notes;
    char *by;
    MarbreInstant at;
} MarbreRetraction;

/** Where one article stands. A plain value: whoever has it may change it. */
typedef struct {
    char *id; /**< ULID, lower case */
    char *workflow;
    char *stage;
    MarbreInstant entered;
    GPtrArray *approvals;           /**< of MarbreApproval, never NULL */
    GPtrArray *waivers;             /**< of MarbreWaiver, never NULL */
    GPtrArray *owed;                /**< of MarbreOwed, never NULL */
    MarbreAssigned *assigned;       /**< (nullable) nobody in particular has it */
    MarbrePublication *publication; /**< (nullable) */
    MarbreCorrection *correction;   /**< (nullable) the open one */
    GPtrArray *corrections;         /**< of MarbreCorrection, published; never NULL */
    MarbreRetraction *retracted;    /**< (nullable) */
} MarbreState;

MarbreState *marbre_state_new(void);
void marbre_state_free(MarbreState *state);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreState, marbre_state_free)
/** A deep copy. (transfer full) */
MarbreState *marbre_state_copy(const MarbreState *state);

/* Items to append to the lists above; strings are copied, "" stands for nothing. (transfer full) */
MarbreApproval *marbre_approval_new(
    const char *stage, const char *by, MarbreInstant at, const char *digest, const char *content);
MarbreWaiver *marbre_waiver_new(
    const char *rule, const char *by, const char *reason, const char *until, const char *digest);
MarbreOwed *marbre_owed_new(const char *stage, MarbreInstant until);
void marbre_owed_free(MarbreOwed *owed);
/** @param due  of 0 seconds: nobody says by when (transfer full) */
MarbreAssigned *
marbre_assigned_new(const char *to, const char *by, MarbreInstant at, MarbreInstant due);
void marbre_assigned_free(MarbreAssigned *assigned);
/** What is owed of a stage; NULL for nothing. (transfer none) */
const MarbreOwed *marbre_state_find_owed(const MarbreState *state, const char *stage);
/** It is owed no more. */
void marbre_state_pay(MarbreState *state, const char *stage);
MarbrePublication *marbre_publication_new(uint64_t revision,
                                          MarbreInstant at,
                                          const char *digest,
                                          const char *content);
MarbreCorrection *
marbre_correction_new(const char *kind, const char *by, MarbreInstant at, uint64_t revision);
MarbreRetraction *marbre_retraction_new(const char *by, MarbreInstant at);
void marbre_approval_free(MarbreApproval *approval);
void marbre_waiver_free(MarbreWaiver *waiver);
void marbre_publication_free(MarbrePublication *publication);
void marbre_correction_free(MarbreCorrection *correction);
void marbre_retraction_free(MarbreRetraction *retraction);

/** The approval of a stage by a person; (transfer none, nullable), to change in place. */
MarbreApproval *
marbre_state_find_approval(const MarbreState *state, const char *stage, const char *by);
/** Put in an approval (transfer full), replacing the same person's for the same stage. */
void marbre_state_put_approval(MarbreState *state, MarbreApproval *approval);

/**
 * Read state.yaml. Every problem has the rule "marbre/bad-state". A file that says a state but
 * not in the form that Marbre writes is a problem too and gives the state nevertheless.
 *
 * @return (transfer full, nullable) NULL with at least one problem more
 */
MarbreState *marbre_state_parse(const char *path, GBytes *bytes, GPtrArray *problems);

/** The id that a state file begins with, without reading the rest. (transfer full, nullable) */
char *marbre_state_id(GBytes *bytes);

/** The canonical bytes, which read back as the same state. (transfer full) */
GBytes *marbre_state_write(const MarbreState *state);

/** Whether `bytes` are a state, and written as marbre_state_write() writes it. */
bool marbre_state_is_canonical(GBytes *bytes);
