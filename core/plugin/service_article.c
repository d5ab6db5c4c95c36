/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "plugin/host_inside.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static size_t
article_count(mbr_job *job, uint64_t part)
{
    /* That there is a published text is no part of it: the run itself says so. */
    if (part != MBR_PART_TEXT && marbre_job_may(job, part) < 0)
        return 0;
    return marbre_view_count(job->view, part);
}

static int32_t
article_path(mbr_job *job, uint64_t part, size_t index, mbr_text *out)
{
    int32_t result = part == MBR_PART_TEXT ? MBR_OK : marbre_job_may(job, part);
    if (result < 0)
        return result;
    const char *path = marbre_view_path(job->view, part, index);
    if (path == NULL)
        return MBR_E_NOTFOUND;
    marbre_job_lend(job, out, path, strlen(path));
    return MBR_OK;
}

static int32_t
article_named(mbr_job *job, uint64_t part, const char *name, size_t *index)
{
    int32_t result = marbre_job_may(job, part);
    if (result < 0 || name == NULL)
        return name == NULL ? MBR_E_INVALID : result;
    size_t count = marbre_view_count(job->view, part);
    for (size_t i = 0; i < count; i++) {
        const MarbreFile *file = marbre_view_file(job->view, part, i);
        if (file != NULL && g_str_equal(file->name, name)) {
            if (index != NULL)
                *index = i;
            return MBR_OK;
        }
    }
    return MBR_E_NOTFOUND;
}

/* What became of fetching media. */
typedef struct {
    mbr_job *job;
    int32_t code;
} Fetch;

static GBytes *
fetch_media(void *user, const char *path, const char *oid)
{
    Fetch *fetch = user;
    const MarbreSurroundings *around = &fetch->job->task->host->around;
    g_autoptr(GError) error = NULL;
    GBytes *bytes = around->media != NULL
                        ? around->media(around->user, path, oid != NULL ? oid : "", &error)
                        : NULL;
    if (bytes == NULL)
        fetch->code = marbre_job_break(fetch->job, MBR_E_IO, _("%s cannot be read: %s"), path,
                                       error != NULL ? error->message : _("nobody has it"));
    return bytes;
}

static int32_t
article_bytes(mbr_job *job, uint64_t part, size_t index, mbr_text *out)
{
    int32_t result = marbre_job_may(job, part);
    if (result < 0)
        return result;
    Fetch fetch = {job, MBR_E_NOTFOUND};
    size_t size;
    const char *data = marbre_view_bytes(job->view, part, index, fetch_media, &fetch, &size);
    if (data == NULL)
        return fetch.code;
    marbre_job_lend(job, out, data, size);
    return MBR_OK;
}

/* The text of a part that has one. */
static int32_t
find_copy(mbr_job *job, uint64_t part, const MarbreCopy **ret_copy)
{
    int32_t result = marbre_job_may(job, part);
    if (result < 0)
        return result;
    if (part == MBR_PART_CLAIMS || part == MBR_PART_MEDIA)
        return MBR_E_INVALID;
    const MarbreCopy *copy = marbre_view_copy(job->view, part);
    if (copy == NULL)
        return MBR_E_NOTFOUND;
    *ret_copy = copy;
    return MBR_OK;
}

static int32_t
article_body(mbr_job *job, uint64_t part, mbr_span *out)
{
    const MarbreCopy *copy;
    int32_t result = find_copy(job, part, &copy);
    if (result < 0)
        return result;
    MarbreSpan body = marbre_copy_get_body(copy);
    *out = (mbr_span){body.start, body.end};
    return MBR_OK;
}

static int32_t
article_language(mbr_job *job, uint64_t part, mbr_text *out)
{
    const char *lang = marbre_view_get_lang(job->view);
    if (part != MBR_PART_TEXT) {
        const MarbreCopy *copy;
        int32_t result = find_copy(job, part, &copy);
        if (result < 0)
            return result;
        lang = marbre_copy_get_lang(copy);
    }
    marbre_job_lend(job, out, lang, strlen(lang));
    return MBR_OK;
}

static int32_t
find_node(mbr_job *job, uint64_t part, const char *where, const MarbreYamlNode **ret_node)
{
    int32_t result = marbre_job_may_value(job, part, where);
    if (result < 0)
        return result;
    const MarbreYaml *yaml = marbre_view_yaml(job->view, part);
    const MarbreYamlNode *node = yaml != NULL ? marbre_value_find(yaml, where) : NULL;
    if (node == NULL)
        return MBR_E_NOTFOUND;
    *ret_node = node;
    return MBR_OK;
}

