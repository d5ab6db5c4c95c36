/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "reader/language.h"
#include "reader/markup.h"
#include "reader/page.h"
#include "reader/picture.h"
#include "reader/tree.h"
#include "reader/when.h"
#include "reader/words.h"
#include "wire/story_pack.h"

#include <string.h>

/* Values of a page's meta elements by name, in their order. */
typedef struct {
    GHashTable *values; /* name → GPtrArray of char * */
} Meta;

static void
strings_free(void *strings)
{
    g_ptr_array_unref(strings);
}

static void
note(Meta *meta, const xmlNode *node, const char *attribute)
{
    g_autofree char *name = marbre_tree_attribute(node, attribute);
    g_autofree char *value = marbre_tree_attribute(node, "content");
    if (name == NULL || value == NULL || *value == '\0')
        return;
    g_autofree char *lower = g_ascii_strdown(name, -1);
    GPtrArray *values = g_hash_table_lookup(meta->values, lower);
    if (values == NULL) {
        values = g_ptr_array_new_with_free_func(g_free);
        g_hash_table_insert(meta->values, g_steal_pointer(&lower), values);
    }
    g_ptr_array_add(values, g_steal_pointer(&value));
}

static void
gather(Meta *meta, const xmlNode *top)
{
    static const char *const attributes[] = {"property", "name", "itemprop", "http-equiv"};
    for (const xmlNode *node = top; node != NULL; node = marbre_tree_after(node, top))
        for (size_t i = 0; marbre_tree_is(node, "meta") && i < G_N_ELEMENTS(attributes); i++)
            note(meta, node, attributes[i]);
}

/* The first value of the first name that has one. (nullable) */
static const char *
first_of(const Meta *meta, const char *const *names)
{
    for (; *names != NULL; names++) {
        GPtrArray *values = g_hash_table_lookup(meta->values, *names);
        if (values != NULL)
            return values->pdata[0];
    }
    return NULL;
}

static void
add_all(const Meta *meta, const char *name, bool commas, GPtrArray *words)
{
    GPtrArray *values = g_hash_table_lookup(meta->values, name);
    for (guint i = 0; values != NULL && i < values->len; i++) {
        g_auto(GStrv) parts = g_strsplit(values->pdata[i], commas ? "," : "\n", 256);
        for (char **part = parts; *part != NULL && words->len < 256; part++) {
            char *word = marbre_markup_words(*part);
            if (word == NULL || g_ptr_array_find_with_equal_func(words, word, g_str_equal, NULL))
                g_free(word);
            else
                g_ptr_array_add(words, word);
        }
    }
}

/* « Le pont rouvre - Le Journal »: a site's name at the end is no part of the title. */
static char *
without_site(const char *title, const char *site)
{
    static const char *const marks[] = {" - ", " – ", " — ", " | ", " · ", " : ", " » "};
    char *clean = marbre_markup_words(title);
    for (size_t i = 0; clean != NULL && site != NULL && i < G_N_ELEMENTS(marks); i++) {
        g_autofree char *end = g_strconcat(marks[i], site, NULL);
        if (g_str_has_suffix(clean, end) && strlen(clean) > strlen(end)) {
            clean[strlen(clean) - strlen(end)] = '\0';
            return clean;
        }
    }
    return clean;
}

static void
read_title(MarbreWebPage *page, const Meta *meta, const char *site)
{
    static const char *const names[] = {"og:title", "twitter:title", "dc.title", NULL};
    const char *title = first_of(meta, names);
    if (page->story->title == NULL && title != NULL)
        page->story->title = without_site(title, site);
}

/* An author's name; some pages put the address of the author's page there. */
static void
read_authors(MarbreWebPage *page, const Meta *meta)
{
    static const char *const names[] = {"author", "article:author", "dc.creator"};
    static const char *const addresses[] = {"http://", "https://", NULL};
    GPtrArray *authors = page->story->authors;
    for (size_t i = 0; i < G_N_ELEMENTS(names) && authors->len == 0; i++) {
        add_all(meta, names[i], false, authors);
        for (guint at = authors->len; at > 0; at--)
            if (marbre_words_begin(authors->pdata[at - 1], addresses))
                g_ptr_array_remove_index(authors, at - 1);
    }
}

static void
read_picture(MarbreWebPage *page, const Meta *meta)
{
    static const char *const addresses[] = {"og:image", "og:image:url", "twitter:image", NULL};
    static const char *const alts[] = {"og:image:alt", "twitter:image:alt", NULL};
    const char *address = first_of(meta, addresses);
    if (address == NULL || page->story->pictures->len > 0)
        return;
    MarbreStoryPicture *picture = marbre_picture_find(page->story, address, page->base, NULL);
    if (picture != NULL)
        marbre_markup_set(&picture->alt, first_of(meta, alts));
}

static void
read_language(MarbreWebPage *page, const Meta *meta)
{
    static const char *const names[] = {"og:locale", "content-language", "dc.language", NULL};
    MarbreStory *story = page->story;
    g_autofree char *tag = marbre_tree_attribute(xmlDocGetRootElement(page->doc), "lang");
    if (story->lang == NULL)
        story->lang = marbre_language_read(tag);
    if (story->lang == NULL)
        story->lang = marbre_language_read(first_of(meta, names));
}

/* The page's own address: what its relative links start from. */
static void
read_address(MarbreWebPage *page, const Meta *meta)
{
    static const char *const names[] = {"og:url", NULL};
    const xmlNode *top = (const xmlNode *)xmlDocGetRootElement(page->doc);
    g_autofree char *address = NULL;
    for (const xmlNode *node = top; node != NULL && address == NULL;
         node = marbre_tree_after(node, top)) {
        g_autofree char *rel =
            marbre_tree_is(node, "link") ? marbre_tree_attribute(node, "rel") : NULL;
        if (marbre_tree_is(node, "base") || g_strcmp0(rel, "canonical") == 0)
            address = marbre_tree_attribute(node, "href");
    }
    const char *said = address != NULL ? address : first_of(meta, names);
    if (page->base == NULL && said != NULL && g_uri_is_valid(said, G_URI_FLAGS_PARSE_RELAXED, NULL))
        page->base = marbre_words_clean(said);
}

void
marbre_page_read_meta(MarbreWebPage *page)
{
    static const char *const sites[] = {"og:site_name", "application-name", NULL};
    static const char *const summaries[] = {"og:description", "description", "twitter:description",
                                            NULL};
    static const char *const dates[] = {
        "article:published_time", "datepublished", "parsely-pub-date", "dc.date", "date", NULL};
    static const char *const sections[] = {"article:section", "parsely-section", NULL};
    MarbreStory *story = page->story;
    Meta meta = {g_hash_table_new_full(g_str_hash, g_str_equal, g_free, strings_free)};
    gather(&meta, (const xmlNode *)xmlDocGetRootElement(page->doc));
    const char *site = first_of(&meta, sites);
    read_address(page, &meta);
    read_title(page, &meta, site);
    read_authors(page, &meta);
    read_picture(page, &meta);
    read_language(page, &meta);
    marbre_markup_set(&page->publisher, site);
    marbre_markup_set(&page->summary, first_of(&meta, summaries));
    marbre_markup_set(&story->section, first_of(&meta, sections));
    if (story->date == NULL)
        story->date = marbre_when_read(first_of(&meta, dates));
    if (story->tags->len == 0)
        add_all(&meta, "article:tag", false, story->tags);
    if (story->tags->len == 0)
        add_all(&meta, "news_keywords", true, story->tags);
    g_hash_table_unref(meta.values);
}
