/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sign/sshsig.h"

#include "base/error.h"
#include "base/text.h"
#include "sign/field.h"
#include "sign/verify.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAGIC "SSHSIG"
#define BEGIN "-----BEGIN SSH SIGNATURE-----\n"
#define END "-----END SSH SIGNATURE-----\n"
#define VERSION 1
#define LINE 70 /* characters, as ssh-keygen folds them */
#define LONGEST_PURPOSE 255

/* A signature taken apart; its fields point into the bytes. */
typedef struct {
    GBytes *key;
    MarbreFields purpose;
    MarbreFields hash;
    MarbreFields signature;
} Parts;

static void
parts_clear(Parts *parts)
{
    g_clear_pointer(&parts->key, g_bytes_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Parts, parts_clear)

static bool
fail(GError **error, const char *message)
{
    g_set_error_literal(error, MARBRE_ERROR, MARBRE_ERROR_INVALID, message);
    return false;
}

/* ---- as text ---- */

GBytes *
marbre_sshsig_read_line(const char *line, GError **error)
{
    GBytes *signature = strlen(line) <= MARBRE_SSHSIG_LIMIT ? marbre_fields_decode(line) : NULL;

    if (signature == NULL)
        fail(error, _("the signature is damaged; sign again"));
    return signature;
}

GBytes *
marbre_sshsig_read(const char *armoured, GError **error)
{
    size_t size = strnlen(armoured, MARBRE_SSHSIG_LIMIT + 1);

    if (size > MARBRE_SSHSIG_LIMIT) {
        fail(error, _("the signature is too long to be one; sign again"));
        return NULL;
    }
    if (!g_str_has_prefix(armoured, BEGIN) || !g_str_has_suffix(armoured, "\n" END)) {
        fail(error,
             g_str_has_prefix(armoured, "-----BEGIN PGP")
                 ? _("it is a PGP signature, which proves nothing here; SSH keys sign for "
                     "newsrooms")
                 : _("it is no SSH signature; sign with an SSH key: git config gpg.format ssh"));
        return NULL;
    }
    size_t head = strlen(BEGIN), tail = strlen(END);
    if (size < head + tail) {
        fail(error, _("the signature is damaged; sign again"));
        return NULL;
    }
    g_autofree char *body = g_strndup(armoured + head, size - head - tail);
    char *to = body;
    for (const char *at = body; *at != '\0'; at++)
        if (*at != '\n')
            *to++ = *at;
    *to = '\0';
    return marbre_sshsig_read_line(body, error);
}

char *
marbre_sshsig_write_line(GBytes *signature)
{
    gsize size = 0;
    const void *data = g_bytes_get_data(signature, &size);

    return g_base64_encode(data, size);
}

char *
marbre_sshsig_write(GBytes *signature)
{
    g_autofree char *line = marbre_sshsig_write_line(signature);
    GString *text = g_string_new(BEGIN);
    size_t size = strlen(line);

    for (size_t at = 0; at < size; at += LINE) {
        g_string_append_len(text, line + at, (gssize)MIN(LINE, size - at));
        g_string_append_c(text, '\n');
    }
    g_string_append(text, END);
    return g_string_free(text, FALSE);
}

/* ---- its fields ---- */

static bool
take_apart(GBytes *bytes, Parts *ret_parts, GError **error)
{
    static const uint8_t version[] = {0, 0, 0, VERSION};
    MarbreFields rest = marbre_fields_of(bytes);
    MarbreFields field, key, reserved;

    if (!marbre_fields_take_raw(&rest, strlen(MAGIC), &field) ||
        !marbre_fields_are(&field, MAGIC) || !marbre_fields_take_raw(&rest, sizeof version, &field))
        return fail(error,
                    _("it is no SSH signature; sign with an SSH key: git config gpg.format ssh"));
    if (memcmp(field.data, version, sizeof version) != 0)
        return fail(
            error,
            _("the signature is of a version that is not known; sign again, with ssh-keygen"));
    if (!marbre_fields_take(&rest, &key) || !marbre_fields_take(&rest, &ret_parts->purpose) ||
        !marbre_fields_take(&rest, &reserved) || !marbre_fields_take(&rest, &ret_parts->hash) ||
        !marbre_fields_take(&rest, &ret_parts->signature) || rest.size > 0)
        return fail(error, _("the signature is damaged; sign again"));
    if (reserved.size > 0)
        return fail(
            error,
            _("the signature says something that is not known; sign again, with ssh-keygen"));
    ret_parts->key = g_bytes_new_from_bytes(
        bytes, (gsize)(key.data - (const uint8_t *)g_bytes_get_data(bytes, NULL)), key.size);
    return true;
}

static bool
need_purpose(const Parts *parts, const char *purpose, GError **error)
{
    if (marbre_fields_are(&parts->purpose, purpose))
        return true;
    g_autofree char *other =
        g_strndup((const char *)parts->purpose.data, MIN(parts->purpose.size, LONGEST_PURPOSE));
    g_autofree char *good = g_utf8_make_valid(other, -1);
    g_autofree char *shown = marbre_text_shown(good);
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_INVALID,
                _("it was signed for “%s”, not for “%s”; it must be signed again"), shown, purpose);
    return false;
}

/* What the key has signed: the purpose and the message's digest (PROTOCOL.sshsig, section 3). */
static GByteArray *
signed_data(const Parts *parts, GBytes *message, const char *purpose, GError **error)
{
    GChecksumType type;
    uint8_t sum[64];
    gsize sum_size = sizeof sum;

    if (marbre_fields_are(&parts->hash, "sha512")) {
        type = G_CHECKSUM_SHA512;
    } else if (marbre_fields_are(&parts->hash, "sha256")) {
        type = G_CHECKSUM_SHA256;
    } else {
        fail(error, _("the signature is over a digest that is not taken; sha256 and sha512 are"));
        return NULL;
    }
    gsize size = 0;
    const void *data = g_bytes_get_data(message, &size);
    g_autoptr(GChecksum) checksum = g_checksum_new(type);
    g_checksum_update(checksum, data, (gssize)size);
    g_checksum_get_digest(checksum, sum, &sum_size);
    GByteArray *row = g_byte_array_new();
    g_byte_array_append(row, (const uint8_t *)MAGIC, (guint)strlen(MAGIC));
    marbre_fields_put(row, purpose, strlen(purpose));
    marbre_fields_put(row, NULL, 0);
    marbre_fields_put(row, parts->hash.data, parts->hash.size);
    marbre_fields_put(row, sum, sum_size);
    return row;
}

bool
marbre_sshsig_verify(
    GBytes *signature, GBytes *message, const char *purpose, MarbreKey **ret_key, GError **error)
{
    g_auto(Parts) parts = {0};

    if (!take_apart(signature, &parts, error) || !need_purpose(&parts, purpose, error))
        return false;
    g_autoptr(MarbreKey) key = marbre_key_of_blob(parts.key, error);
    if (key == NULL)
        return false;
    g_autoptr(GByteArray) data = signed_data(&parts, message, purpose, error);
    if (data == NULL || !marbre_key_verify(key, parts.signature, data->data, data->len, error))
        return false;
    if (ret_key != NULL)
        *ret_key = g_steal_pointer(&key);
    return true;
}
