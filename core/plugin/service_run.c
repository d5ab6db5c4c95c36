/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "plugin/host_inside.h"

#include "article/styling.h"

/* The styles of the block that a mark names; NULL where it names no block, or one without. */
static const GArray *
find_styles(mbr_job *job, uint64_t part, uint64_t mark, MarbreMarked *ret_marked, int32_t *ret_code)
{
    *ret_code = marbre_marked_find(job, part, mark, ret_marked);
    if (*ret_code < 0 || ret_marked->block == G_MAXSIZE)
        return NULL;
    const GPtrArray *blocks = marbre_copy_get_blocks(ret_marked->copy);
    const MarbreBlock *block = g_ptr_array_index(blocks, ret_marked->block);
    return block->styles;
}

size_t
marbre_run_count(mbr_job *job, uint64_t part, uint64_t mark)
{
    MarbreMarked marked;
    int32_t code;
    const GArray *styles = find_styles(job, part, mark, &marked, &code);
    return styles != NULL ? styles->len : 0;
}

int32_t
marbre_run(mbr_job *job, uint64_t part, uint64_t mark, size_t index, mbr_run *out)
{
    MarbreMarked marked;
    int32_t code;
    const GArray *styles = find_styles(job, part, mark, &marked, &code);
    if (code < 0)
        return code;
    if (styles == NULL || index >= styles->len)
        return MBR_E_NOTFOUND;
    const MarbreStyle *style = &g_array_index(styles, MarbreStyle, index);
    MarbreSpan text = marbre_text_move(marked.base, marked.text, style->text);
    const mbr_run run = {
        .struct_size = sizeof run,
        .kind = style->kind,
        .text = {text.start, text.end},
        .span = {style->source.start, style->source.end},
    };
    return marbre_sized_fill(out, &run, sizeof run) ? MBR_OK : MBR_E_INVALID;
}
