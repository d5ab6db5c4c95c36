/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef MARBRE_AUDIT_H
#define MARBRE_AUDIT_H

/** @file
 * Whether a newsroom's history keeps the rules that were in force, commit by commit.
 */

#include <marbre/room.h>
#include <marbre/status.h>

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A history judged. Everything that it tells is lent until it is freed. */
typedef struct marbre_audit marbre_audit;

/** One rule that one commit breaks. */
typedef struct marbre_violation {
    size_t struct_size;  /**< set by the library */
    const char *commit;  /**< 40 hexadecimal digits */
    const char *article; /**< (nullable) its folder */
    const char *rule;    /**< "marbre/role-missing" */
    const char *actor;   /**< (nullable) id of the person, or an address that nobody has */
    const char *message; /**< what is wrong */
    const char *right;   /**< (nullable) what would have been right */
} marbre_violation;

/** What a history comes to in numbers. */
typedef struct marbre_tally {
    size_t struct_size;   /**< set by the caller: what lies beyond it is left alone */
    uint64_t commits;     /**< that were judged */
    uint64_t transitions; /**< moves of articles among them */
    uint64_t signatures;  /**< of those, moves whose signature was verified */
    int is_signed;        /**< 1: there are moves, and every one bears a verified signature */
} marbre_tally;

/**
 * Judge the commits of the newsroom's branch.
 *
 * @param trust      the commit that is taken on trust; from outside the repository
 * @param from       (nullable) judge what came after this commit; NULL: after the trusted one
 * @param to         (nullable) NULL: the branch as it stands
 * @param ret_audit  given with YES and NO; free it with marbre_audit_free()
 * @param ret_error  (nullable) free with marbre_free()
 * @return YES: every commit keeps the rules; NO; _USAGE: a commit is unknown or a plugin is not
 *     installed; _UNABLE: it can't be judged, which is no yes
 */
MARBRE_API marbre_status marbre_room_audit(marbre_room *room,
                                           const char *trust,
                                           const char *from,
                                           const char *to,
                                           marbre_audit **ret_audit,
                                           char **ret_error);

/** Free it. @param audit  (nullable) */
MARBRE_API void marbre_audit_free(marbre_audit *audit);

/** The numbers. @param ret_tally  with its struct_size set */
MARBRE_API void marbre_audit_tally(const marbre_audit *audit, marbre_tally *ret_tally);

/** How many rules are broken. */
MARBRE_API size_t marbre_audit_count(const marbre_audit *audit);
/** One of them, oldest first. @param at  below their count */
MARBRE_API const marbre_violation *marbre_audit_violation(const marbre_audit *audit, size_t at);

#ifdef __cplusplus
}
#endif

#endif
