/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "reader/summary.h"

#include "reader/words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Blocks at the head of the story that a summary may repeat. */
enum { HEAD = 5 };

static bool
is_said_at_head(const MarbreStory *story, const char *words)
{
    for (guint i = 0; i < story->blocks->len && i < HEAD; i++) {
        const MarbreStoryBlock *block = story->blocks->pdata[i];
        g_autofree char *text = marbre_words_clean(block->text);
        /* Behind a dateline, it may be. */
        if (text != NULL && strstr(text, words) != NULL)
            return true;
    }
    return false;
}

static bool
cut_end(char *summary)
{
    static const char *const ends[] = {"[…]", "[...]", "…", "...", "[&hellip;]"};
    for (size_t i = 0; i < G_N_ELEMENTS(ends); i++)
        if (g_str_has_suffix(summary, ends[i])) {
            summary[strlen(summary) - strlen(ends[i])] = '\0';
            g_strchomp(summary);
            return true;
        }
    return false;
}

void
marbre_summary_read(MarbreStory *story, const char *summary)
{
    g_autofree char *words = g_strdup(summary == NULL ? "" : summary);
    bool cut = cut_end(words);
    if (story->standfirst != NULL || *words == '\0' || is_said_at_head(story, words))
        return;
    if (cut)
        marbre_story_drop(story, 0, words, N_("a summary that is cut off"));
    else
        story->standfirst = g_steal_pointer(&words);
}
