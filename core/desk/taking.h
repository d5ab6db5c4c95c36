/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Private to desk/: articles that come into being, each with its files and its record. */
#pragma once

#include "desk/intake.h"

/** An article to be. */
typedef struct {
    char *slug;
    bool chosen;       /**< somebody named it so: it gets no number behind it */
    const char *title; /**< (nullable) */
    const char *note;  /**< (nullable) into the message of its commit */
    GPtrArray *names;  /**< of char *: names of its files */
    GPtrArray *bytes;  /**< of GBytes: their content */
} MarbreNewcomer;

MarbreNewcomer *marbre_newcomer_new(char *slug);
void marbre_newcomer_free(MarbreNewcomer *newcomer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreNewcomer, marbre_newcomer_free)

/** Add the text of a language. `bytes` is taken. */
void marbre_newcomer_add(MarbreNewcomer *newcomer, const char *lang, GBytes *bytes);

/** Whether `lang` may name a text; MARBRE_ERROR_USAGE. */
bool marbre_newcomer_check_lang(const char *lang, GError **error);

/**
 * Make articles of them at the first stage, one commit each, all or none.
 *
 * @param newcomers of MarbreNewcomer; two that would have one name are numbered: SLUG-2
 * @return of MarbreTaken (transfer full) or NULL as marbre_desk_new()
 */
GPtrArray *marbre_newcomers_take(const MarbreSession *session,
                                 const GPtrArray *newcomers,
                                 const char *workflow,
                                 GError **error);
