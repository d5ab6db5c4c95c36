/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wire/tidy.h"

#include "wire/boilerplate.h"
#include "wire/dateline.h"
#include "wire/encoding.h"
#include "wire/notice.h"

#include <string.h>

#define NOTICES 3 /* blocks at the head that may speak to editors */

/* --- every string of a story ------------------------------------------------------------------ */

typedef void (*Visit)(char **text, void *user);

static void
visit_list(const GPtrArray *list, Visit visit, void *user)
{
    for (guint i = 0; i < list->len; i++)
        visit((char **)&list->pdata[i], user);
}

static void
visit_picture(MarbreStoryPicture *picture, Visit visit, void *user)
{
    char **const parts[] = {&picture->caption,      &picture->alt,    &picture->credit,
                            &picture->photographer, &picture->agency, &picture->rights,
                            &picture->licence};
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++)
        visit(parts[i], user);
}

/* All but addresses and names of files. */
static void
visit_story(MarbreStory *story, Visit visit, void *user)
{
    char **const heads[] = {&story->title,  &story->standfirst, &story->section,
                            &story->outlet, &story->dateline,   &story->note};
    for (size_t i = 0; i < G_N_ELEMENTS(heads); i++)
        visit(heads[i], user);
    visit_list(story->authors, visit, user);
    visit_list(story->tags, visit, user);
    for (guint i = 0; i < story->pictures->len; i++)
        visit_picture(story->pictures->pdata[i], visit, user);
    for (guint i = 0; i < story->blocks->len; i++) {
        MarbreStoryBlock *block = story->blocks->pdata[i];
        visit(&block->text, user);
        visit(&block->markdown, user);
    }
    for (guint i = 0; i < story->dropped->len; i++)
        visit(&((MarbreDropped *)story->dropped->pdata[i])->text, user);
}

typedef struct {
    bool any;
    bool all;
} Mojibake;

static void
ask_mojibake(char **text, void *user)
{
    Mojibake *mojibake = user;
    if (*text == NULL || g_str_is_ascii(*text))
        return;
    mojibake->any = true;
    mojibake->all = mojibake->all && marbre_encoding_is_mojibake(*text);
}

typedef struct {
    MarbreRepairs repairs;
    bool mojibake;
} Cleaning;

static void
clean(char **text, void *user)
{
    Cleaning *cleaning = user;
    if (*text == NULL)
        return;
    char *cleaned = marbre_encoding_clean(*text, cleaning->mojibake, &cleaning->repairs);
    g_free(*text);
    *text = cleaned;
}

static void
clean_story(MarbreStory *story)
{
    Mojibake mojibake = {false, true};
    visit_story(story, ask_mojibake, &mojibake);
    Cleaning cleaning = {.mojibake = mojibake.any && mojibake.all};
    visit_story(story, clean, &cleaning);
    marbre_repairs_say(&cleaning.repairs, story->repairs);
}

/* --- blocks ----------------------------------------------------------------------------------- */

static const MarbreStoryBlock *
block_at(const MarbreStory *story, guint index)
{
    return g_ptr_array_index(story->blocks, index);
}

static void
read_notices(MarbreStory *story)
{
    if (story->title != NULL)
        (void)marbre_notice_read(story, story->title);
    for (guint i = 0; i < MIN(story->blocks->len, NOTICES);)
        if (marbre_notice_read(story, block_at(story, i)->text))
            g_ptr_array_remove_index(story->blocks, i);
        else
            i++;
}

static void
drop_range(MarbreStory *story, guint start, guint end, const char *const *reasons)
{
    for (guint i = start; i < end; i++)
        marbre_story_drop(story, block_at(story, i)->line, block_at(story, i)->text, reasons[i]);
}

/* A story of nothing but lines of a page keeps them: there is nothing to judge them by. */
static void
drop_page(MarbreStory *story, const MarbreWireOptions *options)
{
    guint count = story->blocks->len, head = 0;
    g_autofree const char **lines = g_new0(const char *, count + 1);
    g_autofree const char **reasons = g_new0(const char *, count + 1);
    for (guint i = 0; i < count; i++)
        lines[i] = block_at(story, i)->text;
    const MarbrePage page = {lines, count, story->lang != NULL ? story->lang : options->lang,
                             options->phrases};
    g_autofree const char **at_foot = g_new0(const char *, count + 1);
    while (head < count && (reasons[head] = marbre_boilerplate_head(&page, head)) != NULL)
        head++;
    if (head == count)
        return;
    guint foot = (guint)marbre_boilerplate_foot(&page, head + 1, at_foot);
    drop_range(story, 0, head, reasons);
    drop_range(story, foot, count, at_foot);
    g_ptr_array_remove_range(story->blocks, foot, count - foot);
    g_ptr_array_remove_range(story->blocks, 0, head);
}

void
marbre_tidy_story(MarbreStory *story, const MarbreWireOptions *options, bool clean_words)
{
    if (clean_words)
        clean_story(story);
    read_notices(story);
    if (!options->keep_boilerplate)
        drop_page(story, options);
    if (story->blocks->len > 0)
        marbre_dateline_read(story, block_at(story, 0)->text,
                             story->lang != NULL ? story->lang : options->lang);
}
