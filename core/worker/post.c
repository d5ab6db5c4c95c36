/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/error.h"
#include "worker/inside.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <poll.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* One worker that never stops talking must not keep the others, and the clock, from being seen. */
#define READS_A_TURN 8u

static bool
take_ready(MarbreChild *child, GVariant *body)
{
    MarbrePool *pool = child->lane->pool;
    int32_t landlock;
    gboolean seccomp;
    const char *failed, *why;
    if (child->ready)
        return false;
    g_variant_get(body, "(ib&s&s)", &landlock, &seccomp, &failed, &why);
    child->ready = true;
    pool->stillborn = 0;
    pool->sandbox = (MarbreSandbox){.landlock = landlock, .seccomp = seccomp};
    if (*failed && !pool->broken)
        g_set_error(
            &pool->broken, MARBRE_ERROR, MARBRE_ERROR_FAILED,
            _("a process to run plugins in could not be locked in (%s: %s); see marbre doctor"),
            failed, why);
    return true;
}

static bool
take_info(MarbreChild *child, GVariant *body)
{
    MarbrePool *pool = child->lane->pool;
    int32_t code;
    const char *text;
    g_autoptr(GVariant) info = NULL;
    if (!child->describing)
        return false;
    g_variant_get(body, "(i&smv)", &code, &text, &info);
    child->describing = NULL;
    if (info)
        pool->info = marbre_plugin_info_unpack(info, &pool->refusal);
    else
        pool->refusal = g_error_new_literal(
            MARBRE_ERROR,
            code >= MARBRE_ERROR_REFUSED && code <= MARBRE_ERROR_INVALID ? code
                                                                         : MARBRE_ERROR_INVALID,
            text);
    return true;
}

/* Text up to a NUL. */
static const char *
take_text(const char **at, const char *end)
{
    const char *text = *at, *nul = memchr(text, '\0', (size_t)(end - text));
    if (!nul || !g_utf8_validate_len(text, (gsize)(nul - text), NULL))
        return NULL;
    *at = nul + 1;
    return text;
}

/* A file goes with the answer that follows it; what it is is judged with that. */
static bool
take_file(MarbreChild *child, const MarbreFrame *frame)
{
    MarbreJob *job;
    MarbrePair *pair = marbre_child_find(child, frame->job, frame->use, &job);
    g_autoptr(GBytes) body = g_variant_get_data_as_bytes(frame->body);
    gsize size;
    const char *start = g_bytes_get_data(body, &size), *at = start, *end = start + size;
    const char *path = size > 0 ? take_text(&at, end) : NULL;
    const char *media_type = path ? take_text(&at, end) : NULL;
    if (!pair || !media_type || pair->slot->use->task->kind != MBR_KIND_ACTION)
        return false;
    if (!pair->files)
        pair->files = marbre_artifacts_new();
    pair->written += size;
    if (pair->files->len >= MARBRE_OUTCOME_ENTRIES || pair->written > MARBRE_FRAME_LIMIT)
        return false;
    GBytes *bytes = g_bytes_new_from_bytes(body, (gsize)(at - start), (gsize)(end - at));
    g_ptr_array_add(pair->files, marbre_artifact_new(path, media_type, bytes));
    return true;
}

/* Of a run that failed nothing is published. */
static void
add_files(MarbrePair *pair, MarbreOutcome *outcome)
{
    if (pair->files && outcome->status == MARBRE_OUTCOME_OK)
        g_ptr_array_extend_and_steal(outcome->artifacts, g_steal_pointer(&pair->files));
    g_clear_pointer(&pair->files, g_ptr_array_unref);
}

/* What a worker says is judged as if a stranger had said it. */
static MarbreOutcome *
read_outcome(const MarbreJob *job, MarbrePair *pair, GVariant *packed, GError **error)
{
    const MarbreWork *work = job->open->work;
    if (packed == marbre_frame_blank() && !pair->files)
        return marbre_outcome_new();
    g_autoptr(MarbreOutcome) outcome = marbre_outcome_unpack(packed, error);
    if (!outcome)
        return NULL;
    add_files(pair, outcome);
    /* Its reads are not used, so they need not be judged either. */
    g_ptr_array_set_size(outcome->reads, 0);
    if (!marbre_outcome_check(outcome, pair->slot->use->task, work->article, work->lang, error))
        return NULL;
    return g_steal_pointer(&outcome);
}

static void
settle(MarbreChild *child, MarbreJob *job)
{
    if (!marbre_job_is_done(job))
        return;
    g_queue_remove(&child->owed, job);
    marbre_job_free(job);
}

static bool
take_answer(MarbreChild *child, const MarbreFrame *frame)
{
    MarbreJob *job;
    MarbrePair *pair = marbre_child_find(child, frame->job, frame->use, &job);
    if (!pair)
        return false;
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbreOutcome) outcome = read_outcome(job, pair, frame->body, &error);
    if (outcome) {
        child->heard = g_get_monotonic_time();
        marbre_question_put_reads(child, pair, outcome);
        marbre_job_answer(child->lane->pool, job, pair, outcome);
    } else {
        marbre_lane_stop_nonsense(child, job, pair, error->message);
    }
    settle(child, job);
    return true;
}

