/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "reader/read.h"

#include "reader/newsml.h"
#include "reader/ninjs.h"
#include "reader/page.h"
#include "reader/wxr.h"

#include "wire/story_pack.h"

#include <string.h>

static void
story_free(void *story)
{
    marbre_story_free(story);
}

static bool
read_html(GBytes *file, const char *lang, GPtrArray *stories, MarbreFault *ret_fault)
{
    MarbreStory *story = marbre_page_read(file, lang, ret_fault);
    if (story != NULL)
        g_ptr_array_add(stories, story);
    return story != NULL;
}

static const struct {
    const char *name;
    bool (*read)(GBytes *file, const char *lang, GPtrArray *stories, MarbreFault *ret_fault);
} formats[] = {
    {"html", read_html},
    {"wxr", marbre_wxr_read},
    {"newsml", marbre_newsml_read},
    {"ninjs", marbre_ninjs_read},
};

/* What was read block by block was measured so; this holds for what came in other ways. */
static bool
is_too_long(const MarbreStory *story)
{
    size_t size = 0;
    for (guint i = 0; i < story->blocks->len; i++)
        size += strlen(((const MarbreStoryBlock *)story->blocks->pdata[i])->markdown);
    return size > MARBRE_STORY_MARKDOWN || story->blocks->len > MARBRE_STORY_BLOCKS;
}

static MarbreFaultKind
judge(const GPtrArray *stories)
{
    for (guint i = 0; i < stories->len; i++)
        if (is_too_long(stories->pdata[i]))
            return MARBRE_FAULT_LARGE;
    return stories->len > 0 ? MARBRE_FAULT_NONE : MARBRE_FAULT_NO_STORY;
}

GPtrArray *
marbre_reader_read(GBytes *file, const char *format, const char *lang, MarbreFault *ret_fault)
{
    *ret_fault = (MarbreFault){.kind = MARBRE_FAULT_FORMAT};
    for (size_t i = 0; i < G_N_ELEMENTS(formats); i++) {
        if (strcmp(formats[i].name, format) != 0)
            continue;
        g_autoptr(GPtrArray) stories = g_ptr_array_new_with_free_func(story_free);
        *ret_fault = (MarbreFault){.kind = MARBRE_FAULT_NONE};
        if (!formats[i].read(file, lang, stories, ret_fault))
            return NULL;
        ret_fault->kind = judge(stories);
        return ret_fault->kind == MARBRE_FAULT_NONE ? g_steal_pointer(&stories) : NULL;
    }
    return NULL;
}
