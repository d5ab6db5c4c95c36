/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "reader/newsml.h"
#include "reader/tree.h"
#include "reader/when.h"
#include "reader/words.h"
#include "wire/names.h"
#include "wire/story_pack.h"

#include <glib/gi18n-lib.h>
#include <string.h>

char *
marbre_news_code(const xmlNode *node, const char *attribute)
{
    g_autofree char *value = marbre_tree_attribute(node, attribute);
    if (value == NULL && strcmp(attribute, "qcode") == 0)
        value = marbre_tree_attribute(node, "uri");
    if (value == NULL)
        return g_strdup("");
    g_strstrip(value);
    const char *colon = strrchr(value, ':'), *slash = strrchr(value, '/');
    const char *last = slash != NULL && slash > colon ? slash : colon;
    return g_strdup(last == NULL ? value : last + 1);
}

char *
marbre_news_name(const xmlNode *node)
{
    const xmlNode *name = marbre_tree_child(node, "name");
    if (name != NULL)
        return marbre_tree_words(name);
    g_autofree char *literal = marbre_tree_attribute(node, "literal");
    return marbre_words_clean(literal);
}

const xmlNode *
marbre_news_choose(const xmlNode *parent, const char *name, const char *lang)
{
    const xmlNode *first = marbre_tree_child(parent, name);
    for (const xmlNode *node = first; node != NULL && lang != NULL;
         node = marbre_tree_next(node, name)) {
        g_autofree char *tag = marbre_tree_attribute(node, "lang");
        if (tag != NULL && g_ascii_strncasecmp(tag, lang, 2) == 0)
            return node;
    }
    return first;
}

void
marbre_news_add_author(MarbreStory *story, const char *words)
{
    g_autofree char *line = marbre_words_clean(words);
    char *outlet = NULL;
    if (line == NULL || story->authors->len >= 64)
        return;
    /* Those who are named without « Par » are named as if with it. */
    g_autofree char *byline = g_strconcat("By ", line, NULL);
    if (marbre_name_read_byline(line, story->authors, &outlet) ||
        marbre_name_read_byline(byline, story->authors, &outlet)) {
        marbre_words_set(&story->outlet, outlet);
        g_free(outlet);
        return;
    }
    g_free(outlet);
    static const char *const starts[] = {"Par ", "By ", NULL};
    if (marbre_words_begin(line, starts))
        memmove(line, strchr(line, ' ') + 1, strlen(strchr(line, ' ')));
    /* What follows a person's name behind a comma is what the person does. */
    g_autofree char *name = g_strndup(line, strcspn(line, ","));
    g_strstrip(name);
    const char *author = marbre_name_is_person(name) ? name : line;
    if (*author != '\0' &&
        !g_ptr_array_find_with_equal_func(story->authors, author, g_str_equal, NULL))
        g_ptr_array_add(story->authors, g_strdup(author));
}

/* Bytes of notes after which no more are taken. */
enum { NOTE_LIMIT = 16384 };

void
marbre_news_add_note(MarbreStory *story, const char *words)
{
    bool full = story->note != NULL && strlen(story->note) > NOTE_LIMIT;
    g_autofree char *lines = full ? NULL : marbre_words_clean_lines(words);
    if (lines == NULL)
        return;
    g_autofree char *before = g_steal_pointer(&story->note);
    g_autofree char *all =
        before == NULL ? g_strdup(lines) : g_strconcat(before, "\n", lines, NULL);
    story->note = marbre_words_clean_lines(all);
}

void
marbre_news_set_embargo(MarbreStory *story, const char *written)
{
    g_free(story->embargo);
    story->embargo = marbre_when_read_instant(written);
    if (story->embargo != NULL)
        return;
    if (story->status == MARBRE_STORY_USABLE)
        story->status = MARBRE_STORY_WITHHELD;
    g_ptr_array_add(story->repairs,
                    g_strdup(N_("the story is under an embargo whose end names no instant")));
    marbre_news_add_note(story, written);
}
