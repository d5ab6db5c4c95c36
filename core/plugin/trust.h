/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <sys/types.h>

/** A folder whose inside is never trusted, by what it is and not by what it is called. */
typedef struct {
    dev_t device;
    ino_t inode;
} MarbreForbidden;

/**
 * Open a file of which nobody but root and the user can have made, or can still make, anything
 * else: regular, owned by one of the two, writable by nobody else, and so each folder that leads
 * to it, unless that is sticky. Symbolic links are followed first; what is opened is what was
 * checked.
 *
 * @param path       absolute
 * @param forbidden  of MarbreForbidden: nothing inside these
 * @return a descriptor, or -1: MARBRE_ERROR_NOT_FOUND, MARBRE_ERROR_REFUSED with the reason and
 *         the remedy, MARBRE_ERROR_FAILED
 */
int marbre_trust_open(const char *path, const GArray *forbidden, GError **error);

/** SHA-256 of an open file, as marbre_digest() writes it. (transfer full) */
char *marbre_trust_digest(int fd, const char *path, GError **error);
