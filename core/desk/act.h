/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Private to desk/: one request for moves on its way. */
#pragma once

#include "desk/pending.h"
#include "desk/transition.h"
#include "gate/message.h"

typedef struct {
    const MarbreSession *session;
    const MarbreRequest *request;
    MarbreNewsroom *tip;
    const MarbrePerson *actor;
    GHashTable *plans;  /* name of a workflow to MarbrePlan */
    int64_t started;    /* g_get_monotonic_time() */
    GPtrArray *pending; /* of MarbrePending, as the replies */
    GPtrArray *replies; /* of MarbreReply */
} MarbreAct;

/** Ask the gate about every article, against one commit of the newsroom. */
bool
marbre_act_judge(MarbreAct *act, MarbreNewsroom *tip, const GPtrArray *folders, GError **error);

/** Whether pages go from readers, which nothing holds up, plugins that can't be had least of all.
 */
bool marbre_act_takes_away(const MarbreAct *act);

/** What every message about an article begins with. Nothing is owned. */
MarbreMoveMessage marbre_act_message(const MarbreAct *act, const MarbreReply *reply);

/**
 * The article's record after its move.
 *
 * @param content  git id of its folder before the move, uncommitted words saved
 * @return (transfer full) or NULL with an error
 */
MarbreState *marbre_act_next_state(const MarbreAct *act,
                                   MarbreWrite *write,
                                   const MarbreReply *reply,
                                   const char *content,
                                   GError **error);
/** The message of the move's commit. (transfer full) */
char *marbre_act_tell(const MarbreAct *act, const MarbreReply *reply, const MarbreState *state);

/** Fill in the request's drill: what the commits of a write change for readers. */
bool marbre_drill_measure(const MarbreAct *act, MarbreWrite *write, GError **error);

/**
 * Bring the branch of rendered output up to a write's commits, as a part of it.
 *
 * @param ret_done  (nullable) whether it gets a commit
 */
bool marbre_render_site(const MarbreSession *session,
                        MarbreWrite *write,
                        bool *ret_done,
                        GError **error);
/** Take retracted articles off that branch without rendering. @param folders  of char * */
bool marbre_withdraw_pages(const MarbreSession *session,
                           MarbreWrite *write,
                           const GPtrArray *folders,
                           GError **error);
