/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "link.h"
#include "task.h"

#include <stdio.h>
#include <string.h>

/* The address alone, where it reads in the file as it is; else the whole link. */
static mbr_span
target_place(const reading *of, const mbr_item *item)
{
    const char *data = of->text.file.data;
    for (uint64_t end = item->span.end; end >= item->span.start + item->target.size; end--) {
        uint64_t start = end - item->target.size;
        if (item->target.size > 0 &&
            memcmp(data + start, item->target.data, item->target.size) == 0)
            return (mbr_span){start, end};
    }
    return item->span;
}

static int32_t
report(const reading *of, const mbr_item *item)
{
    found finding;
    found_begin(&finding, "broken-link", target_place(of, item));
    if (item->target.size > 0)
        found_text(&finding, "words", item->target.data, item->target.size);
    else
        found_text(&finding, "words", item->text.data, item->text.size);
    return found_report(&finding, &of->task->host, of->job, NULL);
}

static int32_t
stop_at_first(void *user, const char *path)
{
    (void)user;
    (void)path;
    return 1;
}

static int32_t
exists(const reading *of, const char *path)
{
    mbr_blob *blob;
    int32_t result = of->task->host.repo->read(of->job, path, &blob);
    if (result >= 0)
        of->task->host.repo->release(blob);
    return result;
}

/* An article of this language, or any folder with something in it. */
static int32_t
folder_exists(const reading *of, const char *path)
{
    char inside[LINK_ROOM + 64];
    mbr_text lang;
    int32_t result = of->task->host.article->language(of->job, MBR_PART_TEXT, &lang);
    if (result < 0)
        return result;
    snprintf(inside, sizeof inside, "%s/index.%.*s.md", path,
             (int)(lang.size < 40 ? lang.size : 40), lang.data);
    result = exists(of, inside);
    return result == MBR_E_NOTFOUND ? of->task->host.repo->list(of->job, path, stop_at_first, NULL)
                                    : result;
}

static bool
has_extension(const char *path)
{
    const char *name = strrchr(path, '/');
    return strchr(name ? name + 1 : path, '.') != NULL;
}

/* What is in the article's own folder is asked for by name. */
static bool
is_own(const reading *of, mbr_text folder, const char *path)
{
    const char *name = path + folder.size + 1;
    if (strlen(path) == folder.size)
        return true;
    return strncmp(name, "index.", 6) == 0 ||
           of->task->host.article->named(of->job, MBR_PART_MEDIA, name, NULL) >= 0;
}

static int32_t
check_link(const reading *of, mbr_text folder, const mbr_item *item)
{
    char path[LINK_ROOM];
    link_kind kind = link_resolve(folder, item->target, path);
    if (kind == LINK_ELSEWHERE)
        return MBR_OK;
    if (kind == LINK_NOWHERE)
        return report(of, item);
    if (strncmp(path, folder.data, folder.size) == 0 &&
        (path[folder.size] == '/' || path[folder.size] == '\0'))
        return is_own(of, folder, path) ? MBR_OK : report(of, item);
    int32_t result = has_extension(path) ? exists(of, path) : folder_exists(of, path);
    bool missing = result == MBR_E_NOTFOUND || result == MBR_E_INVALID || result == MBR_E_DENIED;
    return missing ? report(of, item) : result < 0 ? result : MBR_OK;
}

int32_t
links_check(reading *of)
{
    const mbr_article_api *article = of->task->host.article;
    size_t count = article->item_count(of->job, MBR_PART_TEXT, MBR_ITEM_LINK);
    mbr_text folder;
    int32_t result = article->path(of->job, MBR_PART_TEXT, 0, &folder);
    const char *slash = result < 0 ? NULL : memrchr(folder.data, '/', folder.size);
    folder.size = slash ? (size_t)(slash - folder.data) : 0;
    for (size_t i = 0; result >= 0 && i < count && i < MOST_LINKS; i++) {
        mbr_item item = {.struct_size = sizeof item};
        result = article->item(of->job, MBR_PART_TEXT, MBR_ITEM_LINK, i, &item);
        if (result >= 0)
            result = check_link(of, folder, &item);
    }
    return result;
}
