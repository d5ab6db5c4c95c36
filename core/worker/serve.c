/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "worker/serve.h"

#include "article/article.h"
#include "base/file.h"
#include "plugin/article_pack.h"
#include "plugin/host.h"
#include "plugin/loader.h"
#include "plugin/outcome.h"
#include "worker/frame.h"

#include <glib.h>
#include <string.h>
#include <unistd.h>

/* Answers are gathered up to this size, and of so many jobs, before they are sent: each sending
 * wakes the parent, which gives more jobs when few are left (see JOBS_LEFT in lane.c). */
#define ANSWERS_GATHERED ((size_t)1 << 20)
#define JOBS_GATHERED 4u
/* And published files up to this size: what a socket takes at once. */
#define FILES_GATHERED ((size_t)192 << 10)

typedef struct {
    char *id;
    char *path;
    int fd;
    MarbreLoaded *loaded;
} Plugin;

typedef struct {
    GVariant *order; /* MARBRE_FRAME_TASK */
    MarbreTask *task;
    char *broken; /* why it could not be made */
} Task;

typedef struct {
    int socket;
    MarbreProgress *page;
    MarbreInbox *inbox;
    MarbreOutbox *outbox;
    GQueue early; /* of MarbreFrame: came while a reply was waited for */
    GPtrArray *plugins;
    GPtrArray *tasks;
    MarbreArticle *article;
    MarbreArticle *before; /* the host may know it until it runs on the next */
    MarbreHost *host;
    uint32_t run;
    uint32_t job;
    uint32_t use;
    gboolean approved; /* what was approved of this job's article may be asked for */
    bool creating;
    bool asked;    /* or given, in this job: what was done for it must not be done twice */
    unsigned done; /* jobs whose answers wait in the outbox */
    size_t gathered;
} Server;

static void
plugin_free(void *data)
{
    Plugin *plugin = data;
    if (!plugin)
        return;
    g_clear_pointer(&plugin->loaded, marbre_loaded_unref);
    marbre_fd_clear(&plugin->fd);
    g_free(plugin->id);
    g_free(plugin->path);
    g_free(plugin);
}

static void
task_free(void *data)
{
    Task *task = data;
    if (!task)
        return;
    marbre_task_free(task->task);
    g_variant_unref(task->order);
    g_free(task->broken);
    g_free(task);
}

static void
flush(Server *self)
{
    self->done = 0;
    self->gathered = 0;
    if (!marbre_outbox_write(self->outbox, self->socket))
        _exit(1);
}

static void
send_frame(Server *self, MarbreFrameKind kind, GVariant *body)
{
    marbre_outbox_add(self->outbox, kind, body, -1);
    flush(self);
}

/* false: the parent has closed the socket. */
static bool
receive(Server *self, MarbreFrame *ret_frame)
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

static bool
next_frame(Server *self, MarbreFrame *ret_frame)
{
    g_autofree MarbreFrame *early = g_queue_pop_head(&self->early);
    if (!early)
        return receive(self, ret_frame);
    *ret_frame = *early;
    return true;
}

