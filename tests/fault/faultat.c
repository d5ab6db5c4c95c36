/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Runs a command and does harm at its N-th file-changing system call, counted over all of its
 * processes:
 *
 *   faultat [-q] [-r DIR] -n N [-k before|after | -e ERRNO [-s] | -x SHELL] -- COMMAND ARGUMENT...
 *
 *   -n 0         only count, and say how many there were
 *   -k before    kill them all in place of the call (the default); -k after: when it is done
 *   -e ENOSPC    let that one call fail; -s: and every later one too, as on a full disk
 *   -x SHELL     stop there, run a shell command, go on: what others may do in that very moment
 *   -r DIR       count calls that open, read or look at something below DIR as well
 *   -t           say on standard error which call was hit
 *   -q           with -n 0, print the bare number
 *
 * Exit status: the command's own; 137 when killed here; 125 when the tool itself failed. */
#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef __x86_64__
#error "faultat knows the registers of x86-64 only"
#endif

#define EXIT_KILLED 137
#define EXIT_TOOL 125
#define PROCESSES 512

enum harm { HARM_NONE, HARM_KILL_BEFORE, HARM_KILL_AFTER, HARM_ERROR, HARM_SHELL };

static struct {
    unsigned long at;
    enum harm harm;
    int error;
    const char *shell;
    const char *below;
    bool sticky, tell, quiet;
} plan = {.harm = HARM_KILL_BEFORE};

/* One traced process or thread, between entry and exit of a call or not. */
static struct process {
    pid_t pid;
    bool inside;
    int fail;       /* errno that this call gets */
    bool kill_next; /* all die when this call returns */
} processes[PROCESSES];

static unsigned long count;

static const struct {
    long number;
    const char *name;
} changing[] = {
    {SYS_rename, "rename"},     {SYS_renameat, "renameat"},   {SYS_renameat2, "renameat2"},
    {SYS_link, "link"},         {SYS_linkat, "linkat"},       {SYS_unlink, "unlink"},
    {SYS_unlinkat, "unlinkat"}, {SYS_mkdir, "mkdir"},         {SYS_mkdirat, "mkdirat"},
    {SYS_rmdir, "rmdir"},       {SYS_symlink, "symlink"},     {SYS_symlinkat, "symlinkat"},
    {SYS_truncate, "truncate"}, {SYS_ftruncate, "ftruncate"}, {SYS_chmod, "chmod"},
    {SYS_fchmod, "fchmod"},     {SYS_fchmodat, "fchmodat"},   {SYS_utimensat, "utimensat"},
    {SYS_utimes, "utimes"},     {SYS_fsync, "fsync"},         {SYS_fdatasync, "fdatasync"},
    {SYS_syncfs, "syncfs"},     {SYS_sync, "sync"},           {SYS_fallocate, "fallocate"},
    {SYS_creat, "creat"},
};

static const struct {
    const char *name;
    int value;
} errors[] = {
    {"ENOSPC", ENOSPC}, {"EIO", EIO},       {"EACCES", EACCES}, {"EROFS", EROFS},
    {"EMFILE", EMFILE}, {"EDQUOT", EDQUOT}, {"EINTR", EINTR},   {"ENOENT", ENOENT},
    {"EPERM", EPERM},   {"EINVAL", EINVAL}, {"ENOSYS", ENOSYS},
};

static void
die(const char *what)
{
    fprintf(stderr, "faultat: %s: %s\n", what, strerror(errno));
    exit(EXIT_TOOL);
}

static struct process *
process_of(pid_t pid)
{
    struct process *unused = NULL;

    for (size_t i = 0; i < PROCESSES; i++) {
        if (processes[i].pid == pid)
            return &processes[i];
        if (processes[i].pid == 0 && unused == NULL)
            unused = &processes[i];
    }
    if (unused == NULL)
        die("too many processes");
    *unused = (struct process){.pid = pid};
    return unused;
}

static void
kill_all(void)
{
    int status;
    pid_t pid;

    for (size_t i = 0; i < PROCESSES; i++) {
        if (processes[i].pid != 0)
            kill(processes[i].pid, SIGKILL);
    }
    /* One that was born meanwhile stops at birth, and is seen here for the first time. */
    while ((pid = waitpid(-1, &status, __WALL)) > 0) {
        if (WIFSTOPPED(status))
            kill(pid, SIGKILL);
    }
    exit(EXIT_KILLED);
}

/* Whether a descriptor is a file on a disk; pipes, sockets and terminals change nothing. */
static bool
is_file(pid_t pid, unsigned long fd)
{
    char path[64], target[32];

    snprintf(path, sizeof path, "/proc/%d/fd/%lu", pid, fd);
    ssize_t size = readlink(path, target, sizeof target - 1);
    if (size <= 0)
        return false;
    target[size] = '\0';
    return fd > 2 && target[0] == '/' && strncmp(target, "/dev/", 5) != 0 &&
           strncmp(target, "/memfd:", 7) != 0;
}

