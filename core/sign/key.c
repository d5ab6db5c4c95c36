/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sign/key.h"

#include "base/error.h"
#include "base/text.h"
#include "sign/field.h"

#include <glib/gi18n-lib.h>
#include <stdbool.h>
#include <string.h>

#define ED25519_SIZE 32
#define LEAST_RSA_BITS 2048
#define MOST_RSA_BITS 16384
/* Room for the longest RSA key; nothing else comes near it. */
#define LONGEST_LINE 8192
#define LONGEST_TYPE 64

static bool
take_sized(MarbreFields *rest, size_t expected)
{
    MarbreFields field;

    return marbre_fields_take(rest, &field) && field.size == expected;
}

/* ---- kinds of keys ---- */

static bool
read_ed25519(MarbreFields *rest, const char *curve, size_t *ret_bits)
{
    return take_sized(rest, ED25519_SIZE);
}

/* An uncompressed point of the curve: the byte 4 and two numbers. */
static bool
read_ecdsa(MarbreFields *rest, const char *curve, size_t *ret_bits)
{
    size_t bits = (size_t)g_ascii_strtoull(curve + strlen("nistp"), NULL, 10);
    size_t expected = 1 + 2 * ((bits + 7) / 8);
    MarbreFields point;

    return marbre_fields_take_word(rest, curve) && marbre_fields_take(rest, &point) &&
           point.size == expected && point.data[0] == 4;
}

/* The bits of a positive number as SSH writes it, 0 for one that is not written so. */
static size_t
count_bits(const uint8_t *data, size_t size)
{
    size_t bits = 0;

    if (size == 0 || (data[0] & 0x80) != 0)
        return 0;
    if (data[0] == 0) {
        if (size == 1 || (data[1] & 0x80) == 0)
            return 0;
        data++;
        size--;
    }
    bits = (size - 1) * 8;
    for (uint8_t first = data[0]; first != 0; first >>= 1)
        bits++;
    return bits;
}

static bool
read_rsa(MarbreFields *rest, const char *curve, size_t *ret_bits)
{
    MarbreFields exponent, modulus;

    if (!marbre_fields_take(rest, &exponent) || !marbre_fields_take(rest, &modulus))
        return false;
    *ret_bits = count_bits(modulus.data, modulus.size);
    /* An even or tiny exponent, or an even modulus, is no RSA key. */
    return count_bits(exponent.data, exponent.size) >= 2 &&
           (exponent.data[exponent.size - 1] & 1) == 1 && *ret_bits > 0 &&
           (modulus.data[modulus.size - 1] & 1) == 1;
}

typedef struct {
    const char *type;
    const char *curve;
    bool (*read)(MarbreFields *rest, const char *curve, size_t *ret_bits);
    bool application; /* a name of its own follows: keys that live in a token */
} Kind;

static const Kind kinds[] = {
    {"ssh-ed25519", NULL, read_ed25519, false},
    {"ssh-rsa", NULL, read_rsa, false},
    {"ecdsa-sha2-nistp256", "nistp256", read_ecdsa, false},
    {"ecdsa-sha2-nistp384", "nistp384", read_ecdsa, false},
    {"ecdsa-sha2-nistp521", "nistp521", read_ecdsa, false},
    {"sk-ssh-ed25519@openssh.com", NULL, read_ed25519, true},
    {"sk-ecdsa-sha2-nistp256@openssh.com", "nistp256", read_ecdsa, true},
};

static bool
fail(GError **error, const char *message)
{
    g_set_error_literal(error, MARBRE_ERROR, MARBRE_ERROR_INVALID, message);
    return false;
}

static const Kind *
find_kind(const char *type, GError **error)
{
    g_autofree char *shown = marbre_text_shown(type);

    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (strcmp(kinds[i].type, type) == 0)
            return &kinds[i];
    if (strstr(type, "-cert-v0") != NULL)
        fail(error, _("a certificate is no key; write the key itself, the file that ends in .pub "
                      "but not in -cert.pub"));
    else if (strcmp(type, "ssh-dss") == 0)
        fail(error, _("DSA keys are too weak; make one with  ssh-keygen -t ed25519"));
    else
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_INVALID,
                    _("“%s” is no kind of SSH key; the line of a key begins as “ssh-ed25519 "
                      "AAAA…”"),
                    shown);
    return NULL;
}

