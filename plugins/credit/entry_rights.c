/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "entry.h"
#include "terms.h"

#include <stdlib.h>
#include <string.h>

/* Where nobody wrote down on what terms the picture may be shown, its own metadata may say. */
static int32_t
judge_missing(const struct pictures *pictures, const struct entry *entry)
{
    const struct metadata *metadata = entry->medium ? &entry->medium->metadata : NULL;
    if (!entry_is_blank(&entry->licence) || !entry_is_blank(&entry->rights) ||
        (metadata &&
         (metadata_text(metadata, METADATA_USAGE) || metadata_text(metadata, METADATA_WEB))))
        return MBR_OK;
    found said;
    entry_found(pictures, entry, "rights-missing", NULL, &said);
    return entry_report(pictures, &said, NULL);
}

/* A date that is none is for another check to say. */
static int32_t
judge_end(const struct pictures *pictures, const struct entry *entry)
{
    const services *host = &pictures->task->host;
    int64_t first, after;
    if (!entry_is_text(&entry->expires) ||
        host->job->instant(pictures->job, &entry->expires.text, &first, &after) < 0 ||
        host->job->passed(pictures->job, after) != 1)
        return MBR_OK;
    found said;
    entry_found(pictures, entry, "rights-expired", &entry->expires, &said);
    return entry_report(pictures, &said, NULL);
}

static int32_t
judge_medium(const struct pictures *pictures, const struct entry *entry)
{
    const mbr_value *values[] = {&entry->caption,      &entry->alt,    &entry->credit,
                                 &entry->photographer, &entry->agency, &entry->rights};
    mbr_text words[sizeof values / sizeof *values];
    struct shown shown = {.place = entry_place(entry), .file = entry_file(entry), .words = words};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        if (entry_is_text(values[i]))
            words[shown.word_count++] = values[i]->text;
    char *credit, *rights = NULL;
    if (!entry_printed(entry, &credit))
        return pictures_fail(pictures, MBR_E_NOMEM, "no memory for a picture");
    if (entry_is_text(&entry->rights))
        rights = strndup(entry->rights.text.data, entry->rights.text.size);
    shown.credit = credit;
    shown.rights = rights;
    int32_t result = terms_judge(pictures, entry->medium, &shown);
    if (result >= 0)
        result = origin_judge(pictures, entry->medium, &shown);
    free(credit);
    free(rights);
    return result;
}

int32_t
entry_judge_rights(const struct pictures *pictures, const struct entry *entry)
{
    int32_t result = entry->medium ? judge_medium(pictures, entry) : MBR_OK;
    if (result >= 0 && entry->value.type == MBR_VALUE_MAP)
        result = judge_missing(pictures, entry);
    return result >= 0 ? judge_end(pictures, entry) : result;
}
