/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "reader/plain_text.h"

#include "reader/prose.h"
#include "wire/story_pack.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

static bool
is_empty(const char *line)
{
    return line[strspn(line, " \t\r")] == '\0';
}

static bool
is_indented(const char *line)
{
    return (*line == '\t' || g_str_has_prefix(line, "  ")) && !is_empty(line);
}

/* Lines that were broken to a width have something else to show where a paragraph begins. */
static bool
is_wrapped(char **lines)
{
    for (char **line = lines; *line != NULL; line++)
        if (line != lines && line[1] != NULL && !is_empty(line[1]) &&
            (is_empty(*line) || is_indented(*line)))
            return true;
    return false;
}

static void
end_paragraph(MarbreStory *story, GString *paragraph, uint64_t line)
{
    g_autoptr(MarbreProse) prose = marbre_prose_new();
    g_autofree char *text = NULL, *markdown = NULL;
    marbre_prose_add(prose, paragraph->str, paragraph->len, 0, NULL);
    /* One more than there may be, so that it is seen that there are too many. */
    if (marbre_prose_finish(prose, false, &text, &markdown) &&
        story->blocks->len <= MARBRE_STORY_BLOCKS)
        marbre_story_add_block(story, text, markdown, line);
    g_string_truncate(paragraph, 0);
}

void
marbre_plain_text_read(MarbreStory *story, const char *text, uint64_t line)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    g_autoptr(GString) paragraph = g_string_new(NULL);
    bool wrapped = is_wrapped(lines);
    uint64_t begun = line;
    for (uint64_t i = 0; lines[i] != NULL; i++) {
        if (!wrapped || is_empty(lines[i]) || is_indented(lines[i]))
            end_paragraph(story, paragraph, begun);
        if (paragraph->len == 0 && line > 0)
            begun = line + i;
        if (!is_empty(lines[i]))
            g_string_append_printf(paragraph, "%s\n", lines[i]);
    }
    end_paragraph(story, paragraph, begun);
}
