/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "worker/pool.h"

MarbreWork *
marbre_work_new(MarbreArticle *article, const char *lang, GPtrArray *uses, void *user)
{
    MarbreWork *work = g_new0(MarbreWork, 1);
    work->article = marbre_article_ref(article);
    work->lang = g_strdup(lang);
    work->uses = g_ptr_array_ref(uses);
    work->user = user;
    return work;
}

void
marbre_work_free(MarbreWork *work)
{
    if (!work)
        return;
    marbre_article_unref(work->article);
    g_free(work->lang);
    g_ptr_array_unref(work->uses);
    g_free(work);
}
