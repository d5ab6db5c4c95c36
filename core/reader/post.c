/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "reader/passage.h"
#include "reader/picture.h"
#include "reader/shortcode.h"
#include "reader/tree.h"
#include "reader/words.h"
#include "reader/wxr.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static bool
has_prefix(const xmlNode *node, const char *prefix)
{
    return node->ns != NULL && node->ns->prefix != NULL &&
           strcmp((const char *)node->ns->prefix, prefix) == 0;
}

char *
marbre_post_field(const xmlNode *item, const char *prefix, const char *name)
{
    for (const xmlNode *node = marbre_tree_child(item, name); node != NULL;
         node = marbre_tree_next(node, name))
        if (has_prefix(node, prefix))
            return marbre_tree_text(node);
    return NULL;
}

char *
marbre_post_meta(const xmlNode *item, const char *key)
{
    for (const xmlNode *meta = marbre_tree_child(item, "postmeta"); meta != NULL;
         meta = marbre_tree_next(meta, "postmeta")) {
        g_autofree char *name = marbre_post_field(meta, "wp", "meta_key");
        if (g_strcmp0(name, key) == 0)
            return marbre_post_field(meta, "wp", "meta_value");
    }
    return NULL;
}

/* A gallery by numbers becomes one figure a picture that the export has. */
static void
place_gallery(const MarbreExport *export, xmlNode *gallery)
{
    g_autofree char *ids = marbre_tree_attribute(gallery, "ids");
    g_auto(GStrv) numbers = g_strsplit(ids == NULL ? "" : ids, ",", 256);
    for (char **number = numbers; *number != NULL; number++) {
        const char *address = marbre_attachments_address(export->attachments, g_strstrip(*number));
        xmlNode *img = address == NULL ? NULL : xmlNewChild(gallery, NULL, BAD_CAST "img", NULL);
        if (img != NULL)
            xmlNewProp(img, BAD_CAST "src", BAD_CAST address);
    }
}

static void
place_galleries(const MarbreExport *export, xmlNode *top)
{
    for (xmlNode *node = top; node != NULL; node = marbre_tree_after(node, top))
        if (marbre_tree_is(node, "wp-gallery") && node->children == NULL)
            place_gallery(export, node);
}

static void
read_featured(const MarbreExport *export, const xmlNode *item, MarbreStory *story)
{
    g_autofree char *number = marbre_post_meta(item, "_thumbnail_id");
    const char *address =
        number == NULL ? NULL : marbre_attachments_address(export->attachments, g_strstrip(number));
    if (address != NULL)
        (void)marbre_picture_find(story, address, export->base, NULL);
}

static const xmlNode *
content_of(const xmlNode *item)
{
    const xmlNode *node = marbre_tree_child(item, "encoded");
    while (node != NULL && !has_prefix(node, "content"))
        node = marbre_tree_next(node, "encoded");
    return node;
}

/* The block editor writes whole HTML between its comments; before it, WordPress kept what was typed
   and made paragraphs of it when it was shown. */
static bool
is_loose(const char *content)
{
    return strstr(content, "<!-- wp:") == NULL;
}

bool
marbre_post_read_body(const MarbreExport *export,
                      const xmlNode *item,
                      MarbreStory *story,
                      MarbreFault *ret_fault)
{
    const xmlNode *content = content_of(item);
    g_autofree char *text = marbre_tree_text(content);
    g_autoptr(GPtrArray) codes = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *html = marbre_shortcode_expand(text, codes);
    uint64_t line = marbre_tree_line(content);
    read_featured(export, item, story);
    for (guint i = 0; i < codes->len; i++) {
        g_autofree char *code = marbre_words_clean(codes->pdata[i]);
        if (code != NULL)
            marbre_story_drop(story, line, code, N_("shortcode of the site"));
    }
    g_autoptr(xmlDoc) doc = marbre_tree_parse_fragment(html, ret_fault);
    if (doc == NULL) {
        ret_fault->line = line;
        return false;
    }
    place_galleries(export, xmlDocGetRootElement(doc));
    marbre_attachments_put_back(export->attachments, xmlDocGetRootElement(doc));
    const MarbrePassage passage = {.story = story,
                                   .base = export->base,
                                   .lang = export->lang,
                                   .line_before = line > 0 ? line - 1 : 0,
                                   .loose = is_loose(text)};
    if (!marbre_passage_read(&passage, xmlDocGetRootElement(doc), ret_fault)) {
        ret_fault->line = line;
        return false;
    }
    marbre_attachments_describe(export->attachments, story);
    return true;
}
