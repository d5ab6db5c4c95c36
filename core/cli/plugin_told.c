/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/plugin_told.h"

#include "base/digest.h"
#include "base/text.h"
#include "finding/message.h"
#include "report/report.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

/* Of a change or a published file as much is shown. */
#define SHOWN_LINES 12

/* ---- from records to findings ---- */

static MarbreFinding *
finding_of(const MarbreTryout *trial,
           const MarbreTaskUse *use,
           const char *lang,
           const MarbreRecord *record)
{
    const MarbreRuleInfo *info = marbre_task_info_rule(use->task, record->rule);
    if (info == NULL)
        return NULL;
    const char *folder = marbre_article_get_folder(trial->article);
    g_autofree char *rule = g_strdup_printf("%s/%s", use->plugin->id, record->rule);
    g_autofree char *name =
        record->file != NULL ? g_strdup(record->file) : g_strdup_printf("index.%s.md", lang);
    g_autofree char *path = g_strdup_printf("%s/%s", folder, name);
    g_autofree char *message = marbre_message_fill(info->message, record->args);
    const MarbreFile *file = marbre_article_get_file(trial->article, name);
    g_autoptr(MarbreLines) lines = file == NULL || file->bytes == NULL
                                       ? marbre_lines_new("", 0)
                                       : marbre_lines_new_for_bytes(file->bytes);
    return marbre_finding_new(&(MarbreFinding){
        .rule = rule,
        .severity = (MarbreSeverity)(record->severity != 0 ? record->severity : info->severity),
        .article = folder,
        .path = path,
        .start = marbre_lines_place(lines, record->span.start),
        .end = marbre_lines_place(lines, record->span.end),
        .message = message,
        .args = record->args,
        .fix = record->edits->len > 0 ? record->edits : NULL});
}

GPtrArray *
marbre_told_findings(const MarbreTryout *trial,
                     const MarbreTaskUse *use,
                     const char *lang,
                     const MarbreOutcome *outcome)
{
    GPtrArray *findings = marbre_findings_new();
    for (guint i = 0; i < outcome->findings->len; i++) {
        MarbreFinding *finding = finding_of(trial, use, lang, outcome->findings->pdata[i]);
        if (finding != NULL)
            g_ptr_array_add(findings, finding);
    }
    marbre_findings_sort(findings);
    return findings;
}

/* ---- text ---- */

static char *
words_of(const MarbreTold *told, const char *path, MarbreSpan span)
{
    g_autofree char *name = g_path_get_basename(path);
    const MarbreFile *file = marbre_article_get_file(told->trial->article, name);
    gsize size = 0;
    const char *data =
        file == NULL || file->bytes == NULL ? NULL : g_bytes_get_data(file->bytes, &size);
    if (data == NULL || span.start > span.end || span.end > size)
        return g_strdup("");
    g_autofree char *words = g_strndup(data + span.start, span.end - span.start);
    return marbre_text_shown(words);
}

static void
print_fix(const MarbreTold *told, const MarbreFinding *finding)
{
    for (guint i = 0; finding->fix != NULL && i < finding->fix->len; i++) {
        const MarbreEdit *edit = finding->fix->pdata[i];
        g_autofree char *old = words_of(told, finding->path, edit->span);
        g_autofree char *new = marbre_text_shown(edit->text);
        printf(_("    fix: “%s” becomes “%s”\n"), old, new);
    }
}

static void
print_finding(const MarbreTold *told, const MarbreFinding *finding)
{
    g_autofree char *name = g_path_get_basename(finding->path);
    g_autofree char *message = marbre_messages_of(told->messages, finding);
    g_autofree char *shown = marbre_text_shown(message);
    printf("%s:%" G_GUINT64_FORMAT ":%" G_GUINT64_FORMAT ": %s: %s [%s]\n", name,
           finding->start.line, finding->start.column, marbre_severity_name(finding->severity),
           shown, finding->rule);
    print_fix(told, finding);
}

static void
print_bytes(GBytes *bytes)
{
    gsize size = 0;
    const char *data = bytes == NULL ? NULL : g_bytes_get_data(bytes, &size);
    if (data == NULL || !g_utf8_validate_len(data, size, NULL))
        return;
    g_autofree char *text = g_strndup(data, size);
    g_auto(GStrv) lines = g_strsplit(text, "\n", SHOWN_LINES + 1);
    for (guint i = 0; lines[i] != NULL; i++) {
        g_autofree char *shown = marbre_text_shown(lines[i]);
        if (i == SHOWN_LINES)
            printf("    …\n");
        else if (shown[0] != '\0')
            printf("    %s\n", shown);
    }
}

static void
print_change(const MarbreTold *told, const MarbreChange *change)
{
    g_autofree char *old = NULL;
    switch (change->kind) {
    case MARBRE_CHANGE_WRITE:
        printf(_("%s: written, %zu bytes\n"), change->file, g_bytes_get_size(change->bytes));
        print_bytes(change->bytes);
        return;
    case MARBRE_CHANGE_REMOVE:
        printf(_("%s: removed\n"), change->file);
        return;
    case MARBRE_CHANGE_EDIT:
        old = words_of(told, change->file, change->span);
        if (change->span.start == change->span.end)
            printf(_("%s: put in\n"), change->file);
        else
            printf(_("%s: “%s” becomes\n"), change->file, old);
        print_bytes(change->bytes);
        return;
    }
}

