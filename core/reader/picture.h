/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "wire/story.h"

#include <libxml/tree.h>

/**
 * The picture of the story that lies at `address`, added if it is new.
 *
 * @param address  as the file has it, relative to `base` (nullable)
 * @param name     (nullable) what the file should be called; else the address's last part
 * @return (transfer none), or NULL where the address is none that a picture could have
 */
MarbreStoryPicture *
marbre_picture_find(MarbreStory *story, const char *address, const char *base, const char *name);

/** The picture that an `img` shows, also one that is loaded late; NULL for a dot that counts. */
MarbreStoryPicture *marbre_picture_of(MarbreStory *story, const xmlNode *img, const char *base);

/** The caption of a figure and the credit within it, into what the picture lacks of them. */
void marbre_picture_caption(MarbreStoryPicture *picture, const xmlNode *figure);
