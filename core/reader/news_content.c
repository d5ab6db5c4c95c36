/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "reader/newsml.h"
#include "reader/passage.h"
#include "reader/picture.h"
#include "reader/plain_text.h"
#include "reader/tree.h"
#include "reader/words.h"

#include <stdlib.h>
#include <string.h>

/* The heading that says the title again. (nullable) */
static const xmlNode *
repeated_title(const xmlNode *body, const MarbreStory *story)
{
    for (const xmlNode *node = body; node != NULL; node = marbre_tree_after(node, body)) {
        if (!marbre_tree_is(node, "h1"))
            continue;
        g_autofree char *words = marbre_tree_words(node);
        return g_strcmp0(words, story->title) == 0 ? node : NULL;
    }
    return NULL;
}

static bool
read_xhtml(const xmlNode *html, MarbrePassage *passage, MarbreFault *ret_fault)
{
    const xmlNode *body = marbre_tree_child(html, "body");
    g_autofree char *title =
        marbre_tree_words(marbre_tree_child(marbre_tree_child(html, "head"), "title"));
    marbre_words_set(&passage->story->title, title);
    passage->title = repeated_title(body == NULL ? html : body, passage->story);
    return marbre_passage_read(passage, body == NULL ? html : body, ret_fault);
}

static bool
read_nitf(const xmlNode *nitf, const MarbrePassage *passage, MarbreFault *ret_fault)
{
    static const char *const parts[] = {"body.content", "body.end"};
    const xmlNode *body = marbre_tree_child(nitf, "body");
    marbre_nitf_read_head(body, passage->story);
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
        const xmlNode *part = marbre_tree_child(body, parts[i]);
        if (part != NULL && !marbre_passage_read(passage, part, ret_fault))
            return false;
    }
    return true;
}

static bool
read_data(const xmlNode *data, MarbrePassage *passage, MarbreFault *ret_fault)
{
    g_autofree char *type = marbre_tree_attribute(data, "contenttype");
    g_autofree char *coding = marbre_tree_attribute(data, "encoding");
    g_autofree char *text = marbre_tree_text(data);
    if (coding != NULL && strcasestr(coding, "base64") != NULL) {
        gsize size = 0;
        g_autofree guchar *bytes = g_base64_decode(text, &size);
        g_free(text);
        text = g_utf8_make_valid((const char *)bytes, (gssize)size);
    }
    if (type == NULL || strstr(type, "html") == NULL) {
        marbre_plain_text_read(passage->story, text, marbre_tree_line(data));
        return true;
    }
    g_autoptr(xmlDoc) doc = marbre_tree_parse_fragment(text, ret_fault);
    if (doc == NULL)
        return false;
    passage->title = repeated_title(xmlDocGetRootElement(doc), passage->story);
    bool good = marbre_passage_read(passage, xmlDocGetRootElement(doc), ret_fault);
    passage->title = NULL;
    return good;
}

static bool
read_inline(const xmlNode *content, MarbrePassage *passage, MarbreFault *ret_fault)
{
    if (marbre_tree_is(content, "inlineData"))
        return read_data(content, passage, ret_fault);
    const xmlNode *root = marbre_tree_child(content, NULL);
    if (marbre_tree_is(root, "nitf"))
        return read_nitf(root, passage, ret_fault);
    return root == NULL || read_xhtml(root, passage, ret_fault);
}

static bool
is_picture(const xmlNode *content)
{
    g_autofree char *type = marbre_tree_attribute(content, "contenttype");
    return type != NULL && g_str_has_prefix(type, "image/");
}

/* How much of a picture a rendition shows, by its width, else its bytes. */
static long
worth(const xmlNode *content)
{
    g_autofree char *width = marbre_tree_attribute(content, "width");
    g_autofree char *size = marbre_tree_attribute(content, "size");
    long wide = width == NULL ? 0 : strtol(width, NULL, 10);
    return wide > 0 ? wide : (size == NULL ? 0 : strtol(size, NULL, 10) / 1000);
}

/* One rendition of each picture: those without a name are pictures of their own. */
static void
read_pictures(const xmlNode *set, GPtrArray *found)
{
    const xmlNode *best = NULL;
    for (const xmlNode *content = marbre_tree_child(set, "remoteContent"); content != NULL;
         content = marbre_tree_next(content, "remoteContent")) {
        g_autofree char *rendition = marbre_tree_attribute(content, "rendition");
        if (!is_picture(content))
            continue;
        if (rendition == NULL)
            g_ptr_array_add(found, (void *)content);
        else if (best == NULL || worth(content) > worth(best))
            best = content;
    }
    if (best != NULL)
        g_ptr_array_insert(found, 0, (void *)best);
}

