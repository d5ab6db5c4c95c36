/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "reader/element.h"
#include "reader/page.h"
#include "reader/passage.h"
#include "reader/picture.h"
#include "reader/plain_text.h"
#include "reader/tree.h"
#include "reader/when.h"
#include "reader/words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Bytes of words for people, links and what is beside the story left out. */
static size_t
prose_of(const xmlNode *top)
{
    size_t size = 0;
    for (const xmlNode *node = top->children; node != NULL; node = node->next) {
        if (node->type == XML_TEXT_NODE) {
            const char *text = (const char *)node->content;
            const char *words = text + strspn(text, " \t\r\n");
            size += strlen(words);
        } else if (node->type == XML_ELEMENT_NODE) {
            MarbreElement element = marbre_element_of(node);
            bool counts = element != MARBRE_ELEMENT_LINK && element != MARBRE_ELEMENT_SIDE &&
                          element != MARBRE_ELEMENT_FORM && element != MARBRE_ELEMENT_SILENT &&
                          element != MARBRE_ELEMENT_EMBEDDED;
            size += counts ? prose_of(node) : 0;
        }
    }
    return size;
}

/* Of the paragraphs that stand right below an element. */
static size_t
paragraphs_of(const xmlNode *node)
{
    size_t size = 0;
    for (const xmlNode *p = marbre_tree_child(node, "p"); p != NULL; p = marbre_tree_next(p, "p"))
        size += prose_of(p);
    return size;
}

static bool
is_article(const xmlNode *node)
{
    return marbre_tree_is(node, "article") || marbre_element_has_word(node, "role", "article");
}

static bool
is_main(const xmlNode *node)
{
    return marbre_tree_is(node, "main") || marbre_element_has_word(node, "role", "main");
}

static bool
is_body(const xmlNode *node)
{
    static const char *const classes[] = {"entry-content", "post-content", "article-body",
                                          "article__body", "article-content"};
    if (marbre_element_has_word(node, "itemprop", "articleBody"))
        return true;
    for (size_t i = 0; i < G_N_ELEMENTS(classes); i++)
        if (marbre_element_has_word(node, "class", classes[i]))
            return true;
    return false;
}

/* The element that passes and whose words, as `measure` counts them, are most. (nullable) */
static const xmlNode *
richest(const xmlNode *top, bool (*passes)(const xmlNode *), size_t (*measure)(const xmlNode *))
{
    const xmlNode *best = NULL;
    size_t most = 0;
    for (const xmlNode *node = top; node != NULL; node = marbre_tree_after(node, top)) {
        size_t size =
            node->type == XML_ELEMENT_NODE && (passes == NULL || passes(node)) ? measure(node) : 0;
        if (size > most) {
            best = node;
            most = size;
        }
    }
    return best;
}

/* An article with less than half of the words that stand elsewhere side by side is a teaser. */
static const xmlNode *
find_root(const xmlNode *top)
{
    const xmlNode *prose = richest(top, NULL, paragraphs_of);
    const xmlNode *root = richest(top, is_article, prose_of);
    if (root == NULL)
        root = richest(top, is_main, prose_of);
    if (root != NULL && (prose == NULL || 2 * prose_of(root) >= paragraphs_of(prose)))
        return root;
    return prose != NULL ? prose : top;
}

static const xmlNode *
find_words(const xmlNode *root)
{
    const xmlNode *body = richest(root, is_body, prose_of);
    return body != NULL && 2 * prose_of(body) >= prose_of(root) ? body : root;
}

static const xmlNode *
find_named(const xmlNode *top, const char *name)
{
    for (const xmlNode *node = top; node != NULL; node = marbre_tree_after(node, top))
        if (marbre_tree_is(node, name))
            return node;
    return NULL;
}

/* The heading that is the title, and the title that is the heading where nothing else said one. */
static const xmlNode *
read_title(MarbreWebPage *page, const xmlNode *top, const xmlNode *root)
{
    const xmlNode *heading = find_named(root, "h1");
    if (heading == NULL)
        heading = find_named(top, "h1");
    g_autofree char *words = heading == NULL ? NULL : marbre_tree_words(heading);
    if (page->story->title == NULL && words != NULL)
        page->story->title = g_strdup(words);
    else if (words != NULL && strcmp(words, page->story->title) != 0)
        marbre_story_drop(page->story, marbre_tree_line(heading), words,
                          N_("another wording of the title"));
    if (page->story->title == NULL) {
        const xmlNode *title = find_named(top, "title");
        page->story->title = title == NULL ? NULL : marbre_tree_words(title);
    }
    return heading;
}

/* One time in the whole article can only be its own. */
static void
read_date(MarbreWebPage *page, const xmlNode *root)
{
    g_autofree char *only = NULL;
    unsigned count = 0;
    for (const xmlNode *node = root; node != NULL; node = marbre_tree_after(node, root)) {
        if (!marbre_tree_is(node, "time"))
            continue;
        g_autofree char *date = marbre_tree_attribute(node, "datetime");
        bool said = marbre_element_has_word(node, "itemprop", "datePublished");
        g_autofree char *pubdate = marbre_tree_attribute(node, "pubdate");
        if ((said || pubdate != NULL) && page->story->date == NULL)
            page->story->date = marbre_when_read(date);
        if (count++ == 0)
            only = g_steal_pointer(&date);
    }
    if (page->story->date == NULL && count == 1)
        page->story->date = marbre_when_read(only);
}

/* Pictures at the head of the article stand above what its own markup calls its body. */
static void
read_lead_pictures(MarbreWebPage *page, const xmlNode *root, const xmlNode *words)
{
    for (const xmlNode *node = root; node != NULL && node != words;
         node = marbre_tree_after(node, root)) {
        if (!marbre_tree_is(node, "figure"))
            continue;
        const xmlNode *img = find_named(node, "img");
        MarbreStoryPicture *picture =
            img == NULL ? NULL : marbre_picture_of(page->story, img, page->base);
        if (picture != NULL)
            marbre_picture_caption(picture, node);
    }
}

static int
compare_lines(const void *one, const void *other)
{
    uint64_t a = (*(MarbreDropped *const *)one)->line, b = (*(MarbreDropped *const *)other)->line;
    return a < b ? -1 : a > b;
}

bool
marbre_page_read_body(MarbreWebPage *page, MarbreFault *ret_fault)
{
    const xmlNode *html = (const xmlNode *)xmlDocGetRootElement(page->doc);
    const xmlNode *body = marbre_tree_child(html, "body");
    const xmlNode *top = body == NULL ? html : body;
    const xmlNode *root = find_root(top), *words = find_words(root);
    const char *lang = page->story->lang != NULL ? page->story->lang : page->lang;
    MarbrePassage passage = {.story = page->story, .base = page->base, .lang = lang};
    passage.title = read_title(page, html, root);
    read_date(page, root);
    read_lead_pictures(page, root, words);
    if (!marbre_passage_read(&passage, words, ret_fault))
        return false;
    passage.except = words;
    passage.reason = N_("outside the article");
    if (words != top && !marbre_passage_read(&passage, top, ret_fault))
        return false;
    g_ptr_array_sort(page->story->dropped, compare_lines); /* keeps what is alike in its order */
    if (page->story->blocks->len == 0 && page->body != NULL)
        marbre_plain_text_read(page->story, page->body, 0);
    return true;
}
