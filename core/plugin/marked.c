/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "plugin/host_inside.h"

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

uint64_t
marbre_mark_value(mbr_job *job, uint64_t part, const MarbreYamlNode *node)
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
    if (!marbre_part_is_known(part) || part == MBR_PART_MEDIA)
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
