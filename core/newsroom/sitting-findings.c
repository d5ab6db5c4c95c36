/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "newsroom/sitting.h"

#include "base/problem.h"
#include "finding/message.h"
#include "newsroom/original.h"
#include "newsroom/record.h"
#include "newsroom/row.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
add_engine_finding(MarbreSitting *sitting,
                   GPtrArray *findings,
                   const char *rule,
                   const char *path,
                   const char *message)
{
    g_ptr_array_add(findings, marbre_finding_new(&(MarbreFinding){
                                  .rule = rule,
                                  .severity = MARBRE_SEVERITY_ERROR,
                                  .article = sitting->row->folder,
                                  .path = path == NULL ? sitting->row->folder : path,
                                  .message = message,
                                  .blocks = MARBRE_BLOCKS_NOW}));
}

static void
add_problem(MarbreSitting *sitting, GPtrArray *findings, const MarbreProblem *problem)
{
    MarbrePlace start = {problem->line, problem->column, problem->offset};
    MarbrePlace end = start;
    g_autoptr(GPtrArray) fix = NULL;
    if (problem->end > problem->offset) {
        end.column += problem->end - problem->offset;
        end.offset = problem->end;
    }
    if (problem->fix != NULL) {
        fix = marbre_edits_new();
        marbre_edits_add(fix, (MarbreSpan){problem->fix->start, problem->fix->end},
                         problem->fix->text);
    }
    g_ptr_array_add(findings, marbre_finding_new(&(MarbreFinding){
                                  .rule = problem->rule == NULL ? "marbre/bad-yaml" : problem->rule,
                                  .severity = MARBRE_SEVERITY_ERROR,
                                  .article = sitting->row->folder,
                                  .path = problem->path,
                                  .start = start,
                                  .end = end,
                                  .message = problem->message,
                                  .blocks = MARBRE_BLOCKS_NOW,
                                  .fix = fix}));
}

/* An article that has no text to publish would pass every check unseen. */
static void
add_missing_text(MarbreSitting *sitting, GPtrArray *findings)
{
    const MarbreSettings *settings =
        marbre_policy_get_settings(marbre_newsroom_get_policy(sitting->newsroom));
    if (sitting->article == NULL || marbre_row_is_closed(sitting->row) ||
        marbre_article_get_langs(sitting->article)[0] != NULL)
        return;
    g_autofree char *path =
        g_strdup_printf("%s/index.%s.md", sitting->row->folder, settings->publish[0]);
    g_autofree char *message =
        g_strdup_printf(_("there is no text in a language that this newsroom publishes; write "
                          "index.%s.md"),
                        settings->publish[0]);
    g_ptr_array_add(
        findings, marbre_finding_new(&(MarbreFinding){
                      .rule = "marbre/text-missing",
                      .severity = MARBRE_SEVERITY_ERROR,
                      .article = sitting->row->folder,
                      .path = path,
                      .message = message,
                      .blocks = sitting->until == NULL ? MARBRE_BLOCKS_LATER : MARBRE_BLOCKS_NOW}));
}

/* It is judged by the usual workflow, for want of its own; and no pass. */
static void
add_unknown_workflow(MarbreSitting *sitting, GPtrArray *findings)
{
    const MarbreRow *row = sitting->row;
    g_autofree char *path = g_strdup_printf("%s/state.yaml", row->folder);
    g_autofree char *message = g_strdup_printf(
        _("there is no workflow “%s”; `marbre workflow list` names them"), row->workflow);
    add_engine_finding(sitting, findings, "marbre/bad-state", path, message);
}

static void
add_engine_findings(MarbreSitting *sitting, GPtrArray *findings)
{
    const MarbreRow *row = sitting->row;
    const GPtrArray *problems =
        sitting->article == NULL ? NULL : marbre_article_problems(sitting->article);
    for (guint i = 0; problems != NULL && i < problems->len; i++)
        add_problem(sitting, findings, g_ptr_array_index(problems, i));
    add_missing_text(sitting, findings);
    const MarbreWorkflow *workflow = marbre_plan_get_workflow(sitting->plan);
    bool published = row->stage != NULL && strcmp(row->stage, MARBRE_STAGE_PUBLISHED) == 0;
    MarbreFinding *silent = published && row->settled == NULL && sitting->article != NULL
                                ? marbre_record_silent_edit(sitting->newsroom, sitting->article)
                                : NULL;
    if (silent != NULL)
        g_ptr_array_add(findings, silent);
    if (row->workflow != NULL && strcmp(row->workflow, workflow->name) != 0) {
        add_unknown_workflow(sitting, findings);
    } else if (sitting->stage == NULL && !published && !marbre_row_is_closed(row)) {
        const char *nearest = marbre_workflow_nearest(workflow, row->stage);
        g_autofree char *path = g_strdup_printf("%s/state.yaml", row->folder);
        g_autofree char *message =
            nearest == NULL
                ? g_strdup_printf(_("the workflow “%s” has no stage “%s”"), workflow->name,
                                  row->stage)
                : g_strdup_printf(_("the workflow “%s” has no stage “%s”; the nearest is “%s”"),
                                  workflow->name, row->stage, nearest);
        add_engine_finding(sitting, findings, "marbre/unknown-stage", path, message);
    }
}

