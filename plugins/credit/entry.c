/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "entry.h"

#include "address.h"
#include "printed.h"
#include "report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One picture of the front matter. */
struct entry {
    mbr_value value;
    mbr_value file;
    mbr_value caption;
    mbr_value alt;
    mbr_value credit;
    mbr_value photographer;
    mbr_value agency;
    char *name;      /* of the file; NULL when the entry has none */
    char number[24]; /* by which a message means a picture without a file */
};

bool
entry_is_blank_text(const mbr_text *text)
{
    for (size_t i = 0; i < text->size; i++)
        if (!strchr(" \t\r\n", text->data[i]))
            return false;
    return true;
}

/* A list of names is no blank; a null, an empty text and an empty list are. */
static bool
is_blank(const mbr_value *value)
{
    if (value->type == MBR_VALUE_LIST)
        return value->count == 0;
    return value->type == MBR_VALUE_NULL || value->type == MBR_VALUE_MAP ||
           entry_is_blank_text(&value->text);
}

int32_t
entry_has_file(const struct pictures *pictures, const char *file, bool *ret_has)
{
    size_t index;
    int32_t result = pictures->task->article->named(pictures->job, MBR_PART_MEDIA, file, &index);
    *ret_has = result >= 0;
    if (result >= 0 || result == MBR_E_NOTFOUND || result == MBR_E_INVALID)
        return MBR_OK;
    return pictures_fail(pictures, result, "the article's files could not be listed");
}

