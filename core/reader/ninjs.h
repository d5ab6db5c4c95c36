/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "reader/json.h"
#include "wire/fault.h"
#include "wire/story.h"

#include <glib.h>
#include <stdbool.h>

/**
 * The text items of ninjs 1.x, 2.x and 3.x, alone or in an array, a story each.
 *
 * @param stories  of MarbreStory; those found are added
 */
bool marbre_ninjs_read(GBytes *file, const char *lang, GPtrArray *stories, MarbreFault *ret_fault);

/* What the files of ninjs share, and nobody else sees. */

/** The member of that name, be it `pubstatus` or `pubStatus`. (transfer none, nullable) */
JsonNode *marbre_ninjs_get(JsonNode *item, const char *name);
/** The values of an array, or of an object's members. (transfer full) of JsonNode */
GPtrArray *marbre_ninjs_values(JsonNode *node);
/** Of a list of versions with roles the first whose role has one of these words in it; where
 *  `roles` is NULL the main one, else the first. (transfer none, nullable) */
JsonNode *marbre_ninjs_choose(JsonNode *versions, const char *const *roles);

/** The pictures that go with an item. */
void marbre_ninjs_read_pictures(JsonNode *item, MarbreStory *story);
/** Its words. */
bool marbre_ninjs_read_body(JsonNode *item,
                            const char *lang,
                            MarbreStory *story,
                            MarbreFault *ret_fault);
