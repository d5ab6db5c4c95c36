/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "base/instant.h"
#include "yaml/document.h"

#include <glib.h>
#include <stdbool.h>

/** The file beside the article's text that holds them; nothing of it is ever published. */
#define MARBRE_REMARKS_FILE "notes.yaml"
/** Most bytes of it. */
#define MARBRE_REMARKS_LIMIT (UINT64_C(256) << 10)

/** A note in the margin. Read only. */
typedef struct {
    char *by; /**< id of a person */
    MarbreInstant at;
    char *quote; /**< (nullable) words of the text that it is about; NULL: about all of it */
    char *text;
    char *done_by; /**< (nullable) id of whoever settled it; NULL: it is open */
    MarbreInstant done_at;
} MarbreRemark;

/** The notes of one article, in the order in which they were made. Immutable. */
typedef struct MarbreRemarks MarbreRemarks;

/**
 * Read notes.yaml: a map with the list `notes`. Says everything that is wrong at once.
 *
 * @return (transfer full, nullable) NULL with at least one problem more
 */
MarbreRemarks *marbre_remarks_parse(const char *path, GBytes *bytes, GPtrArray *problems);
void marbre_remarks_free(MarbreRemarks *remarks);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreRemarks, marbre_remarks_free)

/** Of MarbreRemark. (transfer none) */
const GPtrArray *marbre_remarks_get_items(const MarbreRemarks *remarks);

/**
 * The bytes with one note more; what is there stays byte for byte.
 *
 * @param file    (nullable) NULL: there are none yet
 * @param remark  its `done_by` is not looked at
 * @return (transfer full) or NULL with MARBRE_ERROR_REFUSED and the places of what is wrong
 */
GBytes *marbre_remarks_add(GBytes *file, const MarbreRemark *remark, GError **error);
/** The bytes with a note settled. @param index  from 0, of an open one */
GBytes *
marbre_remarks_settle(GBytes *file, guint index, const char *by, MarbreInstant at, GError **error);
