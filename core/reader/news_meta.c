/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "reader/language.h"
#include "reader/newsml.h"
#include "reader/tree.h"
#include "reader/when.h"
#include "reader/words.h"
#include "wire/names.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
read_language(const xmlNode *item, const xmlNode *content, MarbreStory *story)
{
    g_autofree char *tag = marbre_tree_attribute(marbre_tree_child(content, "language"), "tag");
    g_autofree char *root = marbre_tree_attribute(item, "lang");
    story->lang = marbre_language_read(tag);
    if (story->lang == NULL)
        story->lang = marbre_language_read(root);
}

/* Whether the role of a headline or description has this word in it, whatever its case. */
static bool
has_role(const xmlNode *node, const char *word)
{
    g_autofree char *code = marbre_news_code(node, "role");
    g_autofree char *lower = g_ascii_strdown(code, -1);
    return strstr(lower, word) != NULL;
}

static void
read_headlines(const xmlNode *content, MarbreStory *story)
{
    g_autofree char *sub = NULL;
    for (const xmlNode *node = marbre_tree_child(content, "headline"); node != NULL;
         node = marbre_tree_next(node, "headline"))
        if (has_role(node, "sub") && sub == NULL)
            sub = marbre_tree_words(node);
    const xmlNode *chosen = marbre_news_choose(content, "headline", story->lang);
    while (chosen != NULL && has_role(chosen, "sub"))
        chosen = marbre_tree_next(chosen, "headline");
    story->title = chosen == NULL ? NULL : marbre_tree_words(chosen);
    for (const xmlNode *node = marbre_tree_child(content, "description"); node != NULL;
         node = marbre_tree_next(node, "description"))
        if (story->standfirst == NULL &&
            (has_role(node, "summary") || has_role(node, "standfirst")))
            story->standfirst = marbre_tree_words(node);
    marbre_words_set(&story->standfirst, sub);
}

static void
read_people(const xmlNode *content, MarbreStory *story)
{
    for (const xmlNode *by = marbre_tree_child(content, "by"); by != NULL;
         by = marbre_tree_next(by, "by")) {
        g_autofree char *words = marbre_tree_words(by);
        if (words != NULL)
            marbre_news_add_author(story, words);
    }
    if (story->authors->len > 0)
        return;
    for (const xmlNode *creator = marbre_tree_child(content, "creator"); creator != NULL;
         creator = marbre_tree_next(creator, "creator")) {
        g_autofree char *name = marbre_news_name(creator);
        if (name != NULL)
            marbre_news_add_author(story, name);
    }
}

/* The place alone: « PARIS, 19 sept (AFP) - » names a day and an agency too. */
static void
read_place(const xmlNode *content, MarbreStory *story)
{
    const xmlNode *located = marbre_tree_child(content, "located");
    story->dateline = located == NULL ? NULL : marbre_news_name(located);
    g_autofree char *line = marbre_tree_words(marbre_news_choose(content, "dateline", story->lang));
    if (line == NULL)
        return;
    line[strcspn(line, ",(")] = '\0';
    marbre_words_set(&story->dateline, line);
}

/* Who made the words, else who sends them, by name or by a code that is a name. */
static void
read_outlet(const xmlNode *meta, const xmlNode *content, MarbreStory *story)
{
    const xmlNode *parties[] = {marbre_tree_child(content, "infoSource"),
                                marbre_tree_child(meta, "provider")};
    for (size_t i = 0; i < G_N_ELEMENTS(parties) && story->outlet == NULL; i++) {
        g_autofree char *name = parties[i] == NULL ? NULL : marbre_news_name(parties[i]);
        g_autofree char *code = marbre_news_code(parties[i], "qcode");
        const char *known = marbre_name_outlet(name != NULL ? name : code);
        marbre_words_set(&story->outlet, known != NULL ? known : name);
    }
}

