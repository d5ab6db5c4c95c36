/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "desk/session.h"
#include "gate/message.h"

/* One file of one article, written and committed by itself, without a move. */

typedef struct {
    const MarbreSession *session;
    MarbreNewsroom *tip;
    const MarbreArticle *article;
    const char *path;
    GBytes *after;             /**< what the file is to hold */
    const char *reason;        /**< for git's log of the branch: "claim" */
    MarbreMoveMessage message; /**< but for its language and the article's id */
} MarbreAmendment;

/**
 * Commit it and finish the write.
 *
 * @param ret_kept  (nullable) marbre_write_finish()
 * @return (transfer full) git id of the commit; NULL with an error
 */
char *marbre_amendment_commit(const MarbreAmendment *amendment,
                              MarbreWrite *write,
                              GPtrArray *ret_kept,
                              GError **error);
