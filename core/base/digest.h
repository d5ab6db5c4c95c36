/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Bytes of a SHA-256 sum. */
#define MARBRE_DIGEST_SIZE 32

/** `sha256:` and 64 hexadecimal digits over `size` bytes. (transfer full) */
char *marbre_digest(const void *data, size_t size);

/** Whether `text` is written as marbre_digest() writes. */
bool marbre_digest_check(const char *text);

/** A sum made piece by piece. */
typedef struct MarbreDigest MarbreDigest;

MarbreDigest *marbre_digest_new(void);
void marbre_digest_free(MarbreDigest *digest);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreDigest, marbre_digest_free)

void marbre_digest_add(MarbreDigest *digest, const void *data, size_t size);
/** The bytes of a string without its NUL; NULL adds nothing. */
void marbre_digest_add_text(MarbreDigest *digest, const char *text);

/** The sum as text (transfer full); frees the digest. */
char *marbre_digest_end(MarbreDigest *digest);
/** The sum as bytes; frees the digest. */
void marbre_digest_end_raw(MarbreDigest *digest, uint8_t ret_sum[MARBRE_DIGEST_SIZE]);
