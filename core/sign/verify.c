/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sign/verify.h"

#include "base/error.h"

#include <glib/gi18n-lib.h>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/sha.h>
#include <string.h>

#define ED25519_SIGNATURE 64
/* The first bit of a token's flags: somebody was there and touched it. */
#define USER_PRESENT 0x01

typedef EVP_PKEY Key;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Key, EVP_PKEY_free)
typedef EVP_PKEY_CTX KeyContext;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KeyContext, EVP_PKEY_CTX_free)
typedef EVP_MD_CTX DigestContext;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DigestContext, EVP_MD_CTX_free)
typedef OSSL_PARAM Params;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Params, OSSL_PARAM_free)
typedef OSSL_PARAM_BLD ParamsBuilder;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ParamsBuilder, OSSL_PARAM_BLD_free)
typedef BIGNUM Number;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Number, BN_free)

static bool
fail(GError **error, const char *message)
{
    ERR_clear_error();
    g_set_error_literal(error, MARBRE_ERROR, MARBRE_ERROR_INVALID, message);
    return false;
}

/* ---- keys ---- */

static Key *
key_from(const char *type, OSSL_PARAM *params)
{
    g_autoptr(KeyContext) context = EVP_PKEY_CTX_new_from_name(NULL, type, NULL);
    Key *key = NULL;

    if (context == NULL || params == NULL || EVP_PKEY_fromdata_init(context) <= 0 ||
        EVP_PKEY_fromdata(context, &key, EVP_PKEY_PUBLIC_KEY, params) <= 0)
        return NULL;
    return key;
}

static Key *
ec_key(MarbreFields rest, const char *group)
{
    MarbreFields point;
    char name[16];
    OSSL_PARAM params[3];

    if (!marbre_fields_take(&rest, &point) || !marbre_fields_take(&rest, &point))
        return NULL;
    g_strlcpy(name, group, sizeof name);
    params[0] = OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, name, 0);
    params[1] =
        OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, (void *)point.data, point.size);
    params[2] = OSSL_PARAM_construct_end();
    return key_from("EC", params);
}

static Key *
rsa_key(MarbreFields rest)
{
    MarbreFields exponent, modulus;
    g_autoptr(ParamsBuilder) builder = OSSL_PARAM_BLD_new();

    if (builder == NULL || !marbre_fields_take(&rest, &exponent) ||
        !marbre_fields_take(&rest, &modulus))
        return NULL;
    g_autoptr(Number) e = BN_bin2bn(exponent.data, (int)exponent.size, NULL);
    g_autoptr(Number) n = BN_bin2bn(modulus.data, (int)modulus.size, NULL);
    if (e == NULL || n == NULL || !OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_RSA_N, n) ||
        !OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_RSA_E, e))
        return NULL;
    g_autoptr(Params) params = OSSL_PARAM_BLD_to_param(builder);
    return key_from("RSA", params);
}

static Key *
ed25519_key(MarbreFields rest)
{
    MarbreFields point;

    if (!marbre_fields_take(&rest, &point))
        return NULL;
    return EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, NULL, point.data, point.size);
}

/* ---- signatures in OpenSSL's form ---- */

/* Two numbers of SSH, as one sequence of ASN.1. */
static GBytes *
ecdsa_form(MarbreFields signature, size_t key_size)
{
    MarbreFields r, s;

    if (!marbre_fields_take(&signature, &r) || !marbre_fields_take(&signature, &s) ||
        signature.size > 0 || r.size > key_size + 1 || s.size > key_size + 1 || r.size == 0 ||
        s.size == 0 || (r.data[0] & 0x80) != 0 || (s.data[0] & 0x80) != 0)
        return NULL;
    ECDSA_SIG *pair = ECDSA_SIG_new();
    BIGNUM *first = BN_bin2bn(r.data, (int)r.size, NULL);
    BIGNUM *second = BN_bin2bn(s.data, (int)s.size, NULL);
    unsigned char *der = NULL;
    if (pair == NULL || first == NULL || second == NULL || !ECDSA_SIG_set0(pair, first, second)) {
        BN_free(first);
        BN_free(second);
        ECDSA_SIG_free(pair);
        return NULL;
    }
    int size = i2d_ECDSA_SIG(pair, &der);
    ECDSA_SIG_free(pair);
    GBytes *form = size > 0 ? g_bytes_new(der, (gsize)size) : NULL;
    OPENSSL_free(der);
    return form;
}

/* As long as the modulus: some signers leave out leading zeros. */
static GBytes *
rsa_form(MarbreFields signature, size_t key_size)
{
    if (signature.size > key_size || signature.size == 0)
        return NULL;
    uint8_t *form = g_malloc0(key_size);
    memcpy(form + key_size - signature.size, signature.data, signature.size);
    return g_bytes_new_take(form, key_size);
}

/* ---- kinds ---- */

typedef struct {
    const char *key;       /* kind of the key */
    const char *signature; /* kind of the signature */
    const char *group;     /* of an elliptic curve, in OpenSSL's words */
    const EVP_MD *(*digest)(void);
    bool token;
} Way;

