/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "wire/fault.h"

#include <json-glib/json-glib.h>
#include <stdbool.h>
#include <stddef.h>

/**
 * Parse JSON that may be hostile: nested 64 deep and of a million values at most.
 *
 * @param text  UTF-8 without NUL
 * @return (transfer full) or NULL with `ret_fault`, which has the place
 */
JsonNode *marbre_json_parse(const char *text, size_t size, MarbreFault *ret_fault);

/** The member of an object under the first of the NULL-terminated names that it has. (nullable) */
JsonNode *marbre_json_member(JsonNode *object, const char *const *names);
/** The same for one name. Any argument may be NULL. */
JsonNode *marbre_json_get(JsonNode *object, const char *name);

/** How many values there are: those of an array, 1 for any other value, 0 for none and null. */
size_t marbre_json_count(JsonNode *node);
/** One of them. (nullable) */
JsonNode *marbre_json_at(JsonNode *node, size_t index);

/** A string as it stands; NULL for any other value. (transfer none) */
const char *marbre_json_string(JsonNode *node);
/** A string, number or the first of an array of these. (transfer full, nullable) */
char *marbre_json_words(JsonNode *node);
