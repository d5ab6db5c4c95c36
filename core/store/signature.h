/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "base/instant.h"

/** Who and when, as a commit records it. */
typedef struct {
    char *name;
    char *email;
    MarbreInstant at;
} MarbreSignature;

MarbreSignature *marbre_signature_new(const char *name, const char *email, MarbreInstant at);
MarbreSignature *marbre_signature_copy(const MarbreSignature *signature);
void marbre_signature_free(MarbreSignature *signature);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreSignature, marbre_signature_free)
