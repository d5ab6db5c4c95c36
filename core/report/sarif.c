/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/order.h"
#include "report/fingerprint.h"
#include "report/source.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SCHEMA                                                                                     \
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
#define ROOT "%SRCROOT%"
#define FINGERPRINT "marbreFinding/v1"

typedef struct {
    const MarbreReport *report;
    MarbreJson *json;
    const GPtrArray *fingerprints;
    GHashTable *indices; /* rule to its place in the list of rules */
    GPtrArray *rules;    /* of char *, sorted */
    MarbreReportSource source;
    bool waivers; /* some finding is waived: then each says whether it is */
} Writer;

static const char *
level_of(MarbreSeverity severity)
{
    switch (severity) {
    case MARBRE_SEVERITY_OFF:
        return "none";
    case MARBRE_SEVERITY_NOTE:
        return "note";
    case MARBRE_SEVERITY_WARNING:
        return "warning";
    case MARBRE_SEVERITY_ERROR:
        break;
    }
    return "error";
}

/* What a finding weighs by itself; that it is waived or known is said in its own place. */
static const char *
level_of_finding(const MarbreFinding *finding)
{
    bool later = finding->severity == MARBRE_SEVERITY_ERROR && !finding->waived &&
                 finding->blocks == MARBRE_BLOCKS_LATER;

    return level_of(later ? MARBRE_SEVERITY_WARNING : finding->severity);
}

static void
write_text(Writer *writer, const char *key, const char *text)
{
    marbre_json_member_object(writer->json, key);
    marbre_json_member_string(writer->json, "text", text);
    marbre_json_end_object(writer->json);
}

/* ---- rules ---- */

static void
list_rules(Writer *writer, const GPtrArray *findings)
{
    for (unsigned i = 0; i < findings->len; i++) {
        const MarbreFinding *finding = g_ptr_array_index(findings, i);

        writer->waivers = writer->waivers || finding->waived;
        if (g_hash_table_add(writer->indices, (char *)finding->rule))
            g_ptr_array_add(writer->rules, (char *)finding->rule);
    }
    g_ptr_array_sort(writer->rules, marbre_order_texts);
    for (unsigned i = 0; i < writer->rules->len; i++)
        g_hash_table_replace(writer->indices, g_ptr_array_index(writer->rules, i),
                             GUINT_TO_POINTER(i));
}

static void
write_help(Writer *writer, const char *rule, const char *summary)
{
    g_autofree char *plugin = g_strndup(rule, strcspn(rule, "/"));
    g_autofree char *help =
        strcmp(plugin, "marbre") == 0
            ? g_strdup_printf(_("%s. A rule of Marbre itself: it is neither graded nor waived."),
                              summary)
            : g_strdup_printf(_("%s. What else this check asks, and how: marbre plugin show %s"),
                              summary, plugin);

    write_text(writer, "help", help);
}

static void
write_rule(Writer *writer, const char *rule)
{
    const MarbreReport *report = writer->report;
    g_auto(MarbreRuleWords) words = {.severity = MARBRE_SEVERITY_WARNING};
    bool known = report->rule != NULL && report->rule(report->user, rule, &words);

    marbre_json_begin_object(writer->json);
    marbre_json_member_string(writer->json, "id", rule);
    if (known) {
        write_text(writer, "shortDescription", words.summary);
        write_help(writer, rule, words.summary);
        if (words.help_uri != NULL)
            marbre_json_member_string(writer->json, "helpUri", words.help_uri);
        marbre_json_member_object(writer->json, "defaultConfiguration");
        marbre_json_member_string(writer->json, "level", level_of(words.severity));
        marbre_json_end_object(writer->json);
    }
    marbre_json_end_object(writer->json);
}

