/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "reader/newsml.h"
#include "reader/tree.h"
#include "reader/words.h"

#include <string.h>

/* A byline without the title of whoever it names. */
static char *
byline_words(const xmlNode *byline)
{
    g_autoptr(GString) words = g_string_new(NULL);
    for (const xmlNode *node = byline->children; node != NULL; node = node->next) {
        g_autofree char *text =
            marbre_tree_is(node, "byttl") ? g_strdup("") : marbre_tree_text(node);
        g_string_append(words, text);
    }
    g_autofree char *clean = marbre_words_clean(words->str);
    while (clean != NULL && *clean != '\0' && strchr(", ", clean[strlen(clean) - 1]) != NULL)
        clean[strlen(clean) - 1] = '\0';
    return g_steal_pointer(&clean);
}

static void
read_byline(const xmlNode *byline, MarbreStory *story)
{
    const xmlNode *person = marbre_tree_child(byline, "person");
    for (; person != NULL; person = marbre_tree_next(person, "person")) {
        g_autofree char *name = marbre_tree_words(person);
        if (name != NULL)
            marbre_news_add_author(story, name);
    }
    if (marbre_tree_child(byline, "person") != NULL)
        return;
    g_autofree char *words = byline_words(byline);
    if (words != NULL)
        marbre_news_add_author(story, words);
}

static void
read_place(const xmlNode *dateline, MarbreStory *story)
{
    const xmlNode *location = marbre_tree_child(dateline, "location");
    g_autofree char *words = marbre_tree_words(location != NULL ? location : dateline);
    if (words == NULL)
        return;
    words[strcspn(words, ",(")] = '\0';
    marbre_words_set(&story->dateline, words);
}

void
marbre_nitf_read_head(const xmlNode *body, MarbreStory *story)
{
    const xmlNode *head = marbre_tree_child(body, "body.head");
    const xmlNode *hedline = marbre_tree_child(head, "hedline");
    g_autofree char *title = marbre_tree_words(marbre_tree_child(hedline, "hl1"));
    g_autofree char *subtitle = marbre_tree_words(marbre_tree_child(hedline, "hl2"));
    g_autofree char *abstract = marbre_tree_words(marbre_tree_child(head, "abstract"));
    marbre_words_set(&story->title, title);
    marbre_words_set(&story->standfirst, subtitle);
    marbre_words_set(&story->standfirst, abstract);
    bool named = story->authors->len > 0;
    for (const xmlNode *byline = marbre_tree_child(head, "byline"); byline != NULL && !named;
         byline = marbre_tree_next(byline, "byline"))
        read_byline(byline, story);
    const xmlNode *dateline = marbre_tree_child(head, "dateline");
    if (dateline != NULL)
        read_place(dateline, story);
    const xmlNode *note = marbre_tree_child(head, "note");
    g_autofree char *words = note == NULL ? NULL : marbre_tree_text(note);
    if (words != NULL)
        marbre_news_add_note(story, words);
}
