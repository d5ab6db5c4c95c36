/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "page.h"

#include "body.h"
#include "frame.h"
#include "head.h"
#include "review.h"
#include "text.h"

#include <stdio.h>

/* One page, while it is written. */
typedef struct writing {
    const article *of;
    view view;
} writing;

/* --- who and when ------------------------------------------------------------------------------
 */

static void
write_authors(const void *user, buffer *out)
{
    const writing *at = user;
    if (at->of->authors.count == 0)
        return;
    buffer_format(out, "%s ", at->of->words->by);
    frame_names(&at->view, &at->of->authors, true, out);
}

static void
write_outlet(const void *user, buffer *out)
{
    const writing *at = user;
    buffer name = {0};
    bool beside = at->of->authors.count > 0;
    if (at->of->outlet.size == 0)
        return;
    buffer_say(&name, beside ? "(" : "");
    buffer_put(&name, at->of->outlet.data, at->of->outlet.size);
    buffer_say(&name, beside ? ")" : "");
    const filling with = {.view = &at->view, .at = {[PLACE_NAME].text = {name.data, name.size}}};
    buffer_say(out, beside ? " " : "");
    theme_write(PART_OUTLET, &with, out);
    out->failed |= name.failed;
    buffer_clear(&name);
}

static void
write_byline(const void *user, buffer *out)
{
    const writing *at = user;
    const filling with = {.view = &at->view,
                          .at = {[PLACE_AUTHORS] = {.write = write_authors, .of = at},
                                 [PLACE_OUTLET] = {.write = write_outlet, .of = at}}};
    if (at->of->authors.count > 0 || at->of->outlet.size > 0)
        theme_write(PART_BYLINE, &with, out);
}

static void
write_translators(const void *user, buffer *out)
{
    const writing *at = user;
    frame_names(&at->view, &at->of->translators, false, out);
}

static void
write_translation(const void *user, buffer *out)
{
    const writing *at = user;
    const filling with = {.view = &at->view,
                          .at = {[PLACE_TRANSLATORS] = {.write = write_translators, .of = at}}};
    if (at->of->translators.count > 0)
        theme_write(PART_TRANSLATION, &with, out);
}

static void
write_published(const void *user, buffer *out)
{
    const writing *at = user;
    when_html(&at->of->published, at->of->words, out);
}

static void
write_newest(const void *user, buffer *out)
{
    const writing *at = user;
    when_html(&at->of->updated, at->of->words, out);
}

static void
write_see(const void *user, buffer *out)
{
    const writing *at = user;
    if (at->of->told)
        buffer_format(out, " (<a href=\"#corrections\">%s</a>)", at->of->words->see);
}

static void
write_updated(const void *user, buffer *out)
{
    const writing *at = user;
    const filling with = {.view = &at->view,
                          .at = {[PLACE_DATE] = {.write = write_newest, .of = at},
                                 [PLACE_SEE] = {.write = write_see, .of = at}}};
    if (at->of->revised)
        theme_write(PART_UPDATED, &with, out);
}

static void
write_dates(const void *user, buffer *out)
{
    const writing *at = user;
    const filling with = {.view = &at->view,
                          .at = {[PLACE_DATE] = {.write = write_published, .of = at},
                                 [PLACE_UPDATED] = {.write = write_updated, .of = at}}};
    if (at->of->has_published)
        theme_write(PART_DATES, &with, out);
}

/* --- where it belongs --------------------------------------------------------------------------
 */

static void
write_kicker(const void *user, buffer *out)
{
    const writing *at = user;
    frame_kicker(&at->view, at->of->story->entry.section, out);
}

static void
write_standfirst(const void *user, buffer *out)
{
    const writing *at = user;
    const filling with = {.view = &at->view,
                          .foreign = &at->of->foreign,
                          .at = {[PLACE_SAID].text = at->of->story->entry.summary}};
    if (at->of->story->entry.summary.size > 0)
        theme_write(PART_STANDFIRST, &with, out);
}

/* In the words of the other language, where there are any: who reads it looks for these. */
static void
write_version(const writing *at, const story *other, buffer *out)
{
    const mbr_entry *entry = &other->entry;
    bool known = words_know(entry->language);
    buffer way = {0};
    frame_way(&at->view, entry->path, &way);
    const filling with = {
        .view = &at->view,
        .at = {[PLACE_ADDRESS].text = {way.data, way.size},
               [PLACE_OTHER].text = entry->language,
               [PLACE_NAME].text = text_of(known ? words_of(entry->language)->version
                                                 : at->of->words->other_version),
               [PLACE_TITLE].text = entry->title}};
    theme_write(PART_VERSION, &with, out);
    buffer_say(out, "\n");
    out->failed |= way.failed;
    buffer_clear(&way);
}

