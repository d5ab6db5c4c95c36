/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "identity.h"

#include "text.h"

/* The host part of the newsroom's address. */
static mbr_text
authority(const site *of)
{
    mbr_text base = {of->base.data, of->base.size};
    mbr_text host = text_from(base, text_find(base, 0, "://") + strlen("://"));
    host.size = text_find(host, 0, "/");
    host.size = text_find(host, 0, ":");
    return host;
}

/* A folder without the slash at its end, fit for an address. */
static void
write_folder(mbr_text folder, buffer *out)
{
    while (folder.size > 1) {
        mbr_text part = {folder.data, text_find(folder, 0, "/")};
        buffer_say(out, "/");
        buffer_part(out, part);
        folder = text_from(folder, part.size + 1);
    }
}

static bool
write_tag(const site *of, mbr_text id, mbr_text folder, buffer *out)
{
    int year = when_year_of_ulid(of->id);
    mbr_text host = authority(of);
    if (year == 0 || host.size == 0 || id.size == 0)
        return false;
    buffer_say(out, "tag:");
    buffer_put(out, host.data, host.size);
    buffer_format(out, ",%d:", year);
    buffer_put(out, id.data, id.size);
    write_folder(folder, out);
    return true;
}

void
identity_of_article(const article *of, buffer *out)
{
    const mbr_entry *entry = &of->story->entry;
    mbr_text id = {"", 0};
    (void)article_record(of, "id", &id); /* without one, the address will do */
    if (!write_tag(of->site, id, (mbr_text){entry->path.data, of->story->root}, out))
        buffer_put(out, entry->address.data, entry->address.size);
}

void
identity_of_list(const site *of, mbr_text folder, buffer *out)
{
    if (write_tag(of, of->id, folder, out))
        return;
    buffer_put(out, of->base.data, of->base.size);
    buffer_put(out, folder.data, folder.size);
}
