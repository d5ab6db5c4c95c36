/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "gate/gate.h"

#include <glib.h>

/** What the commit of a move records besides its subject. Nothing is owned; NULL is left out. */
typedef struct {
    const char *lang;  /**< of the subject: the first published language */
    const char *title; /**< of the article */
    const char *body;  /**< the person's own words */
    const char *id;
    const char *from;
    const char *to;
    const char *actor;
    const char *stage; /**< that is approved */
    const char *rule;  /**< that is waived */
    const char *until;
    const char *reason;     /**< of the waiver, or of the approval of what is published */
    const char *origin;     /**< of what is adopted: where the site generator had it */
    const char *published;  /**< of what is adopted: since when it is public */
    const char *kind;       /**< of a correction */
    const GPtrArray *notes; /**< of MarbreNote: what readers are told */
    const char *digest;
    const char *urgent;      /**< why it was hurried past its stages */
    const GPtrArray *owed;   /**< of MarbreOwed: what is owed from now on */
    const char *ahead;       /**< the hour that a publication did not wait for */
    const char *assignee;    /**< who has it from now on */
    const char *due;         /**< by when, as RFC 3339 */
    const char *undoes;      /**< the commit whose move is taken back */
    bool source;             /**< of saved words: they are the text that it was translated from */
    bool claims;             /**< likewise: they are the claims ledger alone */
    bool margin;             /**< likewise: they are notes in the margin */
    const GPtrArray *checks; /**< of char * */
} MarbreMoveMessage;

/** Words of a person as one trailer holds them: a line without control characters. (transfer full)
 */
char *marbre_message_line(const char *words);

/** The trailers alone, as they end that message. (transfer full) */
char *marbre_message_trailers(MarbreMove move, const MarbreMoveMessage *message);

/**
 * The message of a move's commit: a subject in the newsroom's language, the person's words, and
 * trailers in English that make history readable by machines. (transfer full)
 */
char *marbre_message_write(MarbreMove move, const MarbreMoveMessage *message);
