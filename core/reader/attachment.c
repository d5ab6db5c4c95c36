/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "reader/attachment.h"

#include "reader/markup.h"
#include "reader/tree.h"
#include "reader/words.h"
#include "reader/wxr.h"

#include <string.h>

typedef struct {
    char *address;
    char *caption;
    char *alt;
    char *description;
    char *credit;
} Attachment;

struct MarbreAttachments {
    GHashTable *by_number;  /* number → Attachment */
    GHashTable *by_address; /* address without scheme and size → Attachment (borrowed) */
};

static void
attachment_free(void *data)
{
    Attachment *attachment = data;
    g_free(attachment->address);
    g_free(attachment->caption);
    g_free(attachment->alt);
    g_free(attachment->description);
    g_free(attachment->credit);
    g_free(attachment);
}

MarbreAttachments *
marbre_attachments_new(void)
{
    MarbreAttachments *attachments = g_new0(MarbreAttachments, 1);
    attachments->by_number =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, attachment_free);
    attachments->by_address = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return attachments;
}

void
marbre_attachments_free(MarbreAttachments *attachments)
{
    if (attachments == NULL)
        return;
    g_hash_table_unref(attachments->by_address);
    g_hash_table_unref(attachments->by_number);
    g_free(attachments);
}

/* `-1024x683` and `-scaled` at the end of a name say how WordPress cut it: where it begins. */
static size_t
size_before_cut(const char *stem, size_t size)
{
    const char *const digits = "0123456789";
    size_t end = size;
    if (size > 7 && strncmp(stem + size - 7, "-scaled", 7) == 0)
        return size - 7;
    while (end > 0 && strchr(digits, stem[end - 1]) != NULL)
        end--;
    if (end == size || end == 0 || stem[end - 1] != 'x')
        return size;
    size_t x = --end;
    while (end > 0 && strchr(digits, stem[end - 1]) != NULL)
        end--;
    return end == x || end == 0 || stem[end - 1] != '-' ? size : end - 1;
}

/* What is the same of all addresses of one picture. */
static char *
common_address(const char *address)
{
    const char *host = strstr(address, "://");
    host = host == NULL ? address : host + 3;
    g_autofree char *path = g_strndup(host, strcspn(host, "?#"));
    char *point = strrchr(path, '.');
    if (point == NULL || strchr(point, '/') != NULL)
        return g_steal_pointer(&path);
    size_t stem = size_before_cut(path, (size_t)(point - path));
    return g_strdup_printf("%.*s%s", (int)stem, path, point);
}

void
marbre_attachments_add(MarbreAttachments *attachments, const xmlNode *item)
{
    g_autofree char *number = marbre_post_field(item, "wp", "post_id");
    g_autofree char *address = marbre_post_field(item, "wp", "attachment_url");
    if (number == NULL || address == NULL || g_hash_table_contains(attachments->by_number, number))
        return;
    Attachment *attachment = g_new0(Attachment, 1);
    g_autofree char *caption = marbre_post_field(item, "excerpt", "encoded");
    g_autofree char *description = marbre_post_field(item, "content", "encoded");
    g_autofree char *alt = marbre_post_meta(item, "_wp_attachment_image_alt");
    g_autofree char *credit = marbre_post_meta(item, "_media_credit");
    attachment->caption = marbre_markup_words(caption);
    attachment->description = marbre_markup_words(description);
    attachment->alt = marbre_markup_words(alt);
    attachment->credit = marbre_markup_words(credit);
    g_hash_table_replace(attachments->by_address, common_address(address), attachment);
    attachment->address = g_steal_pointer(&address);
    g_hash_table_insert(attachments->by_number, g_steal_pointer(&number), attachment);
}

const char *
marbre_attachments_address(const MarbreAttachments *attachments, const char *number)
{
    const Attachment *attachment = g_hash_table_lookup(attachments->by_number, number);
    return attachment == NULL ? NULL : attachment->address;
}

static const Attachment *
find(const MarbreAttachments *attachments, const char *address)
{
    g_autofree char *common = address == NULL ? NULL : common_address(address);
    return common == NULL ? NULL : g_hash_table_lookup(attachments->by_address, common);
}

static void
put_back(const MarbreAttachments *attachments, xmlNode *img)
{
    g_autofree char *address = marbre_tree_attribute(img, "src");
    g_autofree char *alt = marbre_tree_attribute(img, "alt");
    const Attachment *attachment = find(attachments, address);
    if (attachment == NULL)
        return;
    xmlSetProp(img, BAD_CAST "src", BAD_CAST attachment->address);
    if ((alt == NULL || *alt == '\0') && attachment->alt != NULL)
        xmlSetProp(img, BAD_CAST "alt", BAD_CAST attachment->alt);
}

void
marbre_attachments_put_back(const MarbreAttachments *attachments, xmlNode *top)
{
    for (xmlNode *node = top; node != NULL; node = marbre_tree_after(node, top))
        if (marbre_tree_is(node, "img"))
            put_back(attachments, node);
}

static void
describe(const Attachment *attachment, MarbreStoryPicture *picture)
{
    marbre_words_set(&picture->caption, attachment->caption);
    marbre_words_set(&picture->caption, attachment->description);
    marbre_words_set(&picture->alt, attachment->alt);
    marbre_words_set(&picture->credit, attachment->credit);
}

void
marbre_attachments_describe(const MarbreAttachments *attachments, MarbreStory *story)
{
    for (guint i = 0; i < story->pictures->len; i++) {
        MarbreStoryPicture *picture = story->pictures->pdata[i];
        const Attachment *attachment = find(attachments, picture->url);
        if (attachment != NULL)
            describe(attachment, picture);
    }
}
