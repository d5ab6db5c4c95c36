/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Private to proof/: what the trailers of a commit say of a move. */
#pragma once

#include "gate/gate.h"
#include "gate/message.h"
#include "store/history.h"

/** Texts are the commit's and live as long as it does. */
typedef struct {
    bool is_move; /**< false: it names none, or one that nobody knows */
    MarbreMove move;
    const char *article;
    const char *from, *to, *stage;
    const char *rule, *until, *reason, *kind;
    const char *origin, *published; /**< of an adoption */
    const char *ahead;              /**< of a publication before its hour */
    const char *urgent;             /**< of an advance past all stages: why */
    const char *assignee, *due;     /**< of an assignment */
    const char *undoes;             /**< of a move that takes another one back: its commit */
    const char *actor, *digest;
    GPtrArray *notes;  /**< of MarbreNote */
    GPtrArray *checks; /**< of char *, not owned */
} MarbreSaid;

/** @param ret_said  to clear */
void marbre_said_read(MarbreCommit *commit, MarbreSaid *ret_said);
void marbre_said_clear(MarbreSaid *said);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(MarbreSaid, marbre_said_clear)

/** Whether the message of a commit ends in just these trailers, byte for byte. */
bool marbre_said_is(const MarbreCommit *commit, MarbreMove move, const MarbreMoveMessage *message);
