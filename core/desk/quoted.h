/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "article/anchoring.h"
#include "article/article.h"

/* Words of the published texts as somebody quotes them, to say something about just these. */

/** Of MarbreAnchoring, one for each published text, in their order. (transfer full) */
GPtrArray *marbre_quoted_texts(const MarbreArticle *article);

/** Set the error of words that stand in several places. @param place  the first of them */
void marbre_quoted_refuse_several(const MarbreAnchoring *text,
                                  const char *words,
                                  MarbreSpan place,
                                  GError **error);
/** Set the error of words that stand nowhere: the nearest sentence of the first text that has one.
 */
void marbre_quoted_refuse_nowhere(const GPtrArray *texts, const char *words, GError **error);
