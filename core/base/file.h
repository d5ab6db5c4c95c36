/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

void marbre_fd_clear(int *fd);

/** An open file that is closed when the variable goes out of scope; -1 holds none. */
#define MARBRE_AUTO_FD __attribute__((cleanup(marbre_fd_clear))) int

/** The descriptor, which the variable no longer closes. */
int marbre_fd_steal(int *fd);

/**
 * Read a regular file whole; never follows a symlink at the end of the path, never waits on a
 * pipe or device.
 *
 * @param dirfd  folder that a relative path starts from, or AT_FDCWD
 * @return (transfer full) or NULL: MARBRE_ERROR_NOT_FOUND, MARBRE_ERROR_REFUSED (no regular
 *         file, or more than `limit` bytes) or MARBRE_ERROR_FAILED
 */
GBytes *marbre_file_read(int dirfd, const char *path, size_t limit, GError **error);

/** Read an open regular file whole, from its beginning. `name` is for messages. */
GBytes *marbre_file_read_fd(int fd, const char *name, size_t limit, GError **error);

/** Write all bytes at the descriptor's position; fails with MARBRE_ERROR_FAILED. */
bool marbre_file_write_fd(int fd, const char *name, const void *data, size_t size, GError **error);

/**
 * Put a file in place whole or not at all: temporary file beside it, synced, renamed.
 *
 * @param mode  permissions of a new file, such as 0644
 */
bool marbre_file_replace(
    int dirfd, const char *path, const void *data, size_t size, unsigned mode, GError **error);
