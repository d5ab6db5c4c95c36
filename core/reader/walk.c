/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "reader/element.h"
#include "reader/tree.h"
#include "reader/walker.h"
#include "reader/words.h"
#include "wire/story_pack.h"

#include <string.h>

void
marbre_walk_drop(MarbreWalk *walk, const char *words, const char *reason)
{
    MarbreStory *story = walk->passage->story;
    g_autofree char *clean = marbre_words_clean(words);
    if (clean != NULL && story->dropped->len < MARBRE_STORY_ENTRIES)
        marbre_story_drop(story, walk->line, clean, reason);
}

static void
put_in_story(MarbreWalk *walk, const char *text, const char *markdown)
{
    MarbreStory *story = walk->passage->story;
    walk->size += strlen(markdown);
    if (walk->size > MARBRE_STORY_MARKDOWN || story->blocks->len >= MARBRE_STORY_BLOCKS)
        walk->full = true;
    else
        marbre_story_add_block(story, text, markdown, walk->line);
}

/* Takes the strings over. */
static void
put_block(MarbreWalk *walk, MarbrePartKind kind, char *text, char *markdown)
{
    walk->after_list = kind == MARBRE_PART_LIST;
    if (walk->sink != NULL && walk->reason == NULL) {
        marbre_parts_add(walk->sink, kind, text, markdown, walk->line);
        return;
    }
    if (walk->reason != NULL)
        marbre_walk_drop(walk, text, walk->reason);
    else
        put_in_story(walk, kind == MARBRE_PART_CODE ? "" : text, markdown);
    g_free(text);
    g_free(markdown);
}

static void
put_picture(MarbreWalk *walk, const MarbreStoryPicture *picture)
{
    g_autoptr(MarbreProse) alt = marbre_prose_new();
    char *text = NULL;
    g_autofree char *words = NULL;
    if (picture->alt != NULL)
        marbre_prose_add(alt, picture->alt, strlen(picture->alt), 0, NULL);
    if (!marbre_prose_finish(alt, true, &text, &words))
        text = g_strdup("");
    char *markdown = g_strdup_printf("![%s](%s)", words == NULL ? "" : words, picture->file);
    put_block(walk, MARBRE_PART_PARAGRAPH, text, markdown);
}

static void
place_pictures(MarbreWalk *walk)
{
    for (guint i = 0; i < walk->pictures->len; i++)
        put_picture(walk, walk->pictures->pdata[i]);
    g_ptr_array_set_size(walk->pictures, 0);
}

void
marbre_walk_put(MarbreWalk *walk, MarbrePartKind kind, char *text, char *markdown)
{
    put_block(walk, kind, text, markdown);
    if (walk->sink == NULL)
        place_pictures(walk);
}

void
marbre_walk_put_picture(MarbreWalk *walk, MarbreStoryPicture *picture)
{
    if (walk->reason != NULL)
        return;
    if (walk->sink != NULL || !marbre_prose_is_blank(walk->prose))
        g_ptr_array_add(walk->pictures, picture);
    else
        put_picture(walk, picture);
}

static void
finish(MarbreWalk *walk, unsigned level)
{
    static const char *const marks[] = {"", "## ", "## ", "### ", "#### ", "##### ", "###### "};
    char *text = NULL, *words = NULL;
    /* Within an entry or a quotation a heading is a line of it. */
    bool heading = level > 0 && walk->sink == NULL;
    if (!marbre_prose_finish(walk->prose, level > 0, &text, &words)) {
        if (walk->sink == NULL)
            place_pictures(walk);
        return;
    }
    char *markdown = g_strconcat(marks[heading ? MIN(level, 6) : 0], words, NULL);
    g_free(words);
    marbre_walk_put(walk, MARBRE_PART_PARAGRAPH, text, markdown);
}

void
marbre_walk_flush(MarbreWalk *walk)
{
    finish(walk, 0);
}

void
marbre_walk_flush_heading(MarbreWalk *walk, unsigned level)
{
    finish(walk, level);
}

/* Figures above and below the line that Unicode has signs for. */
static char *
moved_figures(const char *text, int raised)
{
    static const char *const above[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
    static const char *const below[] = {"₀", "₁", "₂", "₃", "₄", "₅", "₆", "₇", "₈", "₉"};
    g_autofree char *clean = marbre_words_clean(text);
    if (clean == NULL || strspn(clean, "0123456789") != strlen(clean))
        return NULL;
    GString *moved = g_string_new(NULL);
    for (const char *p = clean; *p != '\0'; p++)
        g_string_append(moved, raised > 0 ? above[*p - '0'] : below[*p - '0']);
    return g_string_free(moved, FALSE);
}

static void
say_line(MarbreWalk *walk, const char *text, size_t size, MarbreSetting setting)
{
    marbre_prose_add(walk->prose, text, size, setting.style, setting.link);
    /* No paragraph of an article is as long as an article. */
    if (marbre_prose_size(walk->prose) > MARBRE_STORY_MARKDOWN / 2)
        walk->full = true;
}

/* WordPress keeps text as it was typed: an empty line parts paragraphs. */
static void
say_loose(MarbreWalk *walk, const char *text, MarbreSetting setting)
{
    while (*text != '\0') {
        size_t size = strcspn(text, "\n");
        if (marbre_prose_is_blank(walk->prose) && walk->text_line > 0)
            walk->line = walk->text_line;
        say_line(walk, text, size, setting);
        text += size;
        if (*text == '\0')
            return;
        text++;
        walk->text_line += walk->text_line > 0;
        const char *next = text + strspn(text, " \t\r");
        if (*next == '\n')
            marbre_walk_flush(walk);
        else
            (void)marbre_prose_break(walk->prose);
    }
}

void
marbre_walk_say(MarbreWalk *walk, const char *text, MarbreSetting setting)
{
    g_autofree char *moved = setting.raised == 0 ? NULL : moved_figures(text, setting.raised);
    if (moved != NULL)
        say_line(walk, moved, strlen(moved), setting);
    else if (walk->passage->loose)
        say_loose(walk, text, setting);
    else
        say_line(walk, text, strlen(text), setting);
}