static bool
check_bits(const Kind *kind, size_t bits, GError **error)
{
    if (kind->read != read_rsa || (bits >= LEAST_RSA_BITS && bits <= MOST_RSA_BITS))
        return true;
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_INVALID,
                _("an RSA key of %zu bits is not taken, but one of %d to %d; make one with  "
                  "ssh-keygen -t ed25519"),
                bits, LEAST_RSA_BITS, MOST_RSA_BITS);
    return false;
}

static bool
check_blob(const Kind *kind, GBytes *blob, GError **error)
{
    MarbreFields rest = marbre_fields_of(blob);
    MarbreFields application;
    size_t bits = 0;

    if (!marbre_fields_take_word(&rest, kind->type) || !kind->read(&rest, kind->curve, &bits) ||
        (kind->application && !marbre_fields_take(&rest, &application)) || rest.size > 0)
        return fail(error, _("the key is damaged; copy the whole line of the .pub file"));
    return check_bits(kind, bits, error);
}

static char *
fingerprint_of(GBytes *blob)
{
    g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);
    uint8_t sum[32];
    size_t size = sizeof sum;
    g_autofree char *text = NULL;

    g_checksum_update(checksum, g_bytes_get_data(blob, NULL), (gssize)g_bytes_get_size(blob));
    g_checksum_get_digest(checksum, sum, &size);
    text = g_base64_encode(sum, size);
    return g_strdup_printf("SHA256:%.*s", (int)strcspn(text, "="), text);
}

static MarbreKey *
key_new(const Kind *kind, GBytes *blob, const char *comment)
{
    MarbreKey *key = g_new0(MarbreKey, 1);

    key->type = g_strdup(kind->type);
    key->fingerprint = fingerprint_of(blob);
    key->blob = g_bytes_ref(blob);
    key->comment = g_strdup(comment);
    return key;
}

MarbreKey *
marbre_key_of_blob(GBytes *blob, GError **error)
{
    MarbreFields rest = marbre_fields_of(blob);
    MarbreFields type;

    if (!marbre_fields_take(&rest, &type) || type.size > LONGEST_TYPE ||
        memchr(type.data, 0, type.size) != NULL) {
        fail(error, _("the key is damaged; copy the whole line of the .pub file"));
        return NULL;
    }
    g_autofree char *name = g_strndup((const char *)type.data, type.size);
    const Kind *kind = find_kind(name, error);
    return kind != NULL && check_blob(kind, blob, error) ? key_new(kind, blob, NULL) : NULL;
}

MarbreKey *
marbre_key_parse(const char *line, GError **error)
{
    g_auto(GStrv) parts = NULL;
    const Kind *kind = NULL;
    g_autoptr(GBytes) blob = NULL;

    if (strlen(line) > LONGEST_LINE || strpbrk(line, "\r\n") != NULL) {
        fail(error, _("a key is one line, as in the .pub file"));
        return NULL;
    }
    parts = g_strsplit_set(line, " \t", 3);
    kind = find_kind(parts[0] != NULL ? parts[0] : "", error);
    if (kind == NULL)
        return NULL;
    blob = marbre_fields_decode(parts[1] != NULL ? parts[1] : "");
    if (blob == NULL) {
        fail(error, _("the key is damaged; copy the whole line of the .pub file"));
        return NULL;
    }
    return check_blob(kind, blob, error) ? key_new(kind, blob, parts[2]) : NULL;
}

char *
marbre_key_line(const MarbreKey *key)
{
    gsize size = 0;
    const void *data = g_bytes_get_data(key->blob, &size);
    g_autofree char *text = g_base64_encode(data, size);

    return g_strdup_printf("%s %s", key->type, text);
}

void
marbre_key_free(MarbreKey *key)
{
    if (key == NULL)
        return;
    g_free(key->type);
    g_clear_pointer(&key->blob, g_bytes_unref);
    g_free(key->fingerprint);
    g_free(key->comment);
    g_free(key);
}