/* Whether a waiver stands for a rule: it may be waived here at all, the waiver's last day has not
   passed, and the words are the same. */
static bool
is_waived(MarbreSitting *sitting, const MarbreStage *stage, const char *rule)
{
    const MarbreState *state =
        sitting->article == NULL ? NULL : marbre_article_get_state(sitting->article);
    const GPtrArray *waivers = state == NULL ? NULL : state->waivers;
    for (guint i = 0; waivers != NULL && i < waivers->len; i++) {
        const MarbreWaiver *waiver = g_ptr_array_index(waivers, i);
        const MarbreSettings *settings =
            marbre_policy_get_settings(marbre_newsroom_get_policy(sitting->newsroom));
        int64_t first = 0, after = 0;
        if (strcmp(waiver->rule, rule) != 0 || !marbre_stage_may_waive(stage, rule) ||
            !marbre_moment_parse(waiver->until, settings->zone, &first, &after) ||
            after <= sitting->settings->now.seconds)
            continue;
        g_autofree char *digest =
            marbre_record_judged(sitting->newsroom, sitting->article,
                                 marbre_plan_get_judged(sitting->plan, stage), NULL);
        if (g_strcmp0(digest, waiver->digest) == 0)
            return true;
    }
    return false;
}

static MarbreBlocks
blocks_of(const MarbreSitting *sitting, const MarbreStage *stage, MarbreSeverity severity)
{
    if (severity != MARBRE_SEVERITY_ERROR)
        return MARBRE_BLOCKS_NEVER;
    if (sitting->until != NULL && stage->index <= sitting->until->index)
        return MARBRE_BLOCKS_NOW;
    return MARBRE_BLOCKS_LATER;
}

/* What was published is held to its record: what today's rules find in it is for information. */
static bool
is_on_record(const MarbreSitting *sitting)
{
    return sitting->row->settled != NULL && sitting->settings->as == NULL;
}

static MarbreLines *
lines_of(const MarbreSitting *sitting, const char *name)
{
    const MarbreFile *file = marbre_article_get_file(sitting->article, name);
    if (file == NULL || file->bytes == NULL ||
        !(g_str_has_suffix(name, ".md") || g_str_has_suffix(name, ".yaml")))
        return NULL;
    return marbre_lines_new_for_bytes(file->bytes);
}

/* Front matter that cannot be read is one defect, which the engine has told with its cure: what a
   plugin makes of its absence would be the same again, key by key. */
static bool
is_told_already(const MarbreSitting *sitting, const MarbreSlot *slot, const MarbreRecord *record)
{
    const MarbreCopy *copy = marbre_article_get_copy(sitting->article, slot->lang);
    return copy != NULL && record->file == NULL && marbre_copy_has_front(copy) &&
           marbre_copy_get_front(copy) == NULL &&
           record->span.end <= marbre_copy_get_body(copy).start;
}

static void
add_record(MarbreSitting *sitting,
           GPtrArray *findings,
           const MarbreSlot *slot,
           const MarbreRecord *record)
{
    const MarbreTaskUse *use = slot->check->use;
    const MarbreRuleInfo *info = marbre_task_info_rule(use->task, record->rule);
    if (info == NULL || is_told_already(sitting, slot, record))
        return; /* an unknown rule: marbre_outcome_check() has refused it */
    const MarbreWorkflow *workflow = marbre_plan_get_workflow(sitting->plan);
    g_autofree char *rule = g_strdup_printf("%s/%s", use->plugin->id, record->rule);
    MarbreSeverity own =
        (MarbreSeverity)(record->severity != 0 ? record->severity : info->severity);
    MarbreSeverity severity = marbre_stage_severity(workflow, slot->stage, rule, own);
    if (severity == MARBRE_SEVERITY_OFF)
        return;
    if (is_on_record(sitting) || slot->aside)
        severity = MARBRE_SEVERITY_NOTE;
    g_autofree char *name =
        record->file != NULL ? g_strdup(record->file) : g_strdup_printf("index.%s.md", slot->lang);
    g_autofree char *path = g_strdup_printf("%s/%s", sitting->row->folder, name);
    g_autofree char *message = marbre_message_fill(info->message, record->args);
    g_autoptr(MarbreLines) lines = lines_of(sitting, name);
    bool waived = is_waived(sitting, slot->stage, rule);
    g_ptr_array_add(
        findings,
        marbre_finding_new(&(MarbreFinding){
            .rule = rule,
            .severity = severity,
            .stage = slot->stage->id,
            .article = sitting->row->folder,
            .path = path,
            .start = lines == NULL ? (MarbrePlace){1, 1, 0}
                                   : marbre_lines_place(lines, record->span.start),
            .end = lines == NULL ? (MarbrePlace){1, 1, 0}
                                 : marbre_lines_place(lines, record->span.end),
            .message = message,
            .args = record->args,
            .blocks = waived ? MARBRE_BLOCKS_NEVER : blocks_of(sitting, slot->stage, severity),
            .waived = waived,
            .fix = record->edits->len > 0 ? record->edits : NULL}));
}

