/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "cli/outlook.h"
#include "newsroom/agenda.h"
#include "newsroom/beside.h"
#include "newsroom/slate.h"

/* Articles as `list` and `marbre` alone tell them, the most urgent first. */

/** How soon somebody should look at it, the soonest first. */
typedef enum {
    MARBRE_URGENCY_OVERDUE,
    MARBRE_URGENCY_DUE,      /**< it has a deadline */
    MARBRE_URGENCY_RETURNED, /**< it was sent back */
    MARBRE_URGENCY_NONE,
    MARBRE_URGENCY_AWAY, /**< published as it stands, spiked or retracted */
} MarbreUrgency;

/** One of them. Read only but for `outlook`. */
typedef struct {
    MarbreSlateClass class;
    MarbreAppointment *of; /**< its row and its hours */
    char *returned_by;     /**< (nullable) this and the next two: MarbreSlated */
    char *returned_why;
    char *returned_to;
    char *assigned; /**< (nullable) id of whoever has it */
    int64_t due;    /**< the second by which they are to be done with it; 0: nobody said */
    MarbreUrgency urgency;
    int64_t when;                 /**< the next deadline; INT64_MAX: none */
    const MarbreOutlook *outlook; /**< (nullable) marbre_sheet_look() */
} MarbreSheetLine;

typedef struct {
    MarbreCli *cli;
    MarbreNewsroom *tip;
    const MarbrePolicy *policy;
    GTimeZone *zone;
    MarbreSlate *slate;
    MarbreOutlooks *outlooks;
    GPtrArray *special;   /**< of MarbreSheetLine, sorted: all that are more than plain */
    GHashTable *gone;     /**< set of folders that are not in the working tree */
    MarbreBeside *beside; /**< private */
} MarbreSheet;

/** Open the newsroom, and read what is special in it. (transfer full) or NULL with an error */
MarbreSheet *marbre_sheet_open(MarbreCli *cli, GError **error);
void marbre_sheet_free(MarbreSheet *sheet);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreSheet, marbre_sheet_free)
void marbre_sheet_line_free(MarbreSheetLine *line);

/** @return false to stop; `line` is (transfer full) */
typedef bool (*MarbreSheetFunc)(void *user, MarbreSheetLine *line);
/** Tell the sheet of a class but the special, in their order. @param stages  (nullable) */
bool marbre_sheet_each(MarbreSheet *sheet,
                       MarbreSlateClass class,
                       const char *const *stages,
                       MarbreSheetFunc tell,
                       void *user,
                       GError **error);

/** Find out what stands in its way. False with an error; NOT_FOUND where it has just gone. */
bool marbre_sheet_look(MarbreSheet *sheet, MarbreSheetLine *line, bool anew, GError **error);

/** The id of the stage it stands at, or of what it has become. */
const char *marbre_sheet_line_stage(const MarbreSheet *sheet, const MarbreSheetLine *line);
/** That in the reader's words. */
const char *marbre_sheet_line_stage_shown(const MarbreSheet *sheet, const MarbreSheetLine *line);
/** The name for commands. (transfer none) */
const char *marbre_sheet_line_slug(const MarbreSheetLine *line);
/** A person's name by their id; the id where nobody has it any more. */
const char *marbre_sheet_name(const MarbreSheet *sheet, const char *id);

/** Whether it lies at somebody's desk: it is theirs, or nobody's and theirs to move on or to
 *  approve. */
bool marbre_sheet_line_is_of(const MarbreSheet *sheet,
                             const MarbreSheetLine *line,
                             const MarbrePerson *person);

/** The stages where somebody may move articles on or approve them, of every workflow. (transfer
 *  full) */
char **marbre_sheet_stages_of(const MarbreSheet *sheet, const MarbrePerson *person);
