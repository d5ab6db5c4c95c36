/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk/session.h"

#include "base/error.h"
#include "sign/sshsig.h"

#include <glib/gi18n-lib.h>
#include <string.h>

MarbreNewsroom *
marbre_session_newsroom(const MarbreSession *session, GError **error)
{
    return marbre_newsroom_tip(session->store, session->tip, error);
}

MarbreNewsroom *
marbre_session_as_it_lies(const MarbreSession *session, MarbreNewsroom *tip, GError **error)
{
    if (marbre_store_is_bare(session->store) || !marbre_store_is_on_branch(session->store))
        return marbre_newsroom_ref(tip);
    g_autoptr(MarbreSnapshot) files = marbre_snapshot_worktree(session->store, error);
    return files == NULL ? NULL
                         : marbre_newsroom_new_with_policy(session->store, files,
                                                           marbre_newsroom_get_policy(tip));
}

const MarbrePerson *
marbre_session_actor(const MarbreSession *session, MarbreNewsroom *newsroom, GError **error)
{
    const MarbrePerson *person =
        marbre_policy_person(marbre_newsroom_get_policy(newsroom), session->email);
    if (person == NULL)
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
                    _("marbre/unknown-person: nobody in people.yaml has the address %s. Somebody "
                      "with the role admin types:\n"
                      "  marbre people add NAME --name \"%s\" --email %s --role ROLE"),
                    session->email, session->name, session->email);
    return person;
}

GPtrArray *
marbre_session_each_once(const GPtrArray *folders)
{
    GPtrArray *once = g_ptr_array_new();
    for (guint i = 0; i < folders->len; i++)
        if (!g_ptr_array_find_with_equal_func(once, folders->pdata[i], g_str_equal, NULL))
            g_ptr_array_add(once, folders->pdata[i]);
    return once;
}

MarbreInstant
marbre_session_instant(const MarbreSession *session, MarbreNewsroom *newsroom)
{
    const MarbreSettings *settings =
        marbre_policy_get_settings(marbre_newsroom_get_policy(newsroom));
    return marbre_instant_at(session->now, settings->zone);
}

MarbreSignature *
marbre_session_author(const MarbreSession *session, MarbreNewsroom *newsroom)
{
    return marbre_signature_new(session->name, session->email,
                                marbre_session_instant(session, newsroom));
}

MarbreSignature *
marbre_session_committer(const MarbreSession *session, MarbreNewsroom *newsroom)
{
    return session->committer != NULL ? marbre_signature_copy(session->committer)
                                      : marbre_session_author(session, newsroom);
}

char *
marbre_session_commit(const MarbreSession *session,
                      MarbreNewsroom *newsroom,
                      MarbreWrite *write,
                      MarbreChangeset *changes,
                      const char *message,
                      GError **error)
{
    g_autoptr(MarbreSignature) author = marbre_session_author(session, newsroom);
    g_autoptr(MarbreSignature) committer = marbre_session_committer(session, newsroom);
    char id[41];
    return marbre_write_commit(write, NULL, changes, author, committer, message, id, error)
               ? g_strdup(id)
               : NULL;
}

const char *
marbre_session_key(const MarbreSession *session)
{
    return session->signer == NULL ? NULL : session->signer->key->fingerprint;
}

bool
marbre_session_signs(const MarbreSession *session, MarbreNewsroom *newsroom)
{
    return session->signer != NULL && !session->dry_run &&
           (session->signs_all || marbre_policy_is_signed(marbre_newsroom_get_policy(newsroom)));
}

char *
marbre_session_sign_commit(void *session, GBytes *commit, GError **error)
{
    const MarbreSession *own = session;
    g_autoptr(GBytes) signature = marbre_signer_sign(own->signer, commit, MARBRE_SSHSIG_GIT, error);
    return signature == NULL ? NULL : marbre_sshsig_write(signature);
}

void
marbre_session_seal(const MarbreSession *session, MarbreNewsroom *newsroom, MarbreWrite *write)
{
    if (write != NULL && marbre_session_signs(session, newsroom))
        marbre_write_set_seal(write, marbre_session_sign_commit, (void *)session);
}
