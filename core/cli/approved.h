/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "cli/cli.h"

/** What somebody read when they last answered for an article. */
typedef struct {
    MarbreArticle *article;
    char *stage; /**< the stage that they answered for */
    MarbreInstant at;
} MarbreLastApproval;

/**
 * The last approval that a person gave, from the article's record, and where that has let go of it,
 * from its history.
 *
 * @param article  as it stands now
 * @return (transfer full) or NULL: without an error, that person has never approved it
 */
MarbreLastApproval *marbre_last_approval_find(MarbreNewsroom *newsroom,
                                              const MarbreArticle *article,
                                              const char *person,
                                              GError **error);
void marbre_last_approval_free(MarbreLastApproval *last);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreLastApproval, marbre_last_approval_free)

/** The title of the stage that was approved, as its reader calls it. (transfer none) */
const char *marbre_last_approval_stage(const MarbreCli *cli,
                                       MarbreNewsroom *newsroom,
                                       const MarbreArticle *article,
                                       const MarbreLastApproval *last);

/**
 * At a terminal, show somebody what changed since they last approved an article, and ask whether
 * they approve it now.
 *
 * @param word      the article's name on the command line
 * @param ret_exit  how the command ends where they don't
 * @return true: they do, or nobody is there to be asked
 */
bool marbre_approval_confirm(MarbreCli *cli, const char *word, MarbreExit *ret_exit);
