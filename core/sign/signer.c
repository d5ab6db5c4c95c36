/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sign/signer.h"

#include "base/error.h"
#include "base/text.h"
#include "sign/sshsig.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define PROGRAM "ssh-keygen"
#define LITERAL "key::"
#define LONGEST_KEY_FILE 65536

void
marbre_signer_free(MarbreSigner *signer)
{
    if (signer == NULL)
        return;
    g_free(signer->program);
    g_free(signer->file);
    marbre_key_free(signer->key);
    g_free(signer);
}

/* ---- which key ---- */

/* A path as git's configuration has it: `~/` is one's home. */
static char *
expand(const char *path)
{
    return strncmp(path, "~/", 2) == 0 ? g_build_filename(g_get_home_dir(), path + 2, NULL)
                                       : g_strdup(path);
}

/* The key in a file of one line; NULL where that is no such file. */
static MarbreKey *
read_public(const char *path, GError **error)
{
    g_autofree char *text = NULL;
    gsize size = 0;

    if (!g_file_get_contents(path, &text, &size, NULL))
        return NULL;
    if (size > LONGEST_KEY_FILE || strlen(text) != size || strstr(text, "PRIVATE KEY") != NULL)
        return NULL;
    return marbre_key_parse(g_strstrip(text), error);
}

static MarbreKey *
find_public(const char *path, GError **error)
{
    g_autofree char *beside = g_strconcat(path, ".pub", NULL);
    g_autoptr(GError) reason = NULL;
    MarbreKey *key = read_public(path, &reason);

    if (key == NULL && reason == NULL)
        key = read_public(beside, &reason);
    if (key != NULL)
        return key;
    if (reason != NULL)
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE, _("git's user.signingkey, %s: %s"),
                    path, reason->message);
    else if (!g_file_test(path, G_FILE_TEST_EXISTS))
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
                    _("git's user.signingkey names %s, and there is no such file; name yours with: "
                      "git config user.signingkey FILE"),
                    path);
    else
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
                    _("the public half of %s is missing; make it with: ssh-keygen -y -f %s > %s"),
                    path, path, beside);
    return NULL;
}

MarbreSigner *
marbre_signer_new(const char *signingkey, const char *program, GError **error)
{
    g_autoptr(MarbreSigner) signer = g_new0(MarbreSigner, 1);
    bool prefixed = g_str_has_prefix(signingkey, LITERAL);

    signer->program = g_strdup(program != NULL && *program != '\0' ? program : PROGRAM);
    if (prefixed || g_str_has_prefix(signingkey, "ssh-")) {
        g_autoptr(GError) reason = NULL;
        signer->key = marbre_key_parse(signingkey + (prefixed ? strlen(LITERAL) : 0), &reason);
        if (signer->key == NULL)
            g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE, _("git's user.signingkey: %s"),
                        reason->message);
    } else {
        signer->file = expand(signingkey);
        signer->key = find_public(signer->file, error);
    }
    return signer->key == NULL ? NULL : g_steal_pointer(&signer);
}

/* ---- to sign ---- */

/* A folder of our own for what the program reads and writes. */
typedef struct {
    char *folder;
    char *message;
    char *signature;
    char *key;
} Desk;

static void
desk_clear(Desk *desk)
{
    if (desk->folder != NULL) {
        (void)g_unlink(desk->message); /* what was not made needs no removing */
        (void)g_unlink(desk->signature);
        (void)g_unlink(desk->key);
        (void)g_rmdir(desk->folder);
    }
    g_free(desk->folder);
    g_free(desk->message);
    g_free(desk->signature);
    g_free(desk->key);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Desk, desk_clear)

static bool
desk_lay(Desk *desk, const MarbreSigner *signer, GBytes *message, GError **error)
{
    g_autoptr(GError) reason = NULL;
    gsize size = 0;
    const char *data = g_bytes_get_data(message, &size);
    g_autofree char *line = marbre_key_line(signer->key);
    g_autofree char *key_file = g_strconcat(line, "\n", NULL);

    desk->folder = g_dir_make_tmp("marbre-sign-XXXXXX", &reason);
    if (desk->folder != NULL) {
        desk->message = g_build_filename(desk->folder, "message", NULL);
        desk->signature = g_build_filename(desk->folder, "message.sig", NULL);
        desk->key = g_build_filename(desk->folder, "key.pub", NULL);
        if (g_file_set_contents(desk->message, data, (gssize)size, &reason) &&
            g_file_set_contents(desk->key, key_file, -1, &reason))
            return true;
    }
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED, _("what is to be signed: %s"),
                reason->message);
    return false;
}

/* The last line that the program said, in which it says what went wrong. */
static char *
last_words(const char *said)
{
    g_autofree char *good = g_utf8_make_valid(said == NULL ? "" : said, -1);
    g_strchomp(good);
    const char *line = strrchr(good, '\n');
    return marbre_text_shown(line == NULL ? good : line + 1);
}

static bool
run(const Desk *desk, const MarbreSigner *signer, const char *purpose, GError **error)
{
    const char *file = signer->file == NULL ? desk->key : signer->file;
    const char *const argv[] = {signer->program,
                                "-Y",
                                "sign",
                                "-n",
                                purpose,
                                "-f",
                                file,
                                signer->file == NULL ? "-U" : desk->message,
                                signer->file == NULL ? desk->message : NULL,
                                NULL};
    g_autofree char *said = NULL;
    g_autofree char *told = NULL;
    g_autoptr(GError) reason = NULL;
    /* Whoever is to touch a token is to read so. */
    bool token = g_str_has_prefix(signer->key->type, "sk-");
    int status = 0;

    if (!g_spawn_sync(NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &told,
                      token ? NULL : &said, &status, &reason)) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED,
                    _("%s, which signs with your key, could not be started: %s"), signer->program,
                    reason->message);
        return false;
    }
    if (g_spawn_check_wait_status(status, NULL))
        return true;
    g_autofree char *words = last_words(said);
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED,
                _("your key %s could not sign (%s); is its agent running, and its passphrase at "
                  "hand?"),
                signer->file == NULL ? signer->key->fingerprint : signer->file, words);
    return false;
}

GBytes *
marbre_signer_sign(const MarbreSigner *signer, GBytes *message, const char *purpose, GError **error)
{
    g_auto(Desk) desk = {0};
    g_autofree char *text = NULL;
    g_autoptr(MarbreKey) key = NULL;
    g_autoptr(GError) reason = NULL;

    if (!desk_lay(&desk, signer, message, error) || !run(&desk, signer, purpose, error))
        return NULL;
    g_autoptr(GBytes) signature = g_file_get_contents(desk.signature, &text, NULL, &reason)
                                      ? marbre_sshsig_read(text, &reason)
                                      : NULL;
    /* Nothing goes into history that does not hold. */
    if (signature != NULL && marbre_sshsig_verify(signature, message, purpose, &key, &reason) &&
        strcmp(key->fingerprint, signer->key->fingerprint) == 0)
        return g_steal_pointer(&signature);
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED,
                _("%s made no good signature with your key: %s"), signer->program,
                reason == NULL ? _("it is of another key; see git config user.signingkey")
                               : reason->message);
    return NULL;
}
