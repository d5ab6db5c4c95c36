/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "format.h"

#include "atom.h"
#include "front.h"
#include "notice.h"
#include "page.h"

#include <string.h>

#define FEEDS (LISTS_OF(MBR_LIST_FRONT) | LISTS_OF(MBR_LIST_SECTION) | LISTS_OF(MBR_LIST_AUTHOR))

/* A new format is a row here, a name below, and one more of FORMATS. */
const format format_table[FORMATS] = {
    {
        .name = "html",
        .article = {"index.html", "text/html", page_write},
        .retraction = {"index.html", "text/html", notice_write},
        .list = {"index.html", "text/html", FEEDS, front_write},
    },
    {
        .name = "atom",
        .list = {"atom.xml", "application/atom+xml", FEEDS, atom_write},
        .feed = "Atom",
    },
};

const char *const format_names[FORMATS + 1] = {"html", "atom"};

bool
format_is_on(const site *of, const char *name)
{
    for (size_t i = 0; i < FORMATS; i++) {
        if (strcmp(format_table[i].name, name) == 0)
            return of->task->on[i];
    }
    return false;
}