void
marbre_told_print(const MarbreTold *told)
{
    const MarbreOutcome *outcome = told->outcome;
    if (told->trial->langs[1] != NULL)
        printf("# %s\n", told->lang);
    for (guint i = 0; i < outcome->log->len; i++) {
        const MarbreLogLine *line = outcome->log->pdata[i];
        g_autofree char *shown = marbre_text_shown(line->text);
        fprintf(stderr, "%s: %s\n", told->use->plugin->id, shown);
    }
    for (guint i = 0; i < told->findings->len; i++)
        print_finding(told, told->findings->pdata[i]);
    for (guint i = 0; i < outcome->changes->len; i++)
        print_change(told, outcome->changes->pdata[i]);
    for (guint i = 0; i < outcome->artifacts->len; i++) {
        const MarbreArtifact *artifact = outcome->artifacts->pdata[i];
        g_autofree char *path = marbre_text_shown(artifact->path);
        printf(_("%s: published, %s, %zu bytes\n"), path, artifact->media_type,
               g_bytes_get_size(artifact->bytes));
        print_bytes(artifact->bytes);
    }
    if (outcome->leftovers > 0)
        fprintf(stderr, _("marbre: %u blobs or word lists were not given back\n"),
                outcome->leftovers);
}

/* ---- JSON ---- */

static void
write_bytes(MarbreJson *json, GBytes *bytes)
{
    gsize size = 0;
    const char *data = bytes == NULL ? NULL : g_bytes_get_data(bytes, &size);
    if (data != NULL && g_utf8_validate_len(data, size, NULL)) {
        marbre_json_key(json, "text");
        marbre_json_string_sized(json, data, size);
    } else if (data != NULL) {
        g_autofree char *digest = marbre_digest(data, size);
        marbre_json_member_string(json, "digest", digest);
    }
}

static void
write_change(MarbreJson *json, const MarbreChange *change)
{
    static const char *const kinds[] = {"edit", "write", "remove"};
    marbre_json_begin_object(json);
    marbre_json_member_string(json, "kind", kinds[change->kind]);
    marbre_json_member_string(json, "file", change->file);
    if (change->kind == MARBRE_CHANGE_EDIT) {
        marbre_json_member_int(json, "start", (int64_t)change->span.start);
        marbre_json_member_int(json, "end", (int64_t)change->span.end);
    }
    write_bytes(json, change->bytes);
    marbre_json_end_object(json);
}

static void
write_reads_and_log(MarbreJson *json, const MarbreOutcome *outcome)
{
    static const char *const levels[] = {"debug", "info", "warning", "error"};
    marbre_json_member_array(json, "reads");
    for (guint i = 0; i < outcome->reads->len; i++)
        marbre_json_string(json, ((const MarbreRead *)outcome->reads->pdata[i])->path);
    marbre_json_end_array(json);
    marbre_json_member_array(json, "log");
    for (guint i = 0; i < outcome->log->len; i++) {
        const MarbreLogLine *line = outcome->log->pdata[i];
        marbre_json_begin_object(json);
        marbre_json_member_string(json, "level",
                                  levels[CLAMP(line->level, MBR_LOG_DEBUG, MBR_LOG_ERROR) - 1]);
        marbre_json_member_string(json, "text", line->text);
        marbre_json_end_object(json);
    }
    marbre_json_end_array(json);
}

void
marbre_told_write(const MarbreTold *told, MarbreJson *json)
{
    static const char *const statuses[] = {"ok", "failed", "crashed", "timeout", "missing"};
    const MarbreOutcome *outcome = told->outcome;
    marbre_json_begin_object(json);
    marbre_json_member_string(json, "language", told->lang);
    marbre_json_member_string(json, "status", statuses[outcome->status]);
    marbre_json_member_string(json, "reason", outcome->reason);
    marbre_json_member_array(json, "findings");
    for (guint i = 0; i < told->findings->len; i++)
        marbre_report_write_finding(json, told->messages, told->findings->pdata[i]);
    marbre_json_end_array(json);
    marbre_json_member_array(json, "changes");
    for (guint i = 0; i < outcome->changes->len; i++)
        write_change(json, outcome->changes->pdata[i]);
    marbre_json_end_array(json);
    marbre_json_member_array(json, "artifacts");
    for (guint i = 0; i < outcome->artifacts->len; i++) {
        const MarbreArtifact *artifact = outcome->artifacts->pdata[i];
        marbre_json_begin_object(json);
        marbre_json_member_string(json, "path", artifact->path);
        marbre_json_member_string(json, "media_type", artifact->media_type);
        write_bytes(json, artifact->bytes);
        marbre_json_end_object(json);
    }
    marbre_json_end_array(json);
    write_reads_and_log(json, outcome);
    marbre_json_member_int(json, "leftovers", outcome->leftovers);
    marbre_json_end_object(json);
}
