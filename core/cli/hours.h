/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "base/json.h"
#include "cli/cli.h"
#include "newsroom/agenda.h"
#include "newsroom/dossier.h"

/* How hours are told: as the newsroom's clocks show them. */

/** What an article that is at hand has before it. (transfer full) or NULL with an error */
MarbreAppointment *marbre_hours_of(const MarbreDossier *dossier, int64_t now, GError **error);

/** Fill up the texts of a column, a GPtrArray of `char *` that g_free() frees, to the width that
 * the widest one has on a screen. */
void marbre_hours_align(GPtrArray *column);

/** Members with its hours: `embargo`, `publish_at`, `unpublish_at`, `owed_until`. */
void marbre_hours_members(MarbreJson *json, const MarbreAppointment *appointment, GTimeZone *zone);

/** A member with an hour as RFC 3339 in the newsroom's zone; null where it is not set, and where it
 *  can't be read. */
void
marbre_hours_member(MarbreJson *json, const char *key, const MarbreHour *hour, GTimeZone *zone);
/** The same of a second. */
void marbre_hours_member_at(MarbreJson *json, const char *key, int64_t at, GTimeZone *zone);

/**
 * What an article has before it, in a few words: "under embargo until 20 March 2026, 06:00, online
 * until …". (transfer full, nullable) NULL for nothing
 */
char *marbre_hours_shown(const MarbreAppointment *appointment, GTimeZone *zone, int64_t now);
