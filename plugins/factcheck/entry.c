/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "entry.h"

#include "report.h"

#include <stdio.h>
#include <string.h>

#define LEDGER "claims.yaml"
#define MOST_TOLD 2000 /* findings about the ledger */

int32_t
entry_value(const struct run *run, const char *where, mbr_value *ret_value)
{
    *ret_value = (mbr_value){.struct_size = sizeof *ret_value};
    int32_t result = run->task->host.article->meta(run->job, MBR_PART_CLAIMS, where, ret_value);
    if (result == MBR_E_NOTFOUND) {
        *ret_value = (mbr_value){.struct_size = sizeof *ret_value};
        return MBR_OK;
    }
    return result < 0 ? run_fail(run, result, "claims.yaml could not be read") : MBR_OK;
}

int32_t
entry_member(const struct run *run, size_t claim, const char *key, mbr_value *ret_value)
{
    char where[128];
    snprintf(where, sizeof where, "claims[%zu]%s%s", claim, *key ? "." : "", key);
    return entry_value(run, where, ret_value);
}

int32_t
entry_read(const struct run *run, struct claim *claim, struct entry *ret_entry)
{
    const struct {
        const char *key;
        mbr_value *value;
    } members[] = {{"", &ret_entry->value},
                   {"id", &ret_entry->id},
                   {"quote", &claim->quote},
                   {"by", &ret_entry->by},
                   {"kind", &ret_entry->kind},
                   {"status", &ret_entry->status},
                   {"evidence", &ret_entry->evidence},
                   {"expires", &ret_entry->expires},
                   {"checked.sentence", &ret_entry->sentence}};
    int32_t result = MBR_OK;
    for (size_t i = 0; i < sizeof members / sizeof *members && result >= 0; i++)
        result = entry_member(run, claim->index, members[i].key, members[i].value);
    return result;
}

bool
entry_is_blank(const mbr_value *value)
{
    if (value->type == MBR_VALUE_NULL || value->type == MBR_VALUE_LIST ||
        value->type == MBR_VALUE_MAP)
        return true;
    for (size_t i = 0; i < value->text.size; i++)
        if (!strchr(" \t\r\n", value->text.data[i]))
            return false;
    return true;
}

bool
entry_has_status(const struct entry *entry, const char *name)
{
    const mbr_text *text = &entry->status.text;
    return text->data && text->size == strlen(name) && memcmp(text->data, name, text->size) == 0;
}

mbr_text
entry_name(const struct claim *claim, const struct entry *entry)
{
    if (!entry_is_blank(&entry->id))
        return entry->id.text;
    return entry_is_blank(&claim->quote) ? (mbr_text){"?", 1} : claim->quote.text;
}

/* The words of a value, without the quotes that they may be written in. */
static mbr_span
words_of(const struct run *run, const mbr_value *value)
{
    const mbr_span whole = {0, value->text.size};
    mbr_span words;
    if (value->mark == 0 || value->text.size == 0 ||
        run->task->host.article->to_source(run->job, MBR_PART_CLAIMS, value->mark, &whole, &words) <
            0)
        return value->span;
    return words;
}

mbr_span
entry_place(const struct run *run, const mbr_value *value, const struct entry *entry)
{
    if (!entry_is_blank(value))
        return words_of(run, value);
    return entry_is_blank(&entry->id) ? entry->value.span : words_of(run, &entry->id);
}

int32_t
entry_report(struct run *run,
             const struct claim *claim,
             const struct entry *entry,
             const struct entry_fault *fault)
{
    struct report report;
    if (run->told++ >= MOST_TOLD)
        return MBR_OK;
    report_init(&report, fault->rule, LEDGER, entry_place(run, fault->value, entry));
    report.finding.severity = fault->severity;
    report_add(&report, "claim", entry_name(claim, entry));
    report_add(&report, "quote",
               entry_is_blank(&claim->quote) ? entry_name(claim, entry) : claim->quote.text);
    report_add(&report, "status", entry->status.text);
    if (fault->form)
        report_add(&report, "case", (mbr_text){fault->form, strlen(fault->form)});
    if (fault->hole)
        report_add(&report, fault->hole, fault->filling);
    return report_send(&report, run);
}
