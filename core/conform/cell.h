/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* A process of its own for one thing that a plugin is put through: shut in as a worker is, with a
 * deadline. What happens in it is told through a page that both share, so that it is known whatever
 * becomes of the process. */

typedef enum {
    MARBRE_CELL_GOOD = 0,
    MARBRE_CELL_FAILED, /**< marbre_cell_fail() */
    MARBRE_CELL_DIED,   /**< killed by a signal, or ended before its time */
    MARBRE_CELL_LATE,
    MARBRE_CELL_GREEDY, /**< took more memory than any run may */
} MarbreCellEnd;

typedef struct {
    int plugin;           /**< stays open */
    int folder;           /**< (-1: none) stays readable */
    unsigned deadline_ms; /**< of wall time */
} MarbreCellSettings;

typedef struct {
    MarbreCellEnd end;
    char *reason;    /**< (nullable) in words, where it did not end well */
    char *said;      /**< what marbre_cell_say() gathered */
    char **attempts; /**< what was tried that no plugin may: marbre_watch_enter() */
} MarbreCellResult;

void marbre_cell_result_clear(MarbreCellResult *result);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(MarbreCellResult, marbre_cell_result_clear)

/** What runs in the cell. Before marbre_cell_enter() it is as free as its parent. */
typedef void (*MarbreCellFunc)(void *user);

/** Run it, and wait. */
void marbre_cell_run(const MarbreCellSettings *settings,
                     MarbreCellFunc func,
                     void *user,
                     MarbreCellResult *ret_result);

/* In the cell: */

/** From here on, be held as a worker is. */
void marbre_cell_enter(void);
/** What goes on, for the words of a sudden end. */
void marbre_cell_phase(const char *format, ...) G_GNUC_PRINTF(1, 2);
/** Add to what the parent gets to read. */
void marbre_cell_say(const char *format, ...) G_GNUC_PRINTF(1, 2);
/** End with a reason. */
_Noreturn void marbre_cell_fail(const char *format, ...) G_GNUC_PRINTF(1, 2);
/** Note something that was tried; safe in a signal handler. */
void marbre_cell_attempt(const char *what, const char *name);
/** Bytes that were printed so far. */
int marbre_cell_printed(void);
