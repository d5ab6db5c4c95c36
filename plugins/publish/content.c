/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "content.h"

#include "body.h"
#include "item.h"
#include "page.h"
#include "standalone.h"
#include "text.h"

static void
write_standalone(const article *of, const picture *hero, buffer *out)
{
    buffer html = {0};
    if (hero)
        body_figure(of, hero, "hero", &html);
    body_write(of, &html);
    page_corrections(of, &html);
    standalone_write((mbr_text){html.data, html.size}, of->story->entry.address, out);
    out->failed |= html.failed;
    buffer_clear(&html);
}

void
content_write(const article *of, bool hero, buffer *out)
{
    const picture *first = hero ? article_hero(of) : NULL;
    buffer *made = of->standalone + (first != NULL);
    if (made->size == 0 && !made->failed)
        write_standalone(of, first, made);
    buffer_put(out, made->data, made->size);
    out->failed |= made->failed;
}

void
content_write_notice(const article *of, buffer *out)
{
    mbr_text note, at;
    item_retraction(of, &note, &at);
    buffer_say(out, "<p>");
    buffer_text(out, note);
    buffer_say(out, "</p>");
}
