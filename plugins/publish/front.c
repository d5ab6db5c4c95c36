/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "front.h"

#include "body.h"
#include "frame.h"
#include "text.h"

/* As much as the front page says of an article. */
#define LONGEST_TITLE 300
#define LONGEST_STANDFIRST 320
/* A page with more names than that is no help. */
#define MOST_SECTIONS 12

/* A page of a list, while it is written. */
typedef struct writing {
    const listing *of;
    view view;
    buffer stories; /* the articles, one behind the other */
    size_t ends[LISTING_SHOWS];
    size_t shown; /* how many of them there is room for */
} writing;

/* One article of it. */
typedef struct teaser {
    const writing *at;
    const article *of;
} teaser;

/* --- an article --------------------------------------------------------------------------------
 */

static void
write_picture(const void *user, buffer *out)
{
    const teaser *one = user;
    if (one->of->pictures.count > 0)
        body_thumbnail(one->of, &one->of->pictures.items[0], &one->at->view, out);
}

static void
write_kicker(const void *user, buffer *out)
{
    const teaser *one = user;
    if (one->at->of->told.kind != MBR_LIST_SECTION)
        frame_kicker(&one->at->view, one->of->story->entry.section, out);
}

static void
write_cut(const void *user, buffer *out)
{
    const teaser *one = user;
    mbr_text text = text_cut(one->of->summary, LONGEST_STANDFIRST);
    foreign_write(&one->of->foreign, text, false, out);
    buffer_say(out, text.size < one->of->summary.size ? " …" : "");
}

static void
write_standfirst(const void *user, buffer *out)
{
    const teaser *one = user;
    const filling with = {.view = &one->at->view,
                          .at = {[PLACE_SAID] = {.write = write_cut, .of = one}}};
    if (one->of->summary.size > 0)
        theme_write(PART_STANDFIRST, &with, out);
}

static void
write_authors(const void *user, buffer *out)
{
    const teaser *one = user;
    buffer_format(out, "%s ", one->of->words->by);
    frame_names(&one->at->view, &one->of->authors, true, out);
}

static void
write_byline(const void *user, buffer *out)
{
    const teaser *one = user;
    const filling with = {.view = &one->at->view,
                          .at = {[PLACE_AUTHORS] = {.write = write_authors, .of = one}}};
    if (one->of->authors.count > 0 && one->at->of->told.kind != MBR_LIST_AUTHOR)
        theme_write(PART_BYLINE, &with, out);
}

static void
write_date(const void *user, buffer *out)
{
    const teaser *one = user;
    if (one->of->has_published)
        when_html(&one->of->published, one->of->words, out);
}

static void
write_teaser(const writing *at, size_t index, buffer *out)
{
    const article *of = at->of->items[index];
    const teaser one = {at, of};
    bool leads = index == 0 && at->of->told.kind == MBR_LIST_FRONT;
    buffer way = {0};
    frame_way(&at->view, of->story->entry.path, &way);
    const filling with = {
        .view = &at->view,
        .foreign = &of->foreign,
        .at = {[PLACE_CLASS].text = text_of(leads ? "lead" : "more"),
               [PLACE_PICTURE] = {.write = write_picture, .of = &one},
               [PLACE_KICKER] = {.write = write_kicker, .of = &one},
               [PLACE_ADDRESS].text = {way.data, way.size},
               [PLACE_TITLE].text = text_cut(of->story->entry.title, LONGEST_TITLE),
               [PLACE_STANDFIRST] = {.write = write_standfirst, .of = &one},
               [PLACE_BYLINE] = {.write = write_byline, .of = &one},
               [PLACE_DATE] = {.write = write_date, .of = &one}}};
    theme_write(PART_TEASER, &with, out);
    buffer_say(out, "\n");
    out->failed |= way.failed;
    buffer_clear(&way);
}

/* --- the list ----------------------------------------------------------------------------------
 */

static void
write_shown(const void *user, buffer *out)
{
    const writing *at = user;
    if (at->shown > 0)
        buffer_put(out, at->stories.data, at->ends[at->shown - 1]);
}

static void
write_stories(const void *user, buffer *out)
{
    const writing *at = user;
    const filling with = {.view = &at->view,
                          .at = {[PLACE_STORIES] = {.write = write_shown, .of = at}}};
    theme_write(at->of->count > 0 ? PART_STORIES : PART_NOTHING, &with, out);
}

static void
write_main(const void *user, buffer *out)
{
    const writing *at = user;
    const filling with = {.view = &at->view,
                          .at = {[PLACE_NAME].text = at->of->told.name,
                                 [PLACE_STORIES] = {.write = write_stories, .of = at}}};
    if (at->of->told.kind == MBR_LIST_FRONT)
        theme_write(PART_FRONT, &with, out);
    else
        theme_write(at->of->told.kind == MBR_LIST_SECTION ? PART_SECTION : PART_AUTHOR, &with, out);
}

