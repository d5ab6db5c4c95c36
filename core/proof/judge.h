/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Private to proof/: a history while it is judged. */
#pragma once

#include "article/article.h"
#include "newsroom/newsroom.h"
#include "newsroom/versions.h"
#include "proof/law.h"
#include "proof/verify.h"
#include "store/history.h"

typedef struct {
    MarbreStore *store;
    const MarbreVerifySettings *settings;
    MarbreVerdict *verdict;
    MarbreLaws *laws;
    unsigned asked;    /* how many articles' pasts were read */
    GHashTable *past;  /* folder to its versions before the commit at hand, newest first */
    const char *own;   /* the first parent of the branch's commit at hand */
    GHashTable *ids;   /* (nullable) ids of articles to themselves; read when first asked for */
    GHashTable *only;  /* (nullable) set of folders: those of one article, the others not judged */
    GPtrArray *faults; /* (nullable) of char *: commits of the line that break a rule */
    bool replay;       /* the checks of the commit at hand are run again */
    bool newer;        /* than `since`: nothing of it may be excepted */
    bool lawless;      /* rules of no form that can be read stand before the commit at hand */
} MarbreJudge;

/** One commit as it enters the branch. */
typedef struct {
    MarbreJudge *judge;
    MarbreLaw *law;
    MarbreCommit *commit;
    MarbreNewsroom *before;     /* its parent's files, under the law */
    MarbreNewsroom *after;      /* its own, under the same */
    const MarbrePerson *author; /* (nullable) nobody has the address */
    bool merges;                /* records come from both sides and are judged apart */
} MarbrePassage;

/** Say that the commit breaks a rule. `message` (transfer full), `right` likewise and nullable. */
void marbre_passage_violate(
    const MarbrePassage *passage, const char *folder, const char *rule, char *message, char *right);

/** The versions of an article's folder before the commit, newest first. (transfer none) or NULL
 * with an error */
GPtrArray *marbre_judge_past(const MarbrePassage *passage, const char *folder, GError **error);
/** The commit made the folder what it is: one version more, the first of an article that begins
 * with it and did not stand elsewhere before. */
void marbre_judge_record(const MarbrePassage *passage, const char *folder, bool begins);
/** An article went from one folder to another. */
void marbre_judge_rename(MarbreJudge *judge, const char *from, const char *to);
/** What was known of a folder's past is no longer sure: a merge brought several. */
void marbre_judge_forget(MarbreJudge *judge, const char *folder);

/** Whether an article of the branch has this id already. False, with an error, where that can't be
 * told. */
bool marbre_judge_is_taken(const MarbrePassage *passage,
                           const char *id,
                           bool *ret_taken,
                           GError **error);
void marbre_judge_take(MarbreJudge *judge, const char *id);

/** Judge one commit as it enters, by the law of its first parent. */
bool marbre_judge_entry(MarbreJudge *judge, const char *id, GError **error);

/** Whether a folder is of another article than the one in question. */
bool marbre_judge_leaves_out(const MarbreJudge *judge, const char *folder);

/* What follows judges a part of a commit: what is wrong goes to the verdict; false, with an error,
   where it can't be judged. */

/** A commit that enters by itself, with one parent. */
bool marbre_judge_commit(MarbreJudge *judge, MarbreLaw *law, MarbreCommit *commit, GError **error);
/** A merge into the branch. */
bool marbre_judge_merge(MarbreJudge *judge, MarbreLaw *law, MarbreCommit *commit, GError **error);
/** Its bytes, and who made it. */
void marbre_judge_person(MarbrePassage *passage);
/** Whether a path is one of the rules: a policy's file, or what git itself goes by. */
bool marbre_judge_is_rule(const char *path);
/** What git itself reads to decide how files are merged and stored: a rule like the others. */
#define MARBRE_ATTRIBUTES_PATH ".gitattributes"
/** Its changes of these paths (of char *), none of them a policy's. */
bool marbre_judge_paths(const MarbrePassage *passage, const GPtrArray *paths, GError **error);
/** Its changes of the policy. */
bool marbre_judge_policy(const MarbrePassage *passage, GError **error);
/**
 * Its change of one article.
 *
 * @param from  (nullable) folder before it; NULL: the article is new
 * @param to    (nullable) folder after it; NULL: it is removed
 */
bool
marbre_judge_bundle(const MarbrePassage *passage, const char *from, const char *to, GError **error);
/** Whether what stands at the paths (of char *) that it changes are plain files of plain names. */
bool marbre_judge_kinds(const MarbrePassage *passage, const GPtrArray *paths, GError **error);
/** Its change of an article's record, by the move that its trailers name. */
bool marbre_judge_move(const MarbrePassage *passage,
                       MarbreArticle *before,
                       MarbreArticle *after,
                       GError **error);
/** Whether the commit says that it makes a move of this article. */
bool marbre_passage_moves(const MarbrePassage *passage, const char *id);
