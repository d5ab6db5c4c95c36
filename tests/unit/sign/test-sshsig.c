/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sign/sshsig.h"

#include "base/error.h"

#include <string.h>

#define PURPOSE "marbre-test@v1"

static GBytes *
read_file(const char *name)
{
    g_autofree char *path = g_test_build_filename(G_TEST_DIST, "data", name, NULL);
    g_autoptr(GError) error = NULL;
    char *text = NULL;
    gsize size = 0;

    g_file_get_contents(path, &text, &size, &error);
    g_assert_no_error(error);
    return g_bytes_new_take(text, size);
}

static GBytes *
read_signature(const char *name, GError **error)
{
    g_autofree char *file = g_strconcat(name, ".sig", NULL);
    g_autoptr(GBytes) bytes = read_file(file);
    g_autofree char *text = g_strndup(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));

    return marbre_sshsig_read(text, error);
}

typedef struct {
    const char *name;
    const char *type; /* NULL: refused */
    const char *why;
} Vector;

static const Vector vectors[] = {
    {"ed25519", "ssh-ed25519", NULL},
    {"sha256", "ssh-ed25519", NULL},
    {"rsa", "ssh-rsa", NULL},
    {"rsa-sha2-256", "ssh-rsa", NULL},
    {"ecdsa256", "ecdsa-sha2-nistp256", NULL},
    {"ecdsa384", "ecdsa-sha2-nistp384", NULL},
    {"ecdsa521", "ecdsa-sha2-nistp521", NULL},
    {"sk-ed25519", "sk-ssh-ed25519@openssh.com", NULL},
    {"sk-ed25519-verified", "sk-ssh-ed25519@openssh.com", NULL},
    {"sk-ecdsa", "sk-ecdsa-sha2-nistp256@openssh.com", NULL},
    {"sk-ecdsa-verified", "sk-ecdsa-sha2-nistp256@openssh.com", NULL},
    {"sk-ed25519-untouched", NULL, "without anybody's touching it"},
    {"sk-ecdsa-untouched", NULL, "without anybody's touching it"},
    {"sk-counter", NULL, "not of these words"},
    {"ssh-rsa", NULL,
     "the signature is over SHA-1, which can be forged; a newer ssh-keygen signs over SHA-512"},
    {"sha1", NULL, "sha256 and sha512 are"},
    {"weak", NULL, "RSA key of 1024 bits"},
    {"elsewhere", NULL, "it was signed for “git”"},
    {"reserved", NULL, "something that is not known"},
    {"version", NULL, "a version that is not known"},
    {"trailing", NULL, "the signature is damaged; sign again"},
    {"signature-tail", NULL, "damaged"},
    {"truncated", NULL, "damaged"},
    {"other-kind", NULL, "the signature is of another kind than its key; sign again"},
    {"short", NULL, "the signature is not of these words; sign them again"},
    {"other-words", NULL, "not of these words"},
};

static void
test_vector(const void *data)
{
    const Vector *vector = data;
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) message = read_file("message");
    g_autoptr(GBytes) signature = read_signature(vector->name, &error);
    g_autoptr(MarbreKey) key = NULL;

    g_assert_no_error(error);
    bool good = marbre_sshsig_verify(signature, message, PURPOSE, &key, &error);
    if (vector->type != NULL) {
        g_assert_no_error(error);
        g_assert_true(good);
        g_assert_cmpstr(key->type, ==, vector->type);
        return;
    }
    g_assert_false(good);
    g_assert_null(key);
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_INVALID);
    if (strstr(error->message, vector->why) == NULL)
        g_error("“%s” does not say “%s”", error->message, vector->why);
}