static bool
take_frame(MarbreChild *child, const MarbreFrame *frame)
{
    switch (frame->kind) {
    case MARBRE_FRAME_READY:
        return take_ready(child, frame->body);
    case MARBRE_FRAME_INFO:
        return take_info(child, frame->body);
    case MARBRE_FRAME_ANSWER:
        return take_answer(child, frame);
    case MARBRE_FRAME_FILE:
        return take_file(child, frame);
    case MARBRE_FRAME_QUESTION:
        return marbre_question_answer(child, frame->body);
    case MARBRE_FRAME_AGAIN:
        return marbre_question_again(child, frame);
    case MARBRE_FRAME_PLUGIN:
    case MARBRE_FRAME_DESCRIBE:
    case MARBRE_FRAME_TASK:
    case MARBRE_FRAME_ARTICLE:
    case MARBRE_FRAME_JOB:
    case MARBRE_FRAME_REPLY:
        break;
    }
    return false;
}

static void
take_frames(MarbreChild *child)
{
    while (!child->killed) {
        MarbreFrame frame;
        switch (marbre_inbox_take(child->inbox, &frame)) {
        case MARBRE_INBOX_EMPTY:
            return;
        case MARBRE_INBOX_NONSENSE:
            marbre_lane_stop_nonsense(child, NULL, NULL, _("a message that cannot be read"));
            return;
        case MARBRE_INBOX_TAKEN:
            break;
        }
        if (!take_frame(child, &frame))
            marbre_lane_stop_nonsense(child, NULL, NULL, _("a message that nobody asked for"));
        marbre_frame_clear(&frame);
    }
}

static void
hear(MarbreChild *child, unsigned reads)
{
    while (!child->ended && !child->killed && reads-- > 0) {
        ssize_t size = marbre_inbox_read(child->inbox, child->spawn.socket);
        if (size < 0 && errno == EAGAIN)
            return;
        child->ended = size <= 0;
        take_frames(child);
    }
    /* It may have closed its end and live on. */
    if (child->ended)
        marbre_child_kill(child);
}

static void
see_fate(MarbreChild *child)
{
    /* Without one the zygote is gone, and took its workers with it. */
    child->fate = (MarbreFate){.status = SIGKILL};
    (void)!read(child->spawn.fate, &child->fate, sizeof child->fate);
    hear(child, G_MAXUINT); /* no more than its socket held */
    marbre_lane_bury(child);
}

static GArray *
watch(MarbrePool *pool, GPtrArray *children, int64_t *limit)
{
    GArray *watched = g_array_new(FALSE, FALSE, sizeof(struct pollfd));
    for (guint i = 0; i < pool->lanes->len; i++) {
        const MarbreLane *lane = g_ptr_array_index(pool->lanes, i);
        for (guint j = 0; j < lane->children->len; j++) {
            MarbreChild *child = g_ptr_array_index(lane->children, j);
            struct pollfd socket = {.fd = child->ended || child->killed ? -1 : child->spawn.socket,
                                    .events = POLLIN};
            struct pollfd fate = {.fd = child->spawn.fate, .events = POLLIN};
            if (!marbre_outbox_is_empty(child->outbox))
                socket.events |= POLLOUT;
            g_array_append_val(watched, socket);
            g_array_append_val(watched, fate);
            g_ptr_array_add(children, child);
            *limit = MIN(*limit, marbre_child_limit(child));
        }
    }
    return watched;
}

static int
milliseconds_to(int64_t limit)
{
    if (limit == G_MAXINT64)
        return -1;
    int64_t left = (limit - g_get_monotonic_time() + 999) / 1000;
    return (int)CLAMP(left, 0, G_MAXINT);
}

static void
see(MarbreChild *child, const struct pollfd *socket, const struct pollfd *fate)
{
    if (socket->revents & (POLLIN | POLLHUP | POLLERR))
        hear(child, READS_A_TURN);
    if (fate->revents) {
        see_fate(child);
        return;
    }
    if (!child->ended && !child->killed && !marbre_outbox_is_empty(child->outbox))
        child->ended = !marbre_outbox_send(child->outbox, child->spawn.socket);
    if (marbre_child_limit(child) <= g_get_monotonic_time())
        marbre_lane_stop_late(child);
}

/* What was written since is sent without waiting to be told that there is room. */
static void
send_all(MarbrePool *pool)
{
    for (guint i = 0; i < pool->lanes->len; i++) {
        const MarbreLane *lane = g_ptr_array_index(pool->lanes, i);
        for (guint j = 0; j < lane->children->len; j++) {
            MarbreChild *child = g_ptr_array_index(lane->children, j);
            /* An end that is closed shows when it is read. */
            if (!child->ended && !child->killed)
                (void)marbre_outbox_send(child->outbox, child->spawn.socket);
        }
    }
}

void
marbre_pool_wait(MarbrePool *pool, int64_t limit)
{
    send_all(pool);
    g_autoptr(GPtrArray) children = g_ptr_array_new();
    g_autoptr(GArray) watched = watch(pool, children, &limit);
    struct pollfd *ready = (struct pollfd *)(void *)watched->data;
    if (poll(ready, watched->len, milliseconds_to(limit)) < 0)
        return; /* a signal: the caller asks again */
    for (guint i = 0; i < children->len; i++)
        see(g_ptr_array_index(children, i), &ready[2 * (gsize)i], &ready[2 * (gsize)i + 1]);
}
