/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pictures.h"

#include "address.h"
#include "described.h"
#include "entry.h"
#include "media.h"
#include "report.h"
#include "terms.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_ENTRIES 10000
#define MOST_IMAGES 2000 /* in one text; each may be found wrong in three ways */

int32_t
pictures_fail(const struct pictures *pictures, int32_t code, const char *why)
{
    return pictures->task->host.job->fail(pictures->job, code, why, strlen(why));
}

static int
compare_images(const void *a, const void *b)
{
    const struct image *one = *(struct image *const *)a, *other = *(struct image *const *)b;
    int names = strcmp(one->file, other->file);
    return names ? names : one < other ? -1 : one > other;
}

/* Marks those whose file stands earlier in the text. */
static int32_t
mark_seen(struct pictures *pictures)
{
    size_t count = pictures->image_count;
    struct image **sorted = malloc((count + 1) * sizeof *sorted);
    if (!sorted)
        return pictures_fail(pictures, MBR_E_NOMEM, "no memory for the pictures");
    for (size_t i = 0; i < count; i++)
        sorted[i] = &pictures->images[i];
    qsort(sorted, count, sizeof *sorted, compare_images);
    for (size_t i = 1; i < count; i++)
        sorted[i]->seen = strcmp(sorted[i - 1]->file, sorted[i]->file) == 0;
    free(sorted);
    return MBR_OK;
}

static void
name_medium(const struct pictures *pictures, const char *file)
{
    struct medium *medium = media_find(pictures, file);
    if (medium)
        medium->named = true;
}

static int32_t
load_images(struct pictures *pictures)
{
    const mbr_article_api *article = pictures->task->host.article;
    size_t count = article->item_count(pictures->job, MBR_PART_TEXT, MBR_ITEM_IMAGE);
    if (count == 0)
        return MBR_OK;
    if (count > MOST_IMAGES)
        return pictures_fail(pictures, MBR_E_FAILED, "more than 2,000 pictures in one text");
    pictures->images = calloc(count, sizeof *pictures->images);
    if (!pictures->images)
        return pictures_fail(pictures, MBR_E_NOMEM, "no memory for the pictures");
    for (size_t i = 0; i < count; i++) {
        struct image *image = &pictures->images[i];
        image->item.struct_size = sizeof image->item;
        int32_t result =
            article->item(pictures->job, MBR_PART_TEXT, MBR_ITEM_IMAGE, i, &image->item);
        if (result < 0)
            return pictures_fail(pictures, result, "a picture of the text could not be read");
        image->foreign = address_is_foreign(image->item.target.data, image->item.target.size);
        image->file = address_file(image->item.target.data, image->item.target.size);
        if (!image->file)
            return pictures_fail(pictures, MBR_E_NOMEM, "no memory for the pictures");
        pictures->image_count++;
        name_medium(pictures, image->file);
    }
    return mark_seen(pictures);
}

/* Calls for each entry of `images`: a list of them, or one alone. */
static int32_t
each_entry(struct pictures *pictures,
           int32_t (*each)(struct pictures *pictures, const char *where, uint64_t index))
{
    mbr_value list = {.struct_size = sizeof list};
    int32_t result =
        pictures->task->host.article->meta(pictures->job, MBR_PART_TEXT, "images", &list);
    if (result == MBR_E_NOTFOUND)
        return MBR_OK;
    if (result < 0)
        return pictures_fail(pictures, result, "the list of pictures could not be read");
    if (list.type == MBR_VALUE_MAP || list.type == MBR_VALUE_TEXT)
        return each(pictures, "images", 0);
    if (list.type != MBR_VALUE_LIST)
        return MBR_OK;
    for (uint64_t i = 0; i < list.count && i < MOST_ENTRIES && result >= 0; i++) {
        char where[48];
        if (pictures->task->host.job->cancelled(pictures->job))
            return MBR_E_CANCELLED;
        snprintf(where, sizeof where, "images[%llu]", (unsigned long long)i);
        result = each(pictures, where, i);
    }
    return result;
}

