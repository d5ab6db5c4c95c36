/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/** A line of the wire copy that is no part of the story, and why. */
typedef struct {
    uint64_t line; /**< in the file as it came, from 1; 0 where the format has no lines */
    char *text;    /**< the line itself */
    char *reason;  /**< translated */
} MarbreDropped;

/** A paragraph, a heading, a quotation set apart, an entry of a list, a picture. */
typedef struct {
    char *text;     /**< as it reads, markup removed: what lines are judged by; empty for code */
    char *markdown; /**< as it is written in the article; no empty line but in code */
    uint64_t line;  /**< in the file as it came, or 0 */
} MarbreStoryBlock;

/** A picture that the copy names; it is not fetched. */
typedef struct {
    char *file; /**< a name that the bundle may have */
    char *url;  /**< (nullable) where the copy says it lies */
    char *caption;
    char *alt;
    char *credit;
    char *photographer;
    char *agency;
    char *rights;
    char *licence;
} MarbreStoryPicture;

/** A key of Markdown's front matter that no member below stands for. */
typedef struct {
    char *key;
    char *lines; /**< the key and its value as they are written, with the last line end */
} MarbreStoryKey;

typedef enum {
    MARBRE_STORY_USABLE,
    MARBRE_STORY_WITHHELD, /**< the sender asks to hold it back */
    MARBRE_STORY_KILLED,   /**< the sender takes it back: MANDATORY KILL, ANNULE, canceled */
} MarbreStoryStatus;

/**
 * A story as it was found in wire copy. What the copy does not say stays NULL: nothing is made up.
 */
typedef struct {
    char *title;
    char *standfirst;
    char *slug; /**< of the site it comes from */
    char *section;
    char *outlet;
    GPtrArray *authors; /**< of char * */
    char *dateline;     /**< the place the story was filed from */
    char *date;         /**< an RFC 3339 day or instant; of Markdown, as it is written there */
    char *embargo;      /**< an RFC 3339 instant */
    GPtrArray *tags;    /**< of char * */
    char *lang;         /**< BCP 47, as the copy says it */
    char *note;         /**< to editors, never published */
    MarbreStoryStatus status;
    GPtrArray *pictures;  /**< of MarbreStoryPicture */
    GPtrArray *blocks;    /**< of MarbreStoryBlock, in order */
    GPtrArray *keys;      /**< of MarbreStoryKey: front matter that is kept as it came */
    GPtrArray *dropped;   /**< of MarbreDropped, in the order of the file */
    GPtrArray *repairs;   /**< of char *: what was put right or looks wrong, translated */
    const char *encoding; /**< what the bytes were read as, static */
} MarbreStory;

MarbreStory *marbre_story_new(void);
void marbre_story_free(MarbreStory *story);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreStory, marbre_story_free)

/** Add a block of plain words; every sign that Markdown would take for its own is escaped. */
void marbre_story_add_plain(MarbreStory *story, const char *text, uint64_t line);

/** Add a block. The strings are copied. */
void
marbre_story_add_block(MarbreStory *story, const char *text, const char *markdown, uint64_t line);

/** Note a line that was left out. The strings are copied. */
void marbre_story_drop(MarbreStory *story, uint64_t line, const char *text, const char *reason);

/** Add a picture with nothing but its file's name said. Borrowed. */
MarbreStoryPicture *marbre_story_add_picture(MarbreStory *story, const char *file);

/** Keep a key of front matter as it is written. The strings are copied. */
void marbre_story_add_key(MarbreStory *story, const char *key, const char *lines);
