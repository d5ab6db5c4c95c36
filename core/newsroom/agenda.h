/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "newsroom/hours.h"
#include "newsroom/newsroom.h"
#include "newsroom/roll.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/** Where an hour that is set stands against the clock. */
typedef enum {
    MARBRE_TURN_NONE,       /**< nothing is to happen, or it has */
    MARBRE_TURN_WAITS,      /**< its hour has not come */
    MARBRE_TURN_DUE,        /**< its hour has come, and it may happen */
    MARBRE_TURN_MISSED,     /**< its hour has come, and the article is not at the last stage */
    MARBRE_TURN_UNREADABLE, /**< nobody can say when */
} MarbreTurn;

/** What an article has before it. */
typedef struct {
    MarbreRow *row;
    const MarbreStage *stage; /**< (nullable, of the policy) where it stands */
    MarbreHour embargo, publish_at, unpublish_at;
    MarbreTurn publication;
    int64_t publishes; /**< the second of the later of embargo and publish-at */
    MarbreTurn end;    /**< of its time online */
    int64_t ends;
    int64_t owed;  /**< the second until which answers are owed; 0: none are, with a deadline */
    bool overdue;  /**< it has passed */
    bool online;   /**< readers see it */
    bool left_out; /**< it is recorded as published before its embargo: the site leaves it out */
} MarbreAppointment;

void marbre_appointment_free(MarbreAppointment *appointment);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreAppointment, marbre_appointment_free)

/**
 * What a row has before it at an instant. What a publication has served is over: a correction is
 * published by an hour that came after it, or by hand.
 *
 * @param row  (transfer full)
 * @return (transfer full) or NULL with MARBRE_ERROR_FAILED where what was published can't be read
 */
MarbreAppointment *
marbre_appointment_new(MarbreNewsroom *newsroom, MarbreRow *row, int64_t now, GError **error);

/** Whether there is anything to tell of it. */
bool marbre_appointment_matters(const MarbreAppointment *appointment);

/**
 * The appointments of a newsroom that matter, in the order of their folders. What the index knows
 * is not opened, and the index is brought up to date.
 *
 * @param newsroom    of a commit
 * @param roll        (nullable)
 * @param ret_online  (nullable) how many articles readers see
 * @return (transfer full) of MarbreAppointment, or NULL with an error
 */
GPtrArray *marbre_agenda_read(
    MarbreNewsroom *newsroom, MarbreRoll *roll, int64_t now, guint *ret_online, GError **error);
