/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "proof/course.h"

#include <glib.h>

/** Most bytes of a proof as a file. */
#define MARBRE_PAPER_LIMIT (UINT64_C(128) << 20)

/** A proof as a file has it: words for people, a course and git's objects. Nothing of it is judged
 * yet. */
typedef struct {
    char *head; /**< words for people, whole lines */
    MarbreCourse *course;
    GBytes *objects; /**< marbre_parcel_pack() */
} MarbrePaper;

void marbre_paper_free(MarbrePaper *paper);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbrePaper, marbre_paper_free)

/** The whole text of the file. (transfer full) */
char *marbre_paper_write(const char *head, const MarbreCourse *course, GBytes *objects);

/**
 * Read such a file. There is one way to write it: whatever marbre_paper_write() would not have
 * written is MARBRE_ERROR_INVALID, a sum that does not fit MARBRE_ERROR_REFUSED, another version of
 * the form MARBRE_ERROR_FAILED. (transfer full)
 */
MarbrePaper *marbre_paper_read(GBytes *bytes, GError **error);
