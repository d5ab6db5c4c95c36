/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "sign/key.h"

#include <glib.h>
#include <stdbool.h>

/** Most bytes of a signature as text; the longest RSA key's takes half of it. */
#define MARBRE_SSHSIG_LIMIT 16384

/** What commits are signed for; git's own word. */
#define MARBRE_SSHSIG_GIT "git"

/**
 * Read a signature between its lines BEGIN and END SSH SIGNATURE, and nothing else around them.
 *
 * @return (transfer full) its bytes, or NULL with MARBRE_ERROR_INVALID
 */
GBytes *marbre_sshsig_read(const char *armoured, GError **error);

/** The same from one line of base64. */
GBytes *marbre_sshsig_read_line(const char *line, GError **error);

/** As one line of base64. (transfer full) */
char *marbre_sshsig_write_line(GBytes *signature);

/** Between its lines, as ssh-keygen writes it. (transfer full) */
char *marbre_sshsig_write(GBytes *signature);

/**
 * Whether a signature is of a message, for a purpose. Whose key made it is for the caller to
 * judge. (OpenSSH, PROTOCOL.sshsig; a reserved field is taken empty only.)
 *
 * @param message    what was signed
 * @param purpose    SSH's "namespace": what it was signed for
 * @param ret_key    (nullable, transfer full) the key that made it
 * @return false with MARBRE_ERROR_INVALID and why, in plain words
 */
bool marbre_sshsig_verify(
    GBytes *signature, GBytes *message, const char *purpose, MarbreKey **ret_key, GError **error);
