/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <stdbool.h>

/**
 * The file of a request's answer in a folder of recordings: the digest of its method, address,
 * headers and body. (transfer full)
 */
char *marbre_recording_path(const char *folder, GVariant *request);

/** An answer as text that people read: status, address and media type, then the body. */
bool marbre_recording_write(const char *path, GVariant *request, GVariant *answer, GError **error);

/** (transfer full, sunk) NULL with MARBRE_ERROR_NOT_FOUND, or MARBRE_ERROR_INVALID. */
GVariant *marbre_recording_read(const char *path, GError **error);
