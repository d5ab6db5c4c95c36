/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A plugin that does whatever its option says, on the article whose folder it names. Compiled
 * under several ids. */
#include <marbre/plugin.h>

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef ZOO_ID
#define ZOO_ID "zoo"
#endif

struct mbr_task {
    const mbr_article_api *article;
    const mbr_report_api *report;
    const mbr_repo_api *repo;
    const mbr_change_api *change;
    const mbr_site_api *site;
    char deed[64];
    char on[64];
};

static volatile int never;

static void
dig(volatile char *above)
{
    volatile char room[4096];
    room[0] = above ? above[0] : 0;
    if (!never)
        dig(room);
    room[1] = room[0];
}

static void *
spin(void *unused)
{
    for (;;)
        never = 0;
    return unused;
}

static void *
strike_later(void *unused)
{
    usleep(20000);
    *(volatile int *)unused = 1;
    return NULL;
}

static void
flood(void)
{
    char junk[65536];
    memset(junk, 0xff, sizeof junk);
    for (;;) {
        for (int fd = 3; fd < 16; fd++)
            (void)!write(fd, junk, sizeof junk);
    }
}

/* A head that promises more than may be sent. */
static void
promise_much(void)
{
    const unsigned head[4] = {0xfffffff0u, 9};
    for (int fd = 3; fd < 16; fd++)
        (void)!write(fd, head, sizeof head);
    for (;;)
        pause();
}

/* A published file from a check, which has nothing to publish. */
static void
smuggle(void)
{
    const unsigned message[] = {8, 11, 1, 0, 0x00620061u, 0}; /* a, NUL, b, NUL */
    for (int fd = 3; fd < 16; fd++)
        (void)!write(fd, message, sizeof message);
    for (;;)
        pause();
}

static void
multiply(void)
{
    for (int i = 0; i < 100000; i++)
        (void)!syscall(SYS_fork);
}

static void
exhaust(void)
{
    for (;;) {
        volatile char *block = malloc(1 << 24);
        if (!block)
            abort();
        block[0] = 1;
    }
}

static void
close_all(void)
{
    for (int fd = 0; fd < 1024; fd++)
        close(fd);
    for (;;)
        pause();
}

static void
leave_thread(void *(*function)(void *))
{
    pthread_t thread;
    if (pthread_create(&thread, NULL, function, NULL) == 0)
        pthread_detach(thread);
}

static int
try_network(void)
{
    return socket(AF_INET, SOCK_STREAM, 0) < 0 ? errno : 0;
}

static int
try_exec(void)
{
    char *const words[] = {(char[]){"true"}, NULL};
    execv("/bin/true", words);
    return errno;
}

static int
try_read(const char *path)
{
    int fd = open(path, O_RDONLY);
    return fd < 0 ? errno : 0;
}

static int
try_write(void)
{
    int fd = open("/tmp/marbre-zoo-escaped", O_WRONLY | O_CREAT, 0600);
    return fd < 0 ? errno : 0;
}

static int
try_kill(void)
{
    return kill(getppid(), SIGKILL) < 0 ? errno : 0;
}

/* How many variables of whoever started the program are there to be read. */
static int
count_variables(void)
{
    int count = 0;
    for (char **one = environ; *one; one++)
        count += strncmp(*one, "LANGUAGE=", 9) != 0 && strncmp(*one, "MARBRE_WORKER_", 14) != 0;
    return count;
}

static int32_t
tell(mbr_task *task, mbr_job *job, const char *name, const char *value, size_t size)
{
    mbr_arg arg = {.struct_size = sizeof arg, .name = name, .value = {value, size}};
    const mbr_arg *args[] = {&arg, NULL};
    mbr_finding finding = {.struct_size = sizeof finding, .rule = "seen", .args = args};
    return task->report->finding(job, &finding);
}

static int32_t
tell_error(mbr_task *task, mbr_job *job, int error)
{
    char text[16];
    int size = snprintf(text, sizeof text, "%d", error);
    return tell(task, job, "error", text, (size_t)size);
}

static int32_t
tell_file(mbr_task *task, mbr_job *job, const char *path)
{
    mbr_blob *blob;
    mbr_text text = {0};
    int32_t code = task->repo->read(job, path, &blob);
    if (code < 0)
        return tell(task, job, "missing", path, strlen(path));
    task->repo->bytes(blob, &text);
    code = tell(task, job, "file", text.data, text.size < 20 ? text.size : 20);
    task->repo->release(blob);
    return code;
}

