/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "newsroom/newsroom.h"
#include "proof/course.h"

#include <glib.h>

/** What a proof came to, read from its objects alone. Read only. */
typedef struct {
    MarbreCourse *course;
    MarbreVerdict *verdict;
    size_t line; /**< commits from the trusted one to the last */
    char *words; /**< what was done, in the language asked for */
} MarbreProof;

void marbre_proof_free(MarbreProof *proof);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreProof, marbre_proof_free)

/**
 * Write the proof of one article: everything that marbre_proof_check() needs, and a head in French
 * and English. Nothing is left out that it reads, and it has been checked once.
 *
 * @param trust        a commit
 * @param ret_verdict  (transfer full) what the rules of history say; where that is no, there is no
 *     proof and no error
 * @return (transfer full) the text of the file, or NULL; with an error as marbre_course_find() and
 *     marbre_course_judge()
 */
char *marbre_proof_write(MarbreNewsroom *newsroom,
                         const char *folder,
                         const char *trust,
                         const MarbreVerifySettings *settings,
                         MarbreVerdict **ret_verdict,
                         GError **error);

/**
 * Check a proof with nothing but its file: settings' trust must be the commit that it starts from.
 *
 * @param lang  of `words`: "fr" or "en"
 * @return (transfer full) whose verdict may be a no, or NULL where nothing is proved:
 *     MARBRE_ERROR_REFUSED (it was tampered with), _INVALID (no proof), _FAILED (can't be judged)
 */
MarbreProof *marbre_proof_check(GBytes *file,
                                const MarbreVerifySettings *settings,
                                const char *lang,
                                GError **error);
