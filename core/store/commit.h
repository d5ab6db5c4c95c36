/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Private to store/: the bytes of a commit, written one way and read the same way. */
#pragma once

#include "store/git.h"
#include "store/history.h"

/**
 * The one form in which we write: tree, parents, one author, one committer, an empty line, the
 * message. Names and addresses are trimmed; what no header line can hold is
 * MARBRE_ERROR_INVALID.
 *
 * @param parents  GArray of git_oid
 */
GBytes *marbre_commit_write(const git_oid *tree,
                            const GArray *parents,
                            const MarbreSignature *author,
                            const MarbreSignature *committer,
                            const char *message,
                            GError **error);

/** Read a commit's bytes. Only what names no tree or no author is MARBRE_ERROR_INVALID. */
MarbreCommit *marbre_commit_parse(const git_oid *id, GBytes *raw, GError **error);

/** The same of a commit that a store has. */
MarbreCommit *marbre_commit_load(MarbreStore *store, const git_oid *id, GError **error);

/** A line of the reflog or a commit: `Name <email> seconds +hhmm`. */
char *marbre_signature_write(const MarbreSignature *signature, GError **error);

/** Fills MarbreCommit.trailers from its message. */
GPtrArray *marbre_trailers_parse(const char *message);
