/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "desk/session.h"
#include "yaml/document.h"

#include <glib.h>

/** people.yaml while it is being changed. Nothing is owned but `bytes` and `subject`. */
typedef struct {
    const MarbrePolicy *policy; /**< the rules as they are */
    const MarbrePerson *actor;  /**< has the role admin */
    MarbreYaml *yaml;           /**< people.yaml as it is */
    GBytes *bytes;              /**< its bytes; the edit puts others in their place */
    char *subject;              /**< (nullable) of the commit, by the edit; NULL: nothing to do */
} MarbreStaff;

/**
 * How one verb changes the file: by edits in place (yaml/edit.h), so that all else stays to the
 * byte. It takes MarbreStaff.bytes, puts new ones there and sets the subject in the newsroom's
 * language. False with MARBRE_ERROR_USAGE or _REFUSED.
 */
typedef bool (*MarbreStaffEdit)(void *user, MarbreStaff *staff, GError **error);

/**
 * Change people.yaml in a commit of its own, by somebody with the role admin; a new verb is one
 * such edit. The rules that come of it are read before they are committed. May be called several
 * times where somebody else commits meanwhile.
 *
 * @param ret_commit  (transfer full) NULL where there was nothing to do, or in a dry run
 * @return false with MARBRE_ERROR_REFUSED: not an administrator, changes that nobody committed,
 *     rules that would be broken, several administrators needed, a signature asked for and no key
 */
bool marbre_desk_staff(const MarbreSession *session,
                       MarbreStaffEdit edit,
                       void *user,
                       char **ret_commit,
                       GError **error);

/** Where somebody stands in people.yaml: "people[3]"; NULL for nobody. (transfer full) */
char *marbre_staff_place(const MarbreStaff *staff, const char *id);
/** Whether the newsroom's own language, that of subjects, is French. */
bool marbre_staff_is_french(const MarbreStaff *staff);

/** A key that somebody is given. Nothing is owned. */
typedef struct {
    const char *person; /**< (nullable) id; NULL: one's own */
    const char *line;   /**< "TYPE BASE64 [COMMENT]" */
} MarbreKeyGift;

/** What became of it. */
typedef struct {
    char *person;
    char *name;
    char *fingerprint;
    char *commit; /**< (nullable) NULL where the person has it already, or in a dry run */
    bool had;     /**< it was there already */
} MarbreKeyGiven;

void marbre_key_given_free(MarbreKeyGiven *given);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreKeyGiven, marbre_key_given_free)

/** Put a key into people.yaml. (transfer full) or NULL with an error, as above */
MarbreKeyGiven *
marbre_desk_add_key(const MarbreSession *session, const MarbreKeyGift *gift, GError **error);

/** Somebody new. Nothing is owned; lists end in NULL. */
typedef struct {
    const char *id;
    const char *name;
    const char *const *emails; /**< one at least */
    const char *const *roles;
    const char *lang; /**< (nullable) */
} MarbreHire;

/** Roles given and taken. Nothing is owned; lists end in NULL. */
typedef struct {
    const char *id;
    const char *const *more;
    const char *const *fewer;
} MarbreRoleChange;

/** Somebody who goes. */
typedef struct {
    const char *id;
    bool undo; /**< the approvals that they gave count no more */
} MarbreLeave;

/** What became of any of them. */
typedef struct {
    char *person;
    char *name;
    char **roles; /**< afterwards; never NULL */
    char *commit; /**< (nullable) NULL where there was nothing to do, or in a dry run */
    bool was_so;  /**< there was nothing to do */
} MarbreStaffed;

void marbre_staffed_free(MarbreStaffed *staffed);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreStaffed, marbre_staffed_free)

/** Put somebody into people.yaml. (transfer full) or NULL with an error, as marbre_desk_staff() */
MarbreStaffed *
marbre_desk_hire(const MarbreSession *session, const MarbreHire *hire, GError **error);
/** Give somebody roles, and take some. (transfer full) or NULL likewise */
MarbreStaffed *marbre_desk_change_roles(const MarbreSession *session,
                                        const MarbreRoleChange *change,
                                        GError **error);
/**
 * Somebody leaves: id, name and addresses stay, for history names them; roles and keys go. What
 * they approved stands, unless it is undone. (transfer full) or NULL likewise
 */
MarbreStaffed *
marbre_desk_leave(const MarbreSession *session, const MarbreLeave *leave, GError **error);