/* Put a question to the parent and wait. (transfer full, nullable) */
static GVariant *
ask_with(Server *self,
         MarbreQuestion kind,
         const char *first,
         const char *second,
         uint64_t number,
         GVariant *more,
         GError **error)
{
    self->asked = true;
    send_frame(self, MARBRE_FRAME_QUESTION,
               g_variant_new("(uubusstmv)", self->job, self->use, self->creating, (uint32_t)kind,
                             first, second, number, more));
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
ask(Server *self,
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
    const Server *self = user;
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
    const Server *self = user;
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
    Server *self = user;
    self->asked = true;
    if (marbre_outbox_add_file(self->outbox, self->job, self->use, path, media_type, data, size) >=
        FILES_GATHERED)
        flush(self);
}

/* From here until the next call, what goes wrong is this run's fault. */
static void
begin(Server *self, uint32_t job, uint32_t use)
{
    self->job = job;
    self->use = use;
    atomic_store(&self->page->job, job);
    atomic_store(&self->page->use, use);
    atomic_store(&self->page->since, g_get_monotonic_time());
}

static void
rest(Server *self)
{
    atomic_store(&self->page->since, 0);
}

static void
keep_plugin(Server *self, GVariant *body, int fd)
{
    uint32_t number;
    Plugin *plugin = g_new0(Plugin, 1);
    g_variant_get(body, "(uss)", &number, &plugin->id, &plugin->path);
    plugin->fd = fd;
    g_ptr_array_set_size(self->plugins, MAX((int)self->plugins->len, (int)number + 1));
    g_ptr_array_index(self->plugins, number) = plugin;
}

static MarbreLoaded *
load(Server *self, uint32_t number, GError **error)
{
    Plugin *plugin = g_ptr_array_index(self->plugins, number);
    if (!plugin->loaded) {
        plugin->loaded = marbre_loader_open(plugin->fd, plugin->id, plugin->path, error);
        marbre_fd_clear(&plugin->fd);
    }
    return plugin->loaded;
}

static void
describe(Server *self, GVariant *body)
{
    uint32_t number;
    g_autoptr(GError) error = NULL;
    g_variant_get(body, "(u)", &number);
    begin(self, 0, 0);
    MarbreLoaded *loaded = load(self, number, &error);
    g_autoptr(GVariant) info =
        loaded ? marbre_plugin_info_pack(marbre_loaded_get_info(loaded)) : NULL;
    rest(self);
    send_frame(self, MARBRE_FRAME_INFO,
               g_variant_new("(ismv)", error ? error->code : 0, error ? error->message : "", info));
}

static void
keep_task(Server *self, GVariant *body)
{
    uint32_t number;
    g_variant_get_child(body, 0, "u", &number);
    Task *task = g_new0(Task, 1);
    task->order = g_variant_ref(body);
    g_ptr_array_set_size(self->tasks, MAX((int)self->tasks->len, (int)number + 1));
    g_ptr_array_index(self->tasks, number) = task;
}

/* Made at its first run, so that a `create` that crashes is charged to a run as well. */
static MarbreTask *
make_task(Server *self, Task *task)
{
    uint32_t plugin;
    const char *id;
    uint64_t granted;
    g_autoptr(GVariant) options = NULL;
    g_autoptr(GError) error = NULL;
    if (task->task || task->broken)
        return task->task;
    g_variant_get(task->order, "(uu&smvt)", NULL, &plugin, &id, &options, &granted);
    self->creating = true;
    MarbreLoaded *loaded = load(self, plugin, &error);
    if (loaded)
        task->task = marbre_host_create(self->host, loaded, id, options, granted, &error);
    self->creating = false;
    if (!task->task)
        task->broken = g_strdup(error->message);
    return task->task;
}

static MarbreOutcome *
run(Server *self, uint32_t number, const char *lang, const MarbreMoment *now)
{
    Task *task = g_ptr_array_index(self->tasks, number);
    if (!make_task(self, task))
        return marbre_outcome_new_failed(MARBRE_OUTCOME_FAILED, MBR_E_FAILED, "%s", task->broken);
    return marbre_host_run(self->host, task->task, self->article, lang, now);
}

/* The parent knows what was read, for it was asked. */
static bool
is_blank(const MarbreOutcome *outcome)
{
    return outcome->status == MARBRE_OUTCOME_OK && outcome->code == 0 && !outcome->reason &&
           outcome->until == G_MAXINT64 && outcome->leftovers == 0 &&
           outcome->findings->len + outcome->changes->len + outcome->artifacts->len +
                   outcome->log->len ==
               0;
}

static GVariant *
pack(const MarbreOutcome *outcome)
{
    return is_blank(outcome) ? g_variant_ref(marbre_frame_blank()) : marbre_outcome_pack(outcome);
}

/* What tasks keep of the newsroom is of the run that they were made in. */
static void
begin_run(Server *self, uint32_t number, bool site)
{
    if (self->host && self->run == number)
        return;
    const MarbreSurroundings surroundings = {.read = ask_read,
                                             .again = tell_again,
                                             .list = ask_list,
                                             .media = ask_media,
                                             .approved = ask_approved,
                                             .site = site ? ask_site : NULL,
                                             .fetch = ask_fetch,
                                             .written = send_file,
                                             .user = self};
    for (guint i = 0; i < self->tasks->len; i++) {
        Task *task = g_ptr_array_index(self->tasks, i);
        if (!task)
            continue;
        g_clear_pointer(&task->task, marbre_task_free);
        g_clear_pointer(&task->broken, g_free);
    }
    g_clear_pointer(&self->host, marbre_host_free);
    self->host = marbre_host_new(&surroundings, NULL);
    self->run = number;
}

static void
do_job(Server *self, GVariant *body)
{
    uint32_t job, number;
    gboolean site;
    const char *lang, *zone;
    int64_t seconds;
    g_autoptr(GVariant) tasks = NULL;
    g_variant_get(body, "(uubbm&sxm&s@au)", &job, &number, &site, &self->approved, &lang, &seconds,
                  &zone, &tasks);
    begin(self, job, 0);
    begin_run(self, number, site);
    gsize count;
    const uint32_t *numbers = g_variant_get_fixed_array(tasks, &count, sizeof *numbers);
    MarbreMoment now = {.seconds = seconds, .zone = (char *)zone};
    self->asked = false;
    for (uint32_t use = 0; use < count; use++) {
        begin(self, job, use);
        g_autoptr(MarbreOutcome) outcome = run(self, numbers[use], lang, &now);
        g_ptr_array_set_size(outcome->artifacts, 0); /* sent, each as it was written */
        g_autoptr(GVariant) packed = pack(outcome);
        marbre_outbox_add_answer(self->outbox, job, use, packed);
        self->gathered += g_variant_get_size(packed);
        if (self->gathered >= ANSWERS_GATHERED)
            flush(self);
    }
    if (++self->done >= JOBS_GATHERED || self->asked)
        flush(self);
    rest(self);
}

static void
keep_article(Server *self, GVariant *body)
{
    MarbreArticle *article = marbre_article_unpack(body, NULL);
    if (!article)
        _exit(1);
    g_clear_pointer(&self->before, marbre_article_unref);
    self->before = self->article;
    self->article = article;
}

static void
serve(Server *self, MarbreFrame *frame)
{
    switch (frame->kind) {
    case MARBRE_FRAME_PLUGIN:
        keep_plugin(self, frame->body, marbre_fd_steal(&frame->fd));
        return;
    case MARBRE_FRAME_DESCRIBE:
        describe(self, frame->body);
        return;
    case MARBRE_FRAME_TASK:
        keep_task(self, frame->body);
        return;
    case MARBRE_FRAME_ARTICLE:
        keep_article(self, frame->body);
        return;
    case MARBRE_FRAME_JOB:
        do_job(self, frame->body);
        return;
    case MARBRE_FRAME_REPLY:
    case MARBRE_FRAME_READY:
    case MARBRE_FRAME_INFO:
    case MARBRE_FRAME_ANSWER:
    case MARBRE_FRAME_FILE:
    case MARBRE_FRAME_QUESTION:
    case MARBRE_FRAME_AGAIN:
        _exit(1);
    }
}

_Noreturn void
marbre_serve(
    int socket, MarbreProgress *page, const MarbreSandbox *sandbox, const char *failed, int why)
{
    Server self = {.socket = socket,
                   .page = page,
                   .inbox = marbre_inbox_new(true),
                   .outbox = marbre_outbox_new(false),
                   .plugins = g_ptr_array_new_with_free_func(plugin_free),
                   .tasks = g_ptr_array_new_with_free_func(task_free)};
    send_frame(&self, MARBRE_FRAME_READY,
               g_variant_new("(ibss)", sandbox->landlock, sandbox->seccomp, failed ? failed : "",
                             failed ? g_strerror(why) : ""));
    MarbreFrame frame;
    while (!failed && next_frame(&self, &frame)) {
        serve(&self, &frame);
        marbre_frame_clear(&frame);
    }
    /* `destroy` is the last that plugins hear; whatever it does, only this process feels it. */
    g_ptr_array_unref(self.tasks);
    _exit(0);
}
