/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "report.h"

int32_t
report_picture(const struct pictures *pictures,
               const char *rule,
               int32_t severity,
               mbr_span span,
               const mbr_text *file,
               const mbr_text *words)
{
    const mbr_arg file_arg = {.struct_size = sizeof file_arg, .name = "file", .value = *file};
    mbr_arg words_arg = {.struct_size = sizeof words_arg, .name = "words"};
    const mbr_arg *args[] = {&file_arg, NULL, NULL};
    if (words) {
        words_arg.value = *words;
        args[1] = &words_arg;
    }
    const mbr_finding finding = {.struct_size = sizeof finding,
                                 .severity = severity,
                                 .rule = rule,
                                 .span = span,
                                 .args = args};
    return pictures->task->report->finding(pictures->job, &finding);
}
