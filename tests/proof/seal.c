/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "seal.h"

#include "sign/sshsig.h"

#include <glib/gstdio.h>
#include <string.h>

struct Seals {
    GHashTable *signers; /* id to MarbreSigner */
    GPtrArray *keys;     /* of char * */
};

static MarbreSigner *
make_key(const char *folder, const char *id)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *file = g_build_filename(folder, id, NULL);
    const char *const arguments[] = {"ssh-keygen", "-q", "-t", "ed25519", "-N", "",
                                     "-C",         id,   "-f", file,      NULL};
    int status = 0;
    if (!g_spawn_sync(NULL, (char **)arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL,
                      &status, &error) ||
        !g_spawn_check_wait_status(status, &error))
        g_error("%s", error->message);
    MarbreSigner *signer = marbre_signer_new(file, NULL, &error);
    g_assert_no_error(error);
    return signer;
}

Seals *
seals_new(const char *folder, const char *const *ids)
{
    g_autofree char *program = g_find_program_in_path("ssh-keygen");
    if (program == NULL)
        return NULL;
    Seals *seals = g_new0(Seals, 1);
    seals->signers =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)marbre_signer_free);
    seals->keys = g_ptr_array_new_with_free_func(g_free);
    g_assert_cmpint(g_mkdir(folder, 0700), ==, 0);
    for (; *ids != NULL; ids++) {
        MarbreSigner *signer = make_key(folder, *ids);
        g_ptr_array_add(seals->keys, marbre_key_line(signer->key));
        g_hash_table_insert(seals->signers, g_strdup(*ids), signer);
    }
    return seals;
}

void
seals_free(Seals *seals)
{
    if (seals == NULL)
        return;
    g_hash_table_unref(seals->signers);
    g_ptr_array_unref(seals->keys);
    g_free(seals);
}

const MarbreSigner *
seals_signer(const Seals *seals, const char *id)
{
    return g_hash_table_lookup(seals->signers, id);
}

const char *const *
seals_keys(const Seals *seals)
{
    return (const char *const *)seals->keys->pdata;
}

static GBytes *
sign(const Seals *seals, const char *who, GBytes *message, const char *purpose)
{
    g_autoptr(GError) error = NULL;
    GBytes *signature = marbre_signer_sign(seals_signer(seals, who), message, purpose, &error);
    g_assert_no_error(error);
    return signature;
}

/* The header goes behind all others, its lines set in by a space. */
char *
seals_commit(const Seals *seals, Forge *forge, const char *commit, const char *who)
{
    g_autofree char *text = forge_bytes(forge, commit);
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
    g_autoptr(GBytes) signature = sign(seals, who, bytes, MARBRE_SSHSIG_GIT);
    g_autofree char *lines = g_strchomp(marbre_sshsig_write(signature));
    g_autoptr(GString) header = g_string_new(lines);
    g_string_replace(header, "\n", "\n ", 0);
    const char *end = strstr(text, "\n\n");
    g_autofree char *whole =
        g_strdup_printf("%.*s\ngpgsig %s%s", (int)(end - text), text, header->str, end);
    return forge_object(forge, GIT_OBJECT_COMMIT, whole, strlen(whole));
}

char *
seals_statement(const Seals *seals, const char *who, GBytes *statement, const char *purpose)
{
    g_autoptr(GBytes) signature = sign(seals, who, statement, purpose);
    return marbre_sshsig_write_line(signature);
}