static bool
opens_to_change(pid_t pid, const struct user_regs_struct *registers)
{
    unsigned long flags = 0;

    if (registers->orig_rax == SYS_open) {
        flags = registers->rsi;
    } else if (registers->orig_rax == SYS_openat) {
        flags = registers->rdx;
    } else {
        struct open_how how = {0};
        struct iovec here = {&how, sizeof how};
        struct iovec there = {(void *)registers->rdx, sizeof how};
        if (process_vm_readv(pid, &here, 1, &there, 1, 0) == (ssize_t)sizeof how)
            flags = how.flags;
    }
    return (flags & (O_CREAT | O_TRUNC)) != 0;
}

static bool
is_below(const char *path)
{
    size_t size = strlen(plan.below);

    return strncmp(path, plan.below, size) == 0 && (path[size] == '/' || path[size] == '\0');
}

/* Whether what a descriptor, or the current folder (-100), names is below the folder asked about.
 */
static bool
descriptor_is_below(pid_t pid, int fd)
{
    char path[64], target[4096];

    if (fd == AT_FDCWD)
        snprintf(path, sizeof path, "/proc/%d/cwd", pid);
    else
        snprintf(path, sizeof path, "/proc/%d/fd/%d", pid, fd);
    ssize_t size = readlink(path, target, sizeof target - 1);
    if (size <= 0)
        return false;
    target[size] = '\0';
    return is_below(target);
}

static bool
path_is_below(pid_t pid, int folder, unsigned long address)
{
    char path[4096] = "";
    size_t rest = sizeof path - 1;
    size_t to_page_end = 4096 - address % 4096; /* the next page may not be there */
    struct iovec here = {path, to_page_end < rest ? to_page_end : rest};
    struct iovec there = {(void *)address, here.iov_len};

    if (process_vm_readv(pid, &here, 1, &there, 1, 0) <= 0)
        return false;
    return path[0] == '/' ? is_below(path) : descriptor_is_below(pid, folder);
}

/* Name of the call where it reads below the folder asked about, else NULL. */
static const char *
reading_of(pid_t pid, const struct user_regs_struct *registers)
{
    switch (registers->orig_rax) {
    case SYS_read:
    case SYS_pread64:
    case SYS_fstat:
    case SYS_getdents64:
        return descriptor_is_below(pid, (int)registers->rdi) ? "read" : NULL;
    case SYS_open:
    case SYS_stat:
    case SYS_lstat:
    case SYS_access:
    case SYS_readlink:
        return path_is_below(pid, AT_FDCWD, registers->rdi) ? "look" : NULL;
    case SYS_openat:
    case SYS_openat2:
    case SYS_newfstatat:
    case SYS_statx:
    case SYS_faccessat:
    case SYS_faccessat2:
    case SYS_readlinkat:
        return path_is_below(pid, (int)registers->rdi, registers->rsi) ? "look" : NULL;
    default:
        return NULL;
    }
}

/* Name of the call where it changes files, else NULL. */
static const char *
change_of(pid_t pid, const struct user_regs_struct *registers)
{
    switch (registers->orig_rax) {
    case SYS_open:
    case SYS_openat:
    case SYS_openat2:
        return opens_to_change(pid, registers) ? "open" : NULL;
    case SYS_write:
    case SYS_pwrite64:
    case SYS_writev:
    case SYS_pwritev:
    case SYS_sendfile:
        return is_file(pid, registers->rdi) ? "write" : NULL;
    case SYS_copy_file_range:
        return is_file(pid, registers->rdx) ? "copy" : NULL;
    default:
        break;
    }
    for (size_t i = 0; i < sizeof changing / sizeof *changing; i++) {
        if (changing[i].number == (long)registers->orig_rax)
            return changing[i].name;
    }
    return NULL;
}

static void
registers_get(pid_t pid, struct user_regs_struct *registers)
{
    struct iovec here = {registers, sizeof *registers};

    if (ptrace(PTRACE_GETREGSET, pid, NT_PRSTATUS, &here) < 0)
        memset(registers, 0xff, sizeof *registers); /* dead already: no call we know */
}

static void
registers_set(pid_t pid, struct user_regs_struct *registers)
{
    struct iovec here = {registers, sizeof *registers};

    if (ptrace(PTRACE_SETREGSET, pid, NT_PRSTATUS, &here) < 0 && errno != ESRCH)
        die("registers");
}

static void
shell_run(void)
{
    pid_t pid = fork();
    int status;

    if (pid == 0) {
        execl("/bin/sh", "sh", "-c", plan.shell, (char *)NULL);
        _exit(127);
    }
    if (pid < 0 || waitpid(pid, &status, 0) < 0)
        die("shell");
    if (!WIFEXITED(status) || WEXITSTATUS(status) == 127)
        die("shell command");
}

