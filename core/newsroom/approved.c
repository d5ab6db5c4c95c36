/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "newsroom/approved.h"

#include "base/error.h"

#include <string.h>

static gint
compare_times(gconstpointer a, gconstpointer b)
{
    const MarbreApproval *one = *(const MarbreApproval *const *)a;
    const MarbreApproval *two = *(const MarbreApproval *const *)b;
    return (one->at.seconds < two->at.seconds) - (one->at.seconds > two->at.seconds);
}

char *
marbre_approved_list(const MarbreState *state)
{
    if (state == NULL || state->approvals->len == 0)
        return NULL;
    g_autoptr(GPtrArray) newest = g_ptr_array_new();
    /* Of those of one instant the one written last comes first, for GLib's sort is stable. */
    for (guint i = state->approvals->len; i > 0; i--)
        g_ptr_array_add(newest, g_ptr_array_index(state->approvals, i - 1));
    g_ptr_array_sort(newest, compare_times);
    GString *list = g_string_new(NULL);
    for (guint i = 0; i < newest->len; i++) {
        const MarbreApproval *approval = g_ptr_array_index(newest, i);
        g_string_append_printf(list, "%s%s %s", i == 0 ? "" : " ", approval->stage,
                               approval->content);
    }
    return g_string_free(list, FALSE);
}

char *
marbre_approved_content(const MarbrePlan *plan, const char *list, const MarbreStage *at)
{
    g_auto(GStrv) words = g_strsplit(list == NULL ? "" : list, " ", -1);
    for (char **word = words; word[0] != NULL && word[1] != NULL; word += 2) {
        const MarbreStage *stage = marbre_workflow_stage(marbre_plan_get_workflow(plan), word[0]);
        if (stage != NULL && at != NULL && stage->index > at->index)
            continue;
        if (stage != NULL && (marbre_plan_get_judged(plan, stage)->parts & MBR_PART_SOURCE) != 0)
            return g_strdup(word[1]);
    }
    return NULL;
}

static void
set_missing(GError **error, const char *what)
{
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_NOT_FOUND, "%s", what);
}

GBytes *
marbre_approved_source(MarbreNewsroom *newsroom,
                       const MarbreArticle *article,
                       const char *lang,
                       const char *content,
                       GError **error)
{
    const MarbreCopy *copy = marbre_article_get_copy(article, lang);
    const char *from = copy == NULL ? NULL : marbre_copy_get_key(copy, "source-lang");
    if (from == NULL) {
        set_missing(error, lang);
        return NULL;
    }
    g_autofree char *name = g_strdup_printf("index.%s.md", from);
    MarbreStore *store = marbre_newsroom_get_store(newsroom);
    g_autoptr(GError) reason = NULL;
    g_autoptr(MarbreSnapshot) folder = marbre_snapshot_of_tree(store, content, &reason);
    const MarbreFile *now = marbre_article_get_file(article, name);
    char oid[41];
    if (folder != NULL && now != NULL && now->bytes != NULL && now->oid[0] != '\0' &&
        marbre_snapshot_file_id(folder, name, oid, NULL) && strcmp(oid, now->oid) == 0)
        return g_bytes_ref(now->bytes);
    GBytes *bytes =
        folder == NULL ? NULL : marbre_snapshot_read(folder, name, MARBRE_COPY_LIMIT, &reason);
    if (bytes == NULL && marbre_store_is_shallow(store))
        set_missing(error, content);
    else if (bytes == NULL)
        g_propagate_error(error, g_steal_pointer(&reason));
    return bytes;
}
