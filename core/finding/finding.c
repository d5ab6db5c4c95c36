/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "finding/finding.h"

#include <string.h>

const char *
marbre_blocks_name(MarbreBlocks blocks)
{
    switch (blocks) {
    case MARBRE_BLOCKS_NEVER:
        return "never";
    case MARBRE_BLOCKS_NOW:
        return "now";
    case MARBRE_BLOCKS_LATER:
        break;
    }
    return "later";
}

static void
free_edit(gpointer data)
{
    MarbreEdit *edit = data;

    g_free((char *)edit->text);
    g_free(edit);
}

GPtrArray *
marbre_edits_new(void)
{
    return g_ptr_array_new_with_free_func(free_edit);
}

void
marbre_edits_add(GPtrArray *edits, MarbreSpan span, const char *text)
{
    MarbreEdit *edit = g_new(MarbreEdit, 1);

    edit->span = span;
    edit->text = g_strdup(text != NULL ? text : "");
    g_ptr_array_add(edits, edit);
}

static GPtrArray *
copy_edits(const GPtrArray *edits)
{
    GPtrArray *copy = NULL;

    if (edits == NULL || edits->len == 0)
        return NULL;
    copy = marbre_edits_new();
    for (unsigned i = 0; i < edits->len; i++) {
        const MarbreEdit *edit = g_ptr_array_index(edits, i);

        marbre_edits_add(copy, edit->span, edit->text);
    }
    return copy;
}

static MarbrePlace
complete(MarbrePlace place)
{
    place.line = MAX(place.line, 1);
    place.column = MAX(place.column, 1);
    return place;
}

MarbreFinding *
marbre_finding_new(const MarbreFinding *fields)
{
    MarbreFinding *finding = NULL;

    g_return_val_if_fail(fields->rule != NULL && fields->article != NULL, NULL);
    g_return_val_if_fail(fields->path != NULL && fields->message != NULL, NULL);

    finding = g_atomic_rc_box_new0(MarbreFinding);
    *finding = *fields;
    finding->rule = g_strdup(fields->rule);
    finding->stage = g_strdup(fields->stage);
    finding->article = g_strdup(fields->article);
    finding->path = g_strdup(fields->path);
    finding->message = g_strdup(fields->message);
    finding->start = complete(fields->start);
    finding->end = complete(fields->end);
    finding->args = fields->args != NULL ? g_variant_ref_sink(fields->args) : NULL;
    finding->fix = copy_edits(fields->fix);
    return finding;
}

MarbreFinding *
marbre_finding_ref(const MarbreFinding *finding)
{
    return g_atomic_rc_box_acquire((MarbreFinding *)finding);
}

static void
clear_finding(gpointer data)
{
    MarbreFinding *finding = data;

    g_free((char *)finding->rule);
    g_free((char *)finding->stage);
    g_free((char *)finding->article);
    g_free((char *)finding->path);
    g_free((char *)finding->message);
    g_clear_pointer(&finding->args, g_variant_unref);
    if (finding->fix != NULL)
        g_ptr_array_unref((GPtrArray *)finding->fix);
}

void
marbre_finding_unref(MarbreFinding *finding)
{
    if (finding != NULL)
        g_atomic_rc_box_release_full(finding, clear_finding);
}

static int
compare_numbers(uint64_t a, uint64_t b)
{
    return (a > b) - (a < b);
}

int
marbre_finding_compare(const MarbreFinding *a, const MarbreFinding *b)
{
    int order = strcmp(a->article, b->article);

    if (order == 0)
        order = strcmp(a->path, b->path);
    if (order == 0)
        order = compare_numbers(a->start.offset, b->start.offset);
    if (order == 0)
        order = strcmp(a->rule, b->rule);
    if (order == 0)
        order = compare_numbers(a->end.offset, b->end.offset);
    if (order == 0)
        order = strcmp(a->message, b->message);
    if (order == 0)
        order = g_strcmp0(a->stage, b->stage);
    return order;
}

static void
unref_finding(gpointer finding)
{
    marbre_finding_unref(finding);
}

GPtrArray *
marbre_findings_new(void)
{
    return g_ptr_array_new_with_free_func(unref_finding);
}

static int
compare_pointers(gconstpointer a, gconstpointer b)
{
    return marbre_finding_compare(*(MarbreFinding *const *)a, *(MarbreFinding *const *)b);
}

void
marbre_findings_sort(GPtrArray *findings)
{
    g_ptr_array_sort(findings, compare_pointers);
}

static void
count_error(const MarbreFinding *finding, MarbreTally *tally)
{
    tally->errors++;
    if (finding->blocks == MARBRE_BLOCKS_NOW)
        tally->now++;
    else if (finding->blocks == MARBRE_BLOCKS_LATER)
        tally->later++;
}

MarbreTally
marbre_findings_tally(const GPtrArray *findings)
{
    MarbreTally tally = {0};

    for (unsigned i = 0; i < findings->len; i++) {
        const MarbreFinding *finding = g_ptr_array_index(findings, i);

        if (finding->waived)
            tally.waived++;
        else if (finding->known)
            tally.known++;
        else if (finding->severity == MARBRE_SEVERITY_ERROR)
            count_error(finding, &tally);
        else if (finding->severity == MARBRE_SEVERITY_WARNING)
            tally.warnings++;
        else if (finding->severity == MARBRE_SEVERITY_NOTE)
            tally.notes++;
    }
    return tally;
}
