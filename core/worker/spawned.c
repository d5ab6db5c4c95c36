/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "worker/spawned.h"

#include "base/file.h"
#include "worker/progress.h"
#include "worker/zygote_order.h"

#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

static bool
order(int zygote, MarbreZygoteOrder what, const int *fds, size_t count)
{
    union {
        struct cmsghdr head;
        char space[CMSG_SPACE(MARBRE_ZYGOTE_FDS * sizeof(int))];
    } control = {0};
    struct iovec part = {.iov_base = &what, .iov_len = sizeof what};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
    if (count > 0) {
        message.msg_control = control.space;
        message.msg_controllen = CMSG_SPACE(count * sizeof(int));
        control.head.cmsg_level = SOL_SOCKET;
        control.head.cmsg_type = SCM_RIGHTS;
        control.head.cmsg_len = CMSG_LEN(count * sizeof(int));
        memcpy(CMSG_DATA(&control.head), fds, count * sizeof(int));
    }
    ssize_t sent;
    do
        sent = sendmsg(zygote, &message, MSG_NOSIGNAL);
    while (sent < 0 && errno == EINTR);
    return sent == sizeof what;
}

/* A zygote that was killed, by an anxious system or user, is replaced once. */
static bool
order_spawn(uint32_t number, const int *fds, size_t count)
{
    for (int attempt = 0; attempt < 2; attempt++) {
        int zygote = marbre_zygote_get_socket();
        if (zygote < 0)
            return false;
        if (order(zygote, (MarbreZygoteOrder){MARBRE_ZYGOTE_SPAWN, number}, fds, count))
            return true;
        if (errno != EPIPE && errno != ECONNRESET)
            return false;
        marbre_zygote_forget(zygote);
    }
    return false;
}

/* Its size is sealed, or a worker could shrink it under its reader. */
static int
make_page(void **ret_page)
{
    MARBRE_AUTO_FD fd = memfd_create("progress", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    if (fd < 0 || ftruncate(fd, MARBRE_PROGRESS_SIZE) < 0 ||
        fcntl(fd, F_ADD_SEALS, F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW) < 0)
        return -1;
    void *page = mmap(NULL, MARBRE_PROGRESS_SIZE, PROT_READ, MAP_SHARED, fd, 0);
    if (page == MAP_FAILED)
        return -1;
    *ret_page = page;
    return marbre_fd_steal(&fd);
}

bool
marbre_spawn(int folder, MarbreSpawned *ret_spawn)
{
    static atomic_uint last;
    int frames[2] = {-1, -1}, fate[2] = {-1, -1};
    MarbreSpawned spawn = {.number = atomic_fetch_add(&last, 1) + 1, .socket = -1, .fate = -1};
    MARBRE_AUTO_FD page = make_page(&spawn.page);
    bool good = page >= 0 && socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, frames) == 0 &&
                fcntl(frames[0], F_SETFL, O_NONBLOCK) == 0 && pipe2(fate, O_CLOEXEC) == 0;
    spawn.socket = frames[0];
    spawn.fate = fate[0];
    if (good) {
        const int fds[] = {frames[1], fate[1], page, folder};
        good = order_spawn(spawn.number, fds, folder >= 0 ? 4 : 3);
    }
    marbre_fd_clear(&frames[1]);
    marbre_fd_clear(&fate[1]);
    if (!good) {
        marbre_spawned_clear(&spawn);
        return false;
    }
    *ret_spawn = spawn;
    return true;
}

void
marbre_spawned_prepare(void)
{
    int zygote = marbre_zygote_get_socket();
    if (zygote >= 0)
        (void)order(zygote, (MarbreZygoteOrder){.deed = MARBRE_ZYGOTE_PREPARE}, NULL, 0);
}

void
marbre_spawned_kill(const MarbreSpawned *spawn)
{
    int zygote = marbre_zygote_get_socket();
    /* Where the zygote is gone, its workers are too. */
    if (zygote >= 0)
        (void)order(zygote, (MarbreZygoteOrder){MARBRE_ZYGOTE_KILL, spawn->number}, NULL, 0);
}

void
marbre_spawned_clear(MarbreSpawned *spawn)
{
    int saved = errno;
    if (spawn->page)
        munmap(spawn->page, MARBRE_PROGRESS_SIZE);
    marbre_fd_clear(&spawn->socket);
    marbre_fd_clear(&spawn->fate);
    *spawn = (MarbreSpawned){.socket = -1, .fate = -1};
    errno = saved;
}
