/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "newsroom/newsroom.h"
#include "sign/signer.h"
#include "store/write.h"
#include "worker/kept.h"
#include "worker/pool.h"

#include <glib.h>
#include <stdbool.h>

/** Somebody at work on a newsroom: who, when, and with which tools. Nothing is owned. */
typedef struct {
    MarbreStore *store;
    MarbreNewsroom *tip; /**< (nullable) the branch as it stood a moment ago, to load it once */
    MarbrePool *pool;
    MarbreKept *kept; /**< (nullable) */
    const char *name; /**< as git would write them */
    const char *email;
    const MarbreSignature *committer; /**< (nullable) the same person */
    int64_t now;                      /**< the transition's instant */
    const char *lang;                 /**< the reader's language */
    bool dry_run;                     /**< say what would happen, change nothing */
    GPtrArray *left_out; /**< (nullable) gets, of char *, the articles that a rendering of the site
                              left out: marbre_hour_is_early() */
    const MarbreSigner *signer; /**< (nullable) whose key signs */
    const char *keyless;        /**< (nullable) why there is none, though there should be */
    bool signs_all;             /**< git is told to sign whatever is committed */
    /** (nullable) told how far long work has come */
    void (*progress)(void *user, size_t done, size_t of);
    void *progress_user;
} MarbreSession;

/** The newsroom as its branch has it. (transfer full) or NULL with an error */
MarbreNewsroom *marbre_session_newsroom(const MarbreSession *session, GError **error);

/**
 * The newsroom as its files lie, under the branch's policy. Without a working tree of the branch,
 * the newsroom given. (transfer full) or NULL with an error
 */
MarbreNewsroom *
marbre_session_as_it_lies(const MarbreSession *session, MarbreNewsroom *tip, GError **error);

/** The person at work; MARBRE_ERROR_REFUSED with the lines to add where nobody has the address. */
const MarbrePerson *
marbre_session_actor(const MarbreSession *session, MarbreNewsroom *newsroom, GError **error);

/** Folders named by a person, each once, in the order given. (transfer container) of char * */
GPtrArray *marbre_session_each_once(const GPtrArray *folders);

/** The instant as the newsroom's clocks show it. */
MarbreInstant marbre_session_instant(const MarbreSession *session, MarbreNewsroom *newsroom);
/** Author and committer of a commit made now. (transfer full) */
MarbreSignature *marbre_session_author(const MarbreSession *session, MarbreNewsroom *newsroom);
MarbreSignature *marbre_session_committer(const MarbreSession *session, MarbreNewsroom *newsroom);

/**
 * Commit changes on the newsroom's branch, as the person at work does it now.
 *
 * @return (transfer full) the commit's id, or NULL with an error
 */
char *marbre_session_commit(const MarbreSession *session,
                            MarbreNewsroom *newsroom,
                            MarbreWrite *write,
                            MarbreChangeset *changes,
                            const char *message,
                            GError **error);

/** Fingerprint of the key that signs; NULL: none does. */
const char *marbre_session_key(const MarbreSession *session);
/** Whether what is committed now is signed: where the newsroom asks for signatures at any stage, or
 * git is told to. */
bool marbre_session_signs(const MarbreSession *session, MarbreNewsroom *newsroom);
/** Let a write (nullable) sign what it commits, where that is so. */
void
marbre_session_seal(const MarbreSession *session, MarbreNewsroom *newsroom, MarbreWrite *write);
/** A MarbreSealFunc; `session` is a MarbreSession. */
char *marbre_session_sign_commit(void *session, GBytes *commit, GError **error);