static int32_t
tell_name(void *user, const char *path)
{
    char *all = user;
    strncat(all, path, 200 - strlen(all) - 1);
    strncat(all, ";", 200 - strlen(all) - 1);
    return MBR_OK;
}

static int32_t
tell_folder(mbr_task *task, mbr_job *job, const char *path)
{
    char all[200] = "";
    int32_t code = task->repo->list(job, path, tell_name, all);
    return code < 0 ? code : tell(task, job, "names", all, strlen(all));
}

static int32_t
tell_photo(mbr_task *task, mbr_job *job)
{
    mbr_text text;
    int32_t code = task->article->bytes(job, MBR_PART_MEDIA, 0, &text);
    return code < 0 ? code : tell(task, job, "photo", text.data, text.size);
}

/* The title and the body of the newest published article, many times. */
static int32_t
publish(mbr_task *task, mbr_job *job)
{
    mbr_entry entry = {.struct_size = sizeof entry};
    mbr_text body;
    if (!task->site || !task->change || task->site->count(job) != 2)
        return MBR_E_UNSUPPORTED;
    if (task->site->entry(job, 0, &entry) < 0 || task->site->content(job, 0, &body) < 0)
        return MBR_E_FAILED;
    const size_t size = 20000000;
    char *page = malloc(size);
    if (!page)
        return MBR_E_NOMEM;
    memset(page, 'x', size);
    memcpy(page, entry.title.data, entry.title.size);
    memcpy(page + entry.title.size, body.data, body.size);
    int32_t code = task->change->artifact(job, "index.html", "text/html", page, size);
    free(page);
    return code;
}

/* What it saw, or did, as a finding. */
static int32_t
try_and_tell(mbr_task *task, mbr_job *job, const char *deed)
{
    if (strcmp(deed, "network") == 0)
        return tell_error(task, job, try_network());
    if (strcmp(deed, "exec") == 0)
        return tell_error(task, job, try_exec());
    if (strcmp(deed, "passwd") == 0)
        return tell_error(task, job, try_read("/etc/passwd"));
    if (strcmp(deed, "write") == 0)
        return tell_error(task, job, try_write());
    if (strcmp(deed, "kill") == 0)
        return tell_error(task, job, try_kill());
    if (strcmp(deed, "environment") == 0)
        return tell_error(task, job, count_variables());
    if (strcmp(deed, "photo") == 0)
        return tell_photo(task, job);
    if (strcmp(deed, "publish") == 0)
        return publish(task, job);
    if (strncmp(deed, "read ", 5) == 0)
        return tell_file(task, job, deed + 5);
    if (strncmp(deed, "list ", 5) == 0)
        return tell_folder(task, job, deed + 5);
    return MBR_OK;
}

static int32_t
act(mbr_task *task, mbr_job *job, const char *deed)
{
    if (strcmp(deed, "segv") == 0)
        *(volatile int *)(uintptr_t)never = 1;
    else if (strcmp(deed, "abort") == 0)
        abort();
    else if (strcmp(deed, "exit") == 0)
        _exit(3);
    else if (strcmp(deed, "exit-well") == 0)
        exit(0);
    else if (strcmp(deed, "loop") == 0)
        spin(NULL);
    else if (strcmp(deed, "sleep") == 0)
        for (;;)
            pause();
    else if (strcmp(deed, "dig") == 0)
        dig(NULL);
    else if (strcmp(deed, "flood") == 0)
        flood();
    else if (strcmp(deed, "promise") == 0)
        promise_much();
    else if (strcmp(deed, "smuggle") == 0)
        smuggle();
    else if (strcmp(deed, "exhaust") == 0)
        exhaust();
    else if (strcmp(deed, "close") == 0)
        close_all();
    else if (strcmp(deed, "trap-kill") == 0)
        raise(SIGKILL);
    else if (strcmp(deed, "stop") == 0)
        raise(SIGSTOP);
    else if (strcmp(deed, "fail") == 0)
        return MBR_E_FAILED;
    else if (strcmp(deed, "multiply") == 0)
        multiply();
    else if (strcmp(deed, "leave-spinning") == 0)
        leave_thread(spin);
    else if (strcmp(deed, "leave-striking") == 0)
        leave_thread(strike_later);
    else if (strcmp(deed, "output") == 0)
        printf("this must not be seen\n"), fflush(stdout);
    else if (strncmp(deed, "crowd", 5) == 0)
        for (int i = 0; i < 20000; i++)
            tell_error(task, job, i);
    return try_and_tell(task, job, deed);
}

