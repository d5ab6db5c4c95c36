/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "plugin/host_inside.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* A copy whose NUL is the last byte before a page that nobody may touch. */
static const char *
lend_guarded(GArray *list, const char *data, size_t size)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    size_t used = (size + 1 + page - 1) / page * page;
    char *pages =
        mmap(NULL, used + page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (pages == MAP_FAILED)
        return data;
    char *text = pages + used - size - 1;
    if (size > 0)
        memcpy(text, data, size);
    (void)mprotect(pages, used, PROT_READ); /* a guard that fails guards less, and no more */
    (void)mprotect(pages + used, page, PROT_NONE);
    const MarbrePages made = {pages, used + page};
    g_array_append_val(list, made);
    return text;
}

void
marbre_pages_clear(GArray *pages)
{
    for (guint i = 0; i < pages->len; i++) {
        const MarbrePages *one = &g_array_index(pages, MarbrePages, i);
        (void)munmap(one->pages, one->size); /* fails for addresses that are not ours only */
    }
    g_array_set_size(pages, 0);
}

static void
lend(const MarbreHost *host, GArray *pages, mbr_text *out, const char *data, size_t size)
{
    if (data == NULL) {
        data = "";
        size = 0;
    }
    out->data = host->guard ? lend_guarded(pages, data, size) : data;
    out->size = size;
}

void
marbre_job_lend(mbr_job *job, mbr_text *out, const char *data, size_t size)
{
    lend(job->task->host, job->root->pages, out, data, size);
}

void
marbre_task_lend(MarbreTask *task, mbr_text *out, const char *data, size_t size)
{
    lend(task->host, task->pages, out, data, size);
}

const MarbreYamlNode *
marbre_value_find(const MarbreYaml *yaml, const char *where)
{
    const MarbreYamlNode *root = marbre_yaml_get_root(yaml);
    return where[0] == '\0' ? root : marbre_yaml_lookup(root, where);
}

mbr_value
marbre_value_of_node(const MarbreYamlNode *node)
{
    MarbreSpan span = marbre_yaml_node_get_span(node);
    MarbreYamlKind kind = marbre_yaml_node_get_kind(node);
    mbr_value value = {
        .struct_size = sizeof value,
        .type = (int32_t)kind,
        .span = {span.start, span.end},
        .integer = kind == MARBRE_YAML_BOOL ? marbre_yaml_node_get_bool(node)
                                            : marbre_yaml_node_get_int(node),
        .number = marbre_yaml_node_get_double(node),
        .text = {marbre_yaml_node_get_text(node), marbre_yaml_node_get_size(node)},
        .count = marbre_yaml_node_get_count(node),
    };
    if (value.text.data == NULL)
        value.text.data = "";
    return value;
}
