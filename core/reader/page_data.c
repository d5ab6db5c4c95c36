/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "reader/json.h"
#include "reader/language.h"
#include "reader/markup.h"
#include "reader/page.h"
#include "reader/picture.h"
#include "reader/tree.h"
#include "reader/when.h"
#include "reader/words.h"
#include "wire/names.h"
#include "wire/story_pack.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Kinds of schema.org's that are a story on their own. */
static const char *const kinds[] = {"NewsArticle",
                                    "Article",
                                    "ReportageNewsArticle",
                                    "AnalysisNewsArticle",
                                    "BackgroundNewsArticle",
                                    "OpinionNewsArticle",
                                    "ReviewNewsArticle",
                                    "AskPublicNewsArticle",
                                    "LiveBlogPosting",
                                    "BlogPosting",
                                    "Report",
                                    NULL};

/* Objects that are looked into for a story or for what another one refers to. */
enum { VISIT_LIMIT = 4096 };

typedef struct {
    const char *id;  /* (nullable) the object of this @id, else a story */
    JsonNode *found; /* (transfer none) */
    unsigned visited;
} Search;

static bool
is_story(JsonNode *object)
{
    JsonNode *type = marbre_json_get(object, "@type");
    for (size_t i = 0; i < marbre_json_count(type) && i < 16; i++) {
        const char *name = marbre_json_string(marbre_json_at(type, i));
        const char *last = name == NULL ? NULL : strpbrk(name, "/:#");
        while (last != NULL && strpbrk(last + 1, "/:#") != NULL)
            last = strpbrk(last + 1, "/:#");
        if (name != NULL && g_strv_contains(kinds, last == NULL ? name : last + 1))
            return true;
    }
    return false;
}

static bool
is_wanted(const Search *search, JsonNode *object)
{
    if (search->id == NULL)
        return is_story(object);
    return g_strcmp0(marbre_json_string(marbre_json_get(object, "@id")), search->id) == 0 &&
           json_object_get_size(json_node_get_object(object)) > 1;
}

/* Lists of teasers (`itemListElement`) are stories of other pages. */
static void
look(Search *search, JsonNode *node)
{
    static const char *const within[] = {"@graph", "mainEntity", "mainEntityOfPage",
                                         "author", "image",      "publisher"};
    if (node == NULL || search->found != NULL || ++search->visited > VISIT_LIMIT)
        return;
    if (JSON_NODE_HOLDS_ARRAY(node))
        for (size_t i = 0; i < marbre_json_count(node); i++)
            look(search, marbre_json_at(node, i));
    if (!JSON_NODE_HOLDS_OBJECT(node))
        return;
    if (is_wanted(search, node)) {
        search->found = node;
        return;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(within); i++)
        look(search, marbre_json_get(node, within[i]));
}

/* An object that is nothing but a reference stands for the one that it refers to. */
static JsonNode *
resolve(JsonNode *root, JsonNode *node)
{
    const char *id = marbre_json_string(marbre_json_get(node, "@id"));
    if (id == NULL || json_object_get_size(json_node_get_object(node)) > 2)
        return node;
    Search search = {.id = id};
    look(&search, root);
    return search.found != NULL ? search.found : node;
}

/* A name, be it a string or an object's `name`. (transfer full, nullable) */
static char *
name_of(JsonNode *root, JsonNode *node)
{
    const char *string = marbre_json_string(node);
    if (string != NULL)
        return marbre_markup_words(string);
    return marbre_markup_words(marbre_json_string(marbre_json_get(resolve(root, node), "name")));
}

static void
add_unless_there(GPtrArray *words, char *word)
{
    if (word == NULL || words->len >= MARBRE_STORY_ENTRIES ||
        g_ptr_array_find_with_equal_func(words, word, g_str_equal, NULL))
        g_free(word);
    else
        g_ptr_array_add(words, word);
}

static void
read_authors(MarbreWebPage *page, JsonNode *root, JsonNode *data)
{
    JsonNode *authors = marbre_json_get(data, "author");
    for (size_t i = 0; i < marbre_json_count(authors) && i < 64; i++)
        add_unless_there(page->story->authors, name_of(root, marbre_json_at(authors, i)));
}

static void
read_keywords(MarbreWebPage *page, JsonNode *data)
{
    JsonNode *keywords = marbre_json_get(data, "keywords");
    for (size_t i = 0; i < marbre_json_count(keywords) && i < 256; i++) {
        const char *string = marbre_json_string(marbre_json_at(keywords, i));
        g_auto(GStrv) parts = g_strsplit(string == NULL ? "" : string, ",", 256);
        for (char **part = parts; *part != NULL; part++)
            add_unless_there(page->story->tags, marbre_markup_words(*part));
    }
}

static void
set_named(char **place, JsonNode *root, JsonNode *node)
{
    g_autofree char *name = name_of(root, marbre_json_at(node, 0));
    marbre_words_set(place, name);
}

