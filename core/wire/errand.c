/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wire/errand.h"

#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/* Bytes that are read at a time. */
enum { PIECE = 1 << 16 };

typedef struct {
    int socket; /* does not block; the program's standard input and output */
    const uint8_t *left;
    size_t left_size;
    GByteArray *output;
    size_t limit;
    int64_t until;
    bool ended; /* the program has closed its output */
} Errand;

static bool
set_actions(posix_spawn_file_actions_t *actions, int socket)
{
    return posix_spawn_file_actions_adddup2(actions, socket, STDIN_FILENO) == 0 &&
           posix_spawn_file_actions_adddup2(actions, socket, STDOUT_FILENO) == 0 &&
           posix_spawn_file_actions_addopen(actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0) ==
               0 &&
           posix_spawn_file_actions_addclosefrom_np(actions, STDERR_FILENO + 1) == 0;
}

static bool
set_attributes(posix_spawnattr_t *attributes)
{
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    return posix_spawnattr_setsigmask(attributes, &none) == 0 &&
           posix_spawnattr_setsigdefault(attributes, &all) == 0 &&
           posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF) ==
               0;
}

/* The program's number, or -1 with errno. */
static pid_t
start(const char *const *argv, int socket)
{
    static char *const environment[] = {(char *)"LC_ALL=C.UTF-8", NULL};
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    pid_t child = -1;
    int failed = ENOMEM;
    if (posix_spawn_file_actions_init(&actions) != 0) {
        errno = failed;
        return -1;
    }
    if (posix_spawnattr_init(&attributes) == 0) {
        if (set_actions(&actions, socket) && set_attributes(&attributes))
            failed = posix_spawn(&child, argv[0], &actions, &attributes, (char *const *)argv,
                                 environment);
        posix_spawnattr_destroy(&attributes);
    }
    posix_spawn_file_actions_destroy(&actions);
    errno = failed;
    return failed == 0 ? child : -1;
}

/* Give what the socket takes. A program that reads no further may still have an answer. */
static void
give(Errand *errand)
{
    ssize_t sent = send(errand->socket, errand->left, errand->left_size, MSG_NOSIGNAL);
    if (sent >= 0) {
        errand->left += sent;
        errand->left_size -= (size_t)sent;
    } else if (errno != EINTR && errno != EAGAIN) {
        errand->left_size = 0;
    }
    if (errand->left_size == 0)
        (void)shutdown(errand->socket, SHUT_WR); /* fails where the program has gone already */
}

static void
take(Errand *errand)
{
    uint8_t piece[PIECE];
    ssize_t size = recv(errand->socket, piece, sizeof piece, 0);
    if (size > 0)
        g_byte_array_append(errand->output, piece, (guint)size);
    else if (size == 0 || (errno != EINTR && errno != EAGAIN))
        errand->ended = true; /* a reset too: it died with input unread */
}

/* Until the program has closed its output. */
static MarbreErrandEnd
exchange(Errand *errand)
{
    if (errand->left_size == 0)
        give(errand);
    while (!errand->ended) {
        int64_t left = errand->until - g_get_monotonic_time();
        if (left <= 0)
            return MARBRE_ERRAND_LATE;
        struct pollfd news = {.fd = errand->socket,
                              .events = (short)(errand->left_size > 0 ? POLLIN | POLLOUT : POLLIN)};
        if (poll(&news, 1, (int)MIN(left / 1000 + 1, G_MAXINT)) <= 0)
            continue; /* a signal, or time is up: see above */
        if (errand->left_size > 0 && (news.revents & POLLOUT) != 0)
            give(errand);
        if ((news.revents & ~POLLOUT) != 0)
            take(errand);
        if (errand->output->len > errand->limit)
            return MARBRE_ERRAND_ENDLESS;
    }
    return MARBRE_ERRAND_DONE;
}

/* A program that has closed its output may still hang: it ends within the deadline or is killed. */
static MarbreErrandEnd
bury(pid_t child, MarbreErrandEnd end, int64_t until)
{
    int status = 0;
    for (;;) {
        if (end != MARBRE_ERRAND_DONE)
            (void)kill(child, SIGKILL); /* ours until it is waited for */
        pid_t gone = waitpid(child, &status, end == MARBRE_ERRAND_DONE ? WNOHANG : 0);
        if (gone == child)
            break;
        if (gone < 0 && errno != EINTR)
            return MARBRE_ERRAND_DIED;
        if (gone == 0 && g_get_monotonic_time() >= until)
            end = MARBRE_ERRAND_LATE;
        else if (gone == 0)
            g_usleep(200);
    }
    /* Nobody here killed it: it had used up the processor time that it allowed itself. */
    if (end == MARBRE_ERRAND_DONE && WIFSIGNALED(status) &&
        (WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL))
        return MARBRE_ERRAND_LATE;
    if (end == MARBRE_ERRAND_DONE && !(WIFEXITED(status) && WEXITSTATUS(status) == 0))
        return MARBRE_ERRAND_DIED;
    return end;
}

MarbreErrandEnd
marbre_errand_run(
    const char *const *argv, GBytes *input, size_t limit, int64_t deadline, GBytes **ret_output)
{
    MARBRE_AUTO_FD ours = -1;
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) < 0)
        return MARBRE_ERRAND_MISSING;
    ours = ends[0];
    pid_t child = fcntl(ours, F_SETFL, O_NONBLOCK) < 0 ? -1 : start(argv, ends[1]);
    marbre_fd_clear(&ends[1]);
    if (child < 0)
        return MARBRE_ERRAND_MISSING;
    g_autoptr(GByteArray) output = g_byte_array_new();
    Errand errand = {.socket = ours,
                     .output = output,
                     .limit = limit,
                     .until = g_get_monotonic_time() + deadline};
    errand.left = g_bytes_get_data(input, &errand.left_size);
    MarbreErrandEnd end = bury(child, exchange(&errand), errand.until);
    if (end == MARBRE_ERRAND_DONE)
        *ret_output = g_byte_array_free_to_bytes(g_steal_pointer(&output));
    return end;
}
