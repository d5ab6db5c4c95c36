/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Private to store/: what its files share about libgit2. */
#pragma once

#include "base/error.h"
#include "store/store.h"

#include <git2.h>
#include <stdint.h>

struct MarbreStore {
    git_repository *repo;
    git_odb *odb;
    char *workdir; /* NULL: bare */
    char *common;  /* git's common directory */
    char *gitdir;  /* the same, or worktrees/NAME below it */
    char *branch;  /* NULL: HEAD is detached and no branch configured */
    char *head;    /* full name of the branch that HEAD names, NULL: detached */
    bool shallow;
    bool read_only;                /* opened for a hook */
    bool hints;                    /* marbre_store_take_hints() */
    struct MarbreTouched *touched; /* NULL: marbre_store_read_line() was not asked */
    bool apart;                    /* objects without a repository: no refs, no configuration */
    git_odb_backend *incoming;     /* new objects go to marbre/incoming through it */
    GHashTable *unkept;            /* git_oid: those that are there, as files of their own */
    struct MarbrePack *pack;       /* NULL: the write at hand has none */
    struct MarbrePacks *packs;     /* NULL: nothing much is read */
    unsigned loose_limit;          /* objects of a write before it has one */
    unsigned patience;             /* ms */
};

/** Set an error: the words given, then what libgit2 said last. Always false. */
bool marbre_git_fail(GError **error, MarbreErrorCode code, const char *format, ...)
    G_GNUC_PRINTF(3, 4);

/** Set an error: the words given, then errno's. Always false. */
bool marbre_errno_fail(GError **error, const char *format, ...) G_GNUC_PRINTF(2, 3);

/** Read an object whole. (transfer full) Missing or corrupt ones are MARBRE_ERROR_FAILED. */
git_odb_object *
marbre_object_read(MarbreStore *store, const git_oid *id, git_object_t type, GError **error);

/** Id of the tree of a commit. */
bool
marbre_commit_tree_id(MarbreStore *store, const git_oid *commit, git_oid *ret_tree, GError **error);

/** @param hex  must be 40 digits, else MARBRE_ERROR_INVALID */
bool marbre_oid_parse(const char *hex, git_oid *ret_id, GError **error);
void marbre_oid_format(const git_oid *id, char ret_hex[41]);

/** Full name of the branch that HEAD names, also an unborn one. NULL: detached. (transfer full) */
char *marbre_head_read(git_repository *repo);

/** Whether `text` may be a branch's short name. */
bool marbre_branch_is_valid(const char *branch);
