/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "item.h"

#include "text.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

#define LONGEST_WHERE 96

void
item_version(const article *of, buffer *out)
{
    mbr_text revision;
    unsigned long number = 0;
    if (article_record(of, "publication.revision", &revision))
        number = strtoul(revision.data, NULL, 10); /* digits, and what follows them in the record */
    number += number == 0;
    number += (of->story->entry.flags & MBR_ENTRY_RETRACTED) != 0;
    buffer_format(out, "%lu", number);
}

mbr_text
item_slug(const article *of)
{
    mbr_text path = of->story->entry.path;
    path.size -= path.size > 0;
    for (size_t at = path.size; at > 0; at--) {
        if (path.data[at - 1] == '/')
            return text_from(path, at);
    }
    return path;
}

void
item_byline(const names *of, const words *in, buffer *out)
{
    for (size_t i = 0; i < of->count; i++) {
        if (i > 0 && i + 1 == of->count)
            buffer_format(out, " %s ", in->and);
        else if (i > 0)
            buffer_say(out, ", ");
        buffer_put(out, of->items[i].data, of->items[i].size);
    }
}

/* A day without an hour lasts to its end. */
bool
item_embargo(const article *of, buffer *out)
{
    int64_t first, after;
    mbr_text written;
    if (!article_meta(of, "embargo", &written) ||
        of->site->task->job->instant(of->site->job, &written, &first, &after) < 0)
        return false;
    when_utc(after - first > 1 ? after : first, out);
    return true;
}

bool
item_correction(const article *of, mbr_text *ret_kind, mbr_text *ret_note)
{
    for (size_t i = of->corrections; i > 0; i--) {
        if (!article_note(of, i - 1, ret_note))
            continue;
        *ret_kind = article_correction_kind(of, i - 1);
        return true;
    }
    return false;
}

bool
item_correction_line(const article *of, buffer *out)
{
    mbr_text kind, note;
    if (!item_correction(of, &kind, &note))
        return false;
    buffer_format(out, "%s%s ", words_of_kind(of->words, kind), of->words->colon);
    buffer_put(out, note.data, note.size);
    return true;
}

void
item_retraction(const article *of, mbr_text *ret_note, mbr_text *ret_at)
{
    when time;
    *ret_note = text_of(of->words->retracted);
    *ret_at = article_retraction(of, ret_note, &time) ? time.full : of->story->entry.date;
}

void
item_address(const article *of, mbr_text file, buffer *out)
{
    buffer_put(out, of->story->entry.address.data, of->story->entry.address.size);
    buffer_part(out, file);
}

mbr_text
item_media_type(mbr_text file)
{
    static const char *const known[][2] = {
        {".jpg", "image/jpeg"},    {".jpeg", "image/jpeg"}, {".png", "image/png"},
        {".gif", "image/gif"},     {".webp", "image/webp"}, {".avif", "image/avif"},
        {".svg", "image/svg+xml"}, {".tif", "image/tiff"},  {".tiff", "image/tiff"},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        size_t size = strlen(known[i][0]);
        if (file.size > size && strncasecmp(file.data + file.size - size, known[i][0], size) == 0)
            return text_of(known[i][1]);
    }
    return text_of("");
}
