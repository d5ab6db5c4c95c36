/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "article/article.h"

#include <glib.h>

/**
 * Of the findings whose fixes can be applied together to a file, those whose fixes change words
 * alone. Refused, and told by g_debug(), is a fix
 *
 * - that reaches into code, HTML, an address, a shortcode or other markup of a text
 *   (marbre_verbatim()), unless its finding is about just that, and not about a word in it;
 * - that changes more of front matter or of claims.yaml than values, or leaves them unreadable.
 *
 * Whose plugin it comes from is not asked.
 *
 * @param article   as the findings found it
 * @param findings  of MarbreFinding
 * @return (transfer container) of MarbreFinding, as marbre_fix_choose() gives them
 */
GPtrArray *marbre_guard_choose(const MarbreArticle *article,
                               const MarbreFile *file,
                               const GPtrArray *findings);

/** The edits of findings, as marbre_fix_apply() takes them. (transfer container) of MarbreEdit */
GPtrArray *marbre_guard_edits(const GPtrArray *findings);
