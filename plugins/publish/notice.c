/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "notice.h"

#include "frame.h"
#include "text.h"

/* The page of an article that was retracted, while it is written. */
typedef struct writing {
    const article *of;
    view view;
    mbr_text note;
    when time;
    bool is_dated;
} writing;

static void
write_dates(const void *user, buffer *out)
{
    const writing *at = user;
    if (!at->is_dated)
        return;
    buffer_format(out, "<p class=\"dates\">%s ", at->of->words->taken_back);
    when_html(&at->time, at->of->words, out);
    buffer_say(out, "</p>\n");
}

static void
write_main(const void *user, buffer *out)
{
    const writing *at = user;
    const filling with = {
        .view = &at->view,
        .at = {[PLACE_DATES] = {.write = write_dates, .of = at}, [PLACE_NOTE].text = at->note}};
    theme_write(PART_RETRACTION, &with, out);
}

static void
write_head(const void *user, buffer *out)
{
    buffer_say(out, "<meta name=\"robots\" content=\"noindex\">\n");
}

void
notice_write(const article *of, buffer *out)
{
    article gone = *of;
    words said = *of->words;
    if (article_has_ended(of)) {
        said.retracted = said.offline;
        said.taken_back = said.offline_since;
        gone.words = &said;
        of = &gone;
    }
    writing at = {.of = of, .view = frame_view_of(of), .note = text_of("")};
    at.is_dated = article_retraction(of, &at.note, &at.time);
    const frame whole = {.view = at.view,
                         .class = "story",
                         .title = text_of(of->words->retracted),
                         .canonical = of->story->entry.address,
                         .masthead = PART_MASTHEAD,
                         .head = write_head,
                         .main = write_main,
                         .of = &at};
    frame_write(&whole, out);
}
