/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "article/chain.h"

static int
compare_ties(const void *a, const void *b)
{
    const MarbreTie *x = a, *y = b;
    if (x->from != y->from)
        return x->from < y->from ? -1 : 1;
    return x->to < y->to ? -1 : x->to > y->to;
}

/* Ties of one pair of blocks become one; a block that is tied to several trusts the most. */
static void
settle_ties(const MarbreLikeness *likeness, GArray *ties)
{
    guint kept = 0, best = 0;
    if (ties->len == 0)
        return;
    MarbreTie *list = &g_array_index(ties, MarbreTie, 0);
    g_array_sort(ties, compare_ties);
    for (guint i = 0, next; i < ties->len; i = next) {
        for (next = i + 1; next < ties->len && compare_ties(&list[i], &list[next]) == 0;)
            next++;
        bool same = kept > 0 && list[kept - 1].from == list[i].from;
        if (same && next - i <= best)
            continue;
        if (marbre_likeness_pair(likeness, list[i].from, list[i].to) >= 0)
            continue;
        best = next - i;
        list[same ? kept - 1 : kept] = list[i];
        kept += !same;
    }
    g_array_set_size(ties, kept);
}

/* By patience sorting. */
static GArray *
find_rising(const GArray *ties)
{
    g_autofree guint *tops = g_new(guint, ties->len + 1);
    g_autofree guint *before = g_new(guint, ties->len + 1);
    guint length = 0;
    for (guint i = 0; i < ties->len; i++) {
        uint32_t to = g_array_index(ties, MarbreTie, i).to;
        guint low = 0, high = length;
        while (low < high) {
            guint middle = (low + high) / 2;
            if (g_array_index(ties, MarbreTie, tops[middle]).to < to)
                low = middle + 1;
            else
                high = middle;
        }
        before[i] = low > 0 ? tops[low - 1] : G_MAXUINT;
        tops[low] = i;
        length = MAX(length, low + 1);
    }
    GArray *chain = g_array_sized_new(FALSE, FALSE, sizeof(MarbreTie), length);
    g_array_set_size(chain, length);
    for (guint i = length > 0 ? tops[length - 1] : 0; length > 0; i = before[i])
        g_array_index(chain, MarbreTie, --length) = g_array_index(ties, MarbreTie, i);
    return chain;
}

GArray *
marbre_chain_find(const MarbreLikeness *likeness, GArray *ties)
{
    settle_ties(likeness, ties);
    return find_rising(ties);
}