static MarbreStoryPicture *
add_remote(const xmlNode *content, MarbreStory *story, const char *name)
{
    g_autofree char *address = marbre_tree_attribute(content, "href");
    return address == NULL ? NULL : marbre_picture_find(story, address, NULL, name);
}

/* Versions of the same words in several forms stand side by side: the first that has any. */
bool
marbre_news_read_content(const xmlNode *item,
                         const char *lang,
                         MarbreStory *story,
                         MarbreFault *ret_fault)
{
    static const char *const forms[] = {"inlineXML", "inlineData"};
    const xmlNode *set = marbre_tree_child(item, "contentSet");
    MarbrePassage passage = {.story = story, .lang = story->lang != NULL ? story->lang : lang};
    for (size_t i = 0; i < G_N_ELEMENTS(forms); i++)
        for (const xmlNode *content = marbre_tree_child(set, forms[i]);
             content != NULL && story->blocks->len == 0;
             content = marbre_tree_next(content, forms[i]))
            if (!read_inline(content, &passage, ret_fault))
                return false;
    g_autoptr(GPtrArray) pictures = g_ptr_array_new();
    read_pictures(set, pictures);
    for (guint i = 0; i < pictures->len; i++)
        (void)add_remote(pictures->pdata[i], story, NULL);
    g_autofree char *title =
        marbre_tree_words(marbre_tree_child(marbre_tree_child(item, "itemMeta"), "title"));
    marbre_words_set(&story->title, title);
    return true;
}

static const xmlNode *
caption_of(const xmlNode *content, const char *lang)
{
    for (const xmlNode *node = marbre_tree_child(content, "description"); node != NULL;
         node = marbre_tree_next(node, "description")) {
        g_autofree char *role = marbre_news_code(node, "role");
        if (strcmp(role, "caption") == 0)
            return node;
    }
    return marbre_news_choose(content, "description", lang);
}

static void
read_picture_meta(const xmlNode *item, MarbreStoryPicture *picture, MarbreStory *story)
{
    const xmlNode *meta = marbre_tree_child(item, "itemMeta");
    const xmlNode *content = marbre_tree_child(item, "contentMeta");
    const xmlNode *rights = marbre_tree_child(item, "rightsInfo");
    g_autofree char *caption = marbre_tree_words(caption_of(content, story->lang));
    g_autofree char *credit = marbre_tree_words(marbre_tree_child(content, "creditline"));
    g_autofree char *by = marbre_tree_words(marbre_tree_child(content, "by"));
    g_autofree char *creator = marbre_news_name(marbre_tree_child(content, "creator"));
    g_autofree char *agency = marbre_news_name(marbre_tree_child(meta, "provider"));
    g_autofree char *notice = marbre_tree_words(marbre_tree_child(rights, "copyrightNotice"));
    g_autofree char *terms = marbre_tree_words(marbre_tree_child(rights, "usageTerms"));
    marbre_words_set(&picture->caption, caption);
    marbre_words_set(&picture->credit, credit);
    marbre_words_set(&picture->photographer, creator);
    marbre_words_set(&picture->photographer, by);
    marbre_words_set(&picture->agency, agency);
    marbre_words_set(&picture->rights, notice);
    if (terms == NULL)
        return;
    g_autofree char *note = g_strdup_printf("%s: %s", picture->file, terms);
    marbre_news_add_note(story, note);
}

void
marbre_news_add_picture(const xmlNode *item, MarbreStory *story)
{
    const xmlNode *set = marbre_tree_child(item, "contentSet");
    const xmlNode *meta = marbre_tree_child(item, "itemMeta");
    g_autofree char *name = marbre_tree_words(marbre_tree_child(meta, "fileName"));
    g_autoptr(GPtrArray) pictures = g_ptr_array_new();
    read_pictures(set, pictures);
    MarbreStoryPicture *picture =
        pictures->len == 0 ? NULL : add_remote(pictures->pdata[0], story, name);
    if (picture != NULL)
        read_picture_meta(item, picture, story);
}
