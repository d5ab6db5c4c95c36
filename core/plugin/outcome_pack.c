/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "plugin/outcome.h"

#include "finding/finding.h"
#include "plugin/outcome_inside.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* rule, severity, file, start, end, args, edits (start, end, text) */
#define RECORD_TYPE "(simstta(ss)a(tts))"
/* kind, file, start, end, bytes */
#define CHANGE_TYPE "(ysttmay)"
/* path, media type, bytes */
#define ARTIFACT_TYPE "(ssv)"
/* kind, path, id */
#define READ_TYPE "(yss)"
/* status, code, reason, findings, changes, artifacts, reads, log, until, leftovers */
#define OUTCOME_TYPE "(yimsa" RECORD_TYPE "a" CHANGE_TYPE "a" ARTIFACT_TYPE "a" READ_TYPE "a(is)xu)"

static GVariant *
bytes_pack(GBytes *bytes)
{
    return g_variant_new_from_bytes(G_VARIANT_TYPE_BYTESTRING, bytes, TRUE);
}

static GVariant *
pack_edits(const GPtrArray *edits)
{
    GVariantBuilder builder;
    g_variant_builder_init(&builder, G_VARIANT_TYPE("a(tts)"));
    for (guint i = 0; i < edits->len; i++) {
        const MarbreEdit *edit = g_ptr_array_index(edits, i);
        g_variant_builder_add(&builder, "(tts)", edit->span.start, edit->span.end, edit->text);
    }
    return g_variant_builder_end(&builder);
}

static GVariant *
pack_findings(const GPtrArray *findings)
{
    GVariantBuilder builder;
    g_variant_builder_init(&builder, G_VARIANT_TYPE("a" RECORD_TYPE));
    for (guint i = 0; i < findings->len; i++) {
        const MarbreRecord *record = g_ptr_array_index(findings, i);
        GVariant *args = record->args != NULL
                             ? record->args
                             : g_variant_new_array(G_VARIANT_TYPE("(ss)"), NULL, 0);
        g_variant_builder_add(&builder, "(simstt@a(ss)@a(tts))", record->rule, record->severity,
                              record->file, record->span.start, record->span.end, args,
                              pack_edits(record->edits));
    }
    return g_variant_builder_end(&builder);
}

static GVariant *
pack_changes(const GPtrArray *changes)
{
    GVariantBuilder builder;
    g_variant_builder_init(&builder, G_VARIANT_TYPE("a" CHANGE_TYPE));
    for (guint i = 0; i < changes->len; i++) {
        const MarbreChange *change = g_ptr_array_index(changes, i);
        GVariant *bytes = change->bytes != NULL ? bytes_pack(change->bytes) : NULL;
        g_variant_builder_add(&builder, "(ystt@may)", (guchar)change->kind, change->file,
                              change->span.start, change->span.end,
                              g_variant_new_maybe(G_VARIANT_TYPE_BYTESTRING, bytes));
    }
    return g_variant_builder_end(&builder);
}

/* Most files are text, which is looked at much faster on the other side than bytes are. */
static GVariant *
file_pack(GBytes *bytes)
{
    gsize size;
    const char *data = g_bytes_get_data(bytes, &size);
    if (size == 0 || !g_utf8_validate_len(data, size, NULL))
        return bytes_pack(bytes);
    /* GLib would look at every byte of it once more. */
    char *text = g_malloc(size + 1);
    memcpy(text, data, size);
    text[size] = '\0';
    return g_variant_new_from_data(G_VARIANT_TYPE_STRING, text, size + 1, TRUE, g_free, text);
}

/* NULL for what is neither text nor bytes. (transfer full) */
static GBytes *
file_unpack(GVariant *packed)
{
    if (g_variant_is_of_type(packed, G_VARIANT_TYPE_BYTESTRING))
        return g_variant_get_data_as_bytes(packed);
    if (!g_variant_is_of_type(packed, G_VARIANT_TYPE_STRING))
        return NULL;
    g_autoptr(GBytes) bytes = g_variant_get_data_as_bytes(packed);
    return g_bytes_new_from_bytes(bytes, 0, g_bytes_get_size(bytes) - 1);
}

