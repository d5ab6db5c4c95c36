/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "conform/site.h"

#include "marbre/plugin.h"
#include "plugin/article_pack.h"
#include "plugin/host.h"

#include <string.h>

#define ADDRESS "https://newsroom.example/"
#define PUBLISHED "2026-03-18T12:00:00Z"
#define LISTS 2

/* It was published once, and nothing has been corrected since. */
static const char record[] = "publication: {revision: 1, at: " PUBLISHED "}\n";

static const char *
key_or(const MarbreOneSite *site, const char *key, const char *other)
{
    const MarbreCopy *copy = marbre_article_get_copy(site->article, site->lang);
    const char *value = copy == NULL ? NULL : marbre_copy_get_key(copy, key);
    return value == NULL ? other : value;
}

static GVariant *
entry(const MarbreOneSite *site)
{
    g_autofree char *path =
        g_strconcat("2026/03/", marbre_article_get_slug(site->article), "/", NULL);
    g_autofree char *address = g_strconcat(ADDRESS, path, NULL);
    return g_variant_new(MARBRE_SITE_ENTRY_TYPE, MBR_ENTRY_RENDER, path, address,
                         key_or(site, "title", marbre_article_get_slug(site->article)), PUBLISHED,
                         key_or(site, "section", ""), site->lang, key_or(site, "summary", ""),
                         PUBLISHED);
}

/* Its page, and the front that it stands on alone. */
static GVariant *
list(const MarbreOneSite *site, uint64_t index)
{
    static const int kinds[LISTS] = {MBR_LIST_PAGES, MBR_LIST_FRONT};
    static const uint64_t entries[] = {0};
    return g_variant_new(
        "(issss@ats)", kinds[index], "", "", site->lang, PUBLISHED,
        g_variant_new_fixed_array(G_VARIANT_TYPE_UINT64, entries, 1, sizeof *entries),
        kinds[index] == MBR_LIST_PAGES ? "" : site->lang);
}

/* The body as it stands, and as the plainest HTML there is of it. */
static GVariant *
body(const MarbreOneSite *site, bool html)
{
    const MarbreCopy *copy = marbre_article_get_copy(site->article, site->lang);
    if (copy == NULL)
        return g_variant_new_string("");
    MarbreSpan span = marbre_copy_get_body(copy);
    const char *data = g_bytes_get_data(marbre_copy_get_bytes(copy), NULL);
    g_autofree char *text = g_strndup(data + span.start, span.end - span.start);
    if (!html)
        return g_variant_new_string(text);
    g_autofree char *escaped = g_markup_escape_text(text, -1);
    return g_variant_new_take_string(g_strconcat("<p>", escaped, "</p>\n", NULL));
}

GVariant *
marbre_one_site_tell(void *user, const char *what, uint64_t index, const char *where)
{
    const MarbreOneSite *site = user;
    GVariant *said = NULL;
    (void)where;
    if (strcmp(what, MARBRE_SITE_COUNT) == 0)
        said = g_variant_new_uint64(1);
    else if (strcmp(what, MARBRE_SITE_LISTS) == 0)
        said = g_variant_new_uint64(LISTS);
    else if (strcmp(what, MARBRE_SITE_LIST) == 0)
        said = index < LISTS ? list(site, index) : NULL;
    else if (strcmp(what, MARBRE_SITE_RETRACTED) == 0)
        said = g_variant_new_uint64(0);
    else if (index > 0)
        return NULL;
    else if (strcmp(what, MARBRE_SITE_ENTRY) == 0)
        said = entry(site);
    else if (strcmp(what, MARBRE_SITE_VERSIONS) == 0)
        said = g_variant_new_fixed_array(G_VARIANT_TYPE_UINT64, NULL, 0, sizeof(uint64_t));
    else if (strcmp(what, MARBRE_SITE_CONTENT) == 0)
        said = body(site, true);
    else if (strcmp(what, MARBRE_SITE_MARKDOWN) == 0)
        said = body(site, false);
    else if (strcmp(what, MARBRE_SITE_RECORD) == 0)
        said = g_variant_new_fixed_array(G_VARIANT_TYPE_BYTE, record, strlen(record), 1);
    else if (strcmp(what, MARBRE_SITE_ARTICLE) == 0)
        return marbre_article_pack(site->article, site->langs);
    return said == NULL ? NULL : g_variant_ref_sink(said);
}
