/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "reader/page.h"

#include "base/path.h"
#include "reader/source.h"
#include "reader/summary.h"
#include "reader/tree.h"
#include "reader/words.h"
#include "wire/names.h"

#include <string.h>

/* Blocks at the head of the story within which an outlet names itself. */
enum { HEAD = 5 };

/* The part of the page's address that names the story. */
static void
read_slug(MarbreWebPage *page)
{
    g_autofree char *path =
        page->base == NULL ? NULL : g_strndup(page->base, strcspn(page->base, "?#"));
    while (path != NULL && g_str_has_suffix(path, "/"))
        path[strlen(path) - 1] = '\0';
    const char *slash = path == NULL ? NULL : strrchr(path, '/');
    if (slash == NULL)
        return;
    g_autofree char *slug = g_strndup(slash + 1, strcspn(slash + 1, "."));
    bool host = g_str_has_suffix(page->base, "//") || slash[-1] == '/';
    if (!host && strchr(slug, '-') != NULL && marbre_slug_check(slug, NULL))
        page->story->slug = g_steal_pointer(&slug);
}

static bool
names_outlet(const char *text)
{
    g_autofree char *clean = marbre_words_clean(text);
    if (clean == NULL)
        return false;
    if (marbre_name_outlet(clean) != NULL)
        return true;
    const char *open = strchr(clean, '('), *close = open == NULL ? NULL : strchr(open, ')');
    g_autofree char *within =
        close == NULL ? NULL : g_strndup(open + 1, (size_t)(close - open - 1));
    return within != NULL && marbre_name_outlet(within) != NULL;
}

/* Who publishes the page answers for it, unless the story names the agency that it comes from:
   that is read where all copy is read for it. */
static void
read_outlet(MarbreWebPage *page)
{
    const MarbreStory *story = page->story;
    for (guint i = 0; i < story->blocks->len && i < HEAD; i++)
        if (names_outlet(((const MarbreStoryBlock *)story->blocks->pdata[i])->text))
            return;
    marbre_words_set(&page->story->outlet, page->publisher);
}

static bool
read_page(MarbreWebPage *page, MarbreFault *ret_fault)
{
    marbre_page_read_data(page);
    marbre_page_read_meta(page);
    if (!marbre_page_read_body(page, ret_fault))
        return false;
    read_slug(page);
    marbre_summary_read(page->story, page->summary);
    read_outlet(page);
    if (page->story->title != NULL || page->story->blocks->len > 0)
        return true;
    ret_fault->kind = MARBRE_FAULT_NO_WORDS;
    return false;
}

MarbreStory *
marbre_page_read(GBytes *file, const char *lang, MarbreFault *ret_fault)
{
    const char *encoding = NULL;
    g_autoptr(GString) text = marbre_source_decode(file, true, &encoding, ret_fault);
    g_autoptr(xmlDoc) doc =
        text == NULL ? NULL : marbre_tree_parse_html(text->str, text->len, ret_fault);
    if (doc == NULL)
        return NULL;
    g_autoptr(MarbreStory) story = marbre_story_new();
    story->encoding = encoding;
    MarbreWebPage page = {.doc = doc, .story = story, .lang = lang};
    bool good = read_page(&page, ret_fault);
    g_free(page.base);
    g_free(page.publisher);
    g_free(page.body);
    g_free(page.summary);
    return good ? g_steal_pointer(&story) : NULL;
}
