/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <stdbool.h>

/** Words of a paragraph that are set alike and lead to one place. */
typedef struct {
    GString *text;
    unsigned style; /**< set of MarbreStyle */
    char *link;     /**< (nullable) */
    bool ends_line; /**< a break follows */
} MarbreRun;

/** Take spaces of every kind off the run's ends. */
void marbre_run_trim(MarbreRun *run, bool start, bool end);

/**
 * Runs as Markdown.
 *
 * @param runs     of MarbreRun, with a word at either end
 * @param heading  for a heading: every # is escaped
 * @return (transfer full)
 */
char *marbre_runs_write(const GPtrArray *runs, bool heading);
