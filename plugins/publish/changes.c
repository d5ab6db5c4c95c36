/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "changes.h"

#include "frame.h"
#include "text.h"

#include <stdlib.h>

/* A word to readers about an article. */
typedef struct change {
    const struct writing *at;
    const article *of;
    when time;
    mbr_text note;
    const char *kind;
    size_t order; /* in which it was met */
} change;

typedef struct writing {
    const listing *of;
    view view;
    change *items;
    size_t count, room;
    size_t shown; /* how many of them there is room for */
} writing;

/* --- gathering ---------------------------------------------------------------------------------
 */

static bool
add(writing *at, const change *one)
{
    if (at->count == at->room) {
        size_t room = at->room ? at->room * 2 : 32;
        change *grown = realloc(at->items, room * sizeof *grown);
        if (!grown)
            return false;
        at->items = grown;
        at->room = room;
    }
    at->items[at->count] = *one;
    at->items[at->count].order = at->count;
    at->count++;
    return true;
}

/* That the time of an article has ended is no change of what it said. */
static bool
add_retraction(writing *at, const article *of)
{
    if (article_has_ended(of))
        return true;
    change one = {.at = at, .of = of, .kind = of->words->retraction};
    return !article_retraction(of, &one.note, &one.time) || add(at, &one);
}

static bool
add_corrections(writing *at, const article *of)
{
    bool good = true;
    for (size_t i = 0; good && i < of->corrections; i++) {
        change one = {
            .at = at, .of = of, .kind = words_of_kind(of->words, article_correction_kind(of, i))};
        if (article_note(of, i, &one.note) && article_correction_time(of, i, &one.time))
            good = add(at, &one);
    }
    return good;
}

/* The newest first; of one instant, as the list has them. */
static int
compare(const void *left, const void *right)
{
    const change *one = left, *other = right;
    if (one->time.seconds != other->time.seconds)
        return one->time.seconds > other->time.seconds ? -1 : 1;
    return one->order < other->order ? -1 : 1;
}

static bool
gather(writing *at)
{
    bool good = true;
    for (size_t i = 0; good && i < at->of->count; i++) {
        const article *one = at->of->items[i];
        good = story_is_retracted(one->story) ? add_retraction(at, one) : add_corrections(at, one);
    }
    if (at->count > 1)
        qsort(at->items, at->count, sizeof *at->items, compare);
    at->shown = at->count;
    return good;
}

/* --- writing -----------------------------------------------------------------------------------
 */

static void
write_time(const void *user, buffer *out)
{
    const change *one = user;
    when_html(&one->time, one->at->of->words, out);
}

/* An article that was retracted has no title any more: its day is said. */
static void
name(const change *one, buffer *out)
{
    const mbr_entry *entry = &one->of->story->entry;
    const mbr_job_api *api = one->at->of->site->task->job;
    when day;
    if (!story_is_retracted(one->of->story)) {
        buffer_put(out, entry->title.data, entry->title.size);
        return;
    }
    buffer_say(out, one->of->words->untitled);
    if (when_read(api, one->at->of->site->job, entry->date, true, &day)) {
        buffer_say(out, " ");
        when_say(&day, one->of->words, out);
    }
}

static void
write_change(const change *one, buffer *out)
{
    bool gone = story_is_retracted(one->of->story);
    buffer way = {0}, title = {0};
    frame_way(&one->at->view, one->of->story->entry.path, &way);
    buffer_say(&way, gone ? "" : "#corrections");
    name(one, &title);
    const filling with = {.view = &one->at->view,
                          .foreign = &one->of->foreign,
                          .at = {[PLACE_KIND].text = text_of(one->kind),
                                 [PLACE_DATE] = {.write = write_time, .of = one},
                                 [PLACE_ADDRESS].text = {way.data, way.size},
                                 [PLACE_TITLE].text = {title.data, title.size},
                                 [PLACE_NOTE].text = one->note}};
    theme_write(PART_CHANGE, &with, out);
    buffer_say(out, "\n");
    out->failed |= way.failed || title.failed;
    buffer_clear(&way);
    buffer_clear(&title);
}

static void
write_items(const void *user, buffer *out)
{
    const writing *at = user;
    for (size_t i = 0; i < at->shown; i++)
        write_change(&at->items[i], out);
    if (at->count == 0)
        buffer_format(out, "<p class=\"nothing\">%s</p>\n", at->of->words->no_corrections);
}

static void
write_main(const void *user, buffer *out)
{
    const writing *at = user;
    const filling with = {.view = &at->view,
                          .at = {[PLACE_ITEMS] = {.write = write_items, .of = at}}};
    theme_write(PART_CORRECTIONS, &with, out);
}

static void
write_head(const void *user, buffer *out)
{
    const writing *at = user;
    listing_alternates(at->of, out);
    frame_property("og:type", text_of("website"), out);
    frame_property("og:site_name", at->of->site->name, out);
    frame_locale("og:locale", at->view.language, out);
    frame_property("og:title", text_of(at->of->words->corrections), out);
}

static void
write_page(const writing *at, buffer *out)
{
    buffer canonical = {0};
    buffer_put(&canonical, at->of->site->base.data, at->of->site->base.size);
    buffer_put(&canonical, at->view.folder.data, at->view.folder.size);
    const frame whole = {.view = at->view,
                         .class = "list",
                         .title = text_of(at->of->words->corrections),
                         .canonical = {canonical.data, canonical.size},
                         .masthead = PART_MASTHEAD,
                         .head = write_head,
                         .main = write_main,
                         .of = at};
    out->size = 0;
    frame_write(&whole, out);
    out->failed |= canonical.failed;
    buffer_clear(&canonical);
}

void
changes_write(const listing *of, buffer *out)
{
    writing at = {.of = of,
                  .view = {of->site, of->words, of->told.language, of->told.path, of->root}};
    out->failed |= !gather(&at);
    write_page(&at, out);
    size_t most = frame_most(of->site);
    while (out->size > most && at.shown > 1) {
        /* An estimate that is never too low, and comes down to what fits. */
        size_t fits = at.shown * most / out->size;
        at.shown = fits < at.shown - 1 && fits > 0 ? fits : at.shown - 1;
        write_page(&at, out);
    }
    free(at.items);
}
