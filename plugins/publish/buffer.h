/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef PUBLISH_BUFFER_H
#define PUBLISH_BUFFER_H

#include "marbre/plugin.h"

#include <stdbool.h>

/* Output that grows. When memory runs out it stays as it was and `failed` says so: whoever
 * writes asks once, at the end. */
typedef struct buffer {
    char *data;
    size_t size, room;
    bool failed;
} buffer;

void buffer_clear(buffer *of);

/** Bytes as they are. */
void buffer_put(buffer *of, const char *data, size_t size);

/** A text of this program, as it is. */
void buffer_say(buffer *of, const char *text);

/** As buffer_say(), with %s and %d and their kin, for what is known to be harmless. */
void buffer_format(buffer *of, const char *format, ...) __attribute__((format(printf, 2, 3)));

/** Text within HTML or XML, in an attribute or not: what these may not hold becomes U+FFFD. */
void buffer_text(buffer *of, mbr_text text);

/** The bytes at `at` that XML 1.0 and HTML have no place for; 0 where they do. */
size_t buffer_unfit(mbr_text text, size_t at);

/** A JSON string with its quotes, fit to stand in a <script>. */
void buffer_json(buffer *of, mbr_text text);

/** The same for a file of its own; it is a double-quoted scalar of YAML 1.2 as well. */
void buffer_quoted(buffer *of, mbr_text text);

/** One part of an address: everything but letters, digits and -._~ as %XX. */
void buffer_part(buffer *of, mbr_text part);

#endif
