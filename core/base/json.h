/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "base/instant.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/**
 * A streaming JSON writer: members in the order they are written, indented by two spaces,
 * always valid UTF-8. Calling it out of order (a value without a key inside an object) is a
 * programming error and stops the program.
 */
typedef struct MarbreJson MarbreJson;

MarbreJson *marbre_json_new(void);
/** A writer without spaces and line ends, for one record a line. */
MarbreJson *marbre_json_new_compact(void);
void marbre_json_free(MarbreJson *json);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreJson, marbre_json_free)

void marbre_json_begin_object(MarbreJson *json);
void marbre_json_end_object(MarbreJson *json);
void marbre_json_begin_array(MarbreJson *json);
void marbre_json_end_array(MarbreJson *json);
void marbre_json_key(MarbreJson *json, const char *key);

/** A string; NULL writes null; invalid UTF-8 becomes U+FFFD. */
void marbre_json_string(MarbreJson *json, const char *value);
/** `size` bytes as a string; NUL is escaped. */
void marbre_json_string_sized(MarbreJson *json, const char *value, size_t size);
void marbre_json_int(MarbreJson *json, int64_t value);
void marbre_json_bool(MarbreJson *json, bool value);
void marbre_json_null(MarbreJson *json);
/** A number; infinities and not-a-number write null. */
void marbre_json_double(MarbreJson *json, double value);

void marbre_json_member_string(MarbreJson *json, const char *key, const char *value);
void marbre_json_member_int(MarbreJson *json, const char *key, int64_t value);
void marbre_json_member_bool(MarbreJson *json, const char *key, bool value);
void marbre_json_member_null(MarbreJson *json, const char *key);
void marbre_json_member_double(MarbreJson *json, const char *key, double value);
/** RFC 3339, as marbre_instant_format() writes it. */
void marbre_json_member_instant(MarbreJson *json, const char *key, MarbreInstant at);
void marbre_json_member_object(MarbreJson *json, const char *key);
void marbre_json_member_array(MarbreJson *json, const char *key);
/** An array of strings; NULL writes an empty one. */
void marbre_json_member_strv(MarbreJson *json, const char *key, const char *const *values);

/** A character that is written as a backslash and a sign, in JSON and in quoted YAML alike: that
 *  pair; NULL for any other. */
const char *marbre_json_short_escape(gunichar character);

/** The finished text with a final line feed (transfer full); frees the writer. */
char *marbre_json_end(MarbreJson *json);
