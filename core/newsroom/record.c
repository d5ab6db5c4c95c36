/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "newsroom/record.h"

#include "article/judged.h"
#include "base/digest.h"
#include "base/error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MEDIA_LIMIT (UINT64_C(64) << 20)

typedef struct {
    MarbreNewsroom *newsroom;
    const MarbreArticle *article;
    GError *error;
} MediaSource;

static char *
media_digest(void *user, const MarbreFile *file)
{
    MediaSource *source = user;
    MarbreSnapshot *snapshot = marbre_newsroom_get_snapshot(source->newsroom);
    g_autoptr(GBytes) bytes = NULL;
    g_clear_error(&source->error);
    if (file->oid[0] != '\0' && marbre_snapshot_is_fixed(snapshot)) {
        bytes = marbre_snapshot_read_id(snapshot, file->oid, MEDIA_LIMIT, &source->error);
    } else {
        g_autofree char *path =
            g_strdup_printf("%s/%s", marbre_article_get_folder(source->article), file->name);
        bytes = marbre_snapshot_read(snapshot, path, MEDIA_LIMIT, &source->error);
    }
    if (bytes == NULL)
        return NULL;
    gsize size = 0;
    const void *data = g_bytes_get_data(bytes, &size);
    return marbre_digest(data, size);
}

char *
marbre_record_judged(MarbreNewsroom *newsroom,
                     const MarbreArticle *article,
                     const MarbreJudged *judged,
                     GError **error)
{
    MediaSource source = {.newsroom = newsroom, .article = article};
    char *digest =
        marbre_judged_digest(article, NULL, judged->parts, (const char *const *)judged->keys,
                             media_digest, &source, NULL);
    if (digest != NULL)
        g_clear_error(&source.error);
    else if (source.error != NULL)
        g_propagate_error(error, source.error);
    else
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED, _("%s: a picture could not be read"),
                    marbre_article_get_folder(article));
    return digest;
}

const MarbreJudged *
marbre_record_seen(void)
{
    static char every[] = "*";
    static char *keys[] = {every, NULL};
    static const MarbreJudged all = {.parts = MBR_PART_TEXT | MBR_PART_MEDIA, .keys = keys};
    return &all;
}

char *
marbre_record_digest(MarbreNewsroom *newsroom, const MarbreArticle *article, GError **error)
{
    return marbre_record_judged(newsroom, article, marbre_record_seen(), error);
}

bool
marbre_record_is_settled(MarbreNewsroom *newsroom, const MarbreArticle *article)
{
    const MarbreState *state = marbre_article_get_state(article);
    if (state == NULL || state->publication == NULL ||
        strcmp(state->stage, MARBRE_STAGE_PUBLISHED) != 0)
        return false;
    g_autofree char *digest = marbre_record_digest(newsroom, article, NULL);
    return g_strcmp0(digest, state->publication->digest) == 0;
}

static bool
is_aside(const char *name)
{
    return strcmp(name, "state.yaml") == 0 || strcmp(name, "notes.yaml") == 0;
}

/* Whether the folder's files are those that stood there when it was published. */
static bool
is_whole(MarbreNewsroom *newsroom, const MarbreArticle *article)
{
    const MarbreState *state = marbre_article_get_state(article);
    g_autoptr(MarbreSnapshot) snapshot = marbre_snapshot_of_tree(
        marbre_newsroom_get_store(newsroom), state->publication->content, NULL);
    g_autoptr(GPtrArray) entries =
        snapshot == NULL ? NULL : marbre_snapshot_list(snapshot, "", NULL);
    const GPtrArray *files = marbre_article_get_files(article);
    guint there = 0, here = 0;
    for (guint i = 0; entries != NULL && i < entries->len; i++) {
        const MarbreEntry *entry = entries->pdata[i];
        const MarbreFile *file = marbre_article_get_file(article, entry->name);
        if (is_aside(entry->name))
            continue;
        if (file == NULL || strcmp(file->oid, entry->oid) != 0)
            return false;
        there++;
    }
    for (guint i = 0; i < files->len; i++)
        here += !is_aside(((const MarbreFile *)files->pdata[i])->name);
    return entries != NULL && here == there;
}

const char *
marbre_record_settled(MarbreNewsroom *newsroom, const MarbreArticle *article)
{
    if (!marbre_record_is_settled(newsroom, article))
        return NULL;
    return is_whole(newsroom, article) ? MARBRE_SETTLED_WHOLE : MARBRE_SETTLED;
}
