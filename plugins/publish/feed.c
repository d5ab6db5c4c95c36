/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "feed.h"

#include "item.h"
#include "text.h"

#define MOST_OF_SITE 50
#define MOST_OF_SECTION 20

size_t
feed_size(const listing *of)
{
    size_t most = of->told.kind == MBR_LIST_FRONT ? MOST_OF_SITE : MOST_OF_SECTION;
    return of->count < most ? of->count : most;
}

void
feed_title(const listing *of, buffer *out)
{
    buffer_put(out, of->site->name.data, of->site->name.size);
    buffer_say(out, of->told.name.size > 0 && of->site->name.size > 0 ? " – " : "");
    buffer_put(out, of->told.name.data, of->told.name.size);
}

void
feed_address(const listing *of, const char *file, buffer *out)
{
    buffer_put(out, of->site->base.data, of->site->base.size);
    buffer_put(out, of->told.path.data, of->told.path.size);
    buffer_say(out, file);
}

void
feed_link(const listing *of,
          xml *out,
          const char *element,
          const char *rel,
          const char *type,
          const char *file)
{
    buffer address = {0};
    feed_address(of, file, &address);
    xml_begin(out, element);
    xml_attribute(out, "rel", text_of(rel));
    xml_attribute(out, "type", text_of(type));
    xml_take_attribute(out, "href", &address);
    xml_end(out);
}

mbr_text
feed_changed(const listing *of)
{
    return of->told.changed;
}

bool
feed_has_texts(const article *of)
{
    return !of->site->task->summaries;
}

void
feed_summary(const article *of, buffer *out)
{
    buffer line = {0};
    buffer_put(out, of->summary.data, of->summary.size);
    if (!feed_has_texts(of) && item_correction_line(of, &line)) {
        buffer_say(out, out->size > 0 ? " \xe2\x80\x94 " : "");
        buffer_put(out, line.data, line.size);
    }
    out->failed |= line.failed;
    buffer_clear(&line);
}

mbr_text
feed_updated(const article *of)
{
    return of->has_updated ? of->updated.full : of->story->entry.date;
}
