/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "found.h"

#include "grow.h"
#include "utf8.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool
edits_add(edits *list, mbr_span span, mbr_text text)
{
    if (!grow(&list->items, &list->room, list->count, sizeof *list->items))
        return false;
    list->items[list->count++] =
        (mbr_edit){.struct_size = sizeof(mbr_edit), .span = span, .text = text};
    return true;
}

static int
compare_edits(const void *a, const void *b)
{
    const mbr_edit *x = a, *y = b;
    return x->span.start < y->span.start ? -1 : x->span.start > y->span.start;
}

void
edits_sort(edits *list)
{
    if (list->count > 1)
        qsort(list->items, list->count, sizeof *list->items, compare_edits);
}

void
edits_clear(edits *list)
{
    free(list->items);
    *list = (edits){0};
}

void
found_begin(found *of, const char *rule, mbr_span place)
{
    of->finding = (mbr_finding){.struct_size = sizeof(mbr_finding), .rule = rule, .span = place};
    of->count = 0;
}

static void
add(found *of, const char *name, const char *data, size_t size)
{
    if (of->count < FOUND_ARGS)
        of->arg[of->count++] =
            (mbr_arg){.struct_size = sizeof(mbr_arg), .name = name, .value = {data, size}};
}

void
found_text(found *of, const char *name, const char *data, size_t size)
{
    if (of->count >= FOUND_ARGS)
        return;
    char *shown = of->shown[of->count];
    size_t cut = utf8_cut(data, size, FOUND_SHOWN);
    memcpy(shown, data, cut);
    if (cut < size) {
        memcpy(shown + cut, "\xe2\x80\xa6", 3);
        cut += 3;
    }
    shown[cut] = '\0';
    add(of, name, shown, cut);
}

void
found_count(found *of, uint64_t count)
{
    int length = snprintf(of->digits, sizeof of->digits, "%" PRIu64, count);
    add(of, "count", of->digits, (size_t)length);
}

void
found_number(found *of, const char *name, uint64_t number)
{
    int length = snprintf(of->number, sizeof of->number, "%" PRIu64, number);
    add(of, name, of->number, (size_t)length);
}

int32_t
found_report(found *of, const services *host, mbr_job *job, const edits *fix)
{
    const mbr_arg *args[FOUND_ARGS + 1] = {NULL};
    for (size_t i = 0; i < of->count; i++)
        args[i] = &of->arg[i];
    of->finding.args = args;
    const mbr_edit **list = NULL;
    if (fix && fix->count > 0) {
        list = calloc(fix->count + 1, sizeof *list);
        if (!list)
            return MBR_E_NOMEM;
        for (size_t i = 0; i < fix->count; i++)
            list[i] = &fix->items[i];
        of->finding.edits = list;
    }
    int32_t result = host->report->finding(job, &of->finding);
    free(list);
    return result;
}
