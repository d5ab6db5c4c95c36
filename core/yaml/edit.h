/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "yaml/document.h"

#include "base/error.h"

/*
 * Edits in place. Each makes the new bytes of the whole file; order, comments, quoting, line
 * ends and indentation of everything else stay byte for byte. `file` must be the bytes that
 * `yaml` was parsed from. The result is parsed again before it is returned, and differs in the
 * named value only. Errors: MARBRE_ERROR_NOT_FOUND (no such place), MARBRE_ERROR_INVALID (a
 * value of another kind in the way, not text that YAML can hold, or over the limits).
 */

/**
 * Give the value at `where` (`title`, `images[0].credit`) a new text, written double-quoted on
 * one line. A key that is missing is put in as one line at the end of its map.
 *
 * @return (transfer full) the file's new bytes
 */
GBytes *marbre_yaml_set_text(
    MarbreYaml *yaml, GBytes *file, const char *where, const char *text, GError **error);

/** The same without quotes where the text is an id, a date or a single plain word. */
GBytes *marbre_yaml_set_word(
    MarbreYaml *yaml, GBytes *file, const char *where, const char *word, GError **error);

/** Take out a key with its value or an item of a list, whole lines where it has them to itself. */
GBytes *marbre_yaml_remove(MarbreYaml *yaml, GBytes *file, const char *where, GError **error);

/**
 * Put a value into the document. `where` names a list that gets one more item (an empty one or a
 * key with nothing behind it becomes a list in lines of its own), or a key that is missing from
 * its map (`claims`, `images`); in the latter case it is made at the end of the
 * map, as a list of that one item where `as_list` is set, else with the value itself.
 *
 * Texts are written without quotes where they are ids, dates or single plain words.
 *
 * @param value  `s` text, `a{sv}` or `a(sv)` a map in that order, `av` or `as` a list, `b`, `x`;
 *               a floating reference is taken
 */
GBytes *marbre_yaml_append(MarbreYaml *yaml,
                           GBytes *file,
                           const char *where,
                           GVariant *value,
                           bool as_list,
                           GError **error);

/**
 * The same with several items at once, in one edit.
 *
 * @param values  `av` with one at least; a floating reference is taken
 */
GBytes *marbre_yaml_append_all(
    MarbreYaml *yaml, GBytes *file, const char *where, GVariant *values, GError **error);