static void
get_option(const mbr_config_api *api, const mbr_config *config, const char *key, char *out)
{
    mbr_text text;
    if (api->get_text(config, key, 0, &text) >= 0 && text.size < 64)
        memcpy(out, text.data, text.size);
}

static int32_t
create(const mbr_host *host, const mbr_config *config, mbr_task **out)
{
    const mbr_config_api *api = host->query(host, MBR_CONFIG_API);
    mbr_task *task = calloc(1, sizeof *task);
    if (!api || !task)
        return MBR_E_NOMEM;
    task->article = host->query(host, MBR_ARTICLE_API);
    task->report = host->query(host, MBR_REPORT_API);
    task->repo = host->query(host, MBR_REPO_API);
    task->change = host->query(host, MBR_CHANGE_API);
    task->site = host->query(host, MBR_SITE_API);
    get_option(api, config, "deed", task->deed);
    get_option(api, config, "on", task->on);
    if (strcmp(task->deed, "create-segv") == 0)
        act(task, NULL, "segv");
    if (strcmp(task->deed, "create-fail") == 0) {
        free(task);
        return MBR_E_FAILED;
    }
    *out = task;
    return MBR_OK;
}

static int32_t
run(mbr_task *task, mbr_job *job)
{
    mbr_text path;
    if (task->article->path(job, MBR_PART_TEXT, 0, &path) < 0)
        return MBR_E_FAILED;
    if (task->on[0] == 0 || strstr(path.data, task->on))
        return act(task, job, task->deed);
    return tell(task, job, "path", path.data, path.size);
}

static void
destroy(mbr_task *task)
{
    if (task && strcmp(task->deed, "destroy-segv") == 0)
        abort();
    if (task && strcmp(task->deed, "destroy-sleep") == 0)
        for (;;)
            pause();
    free(task);
}

static const mbr_option deed_option = {.struct_size = sizeof(mbr_option),
                                       .type = MBR_OPTION_STRING,
                                       .key = "deed",
                                       .summary = "What to do",
                                       .fallback = "nothing"};
static const mbr_option on_option = {.struct_size = sizeof(mbr_option),
                                     .type = MBR_OPTION_STRING,
                                     .key = "on",
                                     .summary = "Part of the article's path",
                                     .fallback = "\"\""};
static const mbr_option *const options[] = {&deed_option, &on_option, NULL};
static const mbr_rule seen = {.struct_size = sizeof(mbr_rule),
                              .severity = MBR_SEVERITY_NOTE,
                              .id = "seen",
                              .summary = "It was here",
                              .message = "seen"};
static const mbr_rule *const rules[] = {&seen, NULL};
static const mbr_task_class beast = {.struct_size = sizeof(mbr_task_class),
                                     .kind = MBR_KIND_CHECK,
                                     .id = "beast",
                                     .summary = "Does what it is told",
                                     .judges = MBR_PART_TEXT | MBR_PART_MEDIA,
                                     .options = options,
                                     .rules = rules,
                                     .create = create,
                                     .run = run,
                                     .destroy = destroy};
static const mbr_task_class tamer = {.struct_size = sizeof(mbr_task_class),
                                     .kind = MBR_KIND_ACTION,
                                     .id = "tamer",
                                     .summary = "Does what it is told, to the site",
                                     .judges = MBR_PART_TEXT,
                                     .options = options,
                                     .rules = rules,
                                     .create = create,
                                     .run = run,
                                     .destroy = destroy};
static const mbr_task_class *const tasks[] = {&beast, &tamer, NULL};
static const mbr_plugin plugin = {.struct_size = sizeof(mbr_plugin),
                                  .id = ZOO_ID,
                                  .version = "1.4.0",
                                  .license = "0BSD",
                                  .tasks = tasks};

/* Words of its own into every pipe and socket that a plugin should leave alone. */
static inline void
garble(void)
{
    static const char nonsense[4096] = "no frame";
    for (int fd = 3; fd < 64; fd++)
        (void)!write(fd, nonsense, sizeof nonsense);
}

#ifdef ZOO_BAD_LOAD
__attribute__((constructor)) static void
strike(void)
{
    ZOO_BAD_LOAD;
}
#endif

MBR_EXPORT const mbr_plugin *
marbre_plugin_1(void)
{
    return &plugin;
}
