/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "article.h"

#include "text.h"

#include <stdio.h>
#include <stdlib.h>

#define MOST_NAMES 100
#define LONGEST_WHERE 96

int32_t
names_read(const article *of, const char *where, names *ret)
{
    mbr_value value;
    if (!article_value(of, where, &value) || value.type == MBR_VALUE_MAP)
        return MBR_OK;
    size_t most = value.type == MBR_VALUE_LIST ? (size_t)value.count : 1;
    most = most < MOST_NAMES ? most : MOST_NAMES;
    ret->items = calloc(most ? most : 1, sizeof *ret->items);
    if (!ret->items)
        return MBR_E_NOMEM;
    if (value.type != MBR_VALUE_LIST) {
        ret->count = article_words(&value, &ret->items[0]);
        return MBR_OK;
    }
    for (size_t i = 0; i < most; i++) {
        char one[LONGEST_WHERE];
        snprintf(one, sizeof one, "%s[%zu]", where, i);
        ret->count += article_meta(of, one, &ret->items[ret->count]);
    }
    return MBR_OK;
}

int32_t
names_read_tags(const article *of, names *ret)
{
    int32_t result = names_read(of, "tags", ret);
    size_t kept = 0;
    for (size_t i = 0; i < ret->count; i++) {
        bool known = text_same(ret->items[i], of->story->entry.section);
        for (size_t k = 0; k < kept; k++)
            known |= text_same(ret->items[i], ret->items[k]);
        if (!known)
            ret->items[kept++] = ret->items[i];
    }
    ret->count = kept;
    return result;
}
