/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "article/state.h"

#include "yaml/write.h"

#include <string.h>

/* A name, date or number of git: plain wherever it reads back as text. */
static void
put_plain(GString *out, const char *key, const char *value)
{
    g_autofree char *text = marbre_yaml_plain_or_quoted(value ? value : "");
    g_string_append_printf(out, "%s: %s", key, text);
}

/* Words of people, and digests, whose colon would ask for quotes in any case. */
static void
put_quoted(GString *out, const char *key, const char *value)
{
    g_autofree char *text = marbre_yaml_quote(value ? value : "");
    g_string_append_printf(out, "%s: %s", key, text);
}

static void
put_instant(GString *out, const char *key, MarbreInstant instant)
{
    g_autofree char *text = marbre_instant_format(instant);
    put_plain(out, key, text);
}

static void
put_revision(GString *out, uint64_t revision)
{
    g_string_append_printf(out, "revision: %" G_GUINT64_FORMAT, revision);
}

static void
comma(GString *out)
{
    g_string_append(out, ", ");
}

static int
compare_notes(const void *a, const void *b)
{
    const MarbreNote *const *first = a;
    const MarbreNote *const *second = b;
    return strcmp((*first)->lang, (*second)->lang);
}

static void
put_notes(GString *out, const GPtrArray *notes)
{
    g_autoptr(GPtrArray) sorted = g_ptr_array_new();
    for (guint i = 0; i < notes->len; i++)
        g_ptr_array_add(sorted, g_ptr_array_index(notes, i));
    g_ptr_array_sort(sorted, compare_notes);
    g_string_append(out, "note: {");
    for (guint i = 0; i < sorted->len; i++) {
        const MarbreNote *note = g_ptr_array_index(sorted, i);
        g_autofree char *lang = marbre_yaml_plain_or_quoted(note->lang);
        if (i > 0)
            comma(out);
        put_quoted(out, lang, note->text);
    }
    g_string_append_c(out, '}');
}

static void
put_approval(GString *out, const MarbreApproval *approval)
{
    g_string_append_c(out, '{');
    put_plain(out, "stage", approval->stage);
    comma(out);
    put_plain(out, "by", approval->by);
    comma(out);
    put_instant(out, "at", approval->at);
    comma(out);
    put_quoted(out, "digest", approval->digest);
    comma(out);
    put_plain(out, "content", approval->content);
    if (approval->signature) {
        comma(out);
        put_quoted(out, "signature", approval->signature);
    }
    g_string_append_c(out, '}');
}

static void
put_waiver(GString *out, const MarbreWaiver *waiver)
{
    g_string_append_c(out, '{');
    put_plain(out, "rule", waiver->rule);
    comma(out);
    put_plain(out, "by", waiver->by);
    comma(out);
    put_quoted(out, "reason", waiver->reason);
    comma(out);
    put_plain(out, "until", waiver->until);
    comma(out);
    put_quoted(out, "digest", waiver->digest);
    g_string_append_c(out, '}');
}

static void
put_owed(GString *out, const MarbreOwed *owed)
{
    g_string_append_c(out, '{');
    put_plain(out, "stage", owed->stage);
    comma(out);
    put_instant(out, "until", owed->until);
    g_string_append_c(out, '}');
}

static void
put_assigned(GString *out, const MarbreAssigned *assigned)
{
    g_string_append(out, "assigned: {");
    put_plain(out, "to", assigned->to);
    comma(out);
    put_plain(out, "by", assigned->by);
    comma(out);
    put_instant(out, "at", assigned->at);
    if (assigned->due.seconds != 0) {
        comma(out);
        put_instant(out, "due", assigned->due);
    }
    g_string_append(out, "}\n");
}

static void
put_publication(GString *out, const MarbrePublication *publication)
{
    g_string_append(out, "publication: {");
    put_revision(out, publication->revision);
    comma(out);
    put_instant(out, "at", publication->at);
    comma(out);
    if (publication->address != NULL) {
        put_quoted(out, "address", publication->address);
        comma(out);
    }
    put_quoted(out, "digest", publication->digest);
    comma(out);
    put_plain(out, "content", publication->content);
    g_string_append(out, "}\n");
}

static void
put_correction(GString *out, const MarbreCorrection *correction)
{
    g_string_append_c(out, '{');
    put_plain(out, "kind", correction->kind);
    comma(out);
    if (correction->notes->len > 0) {
        put_notes(out, correction->notes);
        comma(out);
    }
    if (correction->by) {
        put_plain(out, "by", correction->by);
        comma(out);
    }
    put_instant(out, "at", correction->at);
    if (correction->revision > 0) {
        comma(out);
        put_revision(out, correction->revision);
    }
    g_string_append_c(out, '}');
}

static void
put_corrections(GString *out, const GPtrArray *corrections)
{
    g_string_append(out, "corrections: [");
    for (guint i = 0; i < corrections->len; i++) {
        if (i > 0)
            comma(out);
        put_correction(out, g_ptr_array_index(corrections, i));
    }
    g_string_append(out, "]\n");
}

static void
put_retraction(GString *out, const MarbreRetraction *retracted)
{
    g_string_append(out, "retracted: {");
    if (retracted->kind) {
        put_plain(out, "kind", retracted->kind);
        comma(out);
    }
    put_notes(out, retracted->notes);
    comma(out);
    put_plain(out, "by", retracted->by);
    comma(out);
    put_instant(out, "at", retracted->at);
    g_string_append(out, "}\n");
}

static void
put_head(GString *out, const MarbreState *state)
{
    put_plain(out, "id", state->id);
    g_string_append_c(out, '\n');
    put_plain(out, "workflow", state->workflow);
    g_string_append_c(out, '\n');
    put_plain(out, "stage", state->stage);
    g_string_append_c(out, '\n');
    put_instant(out, "entered", state->entered);
    g_string_append_c(out, '\n');
}

static void
put_lists(GString *out, const MarbreState *state)
{
    if (state->approvals->len > 0)
        g_string_append(out, "approvals:\n");
    for (guint i = 0; i < state->approvals->len; i++) {
        g_string_append(out, "  - ");
        put_approval(out, g_ptr_array_index(state->approvals, i));
        g_string_append_c(out, '\n');
    }
    if (state->waivers->len > 0)
        g_string_append(out, "waivers:\n");
    for (guint i = 0; i < state->waivers->len; i++) {
        g_string_append(out, "  - ");
        put_waiver(out, g_ptr_array_index(state->waivers, i));
        g_string_append_c(out, '\n');
    }
    if (state->owed->len > 0)
        g_string_append(out, "owed:\n");
    for (guint i = 0; i < state->owed->len; i++) {
        g_string_append(out, "  - ");
        put_owed(out, g_ptr_array_index(state->owed, i));
        g_string_append_c(out, '\n');
    }
}

GBytes *
marbre_state_write(const MarbreState *state)
{
    GString *out = g_string_sized_new(512);
    put_head(out, state);
    put_lists(out, state);
    if (state->assigned)
        put_assigned(out, state->assigned);
    if (state->publication)
        put_publication(out, state->publication);
    if (state->correction) {
        g_string_append(out, "correction: ");
        put_correction(out, state->correction);
        g_string_append_c(out, '\n');
    }
    if (state->corrections->len > 0)
        put_corrections(out, state->corrections);
    if (state->retracted)
        put_retraction(out, state->retracted);
    return g_string_free_to_bytes(out);
}