static void
read_picture(MarbreWebPage *page, JsonNode *root, JsonNode *node)
{
    static const char *const addresses[] = {"contentUrl", "url", NULL};
    JsonNode *object = resolve(root, node);
    const char *address = marbre_json_string(object);
    if (address == NULL)
        address = marbre_json_string(marbre_json_at(marbre_json_member(object, addresses), 0));
    MarbreStoryPicture *picture =
        address == NULL ? NULL : marbre_picture_find(page->story, address, page->base, NULL);
    if (picture == NULL || !JSON_NODE_HOLDS_OBJECT(object))
        return;
    marbre_markup_set(&picture->caption, marbre_json_string(marbre_json_get(object, "caption")));
    marbre_markup_set(&picture->credit, marbre_json_string(marbre_json_get(object, "creditText")));
    marbre_markup_set(&picture->rights,
                      marbre_json_string(marbre_json_get(object, "copyrightNotice")));
    marbre_words_set(&picture->licence, marbre_json_string(marbre_json_get(object, "license")));
    set_named(&picture->photographer, root, marbre_json_get(object, "creator"));
}

/* A list of bare addresses is one picture in several shapes. */
static void
read_pictures(MarbreWebPage *page, JsonNode *root, JsonNode *data)
{
    JsonNode *images = marbre_json_get(data, "image");
    for (size_t i = 0; i < marbre_json_count(images) && i < 64; i++) {
        JsonNode *image = marbre_json_at(images, i);
        bool described = marbre_json_get(resolve(root, image), "caption") != NULL;
        if (i == 0 || described)
            read_picture(page, root, image);
    }
}

/* Where the story comes from, when the page names another house than its own. */
static void
read_outlet(MarbreWebPage *page, JsonNode *root, JsonNode *data)
{
    static const char *const sources[] = {"sourceOrganization", "provider", NULL};
    MarbreStory *story = page->story;
    set_named(&story->outlet, root, marbre_json_member(data, sources));
    set_named(&page->publisher, root, marbre_json_get(data, "publisher"));
    for (guint i = 0; i < story->authors->len && story->outlet == NULL; i++)
        story->outlet = g_strdup(marbre_name_outlet(story->authors->pdata[i]));
}

static void
read_language(MarbreWebPage *page, JsonNode *data)
{
    JsonNode *language = marbre_json_at(marbre_json_get(data, "inLanguage"), 0);
    const char *tag = marbre_json_string(language);
    if (tag == NULL)
        tag = marbre_json_string(marbre_json_get(language, "alternateName"));
    if (page->story->lang == NULL)
        page->story->lang = marbre_language_read(tag);
}

static void
read_story(MarbreWebPage *page, JsonNode *root, JsonNode *data)
{
    static const char *const titles[] = {"headline", "name", NULL};
    MarbreStory *story = page->story;
    JsonNode *address = marbre_json_get(data, "mainEntityOfPage");
    const char *url = marbre_json_string(address);
    if (url == NULL)
        url = marbre_json_string(marbre_json_get(address, "@id"));
    if (url == NULL)
        url = marbre_json_string(marbre_json_get(data, "url"));
    if (page->base == NULL && url != NULL && g_uri_is_valid(url, G_URI_FLAGS_PARSE_RELAXED, NULL))
        page->base = marbre_words_clean(url);
    marbre_markup_set(&story->title, marbre_json_string(marbre_json_member(data, titles)));
    marbre_markup_set(&page->summary, marbre_json_string(marbre_json_get(data, "description")));
    g_autofree char *section = marbre_json_words(marbre_json_get(data, "articleSection"));
    g_autofree char *dateline = marbre_json_words(marbre_json_get(data, "dateline"));
    marbre_markup_set(&story->section, section);
    marbre_words_set(&story->dateline, dateline);
    story->date = marbre_when_read(marbre_json_string(marbre_json_get(data, "datePublished")));
    page->body = g_strdup(marbre_json_string(marbre_json_get(data, "articleBody")));
    read_language(page, data);
    read_authors(page, root, data);
    read_keywords(page, data);
    read_outlet(page, root, data);
    read_pictures(page, root, data);
}

static bool
is_data(const xmlNode *node)
{
    if (!marbre_tree_is(node, "script"))
        return false;
    g_autofree char *type = marbre_tree_attribute(node, "type");
    return type != NULL && g_ascii_strncasecmp(type, "application/ld+json", 19) == 0;
}

/* Some hide it in a comment, as scripts once were. */
static const char *
json_within(char *text)
{
    const char *start = text + strcspn(text, "[{");
    char *end = text + strlen(text);
    while (end > start && end[-1] != ']' && end[-1] != '}')
        end--;
    *end = '\0';
    return start;
}

static bool
read_script(MarbreWebPage *page, const xmlNode *script)
{
    MarbreFault fault = {0};
    g_autofree char *text = marbre_tree_text(script);
    const char *data = json_within(text);
    if (*data == '\0')
        return true;
    g_autoptr(JsonNode) root = marbre_json_parse(data, strlen(data), &fault);
    Search search = {0};
    look(&search, root);
    if (search.found != NULL)
        read_story(page, root, search.found);
    return root != NULL;
}

void
marbre_page_read_data(MarbreWebPage *page)
{
    const xmlNode *top = (const xmlNode *)xmlDocGetRootElement(page->doc);
    bool whole = true;
    for (const xmlNode *node = top; node != NULL && page->story->title == NULL;
         node = marbre_tree_after(node, top))
        if (is_data(node))
            whole = read_script(page, node) && whole;
    if (!whole)
        g_ptr_array_add(page->story->repairs,
                        g_strdup(N_("a part of the page's JSON-LD is malformed and was not read")));
}
