/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/file.h"
#include "worker/box.h"
#include "worker/progress.h"
#include "worker/serve.h"
#include "worker/spawned.h"
#include "worker/zygote_order.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/* Keep the standard error of the workers, to see what a sanitizer or a plugin writes there. */
#define STDERR_VARIABLE "MARBRE_WORKER_STDERR"

typedef struct {
    uint32_t number;
    pid_t pid;
    int fate;
} Living;

typedef struct {
    int orders;
    int signals;
    MarbreBox *box; /* (nullable) made when it is first wanted: most commands run no plugin */
    GArray *living; /* of Living */
} Zygote;

static void
report(const Living *worker, MarbreFate fate)
{
    /* The reader may be gone; then nobody wants to know. */
    (void)!write(worker->fate, &fate, sizeof fate);
    (void)close(worker->fate);
}

static void
reap(Zygote *self)
{
    int status;
    pid_t pid;
    while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
        for (guint i = 0; i < self->living->len; i++) {
            Living *worker = &g_array_index(self->living, Living, i);
            if (worker->pid != pid)
                continue;
            report(worker, (MarbreFate){.status = status});
            g_array_remove_index_fast(self->living, i);
            break;
        }
    }
}

static void
kill_worker(Zygote *self, uint32_t number)
{
    for (guint i = 0; i < self->living->len; i++) {
        const Living *worker = &g_array_index(self->living, Living, i);
        /* It is not reaped yet, so the number of its group is still its own. */
        if (worker->number == number)
            (void)kill(-worker->pid, SIGKILL);
    }
}

static int
by_number(const void *a, const void *b)
{
    return *(const int *)a - *(const int *)b;
}

/* Standard input, output and error stay as well. */
static void
close_all_but(const int *fds, size_t count)
{
    int kept[MARBRE_ZYGOTE_FDS];
    unsigned from = STDERR_FILENO + 1;
    memcpy(kept, fds, count * sizeof *fds);
    qsort(kept, count, sizeof *kept, by_number);
    for (size_t i = 0; i < count; i++) {
        if (kept[i] < (int)from)
            continue;
        if (kept[i] > (int)from)
            (void)close_range(from, (unsigned)kept[i] - 1, 0);
        from = (unsigned)kept[i] + 1;
    }
    (void)close_range(from, ~0u, 0);
}

static void
default_signals(void)
{
    struct sigaction action = {.sa_handler = SIG_DFL};
    for (int number = 1; number < NSIG; number++)
        (void)sigaction(number, &action, NULL);
}

static void
unblock_signals(void)
{
    sigset_t none;
    sigemptyset(&none);
    (void)sigprocmask(SIG_SETMASK, &none, NULL);
}

static _Noreturn void
be_worker(const Zygote *self, pid_t parent, int fds[MARBRE_ZYGOTE_FDS])
{
    (void)setpgid(0, 0);
    (void)prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    if (getppid() != parent)
        _exit(0);
    close_all_but(fds, MARBRE_ZYGOTE_FDS);
    unblock_signals();
    MarbreProgress *page = mmap(NULL, MARBRE_PROGRESS_SIZE, PROT_READ | PROT_WRITE, MAP_SHARED,
                                fds[MARBRE_ZYGOTE_PAGE], 0);
    if (page == MAP_FAILED)
        _exit(1);
    MarbreSandbox sandbox = {0};
    const char *failed = marbre_box_enter(self->box, fds[MARBRE_ZYGOTE_FOLDER], &sandbox);
    int why = errno;
    marbre_fd_clear(&fds[MARBRE_ZYGOTE_PAGE]);
    marbre_fd_clear(&fds[MARBRE_ZYGOTE_FOLDER]);
    marbre_serve(fds[MARBRE_ZYGOTE_SOCKET], page, &sandbox, failed, why);
}

static void
prepare(Zygote *self)
{
    if (!self->box)
        self->box = marbre_box_new();
}

static void
spawn(Zygote *self, uint32_t number, int fds[MARBRE_ZYGOTE_FDS])
{
    prepare(self);
    pid_t parent = getpid();
    Living worker = {.number = number, .fate = marbre_fd_steal(&fds[MARBRE_ZYGOTE_FATE])};
    worker.pid = fork();
    if (worker.pid == 0)
        be_worker(self, parent, fds);
    if (worker.pid < 0) {
        report(&worker, (MarbreFate){.failed = errno});
        return;
    }
    /* In both processes: whichever is first. */
    (void)setpgid(worker.pid, worker.pid);
    g_array_append_val(self->living, worker);
}

