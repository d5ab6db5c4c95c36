/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/digest.h"

#include "base/sha256.h"

#include <string.h>

#define PREFIX "sha256:"
#define HEX_SIZE 64

/* Either GLib's, or by the processor's own instructions where it has them. */
struct MarbreDigest {
    GChecksum *sum; /* NULL: by `state` */
    uint32_t state[8];
    uint8_t rest[MARBRE_SHA256_BLOCK];
    uint64_t size;
};

MarbreDigest *
marbre_digest_new(void)
{
    MarbreDigest *digest = g_new0(MarbreDigest, 1);

    if (marbre_sha256_is_quick())
        marbre_sha256_begin(digest->state);
    else
        digest->sum = g_checksum_new(G_CHECKSUM_SHA256);
    return digest;
}

void
marbre_digest_free(MarbreDigest *digest)
{
    if (digest == NULL)
        return;
    g_clear_pointer(&digest->sum, g_checksum_free);
    g_free(digest);
}

static void
quick_add(MarbreDigest *digest, const uint8_t *data, size_t size)
{
    size_t held = digest->size % MARBRE_SHA256_BLOCK;

    digest->size += size;
    if (held > 0) {
        size_t part = MIN(size, MARBRE_SHA256_BLOCK - held);
        memcpy(digest->rest + held, data, part);
        if (held + part < MARBRE_SHA256_BLOCK)
            return;
        marbre_sha256_blocks(digest->state, digest->rest, 1);
        data += part;
        size -= part;
    }
    marbre_sha256_blocks(digest->state, data, size / MARBRE_SHA256_BLOCK);
    memcpy(digest->rest, data + size / MARBRE_SHA256_BLOCK * MARBRE_SHA256_BLOCK,
           size % MARBRE_SHA256_BLOCK);
}

/* A one bit, zeros, and the size in bits, so that it ends with a block. */
static void
quick_end(MarbreDigest *digest, uint8_t ret_sum[MARBRE_DIGEST_SIZE])
{
    static const uint8_t padding[MARBRE_SHA256_BLOCK] = {0x80};
    uint64_t bits = GUINT64_TO_BE(digest->size * 8);
    size_t held = digest->size % MARBRE_SHA256_BLOCK;

    quick_add(digest, padding, held < 56 ? 56 - held : 120 - held);
    quick_add(digest, (const uint8_t *)&bits, sizeof bits);
    for (size_t i = 0; i < G_N_ELEMENTS(digest->state); i++) {
        uint32_t word = GUINT32_TO_BE(digest->state[i]);
        memcpy(ret_sum + 4 * i, &word, sizeof word);
    }
}

void
marbre_digest_add(MarbreDigest *digest, const void *data, size_t size)
{
    if (size == 0)
        return;
    if (digest->sum == NULL)
        quick_add(digest, data, size);
    else
        g_checksum_update(digest->sum, data, (gssize)size);
}

void
marbre_digest_add_text(MarbreDigest *digest, const char *text)
{
    if (text != NULL)
        marbre_digest_add(digest, text, strlen(text));
}

void
marbre_digest_end_raw(MarbreDigest *digest, uint8_t ret_sum[MARBRE_DIGEST_SIZE])
{
    gsize size = MARBRE_DIGEST_SIZE;

    if (digest->sum == NULL)
        quick_end(digest, ret_sum);
    else
        g_checksum_get_digest(digest->sum, ret_sum, &size);
    marbre_digest_free(digest);
}

char *
marbre_digest_end(MarbreDigest *digest)
{
    static const char digits[] = "0123456789abcdef";
    uint8_t sum[MARBRE_DIGEST_SIZE];
    char text[sizeof PREFIX + HEX_SIZE] = PREFIX;

    marbre_digest_end_raw(digest, sum);
    for (size_t i = 0; i < sizeof sum; i++) {
        text[strlen(PREFIX) + 2 * i] = digits[sum[i] >> 4];
        text[strlen(PREFIX) + 2 * i + 1] = digits[sum[i] & 15];
    }
    return g_strndup(text, strlen(PREFIX) + HEX_SIZE);
}

char *
marbre_digest(const void *data, size_t size)
{
    MarbreDigest *digest = marbre_digest_new();

    marbre_digest_add(digest, data, size);
    return marbre_digest_end(digest);
}

bool
marbre_digest_check(const char *text)
{
    if (!g_str_has_prefix(text, PREFIX))
        return false;
    text += strlen(PREFIX);
    return strspn(text, "0123456789abcdef") == HEX_SIZE && text[HEX_SIZE] == '\0';
}
