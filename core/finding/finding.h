/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "base/span.h"
#include "base/text.h"
#include "finding/severity.h"
#include <glib.h>
#include <stdbool.h>

/** Whether a finding keeps its article where it is. */
typedef enum {
    MARBRE_BLOCKS_NEVER = 0,
    MARBRE_BLOCKS_NOW,   /* an error of this stage or of an earlier one */
    MARBRE_BLOCKS_LATER, /* an error of a stage to come */
} MarbreBlocks;

/** The word that JSON uses: "never", "now" or "later". */
const char *marbre_blocks_name(MarbreBlocks blocks);

/** Put `text` in the place of the bytes of `span`, which count in the unedited file. */
typedef struct {
    MarbreSpan span;
    const char *text;
} MarbreEdit;

/** One thing that a rule has to say about an article. Immutable once made, shared by reference.
 *
 * A finding is made from a value of the same type, whose texts are copied:
 *
 *     MarbreFinding *finding = marbre_finding_new(&(MarbreFinding){
 *         .rule = "draft/too-short", .severity = MARBRE_SEVERITY_WARNING,
 *         .article = "articles/2023/09/goris", .path = "articles/2023/09/goris/index.fr.md",
 *         .start = place, .end = place, .message = "…"});
 *
 * and one that differs a little from another: copy the struct, change a field, make it. */
typedef struct {
    const char *rule; /* PLUGIN/RULE */
    MarbreSeverity severity;
    const char *stage;   /* (nullable) the stage that asks */
    const char *article; /* the article's folder */
    const char *path;    /* the file, from the root of the newsroom */
    MarbrePlace start;   /* a finding without a place is at 1:1, offset 0, and empty */
    MarbrePlace end;
    const char *message; /* English, holes filled; what is shown when there is no translation */
    GVariant *args;      /* (nullable) a(ss): the values of the holes, for a translation */
    MarbreBlocks blocks;
    bool waived;
    bool known;           /* a baseline has it: told, and no reason to fail */
    const GPtrArray *fix; /* (nullable) of MarbreEdit, all on `path` */
} MarbreFinding;

/** A finding with the values of `fields`. Texts and edits are copied, `args` is referenced (a
 * floating one is sunk). `rule`, `article`, `path` and `message` must be there; lines and columns
 * of zero become one. (transfer full) */
MarbreFinding *marbre_finding_new(const MarbreFinding *fields);

/** One more reference. (transfer full) */
MarbreFinding *marbre_finding_ref(const MarbreFinding *finding);

/** Gives a reference back; NULL is fine. */
void marbre_finding_unref(MarbreFinding *finding);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreFinding, marbre_finding_unref)

/** The order of every report: article, path, offset, rule, then whatever tells two apart, so that
 * the order never depends on which worker answered first. */
int marbre_finding_compare(const MarbreFinding *a, const MarbreFinding *b);

/** An array that owns MarbreFinding. (transfer full) */
GPtrArray *marbre_findings_new(void);

/** Sorts an array of MarbreFinding with marbre_finding_compare. */
void marbre_findings_sort(GPtrArray *findings);

/** An array that owns MarbreEdit. (transfer full) */
GPtrArray *marbre_edits_new(void);

/** Adds a copy of an edit to such an array. */
void marbre_edits_add(GPtrArray *edits, MarbreSpan span, const char *text);

/** How many findings count for what. Waived ones count as waived only,
 * known ones as known. */
typedef struct {
    uint64_t errors, warnings, notes, waived, known;
    uint64_t now, later; /* of the errors: those that block now, those that will later */
} MarbreTally;

/** Counts an array of MarbreFinding. */
MarbreTally marbre_findings_tally(const GPtrArray *findings);