/* Before any is judged: what an entry names is no spare file for another one. */
static int32_t
name_entry(struct pictures *pictures, const char *where, uint64_t index)
{
    (void)index;
    mbr_value value = {.struct_size = sizeof value};
    char path[64];
    snprintf(path, sizeof path, "%s.file", where);
    const mbr_article_api *article = pictures->task->host.article;
    if (article->meta(pictures->job, MBR_PART_TEXT, path, &value) < 0)
        value = (mbr_value){.struct_size = sizeof value};
    if (value.type != MBR_VALUE_TEXT &&
        article->meta(pictures->job, MBR_PART_TEXT, where, &value) < 0)
        return MBR_OK;
    if (value.type != MBR_VALUE_TEXT)
        return MBR_OK;
    char *file = address_file(value.text.data, value.text.size);
    if (!file)
        return pictures_fail(pictures, MBR_E_NOMEM, "no memory for the pictures");
    name_medium(pictures, file);
    free(file);
    return MBR_OK;
}

static int32_t
report_image(const struct pictures *pictures, const struct image *image, const char *rule)
{
    const mbr_text file = {image->file, strlen(image->file)};
    return report_picture(pictures, rule, image->item.span, &file);
}

static int32_t
judge_file(const struct pictures *pictures, const struct image *image)
{
    struct medium *medium = media_find(pictures, image->file);
    if (!medium)
        return report_image(pictures, image, "file-missing");
    const mbr_text words[] = {image->item.text, image->item.title};
    struct shown shown = {.place = image->item.span,
                          .file = {image->file, strlen(image->file)},
                          .words = words,
                          .word_count = 2};
    int32_t result = media_read(pictures, medium);
    if (result >= 0)
        result = report_medium(pictures, medium, shown.place, &shown.file);
    if (result >= 0)
        result = terms_judge(pictures, medium, &shown);
    return result >= 0 ? origin_judge(pictures, medium, &shown) : result;
}

static int32_t
judge_alt(const struct pictures *pictures, const struct image *image)
{
    const mbr_text *alt = &image->item.text;
    if (entry_is_blank_text(alt))
        return report_image(pictures, image, "alt-missing");
    const char *which = described_wrong(alt->data, alt->size, image->file, NULL, 0);
    if (!which)
        return MBR_OK;
    found said;
    found_begin(&said, "alt-missing", image->item.span);
    if (strcmp(which, "name") != 0)
        said.finding.severity = MBR_SEVERITY_WARNING;
    found_text(&said, "file", image->file, strlen(image->file));
    found_text(&said, "words", alt->data, alt->size);
    found_text(&said, "case", which, strlen(which));
    return found_report(&said, &pictures->task->host, pictures->job, NULL);
}

/* A picture that only the text names has no place for a credit. */
static int32_t
judge_images(const struct pictures *pictures)
{
    int32_t result = MBR_OK;
    for (size_t i = 0; i < pictures->image_count && result >= 0; i++) {
        const struct image *image = &pictures->images[i];
        if (image->listed)
            continue;
        if (!image->seen && !image->foreign)
            result = judge_file(pictures, image);
        if (result >= 0 && !image->seen)
            result = report_image(pictures, image, "credit-missing");
        if (result >= 0)
            result = judge_alt(pictures, image);
    }
    return result;
}

int32_t
pictures_judge(struct pictures *pictures)
{
    int32_t result = media_list(pictures);
    if (result >= 0)
        result = load_images(pictures);
    if (result >= 0)
        result = each_entry(pictures, name_entry);
    if (result >= 0)
        result = each_entry(pictures, entry_judge);
    if (result >= 0)
        result = judge_images(pictures);
    return result >= 0 ? media_judge_unnamed(pictures) : result;
}

void
pictures_clear(struct pictures *pictures)
{
    for (size_t i = 0; i < pictures->image_count; i++)
        free(pictures->images[i].file);
    free(pictures->images);
    media_clear(pictures);
}
