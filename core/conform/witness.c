/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "conform/witness.h"

#include "plugin/outcome.h"
#include "plugin/release.h"

#include <stdio.h>
#include <string.h>

static __thread MarbreWitness seen;
static __thread const MarbreSpecimen *specimen;
static __thread const MarbreTaskInfo *task_info;
static __thread unsigned findings;

void
marbre_witness_begin(const MarbreSpecimen *on, const MarbreTaskInfo *task)
{
    seen = (MarbreWitness){0};
    specimen = on;
    task_info = task;
    findings = 0;
}

void
marbre_witness_said(void)
{
    seen.said = true;
}

void
marbre_witness_returned(int32_t code)
{
    seen.code = code;
}

const MarbreWitness *
marbre_witness_get(void)
{
    return &seen;
}

static void G_GNUC_PRINTF(2, 3) complain(MarbreComplaint complaint, const char *format, ...)
{
    if (seen.complaint != MARBRE_COMPLAINT_NONE)
        return;
    va_list args;
    va_start(args, format);
    (void)vsnprintf(seen.words, sizeof seen.words, format, args);
    va_end(args);
    seen.complaint = complaint;
}

static GBytes *
bytes_of(const char *name)
{
    g_autofree char *text = g_strdup_printf("index.%s.md", specimen->lang);
    const MarbreFile *file = marbre_article_get_file(specimen->article, name ? name : text);
    return file == NULL ? NULL : file->bytes;
}

static bool
is_boundary(const char *data, gsize size, uint64_t at)
{
    return at == size || ((unsigned char)data[at] & 0xC0u) != 0x80u;
}

static void
look_at_span(
    MarbreComplaint kind, const char *rule, const char *what, const char *name, mbr_span span)
{
    GBytes *bytes = bytes_of(name);
    gsize size = 0;
    if (bytes == NULL) {
        complain(kind, "rule %s: %s is in the file %s, which is not there", rule, what, name);
        return;
    }
    const char *data = g_bytes_get_data(bytes, &size);
    if (span.start > span.end || span.end > size)
        complain(kind,
                 "rule %s: %s is the bytes %" G_GUINT64_FORMAT " to %" G_GUINT64_FORMAT
                 " of a file that has %zu",
                 rule, what, span.start, span.end, size);
    else if (g_utf8_validate_len(data, size, NULL) &&
             (!is_boundary(data, size, span.start) || !is_boundary(data, size, span.end)))
        complain(kind,
                 "rule %s: %s, the bytes %" G_GUINT64_FORMAT " to %" G_GUINT64_FORMAT
                 ", begins or ends within a character",
                 rule, what, span.start, span.end);
}

static void
look_at_edits(const char *rule, const mbr_finding *finding)
{
    for (size_t i = 0; finding->edits != NULL && finding->edits[i] != NULL; i++) {
        const mbr_edit *edit = finding->edits[i];
        look_at_span(MARBRE_COMPLAINT_EDITS, rule, "an edit", finding->file, edit->span);
        for (size_t j = 0; j < i; j++) {
            const mbr_edit *other = finding->edits[j];
            if (edit->span.start < other->span.end && other->span.start < edit->span.end)
                complain(MARBRE_COMPLAINT_EDITS,
                         "rule %s: two edits of one fix overlap, at bytes %" G_GUINT64_FORMAT
                         " and %" G_GUINT64_FORMAT,
                         rule, other->span.start, edit->span.start);
        }
    }
}

static bool
has_argument(const mbr_finding *finding, const char *hole, size_t size)
{
    for (size_t i = 0; finding->args != NULL && finding->args[i] != NULL; i++) {
        const char *name = finding->args[i]->name;
        if (name != NULL && strlen(name) == size && memcmp(name, hole, size) == 0)
            return true;
    }
    return false;
}

static void
look_at_words(const MarbreRuleInfo *rule, const mbr_finding *finding)
{
    for (size_t i = 0; finding->args != NULL && finding->args[i] != NULL; i++) {
        const mbr_arg *arg = finding->args[i];
        if (!g_utf8_validate_len(arg->value.data ? arg->value.data : "", arg->value.size, NULL))
            complain(MARBRE_COMPLAINT_WORDS, "rule %s: the argument %s is not UTF-8", rule->id,
                     arg->name ? arg->name : "without a name");
    }
    if (has_argument(finding, "case", strlen("case")))
        return; /* it chooses a text of the catalogue, with holes of its own */
    for (const char *open = strchr(rule->message, '{'); open; open = strchr(open + 1, '{')) {
        size_t size = strcspn(open + 1, "}");
        if (open[size + 1] == '}' && !has_argument(finding, open + 1, size))
            complain(MARBRE_COMPLAINT_WORDS,
                     "rule %s: no argument fills the hole {%.*s} of its message", rule->id,
                     (int)size, open + 1);
    }
}

void
marbre_witness_finding(const mbr_finding *finding)
{
    if (++findings == MARBRE_OUTCOME_FINDINGS + 1)
        complain(MARBRE_COMPLAINT_FLOOD, "more than %u findings in one run",
                 MARBRE_OUTCOME_FINDINGS);
    if (finding == NULL || finding->struct_size < MARBRE_FIRST_FINDING || findings > 100)
        return; /* the host says what is wrong with it; and the first hundred tell enough */
    const char *id = finding->rule ? finding->rule : "(none)";
    const MarbreRuleInfo *rule = marbre_task_info_rule(task_info, id);
    if (rule == NULL)
        complain(MARBRE_COMPLAINT_WORDS, "a finding names the rule %s, which the task has not", id);
    look_at_span(MARBRE_COMPLAINT_SPAN, id, "the place", finding->file, finding->span);
    look_at_edits(id, finding);
    if (rule != NULL)
        look_at_words(rule, finding);
}
