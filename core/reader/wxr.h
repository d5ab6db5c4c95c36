/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "reader/attachment.h"
#include "wire/fault.h"
#include "wire/story.h"

#include <glib.h>
#include <libxml/tree.h>
#include <stdbool.h>

/**
 * The posts of a WordPress export (WXR 1.0 to 1.2), a story each. Pages, revisions, menus and posts
 * in the bin are no stories; drafts and private posts are.
 *
 * @param stories  of MarbreStory; those found are added
 */
bool marbre_wxr_read(GBytes *file, const char *lang, GPtrArray *stories, MarbreFault *ret_fault);

/* What the files of the export share, and nobody else sees. */

/** An export that is being read. */
typedef struct {
    const char *lang;
    char *base;          /* (nullable) address of the site */
    char *language;      /* (nullable) of the site */
    GHashTable *authors; /* login → name */
    MarbreAttachments *attachments;
} MarbreExport;

/** The words of a post and its pictures. `ret_fault`'s lines are the file's. */
bool marbre_post_read_body(const MarbreExport *export,
                           const xmlNode *item,
                           MarbreStory *story,
                           MarbreFault *ret_fault);

/** The value of a post's field of the same name among `wp:postmeta`. (transfer full, nullable) */
char *marbre_post_meta(const xmlNode *item, const char *key);

/** The text of the element `prefix:name` of an item, as it stands. (transfer full, nullable) */
char *marbre_post_field(const xmlNode *item, const char *prefix, const char *name);
