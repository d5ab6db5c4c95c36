/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "worker/serve.h"

#include "article/article.h"
#include "base/file.h"
#include "plugin/article_pack.h"
#include "plugin/host.h"
#include "plugin/loader.h"
#include "plugin/outcome.h"
#include "worker/frame.h"
#include "worker/parent.h"

#include <glib.h>
#include <string.h>
#include <unistd.h>

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
    MarbreParent parent;
    MarbreProgress *page;
    GPtrArray *plugins;
    GPtrArray *tasks;
    MarbreArticle *article;
    MarbreArticle *before; /* the host may know it until it runs on the next */
    MarbreHost *host;
    uint32_t run;
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

/* From here until the next call, what goes wrong is this run's fault. */
static void
begin(Server *self, uint32_t job, uint32_t use)
{
    self->parent.job = job;
    self->parent.use = use;
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
    marbre_parent_send(
        &self->parent, MARBRE_FRAME_INFO,
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
    self->parent.creating = true;
    MarbreLoaded *loaded = load(self, plugin, &error);
    if (loaded)
        task->task = marbre_host_create(self->host, loaded, id, options, granted, &error);
    self->parent.creating = false;
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
    const MarbreSurroundings surroundings = marbre_parent_surroundings(&self->parent, site);
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
    g_variant_get(body, "(uubbm&sxm&s@au)", &job, &number, &site, &self->parent.approved, &lang,
                  &seconds, &zone, &tasks);
    begin(self, job, 0);
    begin_run(self, number, site);
    gsize count;
    const uint32_t *numbers = g_variant_get_fixed_array(tasks, &count, sizeof *numbers);
    MarbreMoment now = {.seconds = seconds, .zone = (char *)zone};
    self->parent.asked = false;
    for (uint32_t use = 0; use < count; use++) {
        begin(self, job, use);
        g_autoptr(MarbreOutcome) outcome = run(self, numbers[use], lang, &now);
        g_ptr_array_set_size(outcome->artifacts, 0); /* sent, each as it was written */
        g_autoptr(GVariant) packed = pack(outcome);
        marbre_parent_answer(&self->parent, packed);
    }
    marbre_parent_end_job(&self->parent);
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
    Server self = {.parent = {.socket = socket,
                              .inbox = marbre_inbox_new(true),
                              .outbox = marbre_outbox_new(false)},
                   .page = page,
                   .plugins = g_ptr_array_new_with_free_func(plugin_free),
                   .tasks = g_ptr_array_new_with_free_func(task_free)};
    marbre_parent_send(&self.parent, MARBRE_FRAME_READY,
                       g_variant_new("(ibss)", sandbox->landlock, sandbox->seccomp,
                                     failed ? failed : "", failed ? g_strerror(why) : ""));
    MarbreFrame frame;
    while (!failed && marbre_parent_next(&self.parent, &frame)) {
        serve(&self, &frame);
        marbre_frame_clear(&frame);
    }
    /* `destroy` is the last that plugins hear; whatever it does, only this process feels it. */
    g_ptr_array_unref(self.tasks);
    _exit(0);
}
