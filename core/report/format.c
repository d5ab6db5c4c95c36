/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "report/report.h"

#include <string.h>

const MarbreFormat marbre_formats[] = {
    {"text", marbre_report_text},
    {"json", marbre_report_json},
    {"sarif", marbre_report_sarif},
    {"junit", marbre_report_junit},
    {"github", marbre_report_github},
    {"rdjsonl", marbre_report_rdjsonl},
    {"codeclimate", marbre_report_codeclimate},
    {NULL, NULL},
};

const MarbreFormat *
marbre_format_find(const char *name)
{
    for (const MarbreFormat *format = marbre_formats; format->name != NULL; format++)
        if (strcmp(format->name, name) == 0)
            return format;
    return NULL;
}

MarbreSeverity
marbre_report_level(const MarbreFinding *finding)
{
    if (finding->waived || finding->known)
        return MARBRE_SEVERITY_NOTE;
    if (finding->severity == MARBRE_SEVERITY_ERROR && finding->blocks != MARBRE_BLOCKS_NOW)
        return MARBRE_SEVERITY_WARNING;
    return finding->severity;
}
