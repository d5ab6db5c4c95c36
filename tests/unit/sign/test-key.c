/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sign/key.h"

#include "base/error.h"
#include "keys.h"

#include <string.h>

static void
assert_key(const char *line, const char *type, const char *fingerprint)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbreKey) key = marbre_key_parse(line, &error);

    g_assert_no_error(error);
    g_assert_cmpstr(key->type, ==, type);
    g_assert_cmpstr(key->fingerprint, ==, fingerprint);
}

static void
assert_refused(const char *line, const char *why)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbreKey) key = marbre_key_parse(line, &error);

    g_assert_null(key);
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_INVALID);
    if (strstr(error->message, why) == NULL)
        g_error("“%s” does not say “%s”", error->message, why);
}

static void
test_good(void)
{
    assert_key(KEY_ED25519, "ssh-ed25519", "SHA256:uqRHHBN/2TplRD5++EtiQ/dck3QxA4EEh2uQperY6jo");
    assert_key(KEY_RSA_2048, "ssh-rsa", "SHA256:CObGCtEJxwZqj68EAZTaXbUgpRk4mBSWYt3x8cUD5sY");
    assert_key(KEY_ECDSA_256, "ecdsa-sha2-nistp256",
               "SHA256:oYQhlR5NOVY9aCPNU1sFjemDfJhrJxtPfS5UA5E8sKc");
    assert_key(KEY_ECDSA_384, "ecdsa-sha2-nistp384",
               "SHA256:v6aNznQFi6g5q/67Dz6KZGW6xA6DxB2K9KEffk9xzio");
    assert_key(KEY_ECDSA_521, "ecdsa-sha2-nistp521",
               "SHA256:2O01AzG1uknfpa9tis9MMSglp9dLvnKL9V1OSutvFdE");
}

static void
test_comment(void)
{
    g_autoptr(MarbreKey) plain = marbre_key_parse(KEY_ED25519, NULL);
    g_autoptr(MarbreKey) named = marbre_key_parse(KEY_ED25519 " lea at work", NULL);

    g_assert_null(plain->comment);
    g_assert_cmpstr(named->comment, ==, "lea at work");
    g_assert_cmpuint(g_bytes_get_size(named->blob), ==, 51);
    g_assert_true(g_bytes_equal(plain->blob, named->blob));
}

/* A key in a token: the same with the name of an application. */
static void
test_token(void)
{
    static const uint8_t blob[] = "\0\0\0\x1Ask-ssh-ed25519@openssh.com"
                                  "\0\0\0\x20"
                                  "01234567890123456789012345678901"
                                  "\0\0\0\x04ssh:";
    g_autofree char *text = g_base64_encode(blob, sizeof blob - 1);
    g_autofree char *cut = g_base64_encode(blob, sizeof blob - 9);
    g_autofree char *good = g_strconcat("sk-ssh-ed25519@openssh.com ", text, NULL);
    g_autofree char *bad = g_strconcat("sk-ssh-ed25519@openssh.com ", cut, NULL);
    g_autoptr(MarbreKey) key = marbre_key_parse(good, NULL);

    g_assert_nonnull(key);
    g_assert_cmpstr(key->type, ==, "sk-ssh-ed25519@openssh.com");
    assert_refused(bad, "damaged");
}

static void
test_weak(void)
{
    assert_refused(KEY_DSA, "DSA keys are too weak; make one with");
    assert_refused(KEY_RSA_1024, "an RSA key of 1024 bits is not taken, but one of 2048 to 16384");
    assert_refused(KEY_CERTIFICATE, "a certificate is no key; write the key itself");
}

static void
test_damaged(void)
{
    g_autofree char *cut = g_strndup(KEY_ED25519, strlen(KEY_ED25519) - 4);
    g_autofree char *longer = g_strconcat(KEY_ED25519, "AAAA", NULL);
    g_autofree char *other = g_strconcat("ssh-rsa ", KEY_ED25519 + strlen("ssh-ed25519 "), NULL);
    g_autofree char *padded = g_strconcat(KEY_ED25519, "=", NULL);
    g_autofree char *huge = g_strnfill(9000, 'A');

    assert_refused("", "no kind of SSH key");
    assert_refused("ssh-ed25519", "the key is damaged; copy the whole line");
    assert_refused("ssh-ed25519 ", "damaged");
    assert_refused("ssh-ed25519 AAAA", "damaged");
    assert_refused("ssh-ed25519 !!!!", "damaged");
    assert_refused(cut, "damaged");
    assert_refused(longer, "damaged");
    assert_refused(other, "damaged");
    assert_refused(padded, "damaged");
    assert_refused("command=\"x\" " KEY_ED25519, "no kind of SSH key");
    assert_refused("ssh-\x1B[31m AAAA", "ssh-<U+001B>[31m");
    assert_refused(KEY_ED25519 "\n" KEY_ECDSA_256, "one line");
    assert_refused(huge, "one line");
}

/* No cut of any key is a key, nor does one read beyond it. */
static void
test_every_cut(void)
{
    static const char *const keys[] = {KEY_ED25519, KEY_RSA_2048, KEY_ECDSA_256};

    for (size_t i = 0; i < G_N_ELEMENTS(keys); i++) {
        g_autoptr(MarbreKey) key = marbre_key_parse(keys[i], NULL);
        const uint8_t *blob = g_bytes_get_data(key->blob, NULL);

        for (size_t size = 0; size < g_bytes_get_size(key->blob); size++) {
            g_autofree char *text = g_base64_encode(blob, size);
            g_autofree char *line = g_strconcat(key->type, " ", text, NULL);

            assert_refused(line, "damaged");
        }
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/workflow/key/good", test_good);
    g_test_add_func("/workflow/key/comment", test_comment);
    g_test_add_func("/workflow/key/token", test_token);
    g_test_add_func("/workflow/key/weak", test_weak);
    g_test_add_func("/workflow/key/damaged", test_damaged);
    g_test_add_func("/workflow/key/every-cut", test_every_cut);
    return g_test_run();
}