static void
harm(struct process *process, struct user_regs_struct *registers)
{
    switch (plan.harm) {
    case HARM_NONE:
        break;
    case HARM_KILL_BEFORE:
        kill_all();
        break;
    case HARM_KILL_AFTER:
        process->kill_next = true;
        break;
    case HARM_ERROR:
        process->fail = plan.error;
        registers->orig_rax = (unsigned long)-1; /* no call of that number: nothing happens */
        registers_set(process->pid, registers);
        break;
    case HARM_SHELL:
        shell_run();
        break;
    }
}

static void
call_entered(struct process *process)
{
    struct user_regs_struct registers;

    registers_get(process->pid, &registers);
    const char *name = change_of(process->pid, &registers);
    if (name == NULL && plan.below != NULL)
        name = reading_of(process->pid, &registers);
    if (name == NULL)
        return;
    count++;
    if (plan.at == 0 || (count != plan.at && !(plan.sticky && count > plan.at)))
        return;
    if (plan.tell)
        fprintf(stderr, "faultat: call %lu is %s\n", count, name);
    harm(process, &registers);
}

static void
call_left(struct process *process)
{
    struct user_regs_struct registers;

    if (process->kill_next)
        kill_all();
    if (process->fail == 0)
        return;
    registers_get(process->pid, &registers);
    registers.rax = (unsigned long)-(long)process->fail;
    registers_set(process->pid, &registers);
    process->fail = 0;
}

/* Lets a stopped process go on; returns the signal that it is to get. */
static int
stop_handle(struct process *process, int status, bool is_root)
{
    int signal = WSTOPSIG(status);

    if (signal == (SIGTRAP | 0x80)) {
        process->inside = !process->inside;
        if (process->inside)
            call_entered(process);
        else
            call_left(process);
        return 0;
    }
    if (signal == SIGTRAP && status >> 16 != 0)
        return 0; /* a fork or exec: reported, not sent */
    if (signal == SIGSTOP && !is_root)
        return 0; /* how a new process begins */
    return signal;
}

static int
trace(pid_t root)
{
    int result = EXIT_TOOL;
    int status;

    for (;;) {
        pid_t pid = waitpid(-1, &status, __WALL);
        if (pid < 0)
            return result;
        struct process *process = process_of(pid);
        if (WIFEXITED(status) || WIFSIGNALED(status)) {
            if (pid == root)
                result = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
            process->pid = 0;
            continue;
        }
        int signal = stop_handle(process, status, pid == root);
        if (ptrace(PTRACE_SYSCALL, pid, 0, signal) < 0 && errno != ESRCH)
            die("ptrace");
    }
}

static pid_t
start(char **command)
{
    long options = PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK |
                   PTRACE_O_TRACECLONE | PTRACE_O_TRACEEXEC | PTRACE_O_EXITKILL;
    pid_t pid = fork();
    int status;

    if (pid < 0)
        die("fork");
    if (pid == 0) {
        if (ptrace(PTRACE_TRACEME, 0, 0, 0) < 0)
            _exit(EXIT_TOOL);
        raise(SIGSTOP);
        execvp(command[0], command);
        _exit(127);
    }
    if (waitpid(pid, &status, 0) < 0 || ptrace(PTRACE_SETOPTIONS, pid, 0, options) < 0)
        die("trace");
    (void)process_of(pid);
    if (ptrace(PTRACE_SYSCALL, pid, 0, 0) < 0)
        die("trace");
    return pid;
}

static int
error_parse(const char *name)
{
    for (size_t i = 0; i < sizeof errors / sizeof *errors; i++) {
        if (strcmp(errors[i].name, name) == 0)
            return errors[i].value;
    }
    fprintf(stderr, "faultat: unknown error %s\n", name);
    exit(EXIT_TOOL);
}

static void
options_parse(int argc, char **argv)
{
    int option;

    while ((option = getopt(argc, argv, "+n:k:e:x:r:stq")) != -1) {
        switch (option) {
        case 'n':
            plan.at = strtoul(optarg, NULL, 10);
            break;
        case 'k':
            plan.harm = strcmp(optarg, "after") == 0 ? HARM_KILL_AFTER : HARM_KILL_BEFORE;
            break;
        case 'e':
            plan.harm = HARM_ERROR;
            plan.error = error_parse(optarg);
            break;
        case 'x':
            plan.harm = HARM_SHELL;
            plan.shell = optarg;
            break;
        case 'r':
            plan.below = optarg;
            break;
        case 's':
            plan.sticky = true;
            break;
        case 't':
            plan.tell = true;
            break;
        case 'q':
            plan.quiet = true;
            break;
        default:
            exit(EXIT_TOOL);
        }
    }
    if (optind >= argc) {
        fputs("usage: faultat -n N [-k before|after | -e ERRNO [-s] | -x SHELL] -- COMMAND\n",
              stderr);
        exit(EXIT_TOOL);
    }
}

int
main(int argc, char **argv)
{
    options_parse(argc, argv);
    int result = trace(start(argv + optind));
    if (plan.at == 0)
        fprintf(stderr, plan.quiet ? "%lu\n" : "faultat: %lu file-changing calls\n", count);
    return result;
}
