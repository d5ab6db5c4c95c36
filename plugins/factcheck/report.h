/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef FACTCHECK_REPORT_H
#define FACTCHECK_REPORT_H

#include "run.h"

#define REPORT_ARGS 6

/* A finding in the making. What is added is lent until it is sent. */
struct report {
    mbr_finding finding;
    mbr_arg args[REPORT_ARGS];
    const mbr_arg *list[REPORT_ARGS + 1];
    size_t count;
    mbr_edit edit;
    const mbr_edit *edits[2];
};

/* `file` is a name in the article's folder, NULL for the published text. */
void report_init(struct report *report, const char *rule, const char *file, mbr_span span);
void report_add(struct report *report, const char *name, mbr_text value);
/* Offers to put `text` in at `at`. */
void report_insert(struct report *report, uint64_t at, const char *text);
int32_t report_send(struct report *report, const struct run *run);

/* Words of the file as a message shows them: one line, without the marks of emphasis.
   NUL-terminated, owned by the caller; NULL without memory. */
char *report_words(const mbr_text *bytes, mbr_span span);

#endif
