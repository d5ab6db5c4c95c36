/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "cli/cli.h"
#include "report/report.h"

#include <stdbool.h>

/** Where reports go besides standard output: of each `--report FORMAT=FILE` one. */
typedef struct MarbreCliReports MarbreCliReports;

/**
 * @param words  (nullable) a GStrv of FORMAT=FILE; files are named from where -C leads
 * @return (transfer full) or NULL with MARBRE_ERROR_USAGE: an unknown format, a file named twice,
 *     one that can't be written
 */
MarbreCliReports *marbre_cli_reports_new(const MarbreCli *cli, char *const *words, GError **error);
void marbre_cli_reports_free(MarbreCliReports *reports);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreCliReports, marbre_cli_reports_free)

/** Writes them all, each whole or not at all. */
bool marbre_cli_reports_write(const MarbreCliReports *reports,
                              const MarbreReport *report,
                              const GPtrArray *findings,
                              GError **error);

/** A file that the command line names, as an absolute path. (transfer full) */
char *marbre_cli_file(const MarbreCli *cli, const char *word);

/** Whether a file may be put there; what it is wanted for is tried and taken away again. */
bool marbre_cli_may_write(const char *path, GError **error);
