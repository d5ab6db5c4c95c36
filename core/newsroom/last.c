/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "newsroom/last.h"

#include "newsroom/record.h"
#include "newsroom/versions.h"

#include <string.h>

#define STATE "state.yaml"

void
marbre_last_free(MarbreLast *last)
{
    if (last == NULL)
        return;
    g_free(last->commit);
    g_free(last->transition);
    g_free(last->actor);
    g_free(last->from);
    marbre_state_free(last->before);
    g_free(last);
}

static bool
is_move_of(const MarbreCommit *commit, const char *id)
{
    return marbre_commit_trailer(commit, "Marbre-Transition") != NULL &&
           g_strcmp0(marbre_commit_trailer(commit, "Marbre-Article"), id) == 0;
}

static bool
has_same_record(const MarbreArticle *one, const MarbreArticle *other)
{
    const MarbreFile *a = marbre_article_get_file(one, STATE);
    const MarbreFile *b = marbre_article_get_file(other, STATE);
    return a != NULL && b != NULL && a->bytes != NULL && b->bytes != NULL &&
           g_bytes_equal(a->bytes, b->bytes);
}

/* Whether what readers have seen is not what the article says now. */
static bool
is_edited(MarbreNewsroom *newsroom, const MarbreArticle *article, const MarbreState *before)
{
    if (before == NULL || before->publication == NULL ||
        strcmp(before->stage, MARBRE_STAGE_PUBLISHED) != 0)
        return false;
    g_autofree char *digest = marbre_record_digest(newsroom, article, NULL);
    return g_strcmp0(digest, before->publication->digest) != 0;
}

/* What the record was before the version at `index`, and whether it has been the same since. */
static bool
read_before(MarbreNewsroom *newsroom,
            const MarbreArticle *article,
            const GPtrArray *versions,
            guint index,
            MarbreLast *last,
            GError **error)
{
    g_autoptr(MarbreArticle) made = marbre_version_read(newsroom, versions->pdata[index], error);
    if (made == NULL)
        return false;
    last->overtaken = !has_same_record(made, article);
    if (index + 1 >= versions->len)
        return true;
    g_autoptr(MarbreArticle) found =
        marbre_version_read(newsroom, versions->pdata[index + 1], error);
    const MarbreState *state = found == NULL ? NULL : marbre_article_get_state(found);
    last->before = state == NULL ? NULL : marbre_state_copy(state);
    last->edited = is_edited(newsroom, article, last->before);
    return found != NULL;
}

MarbreLast *
marbre_last_of(MarbreNewsroom *newsroom,
               const MarbreArticle *article,
               const GPtrArray *versions,
               GError **error)
{
    g_autoptr(MarbreLast) last = g_new0(MarbreLast, 1);
    const MarbreState *state = marbre_article_get_state(article);
    for (guint i = 0; state != NULL && i < versions->len; i++) {
        const MarbreCommit *commit = ((MarbreVersion *)versions->pdata[i])->commit;
        if (!is_move_of(commit, state->id))
            continue;
        last->commit = g_strdup(commit->id);
        last->transition = g_strdup(marbre_commit_trailer(commit, "Marbre-Transition"));
        last->actor = g_strdup(marbre_commit_trailer(commit, "Marbre-Actor"));
        last->from = g_strdup(marbre_commit_trailer(commit, "Marbre-From"));
        if (!read_before(newsroom, article, versions, i, last, error))
            return NULL;
        break;
    }
    return g_steal_pointer(&last);
}
