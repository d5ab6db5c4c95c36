/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lack.h"

#include "mend.h"
#include "report.h"
#include "sentence.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static mbr_text
as_text(const char *string)
{
    return (mbr_text){string, string ? strlen(string) : 0};
}

int32_t
lack_failed(struct run *run, const struct claim *claim, const struct hit *hit)
{
    struct mend mend;
    int32_t result = mend_make(run, claim, &mend);
    if (result < 0)
        return result;
    char *words = report_words(&run->bytes, hit->words);
    char *other = report_words(&run->bytes, hit->name);
    char *outlet = sentence_outlet(&run->hearing.voice, run->french);
    if (!words || !other || !outlet) {
        result = run_fail(run, MBR_E_NOMEM, "no memory for a message");
    } else {
        struct report report;
        report_init(&report, hit->quoted ? "flag-quoted" : "flag-other-outlet", NULL, hit->source);
        report_add(&report, "words", as_text(words));
        report_add(&report, "outlet", as_text(outlet));
        report_add(&report, "quote", claim->quote.text);
        report_add(&report, "sentence", as_text(mend.sentence));
        if (hit->quoted)
            report_insert(&report, mend.at, mend.text);
        else
            report_add(&report, "other", as_text(other));
        result = report_send(&report, run);
    }
    free(words);
    free(other);
    free(outlet);
    mend_clear(&mend);
    return result;
}

/* From the start of the claim's paragraph to the end of its words. */
int32_t
lack_missing(struct run *run, const struct claim *claim, size_t count)
{
    struct mend mend;
    int32_t result = mend_make(run, claim, &mend);
    if (result < 0)
        return result;
    char *outlet = sentence_outlet(&run->hearing.voice, run->french);
    if (!outlet) {
        result = run_fail(run, MBR_E_NOMEM, "no memory for a message");
    } else {
        char digits[24];
        snprintf(digits, sizeof digits, "%zu", count);
        mbr_span span = {run->blocks[claim->block].item.span.start, claim->source.end};
        struct report report;
        report_init(&report, "flag-missing", NULL, span);
        report_add(&report, "count", as_text(digits));
        report_add(&report, "outlet", as_text(outlet));
        report_add(&report, "quote", claim->quote.text);
        report_add(&report, "sentence", as_text(mend.sentence));
        report_insert(&report, mend.at, mend.text);
        result = report_send(&report, run);
    }
    free(outlet);
    mend_clear(&mend);
    return result;
}

/* The line of the file that a flag stands on, in figures. */
static void
write_line(const struct run *run, const struct hit *hit, char *out, size_t size)
{
    size_t line = 1;
    for (uint64_t i = 0; i < hit->source.start && i < run->bytes.size; i++)
        line += run->bytes.data[i] == '\n';
    snprintf(out, size, "%zu", line);
}

int32_t
lack_far(struct run *run, const struct claim *claim, const struct hit *hit)
{
    static const char *const scopes[] = {"sentence", "paragraph", "near", "section", "article"};
    const char *scope = scopes[run->task->scope];
    char line[24];
    int32_t result = run_load_bytes(run);
    if (result < 0)
        return result;
    char *words = report_words(&run->bytes, hit->source);
    if (!words)
        return run_fail(run, MBR_E_NOMEM, "no memory for a message");
    write_line(run, hit, line, sizeof line);
    struct report report;
    report_init(&report, "flag-far", NULL, claim->source);
    if (hit->wide && hit->source.start > claim->source.start &&
        run->blocks[hit->block].section == run->blocks[claim->block].section)
        report.finding.severity = MBR_SEVERITY_WARNING;
    report_add(&report, "quote", claim->quote.text);
    report_add(&report, "words", as_text(words));
    report_add(&report, "line", as_text(line));
    report_add(&report, "case", as_text(scope));
    result = report_send(&report, run);
    free(words);
    return result;
}

int32_t
lack_stale(struct run *run, const struct hit *hit)
{
    int32_t result = run_load_bytes(run);
    if (result < 0)
        return result;
    char *words = report_words(&run->bytes, hit->source);
    if (!words)
        return run_fail(run, MBR_E_NOMEM, "no memory for a message");
    struct report report;
    report_init(&report, "flag-stale", NULL, hit->source);
    report_add(&report, "words", as_text(words));
    result = report_send(&report, run);
    free(words);
    return result;
}
