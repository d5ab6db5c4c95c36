/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "report/fingerprint.h"

/* GitLab's words: what blocks, what will, what is to be looked at, what is to be known. */
static const char *
severity_of(const MarbreFinding *finding)
{
    if (finding->severity == MARBRE_SEVERITY_ERROR)
        return finding->blocks == MARBRE_BLOCKS_NOW ? "blocker" : "major";
    return finding->severity == MARBRE_SEVERITY_WARNING ? "minor" : "info";
}

static void
write_issue(MarbreJson *json,
            const MarbreReport *report,
            const MarbreFinding *finding,
            const char *fingerprint)
{
    g_autofree char *message = marbre_messages_of(report->messages, finding);

    marbre_json_begin_object(json);
    marbre_json_member_string(json, "type", "issue");
    marbre_json_member_string(json, "check_name", finding->rule);
    marbre_json_member_string(json, "description", message);
    marbre_json_member_string(json, "fingerprint", fingerprint);
    marbre_json_member_string(json, "severity", severity_of(finding));
    marbre_json_member_object(json, "location");
    marbre_json_member_string(json, "path", finding->path);
    marbre_json_member_object(json, "lines");
    marbre_json_member_int(json, "begin", (int64_t)finding->start.line);
    marbre_json_member_int(json, "end", (int64_t)finding->end.line);
    marbre_json_end_object(json);
    marbre_json_end_object(json);
    marbre_json_end_object(json);
}

char *
marbre_report_codeclimate(const MarbreReport *report, const GPtrArray *findings)
{
    MarbreJson *json = marbre_json_new();
    g_autoptr(GPtrArray) made =
        report->fingerprints == NULL ? marbre_fingerprints(report, findings) : NULL;
    const GPtrArray *fingerprints = made != NULL ? made : report->fingerprints;

    marbre_json_begin_array(json);
    for (unsigned i = 0; i < findings->len; i++) {
        const MarbreFinding *finding = g_ptr_array_index(findings, i);

        if (!finding->waived)
            write_issue(json, report, finding, g_ptr_array_index(fingerprints, i));
    }
    marbre_json_end_array(json);
    return marbre_json_end(json);
}
