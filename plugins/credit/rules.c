/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "rules.h"

#include <stddef.h>

#define RULE(name, rule_id, rule_severity, rule_summary, rule_message)                             \
    static const mbr_rule name = {                                                                 \
        .struct_size = sizeof name,                                                                \
        .severity = rule_severity,                                                                 \
        .id = rule_id,                                                                             \
        .summary = rule_summary,                                                                   \
        .message = rule_message,                                                                   \
    }

RULE(credit_missing,
     "credit-missing",
     MBR_SEVERITY_ERROR,
     "A picture without a credit",
     "No credit for {file}: give its photographer, its agency or the credit to print.");
RULE(credit_anonymous,
     "credit-anonymous",
     MBR_SEVERITY_ERROR,
     "A credit that names nobody",
     "“{words}” names nobody: a picture is credited to its author.");
RULE(credit_format,
     "credit-format",
     MBR_SEVERITY_WARNING,
     "A credit in another form than the house's",
     "“{words}”: the house writes “{form}”.");
RULE(credit_mismatch,
     "credit-mismatch",
     MBR_SEVERITY_ERROR,
     "A credit that is not what the picture's own data say",
     "The credit says “{words}”, the picture's own data say “{theirs}”.");
RULE(credit_inconsistent,
     "credit-inconsistent",
     MBR_SEVERITY_ERROR,
     "One picture with two credits",
     "{file} is credited to “{words}” here and to “{other}” elsewhere in the article.");
RULE(photographer_missing,
     "photographer-missing",
     MBR_SEVERITY_WARNING,
     "A credit to an agency alone",
     "Only the agency is named, “{words}”: add the photographer.");
RULE(metadata_missing,
     "metadata-missing",
     MBR_SEVERITY_NOTE,
     "A picture whose own data name nobody",
     "The data in {file} name neither author, credit nor copyright.");
RULE(alt_missing,
     "alt-missing",
     MBR_SEVERITY_ERROR,
     "A picture without alternative text",
     "{file} has no alternative text: readers who cannot see it are told nothing.");
RULE(rights_missing,
     "rights-missing",
     MBR_SEVERITY_WARNING,
     "A picture without licence or rights",
     "Nothing says on what terms {file} may be shown: give its licence or its rights.");
RULE(rights_expired,
     "rights-expired",
     MBR_SEVERITY_ERROR,
     "A picture whose rights have ended",
     "The right to show {file} ended on {words}.");
RULE(instructions,
     "instructions",
     MBR_SEVERITY_WARNING,
     "What the picture's owner asks",
     "{file} comes with instructions: “{words}”.");
RULE(ai_unlabelled,
     "ai-unlabelled",
     MBR_SEVERITY_ERROR,
     "A generated picture that readers are not told of",
     "{file} was made by a generative model, and nothing tells readers so.");
RULE(file_missing,
     "file-missing",
     MBR_SEVERITY_ERROR,
     "A picture whose file is not there",
     "{file} is not among the article's files.");
RULE(not_an_image,
     "not-an-image",
     MBR_SEVERITY_ERROR,
     "A file that is no whole picture",
     "{file} is no picture, whatever its name says.");

const mbr_rule *const credit_rules[] = {
    &credit_missing,   &credit_anonymous,    &credit_format,
    &credit_mismatch,  &credit_inconsistent, &photographer_missing,
    &metadata_missing, &alt_missing,         &rights_missing,
    &rights_expired,   &instructions,        &ai_unlabelled,
    &file_missing,     &not_an_image,        NULL};
