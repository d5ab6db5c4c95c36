/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef MARBRE_JUDGEMENT_H
#define MARBRE_JUDGEMENT_H

/** @file
 * What the newsroom's rules say of one article, and what stands in the way of its next move.
 *
 * The checks run in processes of their own, as they do for the command `marbre`; where the folder
 * is a working tree, the files are judged as they lie.
 */

#include <marbre/room.h>
#include <marbre/status.h>

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The answer for one article. Everything that it tells is lent until it is freed. */
typedef struct marbre_judgement marbre_judgement;

/** A place in a file: line and column count from 1, columns in code points. */
typedef struct marbre_place {
    uint64_t line;   /**< from 1 */
    uint64_t column; /**< from 1, in code points */
    uint64_t offset; /**< from 0, in bytes */
} marbre_place;

/** One thing that a rule says. */
typedef struct marbre_finding {
    size_t struct_size;   /**< set by the library */
    const char *rule;     /**< "translation/number-changed" */
    const char *severity; /**< "error", "warning" or "note" */
    const char *message;  /**< in the room's language, where its plugin has it */
    const char *path;     /**< the file, from the root of the newsroom */
    marbre_place start;   /**< first of the words; 1:1 where it has no place of its own */
    marbre_place end;     /**< behind the last of them */
    const char *stage;    /**< (nullable) id of the stage that asks */
    const char *blocks;   /**< "now", "later" or "never" */
    int is_waived;        /**< 1: somebody let the article pass */
} marbre_finding;

/** One thing in the way of the next move. */
typedef struct marbre_obstacle {
    size_t struct_size;             /**< set by the library */
    const char *kind;               /**< "finding", "approval", "role", "embargo", "order"… */
    const char *rule;               /**< "marbre/approval-missing", or a finding's */
    const char *message;            /**< for people; a finding's in the room's language, the gate's
                                         in that of the process (setlocale) */
    const char *path;               /**< (nullable) of a finding: the file */
    marbre_place start;             /**< of a finding; else 1:1 */
    const char *const *who;         /**< NULL-terminated: names of those who can clear it */
    const char *const *waivable_by; /**< NULL-terminated: names of those who can waive it */
    const char *command;            /**< (nullable) what to type */
    const char *until;              /**< (nullable) of what is owed: by when, as RFC 3339 */
    int is_overdue;                 /**< 1: that has passed */
} marbre_obstacle;

/**
 * Judge an article.
 *
 * @param article        as for marbre_room_find()
 * @param ret_judgement  given with YES and NO, and with _UNABLE where a check could not run;
 *     free it with marbre_judgement_free()
 * @param ret_error      (nullable) free with marbre_free()
 * @return YES: nothing stands in the way of its next move, if the settings name somebody, of
 *     theirs; NO; _USAGE: no such article, or a workflow asks for what is not installed; _UNABLE
 */
MARBRE_API marbre_status marbre_room_judge(marbre_room *room,
                                           const char *article,
                                           marbre_judgement **ret_judgement,
                                           char **ret_error);

/** Free it. @param judgement  (nullable) */
MARBRE_API void marbre_judgement_free(marbre_judgement *judgement);

/** How many obstacles stand in the way. */
MARBRE_API size_t marbre_judgement_count_obstacles(const marbre_judgement *judgement);
/** One of them, in the order of the screen. @param at  below their count */
MARBRE_API const marbre_obstacle *marbre_judgement_obstacle(const marbre_judgement *judgement,
                                                            size_t at);

/** How many things the rules say, those that do not block included. */
MARBRE_API size_t marbre_judgement_count_findings(const marbre_judgement *judgement);
/** One of them, in the order of the text. @param at  below their count */
MARBRE_API const marbre_finding *marbre_judgement_finding(const marbre_judgement *judgement,
                                                          size_t at);

#ifdef __cplusplus
}
#endif

#endif
