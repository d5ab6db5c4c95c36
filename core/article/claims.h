/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "base/instant.h"
#include "base/json.h"
#include "base/span.h"
#include "yaml/document.h"

#include <glib.h>
#include <stdbool.h>

typedef enum {
    MARBRE_CLAIM_TO_CHECK = 0,
    MARBRE_CLAIM_UNVERIFIED, /**< could not be checked: a flag is due */
    MARBRE_CLAIM_VERIFIED,
    MARBRE_CLAIM_DISPUTED,
    MARBRE_CLAIM_FALSE,
    MARBRE_CLAIM_WITHDRAWN,
} MarbreClaimStatus;

/** As written in claims.yaml: "to-check", "unverified", … */
const char *marbre_claim_status_text(MarbreClaimStatus status);
bool marbre_claim_status_parse(const char *text, MarbreClaimStatus *ret_status);

typedef struct {
    char *url;    /**< (nullable) */
    char *origin; /**< (nullable) who says so there */
    char *seen;   /**< (nullable) day it was looked at */
} MarbreEvidence;

/** A statement that the article reports. Read only. */
typedef struct {
    char *id;
    char *quote; /**< words of the published text */
    char *by;    /**< (nullable) whose word it is */
    char *kind;  /**< (nullable) what it is about, an id: "toll" */
    MarbreClaimStatus status;
    GPtrArray *evidence; /**< of MarbreEvidence, never NULL */
    char *checked_by;    /**< (nullable) person */
    MarbreInstant checked_at;
    char *checked_sentence; /**< (nullable) the sentence that held the quote then */
    char *expires;          /**< (nullable) a date as people write it */
    MarbreSpan span;
} MarbreClaim;

/** The claims ledger of one article. Immutable. */
typedef struct MarbreClaims MarbreClaims;

/**
 * Read claims.yaml: a map with the list `claims` and, for an article that makes no claim, `none:
 * {reason: "…", by: lea, at: 2023-09-19T15:02:00+02:00}`. Says everything that is wrong at once,
 * rule "marbre/bad-yaml" for YAML and "marbre/bad-claims" for the rest.
 *
 * @return (transfer full, nullable) NULL with at least one problem more where it is not YAML or no
 *         ledger; claims that are incomplete are problems and left out
 */
MarbreClaims *marbre_claims_parse(const char *path, GBytes *bytes, GPtrArray *problems);
/** The same of a ledger whose problems are known: its claims are read when first asked for. */
MarbreClaims *marbre_claims_parse_later(const char *path, GBytes *bytes);
MarbreClaims *marbre_claims_ref(MarbreClaims *claims);
void marbre_claims_unref(MarbreClaims *claims);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreClaims, marbre_claims_unref)

/** Of MarbreClaim in order of writing. (transfer none) */
const GPtrArray *marbre_claims_get_items(const MarbreClaims *claims);
/** By id. (transfer none, nullable) */
const MarbreClaim *marbre_claims_find(const MarbreClaims *claims, const char *id);
/** A member `claims`, empty where `claims` is NULL: of each its words, whose they are and its
 * status, and its id where `ids`. */
void marbre_claims_member(MarbreJson *json, const MarbreClaims *claims, bool ids);
/** The YAML behind it, for places. (transfer none) */
MarbreYaml *marbre_claims_get_yaml(const MarbreClaims *claims);
/** Why the article makes no claim, as someone answered for; NULL where nobody did. */
const char *marbre_claims_get_none(const MarbreClaims *claims, const char **ret_by);
