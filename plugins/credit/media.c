/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "media.h"

#include "common/found.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static mbr_text
name_in(mbr_text path)
{
    size_t at = path.size;
    while (at > 0 && path.data[at - 1] != '/')
        at--;
    return (mbr_text){path.data + at, path.size - at};
}

/* Names that no address can have are the host's to report, and are not looked into. */
static bool
is_sound(mbr_text name)
{
    for (size_t i = 0; i < name.size; i++) {
        char c = name.data[i];
        bool letter = (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
        if (!letter && (i == 0 || !strchr("._-", c) || c == '\0'))
            return false;
    }
    return name.size > 0;
}

int32_t
media_list(struct pictures *pictures)
{
    const mbr_article_api *article = pictures->task->host.article;
    size_t count = article->count(pictures->job, MBR_PART_MEDIA);
    if (count == 0)
        return MBR_OK;
    pictures->media = calloc(count, sizeof *pictures->media);
    if (!pictures->media)
        return pictures_fail(pictures, MBR_E_NOMEM, "no memory for the pictures");
    for (size_t i = 0; i < count; i++) {
        mbr_text path;
        int32_t result = article->path(pictures->job, MBR_PART_MEDIA, i, &path);
        if (result < 0)
            return pictures_fail(pictures, result, "the article's files could not be listed");
        struct medium *medium = &pictures->media[i];
        medium->name = name_in(path);
        medium->odd = !is_sound(medium->name);
        pictures->medium_count++;
    }
    return MBR_OK;
}

void
media_clear(struct pictures *pictures)
{
    for (size_t i = 0; i < pictures->medium_count; i++)
        if (pictures->media[i].read)
            metadata_clear(&pictures->media[i].metadata);
    free(pictures->media);
}

struct medium *
media_find(const struct pictures *pictures, const char *name)
{
    size_t first = 0, end = pictures->medium_count;
    while (first < end) { /* they are sorted by name */
        size_t middle = first + (end - first) / 2;
        int order = strcmp(pictures->media[middle].name.data, name);
        if (order == 0)
            return &pictures->media[middle];
        if (order < 0)
            first = middle + 1;
        else
            end = middle;
    }
    return NULL;
}

int32_t
media_read(const struct pictures *pictures, struct medium *medium)
{
    mbr_text bytes;
    if (medium->read || medium->odd)
        return MBR_OK;
    int32_t result = pictures->task->host.article->bytes(
        pictures->job, MBR_PART_MEDIA, (size_t)(medium - pictures->media), &bytes);
    if (result < 0)
        return pictures_fail(pictures, result, "a picture could not be read");
    picture_read((struct bytes){(const uint8_t *)bytes.data, bytes.size}, &medium->picture);
    result = metadata_read(&medium->picture, &medium->metadata);
    medium->read = true;
    if (result == MBR_E_UNSUPPORTED)
        return pictures_fail(pictures, result,
                             "libgexiv2, which reads the metadata of pictures, is not installed");
    return result < 0 ? pictures_fail(pictures, result, "no memory for a picture") : MBR_OK;
}

static size_t
stem(const char *name)
{
    const char *dot = strrchr(name, '.');
    return dot ? (size_t)(dot - name) : strlen(name);
}

struct medium *
media_near(const struct pictures *pictures, const char *name)
{
    struct medium *near = NULL;
    for (size_t i = 0; i < pictures->medium_count; i++) {
        struct medium *medium = &pictures->media[i];
        if (medium->named || medium->odd || stem(medium->name.data) != stem(name) ||
            strncasecmp(medium->name.data, name, stem(name)) != 0)
            continue;
        if (near)
            return NULL;
        near = medium;
    }
    return near;
}

static int32_t
report_unnamed(const struct pictures *pictures, const struct medium *medium)
{
    mbr_span body;
    int32_t result = pictures->task->host.article->body(pictures->job, MBR_PART_TEXT, &body);
    if (result < 0)
        return pictures_fail(pictures, result, "the text could not be read");
    found said;
    found_begin(&said, "credit-missing", (mbr_span){body.start, body.start});
    said.finding.severity = MBR_SEVERITY_NOTE;
    found_text(&said, "file", medium->name.data, medium->name.size);
    found_text(&said, "case", "unnamed", 7);
    return found_report(&said, &pictures->task->host, pictures->job, NULL);
}

int32_t
media_judge_unnamed(struct pictures *pictures)
{
    int32_t result = MBR_OK;
    for (size_t i = 0; i < pictures->medium_count && result >= 0; i++) {
        struct medium *medium = &pictures->media[i];
        if (medium->named || medium->odd)
            continue;
        result = media_read(pictures, medium);
        if (result >= 0 && medium->picture.kind != PICTURE_NONE)
            result = report_unnamed(pictures, medium);
    }
    return result;
}
