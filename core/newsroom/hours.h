/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "article/article.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* The hours that an article's front matter sets for its publication. */

typedef enum {
    MARBRE_HOUR_EMBARGO,   /**< nothing of it is public before; of a day, not through its end */
    MARBRE_HOUR_PUBLISH,   /**< when it is to be published; of a day, from its first second */
    MARBRE_HOUR_UNPUBLISH, /**< when its page is taken away; of a day, after its end */
} MarbreHourKind;

/** An hour that was read; owns `unreadable`. */
typedef struct {
    bool set;         /**< the article says one; else nothing below matters */
    int64_t at;       /**< its second; INT64_MAX, which never comes, where it can't be read */
    char *unreadable; /**< (nullable) the words that are no date */
} MarbreHour;

void marbre_hour_clear(MarbreHour *hour);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(MarbreHour, marbre_hour_clear)

/** The key of the front matter: "publish-at". */
const char *marbre_hour_key(MarbreHourKind kind);

/**
 * An hour as the article's texts write it, a line for each that does. An embargo binds from
 * whatever text it is read: the source's too, for what is embargoed there is embargoed in any
 * language, and one in a header that can't be read otherwise.
 *
 * @return (transfer full, nullable) NULL where no text says one
 */
char *marbre_hour_write(const MarbreArticle *article, MarbreHourKind kind);

/**
 * Read what marbre_hour_write() gave. All languages are published together: of several hours to
 * wait for the last one counts, of several ends the first.
 *
 * @param written  (nullable)
 * @param zone     the newsroom's
 */
MarbreHour marbre_hour_read(const char *written, MarbreHourKind kind, GTimeZone *zone);

/** Both at once. */
MarbreHour marbre_hour_of(const MarbreArticle *article, MarbreHourKind kind, GTimeZone *zone);

/**
 * Whether words are under an embargo that had not passed when they were published: however such a
 * record came about, nobody is to see them.
 *
 * @param published  the article as its record says that it was published
 * @param at         when that was
 */
bool marbre_hour_is_early(const MarbreArticle *published, int64_t at, GTimeZone *zone);

/**
 * The hour that is set for an article's publication and has not come, as the trailers of one that
 * did not wait for it say it; NULL where there is none. (transfer full, nullable)
 */
char *marbre_hour_ahead(const MarbreArticle *article, GTimeZone *zone, int64_t now);

/** A second as the newsroom's clocks show it, in a sentence: "20 March 2026, 06:00", in French
 *  "20 mars 2026 à 06:00". (transfer full) */
char *marbre_hour_shown(int64_t at, GTimeZone *zone);