static void
add_tag(MarbreStory *story, char *word)
{
    if (word == NULL || story->tags->len >= 256 ||
        g_ptr_array_find_with_equal_func(story->tags, word, g_str_equal, NULL))
        g_free(word);
    else
        g_ptr_array_add(story->tags, word);
}

static void
read_tags(const xmlNode *content, MarbreStory *story)
{
    for (const xmlNode *node = marbre_tree_child(content, NULL); node != NULL;
         node = marbre_tree_next(node, NULL))
        if (marbre_tree_is(node, "keyword"))
            add_tag(story, marbre_tree_words(node));
        else if (marbre_tree_is(node, "subject"))
            add_tag(story, marbre_tree_words(marbre_news_choose(node, "name", story->lang)));
}

static void
read_status(const xmlNode *meta, MarbreStory *story)
{
    g_autofree char *status = marbre_news_code(marbre_tree_child(meta, "pubStatus"), "qcode");
    if (g_str_has_prefix(status, "cancel"))
        story->status = MARBRE_STORY_KILLED;
    else if (strcmp(status, "withheld") == 0)
        story->status = MARBRE_STORY_WITHHELD;
    const xmlNode *embargoed = marbre_tree_child(meta, "embargoed");
    g_autofree char *until = marbre_tree_text(embargoed);
    if (embargoed != NULL)
        marbre_news_set_embargo(story, until);
}

/* @return whether this version corrects an earlier one */
static bool
read_signals(const xmlNode *meta, MarbreStory *story)
{
    bool corrects = false;
    for (const xmlNode *signal = marbre_tree_child(meta, "signal"); signal != NULL;
         signal = marbre_tree_next(signal, "signal")) {
        g_autofree char *code = marbre_news_code(signal, "qcode");
        const char *said = NULL;
        if (strcmp(code, "correction") == 0)
            said = N_("the sender calls this version a correction");
        else if (strcmp(code, "update") == 0)
            said = N_("the sender calls this version an update");
        corrects = corrects || strcmp(code, "correction") == 0;
        if (said != NULL && story->repairs->len < 16)
            g_ptr_array_add(story->repairs, g_strdup(said));
    }
    return corrects;
}

static void
read_notes(const xmlNode *item, const xmlNode *meta, MarbreStory *story)
{
    for (const xmlNode *note = marbre_tree_child(meta, "edNote"); note != NULL;
         note = marbre_tree_next(note, "edNote")) {
        g_autofree char *words = marbre_tree_text(note);
        marbre_news_add_note(story, words);
    }
    const xmlNode *rights = marbre_tree_child(item, "rightsInfo");
    const xmlNode *terms = marbre_news_choose(rights, "usageTerms", story->lang);
    g_autofree char *words = marbre_tree_words(terms);
    if (words != NULL)
        marbre_news_add_note(story, words);
}

/* « mardi » is said by the version that is sent; a correction repeats what was said before. */
static void
read_date(const xmlNode *meta, bool corrects, MarbreStory *story)
{
    const char *const names[] = {corrects ? "firstCreated" : "versionCreated",
                                 corrects ? "versionCreated" : "firstCreated"};
    for (size_t i = 0; i < G_N_ELEMENTS(names) && story->date == NULL; i++) {
        g_autofree char *written = marbre_tree_text(marbre_tree_child(meta, names[i]));
        story->date = marbre_when_read(written);
    }
}

void
marbre_news_read_meta(const xmlNode *item, MarbreStory *story)
{
    const xmlNode *meta = marbre_tree_child(item, "itemMeta");
    const xmlNode *content = marbre_tree_child(item, "contentMeta");
    read_language(item, content, story);
    read_headlines(content, story);
    read_people(content, story);
    read_place(content, story);
    read_outlet(meta, content, story);
    read_tags(content, story);
    read_status(meta, story);
    read_notes(item, meta, story);
    read_date(meta, read_signals(meta, story), story);
}
