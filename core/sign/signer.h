/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "sign/key.h"

#include <glib.h>

/** With what somebody signs. Immutable once made. */
typedef struct {
    char *program; /* "ssh-keygen", or what does the same */
    char *file;    /* (nullable) of the key or its public half; NULL: an agent has it */
    MarbreKey *key;
} MarbreSigner;

/**
 * The key that git's `user.signingkey` names: a file, its public half, or `key::` and the line of
 * a key that an agent holds.
 *
 * @param program  (nullable) git's `gpg.ssh.program`; NULL: ssh-keygen
 * @return (transfer full) or NULL with MARBRE_ERROR_USAGE in plain words
 */
MarbreSigner *marbre_signer_new(const char *signingkey, const char *program, GError **error);
void marbre_signer_free(MarbreSigner *signer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreSigner, marbre_signer_free)

/**
 * Sign a message by the program, which asks for a passphrase or a touch where the key needs one.
 *
 * @return (transfer full) bytes that marbre_sshsig_verify() takes; NULL with MARBRE_ERROR_FAILED
 */
GBytes *marbre_signer_sign(const MarbreSigner *signer,
                           GBytes *message,
                           const char *purpose,
                           GError **error);
