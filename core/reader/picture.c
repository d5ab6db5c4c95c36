/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "reader/picture.h"

#include "base/path.h"
#include "reader/element.h"
#include "reader/prose.h"
#include "reader/tree.h"
#include "reader/words.h"
#include "wire/story_pack.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>

/* Bytes of a picture's name, below what a newsroom allows so that a number still fits. */
enum { NAME_LIMIT = 80 };

static const char *const kinds[] = {"jpg",  "jpeg", "png", "webp", "gif",
                                    "avif", "svg",  "tif", "tiff", NULL};

/* The ending of a picture's name without its point; "" for any other. */
static const char *
kind_of(const char *name)
{
    const char *point = strrchr(name, '.');
    for (size_t i = 0; point != NULL && kinds[i] != NULL; i++)
        if (g_ascii_strcasecmp(point + 1, kinds[i]) == 0)
            return kinds[i];
    return "";
}

/* The last part of an address, its escapes read. (transfer full) */
static char *
last_part(const char *address)
{
    size_t size = strcspn(address, "?#");
    g_autofree char *path = g_strndup(address, size);
    const char *slash = strrchr(path, '/');
    const char *part = slash == NULL ? path : slash + 1;
    g_autofree char *plain = g_uri_unescape_string(part, NULL);
    bool good = plain != NULL && g_utf8_validate(plain, -1, NULL);
    return good ? g_steal_pointer(&plain) : g_strdup(part);
}

/* Letters, digits, points, hyphens and underscores; what else there is becomes a hyphen. */
static char *
plain_stem(const char *name, size_t size)
{
    g_autofree char *stem = g_strndup(name, size);
    g_autofree char *valid = g_utf8_make_valid(stem, -1);
    g_autofree char *ascii = g_str_to_ascii(valid, "C");
    GString *plain = g_string_new(NULL);
    for (const char *p = ascii; *p != '\0' && plain->len < NAME_LIMIT; p++) {
        bool good = g_ascii_isalnum(*p) || *p == '_' || *p == '.';
        if (good && (plain->len > 0 || g_ascii_isalnum(*p)))
            g_string_append_c(plain, *p);
        else if (!good && plain->len > 0 && plain->str[plain->len - 1] != '-')
            g_string_append_c(plain, '-');
    }
    while (plain->len > 0 && strchr("-.", plain->str[plain->len - 1]) != NULL)
        g_string_truncate(plain, plain->len - 1);
    return g_string_free(plain, FALSE);
}

static bool
is_taken(const MarbreStory *story, const char *file)
{
    for (guint i = 0; i < story->pictures->len; i++) {
        const MarbreStoryPicture *picture = story->pictures->pdata[i];
        if (g_ascii_strcasecmp(picture->file, file) == 0)
            return true;
    }
    return false;
}

/* A name that no site may hold, for the kind that it tells or for telling none: of a kind that says
   nothing, with what it told in front of it. */
static char *
tame(const char *base, const char *kind)
{
    g_autofree char *plain = g_strconcat(base, *kind == '\0' ? "" : "-", kind, NULL);
    g_strdelimit(plain, ".", '-');
    return g_steal_pointer(&plain);
}

static char *
file_name(const MarbreStory *story, const char *name)
{
    const char *kind = kind_of(name);
    const char *point = strrchr(name, '.');
    g_autofree char *stem = plain_stem(name, point == NULL ? strlen(name) : (size_t)(point - name));
    g_autofree char *base = g_strdup(*stem == '\0' ? "picture" : stem);
    g_autofree char *whole = g_strconcat(base, ".", kind, NULL);
    if (!marbre_media_name_check(whole, NULL)) {
        char *tamed = tame(base, kind);
        g_free(base);
        base = tamed;
        kind = "image";
    }
    for (unsigned number = 1;; number = MAX(number, story->pictures->len) + 1) {
        g_autofree char *count = number == 1 ? g_strdup("") : g_strdup_printf("-%u", number);
        char *file = g_strconcat(base, count, ".", kind, NULL);
        if (!is_taken(story, file))
            return file;
        g_free(file);
    }
}

static MarbreStoryPicture *
known_picture(const MarbreStory *story, const char *url)
{
    for (guint i = 0; i < story->pictures->len; i++) {
        MarbreStoryPicture *picture = story->pictures->pdata[i];
        if (g_strcmp0(picture->url, url) == 0)
            return picture;
    }
    return NULL;
}

