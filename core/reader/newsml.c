/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "reader/newsml.h"

#include "reader/tree.h"
#include "reader/words.h"
#include "wire/apart.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define NAMESPACE "http://iptc.org/std/nar/"

static bool
is_nature(const xmlNode *item, const char *nature)
{
    g_autofree char *code = marbre_news_code(
        marbre_tree_child(marbre_tree_child(item, "itemMeta"), "itemClass"), "qcode");
    return strcmp(code, nature) == 0;
}

static bool
is_picture(const xmlNode *item)
{
    return is_nature(item, "picture") || is_nature(item, "graphic");
}

static bool
is_story(const xmlNode *item)
{
    return !is_picture(item) && !is_nature(item, "video") && !is_nature(item, "audio") &&
           !is_nature(item, "animation");
}

static bool
add_story(const xmlNode *item, const char *lang, GPtrArray *stories, MarbreFault *ret_fault)
{
    g_autoptr(MarbreStory) story = marbre_story_new();
    marbre_news_read_meta(item, story);
    story->encoding = marbre_tree_encoding(item->doc);
    if (stories->len >= MARBRE_WIRE_STORIES) {
        ret_fault->kind = MARBRE_FAULT_LARGE;
        return false;
    }
    if (!marbre_news_read_content(item, lang, story, ret_fault))
        return false;
    if (story->title != NULL || story->blocks->len > 0)
        g_ptr_array_add(stories, g_steal_pointer(&story));
    return true;
}

/* Whether a text item says that the picture of this id goes with it. */
static bool
links_to(const xmlNode *item, const char *guid)
{
    const xmlNode *meta = marbre_tree_child(item, "itemMeta");
    for (const xmlNode *link = marbre_tree_child(meta, "link"); link != NULL;
         link = marbre_tree_next(link, "link")) {
        g_autofree char *id = marbre_tree_attribute(link, "residref");
        if (g_strcmp0(id, guid) == 0)
            return true;
    }
    return false;
}

/* The stories of a message and the items that they were read from. */
typedef struct {
    GPtrArray *stories; /* of MarbreStory */
    GPtrArray *items;   /* of xmlNode */
    guint first;        /* of the stories */
} Message;

/* Pictures that may be looked for in all stories; a message has a few. */
enum { PICTURE_LIMIT = 256 };

static void
place_picture(const Message *message, const xmlNode *picture)
{
    g_autofree char *guid = marbre_tree_attribute(picture, "guid");
    bool placed = false;
    for (guint i = 0; i < message->items->len; i++)
        if (message->items->len == 1 || links_to(message->items->pdata[i], guid)) {
            marbre_news_add_picture(picture, message->stories->pdata[message->first + i]);
            placed = true;
        }
    MarbreStory *first = message->stories->pdata[message->first];
    if (!placed)
        g_ptr_array_add(first->repairs,
                        g_strdup(N_("a picture of the message goes with none of its stories")));
}

static void
place_pictures(const Message *message, const xmlNode *set)
{
    unsigned count = 0;
    for (const xmlNode *item = marbre_tree_child(set, "newsItem"); item != NULL;
         item = marbre_tree_next(item, "newsItem"))
        if (is_picture(item) && message->items->len > 0 && count++ < PICTURE_LIMIT)
            place_picture(message, item);
}

static bool
read_set(const xmlNode *set, const char *lang, GPtrArray *stories, MarbreFault *ret_fault)
{
    g_autoptr(GPtrArray) items = g_ptr_array_new();
    const Message message = {stories, items, stories->len};
    for (xmlNode *item = marbre_tree_child(set, "newsItem"); item != NULL;
         item = marbre_tree_next(item, "newsItem")) {
        guint before = stories->len;
        if (!is_story(item))
            continue;
        if (!add_story(item, lang, stories, ret_fault))
            return false;
        if (stories->len > before)
            g_ptr_array_add(items, item);
    }
    place_pictures(&message, set);
    if (stories->len == 0)
        ret_fault->kind = marbre_tree_child(set, "packageItem") != NULL ? MARBRE_FAULT_PACKAGE
                                                                        : MARBRE_FAULT_NO_STORY;
    return stories->len > 0;
}

static MarbreFaultKind
judge_root(const xmlNode *root)
{
    if (marbre_tree_is(root, "NewsML"))
        return MARBRE_FAULT_NEWSML_1;
    if (marbre_tree_is(root, "nitf"))
        return MARBRE_FAULT_NITF;
    if (!marbre_tree_is_in(root, NAMESPACE))
        return MARBRE_FAULT_OTHER_ROOT;
    if (marbre_tree_is(root, "packageItem"))
        return MARBRE_FAULT_PACKAGE;
    if (marbre_tree_is(root, "newsMessage") || marbre_tree_is(root, "newsItem"))
        return MARBRE_FAULT_NONE;
    return MARBRE_FAULT_NO_STORY;
}

bool
marbre_newsml_read(GBytes *file, const char *lang, GPtrArray *stories, MarbreFault *ret_fault)
{
    g_autoptr(xmlDoc) doc = marbre_tree_parse(file, ret_fault);
    if (doc == NULL)
        return false;
    const xmlNode *root = (const xmlNode *)xmlDocGetRootElement(doc);
    ret_fault->kind = judge_root(root);
    if (ret_fault->kind != MARBRE_FAULT_NONE)
        return false;
    if (marbre_tree_is(root, "newsMessage"))
        return read_set(marbre_tree_child(root, "itemSet"), lang, stories, ret_fault);
    if (is_story(root))
        return add_story(root, lang, stories, ret_fault);
    ret_fault->kind = MARBRE_FAULT_NO_STORY;
    return false;
}