static const Way ways[] = {
    {"ssh-ed25519", "ssh-ed25519", NULL, NULL, false},
    {"ssh-rsa", "rsa-sha2-512", NULL, EVP_sha512, false},
    {"ssh-rsa", "rsa-sha2-256", NULL, EVP_sha256, false},
    {"ecdsa-sha2-nistp256", "ecdsa-sha2-nistp256", "P-256", EVP_sha256, false},
    {"ecdsa-sha2-nistp384", "ecdsa-sha2-nistp384", "P-384", EVP_sha384, false},
    {"ecdsa-sha2-nistp521", "ecdsa-sha2-nistp521", "P-521", EVP_sha512, false},
    {"sk-ssh-ed25519@openssh.com", "sk-ssh-ed25519@openssh.com", NULL, NULL, true},
    {"sk-ecdsa-sha2-nistp256@openssh.com", "sk-ecdsa-sha2-nistp256@openssh.com", "P-256",
     EVP_sha256, true},
};

static const Way *
find_way(const MarbreKey *key, MarbreFields *signature, GError **error)
{
    MarbreFields type;

    if (!marbre_fields_take(signature, &type)) {
        fail(error, _("the signature is damaged; sign again"));
        return NULL;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(ways); i++)
        if (strcmp(ways[i].key, key->type) == 0 && marbre_fields_are(&type, ways[i].signature))
            return &ways[i];
    if (strcmp(key->type, "ssh-rsa") == 0 && marbre_fields_are(&type, "ssh-rsa"))
        fail(error, _("the signature is over SHA-1, which can be forged; a newer ssh-keygen signs "
                      "over SHA-512"));
    else
        fail(error, _("the signature is of another kind than its key; sign again"));
    return NULL;
}

static Key *
open_key(const Way *way, const MarbreKey *key)
{
    MarbreFields rest = marbre_fields_of(key->blob);

    if (!marbre_fields_take_word(&rest, key->type))
        return NULL;
    if (way->group != NULL)
        return ec_key(rest, way->group);
    return way->digest != NULL ? rsa_key(rest) : ed25519_key(rest);
}

/* What a token signs: its application, what it says of itself, and the digest of the bytes. */
static bool
token_data(const MarbreKey *key,
           MarbreFields *rest,
           const uint8_t *data,
           size_t size,
           GByteArray *ret_data,
           GError **error)
{
    MarbreFields flags, counter, field, blob = marbre_fields_of(key->blob);
    MarbreFields application = {NULL, 0};
    uint8_t sum[SHA256_DIGEST_LENGTH];

    while (marbre_fields_take(&blob, &field))
        application = field; /* the last one */
    if (!marbre_fields_take_raw(rest, 1, &flags) || !marbre_fields_take_raw(rest, 4, &counter))
        return fail(error, _("the signature is damaged; sign again"));
    if ((flags.data[0] & USER_PRESENT) == 0)
        return fail(error,
                    _("the token signed without anybody's touching it; sign again, and touch it"));
    (void)SHA256(application.data, application.size, sum);
    g_byte_array_append(ret_data, sum, sizeof sum);
    g_byte_array_append(ret_data, flags.data, (guint)flags.size);
    g_byte_array_append(ret_data, counter.data, (guint)counter.size);
    (void)SHA256(data, size, sum);
    g_byte_array_append(ret_data, sum, sizeof sum);
    return true;
}

static bool
check(const Way *way, Key *key, MarbreFields raw, const uint8_t *data, size_t size)
{
    g_autoptr(DigestContext) context = EVP_MD_CTX_new();
    size_t key_size =
        (size_t)(way->group != NULL ? (EVP_PKEY_get_bits(key) + 7) / 8 : EVP_PKEY_get_size(key));
    g_autoptr(GBytes) form = way->group != NULL              ? ecdsa_form(raw, key_size)
                             : way->digest != NULL           ? rsa_form(raw, key_size)
                             : raw.size == ED25519_SIGNATURE ? g_bytes_new(raw.data, raw.size)
                                                             : NULL;
    const EVP_MD *digest = way->digest == NULL ? NULL : way->digest();

    if (context == NULL || form == NULL ||
        EVP_DigestVerifyInit(context, NULL, digest, NULL, key) <= 0)
        return false;
    gsize form_size = 0;
    const uint8_t *bytes = g_bytes_get_data(form, &form_size);
    return EVP_DigestVerify(context, bytes, form_size, data, size) == 1;
}

bool
marbre_key_verify(
    const MarbreKey *key, MarbreFields signature, const uint8_t *data, size_t size, GError **error)
{
    const Way *way = find_way(key, &signature, error);
    g_autoptr(GByteArray) signed_data = g_byte_array_new();
    MarbreFields raw;

    if (way == NULL)
        return false;
    if (!marbre_fields_take(&signature, &raw))
        return fail(error, _("the signature is damaged; sign again"));
    if (way->token) {
        if (!token_data(key, &signature, data, size, signed_data, error))
            return false;
        data = signed_data->data;
        size = signed_data->len;
    }
    if (signature.size > 0)
        return fail(error, _("the signature is damaged; sign again"));
    g_autoptr(Key) opened = open_key(way, key);
    if (opened == NULL)
        return fail(
            error,
            _("the key can't be used, for it is damaged; copy the whole line of the .pub file"));
    if (!check(way, opened, raw, data, size))
        return fail(error, _("the signature is not of these words; sign them again"));
    ERR_clear_error();
    return true;
}