static const char *
failure_rule(MarbreOutcomeStatus status)
{
    switch (status) {
    case MARBRE_OUTCOME_OK:
        return NULL;
    case MARBRE_OUTCOME_FAILED:
        return "marbre/plugin-failed";
    case MARBRE_OUTCOME_CRASHED:
        return "marbre/plugin-crashed";
    case MARBRE_OUTCOME_TIMEOUT:
        return "marbre/plugin-timeout";
    case MARBRE_OUTCOME_MISSING:
        return "marbre/plugin-missing";
    }
    return NULL;
}

static void
add_failure(MarbreSitting *sitting, GPtrArray *findings, const MarbreSlot *slot)
{
    g_autofree char *message = g_strdup_printf(
        _("the check “%s” could not judge this article: %s"), slot->check->name,
        slot->outcome->reason == NULL ? _("it gave no reason; ask whoever wrote the plugin")
                                      : slot->outcome->reason);
    g_autofree char *path = g_strdup_printf("%s/index.%s.md", sitting->row->folder, slot->lang);
    g_ptr_array_add(findings, marbre_finding_new(&(MarbreFinding){
                                  .rule = failure_rule(slot->outcome->status),
                                  .severity = MARBRE_SEVERITY_ERROR,
                                  .stage = slot->stage->id,
                                  .article = sitting->row->folder,
                                  .path = path,
                                  .message = message,
                                  .blocks = slot->aside ? MARBRE_BLOCKS_NEVER
                                                        : blocks_of(sitting, slot->stage,
                                                                    MARBRE_SEVERITY_ERROR)}));
}

/* What became of the article that this one translates. The words are looked for where one article
   is judged: among all of them, its note will do. */
static void
add_original(MarbreSitting *sitting, GPtrArray *findings)
{
    g_autofree char *path = NULL, *message = NULL;
    if (sitting->article == NULL || marbre_row_is_closed(sitting->row))
        return;
    g_autoptr(MarbreOriginal) original =
        marbre_original_of(sitting->newsroom, sitting->plan, sitting->article);
    if (original == NULL)
        return;
    if (sitting->settings->scope != MARBRE_SCOPE_LEFT)
        marbre_original_compare(original, sitting->newsroom, sitting->article);
    MarbreFinding finding = marbre_original_finding(original, sitting->article, &path, &message);
    const MarbreStage *stage = original->stage != NULL
                                   ? original->stage
                                   : marbre_workflow_last(marbre_plan_get_workflow(sitting->plan));
    if (is_on_record(sitting))
        finding.severity = MARBRE_SEVERITY_NOTE;
    finding.blocks = blocks_of(sitting, stage, finding.severity);
    g_ptr_array_add(findings, marbre_finding_new(&finding));
}

GPtrArray *
marbre_sitting_findings(MarbreSitting *sitting, bool *ret_incomplete)
{
    GPtrArray *findings = marbre_findings_new();
    *ret_incomplete = false;
    add_engine_findings(sitting, findings);
    add_original(sitting, findings);
    for (guint i = 0; i < sitting->slots->len; i++) {
        const MarbreSlot *slot = g_ptr_array_index(sitting->slots, i);
        for (guint j = 0; j < slot->outcome->findings->len && slot->check->use != NULL; j++)
            add_record(sitting, findings, slot, g_ptr_array_index(slot->outcome->findings, j));
        if (slot->outcome->status != MARBRE_OUTCOME_OK) {
            add_failure(sitting, findings, slot);
            *ret_incomplete = true;
        }
    }
    marbre_findings_sort(findings);
    return findings;
}
