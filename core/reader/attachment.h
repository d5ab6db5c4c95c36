/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "wire/story.h"

#include <glib.h>
#include <libxml/tree.h>

/** The pictures of an export, by number and by address. */
typedef struct MarbreAttachments MarbreAttachments;

MarbreAttachments *marbre_attachments_new(void);
void marbre_attachments_free(MarbreAttachments *attachments);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreAttachments, marbre_attachments_free)

/** Note an item of the export that is an attachment. */
void marbre_attachments_add(MarbreAttachments *attachments, const xmlNode *item);

/** The address of the picture of that number; NULL where the export has none. */
const char *marbre_attachments_address(const MarbreAttachments *attachments, const char *number);

/** Have the `img` elements below `top` show the pictures that they were cut from, and say what
 *  these show where they don't say it themselves. */
void marbre_attachments_put_back(const MarbreAttachments *attachments, xmlNode *top);

/** What the export says of a story's pictures, where the story's own words say nothing. */
void marbre_attachments_describe(const MarbreAttachments *attachments, MarbreStory *story);
