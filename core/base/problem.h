/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "base/error.h"
#include "base/span.h"
#include "base/text.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/** An edit that would mend a problem: replace the bytes `start`..`end` of the file. */
typedef struct {
    uint64_t start;
    uint64_t end;
    char *text;
} MarbreMend;

/** One thing wrong in a file, at a place, in words. */
typedef struct {
    char *path;
    uint64_t line;   /**< from 1 */
    uint64_t column; /**< from 1, in code points */
    uint64_t offset; /**< in bytes */
    uint64_t end;    /**< where the wrong bytes end; equal to `offset` where unknown */
    char *message;   /**< translated, no final period */
    char *rule;      /**< (nullable) rule id, such as "marbre/bad-yaml" */
    MarbreMend *fix; /**< (nullable) an edit that would mend it */
} MarbreProblem;

void marbre_problem_free(MarbreProblem *problem);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreProblem, marbre_problem_free)

/** An empty list of MarbreProblem; (transfer full), frees what it holds. */
GPtrArray *marbre_problems_new(void);

/**
 * Add one problem.
 *
 * @param lines  (nullable) index of the file; without it the place is 1:1
 * @return (transfer none) the problem, to which a rule, an end or a fix may be added
 */
MarbreProblem *marbre_problems_add(GPtrArray *problems,
                                   const char *path,
                                   const MarbreLines *lines,
                                   uint64_t offset,
                                   const char *format,
                                   ...) G_GNUC_PRINTF(5, 6);

/** The same with the rule that the problem breaks. */
MarbreProblem *marbre_problems_add_rule(GPtrArray *problems,
                                        const char *path,
                                        const MarbreLines *lines,
                                        uint64_t offset,
                                        const char *rule,
                                        const char *format,
                                        ...) G_GNUC_PRINTF(6, 7);

/** Add a problem as another list has it: what it says is copied. */
void marbre_problems_add_copy(GPtrArray *problems, const MarbreProblem *from);

/** Say how the problem would be mended; replaces an earlier fix. `text` is copied. */
void marbre_problem_set_fix(MarbreProblem *problem, MarbreSpan span, const char *text);

/** Every problem of `more` behind those of `problems`; `more` is left empty. */
void marbre_problems_take(GPtrArray *problems, GPtrArray *more);

/** `path:line:column: message` and a line feed for each; (transfer full). */
char *marbre_problems_format(const GPtrArray *problems);

/** All problems as one error of the given code, a line each; (transfer full). */
GError *marbre_problems_to_error(const GPtrArray *problems, MarbreErrorCode code);

/**
 * The word of `known` (NULL-terminated) that `word` is most likely meant to be.
 *
 * @return (transfer none, nullable) NULL where none is near
 */
const char *marbre_nearest(const char *word, const char *const *known);
