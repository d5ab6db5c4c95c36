/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "reader/markup.h"
#include "reader/newsml.h"
#include "reader/ninjs.h"
#include "reader/passage.h"
#include "reader/picture.h"
#include "reader/plain_text.h"
#include "reader/tree.h"
#include "reader/words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

JsonNode *
marbre_ninjs_get(JsonNode *item, const char *name)
{
    JsonNode *member = marbre_json_get(item, name);
    if (member != NULL)
        return member;
    g_autofree char *lower = g_ascii_strdown(name, -1);
    return marbre_json_get(item, lower);
}

GPtrArray *
marbre_ninjs_values(JsonNode *node)
{
    GPtrArray *values = g_ptr_array_new();
    if (node != NULL && JSON_NODE_HOLDS_OBJECT(node)) {
        g_autoptr(GList) members = json_object_get_values(json_node_get_object(node));
        for (GList *member = members; member != NULL; member = member->next)
            g_ptr_array_add(values, member->data);
    } else {
        for (size_t i = 0; i < marbre_json_count(node); i++)
            g_ptr_array_add(values, marbre_json_at(node, i));
    }
    return values;
}

static bool
has_role(JsonNode *version, const char *const *words)
{
    const char *role = marbre_json_string(marbre_json_get(version, "role"));
    g_autofree char *lower = g_ascii_strdown(role == NULL ? "" : role, -1);
    for (; *words != NULL; words++)
        if (strstr(lower, *words) != NULL)
            return true;
    return false;
}

JsonNode *
marbre_ninjs_choose(JsonNode *versions, const char *const *roles)
{
    static const char *const main_role[] = {"main", NULL};
    const char *const *wanted = roles != NULL ? roles : main_role;
    for (size_t i = 0; i < marbre_json_count(versions) && i < 64; i++)
        if (has_role(marbre_json_at(versions, i), wanted))
            return marbre_json_at(versions, i);
    return roles != NULL ? NULL : marbre_json_at(versions, 0);
}

static bool
is_html(JsonNode *body)
{
    static const char *const roles[] = {"html", NULL};
    const char *type = marbre_json_string(marbre_ninjs_get(body, "contentType"));
    return (type != NULL && strstr(type, "html") != NULL) || has_role(body, roles);
}

/* Of the main body first, then of any, the one with markup, which says more. */
static const char *
choose_body(JsonNode *item, bool *ret_html)
{
    static const char *const marked[] = {"body_xhtml", "body_html", "body_richtext", NULL};
    static const char *const plain[] = {"body_text", "body_plain", "body_main", NULL};
    JsonNode *bodies = marbre_ninjs_get(item, "bodies");
    JsonNode *chosen = marbre_ninjs_choose(bodies, NULL);
    for (size_t i = 0; i < marbre_json_count(bodies) && i < 64; i++)
        if (is_html(marbre_json_at(bodies, i)) && !is_html(chosen))
            chosen = marbre_json_at(bodies, i);
    JsonNode *html = marbre_json_member(item, marked);
    if (chosen != NULL) {
        *ret_html = is_html(chosen);
        return marbre_json_string(marbre_json_get(chosen, "value"));
    }
    *ret_html = html != NULL;
    return marbre_json_string(html != NULL ? html : marbre_json_member(item, plain));
}

/* Some agencies begin the plain text with the headline. */
static void
drop_title(MarbreStory *story)
{
    const MarbreStoryBlock *first = story->blocks->len == 0 ? NULL : story->blocks->pdata[0];
    if (first == NULL || g_strcmp0(first->text, story->title) != 0)
        return;
    marbre_story_drop(story, first->line, first->text, N_("the title again"));
    g_ptr_array_remove_index(story->blocks, 0);
}

bool
marbre_ninjs_read_body(JsonNode *item, const char *lang, MarbreStory *story, MarbreFault *ret_fault)
{
    bool html = false;
    const char *body = choose_body(item, &html);
    if (body == NULL)
        return true;
    g_autofree char *valid = g_utf8_make_valid(body, -1);
    if (!html) {
        marbre_plain_text_read(story, valid, 0);
    } else {
        g_autoptr(xmlDoc) doc = marbre_tree_parse_fragment(valid, ret_fault);
        const MarbrePassage passage = {.story = story, .lang = lang, .unnumbered = true};
        if (doc == NULL || !marbre_passage_read(&passage, xmlDocGetRootElement(doc), ret_fault))
            return false;
    }
    drop_title(story);
    return true;
}

/* How wide a rendition is; one that says nothing may be the original. */
static gint64
worth(JsonNode *rendition)
{
    JsonNode *width = marbre_json_get(rendition, "width");
    if (width == NULL || !JSON_NODE_HOLDS_VALUE(width) ||
        json_node_get_value_type(width) != G_TYPE_INT64)
        return 0;
    return json_node_get_int(width);
}

static const char *
best_address(JsonNode *item)
{
    g_autoptr(GPtrArray) renditions = marbre_ninjs_values(marbre_json_get(item, "renditions"));
    const char *best = NULL;
    gint64 most = -1;
    for (guint i = 0; i < renditions->len; i++) {
        const char *address = marbre_json_string(marbre_json_get(renditions->pdata[i], "href"));
        if (address != NULL && worth(renditions->pdata[i]) > most) {
            most = worth(renditions->pdata[i]);
            best = address;
        }
    }
    return best;
}

static void
set_words(char **place, JsonNode *node)
{
    g_autofree char *words = marbre_json_words(node);
    marbre_markup_set(place, words);
}

static void
read_picture(JsonNode *item, MarbreStory *story)
{
    static const char *const captions[] = {"caption", NULL}, *const alts[] = {"alt", NULL};
    static const char *const old[] = {"description_caption", "description_text", NULL};
    static const char *const by[] = {"by", "byline", NULL};
    JsonNode *said = marbre_ninjs_get(item, "descriptions");
    const char *address = best_address(item);
    MarbreStoryPicture *picture =
        address == NULL ? NULL : marbre_picture_find(story, address, NULL, NULL);
    if (picture == NULL)
        return;
    set_words(&picture->alt, marbre_json_get(marbre_ninjs_choose(said, alts), "value"));
    set_words(&picture->caption, marbre_json_get(marbre_ninjs_choose(said, captions), "value"));
    set_words(&picture->caption, marbre_json_get(marbre_ninjs_choose(said, NULL), "value"));
    set_words(&picture->caption, marbre_json_member(item, old));
    set_words(&picture->photographer, marbre_json_member(item, by));
    set_words(&picture->agency, marbre_ninjs_get(item, "copyrightHolder"));
    set_words(&picture->rights, marbre_ninjs_get(item, "copyrightNotice"));
    g_autofree char *terms = marbre_json_words(marbre_ninjs_get(item, "usageTerms"));
    if (terms != NULL) {
        g_autofree char *note = g_strdup_printf("%s: %s", picture->file, terms);
        marbre_news_add_note(story, note);
    }
}

void
marbre_ninjs_read_pictures(JsonNode *item, MarbreStory *story)
{
    static const char *const types[] = {"picture", "graphic", NULL};
    g_autoptr(GPtrArray) others = marbre_ninjs_values(marbre_json_get(item, "associations"));
    for (guint i = 0; i < others->len && i < 256; i++) {
        const char *type = marbre_json_string(marbre_json_get(others->pdata[i], "type"));
        if (type != NULL && g_strv_contains(types, type))
            read_picture(others->pdata[i], story);
    }
}