/* --- sections ----------------------------------------------------------------------------------
 */

static void
write_section(const writing *at, mbr_text name, mbr_text folder, buffer *out)
{
    buffer way = {0};
    frame_way(&at->view, folder, &way);
    const filling with = {
        .view = &at->view,
        .at = {[PLACE_ADDRESS].text = {way.data, way.size}, [PLACE_SECTION].text = name}};
    theme_write(PART_SECTION_LINK, &with, out);
    buffer_say(out, "\n");
    out->failed |= way.failed;
    buffer_clear(&way);
}

/* Sections of the articles of the list, each once, in the order of their newest ones. */
static void
write_each_section(const void *user, buffer *out)
{
    const writing *at = user;
    mbr_text known[MOST_SECTIONS];
    size_t count = 0;
    for (size_t i = 0; i < at->of->count && count < MOST_SECTIONS; i++) {
        mbr_text name = at->of->items[i]->story->entry.section, folder;
        size_t k = 0;
        if (!site_place(at->of->site, MBR_LIST_SECTION, name, at->view.language, &folder))
            continue;
        while (k < count && !text_same(known[k], folder))
            k++;
        if (k < count)
            continue;
        known[count++] = folder;
        write_section(at, name, folder, out);
    }
}

static void
write_sections(const void *user, buffer *out)
{
    const writing *at = user;
    const filling with = {.view = &at->view,
                          .at = {[PLACE_ITEMS] = {.write = write_each_section, .of = at}}};
    mbr_text folder;
    for (size_t i = 0; i < at->of->count; i++) {
        mbr_text name = at->of->items[i]->story->entry.section;
        if (!site_place(at->of->site, MBR_LIST_SECTION, name, at->view.language, &folder))
            continue;
        theme_write(PART_SECTIONS, &with, out);
        return;
    }
}

/* --- the page ----------------------------------------------------------------------------------
 */

static void
write_head(const void *user, buffer *out)
{
    const writing *at = user;
    const site *within = at->of->site;
    mbr_text name = at->of->told.name;
    buffer address = {0};
    listing_alternates(at->of, out);
    buffer_put(&address, within->base.data, within->base.size);
    buffer_put(&address, at->view.folder.data, at->view.folder.size);
    frame_property("og:type", text_of("website"), out);
    frame_property("og:site_name", within->name, out);
    frame_locale("og:locale", at->view.language, out);
    frame_property("og:title", name.size > 0 ? name : within->name, out);
    frame_property("og:url", (mbr_text){address.data, address.size}, out);
    out->failed |= address.failed;
    buffer_clear(&address);
}

static void
write_page(const writing *at, mbr_text canonical, buffer *out)
{
    bool is_front = at->of->told.kind == MBR_LIST_FRONT;
    const frame whole = {.view = at->view,
                         .class = is_front ? "front" : "list",
                         .title = at->of->told.name,
                         .canonical = canonical,
                         .list = at->of->told.kind,
                         .list_name = at->of->told.name,
                         .masthead = is_front ? PART_NAMEPLATE : PART_MASTHEAD,
                         .head = write_head,
                         .main = write_main,
                         .sections = write_sections,
                         .of = at};
    frame_write(&whole, out);
}

/* As many of the newest as there is room for, and one in any case. */
static size_t
fit(const writing *at, size_t size)
{
    size_t shown = at->of->count;
    size_t around = size - at->stories.size;
    while (shown > 1 && around + at->ends[shown - 1] > frame_most(at->of->site))
        shown--;
    return shown;
}

void
front_write(const listing *of, buffer *out)
{
    writing at = {.of = of,
                  .view = {of->site, of->words, of->told.language, of->told.path, of->root},
                  .shown = of->count};
    buffer canonical = {0};
    buffer_put(&canonical, of->site->base.data, of->site->base.size);
    buffer_put(&canonical, of->told.path.data, of->told.path.size);
    for (size_t i = 0; i < of->count; i++) {
        write_teaser(&at, i, &at.stories);
        at.ends[i] = at.stories.size;
    }
    write_page(&at, (mbr_text){canonical.data, canonical.size}, out);
    if (out->size > frame_most(of->site) && fit(&at, out->size) < of->count) {
        at.shown = fit(&at, out->size);
        out->size = 0;
        write_page(&at, (mbr_text){canonical.data, canonical.size}, out);
    }
    out->failed |= canonical.failed || at.stories.failed;
    buffer_clear(&canonical);
    buffer_clear(&at.stories);
}
