/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sign/sha1.h"

#include <openssl/evp.h>

struct MarbreSha1 {
    EVP_MD *kind;
    EVP_MD_CTX *state;
};

MarbreSha1 *
marbre_sha1_new(void)
{
    g_autoptr(MarbreSha1) sum = g_new0(MarbreSha1, 1);

    sum->kind = EVP_MD_fetch(NULL, "SHA1", NULL); /* once, and not for each sum */
    sum->state = EVP_MD_CTX_new();
    if (sum->kind == NULL || sum->state == NULL ||
        EVP_DigestInit_ex(sum->state, sum->kind, NULL) != 1)
        return NULL;
    return g_steal_pointer(&sum);
}

void
marbre_sha1_free(MarbreSha1 *sum)
{
    if (sum == NULL)
        return;
    EVP_MD_CTX_free(sum->state);
    EVP_MD_free(sum->kind);
    g_free(sum);
}

bool
marbre_sha1_add(MarbreSha1 *sum, const void *data, size_t size)
{
    return EVP_DigestUpdate(sum->state, data, size) == 1;
}

bool
marbre_sha1_take(MarbreSha1 *sum, uint8_t ret_sum[MARBRE_SHA1_SIZE])
{
    return EVP_DigestFinal_ex(sum->state, ret_sum, NULL) == 1 &&
           EVP_DigestInit_ex(sum->state, sum->kind, NULL) == 1;
}
