/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "base/json.h"
#include "cli/cli.h"
#include "desk/transition.h"

/* The translations that a correction or a retraction concerns. */

/**
 * Of each reply that has happened, or would, and tells readers of something wrong: the articles
 * that translate it. Nothing stands in its way: what can't be found is left out, with a warning.
 *
 * @return (transfer full) of GPtrArray of MarbreRow, as the replies; NULL where none is concerned
 */
GPtrArray *marbre_translations_concerned(MarbreCli *cli, const GPtrArray *replies);

/** Name them, each with what to type. @param rows  (nullable) */
void marbre_translations_print(MarbreCli *cli, const MarbreReply *reply, const GPtrArray *rows);

/** The member "translations": their folders. */
void marbre_translations_write(MarbreJson *json, const GPtrArray *rows);
