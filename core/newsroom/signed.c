/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "newsroom/signed.h"

#include "sign/sshsig.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
marbre_signed_clear(MarbreSigned *found)
{
    g_clear_pointer(&found->fingerprint, g_free);
    g_clear_pointer(&found->wrong, g_free);
}

/* Takes `signature`, which is NULL, with the error set, where it can't be read. */
static void
judge(const MarbrePeople *people,
      GBytes *signature,
      GBytes *message,
      const char *purpose,
      GError *reason,
      MarbreSigned *found)
{
    g_autoptr(GBytes) read = signature;
    g_autoptr(GError) error = reason;
    g_autoptr(MarbreKey) key = NULL;
    found->is_there = true;
    if (read == NULL || !marbre_sshsig_verify(read, message, purpose, &key, &error)) {
        found->wrong = g_strdup(error->message);
        return;
    }
    found->fingerprint = g_strdup(key->fingerprint);
    found->person = marbre_people_by_fingerprint(people, key->fingerprint);
    if (found->person == NULL)
        found->wrong = g_strdup_printf(_("nobody in people.yaml has the key %s"), key->fingerprint);
}

bool
marbre_signed_by_pgp(const MarbreCommit *commit)
{
    g_autofree char *armoured = NULL;
    g_autoptr(GBytes) payload = NULL;
    return marbre_commit_count_signatures(commit) == 1 &&
           marbre_commit_signature(commit, &armoured, &payload) &&
           g_str_has_prefix(armoured, "-----BEGIN PGP ");
}

void
marbre_signed_commit(const MarbrePeople *people,
                     const MarbreCommit *commit,
                     MarbreSigned *ret_signed)
{
    g_autofree char *armoured = NULL;
    g_autoptr(GBytes) payload = NULL;
    GError *reason = NULL;
    *ret_signed = (MarbreSigned){0};
    if (!marbre_commit_signature(commit, &armoured, &payload)) {
        ret_signed->is_there = marbre_commit_count_signatures(commit) > 0;
        if (ret_signed->is_there)
            ret_signed->wrong = g_strdup(_("it carries two signatures"));
        return;
    }
    GBytes *signature = marbre_sshsig_read(armoured, &reason);
    judge(people, signature, payload, MARBRE_SSHSIG_GIT, reason, ret_signed);
}

void
marbre_signed_statement(const MarbrePeople *people,
                        GBytes *statement,
                        const char *purpose,
                        const char *line,
                        MarbreSigned *ret_signed)
{
    GError *reason = NULL;
    *ret_signed = (MarbreSigned){0};
    if (line == NULL)
        return;
    GBytes *signature = marbre_sshsig_read_line(line, &reason);
    judge(people, signature, statement, purpose, reason, ret_signed);
}

GBytes *
marbre_statement_approval(const char *newsroom,
                          const char *article,
                          const char *stage,
                          const char *digest,
                          const char *person)
{
    char *text = g_strdup_printf("%s\n%s\n%s\n%s\n%s\n", newsroom, article, stage, digest, person);
    return g_bytes_new_take(text, strlen(text));
}

GBytes *
marbre_statement_policy(const char *newsroom, const char *parent, MarbreSnapshot *after)
{
    static const char *const files[] = {MARBRE_SETTINGS_PATH, MARBRE_PEOPLE_PATH,
                                        MARBRE_WORKFLOWS_FOLDER, ".gitattributes"};
    GString *text = g_string_new(NULL);
    g_string_append_printf(text, "%s\n%s\n", newsroom, parent);
    for (size_t i = 0; i < G_N_ELEMENTS(files); i++) {
        g_autoptr(MarbreEntry) entry = marbre_snapshot_entry(after, files[i], NULL);
        g_string_append_printf(text, "%s %s\n", files[i], entry == NULL ? "-" : entry->oid);
    }
    return g_string_free_to_bytes(text);
}
