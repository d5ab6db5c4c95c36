/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "plugin/host_inside.h"

#include "finding/finding.h"
#include "plugin/release.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define NAME_MAX_BYTES 4096u

/* A copy of a plugin's string, or NULL where it is none. (transfer full) */
static char *
take_name(const char *name)
{
    size_t size = name != NULL ? strnlen(name, NAME_MAX_BYTES + 1) : 0;
    if (size == 0 || size > NAME_MAX_BYTES || !g_utf8_validate(name, (gssize)size, NULL))
        return NULL;
    return g_strndup(name, size);
}

/* A copy of a plugin's text, or NULL where it is not UTF-8 or holds a NUL. (transfer full) */
static char *
take_text(const mbr_text *text)
{
    if (text->size == 0)
        return g_strdup("");
    if (text->data == NULL || text->size > MARBRE_OUTCOME_CHANGES ||
        !g_utf8_validate(text->data, (gssize)text->size, NULL))
        return NULL;
    return g_strndup(text->data, text->size);
}

static int32_t
broken(mbr_job *job, const char *rule, const char *what)
{
    return marbre_job_break(job, MBR_E_INVALID, _("a finding of %s: %s"), rule, what);
}

/* Copies a struct of a finding. */
static int32_t
take_struct(
    mbr_job *job, const char *rule, void *ret, uint32_t size, uint32_t first, const void *from)
{
    switch (marbre_sized_read(ret, size, first, from)) {
    case MARBRE_SIZED_OK:
        return MBR_OK;
    case MARBRE_SIZED_NEWER:
        marbre_job_break(job, MBR_E_UNSUPPORTED,
                         _("a finding of %s uses fields that this version "
                           "does not know"),
                         rule);
        return MBR_E_UNSUPPORTED;
    case MARBRE_SIZED_SHORT:
    default:
        return broken(job, rule, _("a struct_size is not set"));
    }
}

static int32_t
take_args(mbr_job *job, MarbreRecord *record, const mbr_arg *const *args)
{
    GVariantBuilder builder;
    g_variant_builder_init(&builder, G_VARIANT_TYPE("a(ss)"));
    int32_t result = MBR_OK;
    for (size_t i = 0; result >= 0 && args != NULL && args[i] != NULL; i++) {
        mbr_arg arg;
        result = take_struct(job, record->rule, &arg, sizeof arg, MARBRE_FIRST_ARG, args[i]);
        if (result < 0)
            break;
        g_autofree char *name = take_name(arg.name);
        g_autofree char *value =
            arg.value.size <= MARBRE_OUTCOME_WORDS ? take_text(&arg.value) : NULL;
        if (name == NULL || value == NULL || arg.flags != 0 || i == MARBRE_OUTCOME_ARGS)
            result = broken(job, record->rule, _("an argument is no UTF-8 text with a name"));
        else
            g_variant_builder_add(&builder, "(ss)", name, value);
    }
    record->args = g_variant_ref_sink(g_variant_builder_end(&builder));
    return result;
}

static int
compare_edits(const void *a, const void *b)
{
    const MarbreEdit *left = *(MarbreEdit *const *)a;
    const MarbreEdit *right = *(MarbreEdit *const *)b;
    if (left->span.start != right->span.start)
        return left->span.start < right->span.start ? -1 : 1;
    if (left->span.end != right->span.end)
        return left->span.end < right->span.end ? -1 : 1;
    return 0;
}

static int32_t
take_edits(mbr_job *job, MarbreRecord *record, const mbr_edit *const *edits)
{
    for (size_t i = 0; edits != NULL && edits[i] != NULL; i++) {
        mbr_edit edit;
        int32_t result =
            take_struct(job, record->rule, &edit, sizeof edit, MARBRE_FIRST_EDIT, edits[i]);
        if (result < 0)
            return result;
        g_autofree char *text = take_text(&edit.text);
        if (text == NULL || edit.flags != 0 || i == MARBRE_OUTCOME_EDITS)
            return broken(job, record->rule, _("an edit is no UTF-8 text"));
        marbre_edits_add(record->edits, (MarbreSpan){edit.span.start, edit.span.end}, text);
    }
    g_ptr_array_sort(record->edits, compare_edits);
    return MBR_OK;
}

static int32_t
take_finding(mbr_job *job, const mbr_finding *from, MarbreRecord **ret_record)
{
    mbr_finding copy;
    int32_t result = take_struct(job, "?", &copy, sizeof copy, MARBRE_FIRST_FINDING, from);
    if (result < 0)
        return result;
    g_autofree char *rule = take_name(copy.rule);
    if (rule == NULL)
        return broken(job, "?", _("it names no rule"));
    g_autoptr(MarbreRecord) record = marbre_record_new(rule);
    record->severity = copy.severity;
    record->span = (MarbreSpan){copy.span.start, copy.span.end};
    if (copy.file != NULL) {
        record->file = take_name(copy.file);
        if (record->file == NULL)
            return broken(job, rule, _("its file is no name"));
    }
    result = take_args(job, record, copy.args);
    if (result >= 0)
        result = take_edits(job, record, copy.edits);
    if (result >= 0)
        *ret_record = g_steal_pointer(&record);
    return result;
}

static int32_t
report_finding(mbr_job *job, const mbr_finding *finding)
{
    if (finding == NULL || job->root != job)
        return MBR_E_INVALID;
    /* After the limit, or after nonsense, the rest is no use to anyone. */
    if (job->outcome->status != MARBRE_OUTCOME_OK)
        return job->outcome->code;
    g_autoptr(MarbreRecord) record = NULL;
    int32_t result = take_finding(job, finding, &record);
    if (result < 0)
        return result;
    g_autoptr(GError) error = NULL;
    result = marbre_record_check(record, job->task->info, marbre_view_get_article(job->view),
                                 marbre_view_get_lang(job->view), &job->used, &error);
    if (result < 0)
        return marbre_job_break(job, result, "%s", error->message);
    g_ptr_array_add(job->outcome->findings, g_steal_pointer(&record));
    return MBR_OK;
}

const mbr_report_api marbre_service_report = {
    .struct_size = sizeof marbre_service_report,
    .finding = report_finding,
};
