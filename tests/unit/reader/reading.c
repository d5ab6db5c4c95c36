/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "reading.h"

#include "base/path.h"
#include "wire/story_pack.h"

#include <cmark.h>
#include <string.h>

static void
show_words(GString *out, const char *key, const char *words)
{
    if (words != NULL)
        g_string_append_printf(out, "%s: %s\n", key, words);
}

static void
show_list(GString *out, const char *key, const GPtrArray *list)
{
    for (guint i = 0; i < list->len; i++)
        show_words(out, key, list->pdata[i]);
}

static void
show_picture(GString *out, const MarbreStoryPicture *picture)
{
    show_words(out, "picture", picture->file);
    show_words(out, "  url", picture->url);
    show_words(out, "  caption", picture->caption);
    show_words(out, "  alt", picture->alt);
    show_words(out, "  credit", picture->credit);
    show_words(out, "  photographer", picture->photographer);
    show_words(out, "  agency", picture->agency);
    show_words(out, "  rights", picture->rights);
    show_words(out, "  licence", picture->licence);
}

static void
show_heads(GString *out, const MarbreStory *story)
{
    static const char *const statuses[] = {"usable", "withheld", "killed"};
    show_words(out, "title", story->title);
    show_words(out, "standfirst", story->standfirst);
    show_words(out, "slug", story->slug);
    show_words(out, "section", story->section);
    show_words(out, "outlet", story->outlet);
    show_list(out, "author", story->authors);
    show_words(out, "dateline", story->dateline);
    show_words(out, "date", story->date);
    show_words(out, "embargo", story->embargo);
    show_list(out, "tag", story->tags);
    show_words(out, "lang", story->lang);
    show_words(out, "note", story->note);
    if (story->status != MARBRE_STORY_USABLE)
        show_words(out, "status", statuses[story->status]);
    show_words(out, "encoding", story->encoding);
}

char *
reading_show(const MarbreStory *story)
{
    GString *out = g_string_new(NULL);
    show_heads(out, story);
    for (guint i = 0; i < story->pictures->len; i++)
        show_picture(out, story->pictures->pdata[i]);
    show_list(out, "repair", story->repairs);
    for (guint i = 0; i < story->dropped->len; i++) {
        const MarbreDropped *dropped = story->dropped->pdata[i];
        g_string_append_printf(out, "dropped %u: %s [%s]\n", (unsigned)dropped->line, dropped->text,
                               dropped->reason);
    }
    for (guint i = 0; i < story->blocks->len; i++) {
        const MarbreStoryBlock *block = story->blocks->pdata[i];
        g_string_append_printf(out, "\n@%u\n%s\n", (unsigned)block->line, block->markdown);
    }
    return g_string_free(out, FALSE);
}

/* Spaces are where they may be; words are where they must be. */
static void
append_words(GString *words, const char *text)
{
    for (const char *p = text; *p != '\0'; p++)
        if (strchr(" \t\n", *p) == NULL)
            g_string_append_c(words, *p);
}

static char *
read_back(const char *markdown)
{
    GString *words = g_string_new(NULL);
    cmark_node *document = cmark_parse_document(markdown, strlen(markdown), CMARK_OPT_DEFAULT);
    cmark_iter *iter = cmark_iter_new(document);
    for (cmark_event_type event = cmark_iter_next(iter); event != CMARK_EVENT_DONE;
         event = cmark_iter_next(iter)) {
        cmark_node *node = cmark_iter_get_node(iter);
        cmark_node_type type = cmark_node_get_type(node);
        const char *literal = cmark_node_get_literal(node);
        g_assert_cmpint(type, !=, CMARK_NODE_HTML_BLOCK);
        g_assert_cmpint(type, !=, CMARK_NODE_HTML_INLINE);
        g_assert_cmpint(type, !=, CMARK_NODE_THEMATIC_BREAK);
        if (event == CMARK_EVENT_ENTER && literal != NULL)
            append_words(words, literal);
    }
    cmark_iter_free(iter);
    cmark_node_free(document);
    return g_string_free(words, FALSE);
}

static void
check_blocks(const MarbreStory *story)
{
    g_autoptr(GString) words = g_string_new(NULL), whole = g_string_new(NULL);
    for (guint i = 0; i < story->blocks->len; i++) {
        const MarbreStoryBlock *block = story->blocks->pdata[i];
        g_autoptr(GString) said = g_string_new(NULL);
        g_autofree char *read = read_back(block->markdown);
        bool code = *block->text == '\0' && g_str_has_prefix(block->markdown, "```");
        append_words(said, code ? read : block->text);
        g_assert_cmpstr(read, ==, said->str);
        g_assert_null(strstr(block->markdown, "{{"));
        g_string_append(words, said->str);
        g_string_append_printf(whole, "%s\n\n", block->markdown);
    }
    g_autofree char *read = read_back(whole->str);
    g_assert_cmpstr(read, ==, words->str);
}

static void
check_pictures(const MarbreStory *story)
{
    g_autoptr(GHashTable) files = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < story->pictures->len; i++) {
        const MarbreStoryPicture *picture = story->pictures->pdata[i];
        g_assert_true(marbre_media_name_check(picture->file, NULL));
        g_assert_true(g_hash_table_add(files, picture->file));
    }
}

void
reading_check(const MarbreStory *story)
{
    g_autoptr(GVariant) packed = g_variant_ref_sink(marbre_story_pack(story));
    g_autoptr(MarbreStory) again = marbre_story_unpack(packed);
    g_assert_nonnull(again);
    g_autofree char *one = reading_show(story), *other = reading_show(again);
    g_assert_cmpstr(one, ==, other);
    check_blocks(story);
    check_pictures(story);
}
