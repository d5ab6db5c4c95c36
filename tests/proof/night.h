/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A night's honest work by chance: moves at the desk, plain git, changes of the rules, merges. */
#pragma once

#include "paper.h"

#include "desk/intake.h"
#include "desk/transition.h"
#include "plugin/finder.h"
#include "proof/verify.h"

typedef struct {
    Forge *forge;
    MarbreStore *store;
    MarbreFinder *finder;
    MarbrePool *pool;
    MarbreNewsroom *tip; /* as it stood at the last move */
    Chance chance;
    Paper paper;
    GPtrArray *folders; /* of char *: of articles */
    int64_t now;
    unsigned named;
    char *trust;
} Night;

Night *night_new(void);
void night_free(Night *night);
/* A new newspaper, and its work: about `length` commits. */
void night_work(Night *night, uint64_t seed, unsigned length);

/* Of an article at a commit: "draft", "published"; NULL without a record. (transfer full) */
char *night_stage(Night *night, const char *commit, const char *folder);
/* Whether readers have seen it. */
bool night_is_public(Night *night, const char *commit, const char *folder);
/* Somebody's address. */
const char *night_somebody(Night *night);
/* A commit of somebody's on a parent. (transfer full) */
char *night_commit(
    Night *night, const char *parent, const char *tree, const char *who, const char *message);
/* A few more words in an article's text: a tree. (transfer full) */
char *night_write(Night *night, const char *commit, const char *folder);
