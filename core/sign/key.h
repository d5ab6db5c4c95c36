/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <stdint.h>

/** The public half of an SSH key, as in a line of an authorized_keys file. */
typedef struct {
    char *type;        /* "ssh-ed25519" */
    GBytes *blob;      /* the key as SSH sends it */
    char *fingerprint; /* "SHA256:…" */
    char *comment;     /* (nullable) */
} MarbreKey;

/** Reads "TYPE BASE64 [COMMENT]". MARBRE_ERROR_INVALID for anything that a newsroom should not
 * trust: options before the key, unknown types, DSA, certificates, RSA below 2048 bits, text that
 * is no canonical base64, and blobs that do not hold just such a key. (transfer full) */
MarbreKey *marbre_key_parse(const char *line, GError **error);

/** The same of the key as SSH sends it. (transfer full) */
MarbreKey *marbre_key_of_blob(GBytes *blob, GError **error);

/** "TYPE BASE64", without the comment. (transfer full) */
char *marbre_key_line(const MarbreKey *key);

/** Frees it; NULL is fine. */
void marbre_key_free(MarbreKey *key);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreKey, marbre_key_free)
