/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "reader/ninjs.h"

#include "reader/language.h"
#include "reader/markup.h"
#include "reader/newsml.h"
#include "reader/source.h"
#include "reader/summary.h"
#include "reader/when.h"
#include "reader/words.h"
#include "wire/apart.h"
#include "wire/names.h"

#include <string.h>

static void
set_words(char **place, JsonNode *node)
{
    g_autofree char *words = marbre_json_words(node);
    marbre_markup_set(place, words);
}

/* A headline or description: 1.x has a string, later ones a list of versions. */
static void
read_headline(JsonNode *item, MarbreStory *story)
{
    static const char *const sub[] = {"sub", NULL};
    static const char *const names[] = {"headline", "headline_main", "headline_text", NULL};
    JsonNode *versions = marbre_ninjs_get(item, "headlines");
    set_words(&story->title, marbre_json_get(marbre_ninjs_choose(versions, NULL), "value"));
    set_words(&story->title, marbre_json_member(item, names));
    set_words(&story->title, marbre_ninjs_get(item, "title"));
    set_words(&story->standfirst, marbre_json_get(marbre_ninjs_choose(versions, sub), "value"));
}

static void
read_summary(JsonNode *item, MarbreStory *story)
{
    static const char *const roles[] = {"summary", "standfirst", "ingress", "lead", NULL};
    static const char *const names[] = {"description_summary", "description_text", NULL};
    JsonNode *versions = marbre_ninjs_get(item, "descriptions");
    g_autofree char *summary = NULL;
    set_words(&summary, marbre_json_get(marbre_ninjs_choose(versions, roles), "value"));
    set_words(&summary, marbre_json_member(item, names));
    marbre_summary_read(story, summary);
}

static void
read_people(JsonNode *item, MarbreStory *story)
{
    static const char *const names[] = {"by", "byline", NULL};
    g_autofree char *by = marbre_json_words(marbre_json_member(item, names));
    if (by == NULL)
        return;
    const char *outlet = marbre_name_outlet(by);
    if (outlet != NULL)
        marbre_words_set(&story->outlet, outlet);
    else
        marbre_news_add_author(story, by);
}

/* Who made the words, else who holds the rights to them. */
static void
read_outlet(JsonNode *item, MarbreStory *story)
{
    static const char *const sources[] = {"infosources", "infosource", "infoSources", NULL};
    static const char *const names[] = {"name", "literal", NULL};
    g_autofree char *name = NULL;
    set_words(&name,
              marbre_json_member(marbre_json_at(marbre_json_member(item, sources), 0), names));
    set_words(&name, marbre_ninjs_get(item, "copyrightHolder"));
    const char *known = name == NULL ? NULL : marbre_name_outlet(name);
    marbre_words_set(&story->outlet, known != NULL ? known : name);
}

static void
read_tags(JsonNode *item, MarbreStory *story)
{
    static const char *const names[] = {"subjects", "subject", NULL};
    g_autoptr(GPtrArray) subjects = marbre_ninjs_values(marbre_json_member(item, names));
    for (guint i = 0; i < subjects->len && i < 256; i++) {
        char *name = marbre_json_words(marbre_json_get(subjects->pdata[i], "name"));
        if (name == NULL || g_ptr_array_find_with_equal_func(story->tags, name, g_str_equal, NULL))
            g_free(name);
        else
            g_ptr_array_add(story->tags, name);
    }
}

static void
read_status(JsonNode *item, MarbreStory *story)
{
    static const char *const embargoes[] = {"embargoed", "embargoedUntil", NULL};
    g_autofree char *status = marbre_json_words(marbre_ninjs_get(item, "pubStatus"));
    const char *until = marbre_json_string(marbre_json_member(item, embargoes));
    if (status != NULL && g_str_has_prefix(status, "cancel"))
        story->status = MARBRE_STORY_KILLED;
    else if (g_strcmp0(status, "withheld") == 0)
        story->status = MARBRE_STORY_WITHHELD;
    if (until != NULL)
        marbre_news_set_embargo(story, until);
}

static void
read_notes(JsonNode *item, MarbreStory *story)
{
    static const char *const names[] = {"edNote", "edNotes", "usageTerms"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        JsonNode *notes = marbre_ninjs_get(item, names[i]);
        for (size_t at = 0; at < marbre_json_count(notes) && at < 16; at++) {
            JsonNode *note = marbre_json_at(notes, at);
            const char *words = marbre_json_string(note);
            marbre_news_add_note(
                story, words != NULL ? words : marbre_json_string(marbre_json_get(note, "value")));
        }
    }
}

static void
read_heads(JsonNode *item, MarbreStory *story)
{
    static const char *const dates[] = {"versionCreated", "contentCreated", "firstCreated"};
    g_autofree char *language = marbre_json_words(marbre_ninjs_get(item, "language"));
    story->lang = marbre_language_read(language);
    read_headline(item, story);
    read_people(item, story);
    read_outlet(item, story);
    read_tags(item, story);
    read_status(item, story);
    read_notes(item, story);
    set_words(&story->dateline, marbre_ninjs_get(item, "located"));
    for (size_t i = 0; i < G_N_ELEMENTS(dates) && story->date == NULL; i++)
        story->date = marbre_when_read(marbre_json_string(marbre_ninjs_get(item, dates[i])));
}

static bool
is_text(JsonNode *item)
{
    const char *type = marbre_json_string(marbre_json_get(item, "type"));
    return type == NULL || strcmp(type, "text") == 0 || strcmp(type, "composite") == 0;
}

static bool
add_story(JsonNode *item,
          const char *lang,
          const char *encoding,
          GPtrArray *stories,
          MarbreFault *ret_fault)
{
    g_autoptr(MarbreStory) story = marbre_story_new();
    story->encoding = encoding;
    if (stories->len >= MARBRE_WIRE_STORIES) {
        ret_fault->kind = MARBRE_FAULT_LARGE;
        return false;
    }
    read_heads(item, story);
    if (!marbre_ninjs_read_body(item, story->lang != NULL ? story->lang : lang, story, ret_fault))
        return false;
    read_summary(item, story);
    marbre_ninjs_read_pictures(item, story);
    if (story->title != NULL || story->blocks->len > 0)
        g_ptr_array_add(stories, g_steal_pointer(&story));
    return true;
}

bool
marbre_ninjs_read(GBytes *file, const char *lang, GPtrArray *stories, MarbreFault *ret_fault)
{
    const char *encoding = NULL;
    g_autoptr(GString) text = marbre_source_decode(file, false, &encoding, ret_fault);
    g_autoptr(JsonNode) root =
        text == NULL ? NULL : marbre_json_parse(text->str, text->len, ret_fault);
    if (root == NULL)
        return false;
    for (size_t i = 0; i < marbre_json_count(root); i++) {
        JsonNode *item = marbre_json_at(root, i);
        if (marbre_json_string(marbre_json_get(item, "uri")) == NULL) {
            ret_fault->kind = MARBRE_FAULT_OTHER_ROOT;
            return false;
        }
        if (is_text(item) && !add_story(item, lang, encoding, stories, ret_fault))
            return false;
    }
    return true;
}
