/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk/kill.h"

#include "wire/wire.h"

#include <glib.h>
#include <string.h>

#define FIRST_BLOCKS 3
#define LONGEST_NOTICE 200 /* bytes of a line that holds the words anywhere */

/* Words that say it by themselves in a short line, and those that say it at its head alone or
   before a colon or a dash: "KILL BILL" is a film. */
static const char notice[] = "MANDATORY KILL|STORY KILLED|KILL (NOTICE|BULLETIN|ADVISORY)";
static const char head[] =
    "^[^\\p{L}]*(KILL|KILLED|ANNULE|ANNULÉ|ANNULATION)\\s*([-:.!,;()/*–—»]|$)";

static bool
says_so(const char *line)
{
    if (line == NULL)
        return false;
    return (strlen(line) <= LONGEST_NOTICE && g_regex_match_simple(notice, line, 0, 0)) ||
           g_regex_match_simple(head, line, 0, 0);
}

/* The line of the body that says so; NULL where none does. */
static const char *
find_in_body(const MarbreStory *story)
{
    for (guint i = 0; i < story->blocks->len && i < FIRST_BLOCKS; i++) {
        const char *text = ((const MarbreStoryBlock *)story->blocks->pdata[i])->text;
        if (says_so(text))
            return text;
    }
    return NULL;
}

/* The same of what stands around the text. */
static const char *
find_beside(const MarbreStory *story)
{
    const char *const places[] = {story->title, story->note, story->section, story->standfirst,
                                  story->dateline};
    for (size_t i = 0; i < G_N_ELEMENTS(places); i++)
        if (says_so(places[i]))
            return places[i];
    return story->status == MARBRE_STORY_KILLED ? "MANDATORY KILL" : NULL;
}

bool
marbre_kill_is_announced(const MarbreStory *story)
{
    return find_in_body(story) != NULL || find_beside(story) != NULL;
}

GBytes *
marbre_kill_write(const MarbreStory *story, const char *lang)
{
    g_autoptr(GBytes) file = marbre_wire_write(story, lang, NULL);
    const char *line = find_in_body(story) != NULL ? NULL : find_beside(story);
    if (line == NULL)
        return g_steal_pointer(&file);
    g_autoptr(MarbreStory) alone = marbre_story_new();
    marbre_story_add_plain(alone, line, 0);
    const MarbreStoryBlock *block = alone->blocks->pdata[0];
    gsize size = 0;
    const char *data = g_bytes_get_data(file, &size);
    const char *end = g_strstr_len(data + 4, (gssize)size - 4, "---\n") + 4;
    GString *text = g_string_new_len(data, end - data);
    g_string_append_printf(text, "\n%s\n", block->markdown);
    g_string_append_len(text, end, data + size - end);
    return g_string_free_to_bytes(text);
}
