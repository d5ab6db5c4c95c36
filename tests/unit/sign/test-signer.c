/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* With the ssh-keygen that is installed here, and keys made for the moment. */
#include "sign/signer.h"

#include "base/error.h"
#include "sign/sshsig.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct {
    const char *type;
    const char *bits;
    const char *name;
} Kind;

static char *folder;

/* Path of a new key's private half. */
static char *
make_key(const char *name, const char *type, const char *bits)
{
    char *path = g_build_filename(folder, name, NULL);
    const char *const argv[] = {"ssh-keygen",
                                "-q",
                                "-N",
                                "",
                                "-C",
                                name,
                                "-f",
                                path,
                                "-t",
                                type,
                                bits == NULL ? NULL : "-b",
                                bits,
                                NULL};
    g_autoptr(GError) error = NULL;
    int status = 0;

    g_spawn_sync(NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status,
                 &error);
    g_assert_no_error(error);
    g_assert_cmpint(status, ==, 0);
    return path;
}

static void
test_kind(const void *data)
{
    const Kind *kind = data;
    g_autofree char *path = make_key(kind->name, kind->type, kind->bits);
    g_autofree char *public = g_strconcat(path, ".pub", NULL);
    const char *const names[] = {path, public};

    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(MarbreKey) key = NULL;
        g_autoptr(GBytes) message = g_bytes_new_static("mots", 4);
        g_autoptr(MarbreSigner) signer = marbre_signer_new(names[i], NULL, &error);
        g_assert_no_error(error);
        g_autoptr(GBytes) signature = marbre_signer_sign(signer, message, "essai", &error);
        g_assert_no_error(error);
        g_assert_true(marbre_sshsig_verify(signature, message, "essai", &key, &error));
        g_assert_no_error(error);
        g_assert_cmpstr(key->fingerprint, ==, signer->key->fingerprint);
    }
}

static void
assert_no_signer(const char *name, const char *why)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbreSigner) signer = marbre_signer_new(name, NULL, &error);

    g_assert_null(signer);
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE);
    if (strstr(error->message, why) == NULL)
        g_error("“%s” does not say “%s”", error->message, why);
}

static void
test_no_key(void)
{
    g_autofree char *alone = make_key("alone", "ed25519", NULL);
    g_autofree char *public = g_strconcat(alone, ".pub", NULL);
    g_autofree char *weak = make_key("weak", "rsa", "1024");

    g_assert_cmpint(g_unlink(public), ==, 0);
    assert_no_signer(alone, "ssh-keygen -y -f");
    assert_no_signer(weak, "git's user.signingkey, ");
    assert_no_signer("/nowhere/at/all", "there is no such file");
    assert_no_signer("key::nonsense", "git's user.signingkey: “nonsense” is no kind of SSH key");
    assert_no_signer("0xDEADBEEF", "there is no such file");
}

static void
assert_unsigned(const MarbreSigner *signer, const char *why)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) message = g_bytes_new_static("mots", 4);
    g_autoptr(GBytes) signature = marbre_signer_sign(signer, message, "essai", &error);

    g_assert_null(signature);
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED);
    if (strstr(error->message, why) == NULL)
        g_error("“%s” does not say “%s”", error->message, why);
}

static void
test_cannot(void)
{
    g_autofree char *path = make_key("gone", "ed25519", NULL);
    g_autoptr(MarbreSigner) signer = marbre_signer_new(path, NULL, NULL);
    g_autoptr(MarbreSigner) missing = marbre_signer_new(path, "/nowhere/ssh-keygen", NULL);
    g_autoptr(MarbreSigner) nothing = marbre_signer_new(path, "true", NULL);
    g_autofree char *line = marbre_key_line(signer->key);
    g_autofree char *literal = g_strconcat("key::", line, NULL);
    g_autoptr(MarbreSigner) agent = marbre_signer_new(literal, NULL, NULL);

    g_assert_cmpint(g_unlink(path), ==, 0);
    assert_unsigned(signer, "is its agent running, and its passphrase at hand?");
    assert_unsigned(missing, "which signs with your key, could not be started");
    assert_unsigned(nothing, "made no good signature");
    assert_unsigned(agent, "could not sign");
}

/* A program that signs with a key of its own choice. */
static void
test_other_key(void)
{
    g_autofree char *mine = make_key("mine", "ed25519", NULL);
    g_autofree char *other = make_key("other", "ed25519", NULL);
    g_autofree char *program = g_build_filename(folder, "program", NULL);
    g_autofree char *script = g_strdup_printf(
        "#!/bin/sh\nfor last; do :; done\nexec ssh-keygen -Y sign -n \"$4\" -f %s \"$last\"\n",
        other);

    g_assert_true(
        g_file_set_contents_full(program, script, -1, G_FILE_SET_CONTENTS_NONE, 0700, NULL));
    g_autoptr(MarbreSigner) signer = marbre_signer_new(mine, program, NULL);
    assert_unsigned(signer, "with your key: it is of another key; see git config user.signingkey");
}

int
main(int argc, char **argv)
{
    static const Kind kinds[] = {{"ed25519", NULL, "ed25519"}, {"rsa", "2048", "rsa"},
                                 {"rsa", "3072", "rsa3072"},   {"ecdsa", "256", "ecdsa256"},
                                 {"ecdsa", "384", "ecdsa384"}, {"ecdsa", "521", "ecdsa521"}};
    g_test_init(&argc, &argv, NULL);
    g_autofree char *program = g_find_program_in_path("ssh-keygen");
    if (program == NULL) {
        g_print("1..0 # SKIP there is no ssh-keygen here\n");
        return 0;
    }
    folder = g_dir_make_tmp("marbre-signer-XXXXXX", NULL);
    g_unsetenv("SSH_AUTH_SOCK");
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        g_autofree char *path = g_strdup_printf("/sign/signer/%s", kinds[i].name);
        g_test_add_data_func(path, &kinds[i], test_kind);
    }
    g_test_add_func("/sign/signer/no-key", test_no_key);
    g_test_add_func("/sign/signer/cannot", test_cannot);
    g_test_add_func("/sign/signer/other-key", test_other_key);
    int status = g_test_run();
    g_autofree char *remove = g_strdup_printf("rm -rf %s", folder);
    g_spawn_command_line_sync(remove, NULL, NULL, NULL, NULL);
    g_free(folder);
    return status;
}
