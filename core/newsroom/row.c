/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "newsroom/row.h"

#include "base/digest.h"
#include "base/order.h"
#include "newsroom/record.h"

#include <string.h>

char **
marbre_check_facts(const MarbrePolicy *policy)
{
    g_autoptr(GPtrArray) all = g_ptr_array_new();
    const GPtrArray *workflows = marbre_policy_get_workflows(policy);
    for (guint i = 0; i < workflows->len; i++) {
        const MarbreWorkflow *workflow = g_ptr_array_index(workflows, i);
        for (size_t j = 0; j < marbre_workflow_all(workflow); j++) {
            const MarbreStage *stage = marbre_workflow_at(workflow, j);
            if (stage->when == NULL)
                continue;
            g_autoptr(GPtrArray) keys = marbre_condition_keys(stage->when);
            for (guint k = 0; k < keys->len; k++)
                if (!g_ptr_array_find_with_equal_func(all, keys->pdata[k], g_str_equal, NULL))
                    g_ptr_array_add(all, g_strdup(keys->pdata[k]));
        }
    }
    g_ptr_array_sort(all, marbre_order_texts);
    g_ptr_array_add(all, NULL);
    return (char **)g_ptr_array_free(g_steal_pointer(&all), FALSE);
}

MarbreRoll *
marbre_roll_of(const char *path, const MarbrePolicy *policy)
{
    g_auto(GStrv) facts = marbre_check_facts(policy);
    return marbre_roll_open(path, (const char *const *)marbre_policy_get_settings(policy)->publish,
                            (const char *const *)facts);
}

bool
marbre_row_is_closed(const MarbreRow *row)
{
    return row->stage != NULL && (strcmp(row->stage, MARBRE_STAGE_SPIKED) == 0 ||
                                  strcmp(row->stage, MARBRE_STAGE_RETRACTED) == 0);
}

/* What plugins can see of a folder: its entries but for state.yaml and notes.yaml. NULL where an id
 * is unknown. */
static char *
digest_words(const MarbreArticle *article)
{
    const GPtrArray *files = marbre_article_get_files(article);
    g_autoptr(MarbreDigest) digest = marbre_digest_new();
    for (guint i = 0; i < files->len; i++) {
        const MarbreFile *file = g_ptr_array_index(files, i);
        if (strcmp(file->name, "state.yaml") == 0 || strcmp(file->name, "notes.yaml") == 0)
            continue;
        if (file->oid[0] == '\0')
            return NULL;
        marbre_digest_add_text(digest, file->name);
        marbre_digest_add(digest, file->regular ? "/" : "!", 1);
        marbre_digest_add_text(digest, file->oid);
    }
    return marbre_digest_end(g_steal_pointer(&digest));
}

MarbreRow *
marbre_row_of(MarbreNewsroom *newsroom,
              const MarbreArticle *article,
              const char *oid,
              const char *const *facts)
{
    g_autofree char *words = digest_words(article);
    return marbre_row_new(article, oid, words, marbre_record_settled(newsroom, article), facts);
}

MarbreRow *
marbre_row_read(MarbreNewsroom *newsroom,
                MarbreRoll *roll,
                const char *folder,
                const char *oid,
                const char *const *facts,
                GError **error)
{
    MarbreRow *row = roll == NULL ? NULL : marbre_roll_find(roll, folder, oid);
    if (row != NULL)
        return row;
    g_autoptr(MarbreArticle) article = marbre_newsroom_read_article(newsroom, folder, error);
    return article == NULL ? NULL : marbre_row_of(newsroom, article, oid, facts);
}
