/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "reader/wxr.h"

#include "base/path.h"
#include "reader/language.h"
#include "reader/markup.h"
#include "reader/tree.h"
#include "reader/when.h"
#include "reader/words.h"
#include "wire/apart.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
read_authors(MarbreExport *export, const xmlNode *channel)
{
    for (const xmlNode *author = marbre_tree_child(channel, "author"); author != NULL;
         author = marbre_tree_next(author, "author")) {
        g_autofree char *login = marbre_post_field(author, "wp", "author_login");
        g_autofree char *shown = marbre_post_field(author, "wp", "author_display_name");
        g_autofree char *name = marbre_markup_words(shown);
        if (login != NULL && name != NULL)
            g_hash_table_insert(export->authors, g_strdup(g_strstrip(login)),
                                g_steal_pointer(&name));
    }
}

static bool
is_type(const xmlNode *item, const char *wanted)
{
    g_autofree char *type = marbre_post_field(item, "wp", "post_type");
    return type != NULL && strcmp(g_strstrip(type), wanted) == 0;
}

static void
read_attachments(MarbreExport *export, const xmlNode *channel)
{
    for (const xmlNode *item = marbre_tree_child(channel, "item"); item != NULL;
         item = marbre_tree_next(item, "item"))
        if (is_type(item, "attachment"))
            marbre_attachments_add(export->attachments, item);
}

/* The bin, and what WordPress keeps while somebody types. */
static bool
is_thrown_away(const char *status)
{
    static const char *const away[] = {"trash", "auto-draft", "inherit", NULL};
    return status != NULL && g_strv_contains(away, status);
}

static void
read_author(const MarbreExport *export, const xmlNode *item, MarbreStory *story)
{
    g_autofree char *creator = marbre_post_field(item, "dc", "creator");
    g_autofree char *login = marbre_words_clean(creator);
    if (login == NULL)
        return;
    const char *name = g_hash_table_lookup(export->authors, login);
    if (name == NULL)
        g_ptr_array_add(story->repairs,
                        g_strdup(N_("the export has no name for the author, only the account")));
    g_ptr_array_add(story->authors, g_strdup(name == NULL ? login : name));
}

/* Where a site has put what it has put nowhere. */
static bool
is_no_section(const xmlNode *category)
{
    g_autofree char *name = marbre_tree_attribute(category, "nicename");
    return g_strcmp0(name, "uncategorized") == 0 || g_strcmp0(name, "non-classe") == 0;
}

static void
read_categories(const xmlNode *item, MarbreStory *story)
{
    for (const xmlNode *category = marbre_tree_child(item, "category"); category != NULL;
         category = marbre_tree_next(category, "category")) {
        g_autofree char *domain = marbre_tree_attribute(category, "domain");
        g_autofree char *text = marbre_tree_text(category);
        char *name = marbre_markup_words(text);
        bool section = g_strcmp0(domain, "category") == 0;
        bool tag = section || g_strcmp0(domain, "post_tag") == 0;
        if (name == NULL || !tag || is_no_section(category) || story->tags->len >= 256)
            g_free(name);
        else if (section && story->section == NULL)
            story->section = name;
        else
            g_ptr_array_add(story->tags, name);
    }
}

/* A draft's date is when it was last saved: it says nothing of the story. */
static void
read_date(const xmlNode *item, const char *status, MarbreStory *story)
{
    static const char *const dated[] = {"publish", "future", "private", NULL};
    g_autofree char *utc = marbre_post_field(item, "wp", "post_date_gmt");
    g_autofree char *local = marbre_post_field(item, "wp", "post_date");
    if (status != NULL && !g_strv_contains(dated, status))
        return;
    story->date = marbre_when_read_utc(utc);
    if (story->date == NULL)
        story->date = marbre_when_read(local);
    if (story->date == NULL) {
        g_autofree char *mail = marbre_tree_text(marbre_tree_child(item, "pubDate"));
        story->date = marbre_when_read(mail);
    }
}

