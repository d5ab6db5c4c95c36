/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "newsroom/newsroom.h"
#include "proof/verify.h"

#include <glib.h>

/** A commit of the branch's own line that changed an article or the rules. */
typedef struct {
    char *commit; /**< 40 digits */
    char *folder; /**< where the article stands after it */
} MarbreCourseStep;

/**
 * The course of one article along the branch, from a commit that is taken on trust. Whoever says
 * what it is need not be believed: marbre_course_judge() finds what it leaves out.
 */
typedef struct {
    char *article;    /**< id */
    char *trust;      /**< 40 digits */
    char *tip;        /**< 40 digits: how far it was followed */
    char *folder;     /**< where the article stands at `trust`, or will stand first */
    GPtrArray *steps; /**< of MarbreCourseStep, oldest first */
} MarbreCourse;

MarbreCourse *marbre_course_new(void);
void marbre_course_free(MarbreCourse *course);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreCourse, marbre_course_free)
/** Copies both. */
void marbre_course_add(MarbreCourse *course, const char *commit, const char *folder);

/**
 * Find the course of the article in a folder of a newsroom of a commit.
 *
 * @param trust  a commit
 * @return (transfer full) or NULL: MARBRE_ERROR_REFUSED (an article that has never moved), _FAILED
 *     (the trusted commit is not in this history; objects are missing)
 */
MarbreCourse *
marbre_course_find(MarbreNewsroom *newsroom, const char *folder, const char *trust, GError **error);

/**
 * Judge a course by the rules of history: every step, each by the policy before it, and that
 * between them neither the article nor the rules changed. Other articles are not judged.
 *
 * @param settings  of it the pool is used
 * @param ret_line  (nullable) how many commits lead from the trusted one to the last
 * @return (transfer full) or NULL, which is never a yes: MARBRE_ERROR_REFUSED (steps were left
 *     out), _FAILED, _INVALID, _USAGE
 */
MarbreVerdict *marbre_course_judge(const MarbreCourse *course,
                                   MarbreStore *store,
                                   const MarbreVerifySettings *settings,
                                   size_t *ret_line,
                                   GError **error);
