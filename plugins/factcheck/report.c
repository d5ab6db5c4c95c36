/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "report.h"

#include <stdlib.h>
#include <string.h>

void
report_init(struct report *report, const char *rule, const char *file, mbr_span span)
{
    *report = (struct report){
        .finding = {
            .struct_size = sizeof report->finding, .rule = rule, .file = file, .span = span}};
}

void
report_add(struct report *report, const char *name, mbr_text value)
{
    if (report->count == REPORT_ARGS)
        return;
    if (!value.data)
        value = (mbr_text){"", 0};
    mbr_arg *arg = &report->args[report->count];
    *arg = (mbr_arg){.struct_size = sizeof *arg, .name = name, .value = value};
    report->list[report->count++] = arg;
}

void
report_insert(struct report *report, uint64_t at, const char *text)
{
    report->edit = (mbr_edit){
        .struct_size = sizeof report->edit, .span = {at, at}, .text = {text, strlen(text)}};
    report->edits[0] = &report->edit;
}

int32_t
report_send(struct report *report, const struct run *run)
{
    report->finding.args = report->count ? report->list : NULL;
    report->finding.edits = report->edits[0] ? report->edits : NULL;
    return run->task->host.report->finding(run->job, &report->finding);
}

char *
report_words(const mbr_text *bytes, mbr_span span)
{
    enum { LONGEST = 200 };
    if (span.start > span.end || span.end > bytes->size)
        span = (mbr_span){0, 0};
    char *words = malloc(span.end - span.start + 1);
    if (!words)
        return NULL;
    size_t size = 0;
    for (uint64_t at = span.start; at < span.end; at++) {
        char c = bytes->data[at];
        bool blank = c == '\n' || c == '\r' || c == '\t' || c == ' ';
        if (c == '*' || c == '_' || c == '`' || (blank && size > 0 && words[size - 1] == ' '))
            continue;
        if (size >= LONGEST && ((unsigned char)c & 0xc0) != 0x80)
            break;
        words[size++] = c;
        if (blank)
            words[size - 1] = ' ';
    }
    words[size] = '\0';
    return words;
}