static void
read_slug(const xmlNode *item, MarbreStory *story)
{
    g_autofree char *name = marbre_post_field(item, "wp", "post_name");
    g_autofree char *clean = marbre_words_clean(name);
    if (clean != NULL && marbre_slug_check(clean, NULL))
        story->slug = g_steal_pointer(&clean);
}

static bool
read_post(const MarbreExport *export,
          const xmlNode *item,
          MarbreStory *story,
          MarbreFault *ret_fault)
{
    g_autofree char *title = marbre_tree_text(marbre_tree_child(item, "title"));
    g_autofree char *excerpt = marbre_post_field(item, "excerpt", "encoded");
    g_autofree char *status = marbre_post_field(item, "wp", "status");
    if (status != NULL)
        g_strstrip(status);
    marbre_markup_set(&story->title, title);
    marbre_markup_set(&story->standfirst, excerpt);
    story->lang = g_strdup(export->language);
    read_date(item, status, story);
    read_author(export, item, story);
    read_categories(item, story);
    read_slug(item, story);
    return marbre_post_read_body(export, item, story, ret_fault);
}

static bool
read_posts(const MarbreExport *export,
           const xmlNode *channel,
           const char *encoding,
           GPtrArray *stories,
           MarbreFault *ret_fault)
{
    for (const xmlNode *item = marbre_tree_child(channel, "item"); item != NULL;
         item = marbre_tree_next(item, "item")) {
        g_autofree char *status = marbre_post_field(item, "wp", "status");
        if (!is_type(item, "post") || is_thrown_away(status == NULL ? NULL : g_strstrip(status)))
            continue;
        g_autoptr(MarbreStory) story = marbre_story_new();
        story->encoding = encoding;
        if (stories->len >= MARBRE_WIRE_STORIES) {
            ret_fault->kind = MARBRE_FAULT_LARGE;
            return false;
        }
        if (!read_post(export, item, story, ret_fault))
            return false;
        if (story->title != NULL || story->blocks->len > 0)
            g_ptr_array_add(stories, g_steal_pointer(&story));
    }
    return true;
}

static bool
read_channel(const xmlNode *channel,
             const char *lang,
             const char *encoding,
             GPtrArray *stories,
             MarbreFault *ret_fault)
{
    g_autoptr(MarbreAttachments) attachments = marbre_attachments_new();
    g_autoptr(GHashTable) authors = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_autofree char *language = marbre_tree_text(marbre_tree_child(channel, "language"));
    g_autofree char *tag = marbre_language_read(language);
    g_autofree char *address = marbre_post_field(channel, "wp", "base_site_url");
    g_autofree char *link =
        address != NULL ? NULL : marbre_tree_text(marbre_tree_child(channel, "link"));
    g_autofree char *base = marbre_words_clean(address != NULL ? address : link);
    bool valid = base != NULL && g_uri_is_valid(base, G_URI_FLAGS_PARSE_RELAXED, NULL);
    MarbreExport export = {.lang = lang,
                           .base = valid ? base : NULL,
                           .language = tag,
                           .authors = authors,
                           .attachments = attachments};
    read_authors(&export, channel);
    read_attachments(&export, channel);
    return read_posts(&export, channel, encoding, stories, ret_fault);
}

bool
marbre_wxr_read(GBytes *file, const char *lang, GPtrArray *stories, MarbreFault *ret_fault)
{
    g_autoptr(xmlDoc) doc = marbre_tree_parse(file, ret_fault);
    if (doc == NULL)
        return false;
    const xmlNode *root = (const xmlNode *)xmlDocGetRootElement(doc);
    const xmlNode *channel =
        marbre_tree_is(root, "rss") ? marbre_tree_child(root, "channel") : NULL;
    g_autofree char *version = marbre_post_field(channel, "wp", "wxr_version");
    if (version == NULL) {
        ret_fault->kind = MARBRE_FAULT_OTHER_ROOT;
        return false;
    }
    return read_channel(channel, lang, marbre_tree_encoding(doc), stories, ret_fault);
}
