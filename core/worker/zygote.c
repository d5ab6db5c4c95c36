/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "worker/zygote.h"

#include "base/file.h"
#include "worker/zygote_order.h"

#include <errno.h>
#include <glib.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/* The one thing in this folder that is the process's and not a pool's: there can be one early
 * fork only. */
static struct {
    GMutex lock;
    pid_t owner; /* the process that started it; a fork of that one has none */
    pid_t pid;
    int socket;
    bool at_exit;
} zygote = {.socket = -1};

static void
forget(void)
{
    marbre_fd_clear(&zygote.socket);
    zygote.pid = 0;
}

static void
start(void)
{
    int ends[2];
    if (zygote.owner != getpid()) {
        /* In a fork of the owner: that one's end is not to be kept open from here. */
        forget();
        zygote.owner = getpid();
    }
    if (zygote.socket >= 0)
        return;
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) < 0)
        return;
    pid_t parent = getpid();
    pid_t pid = fork();
    if (pid == 0) {
        /* A plugin's exit() would wait for it: marbre_zygote_stop() is called there. */
        g_mutex_unlock(&zygote.lock);
        /* Its own group, so that keys pressed at the terminal reach the command only. */
        (void)setpgid(0, 0);
        (void)prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
        if (getppid() != parent)
            _exit(0);
        marbre_zygote_live(ends[1]);
    }
    marbre_fd_clear(&ends[1]);
    if (pid < 0) {
        marbre_fd_clear(&ends[0]);
        return;
    }
    zygote.pid = pid;
    zygote.socket = ends[0];
}

static void
stop(void)
{
    pid_t pid = zygote.pid;
    if (zygote.owner != getpid() || pid == 0)
        return;
    forget();
    while (waitpid(pid, NULL, 0) < 0 && errno == EINTR)
        continue;
}

int
marbre_zygote_get_socket(void)
{
    g_mutex_lock(&zygote.lock);
    start();
    int socket = zygote.socket;
    g_mutex_unlock(&zygote.lock);
    return socket;
}

void
marbre_zygote_forget(int socket)
{
    g_mutex_lock(&zygote.lock);
    if (socket == zygote.socket)
        stop();
    g_mutex_unlock(&zygote.lock);
}

void
marbre_zygote_stop(void)
{
    g_mutex_lock(&zygote.lock);
    stop();
    g_mutex_unlock(&zygote.lock);
}

void
marbre_zygote_start(void)
{
    g_mutex_lock(&zygote.lock);
    start();
    if (!zygote.at_exit)
        zygote.at_exit = atexit(marbre_zygote_stop) == 0;
    g_mutex_unlock(&zygote.lock);
}
