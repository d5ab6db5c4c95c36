/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "plugin/host_inside.h"

#include "article/alignment.h"

/* The pairs of two parts; NULL in `ret_pairs` where the article lacks one of them. */
static int32_t
find_pairs(mbr_job *job, uint64_t from, uint64_t to, const GArray **ret_pairs)
{
    bool known = (from == MBR_PART_SOURCE && to == MBR_PART_TEXT) ||
                 (from == MBR_PART_SOURCE_APPROVED && to == MBR_PART_SOURCE);
    int32_t result = known ? marbre_job_may(job, from) : MBR_E_INVALID;
    if (result >= 0)
        result = marbre_job_may(job, to);
    if (result < 0)
        return result;
    *ret_pairs = marbre_view_pairs(job->view, from, to);
    return MBR_OK;
}

static size_t
align_count(mbr_job *job, uint64_t from, uint64_t to)
{
    const GArray *pairs = NULL;
    if (find_pairs(job, from, to, &pairs) < 0)
        return 0;
    return pairs != NULL ? pairs->len : 0;
}

static int32_t
align_pair(mbr_job *job, uint64_t from, uint64_t to, size_t index, mbr_pair *out)
{
    const GArray *pairs = NULL;
    int32_t result = find_pairs(job, from, to, &pairs);
    if (result < 0)
        return result;
    if (pairs == NULL || index >= pairs->len)
        return MBR_E_NOTFOUND;
    const MarbrePair *found = &g_array_index(pairs, MarbrePair, index);
    const mbr_pair pair = {
        .struct_size = sizeof pair,
        .from_first = found->from,
        .from_count = found->from_count,
        .to_first = found->to,
        .to_count = found->to_count,
    };
    return marbre_sized_fill(out, &pair, sizeof pair) ? MBR_OK : MBR_E_INVALID;
}

const mbr_align_api marbre_service_align = {
    .struct_size = sizeof marbre_service_align,
    .count = align_count,
    .pair = align_pair,
};
