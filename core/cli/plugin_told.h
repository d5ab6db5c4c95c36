/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "base/json.h"
#include "cli/plugin_tryout.h"
#include "plugin/outcome.h"
#include "plugin/use.h"

/** What one task gave for one language, told to its author. */
typedef struct {
    const MarbreTryout *trial;
    const MarbreTaskUse *use;
    const char *lang;
    const MarbreOutcome *outcome;
    MarbreMessages *messages;
    GPtrArray *findings; /**< of MarbreFinding, sorted: marbre_told_findings() */
} MarbreTold;

/** The outcome's findings, at their places. (transfer full) of MarbreFinding */
GPtrArray *marbre_told_findings(const MarbreTryout *trial,
                                const MarbreTaskUse *use,
                                const char *lang,
                                const MarbreOutcome *outcome);

/** As lines that begin with a place, as compilers write them. */
void marbre_told_print(const MarbreTold *told);
/** As an object. */
void marbre_told_write(const MarbreTold *told, MarbreJson *json);
