/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "plugin/host.h"
#include "worker/frame.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* The parent as a worker speaks to it. Where it can't be spoken to the process ends. */

/** A socket to it, and what is on its way. One that is all zeros but for the first three is at its
 *  beginning. */
typedef struct {
    int socket;
    MarbreInbox *inbox;
    MarbreOutbox *outbox;
    uint32_t job; /**< this and the next two: what the worker is on */
    uint32_t use;
    bool creating;
    gboolean approved; /**< what was approved of this job's article may be asked for */
    bool asked;        /**< or given, in this job: what was done for it must not be done twice */
    GQueue early;      /**< private, of MarbreFrame: came while a reply was waited for */
    unsigned done;     /**< private: jobs whose answers wait in the outbox */
    size_t gathered;   /**< private: bytes of these answers */
} MarbreParent;

/** Send a message now, behind all that waits. @param body  floating; taken */
void marbre_parent_send(MarbreParent *self, MarbreFrameKind kind, GVariant *body);
/** The next message, to be cleared. False: the parent has closed the socket. */
bool marbre_parent_next(MarbreParent *self, MarbreFrame *ret_frame);

/** What plugins may ask of the rest of the newsroom: each is a question to the parent. Lives as
 * long as it. @param site  the site may be asked about, too */
MarbreSurroundings marbre_parent_surroundings(MarbreParent *self, bool site);

/** What the use of the job came to. It is sent with others, when there are enough. */
void marbre_parent_answer(MarbreParent *self, GVariant *answer);
/** The job is done. */
void marbre_parent_end_job(MarbreParent *self);
