/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/error.h"
#include "plugin/article_pack.h"
#include "worker/inside.h"
#include "worker/progress.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <sys/socket.h>

/* For the `destroy` of its tasks. */
#define LEAVE_TIME ((int64_t)G_USEC_PER_SEC)

/* A medium up to this size goes to a worker before it is asked for. */
#define SMALL_MEDIUM ((size_t)64 << 10)

static void
reads_free(void *data)
{
    g_ptr_array_unref(data);
}

MarbreChild *
marbre_child_new(MarbreLane *lane, GError **error)
{
    MarbreSpawned spawn;
    if (!marbre_spawn(lane->folder, &spawn)) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED,
                    _("a process to run plugins in could not be started (%s); see marbre doctor"),
                    g_strerror(errno));
        return NULL;
    }
    MarbreChild *child = g_new0(MarbreChild, 1);
    child->spawn = spawn;
    child->lane = lane;
    child->inbox = marbre_inbox_new(false);
    child->outbox = marbre_outbox_new(true);
    child->told = g_hash_table_new(NULL, NULL);
    child->made = g_hash_table_new_full(NULL, NULL, NULL, reads_free);
    child->born = child->heard = g_get_monotonic_time();
    return child;
}

void
marbre_child_free(MarbreChild *child)
{
    if (!child)
        return;
    MarbreJob *job;
    while ((job = g_queue_pop_head(&child->owed)) != NULL)
        marbre_job_free(job);
    marbre_spawned_clear(&child->spawn);
    marbre_inbox_free(child->inbox);
    marbre_outbox_free(child->outbox);
    g_hash_table_unref(child->told);
    g_hash_table_unref(child->made);
    g_clear_pointer(&child->article, marbre_article_unref);
    g_free(child->nonsense);
    g_free(child);
}

void
marbre_child_tell_plugin(MarbreChild *child, MarbreKnown *plugin)
{
    if (!g_hash_table_add(child->told, plugin))
        return;
    marbre_outbox_add(child->outbox, MARBRE_FRAME_PLUGIN,
                      g_variant_new("(uss)", plugin->number, plugin->id, plugin->path), plugin->fd);
}

static void
tell_task(MarbreChild *child, MarbreSlot *slot)
{
    if (!g_hash_table_add(child->told, slot))
        return;
    marbre_child_tell_plugin(child, slot->plugin);
    marbre_outbox_add(child->outbox, MARBRE_FRAME_TASK,
                      g_variant_new("(uusmvt)", slot->number, slot->plugin->number,
                                    slot->use->task->id, slot->use->options, slot->use->granted),
                      -1);
}

/* A small medium of the article that is being told, so that nobody has to ask for it. */
static GBytes *
fetch_small(void *user, const MarbreFile *file)
{
    const MarbreChild *child = user;
    const MarbreSurroundings *around = child->lane->pool->surroundings;
    if (!around || !around->small_medium)
        return NULL;
    g_autofree char *path =
        g_strconcat(marbre_article_get_folder(child->article), "/", file->name, NULL);
    return around->small_medium(around->user, path, file->oid, SMALL_MEDIUM);
}

/* Whether a task of the job has looked into media before: it is likely to do so again. */
static bool
wants_media(const MarbreJob *job)
{
    for (guint i = 0; i < job->pairs->len; i++)
        if (g_array_index(job->pairs, MarbrePair, i).slot->asks_media)
            return true;
    return false;
}

static void
tell_article(MarbreChild *child, MarbreArticle *article, bool with_media)
{
    if (child->article == article)
        return;
    g_clear_pointer(&child->article, marbre_article_unref);
    child->article = marbre_article_ref(article);
    g_autoptr(GVariant) packed = marbre_article_pack_with(
        article, marbre_article_get_langs(article), with_media ? fetch_small : NULL, child);
    marbre_outbox_add(child->outbox, MARBRE_FRAME_ARTICLE, packed, -1);
}

