/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wire/story.h"

#include <string.h>

static void
dropped_free(void *data)
{
    MarbreDropped *dropped = data;
    g_free(dropped->text);
    g_free(dropped->reason);
    g_free(dropped);
}

static void
block_free(void *data)
{
    MarbreStoryBlock *block = data;
    g_free(block->text);
    g_free(block->markdown);
    g_free(block);
}

static void
picture_free(void *data)
{
    MarbreStoryPicture *picture = data;
    g_free(picture->file);
    g_free(picture->url);
    g_free(picture->caption);
    g_free(picture->alt);
    g_free(picture->credit);
    g_free(picture->photographer);
    g_free(picture->agency);
    g_free(picture->rights);
    g_free(picture->licence);
    g_free(picture);
}

static void
key_free(void *data)
{
    MarbreStoryKey *key = data;
    g_free(key->key);
    g_free(key->lines);
    g_free(key);
}

MarbreStory *
marbre_story_new(void)
{
    MarbreStory *story = g_new0(MarbreStory, 1);
    story->authors = g_ptr_array_new_with_free_func(g_free);
    story->tags = g_ptr_array_new_with_free_func(g_free);
    story->repairs = g_ptr_array_new_with_free_func(g_free);
    story->pictures = g_ptr_array_new_with_free_func(picture_free);
    story->keys = g_ptr_array_new_with_free_func(key_free);
    story->blocks = g_ptr_array_new_with_free_func(block_free);
    story->dropped = g_ptr_array_new_with_free_func(dropped_free);
    return story;
}

void
marbre_story_free(MarbreStory *story)
{
    if (story == NULL)
        return;
    g_free(story->title);
    g_free(story->standfirst);
    g_free(story->slug);
    g_free(story->section);
    g_free(story->outlet);
    g_free(story->dateline);
    g_free(story->date);
    g_free(story->embargo);
    g_free(story->lang);
    g_free(story->note);
    g_ptr_array_unref(story->authors);
    g_ptr_array_unref(story->tags);
    g_ptr_array_unref(story->repairs);
    g_ptr_array_unref(story->pictures);
    g_ptr_array_unref(story->keys);
    g_ptr_array_unref(story->blocks);
    g_ptr_array_unref(story->dropped);
    g_free(story);
}

void
marbre_story_add_block(MarbreStory *story, const char *text, const char *markdown, uint64_t line)
{
    MarbreStoryBlock *block = g_new0(MarbreStoryBlock, 1);
    block->text = g_strdup(text);
    block->markdown = g_strdup(markdown);
    block->line = line;
    g_ptr_array_add(story->blocks, block);
}

/* `1.`, `-`, `#`, `>` and their like begin a block in Markdown; the words of a wire do not. */
static size_t
block_mark(const char *paragraph)
{
    size_t digits = strspn(paragraph, "0123456789");
    if (digits > 0 && digits < 10 && (paragraph[digits] == '.' || paragraph[digits] == ')') &&
        (paragraph[digits + 1] == ' ' || paragraph[digits + 1] == '\0'))
        return digits;
    return 0;
}

void
marbre_story_add_plain(MarbreStory *story, const char *text, uint64_t line)
{
    g_autoptr(GString) markdown = g_string_new(NULL);
    size_t mark = block_mark(text);
    for (size_t i = 0; text[i] != '\0'; i++) {
        bool special = strchr("\\`*_[]<&", text[i]) != NULL;
        bool begins_block = i == 0 && strchr("#>+-=~|", text[i]) != NULL;
        if (special || begins_block || (mark > 0 && i == mark))
            g_string_append_c(markdown, '\\');
        g_string_append_c(markdown, text[i]);
    }
    marbre_story_add_block(story, text, markdown->str, line);
}

void
marbre_story_drop(MarbreStory *story, uint64_t line, const char *text, const char *reason)
{
    MarbreDropped *dropped = g_new0(MarbreDropped, 1);
    dropped->line = line;
    dropped->text = g_strdup(text);
    dropped->reason = g_strdup(reason);
    g_ptr_array_add(story->dropped, dropped);
}

MarbreStoryPicture *
marbre_story_add_picture(MarbreStory *story, const char *file)
{
    MarbreStoryPicture *picture = g_new0(MarbreStoryPicture, 1);
    picture->file = g_strdup(file);
    g_ptr_array_add(story->pictures, picture);
    return picture;
}

void
marbre_story_add_key(MarbreStory *story, const char *key, const char *lines)
{
    MarbreStoryKey *kept = g_new0(MarbreStoryKey, 1);
    kept->key = g_strdup(key);
    kept->lines = g_strdup(lines);
    g_ptr_array_add(story->keys, kept);
}
