/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A night's honest work by chance: moves at the desk, plain git, changes of the rules, merges. */
#pragma once

#include "paper.h"
#include "seal.h"

#include "desk/due.h"
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
    Seals *seals;        /* NULL: this machine can't sign */
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

/* Somebody at the desk; `ret_email` (transfer full) is to live as long. */
MarbreSession night_session(Night *night, const char *who, char **ret_email);
/* A folder that no article had yet. (transfer full) */
char *night_folder(Night *night);
/* An article whose words may change; NULL where there is none. */
const char *night_open(Night *night, const char *tip);
/* A commit on the branch. */
void night_tell(Night *night, const char *tree, const char *who, const char *message);

/* --- what is done; whether it was --------------------------------------------------------------
 */

/* An article begins at the desk. */
bool night_begin(Night *night);
/* A story goes on, or back, or away. */
bool night_go_on(Night *night);
/* Wire copy becomes an article. */
bool night_import(Night *night);
/* A post of the old site does. */
bool night_adopt(Night *night);
/* The old site: a tree. (transfer full) */
char *night_old_site(Night *night);
/* The front matter sets an hour: of an article, or of any; some time from now, or soon. */
bool night_set_hour(Night *night);
bool night_set_hour_of(Night *night, const char *folder, const char *key, int64_t at);
/* A story at the last stage is approved for an hour, and published then, and taken away. */
bool night_schedule(Night *night);
/* All whose hour has come. */
bool night_do_due(Night *night);
/* An answer that is owed is given. */
bool night_pay(Night *night);
/* The rules change. */
bool night_rule(Night *night);

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