void
marbre_child_give(MarbreChild *child, MarbreJob *job)
{
    const MarbrePool *pool = child->lane->pool;
    const MarbreWork *work = job->open->work;
    GVariantBuilder tasks;
    g_variant_builder_init(&tasks, G_VARIANT_TYPE("au"));
    for (guint i = 0; i < job->pairs->len; i++) {
        MarbrePair *pair = &g_array_index(job->pairs, MarbrePair, i);
        g_clear_pointer(&pair->files, g_ptr_array_unref); /* of a worker that is gone */
        pair->written = 0;
        tell_task(child, pair->slot);
        g_variant_builder_add(&tasks, "u", pair->slot->number);
    }
    tell_article(child, work->article, wants_media(job));
    marbre_outbox_add(child->outbox, MARBRE_FRAME_JOB,
                      g_variant_new("(uubbmsxmsau)", job->number, pool->run,
                                    pool->surroundings && pool->surroundings->site, work->approved,
                                    work->lang, pool->now.seconds, pool->now.zone, &tasks),
                      -1);
    if (child->owed.length == 0)
        child->heard = g_get_monotonic_time();
    g_queue_push_tail(&child->owed, job);
}

void
marbre_child_kill(MarbreChild *child)
{
    if (child->killed)
        return;
    child->killed = true;
    child->leaving = true;
    marbre_spawned_kill(&child->spawn);
}

void
marbre_child_leave(MarbreChild *child)
{
    if (child->left == 0)
        child->left = g_get_monotonic_time();
    child->leaving = true;
    /* It may be gone already, which is as good. */
    (void)shutdown(child->spawn.socket, SHUT_WR);
}

MarbrePair *
marbre_child_find(const MarbreChild *child, uint32_t number, uint32_t use, MarbreJob **ret_job)
{
    for (GList *each = child->owed.head; each; each = each->next) {
        MarbreJob *job = each->data;
        if (job->number != number || use >= job->pairs->len)
            continue;
        MarbrePair *pair = &g_array_index(job->pairs, MarbrePair, use);
        if (pair->done)
            return NULL;
        *ret_job = job;
        return pair;
    }
    return NULL;
}

MarbrePair *
marbre_child_current(const MarbreChild *child, MarbreJob **ret_job)
{
    MarbreProgress *page = child->spawn.page;
    MarbrePair *said =
        marbre_child_find(child, atomic_load(&page->job), atomic_load(&page->use), ret_job);
    if (said)
        return said;
    /* It has not begun, or its page is no longer to be believed. */
    for (GList *each = child->owed.head; each; each = each->next) {
        *ret_job = each->data;
        for (guint i = 0; i < (*ret_job)->pairs->len; i++) {
            MarbrePair *pair = &g_array_index((*ret_job)->pairs, MarbrePair, i);
            if (!pair->done)
                return pair;
        }
    }
    return NULL;
}

static guint
pairs_owed(const MarbreChild *child)
{
    guint count = child->describing ? 1 : 0;
    for (GList *each = child->owed.head; each; each = each->next) {
        const MarbreJob *job = each->data;
        for (guint i = 0; i < job->pairs->len; i++)
            count += !g_array_index(job->pairs, MarbrePair, i).done;
    }
    return count;
}

int64_t
marbre_child_limit(const MarbreChild *child)
{
    guint owed = pairs_owed(child);
    if (child->killed)
        return G_MAXINT64;
    if (owed == 0)
        return child->left > 0 ? child->left + LEAVE_TIME : G_MAXINT64;
    MarbreProgress *page = child->spawn.page;
    int64_t deadline = child->lane->pool->deadline;
    int64_t since = atomic_load(&page->since);
    if (since <= child->born || since > g_get_monotonic_time())
        since = child->heard;
    /* A page that is set anew for ever does not make the time longer that all of it may take. */
    return MIN(since + deadline, child->heard + deadline * owed);
}
