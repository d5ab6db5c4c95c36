/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef COMMON_FOUND_H
#define COMMON_FOUND_H

#include "services.h"

/* A finding while it is put together. */

#define FOUND_ARGS 6
#define FOUND_SHOWN 96 /* bytes of the article's words in a message */

typedef struct edits {
    mbr_edit *items;
    size_t count, room;
} edits;

/** Add an edit; `text` must live until the finding is reported. False when memory ran out. */
bool edits_add(edits *list, mbr_span span, mbr_text text);

/** Put them in the order of the file, as a finding must have them. */
void edits_sort(edits *list);

void edits_clear(edits *list);

typedef struct found {
    mbr_finding finding;
    mbr_arg arg[FOUND_ARGS];
    size_t count;
    char digits[24];
    char number[24];
    char shown[FOUND_ARGS][FOUND_SHOWN + 4];
} found;

/** Begin a finding of `rule` (static) at a range of the published text. */
void found_begin(found *of, const char *rule, mbr_span place);

/** Fill the hole `name` (static) with words, cut where they are long. */
void found_text(found *of, const char *name, const char *data, size_t size);

/** Fill the hole `name` (static) with a number; one of them in a finding. */
void found_number(found *of, const char *name, uint64_t number);

/** Fill the hole {count}, which also chooses the plural. */
void found_count(found *of, uint64_t count);

/** Report it, with the edits (nullable) as its fix. */
int32_t found_report(found *of, const services *host, mbr_job *job, const edits *fix);

#endif
