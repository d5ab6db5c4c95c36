/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Private to hook/: a push while it is judged. */
#pragma once

#include "hook/push.h"
#include "newsroom/newsroom.h"
#include "store/history.h"

typedef struct {
    MarbreStore *store;
    const MarbrePushSettings *settings;
    const GPtrArray *moves;
    GPtrArray *refusals;
    MarbreNewsroom *before; /**< (nullable) where the newsroom's branch stands; NULL: nowhere yet */
    MarbreNewsroom *after;  /**< (nullable) where it would stand, if that can be read */
    char *tip;              /**< (nullable) id of the commit where it would */
} MarbrePush;

/** Refuse the push. `message`, `right` (nullable): (transfer full) */
void marbre_push_refuse(const MarbrePush *push,
                        const MarbreRefMove *move,
                        const char *rule,
                        char *message,
                        char *right);
/** The same for one commit of it. */
void marbre_push_refuse_commit(const MarbrePush *push,
                               const MarbreRefMove *move,
                               const MarbreCommit *commit,
                               const char *rule,
                               char *message,
                               char *right);

/** The newsroom in force: before the push, or of what it brings where there was none. (nullable) */
MarbreNewsroom *marbre_push_rules(const MarbrePush *push);
bool marbre_push_is_newsroom(const MarbrePush *push, const char *ref);
bool marbre_push_is_rendered(const MarbrePush *push, const char *ref);

/** Why there may be no ref of this name, whatever it would hold. (transfer full, nullable) */
char *marbre_push_name_refusal(const MarbrePush *push, const char *ref);

/**
 * The commits of the branch's own line that a move brings, newest first, to (transfer full) `ids`,
 * told to the refusals where the branch would not go forward.
 *
 * @return NULL with an error where that can't be told; *ret_forward: it goes forward
 */
GPtrArray *marbre_push_line(const MarbrePush *push,
                            const MarbreRefMove *move,
                            bool *ret_forward,
                            GError **error);

/* What follows judges one ref: what is wrong goes to the refusals; false, with an error, where it
   can't be judged. */

bool marbre_push_judge_newsroom(const MarbrePush *push, const MarbreRefMove *move, GError **error);
bool marbre_push_judge_rendered(const MarbrePush *push, const MarbreRefMove *move, GError **error);
