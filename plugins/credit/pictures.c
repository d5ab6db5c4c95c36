/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "pictures.h"

#include "address.h"
#include "entry.h"
#include "report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int32_t
pictures_fail(const struct pictures *pictures, int32_t code, const char *why)
{
    return pictures->task->job->fail(pictures->job, code, why, strlen(why));
}

static bool
is_seen(const struct pictures *pictures, size_t index)
{
    for (size_t i = 0; i < index; i++)
        if (strcmp(pictures->images[i].file, pictures->images[index].file) == 0)
            return true;
    return false;
}

static int32_t
load_images(struct pictures *pictures)
{
    const mbr_article_api *article = pictures->task->article;
    size_t count = article->item_count(pictures->job, MBR_PART_TEXT, MBR_ITEM_IMAGE);
    if (count == 0)
        return MBR_OK;
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
        image->seen = is_seen(pictures, i);
    }
    return MBR_OK;
}

/* The entries of `images`: a list of them, or one alone. */
static int32_t
judge_entries(struct pictures *pictures)
{
    mbr_value list = {.struct_size = sizeof list};
    int32_t result = pictures->task->article->meta(pictures->job, MBR_PART_TEXT, "images", &list);
    if (result == MBR_E_NOTFOUND)
        return MBR_OK;
    if (result < 0)
        return pictures_fail(pictures, result, "the list of pictures could not be read");
    if (list.type == MBR_VALUE_MAP || list.type == MBR_VALUE_TEXT)
        return entry_judge(pictures, "images", 0);
    if (list.type != MBR_VALUE_LIST)
        return MBR_OK;
    for (uint64_t i = 0; i < list.count && result >= 0; i++) {
        char where[48];
        if (pictures->task->job->cancelled(pictures->job))
            return MBR_E_CANCELLED;
        snprintf(where, sizeof where, "images[%llu]", (unsigned long long)i);
        result = entry_judge(pictures, where, i);
    }
    return result;
}

static int32_t
report_image(const struct pictures *pictures, const struct image *image, const char *rule)
{
    const mbr_text file = {image->file, strlen(image->file)};
    return report_picture(pictures, rule, 0, image->item.span, &file, NULL);
}

/* A picture that only the text names has no place for a credit. */
static int32_t
judge_unlisted(const struct pictures *pictures, const struct image *image)
{
    int32_t result = MBR_OK;
    bool there = image->foreign;
    if (!there)
        result = entry_has_file(pictures, image->file, &there);
    if (result >= 0 && !there)
        result = report_image(pictures, image, "file-missing");
    return result >= 0 ? report_image(pictures, image, "credit-missing") : result;
}

static int32_t
judge_images(const struct pictures *pictures)
{
    int32_t result = MBR_OK;
    for (size_t i = 0; i < pictures->image_count && result >= 0; i++) {
        const struct image *image = &pictures->images[i];
        if (image->listed)
            continue;
        if (!image->seen)
            result = judge_unlisted(pictures, image);
        if (result >= 0 && entry_is_blank_text(&image->item.text))
            result = report_image(pictures, image, "alt-missing");
    }
    return result;
}

int32_t
pictures_judge(struct pictures *pictures)
{
    int32_t result = load_images(pictures);
    if (result >= 0)
        result = judge_entries(pictures);
    return result >= 0 ? judge_images(pictures) : result;
}

void
pictures_clear(struct pictures *pictures)
{
    for (size_t i = 0; i < pictures->image_count; i++)
        free(pictures->images[i].file);
    free(pictures->images);
}
