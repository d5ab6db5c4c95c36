/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Private to store/: one write, and the branches that it moves. */
#pragma once

#include "store/git.h"
#include "store/tree.h"
#include "store/view.h"
#include "store/write.h"

/* A branch in the course of one write. */
typedef struct {
    char *ref;
    git_oid from; /* zero: it does not exist */
    git_oid now;
    bool changed;
    MarbreSnapshot *snapshot; /* of now */
} MarbreWriteBranch;

struct MarbreWrite {
    MarbreStore *store;
    char *own;
    int lock;
    char *recovered;
    char *reason;
    char *who;           /* last committer, for the reflog */
    GArray *written;     /* git_oid: new objects */
    GPtrArray *branches; /* Branch*, the newsroom's first */
    MarbreTrees *trees;
    MarbreSnapshot *base;
    MarbreSealFunc seal; /* NULL: commits are not signed */
    void *seal_user;
};

/** A branch of this write, begun where it is not yet. (transfer none) */
MarbreWriteBranch *marbre_write_branch(MarbreWrite *write, const char *name, GError **error);

/** The tree that a change set makes of a branch. */
bool marbre_write_apply(MarbreWrite *write,
                        MarbreWriteBranch *branch,
                        const MarbreChangeset *changeset,
                        git_oid *ret_tree,
                        GError **error);