static void
write_versions(const void *user, buffer *out)
{
    const writing *at = user;
    story other;
    for (size_t n = 0; article_version(at->of, &n, &other);)
        write_version(at, &other, out);
}

static void
write_original(const void *user, buffer *out)
{
    const writing *at = user;
    const article *of = at->of;
    mbr_text title = of->original_title.size > 0 ? of->original_title : of->original;
    const filling with = {.view = &at->view,
                          .at = {[PLACE_ADDRESS].text = of->original,
                                 [PLACE_OTHER].text = of->source_language.size > 0
                                                          ? of->source_language
                                                          : at->view.language,
                                 [PLACE_TITLE].text = title}};
    if (of->original.size > 0)
        theme_write(PART_ORIGINAL, &with, out);
}

/* --- pictures, text, notes ---------------------------------------------------------------------
 */

static void
write_hero(const void *user, buffer *out)
{
    const writing *at = user;
    const picture *hero = article_hero(at->of);
    if (hero)
        body_figure(at->of, hero, "hero", out);
}

static void
write_text(const void *user, buffer *out)
{
    const writing *at = user;
    body_write(at->of, out);
}

static void
write_verdicts(const void *user, buffer *out)
{
    const writing *at = user;
    review_list(at->of, &at->view, out);
}

/* One correction, while it is written. */
typedef struct correction {
    const writing *at;
    size_t index;
} correction;

static void
write_when(const void *user, buffer *out)
{
    const correction *one = user;
    when time;
    if (article_correction_time(one->at->of, one->index, &time))
        when_html(&time, one->at->of->words, out);
}

static void
write_correction(const writing *at, size_t index, mbr_text note, buffer *out)
{
    const correction one = {at, index};
    const filling with = {.view = &at->view,
                          .foreign = &at->of->foreign,
                          .at = {[PLACE_KIND].text = text_of(words_of_kind(
                                     at->of->words, article_correction_kind(at->of, index))),
                                 [PLACE_DATE] = {.write = write_when, .of = &one},
                                 [PLACE_NOTE].text = note}};
    theme_write(PART_NOTE, &with, out);
    buffer_say(out, "\n");
}

static void
write_each_note(const void *user, buffer *out)
{
    const writing *at = user;
    for (size_t i = 0; i < at->of->corrections; i++) {
        mbr_text note;
        if (article_note(at->of, i, &note))
            write_correction(at, i, note, out);
    }
}

static void
write_notes(const void *user, buffer *out)
{
    const writing *at = user;
    const filling with = {.view = &at->view,
                          .at = {[PLACE_NOTES] = {.write = write_each_note, .of = at}}};
    if (at->of->told)
        theme_write(PART_NOTES, &with, out);
}

/* --- all of it ---------------------------------------------------------------------------------
 */

static void
write_main(const void *user, buffer *out)
{
    const writing *at = user;
    const filling with = {.view = &at->view,
                          .foreign = &at->of->foreign,
                          .at = {[PLACE_KICKER] = {.write = write_kicker, .of = at},
                                 [PLACE_TITLE].text = at->of->story->entry.title,
                                 [PLACE_STANDFIRST] = {.write = write_standfirst, .of = at},
                                 [PLACE_BYLINE] = {.write = write_byline, .of = at},
                                 [PLACE_TRANSLATION] = {.write = write_translation, .of = at},
                                 [PLACE_DATES] = {.write = write_dates, .of = at},
                                 [PLACE_VERSIONS] = {.write = write_versions, .of = at},
                                 [PLACE_HERO] = {.write = write_hero, .of = at},
                                 [PLACE_TEXT] = {.write = write_text, .of = at},
                                 [PLACE_VERDICTS] = {.write = write_verdicts, .of = at},
                                 [PLACE_NOTES] = {.write = write_notes, .of = at},
                                 [PLACE_ORIGINAL] = {.write = write_original, .of = at}}};
    theme_write(PART_ARTICLE, &with, out);
}

static void
write_head(const void *user, buffer *out)
{
    const writing *at = user;
    head_write(at->of, out);
}

void
page_corrections(const article *of, buffer *out)
{
    const writing at = {of, frame_view_of(of)};
    write_notes(&at, out);
}

void
page_write(const article *of, buffer *out)
{
    const writing at = {of, frame_view_of(of)};
    const frame whole = {.view = at.view,
                         .class = "story",
                         .title = of->story->entry.title,
                         .canonical = of->story->entry.address,
                         .masthead = PART_MASTHEAD,
                         .head = write_head,
                         .main = write_main,
                         .of = &at};
    frame_write(&whole, out);
}
