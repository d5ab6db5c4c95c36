/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/digest.h"

#include <string.h>

#define PREFIX "sha256:"
#define HEX_SIZE 64

struct MarbreDigest {
    GChecksum *sum;
};

MarbreDigest *
marbre_digest_new(void)
{
    MarbreDigest *digest = g_new0(MarbreDigest, 1);

    digest->sum = g_checksum_new(G_CHECKSUM_SHA256);
    return digest;
}

void
marbre_digest_free(MarbreDigest *digest)
{
    if (digest == NULL)
        return;
    g_checksum_free(digest->sum);
    g_free(digest);
}

void
marbre_digest_add(MarbreDigest *digest, const void *data, size_t size)
{
    if (size > 0)
        g_checksum_update(digest->sum, data, (gssize)size);
}

void
marbre_digest_add_text(MarbreDigest *digest, const char *text)
{
    if (text != NULL)
        marbre_digest_add(digest, text, strlen(text));
}

char *
marbre_digest_end(MarbreDigest *digest)
{
    char *text = g_strconcat(PREFIX, g_checksum_get_string(digest->sum), NULL);

    marbre_digest_free(digest);
    return text;
}

void
marbre_digest_end_raw(MarbreDigest *digest, uint8_t ret_sum[MARBRE_DIGEST_SIZE])
{
    gsize size = MARBRE_DIGEST_SIZE;

    g_checksum_get_digest(digest->sum, ret_sum, &size);
    marbre_digest_free(digest);
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
