/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "format.h"

#include "changes.h"
#include "feed.h"
#include "front.h"
#include "markdown.h"
#include "newsml.h"
#include "ninjs.h"
#include "notice.h"
#include "page.h"
#include "sitemap.h"

#include <string.h>

#define EVERY_LIST UINT32_MAX
#define FEEDS (LISTS_OF(MBR_LIST_FRONT) | LISTS_OF(MBR_LIST_SECTION) | LISTS_OF(MBR_LIST_AUTHOR))

static void
list_write(const listing *of, buffer *out)
{
    if (of->told.kind == MBR_LIST_CORRECTIONS)
        changes_write(of, out);
    else
        front_write(of, out);
}

/* A new format is a row here, a name below, and one more of FORMATS. */
const format format_table[FORMATS] = {
    {
        .name = "html",
        .article = {"index.html", "text/html", page_write},
        .retraction = {"index.html", "text/html", notice_write},
        .list = {"index.html", "text/html", EVERY_LIST, list_write},
    },
    {
        .name = "atom",
        .list = {"atom.xml", "application/atom+xml", FEEDS, atom_write},
        .feed = "Atom",
    },
    {
        .name = "rss",
        .list = {"rss.xml", "application/rss+xml", FEEDS, rss_write},
        .feed = "RSS",
    },
    {
        .name = "json-feed",
        .list = {"feed.json", "application/feed+json", FEEDS, json_feed_write},
        .feed = "JSON Feed",
    },
    {
        .name = "sitemap-news",
        .list = {"sitemap-news.xml", "application/xml", LISTS_OF(MBR_LIST_FRONT), sitemap_write,
                 .root_only = true},
    },
    {
        .name = "ninjs",
        .article = {"ninjs.json", "application/json", ninjs_write},
        .retraction = {"ninjs.json", "application/json", ninjs_retract},
    },
    {
        .name = "newsml",
        .article = {"newsml.xml", "application/vnd.iptc.g2.newsitem+xml", newsml_write},
        .retraction = {"newsml.xml", "application/vnd.iptc.g2.newsitem+xml", newsml_retract},
    },
    {
        .name = "markdown",
        .article = {"index.md", "text/markdown", markdown_write},
        .retraction = {"index.md", "text/markdown", markdown_retract},
    },
};

const char *const format_names[FORMATS + 1] = {"html",         "atom",  "rss",    "json-feed",
                                               "sitemap-news", "ninjs", "newsml", "markdown"};

bool
format_is_on(const site *of, const char *name)
{
    for (size_t i = 0; i < FORMATS; i++) {
        if (strcmp(format_table[i].name, name) == 0)
            return of->task->on[i];
    }
    return false;
}