static GVariant *
pack_artifacts(const GPtrArray *artifacts)
{
    GVariantBuilder builder;
    g_variant_builder_init(&builder, G_VARIANT_TYPE("a" ARTIFACT_TYPE));
    for (guint i = 0; i < artifacts->len; i++) {
        const MarbreArtifact *artifact = g_ptr_array_index(artifacts, i);
        g_variant_builder_add(&builder, "(ssv)", artifact->path, artifact->media_type,
                              file_pack(artifact->bytes));
    }
    return g_variant_builder_end(&builder);
}

static GVariant *
pack_reads(const GPtrArray *reads)
{
    GVariantBuilder builder;
    g_variant_builder_init(&builder, G_VARIANT_TYPE("a" READ_TYPE));
    for (guint i = 0; i < reads->len; i++) {
        const MarbreRead *read = g_ptr_array_index(reads, i);
        g_variant_builder_add(&builder, READ_TYPE, (guchar)read->kind, read->path, read->id);
    }
    return g_variant_builder_end(&builder);
}

static GVariant *
pack_log(const GPtrArray *log)
{
    GVariantBuilder builder;
    g_variant_builder_init(&builder, G_VARIANT_TYPE("a(is)"));
    for (guint i = 0; i < log->len; i++) {
        const MarbreLogLine *line = g_ptr_array_index(log, i);
        g_variant_builder_add(&builder, "(is)", line->level, line->text);
    }
    return g_variant_builder_end(&builder);
}

GVariant *
marbre_outcome_pack(const MarbreOutcome *outcome)
{
    return g_variant_ref_sink(g_variant_new(
        "(yims@a" RECORD_TYPE "@a" CHANGE_TYPE "@a" ARTIFACT_TYPE "@a" READ_TYPE "@a(is)xu)",
        (guchar)outcome->status, outcome->code, outcome->reason, pack_findings(outcome->findings),
        pack_changes(outcome->changes), pack_artifacts(outcome->artifacts),
        pack_reads(outcome->reads), pack_log(outcome->log), outcome->until, outcome->leftovers));
}

static void
unpack_findings(GVariantIter *iter, MarbreOutcome *outcome)
{
    char *rule;
    char *file;
    int32_t severity;
    MarbreSpan span;
    GVariant *args;
    GVariantIter *edits;
    while (g_variant_iter_next(iter, "(simstt@a(ss)a(tts))", &rule, &severity, &file, &span.start,
                               &span.end, &args, &edits)) {
        MarbreRecord *record = marbre_record_new(NULL);
        record->rule = rule;
        record->severity = severity;
        record->file = file;
        record->span = span;
        record->args = args;
        const char *text;
        while (g_variant_iter_next(edits, "(tt&s)", &span.start, &span.end, &text))
            marbre_edits_add(record->edits, span, text);
        g_variant_iter_free(edits); /* a loop variable, as the others above */
        g_ptr_array_add(outcome->findings, record);
    }
}

static bool
unpack_changes(GVariantIter *iter, MarbreOutcome *outcome)
{
    guchar kind;
    char *file;
    MarbreSpan span;
    GVariant *bytes;
    while (g_variant_iter_next(iter, "(ystt@may)", &kind, &file, &span.start, &span.end, &bytes)) {
        g_autoptr(GVariant) maybe = bytes;
        g_autoptr(GVariant) value = g_variant_get_maybe(maybe);
        MarbreChange *change = g_new0(MarbreChange, 1);
        g_ptr_array_add(outcome->changes, change);
        change->kind = (MarbreChangeKind)kind;
        change->file = file;
        change->span = span;
        change->bytes = value != NULL ? g_variant_get_data_as_bytes(value) : NULL;
        if (kind > MARBRE_CHANGE_REMOVE || (kind == MARBRE_CHANGE_REMOVE) != (value == NULL))
            return false;
    }
    return true;
}

