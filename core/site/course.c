/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "site/course.h"

#include "site/entries.h"

#include <string.h>

const char *
marbre_course_lost(const GPtrArray *entries, const GPtrArray *former)
{
    g_autoptr(GHashTable) there = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < entries->len; i++)
        (void)g_hash_table_add(there, ((MarbreEntryPage *)entries->pdata[i])->folder);
    for (guint i = 0; i < former->len; i++) {
        const MarbreEntryPage *page = g_ptr_array_index(former, i);
        if (!page->retracted && !g_hash_table_contains(there, page->folder))
            return page->folder;
    }
    return NULL;
}

char *
marbre_course_other(MarbreStore *store, const char *published, const char *rendered)
{
    const char *own = marbre_store_get_branch(store);
    g_autofree char *tip = own == NULL ? NULL : marbre_store_tip(store, own, NULL);
    if (tip == NULL || marbre_store_is_ancestor(store, rendered, tip, NULL))
        return NULL;
    g_auto(GStrv) branches = marbre_store_branches(store, NULL);
    for (char **branch = branches; branch != NULL && *branch != NULL; branch++) {
        g_autofree char *other = marbre_store_tip(store, *branch, NULL);
        if (strcmp(*branch, own) != 0 && strcmp(*branch, published) != 0 && other != NULL &&
            marbre_store_is_ancestor(store, rendered, other, NULL))
            return g_strdup(*branch);
    }
    return NULL;
}
