/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <stdbool.h>

/**
 * Whether `path` may be used inside a newsroom: relative, UTF-8, at most 4,096 bytes, no empty,
 * `.` or `..` part, no control character, backslash or colon, and no part that any file system
 * takes for `.git`.
 */
bool marbre_path_is_safe(const char *path);

/**
 * Whether `slug` may name an article's folder: lower-case ASCII letters, digits and hyphens, up
 * to 100 bytes, no hyphen at either end, no name that Windows reserves.
 *
 * @param ret_why  (nullable, transfer none) translated words for what is wrong
 */
bool marbre_slug_check(const char *slug, const char **ret_why);

/**
 * A slug for a title: transliterated to ASCII, cut at a word to at most 60 bytes.
 *
 * @return (transfer full) always a valid slug; "article" where the title leaves nothing
 */
char *marbre_slug_make(const char *title);

/**
 * Whether `name` may name a picture or other file of an article: `[A-Za-z0-9][A-Za-z0-9._-]*`,
 * up to 100 bytes, with an ending, none that browsers or servers run (HTML, SVG, PHP …), none of
 * the article's own files.
 *
 * @param ret_why  (nullable, transfer none) translated words for what is wrong
 */
bool marbre_media_name_check(const char *name, const char **ret_why);

/** Whether `id` may name a stage, person, claim, plugin or rule part: `[a-z0-9]` and inner `-`, up
 * to 64. */
bool marbre_id_is_valid(const char *id);
