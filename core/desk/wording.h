/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "desk/session.h"

#include <glib.h>
#include <stdbool.h>

/* What readers are told of a correction or a retraction: public words, one note a language. */

/** Most characters of a note. */
#define MARBRE_WORDING_MOST 2000

/**
 * Put a note into the list as the record keeps it, on one line; a no-break space stays one.
 *
 * @return false with MARBRE_ERROR_USAGE: no words, too many, or signs that nobody sees
 */
bool marbre_wording_put(GPtrArray *notes, const char *lang, const char *text, GError **error);

/**
 * A first wording in the house's style, from what differs from what was published: “Une première
 * version de cet article indiquait …”. A language in which nothing differs has none.
 *
 * @param files    the newsroom that has the article, as it lies; its sentences are
 *     MARBRE_PHRASING_FILE's
 * @param kind     of correction
 * @param now      the instant at which it is worded
 * @return (transfer full) of MarbreNote; NULL with MARBRE_ERROR_USAGE (the newsroom's sentences
 *     can't be read, and where), MARBRE_ERROR_FAILED
 */
GPtrArray *marbre_wording_propose(MarbreNewsroom *files,
                                  const MarbreArticle *article,
                                  const char *kind,
                                  int64_t now,
                                  GError **error);

/**
 * The form that a person fills in: such a wording for each language that the article is read in.
 *
 * @return (transfer full) or NULL with an error: MARBRE_ERROR_NOT_FOUND, _USAGE, _FAILED
 */
char *marbre_wording_form(const MarbreSession *session,
                          MarbreNewsroom *tip,
                          const char *folder,
                          const char *kind,
                          GError **error);

/**
 * Read the form back: lines with # at their head are left out, `== fr ==` begins a language.
 *
 * @param langs  that readers read, NULL-terminated; the first is that of what stands before any
 * such line, and a line that names no language of these is words
 * @return (transfer full) of MarbreNote; NULL with MARBRE_ERROR_USAGE
 */
GPtrArray *marbre_wording_read(const char *form, const char *const *langs, GError **error);

/**
 * What readers of each language find at the address of an article whose time online has ended, in
 * the house's words.
 *
 * @param at  when it was taken away, on the newsroom's clocks
 * @return (transfer full) of MarbreNote; NULL with an error of the newsroom's own sentences
 */
GPtrArray *marbre_wording_end(MarbreNewsroom *newsroom,
                              const MarbreArticle *article,
                              MarbreInstant at,
                              GError **error);
