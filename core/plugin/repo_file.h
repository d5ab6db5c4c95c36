/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "yaml/document.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/**
 * A file of the newsroom as tasks read it, or that it is not there. Many articles need the same
 * few, so that they are kept, and parsed once, as long as the host is.
 */
typedef struct {
    int refs;
    char *path;
    char *data; /**< (nullable) there is none; else with a NUL behind `size` bytes */
    size_t size;
    char *id;         /**< as a read of it is noted */
    MarbreYaml *yaml; /**< (nullable) see marbre_repo_file_yaml() */
    char *fault;      /**< (nullable) why it is no YAML */
    bool parsed;
} MarbreRepoFile;

/** @param bytes  (nullable) there is no such file */
MarbreRepoFile *marbre_repo_file_new(const char *path, GBytes *bytes);
MarbreRepoFile *marbre_repo_file_ref(MarbreRepoFile *file);
void marbre_repo_file_unref(MarbreRepoFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreRepoFile, marbre_repo_file_unref)

/** What it says, parsed when first asked for; NULL, and a fault, where it is no YAML. (transfer
 *  none) */
const MarbreYaml *marbre_repo_file_yaml(MarbreRepoFile *file);
