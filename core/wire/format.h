/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

/** What a file of wire copy is. */
typedef struct {
    const char *name;    /**< of a format that is read; NULL for one that is not */
    const char *refused; /**< what else it is, translated; NULL for a format that is read */
} MarbreFormat;

/**
 * Recognise the format by the content alone. Whatever looks like none of them is plain text.
 *
 * @param file the bytes as they came
 */
MarbreFormat marbre_format_recognise(GBytes *file);
