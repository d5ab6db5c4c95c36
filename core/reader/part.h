/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/** What a part of a list's entry or of a quotation is. */
typedef enum {
    MARBRE_PART_PARAGRAPH,
    MARBRE_PART_LIST, /**< one entry */
    MARBRE_PART_CODE,
    MARBRE_PART_QUOTE,
} MarbrePartKind;

/** A block that is not in its place yet. */
typedef struct {
    MarbrePartKind kind;
    char *text;
    char *markdown;
    uint64_t line;
} MarbrePart;

/** (transfer full) of MarbrePart */
GPtrArray *marbre_parts_new(void);
/** The strings are taken over. */
void
marbre_parts_add(GPtrArray *parts, MarbrePartKind kind, char *text, char *markdown, uint64_t line);

/**
 * Parts of a list's entry as entries of Markdown: one, or several where what follows a list within
 * could not be told from it.
 *
 * @param marker  "- " or "12. "
 * @return (transfer full) of MarbrePart
 */
GPtrArray *marbre_parts_make_entry(const GPtrArray *parts, const char *marker);

/** Parts of a quotation as one block; NULL where there are none. (transfer full) */
MarbrePart *marbre_parts_make_quote(const GPtrArray *parts);

/** Lines of a `pre` between fences; NULL where they can't stand as code. (transfer full) */
char *marbre_part_make_code(const char *text);

void marbre_part_free(void *part);
