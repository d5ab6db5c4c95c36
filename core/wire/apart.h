/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "wire/story_pack.h"

#include <glib.h>
#include <stdint.h>

/** Stories of one file. */
#define MARBRE_WIRE_STORIES 65536u
/** What the reader's answer is: a fault, its line and column, the stories. */
#define MARBRE_WIRE_ANSWER "(ytta" MARBRE_STORY_TYPE ")"

/**
 * Read a file whose format needs a parser that no process that writes should hold. It is read by
 * `marbre-reader`, shut in, and what comes back is judged as a stranger's.
 *
 * @param file    the bytes as they came
 * @param format  "html", "wxr", "newsml" or "ninjs"
 * @param lang    language of the text, such as "fr"
 * @return (transfer full) of MarbreStory, one or more, or NULL: MARBRE_ERROR_USAGE where the file
 *     can't be read, with its place if it has one; MARBRE_ERROR_FAILED where the reader is not
 *     there, crashed, took too long or answered nonsense
 */
GPtrArray *
marbre_wire_read_apart(GBytes *file, const char *format, const char *lang, GError **error);

/**
 * The same with another program and within another time.
 *
 * @param program   path of a program that answers as `marbre-reader` does
 * @param deadline  microseconds
 */
GPtrArray *marbre_wire_read_apart_by(const char *program,
                                     GBytes *file,
                                     const char *format,
                                     const char *lang,
                                     int64_t deadline,
                                     GError **error);
