/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <stdbool.h>

/** The form of a message for a number. */
typedef enum {
    MARBRE_PLURAL_ONE,
    MARBRE_PLURAL_OTHER,
} MarbrePlural;

/** The form that `lang` uses for the number written in `count`: French takes `one` for 0 and 1,
 * English for 1 alone, and so does any language that is not known here. A count that is NULL or
 * no number takes `other`. */
MarbrePlural marbre_message_plural(const char *lang, const char *count);

/** The value of one argument, or NULL. (transfer none), as long as `args` lives. */
const char *marbre_message_argument(GVariant *args, const char *name);

/** Fills the {name} holes of `text` with the arguments (a(ss), nullable). Values come from articles
 * and are shown with control and direction characters made visible; a hole that has no value stays
 * as it is written. (transfer full) */
char *marbre_message_fill(const char *text, GVariant *args);
