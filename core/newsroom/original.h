/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "finding/finding.h"
#include "newsroom/newsroom.h"
#include "newsroom/plan.h"

#include <glib.h>
#include <stdbool.h>

/* The article of this newsroom that another one translates, as its front matter says:
   `translation-of: articles/2026/03/velm-dam`. */

/** The key of the front matter. */
#define MARBRE_TRANSLATES "translation-of"

typedef enum {
    MARBRE_ORIGINAL_UNKNOWN,   /**< no such article */
    MARBRE_ORIGINAL_MENDED,    /**< a slip of the pen was mended, or words changed in silence */
    MARBRE_ORIGINAL_CORRECTED, /**< or updated, or clarified; or is about to be: `open` */
    MARBRE_ORIGINAL_RETRACTED,
} MarbreOriginalNews;

/** What has become of it since the translation was last answered for. Read only. */
typedef struct {
    MarbreOriginalNews news;
    char *said;               /**< as the front matter has it */
    char *folder;             /**< (nullable) NULL of an unknown one */
    char *title;              /**< (nullable) likewise */
    char *kind;               /**< (nullable) of the correction */
    char *note;               /**< (nullable) what its readers are told */
    MarbreInstant at;         /**< of the correction or the retraction; 0 where there is none */
    bool open;                /**< it is being corrected: its readers do not know yet */
    const MarbreStage *stage; /**< (nullable) whose approval answers it; not owned */
    GPtrArray *changes;       /**< (nullable) of MarbreWordChange: marbre_original_compare() */
} MarbreOriginal;

void marbre_original_free(MarbreOriginal *original);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreOriginal, marbre_original_free)

/**
 * Whether the article that a translation names has never been corrected nor retracted, so that
 * there is nothing to be told: reads its record alone.
 *
 * @param said  (nullable) what the front matter has; NULL names none
 */
bool marbre_original_is_quiet(MarbreNewsroom *newsroom, const char *said);

/**
 * What the article that `article` translates has come to, where nobody has answered for it: an
 * approval given since by the first stage that judges sources and asks for approvals answers it,
 * and so does a publication since, which asks for that approval.
 *
 * @return (transfer full, nullable) NULL where there is nothing to say
 */
MarbreOriginal *
marbre_original_of(MarbreNewsroom *newsroom, const MarbrePlan *plan, const MarbreArticle *article);

/** Whether somebody has to answer for it: a correction or a retraction that is not a slip. */
bool marbre_original_asks(const MarbreOriginal *original);

/**
 * Find the words of it that differ since the translation was answered for; it goes through the
 * history of that article. Where history does not tell, there are none.
 */
void marbre_original_compare(MarbreOriginal *original,
                             MarbreNewsroom *newsroom,
                             const MarbreArticle *article);

/** What to say of it, in the reader's language. (transfer full) */
char *marbre_original_tell(const MarbreOriginal *original);
/** The rule that says it: "marbre/source-corrected". */
const char *marbre_original_rule(const MarbreOriginal *original);
/**
 * The finding, at the line of the front matter that names the article; to be weighed by whoever
 * raises it: an error, or a note of a mere slip. A correction where no stage asks for an approval
 * that would answer it is a warning.
 *
 * @param ret_path     (transfer full) what the finding's path is
 * @param ret_message  (transfer full) likewise its message
 */
MarbreFinding marbre_original_finding(const MarbreOriginal *original,
                                      const MarbreArticle *article,
                                      char **ret_path,
                                      char **ret_message);