static size_t
take_fds(struct msghdr *message, int fds[MARBRE_ZYGOTE_FDS])
{
    struct cmsghdr *part = CMSG_FIRSTHDR(message);
    if (!part || part->cmsg_level != SOL_SOCKET || part->cmsg_type != SCM_RIGHTS)
        return 0;
    size_t size = part->cmsg_len - CMSG_LEN(0);
    memcpy(fds, CMSG_DATA(part), size);
    return size / sizeof(int);
}

/* false: nobody will order anything any more. */
static bool
take_order(Zygote *self)
{
    union {
        struct cmsghdr head;
        char space[CMSG_SPACE(MARBRE_ZYGOTE_FDS * sizeof(int))];
    } control;
    MarbreZygoteOrder order;
    int fds[MARBRE_ZYGOTE_FDS] = {-1, -1, -1, -1};
    struct iovec part = {.iov_base = &order, .iov_len = sizeof order};
    struct msghdr message = {.msg_iov = &part,
                             .msg_iovlen = 1,
                             .msg_control = control.space,
                             .msg_controllen = sizeof control.space};
    ssize_t size = recvmsg(self->orders, &message, MSG_CMSG_CLOEXEC);
    if (size < 0 && errno == EINTR)
        return true;
    if (size != sizeof order)
        return false;
    size_t count = take_fds(&message, fds);
    if (order.deed == MARBRE_ZYGOTE_SPAWN && count >= MARBRE_ZYGOTE_FOLDER)
        spawn(self, order.number, fds);
    else if (order.deed == MARBRE_ZYGOTE_KILL)
        kill_worker(self, order.number);
    else if (order.deed == MARBRE_ZYGOTE_PREPARE)
        prepare(self);
    for (size_t i = 0; i < MARBRE_ZYGOTE_FDS; i++)
        marbre_fd_clear(&fds[i]);
    return true;
}

/* What a check could read there, its result would hang on, and the tokens of a CI job stand there
 * too. The language of our own messages stays. */
static void
shed_environment(void)
{
    static const char *const kept[] = {"LANGUAGE=", STDERR_VARIABLE "="};
    size_t left = 0;
    for (char **one = environ; one && *one; one++) {
        bool wanted = false;
        for (size_t i = 0; i < G_N_ELEMENTS(kept); i++)
            wanted = wanted || g_str_has_prefix(*one, kept[i]);
        if (wanted)
            environ[left++] = *one;
    }
    if (environ)
        environ[left] = NULL;
}

static void
shed_everything(int *socket)
{
    /* Its owner may have been started with standard streams closed. */
    if (*socket <= STDERR_FILENO)
        *socket = fcntl(*socket, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    close_all_but(socket, 1);
    int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
    (void)dup2(nothing, STDIN_FILENO);
    (void)dup2(nothing, STDOUT_FILENO);
    if (!getenv(STDERR_VARIABLE))
        (void)dup2(nothing, STDERR_FILENO);
    if (nothing > STDERR_FILENO)
        (void)close(nothing);
    (void)!chdir("/");
    shed_environment();
    (void)prctl(PR_SET_NAME, "marbre-zygote", 0, 0, 0);
}

static int
watch_children(void)
{
    sigset_t child;
    sigemptyset(&child);
    sigaddset(&child, SIGCHLD);
    (void)sigprocmask(SIG_SETMASK, &child, NULL);
    return signalfd(-1, &child, SFD_CLOEXEC | SFD_NONBLOCK);
}

static void
end_workers(Zygote *self)
{
    for (guint i = 0; i < self->living->len; i++)
        (void)kill(-g_array_index(self->living, Living, i).pid, SIGKILL);
    while (waitpid(-1, NULL, 0) > 0 || errno == EINTR)
        continue;
}

_Noreturn void
marbre_zygote_live(int socket)
{
    shed_everything(&socket);
    default_signals();
    Zygote self = {.orders = socket,
                   .signals = watch_children(),
                   .living = g_array_new(FALSE, FALSE, sizeof(Living))};
    bool wanted = self.signals >= 0;
    while (wanted) {
        struct pollfd ready[] = {{.fd = self.orders, .events = POLLIN},
                                 {.fd = self.signals, .events = POLLIN}};
        if (poll(ready, G_N_ELEMENTS(ready), -1) < 0 && errno != EINTR)
            break;
        struct signalfd_siginfo drained;
        while (read(self.signals, &drained, sizeof drained) > 0)
            continue;
        reap(&self);
        if (ready[0].revents)
            wanted = take_order(&self);
    }
    end_workers(&self);
    _exit(0);
}
