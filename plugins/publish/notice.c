/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "notice.h"

#include "page.h"
#include "text.h"

#include <stdio.h>

#define LONGEST_WHERE 96

static void
write_note(const article *of, buffer *out)
{
    char where[LONGEST_WHERE];
    mbr_text note;
    const mbr_text *language = &of->story->entry.language;
    snprintf(where, sizeof where, "retracted.note.%.*s", (int)language->size, language->data);
    if (!article_record(of, where, &note))
        return;
    buffer_say(out, "<p class=\"retraction\">");
    buffer_text(out, note);
    buffer_say(out, "</p>\n");
}

static void
write_date(const article *of, buffer *out)
{
    mbr_text at;
    when time;
    if (!article_record(of, "retracted.at", &at) ||
        !when_read(of->site->task->job, of->site->job, at, false, &time))
        return;
    buffer_format(out, "<p class=\"dates\">%s ", of->words->taken_back);
    when_html(&time, of->words, out);
    buffer_say(out, "</p>\n");
}

void
notice_write(const article *of, buffer *out)
{
    const mbr_entry *entry = &of->story->entry;
    mbr_text title = text_of(of->words->retracted);
    page_head(of->site, entry->language, title, entry->path, of->story->root, "story", out);
    buffer_say(out, "<meta name=\"robots\" content=\"noindex\">\n</head>\n");
    page_masthead(of->site, of->words, entry->path, of->story->root, out);
    buffer_say(out, "<main id=\"article\">\n<article>\n<header>\n<h1>");
    buffer_text(out, title);
    buffer_say(out, "</h1>\n</header>\n");
    write_note(of, out);
    write_date(of, out);
    buffer_say(out, "</article>\n</main>\n");
    page_foot(of->site, of->words, entry->path, of->story->root, out);
}
