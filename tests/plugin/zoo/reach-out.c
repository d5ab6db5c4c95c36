/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Tries what no check may; each thing that works is a finding. */
#include "zoo.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static int
try_network(int family, int type)
{
    int fd = socket(family, type, 0);
    if (fd < 0)
        return 0;
    (void)close(fd);
    return 1;
}

static int
try_read(const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    char byte;
    ssize_t got = fd < 0 ? -1 : read(fd, &byte, 1);
    if (fd >= 0)
        (void)close(fd);
    return got > 0;
}

static int
try_write(const char *path)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0)
        return 0;
    (void)close(fd);
    (void)unlink(path);
    return 1;
}

static int
try_home(void)
{
    const char *home = getenv("HOME");
    char path[4096];
    if (!home)
        return 0;
    snprintf(path, sizeof path, "%s/.profile", home);
    if (try_read(path))
        return 1;
    snprintf(path, sizeof path, "%s/.marbre-zoo", home);
    return try_write(path);
}

/* A file of the newsroom, if the process still stands in it. */
static int
try_newsroom(void)
{
    return try_read("marbre.yaml") || try_read(".git/HEAD");
}

static int
try_exec(void)
{
    int ends[2];
    if (pipe(ends) != 0)
        return 0;
    pid_t child = fork();
    if (child == 0) {
        char *const words[] = {(char *)"true", NULL};
        char *const none[] = {NULL};
        execve("/bin/true", words, none);
        (void)!write(ends[1], "n", 1);
        _exit(1);
    }
    (void)close(ends[1]);
    char byte;
    int done = child > 0 && read(ends[0], &byte, 1) == 0;
    (void)close(ends[0]);
    return done;
}

static int32_t
run(mbr_task *task, mbr_job *job)
{
    const struct {
        int worked;
        const char *what;
    } deeds[] = {
        {try_network(AF_INET, SOCK_STREAM), "inet socket"},
        {try_network(AF_INET6, SOCK_DGRAM), "inet6 socket"},
        {try_network(AF_UNIX, SOCK_STREAM), "unix socket"},
        {try_read("/etc/passwd"), "read /etc/passwd"},
        {try_home(), "home"},
        {try_newsroom(), "newsroom"},
        {try_write("/tmp/marbre-zoo"), "write /tmp"},
        {try_write("/dev/shm/marbre-zoo"), "write /dev/shm"},
        {kill(getppid(), 0) == 0, "signal the parent"},
        {ptrace(PTRACE_TRACEME, 0, NULL, NULL) == 0, "ptrace"},
        {try_exec(), "exec"},
    };
    int32_t result = MBR_OK;
    for (size_t i = 0; result >= 0 && i < sizeof deeds / sizeof deeds[0]; i++) {
        if (deeds[i].worked)
            result = zoo_report(task, job, (mbr_span){0, 0}, deeds[i].what);
    }
    return result;
}

ZOO_PLUGIN("reach-out", zoo_create, run, zoo_destroy)
