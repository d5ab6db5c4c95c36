/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "report/report.h"

#include "base/json.h"

static void
write_place(MarbreJson *json, const char *key, MarbrePlace place)
{
    marbre_json_member_object(json, key);
    marbre_json_member_int(json, "line", (int64_t)place.line);
    marbre_json_member_int(json, "column", (int64_t)place.column);
    marbre_json_member_int(json, "offset", (int64_t)place.offset);
    marbre_json_end_object(json);
}

static void
write_fix(MarbreJson *json, const GPtrArray *fix)
{
    marbre_json_member_array(json, "fix");
    for (unsigned i = 0; fix != NULL && i < fix->len; i++) {
        const MarbreEdit *edit = g_ptr_array_index(fix, i);

        marbre_json_begin_object(json);
        marbre_json_member_int(json, "start", (int64_t)edit->span.start);
        marbre_json_member_int(json, "end", (int64_t)edit->span.end);
        marbre_json_member_string(json, "text", edit->text);
        marbre_json_end_object(json);
    }
    marbre_json_end_array(json);
}

static void
write_strings(MarbreJson *json, const char *key, const GPtrArray *strings)
{
    marbre_json_member_array(json, key);
    for (unsigned i = 0; i < strings->len; i++)
        marbre_json_string(json, g_ptr_array_index(strings, i));
    marbre_json_end_array(json);
}

/* Of what blocks, who can clear it, and who can let it pass. */
static void
write_people(MarbreJson *json, const MarbreReport *report, const MarbreFinding *finding)
{
    if (report == NULL || report->people == NULL || finding->blocks == MARBRE_BLOCKS_NEVER)
        return;

    g_autoptr(GPtrArray) who = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) waivable_by = g_ptr_array_new_with_free_func(g_free);

    report->people(report->user, finding, who, waivable_by);
    write_strings(json, "who", who);
    write_strings(json, "waivable_by", waivable_by);
}

static void
write_finding(MarbreJson *json,
              const MarbreMessages *messages,
              const MarbreFinding *finding,
              const MarbreReport *report)
{
    g_autofree char *message = marbre_messages_of(messages, finding);

    marbre_json_begin_object(json);
    marbre_json_member_string(json, "rule", finding->rule);
    marbre_json_member_string(json, "severity", marbre_severity_name(finding->severity));
    marbre_json_member_string(json, "stage", finding->stage);
    marbre_json_member_string(json, "article", finding->article);
    marbre_json_member_string(json, "path", finding->path);
    write_place(json, "start", finding->start);
    write_place(json, "end", finding->end);
    marbre_json_member_string(json, "message", message);
    marbre_json_member_string(json, "blocks", marbre_blocks_name(finding->blocks));
    marbre_json_member_bool(json, "waived", finding->waived);
    if (finding->known)
        marbre_json_member_bool(json, "known", true);
    write_fix(json, finding->fix);
    write_people(json, report, finding);
    marbre_json_end_object(json);
}

void
marbre_report_write_finding(MarbreJson *json,
                            const MarbreMessages *messages,
                            const MarbreFinding *finding)
{
    write_finding(json, messages, finding, NULL);
}

static void
write_summary(MarbreJson *json, const MarbreReport *report, MarbreTally tally)
{
    marbre_json_member_object(json, "summary");
    marbre_json_member_int(json, "articles", (int64_t)report->articles);
    marbre_json_member_int(json, "errors", (int64_t)tally.errors);
    marbre_json_member_int(json, "warnings", (int64_t)tally.warnings);
    marbre_json_member_int(json, "notes", (int64_t)tally.notes);
    marbre_json_member_int(json, "waived", (int64_t)tally.waived);
    if (report->baseline)
        marbre_json_member_int(json, "known", (int64_t)tally.known);
    marbre_json_end_object(json);
}

char *
marbre_report_json(const MarbreReport *report, const GPtrArray *findings)
{
    MarbreJson *json = marbre_json_new();

    marbre_json_begin_object(json);
    marbre_json_member_int(json, "version", 1);
    write_summary(json, report, marbre_findings_tally(findings));
    marbre_json_member_array(json, "findings");
    for (unsigned i = 0; i < findings->len; i++)
        write_finding(json, report->messages, g_ptr_array_index(findings, i), report);
    marbre_json_end_array(json);
    marbre_json_end_object(json);
    return marbre_json_end(json);
}
