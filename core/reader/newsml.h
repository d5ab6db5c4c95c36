/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "wire/fault.h"
#include "wire/story.h"

#include <glib.h>
#include <libxml/tree.h>
#include <stdbool.h>

/**
 * The text items of NewsML-G2, a story each: a newsItem alone, or those of a newsMessage with the
 * message's pictures in their places. What a packageItem, NewsML 1 and bare NITF are is said.
 *
 * @param stories  of MarbreStory; those found are added
 */
bool marbre_newsml_read(GBytes *file, const char *lang, GPtrArray *stories, MarbreFault *ret_fault);

/* What the files of NewsML share, and nobody else sees. */

/** What an item says of itself: headline, people, places, dates, status, notes. */
void marbre_news_read_meta(const xmlNode *item, MarbreStory *story);
/** Its words, inline as XHTML, NITF or plain text, and the pictures beside them. */
bool marbre_news_read_content(const xmlNode *item,
                              const char *lang,
                              MarbreStory *story,
                              MarbreFault *ret_fault);
/** The picture that an item is, added to a story. */
void marbre_news_add_picture(const xmlNode *item, MarbreStory *story);
/** What the head of NITF's body says where nothing is said yet. */
void marbre_nitf_read_head(const xmlNode *body, MarbreStory *story);

/** The word behind the colon of a code, `usable` of `stat:usable`; "" for none. (transfer full) */
char *marbre_news_code(const xmlNode *node, const char *attribute);
/** The name of a party or place: its `name`, its `literal`. (transfer full, nullable) */
char *marbre_news_name(const xmlNode *node);
/** Of the children of that name the one in the item's language, else the first. (nullable) */
const xmlNode *marbre_news_choose(const xmlNode *parent, const char *name, const char *lang);
/** An author as a byline names one, without « Par » and job. */
void marbre_news_add_author(MarbreStory *story, const char *words);
/** A line more for the editors. */
void marbre_news_add_note(MarbreStory *story, const char *words);
/** Hold the story back until the instant that is written; for good where none can be read. */
void marbre_news_set_embargo(MarbreStory *story, const char *written);