static int32_t
article_meta(mbr_job *job, uint64_t part, const char *where, mbr_value *out)
{
    const MarbreYamlNode *node;
    int32_t result = find_node(job, part, where, &node);
    if (result < 0)
        return result;
    mbr_value value = marbre_value_of_node(node);
    value.mark = marbre_mark_value(job, part, node);
    if (where[0] == '\0' && (part == MBR_PART_TEXT || part == MBR_PART_SOURCE)) {
        /* Front matter ends at the line that closes it, where what it lacks would stand. */
        value.span.end = marbre_copy_get_insertion(marbre_view_copy(job->view, part));
        value.span.start = MIN(value.span.start, value.span.end);
    }
    marbre_job_lend(job, &value.text, value.text.data, value.text.size);
    return marbre_sized_fill(out, &value, sizeof value) ? MBR_OK : MBR_E_INVALID;
}

static int32_t
article_meta_key(mbr_job *job, uint64_t part, const char *where, size_t index, mbr_text *out)
{
    const MarbreYamlNode *node;
    int32_t result = find_node(job, part, where, &node);
    if (result < 0)
        return result;
    const char *key = marbre_yaml_node_get_key(node, index);
    if (key == NULL)
        return MBR_E_NOTFOUND;
    marbre_job_lend(job, out, key, strlen(key));
    return MBR_OK;
}

static size_t
article_item_count(mbr_job *job, uint64_t part, int32_t kind)
{
    if (marbre_job_may(job, part) < 0)
        return 0;
    return marbre_view_item_count(job->view, part, kind);
}

static int32_t
article_item(mbr_job *job, uint64_t part, int32_t kind, size_t index, mbr_item *out)
{
    const MarbreCopy *copy;
    size_t place;
    int32_t result = find_copy(job, part, &copy);
    if (result < 0)
        return result;
    if (kind < MBR_ITEM_ANY || kind > MBR_ITEM_IMAGE)
        return MBR_E_INVALID;
    if (!marbre_view_item(job->view, part, kind, index, &place))
        return MBR_E_NOTFOUND;

    const MarbreBlock *block = g_ptr_array_index(marbre_copy_get_blocks(copy), place);
    mbr_item item = {
        .struct_size = sizeof item,
        .kind = block->kind,
        .level = block->level,
        .flags = block->flags,
        .span = {block->span.start, block->span.end},
        .mark = place + 1,
        .block = marbre_view_text_index(job->view, part, block->holder),
    };
    size_t size = 0;
    const char *text = block->text != NULL ? marbre_mapped_get_text(block->text, &size) : NULL;
    marbre_job_lend(job, &item.text, text, size);
    marbre_job_lend(job, &item.target, block->target, block->target ? strlen(block->target) : 0);
    marbre_job_lend(job, &item.title, block->title, block->title ? strlen(block->title) : 0);
    return marbre_sized_fill(out, &item, sizeof item) ? MBR_OK : MBR_E_INVALID;
}

static bool
is_boundary(const char *text, size_t size, uint64_t at)
{
    return at == size || (at < size && ((uint8_t)text[at] & 0xC0u) != 0x80u);
}

static int32_t
article_to_source(mbr_job *job, uint64_t part, uint64_t mark, const mbr_span *text, mbr_span *out)
{
    MarbreMarked marked;
    int32_t result = text == NULL ? MBR_E_INVALID : marbre_marked_find(job, part, mark, &marked);
    if (result < 0)
        return result;
    size_t size;
    const char *data = marbre_mapped_get_text(marked.text, &size);
    if (text->start > text->end || !is_boundary(data, size, text->start) ||
        !is_boundary(data, size, text->end))
        return MBR_E_INVALID;
    MarbreSpan source;
    if (!marbre_mapped_to_source(marked.text, (MarbreSpan){text->start, text->end}, &source))
        return MBR_E_NOTFOUND;
    *out = (mbr_span){source.start, source.end};
    return MBR_OK;
}

const mbr_article_api marbre_service_article = {
    .struct_size = sizeof marbre_service_article,
    .count = article_count,
    .path = article_path,
    .named = article_named,
    .bytes = article_bytes,
    .body = article_body,
    .language = article_language,
    .meta = article_meta,
    .meta_key = article_meta_key,
    .item_count = article_item_count,
    .item = article_item,
    .to_source = article_to_source,
    .run_count = marbre_run_count,
    .run = marbre_run,
};
