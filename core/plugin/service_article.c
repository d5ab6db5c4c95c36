/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "plugin/host_inside.h"

#include "base/text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static bool
part_check(uint64_t part)
{
    return part == MBR_PART_TEXT || part == MBR_PART_SOURCE || part == MBR_PART_CLAIMS ||
           part == MBR_PART_MEDIA || part == MBR_PART_SOURCE_APPROVED;
}

/* Asks the surroundings, once, for the source as it was approved. */
static int32_t
fetch_approved(const mbr_job *job)
{
    if (marbre_view_has_approved(job->view))
        return MBR_OK;
    const MarbreSurroundings *around = &job->task->host->around;
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = NULL;
    if (around->approved != NULL && job->root == job) {
        const char *folder = marbre_article_get_folder(marbre_view_get_article(job->view));
        bytes = around->approved(around->user, folder, marbre_view_get_lang(job->view), &error);
    }
    if (bytes == NULL && error != NULL &&
        !g_error_matches(error, MARBRE_ERROR, MARBRE_ERROR_NOT_FOUND))
        return marbre_job_break((mbr_job *)job, MBR_E_IO, "%s", error->message);
    marbre_view_set_approved(job->view, bytes);
    return MBR_OK;
}

int32_t
marbre_job_may(const mbr_job *job, uint64_t part)
{
    if (!part_check(part))
        return MBR_E_INVALID;
    uint64_t judged = part == MBR_PART_SOURCE_APPROVED ? MBR_PART_SOURCE : part;
    if (job->root == job && (job->task->info->judges & judged) == 0)
        return MBR_E_DENIED;
    if (judged == MBR_PART_SOURCE || judged == MBR_PART_CLAIMS)
        marbre_site_complete((mbr_job *)job);
    return part == MBR_PART_SOURCE_APPROVED ? fetch_approved(job) : MBR_OK;
}

/* Whether a key that is judged is the value at `where`, or holds it. */
static bool
key_covers(const char *key, const char *where)
{
    size_t length = strlen(key);
    return g_str_equal(key, "*") ||
           (strncmp(key, where, length) == 0 &&
            (where[length] == '\0' || where[length] == '.' || where[length] == '['));
}

int32_t
marbre_job_may_value(const mbr_job *job, uint64_t part, const char *where)
{
    if (where == NULL || !part_check(part) || part == MBR_PART_MEDIA)
        return MBR_E_INVALID;
    if (part == MBR_PART_CLAIMS || job->root != job)
        return marbre_job_may(job, part);
    /* The keys are the published text's; those of a source go with the source. */
    if (part != MBR_PART_TEXT) {
        int32_t result = marbre_job_may(job, part);
        if (result < 0)
            return result;
    }
    if (where[0] == '\0')
        return MBR_OK;
    for (size_t i = 0; job->task->keys[i] != NULL; i++) {
        if (key_covers(job->task->keys[i], where))
            return MBR_OK;
    }
    return marbre_task_hint(job->task, MBR_E_DENIED,
                            _("it asked for the key %s, which is not among those it judges"),
                            where);
}

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

/* A mark in the job's table: marks are unique within a part alone. */
typedef struct {
    uint64_t mark;
    uint64_t job;
} MarkKey;

static MarkKey
mark_key(const mbr_job *job, uint64_t part, uint64_t mark)
{
    return (MarkKey){mark | part << 56, (uint64_t)(uintptr_t)job};
}

/* Gives a value's text a mark that this job may use from now on. */
static uint64_t
mark_value(mbr_job *job, uint64_t part, const MarbreYamlNode *node)
{
    if (marbre_yaml_node_get_size(node) == 0)
        return 0;
    uint64_t mark = MARBRE_MARK_VALUE | marbre_yaml_node_get_span(node).start;
    MarkKey key = mark_key(job, part, mark);
    if (!g_hash_table_contains(job->root->values, &key))
        g_hash_table_insert(job->root->values, g_memdup2(&key, sizeof key), (void *)node);
    return mark;
}

/* The text of a value that has a mark, with its way back; NULL where it has none. */
static const MarbreMapped *
marked_value(const mbr_job *job, uint64_t part, uint64_t mark)
{
    MarkKey key = mark_key(job, part, mark);
    const MarbreYamlNode *node = g_hash_table_lookup(job->root->values, &key);
    return node != NULL ? marbre_yaml_node_get_mapped(marbre_view_yaml(job->view, part), node)
                        : NULL;
}

static int32_t
article_meta(mbr_job *job, uint64_t part, const char *where, mbr_value *out)
{
    const MarbreYamlNode *node;
    int32_t result = find_node(job, part, where, &node);
    if (result < 0)
        return result;
    mbr_value value = marbre_value_of_node(node);
    value.mark = mark_value(job, part, node);
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

/* The text of a block or value. */
static int32_t
find_base(mbr_job *job, uint64_t part, uint64_t mark, MarbreMarked *marked)
{
    marked->base_mark = mark;
    marked->block = G_MAXSIZE;
    marked->copy = marbre_view_copy(job->view, part);
    if ((mark & MARBRE_MARK_VALUE) != 0) {
        marked->base = marked_value(job, part, mark);
        return marked->base != NULL ? MBR_OK : MBR_E_INVALID;
    }
    int32_t result = marbre_job_may(job, part);
    if (result < 0)
        return result;
    const GPtrArray *blocks = marked->copy != NULL ? marbre_copy_get_blocks(marked->copy) : NULL;
    if (blocks == NULL || mark == 0 || mark > blocks->len)
        return MBR_E_INVALID;
    marked->block = (size_t)mark - 1;
    const MarbreBlock *block = g_ptr_array_index(blocks, marked->block);
    marked->base = block->text;
    return block->text != NULL ? MBR_OK : MBR_E_NOTFOUND;
}

int32_t
marbre_marked_find(mbr_job *job, uint64_t part, uint64_t mark, MarbreMarked *ret_marked)
{
    if (!part_check(part) || part == MBR_PART_MEDIA)
        return MBR_E_INVALID;
    uint64_t folds = mark >> MARBRE_MARK_FOLDS;
    MarbreMarked marked = {0};
    int32_t result = find_base(job, part, mark & MARBRE_MARK_BASE, &marked);
    if (result < 0)
        return result;
    if (folds > 7 || (folds != 0 && (mark & MARBRE_MARK_NORMAL) == 0))
        return MBR_E_INVALID;
    marked.folds = (unsigned)folds;
    marked.text = marked.base;
    if ((mark & MARBRE_MARK_NORMAL) != 0)
        marked.text =
            marbre_view_normal(job->view, part, marked.base_mark, marked.base, marked.folds);
    *ret_marked = marked;
    return MBR_OK;
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
