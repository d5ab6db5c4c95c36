/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * A program that signs as ssh-keygen does and takes a tenth of its time, so that ten thousand moves
 * can be signed in minutes. Its key is made of a number that everybody knows: it signs nothing but
 * measurements.
 *
 *   sign key                                      the public half
 *   sign -Y sign -n PURPOSE -f KEY MESSAGE        writes MESSAGE.sig
 */
#include <openssl/evp.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#define TYPE "ssh-ed25519"
#define LIMIT 65536

typedef struct {
    uint8_t bytes[512];
    size_t size;
} Row;

static void
put_raw(Row *row, const void *bytes, size_t size)
{
    memcpy(row->bytes + row->size, bytes, size);
    row->size += size;
}

static void
put_number(Row *row, uint32_t number)
{
    const uint8_t bytes[] = {(uint8_t)(number >> 24), (uint8_t)(number >> 16),
                             (uint8_t)(number >> 8), (uint8_t)number};
    put_raw(row, bytes, sizeof bytes);
}

static void
put(Row *row, const void *bytes, size_t size)
{
    put_number(row, (uint32_t)size);
    put_raw(row, bytes, size);
}

static EVP_PKEY *
make_key(Row *ret_public)
{
    uint8_t seed[32], half[32];
    size_t size = sizeof half;
    memset(seed, 7, sizeof seed);
    EVP_PKEY *key = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, NULL, seed, sizeof seed);
    if (key == NULL || EVP_PKEY_get_raw_public_key(key, half, &size) != 1)
        return NULL;
    put(ret_public, TYPE, strlen(TYPE));
    put(ret_public, half, size);
    return key;
}

static void
print_base64(FILE *file, const Row *row, int width)
{
    unsigned char text[1024];
    int size = EVP_EncodeBlock(text, row->bytes, (int)row->size);
    for (int i = 0; i < size; i += width)
        fprintf(file, "%.*s\n", size - i < width ? size - i : width, (char *)text + i);
}

/* What an SSH signature is over: not the message, but its digest and its purpose. */
static int
make_statement(const char *path, const char *purpose, Row *statement)
{
    static uint8_t message[LIMIT];
    uint8_t digest[64];
    unsigned size = 0;
    FILE *file = fopen(path, "rb");
    size_t read = file == NULL ? 0 : fread(message, 1, sizeof message, file);
    if (file == NULL || fclose(file) != 0 || read == sizeof message || strlen(purpose) > 200 ||
        EVP_Digest(message, read, digest, &size, EVP_sha512(), NULL) != 1)
        return 0;
    put_raw(statement, "SSHSIG", 6);
    put(statement, purpose, strlen(purpose));
    put(statement, "", 0);
    put(statement, "sha512", 6);
    put(statement, digest, size);
    return 1;
}

static int
write_signature(const char *message, const char *purpose, const Row *signature, const Row *key)
{
    char path[4096];
    Row inner = {0}, whole = {0};
    put(&inner, TYPE, strlen(TYPE));
    put(&inner, signature->bytes, signature->size);
    put_raw(&whole, "SSHSIG", 6);
    put_number(&whole, 1);
    put(&whole, key->bytes, key->size);
    put(&whole, purpose, strlen(purpose));
    put(&whole, "", 0);
    put(&whole, "sha512", 6);
    put(&whole, inner.bytes, inner.size);
    (void)snprintf(path, sizeof path, "%s.sig", message);
    FILE *file = fopen(path, "wb");
    if (file == NULL)
        return 1;
    fputs("-----BEGIN SSH SIGNATURE-----\n", file);
    print_base64(file, &whole, 70);
    fputs("-----END SSH SIGNATURE-----\n", file);
    return fclose(file) != 0;
}

int
main(int count, char **words)
{
    Row key = {0}, statement = {0}, signature = {.size = 64};
    EVP_PKEY *secret = make_key(&key);
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    if (secret == NULL || context == NULL)
        return 1;
    if (count == 2 && strcmp(words[1], "key") == 0) {
        fputs(TYPE " ", stdout);
        print_base64(stdout, &key, LIMIT);
        return 0;
    }
    if (count != 8 || strcmp(words[2], "sign") != 0 ||
        !make_statement(words[7], words[4], &statement))
        return 2;
    if (EVP_DigestSignInit(context, NULL, NULL, NULL, secret) != 1 ||
        EVP_DigestSign(context, signature.bytes, &signature.size, statement.bytes,
                       statement.size) != 1)
        return 1;
    return write_signature(words[7], words[4], &signature, &key);
}
