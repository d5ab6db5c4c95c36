/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "cli/sheet.h"

/* What waits for one person, by what it asks of them. */

/** Most lines of a part. */
#define MARBRE_TRAY_SHOWN 10

/** In the order in which they are told; an article is in the first that it fits. */
typedef enum {
    MARBRE_TRAY_RETURNED, /**< sent back to them */
    MARBRE_TRAY_MINE,     /**< they have it */
    MARBRE_TRAY_AWAITING, /**< they may approve it */
    MARBRE_TRAY_OWED,     /**< they owe an answer */
    MARBRE_TRAY_DUE,      /**< its hour has come, and they mind its hours */
    MARBRE_TRAY_EMBARGO,  /**< its hour is yet to come */
    MARBRE_TRAY_DESK,     /**< at their desk, and nobody has it */
    MARBRE_TRAY_PARTS,
} MarbreTrayPart;

typedef struct {
    GPtrArray *lines[MARBRE_TRAY_PARTS]; /**< of MarbreSheetLine, looked at */
    guint more[MARBRE_TRAY_PARTS];       /**< those that are not among `lines` */
    GPtrArray *own;                      /**< private: the lines that the sheet does not own */
} MarbreTray;

/** Read what waits for somebody. (transfer full), not longer than the sheet, or NULL with an
 *  error */
MarbreTray *marbre_tray_read(MarbreSheet *sheet, const MarbrePerson *person, GError **error);
void marbre_tray_free(MarbreTray *tray);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreTray, marbre_tray_free)
