/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <stdbool.h>

/** How much a finding weighs. The numbers are those of the plugin interface; OFF is the
 * newsroom's word alone: a rule that it has switched off. */
typedef enum {
    MARBRE_SEVERITY_OFF = 0,
    MARBRE_SEVERITY_NOTE = 1,
    MARBRE_SEVERITY_WARNING = 2,
    MARBRE_SEVERITY_ERROR = 3,
} MarbreSeverity;

/** The word that files and JSON use: "off", "note", "warning" or "error". */
const char *marbre_severity_name(MarbreSeverity severity);

/** The word that an editor reads, in the language of the messages: "BLOCKING", "TO REVIEW",
 * "FOR INFORMATION"; "off" for OFF. */
const char *marbre_severity_shown(MarbreSeverity severity);

/** Reads one of the words of marbre_severity_name. False, and nothing set, for any other. */
bool marbre_severity_parse(const char *word, MarbreSeverity *ret_severity);
