/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "newsroom/newsroom.h"
#include "store/history.h"

#include <glib.h>
#include <stdbool.h>

/* What approvals and changes of the rules are signed for; commits are signed for git. */
#define MARBRE_SIGNED_APPROVAL "marbre-approval@v1"
#define MARBRE_SIGNED_POLICY "marbre-policy@v1"

/** Trailer of a change of the rules: "ID SIGNATURE" of an administrator who endorses it. */
#define MARBRE_ENDORSE "Marbre-Endorse"

/** What a signature comes to. */
typedef struct {
    bool is_there;
    char *fingerprint;          /**< (nullable) of the key that made it: it holds */
    const MarbrePerson *person; /**< (nullable) whose key that is */
    char *wrong;                /**< (nullable) why it counts for nobody, a sentence's end */
} MarbreSigned;

void marbre_signed_clear(MarbreSigned *found);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(MarbreSigned, marbre_signed_clear)

/** Whether a commit is signed by PGP: others may do so, and it says nothing here. */
bool marbre_signed_by_pgp(const MarbreCommit *commit);

/** Who signed a commit, by the keys that these people have. @param ret_signed  to clear */
void marbre_signed_commit(const MarbrePeople *people,
                          const MarbreCommit *commit,
                          MarbreSigned *ret_signed);

/**
 * Who signed a statement.
 *
 * @param line  (nullable) the signature, as one line of base64
 */
void marbre_signed_statement(const MarbrePeople *people,
                             GBytes *statement,
                             const char *purpose,
                             const char *line,
                             MarbreSigned *ret_signed);

/**
 * What a person says who approves: a line each for the newsroom's id, the article's, the stage, the
 * digest of what it judges, and the person's id; good nowhere else. (transfer full)
 */
GBytes *marbre_statement_approval(const char *newsroom,
                                  const char *article,
                                  const char *stage,
                                  const char *digest,
                                  const char *person);

/**
 * What an administrator says who endorses a change of the rules: a line each for the newsroom's id
 * and the commit that is changed, and for every file or folder of the policy its name and git id,
 * "-" where there is none. (transfer full)
 *
 * @param after  the changed rules
 */
GBytes *marbre_statement_policy(const char *newsroom, const char *parent, MarbreSnapshot *after);