MarbreStoryPicture *
marbre_picture_find(MarbreStory *story, const char *address, const char *base, const char *name)
{
    static const char *const nowhere[] = {"data:", "blob:", "about:", "javascript:", NULL};
    g_autofree char *clean = marbre_words_clean(address);
    if (clean == NULL || marbre_words_begin(clean, nowhere) || strlen(clean) > 2048)
        return NULL;
    g_autofree char *link = marbre_link_make(clean, base);
    const char *url = link == NULL ? clean : link;
    MarbreStoryPicture *picture = known_picture(story, url);
    if (picture != NULL || story->pictures->len >= MARBRE_STORY_ENTRIES)
        return picture;
    g_autofree char *part = last_part(name == NULL ? clean : name);
    g_autofree char *file = file_name(story, part);
    picture = marbre_story_add_picture(story, file);
    picture->url = g_strdup(url);
    return picture;
}

/* Scripts put the address in place when the picture comes into sight; until then it stands in an
   attribute of their own. */
static char *
address_of(const xmlNode *img)
{
    static const char *const attributes[] = {"data-src", "data-lazy-src", "data-original",
                                             "data-orig-file", "src"};
    for (size_t i = 0; i < G_N_ELEMENTS(attributes); i++) {
        char *address = marbre_tree_attribute(img, attributes[i]);
        if (address != NULL && *address != '\0' && !g_str_has_prefix(address, "data:"))
            return address;
        g_free(address);
    }
    g_autofree char *set = marbre_tree_attribute(img, "srcset");
    return set == NULL ? NULL : g_strndup(set, strcspn(set, " ,"));
}

static bool
is_dot(const xmlNode *img)
{
    g_autofree char *width = marbre_tree_attribute(img, "width");
    g_autofree char *height = marbre_tree_attribute(img, "height");
    return (width != NULL && g_ascii_isdigit(*width) && atoi(width) <= 2) ||
           (height != NULL && g_ascii_isdigit(*height) && atoi(height) <= 2);
}

MarbreStoryPicture *
marbre_picture_of(MarbreStory *story, const xmlNode *img, const char *base)
{
    g_autofree char *address = address_of(img);
    if (address == NULL || is_dot(img))
        return NULL;
    MarbreStoryPicture *picture = marbre_picture_find(story, address, base, NULL);
    if (picture == NULL)
        return NULL;
    g_autofree char *alt = marbre_tree_attribute(img, "alt");
    marbre_words_set(&picture->alt, alt);
    return picture;
}

static bool
is_credit(const xmlNode *node)
{
    static const char *const classes[] = {
        "credit",       "credits",   "photo-credit",      "image-credit",
        "media-credit", "copyright", "wp-caption-credit", "image__credit"};
    static const char *const properties[] = {"creditText", "copyrightHolder", "author", "creator"};
    for (size_t i = 0; i < G_N_ELEMENTS(classes); i++)
        if (marbre_element_has_word(node, "class", classes[i]))
            return true;
    for (size_t i = 0; i < G_N_ELEMENTS(properties); i++)
        if (marbre_element_has_word(node, "itemprop", properties[i]))
            return true;
    return marbre_tree_is(node, "media-producer");
}

static bool
is_caption(const xmlNode *node)
{
    return marbre_tree_is(node, "figcaption") || marbre_tree_is(node, "media-caption") ||
           marbre_element_has_word(node, "class", "wp-caption-text");
}

/* The words of a caption, those of a credit within it set apart. */
static void
gather(const xmlNode *node, bool credit, GString *caption, GString *credits)
{
    for (const xmlNode *child = node->children; child != NULL; child = child->next) {
        if (child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE)
            g_string_append(credit ? credits : caption, (const char *)child->content);
        if (child->type != XML_ELEMENT_NODE || marbre_element_of(child) == MARBRE_ELEMENT_SILENT)
            continue;
        bool apart = marbre_element_of(child) != MARBRE_ELEMENT_INLINE;
        bool within = credit || is_credit(child);
        if (apart || (within && !credit))
            g_string_append_c(within ? credits : caption, ' ');
        gather(child, within, caption, credits);
    }
}

void
marbre_picture_caption(MarbreStoryPicture *picture, const xmlNode *figure)
{
    g_autoptr(GString) caption = g_string_new(NULL), credits = g_string_new(NULL);
    for (const xmlNode *node = figure; node != NULL;) {
        bool found = is_caption(node) || (node != figure && is_credit(node));
        if (found && (is_credit(node) || node->children != NULL))
            gather(node, is_credit(node), caption, credits);
        if (!found) {
            node = marbre_tree_after(node, figure);
            continue;
        }
        while (node != figure && node->next == NULL)
            node = node->parent;
        node = node == figure ? NULL : node->next;
    }
    marbre_words_set(&picture->caption, caption->str);
    marbre_words_set(&picture->credit, credits->str);
}