static void
write_tool(Writer *writer)
{
    const char *version = writer->report->version;

    marbre_json_member_object(writer->json, "tool");
    marbre_json_member_object(writer->json, "driver");
    marbre_json_member_string(writer->json, "name", "marbre");
    if (version != NULL) {
        marbre_json_member_string(writer->json, "version", version);
        marbre_json_member_string(writer->json, "semanticVersion", version);
    }
    marbre_json_member_array(writer->json, "rules");
    for (unsigned i = 0; i < writer->rules->len; i++)
        write_rule(writer, g_ptr_array_index(writer->rules, i));
    marbre_json_end_array(writer->json);
    marbre_json_end_object(writer->json);
    marbre_json_end_object(writer->json);
}

/* ---- one finding ---- */

static void
write_artifact(Writer *writer, const char *path)
{
    g_autofree char *uri = g_uri_escape_string(path, "/", FALSE);

    marbre_json_member_object(writer->json, "artifactLocation");
    marbre_json_member_string(writer->json, "uri", uri);
    marbre_json_member_string(writer->json, "uriBaseId", ROOT);
    marbre_json_end_object(writer->json);
}

static void
write_region(Writer *writer, const char *key, MarbrePlace start, MarbrePlace end)
{
    marbre_json_member_object(writer->json, key);
    marbre_json_member_int(writer->json, "startLine", (int64_t)start.line);
    marbre_json_member_int(writer->json, "startColumn", (int64_t)start.column);
    marbre_json_member_int(writer->json, "endLine", (int64_t)end.line);
    marbre_json_member_int(writer->json, "endColumn", (int64_t)end.column);
    marbre_json_end_object(writer->json);
}

static void
write_location(Writer *writer, const MarbreFinding *finding)
{
    marbre_json_member_array(writer->json, "locations");
    marbre_json_begin_object(writer->json);
    marbre_json_member_object(writer->json, "physicalLocation");
    write_artifact(writer, finding->path);
    write_region(writer, "region", finding->start, finding->end);
    marbre_json_end_object(writer->json);
    marbre_json_end_object(writer->json);
    marbre_json_end_array(writer->json);
}

static void
write_suppressions(Writer *writer, const MarbreFinding *finding)
{
    if (!writer->waivers)
        return;
    marbre_json_member_array(writer->json, "suppressions");
    if (finding->waived) {
        marbre_json_begin_object(writer->json);
        marbre_json_member_string(writer->json, "kind", "external");
        marbre_json_member_string(writer->json, "status", "accepted");
        marbre_json_member_string(writer->json, "justification",
                                  _("waived by the newsroom; the article's record says by whom, "
                                    "why and until when"));
        marbre_json_end_object(writer->json);
    }
    marbre_json_end_array(writer->json);
}

static void
write_fix(Writer *writer, const MarbreFinding *finding)
{
    const MarbreLines *lines =
        finding->fix == NULL ? NULL : marbre_report_source_lines(&writer->source, finding->path);

    if (lines == NULL)
        return;
    marbre_json_member_array(writer->json, "fixes");
    marbre_json_begin_object(writer->json);
    marbre_json_member_array(writer->json, "artifactChanges");
    marbre_json_begin_object(writer->json);
    write_artifact(writer, finding->path);
    marbre_json_member_array(writer->json, "replacements");
    for (unsigned i = 0; i < finding->fix->len; i++) {
        const MarbreEdit *edit = g_ptr_array_index(finding->fix, i);

        marbre_json_begin_object(writer->json);
        write_region(writer, "deletedRegion", marbre_lines_place(lines, edit->span.start),
                     marbre_lines_place(lines, edit->span.end));
        write_text(writer, "insertedContent", edit->text);
        marbre_json_end_object(writer->json);
    }
    marbre_json_end_array(writer->json);
    marbre_json_end_object(writer->json);
    marbre_json_end_array(writer->json);
    marbre_json_end_object(writer->json);
    marbre_json_end_array(writer->json);
}

static void
write_properties(Writer *writer, const MarbreFinding *finding)
{
    marbre_json_member_object(writer->json, "properties");
    marbre_json_member_string(writer->json, "article", finding->article);
    if (finding->stage != NULL)
        marbre_json_member_string(writer->json, "stage", finding->stage);
    marbre_json_member_string(writer->json, "blocks", marbre_blocks_name(finding->blocks));
    marbre_json_end_object(writer->json);
}

