/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "worker/parent.h"

#include <string.h>
#include <unistd.h>

/* Answers are gathered up to this size, and of so many jobs, before they are sent: each sending
 * wakes the parent, which gives more jobs when few are left (see JOBS_LEFT in lane.c). */
#define ANSWERS_GATHERED ((size_t)1 << 20)
#define JOBS_GATHERED 4u
/* And published files up to this size: what a socket takes at once. */
#define FILES_GATHERED ((size_t)192 << 10)

static void
flush(MarbreParent *self)
{
    self->done = 0;
    self->gathered = 0;
    if (!marbre_outbox_write(self->outbox, self->socket))
        _exit(1);
}

void
marbre_parent_send(MarbreParent *self, MarbreFrameKind kind, GVariant *body)
{
    marbre_outbox_add(self->outbox, kind, body, -1);
    flush(self);
}

/* false: the parent has closed the socket. */
static bool
receive(MarbreParent *self, MarbreFrame *ret_frame)
{
    for (;;) {
        switch (marbre_inbox_take(self->inbox, ret_frame)) {
        case MARBRE_INBOX_TAKEN:
            return true;
        case MARBRE_INBOX_NONSENSE:
            _exit(1);
        case MARBRE_INBOX_EMPTY:
            break;
        }
        flush(self);
        ssize_t size = marbre_inbox_read(self->inbox, self->socket);
        if (size < 0)
            _exit(1);
        if (size == 0)
            return false;
    }
}

bool
marbre_parent_next(MarbreParent *self, MarbreFrame *ret_frame)
{
    g_autofree MarbreFrame *early = g_queue_pop_head(&self->early);
    if (!early)
        return receive(self, ret_frame);
    *ret_frame = *early;
    return true;
}

/* Put a question to the parent and wait. (transfer full, nullable) */
static GVariant *
ask_with(MarbreParent *self,
         MarbreQuestion kind,
         const char *first,
         const char *second,
         uint64_t number,
         GVariant *more,
         GError **error)
{
    self->asked = true;
    marbre_parent_send(self, MARBRE_FRAME_QUESTION,
                       g_variant_new("(uubusstmv)", self->job, self->use, self->creating,
                                     (uint32_t)kind, first, second, number, more));
    MarbreFrame frame;
    while (receive(self, &frame) && frame.kind != MARBRE_FRAME_REPLY)
        g_queue_push_tail(&self->early, g_memdup2(&frame, sizeof frame));
    if (frame.kind != MARBRE_FRAME_REPLY)
        _exit(0);
    g_autoptr(GVariant) body = frame.body;
    int32_t code;
    const char *text;
    GVariant *value;
    g_variant_get(body, "(i&smv)", &code, &text, &value);
    if (code != 0)
        g_set_error_literal(error, MARBRE_ERROR, code, text);
    return value;
}

static GVariant *
ask(MarbreParent *self,
    MarbreQuestion kind,
    const char *first,
    const char *second,
    uint64_t number,
    GError **error)
{
    return ask_with(self, kind, first, second, number, NULL, error);
}

static GBytes *
as_bytes(GVariant *value)
{
    if (!value)
        return NULL;
    GBytes *bytes = g_variant_get_data_as_bytes(value);
    g_variant_unref(value);
    return bytes;
}

static GBytes *
ask_read(void *user, const char *path, GError **error)
{
    return as_bytes(ask(user, MARBRE_QUESTION_READ, path, "", 0, error));
}

/* The parent knows the file; that this run hangs on it goes before its answer. */
static void
tell_again(void *user, const char *path)
{
    const MarbreParent *self = user;
    marbre_outbox_add_again(self->outbox, self->job, self->use, path);
}

static GPtrArray *
ask_list(void *user, const char *folder, GError **error)
{
    g_autoptr(GVariant) value = ask(user, MARBRE_QUESTION_LIST, folder, "", 0, error);
    if (!value)
        return NULL;
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    g_autofree char **each = g_variant_dup_strv(value, NULL);
    for (char **name = each; *name; name++)
        g_ptr_array_add(names, *name);
    return names;
}

static GBytes *
ask_media(void *user, const char *path, const char *oid, GError **error)
{
    return as_bytes(ask(user, MARBRE_QUESTION_MEDIA, path, oid, 0, error));
}

static GBytes *
ask_approved(void *user, const char *folder, const char *lang, GError **error)
{
    const MarbreParent *self = user;
    if (!self->approved) /* that there is none was told with the job */
        return NULL;
    return as_bytes(ask(user, MARBRE_QUESTION_APPROVED, folder, lang, 0, error));
}

static GVariant *
ask_site(void *user, const char *what, uint64_t index, const char *where)
{
    return ask(user, MARBRE_QUESTION_SITE, what, where ? where : "", index, NULL);
}

static GVariant *
ask_fetch(void *user, GVariant *request, GError **error)
{
    return ask_with(user, MARBRE_QUESTION_FETCH, "", "", 0, request, error);
}

/* What a run writes goes as it comes, and lies in this process no longer than that. */
static void
send_file(void *user, const char *path, const char *media_type, const char *data, size_t size)
{
    MarbreParent *self = user;
    self->asked = true;
    if (marbre_outbox_add_file(self->outbox, self->job, self->use, path, media_type, data, size) >=
        FILES_GATHERED)
        flush(self);
}

MarbreSurroundings
marbre_parent_surroundings(MarbreParent *self, bool site)
{
    return (MarbreSurroundings){.read = ask_read,
                                .again = tell_again,
                                .list = ask_list,
                                .media = ask_media,
                                .approved = ask_approved,
                                .site = site ? ask_site : NULL,
                                .fetch = ask_fetch,
                                .written = send_file,
                                .user = self};
}

void
marbre_parent_answer(MarbreParent *self, GVariant *answer)
{
    marbre_outbox_add_answer(self->outbox, self->job, self->use, answer);
    self->gathered += g_variant_get_size(answer);
    if (self->gathered >= ANSWERS_GATHERED)
        flush(self);
}

void
marbre_parent_end_job(MarbreParent *self)
{
    if (++self->done >= JOBS_GATHERED || self->asked)
        flush(self);
}
