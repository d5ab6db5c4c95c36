/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "reader/read.h"

#include "reader/page.h"
#include "reader/wxr.h"

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
};

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
        if (stories->len > 0)
            return g_steal_pointer(&stories);
        ret_fault->kind = MARBRE_FAULT_NO_STORY;
    }
    return NULL;
}
