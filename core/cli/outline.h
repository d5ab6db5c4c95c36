/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "cli/cli.h"

/** How a command is written, as it tells marbre_cli_parse(). Words are not translated yet. */
struct MarbreOutline {
    const char *usage;          /**< "ARTICLE… [--to STAGE]"; "" for nothing */
    const char *const *formats; /**< (nullable) what --format takes besides */
    GArray *options;            /**< of GOptionEntry, none that is hidden; its strings are static */
};

/** Ask a command for it. @param verb  (nullable) English, of those that it has */
MarbreOutline *marbre_outline_new(MarbreCli *cli, const MarbreCommand *command, const char *verb);
void marbre_outline_free(MarbreOutline *outline);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreOutline, marbre_outline_free)

/** Note what a command has told; called by marbre_cli_parse(). Either list may be NULL. */
void marbre_outline_take(MarbreOutline *outline,
                         const char *usage,
                         const GOptionEntry *entries,
                         const GOptionEntry *common,
                         const char *const *formats);

/** Whether an option has a value behind it. */
bool marbre_outline_has_value(const GOptionEntry *option);