static int32_t
read_value(const struct pictures *pictures, const char *where, mbr_value *value)
{
    *value = (mbr_value){.struct_size = sizeof *value};
    int32_t result = pictures->task->article->meta(pictures->job, MBR_PART_TEXT, where, value);
    if (result == MBR_E_NOTFOUND) {
        *value = (mbr_value){.struct_size = sizeof *value};
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
                   {"agency", &entry->agency}};
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

static mbr_text
file_of(const struct entry *entry)
{
    if (entry->name)
        return (mbr_text){entry->name, strlen(entry->name)};
    if (!is_blank(&entry->caption) && entry->caption.type == MBR_VALUE_TEXT)
        return entry->caption.text;
    return (mbr_text){entry->number, strlen(entry->number)};
}

/* What is absent is pointed at on the entry's first lines, down to the file's name. */
static mbr_span
place_of(const struct entry *entry)
{
    mbr_span place = entry->value.span;
    if (entry->name && entry->file.span.end > place.start && entry->file.span.end < place.end)
        place.end = entry->file.span.end;
    return place;
}

/* The words of a value, without the quotes that they may be written in. */
static mbr_span
words_of(const struct pictures *pictures, const mbr_value *value)
{
    const mbr_span whole = {0, value->text.size};
    mbr_span words;
    if (value->mark == 0 || value->text.size == 0 ||
        pictures->task->article->to_source(pictures->job, MBR_PART_TEXT, value->mark, &whole,
                                           &words) < 0)
        return value->span;
    return words;
}

/* Reports at a value of the entry; of what is absent, at the entry. `words` are those that
   the message shows, where they are not the value's. */
static int32_t
report_value(const struct pictures *pictures,
             const struct entry *entry,
             const char *rule,
             const mbr_value *value,
             const mbr_text *words)
{
    mbr_text file = file_of(entry);
    return report_picture(pictures, rule, 0, value ? words_of(pictures, value) : place_of(entry),
                          &file, words || !value ? words : &value->text);
}

static int32_t
fold(const struct pictures *pictures, const mbr_value *value, mbr_text *ret_text)
{
    uint64_t mark;
    *ret_text = value->text;
    if (is_blank(value) || value->type == MBR_VALUE_LIST || value->mark == 0)
        return MBR_OK;
    int32_t result = pictures->task->text->normalise(
        pictures->job, MBR_PART_TEXT, value->mark,
        MBR_FOLD_CASE | MBR_FOLD_APOSTROPHES | MBR_FOLD_SPACES, ret_text, &mark);
    return result < 0 ? pictures_fail(pictures, result, "a credit could not be read") : MBR_OK;
}

/* What one of the three values says. */
static int32_t
judge_value(const struct pictures *pictures,
            const mbr_value *value,
            const mbr_text *agency,
            int *ret_verdict)
{
    mbr_text folded;
    *ret_verdict = PRINTED_NAMED;
    if (is_blank(value) || value->type == MBR_VALUE_LIST)
        return MBR_OK;
    int32_t result = fold(pictures, value, &folded);
    if (result >= 0)
        *ret_verdict = printed_judge(folded.data, folded.size, agency->data, agency->size);
    return result;
}

/* The printed credit is `credit`. */
static int32_t
judge_credit(const struct pictures *pictures, const struct entry *entry)
{
    mbr_text agency;
    int printed, person;
    int32_t result = fold(pictures, &entry->agency, &agency);
    if (result >= 0)
        result = judge_value(pictures, &entry->credit, &agency, &printed);
    if (result >= 0)
        result = judge_value(pictures, &entry->photographer, &agency, &person);
    if (result < 0)
        return result;
    if (printed == PRINTED_ANONYMOUS)
        return report_value(pictures, entry, "credit-anonymous", &entry->credit, NULL);
    mbr_text file = file_of(entry);
    if (printed == PRINTED_CAPTURE)
        return report_picture(pictures, "credit-anonymous", MBR_SEVERITY_WARNING,
                              words_of(pictures, &entry->credit), &file, &entry->credit.text);
    if (printed == PRINTED_AGENCY && (is_blank(&entry->photographer) || person != PRINTED_NAMED))
        return report_value(pictures, entry, "photographer-missing", &entry->credit, NULL);
    return MBR_OK;
}

/* The printed credit is made of `photographer` and `agency`. */
static int32_t
judge_names(const struct pictures *pictures, const struct entry *entry)
{
    const mbr_text none = {"", 0};
    int person, house;
    int32_t result = judge_value(pictures, &entry->photographer, &none, &person);
    if (result >= 0)
        result = judge_value(pictures, &entry->agency, &none, &house);
    if (result < 0)
        return result;
    bool has_person = !is_blank(&entry->photographer);
    bool has_house = !is_blank(&entry->agency);
    if (!has_person && !has_house)
        return report_value(pictures, entry, "credit-missing", NULL, NULL);
    if (has_person && person != PRINTED_ANONYMOUS)
        return person == PRINTED_AGENCY ? report_value(pictures, entry, "photographer-missing",
                                                       &entry->photographer, NULL)
                                        : MBR_OK;
    const mbr_value *words = has_person ? &entry->photographer : &entry->agency;
    if (!has_house || house == PRINTED_ANONYMOUS)
        return report_value(pictures, entry, "credit-anonymous", words, NULL);
    return report_value(pictures, entry, "photographer-missing", words, &entry->agency.text);
}

static int32_t
judge_file(const struct pictures *pictures, const struct entry *entry)
{
    if (!entry->name)
        return report_value(pictures, entry, "file-missing", NULL, NULL);
    bool has;
    int32_t result = entry_has_file(pictures, entry->name, &has);
    if (result < 0 || has)
        return result;
    mbr_text file = file_of(entry);
    return report_picture(pictures, "file-missing", 0, words_of(pictures, &entry->file), &file,
                          NULL);
}

/* Marks the pictures of the text that this entry is about; says whether one of them, and
   whether each of them, has an alternative text. */
static void
match_images(struct pictures *pictures, const struct entry *entry, bool *ret_any, bool *ret_all)
{
    *ret_any = false;
    *ret_all = true;
    for (size_t i = 0; entry->name && i < pictures->image_count; i++) {
        struct image *image = &pictures->images[i];
        if (strcmp(image->file, entry->name) != 0)
            continue;
        image->listed = true;
        bool has = !entry_is_blank_text(&image->item.text);
        *ret_any = *ret_any || has;
        *ret_all = *ret_all && has;
    }
}

static int32_t
judge_alt(struct pictures *pictures, const struct entry *entry)
{
    bool any, all;
    match_images(pictures, entry, &any, &all);
    if (!is_blank(&entry->alt) || (any && all))
        return MBR_OK;
    if (!any)
        return report_value(pictures, entry, "alt-missing", NULL, NULL);
    /* The same picture twice, described once. */
    mbr_text file = file_of(entry);
    int32_t result = MBR_OK;
    for (size_t i = 0; i < pictures->image_count && result >= 0; i++) {
        const struct image *image = &pictures->images[i];
        if (strcmp(image->file, entry->name) == 0 && entry_is_blank_text(&image->item.text))
            result = report_picture(pictures, "alt-missing", 0, image->item.span, &file, NULL);
    }
    return result;
}

int32_t
entry_judge(struct pictures *pictures, const char *where, uint64_t index)
{
    struct entry entry = {0};
    int32_t result = read_entry(pictures, where, &entry);
    if (result < 0)
        return result;
    snprintf(entry.number, sizeof entry.number, "#%llu", (unsigned long long)index + 1);
    if (!is_blank(&entry.file) && entry.file.type != MBR_VALUE_LIST) {
        entry.name = address_file(entry.file.text.data, entry.file.text.size);
        if (!entry.name)
            return pictures_fail(pictures, MBR_E_NOMEM, "no memory for the pictures");
    }
    result = judge_file(pictures, &entry);
    if (result >= 0)
        result = is_blank(&entry.credit) ? judge_names(pictures, &entry)
                                         : judge_credit(pictures, &entry);
    if (result >= 0)
        result = judge_alt(pictures, &entry);
    free(entry.name);
    return result;
}
