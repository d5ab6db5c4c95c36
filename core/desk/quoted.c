/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk/quoted.h"

#include "base/error.h"

#include <glib/gi18n-lib.h>

static void
free_text(void *data)
{
    marbre_anchoring_free(data);
}

GPtrArray *
marbre_quoted_texts(const MarbreArticle *article)
{
    const GPtrArray *copies = marbre_article_get_copies(article);
    GPtrArray *texts = g_ptr_array_new_with_free_func(free_text);
    for (guint i = 0; i < copies->len; i++)
        g_ptr_array_add(texts, marbre_anchoring_new(copies->pdata[i]));
    return texts;
}

void
marbre_quoted_refuse_several(const MarbreAnchoring *text,
                             const char *words,
                             MarbreSpan place,
                             GError **error)
{
    g_autofree char *sentence = marbre_anchoring_sentence(text, place);
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
                _("“%s” stands in several places of the text. Take more of the sentence, the "
                  "first is: “%s”"),
                words, sentence == NULL ? words : sentence);
}

void
marbre_quoted_refuse_nowhere(const GPtrArray *texts, const char *words, GError **error)
{
    g_autofree char *nearest = NULL;
    for (guint i = 0; i < texts->len && nearest == NULL; i++)
        nearest = marbre_anchoring_nearest(texts->pdata[i], words);
    if (nearest == NULL)
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
                    _("“%s” stands nowhere in the text; copy the words from it"), words);
    else
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
                    _("“%s” stands nowhere in the text. The nearest sentence is: “%s”"), words,
                    nearest);
}