/* No bit of a signature may change, and none of its message, and it is good for nothing else. */
static void
test_bits(const void *data)
{
    g_autoptr(GBytes) message = read_file("message");
    g_autoptr(GBytes) other = g_bytes_new_static("x", 1);
    g_autoptr(GBytes) good = read_signature(data, NULL);
    gsize size = 0;
    const uint8_t *bytes = g_bytes_get_data(good, &size);

    g_assert_true(marbre_sshsig_verify(good, message, PURPOSE, NULL, NULL));
    g_assert_false(marbre_sshsig_verify(good, other, PURPOSE, NULL, NULL));
    g_assert_false(marbre_sshsig_verify(good, message, "git", NULL, NULL));
    g_assert_false(marbre_sshsig_verify(good, message, PURPOSE "x", NULL, NULL));
    for (gsize i = 0; i < size; i++) {
        g_autofree uint8_t *changed = g_memdup2(bytes, size);
        changed[i] ^= (uint8_t)(1u << (i % 8));
        g_autoptr(GBytes) bad = g_bytes_new(changed, size);
        g_autoptr(GBytes) cut = g_bytes_new(bytes, i);
        g_autoptr(MarbreKey) key = NULL;
        if (marbre_sshsig_verify(bad, message, PURPOSE, &key, NULL))
            g_error("byte %zu of %s may be changed", i, (const char *)data);
        g_assert_false(marbre_sshsig_verify(cut, message, PURPOSE, NULL, NULL));
    }
}

static void
assert_no_text(const char *text)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = marbre_sshsig_read(text, &error);

    g_assert_null(bytes);
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_INVALID);
}

static void
test_armour(void)
{
    g_autoptr(GBytes) good = read_signature("ecdsa521", NULL);
    g_autoptr(GBytes) file = read_file("ecdsa521.sig");
    g_autofree char *ours = marbre_sshsig_write(good);
    g_autofree char *line = marbre_sshsig_write_line(good);
    g_autofree char *twice = g_strconcat(ours, ours, NULL);
    g_autofree char *before = g_strconcat("x\n", ours, NULL);
    g_autofree char *behind = g_strconcat(ours, "x\n", NULL);
    g_autofree char *unended = g_strndup(ours, strlen(ours) - 1);
    g_autofree char *long_line = g_strnfill(1000000, 'A');
    g_autoptr(GString) crlf = g_string_new(ours);
    g_autoptr(GString) spaced = g_string_new(ours);

    g_assert_cmpmem(ours, strlen(ours), g_bytes_get_data(file, NULL), g_bytes_get_size(file));
    g_autoptr(GBytes) again = marbre_sshsig_read_line(line, NULL);
    g_assert_true(g_bytes_equal(good, again));
    g_string_replace(crlf, "\n", "\r\n", 0);
    g_string_insert(spaced, 40, " ");
    const char *const bad[] = {
        "",
        "\n",
        twice,
        before,
        behind,
        unended,
        line,
        crlf->str,
        spaced->str,
        long_line,
        "-----BEGIN SSH SIGNATURE-----\n-----END SSH SIGNATURE-----\n",
        "-----BEGIN SSH SIGNATURE-----\n\n-----END SSH SIGNATURE-----\n",
        "-----BEGIN SSH SIGNATURE-----\nAAA\n-----END SSH SIGNATURE-----\n",
        "-----BEGIN PGP SIGNATURE-----\n\nAAAA\n-----END PGP SIGNATURE-----\n"};
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++)
        assert_no_text(bad[i]);
    g_assert_null(marbre_sshsig_read_line(long_line, NULL));
    g_assert_null(marbre_sshsig_read_line("A", NULL));
}

static void
test_too_long(void)
{
    g_autofree char *text = g_strnfill(1u << 20, 'a');
    g_autoptr(GError) error = NULL;
    g_assert_null(marbre_sshsig_read(text, &error));
    g_assert_cmpstr(error->message, ==, "the signature is too long to be one; sign again");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/sign/sshsig/too-long", test_too_long);
    for (size_t i = 0; i < G_N_ELEMENTS(vectors); i++) {
        g_autofree char *path = g_strdup_printf("/sign/sshsig/vector/%s", vectors[i].name);
        g_test_add_data_func(path, &vectors[i], test_vector);
    }
    g_test_add_data_func("/sign/sshsig/bits/ed25519", "ed25519", test_bits);
    g_test_add_data_func("/sign/sshsig/bits/rsa", "rsa", test_bits);
    g_test_add_data_func("/sign/sshsig/bits/ecdsa256", "ecdsa256", test_bits);
    g_test_add_data_func("/sign/sshsig/bits/ecdsa521", "ecdsa521", test_bits);
    g_test_add_data_func("/sign/sshsig/bits/sk-ecdsa", "sk-ecdsa", test_bits);
    g_test_add_data_func("/sign/sshsig/bits/sk-ed25519", "sk-ed25519", test_bits);
    g_test_add_func("/sign/sshsig/armour", test_armour);
    return g_test_run();
}