static void
write_result(Writer *writer, const MarbreFinding *finding, const char *fingerprint)
{
    g_autofree char *message = marbre_messages_of(writer->report->messages, finding);
    gpointer index = g_hash_table_lookup(writer->indices, finding->rule);

    marbre_json_begin_object(writer->json);
    marbre_json_member_string(writer->json, "ruleId", finding->rule);
    marbre_json_member_int(writer->json, "ruleIndex", GPOINTER_TO_UINT(index));
    marbre_json_member_string(writer->json, "level", level_of_finding(finding));
    write_text(writer, "message", message);
    write_location(writer, finding);
    marbre_json_member_object(writer->json, "partialFingerprints");
    marbre_json_member_string(writer->json, FINGERPRINT, fingerprint);
    marbre_json_end_object(writer->json);
    if (writer->report->baseline &&
        (finding->known || marbre_report_level(finding) == MARBRE_SEVERITY_ERROR))
        marbre_json_member_string(writer->json, "baselineState",
                                  finding->known ? "unchanged" : "new");
    write_suppressions(writer, finding);
    write_fix(writer, finding);
    write_properties(writer, finding);
    marbre_json_end_object(writer->json);
}

/* ---- the run ---- */

static void
write_details(Writer *writer)
{
    const MarbreReport *report = writer->report;

    marbre_json_member_object(writer->json, "automationDetails");
    if (report->shards > 0) {
        g_autofree char *id = g_strdup_printf("marbre/%u-of-%u/", report->shard, report->shards);
        marbre_json_member_string(writer->json, "id", id);
    } else {
        marbre_json_member_string(writer->json, "id", "marbre/");
    }
    marbre_json_end_object(writer->json);
    marbre_json_member_array(writer->json, "invocations");
    marbre_json_begin_object(writer->json);
    marbre_json_member_bool(writer->json, "executionSuccessful", !report->incomplete);
    marbre_json_end_object(writer->json);
    marbre_json_end_array(writer->json);
    marbre_json_member_object(writer->json, "originalUriBaseIds");
    marbre_json_member_object(writer->json, ROOT);
    write_text(writer, "description", _("the root of the newsroom"));
    marbre_json_end_object(writer->json);
    marbre_json_end_object(writer->json);
    marbre_json_member_string(writer->json, "columnKind", "unicodeCodePoints");
    if (report->messages != NULL)
        marbre_json_member_string(writer->json, "language",
                                  marbre_messages_get_lang(report->messages));
}

static char *
write_run(Writer *writer, const GPtrArray *findings)
{
    MarbreJson *json = writer->json;

    marbre_json_begin_object(json);
    marbre_json_member_string(json, "$schema", SCHEMA);
    marbre_json_member_string(json, "version", "2.1.0");
    marbre_json_member_array(json, "runs");
    marbre_json_begin_object(json);
    write_tool(writer);
    write_details(writer);
    marbre_json_member_array(json, "results");
    for (unsigned i = 0; i < findings->len; i++)
        write_result(writer, g_ptr_array_index(findings, i),
                     g_ptr_array_index(writer->fingerprints, i));
    marbre_json_end_array(json);
    marbre_json_end_object(json);
    marbre_json_end_array(json);
    marbre_json_end_object(json);
    return marbre_json_end(json);
}

char *
marbre_report_sarif(const MarbreReport *report, const GPtrArray *findings)
{
    g_autoptr(GPtrArray) made =
        report->fingerprints == NULL ? marbre_fingerprints(report, findings) : NULL;
    g_autoptr(GHashTable) indices = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GPtrArray) rules = g_ptr_array_new();
    Writer writer = {.report = report,
                     .json = marbre_json_new(),
                     .fingerprints = made != NULL ? made : report->fingerprints,
                     .indices = indices,
                     .rules = rules,
                     .source = {.report = report}};

    list_rules(&writer, findings);
    char *text = write_run(&writer, findings);
    marbre_report_source_clear(&writer.source);
    return text;
}
