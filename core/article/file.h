/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/** One file of an article's folder as a snapshot gave it. Immutable once in an article. */
typedef struct {
    char *name;    /**< within the folder: "index.fr.md" */
    char *oid;     /**< 40 hexadecimal digits, or "" where nobody knows it */
    uint64_t size; /**< in bytes, as far as known */
    GBytes *bytes; /**< (nullable) media are read on demand */
    bool ended;    /**< a NUL stands behind the bytes, which may be lent as they are */
    bool sound;    /**< the bytes have passed marbre_text_check() */
    bool regular;  /**< false for a link, a folder or anything else that is no plain file */
} MarbreFile;

/** A plain file. @param oid (nullable) @param bytes (nullable, transfer none) */
MarbreFile *marbre_file_new(const char *name, const char *oid, uint64_t size, GBytes *bytes);
MarbreFile *marbre_file_ref(MarbreFile *file);
void marbre_file_unref(MarbreFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreFile, marbre_file_unref)

/** An empty list that unrefs its MarbreFile items. (transfer full) */
GPtrArray *marbre_files_new(void);
/** The same files in the order of their names, for marbre_files_find(). (transfer full) */
GPtrArray *marbre_files_sorted(const GPtrArray *files);
/** The file of that name among sorted ones. (transfer none, nullable) */
const MarbreFile *marbre_files_find(const GPtrArray *sorted, const char *name);
