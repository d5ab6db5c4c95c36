/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "entry.h"

#include "address.h"
#include "media.h"
#include "report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool
entry_is_blank_text(const mbr_text *text)
{
    for (size_t i = 0; i < text->size; i++)
        if (!strchr(" \t\r\n", text->data[i]))
            return false;
    return true;
}

bool
entry_is_blank(const mbr_value *value)
{
    if (value->type == MBR_VALUE_LIST)
        return value->count == 0;
    return value->type == MBR_VALUE_NULL || value->type == MBR_VALUE_MAP ||
           entry_is_blank_text(&value->text);
}

bool
entry_is_text(const mbr_value *value)
{
    return !entry_is_blank(value) && value->type != MBR_VALUE_LIST;
}

static int32_t
read_value(const struct pictures *pictures, const char *where, mbr_value *value)
{
    *value = (mbr_value){.struct_size = sizeof *value};
    int32_t result = pictures->task->host.article->meta(pictures->job, MBR_PART_TEXT, where, value);
    if (result == MBR_E_NOTFOUND) {
        *value = (mbr_value){0};
        return MBR_OK;
    }
    return result < 0 ? pictures_fail(pictures, result, "a picture's entry could not be read")
                      : MBR_OK;
}

static int32_t
read_entry(const struct pictures *pictures, const char *where, struct entry *entry)
{
    const struct {
        const char *key;
        mbr_value *value;
    } members[] = {{"file", &entry->file},
                   {"caption", &entry->caption},
                   {"alt", &entry->alt},
                   {"credit", &entry->credit},
                   {"photographer", &entry->photographer},
                   {"agency", &entry->agency},
                   {"rights", &entry->rights},
                   {"licence", &entry->licence},
                   {"expires", &entry->expires}};
    int32_t result = read_value(pictures, where, &entry->value);
    if (result < 0)
        return result;
    /* A name alone is a picture without anything else. */
    if (entry->value.type != MBR_VALUE_MAP) {
        entry->file = entry->value;
        return MBR_OK;
    }
    for (size_t i = 0; i < sizeof members / sizeof members[0] && result >= 0; i++) {
        char path[80];
        snprintf(path, sizeof path, "%s.%s", where, members[i].key);
        result = read_value(pictures, path, members[i].value);
    }
    return result;
}

mbr_text
entry_file(const struct entry *entry)
{
    if (entry->name)
        return (mbr_text){entry->name, strlen(entry->name)};
    if (!entry_is_blank(&entry->caption) && entry->caption.type == MBR_VALUE_TEXT)
        return entry->caption.text;
    return (mbr_text){entry->number, strlen(entry->number)};
}

mbr_span
entry_place(const struct entry *entry)
{
    mbr_span place = entry->value.span;
    if (entry->name && entry->file.span.end > place.start && entry->file.span.end < place.end)
        place.end = entry->file.span.end;
    return place;
}

mbr_span
entry_words(const struct pictures *pictures, const mbr_value *value)
{
    const mbr_span whole = {0, value->text.size};
    mbr_span words;
    if (value->mark == 0 || value->text.size == 0 ||
        pictures->task->host.article->to_source(pictures->job, MBR_PART_TEXT, value->mark, &whole,
                                                &words) < 0)
        return value->span;
    return words;
}

void
entry_found(const struct pictures *pictures,
            const struct entry *entry,
            const char *rule,
            const mbr_value *value,
            found *ret)
{
    mbr_text file = entry_file(entry);
    found_begin(ret, rule, value ? entry_words(pictures, value) : entry_place(entry));
    found_text(ret, "file", file.data, file.size);
    if (value)
        found_text(ret, "words", value->text.data, value->text.size);
}

int32_t
entry_report(const struct pictures *pictures, found *said, const edits *fix)
{
    return found_report(said, &pictures->task->host, pictures->job, fix);
}

/* Names of a list are not read one by one: the first will do where they are compared. */
static mbr_text
words_of(const mbr_value *value)
{
    return entry_is_text(value) ? value->text : (mbr_text){"", 0};
}

bool
entry_printed(const struct entry *entry, char **ret)
{
    mbr_text credit = words_of(&entry->credit), person = words_of(&entry->photographer),
             house = words_of(&entry->agency);
    *ret = NULL;
    if (credit.size > 0) {
        *ret = strndup(credit.data, credit.size);
        return *ret != NULL;
    }
    if (person.size + house.size == 0)
        return true;
    *ret = malloc(person.size + house.size + 2);
    if (!*ret)
        return false;
    sprintf(*ret, "%.*s%s%.*s", (int)person.size, person.data,
            person.size > 0 && house.size > 0 ? "/" : "", (int)house.size, house.data);
    return true;
}

static int32_t
report_missing(const struct pictures *pictures, const struct entry *entry, struct medium *near)
{
    found said;
    edits fix = {0};
    entry_found(pictures, entry, "file-missing", entry->name ? &entry->file : NULL, &said);
    if (near) {
        found_text(&said, "near", near->name.data, near->name.size);
        found_text(&said, "case", "near", 4);
        near->named = true;
        if (!edits_add(&fix, said.finding.span, near->name))
            return pictures_fail(pictures, MBR_E_NOMEM, "no memory for the pictures");
    }
    int32_t result = entry_report(pictures, &said, &fix);
    edits_clear(&fix);
    return result;
}

static int32_t
judge_file(struct pictures *pictures, struct entry *entry)
{
    if (!entry->name)
        return report_missing(pictures, entry, NULL);
    entry->medium = media_find(pictures, entry->name);
    if (!entry->medium)
        return report_missing(pictures, entry, media_near(pictures, entry->name));
    entry->medium->named = true;
    int32_t result = media_read(pictures, entry->medium);
    if (result < 0)
        return result;
    mbr_text file = entry_file(entry);
    return report_medium(pictures, entry->medium, entry_words(pictures, &entry->file), &file);
}

static int32_t
name_file(const struct pictures *pictures, struct entry *entry)
{
    if (!entry_is_text(&entry->file))
        return MBR_OK;
    entry->name = address_file(entry->file.text.data, entry->file.text.size);
    return entry->name ? MBR_OK
                       : pictures_fail(pictures, MBR_E_NOMEM, "no memory for the pictures");
}

int32_t
entry_judge(struct pictures *pictures, const char *where, uint64_t index)
{
    struct entry entry = {0};
    int32_t result = read_entry(pictures, where, &entry);
    if (result < 0)
        return result;
    snprintf(entry.number, sizeof entry.number, "#%llu", (unsigned long long)index + 1);
    result = name_file(pictures, &entry);
    if (result >= 0)
        result = judge_file(pictures, &entry);
    if (result >= 0)
        result = entry_judge_credit(pictures, &entry);
    if (result >= 0)
        result = entry_judge_alt(pictures, &entry);
    if (result >= 0)
        result = entry_judge_rights(pictures, &entry);
    free(entry.name);
    return result;
}