static bool
unpack_artifacts(GVariantIter *iter, MarbreOutcome *outcome)
{
    char *path;
    char *media_type;
    GVariant *packed;
    bool good = true;
    while (g_variant_iter_next(iter, "(ssv)", &path, &media_type, &packed)) {
        g_autoptr(GVariant) value = packed;
        GBytes *bytes = file_unpack(value);
        good = good && bytes != NULL;
        MarbreArtifact *artifact = g_new0(MarbreArtifact, 1);
        artifact->path = path;
        artifact->media_type = media_type;
        artifact->bytes = bytes != NULL ? bytes : g_bytes_new(NULL, 0);
        g_ptr_array_add(outcome->artifacts, artifact);
    }
    return good;
}

static bool
unpack_reads(GVariantIter *iter, MarbreOutcome *outcome)
{
    guchar kind;
    const char *path;
    const char *id;
    while (g_variant_iter_next(iter, "(y&s&s)", &kind, &path, &id)) {
        if (kind > MARBRE_READ_FOLDER)
            return false;
        g_ptr_array_add(outcome->reads, marbre_read_new((MarbreReadKind)kind, path, id));
    }
    return true;
}

static void
unpack_log(GVariantIter *iter, MarbreOutcome *outcome)
{
    int32_t level;
    const char *text;
    while (g_variant_iter_next(iter, "(i&s)", &level, &text))
        marbre_outcome_add_log(outcome, level, text);
}

/* Whether the counts are bearable, before a list is made of them. */
static bool
counts_check(GVariant *packed)
{
    static const size_t most[] = {MARBRE_OUTCOME_FINDINGS, MARBRE_OUTCOME_ENTRIES,
                                  MARBRE_OUTCOME_ENTRIES, MARBRE_OUTCOME_ENTRIES,
                                  MARBRE_OUTCOME_LOG};
    for (size_t i = 0; i < G_N_ELEMENTS(most); i++) {
        g_autoptr(GVariant) list = g_variant_get_child_value(packed, 3 + i);
        if (g_variant_n_children(list) > most[i])
            return false;
    }
    return true;
}

static MarbreOutcome *
unpack(GVariant *packed)
{
    guchar status;
    g_autoptr(MarbreOutcome) outcome = marbre_outcome_new();
    g_autoptr(GVariantIter) findings = NULL;
    g_autoptr(GVariantIter) changes = NULL;
    g_autoptr(GVariantIter) artifacts = NULL;
    g_autoptr(GVariantIter) reads = NULL;
    g_autoptr(GVariantIter) log = NULL;
    g_variant_get(packed, OUTCOME_TYPE, &status, &outcome->code, &outcome->reason, &findings,
                  &changes, &artifacts, &reads, &log, &outcome->until, &outcome->leftovers);
    outcome->status = (MarbreOutcomeStatus)status;
    unpack_findings(findings, outcome);
    unpack_log(log, outcome);
    bool good = unpack_artifacts(artifacts, outcome) && unpack_changes(changes, outcome) &&
                unpack_reads(reads, outcome) && status <= MARBRE_OUTCOME_MISSING &&
                (status == MARBRE_OUTCOME_OK) == (outcome->reason == NULL) &&
                (status == MARBRE_OUTCOME_OK ||
                 (outcome->changes->len == 0 && outcome->artifacts->len == 0));
    return good ? g_steal_pointer(&outcome) : NULL;
}

MarbreOutcome *
marbre_outcome_unpack(GVariant *packed, GError **error)
{
    MarbreOutcome *outcome = NULL;
    if (g_variant_is_of_type(packed, G_VARIANT_TYPE(OUTCOME_TYPE)) &&
        g_variant_is_normal_form(packed) && counts_check(packed))
        outcome = unpack(packed);
    if (outcome == NULL)
        g_set_error_literal(
            error, MARBRE_ERROR, MARBRE_ERROR_INVALID,
            _("a plugin's answer came back damaged; it must not write into memory of others"));
    return outcome;
}
