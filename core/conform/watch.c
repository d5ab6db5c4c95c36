/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "conform/watch.h"

#include "config.h"
#include "conform/cell.h"

#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

/* The last argument of a call that our own handler makes again: no call in the list has six. */
#define COOKIE 0x6d627277u

#define WRITING (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC)

typedef enum { OPEN, OPENAT, NAMED, OTHER } Kind;

static const struct {
    int number;
    Kind kind;
    const char *what;
} calls[] = {
#ifdef SYS_open
    {SYS_open, OPEN, "open"},
    {SYS_creat, NAMED, "write the file"},
    {SYS_unlink, NAMED, "remove the file"},
    {SYS_rmdir, NAMED, "remove the folder"},
    {SYS_mkdir, NAMED, "make the folder"},
    {SYS_rename, NAMED, "rename the file"},
    {SYS_fork, OTHER, "start a process"},
    {SYS_vfork, OTHER, "start a process"},
#endif
    {SYS_openat, OPENAT, "open"},
    {SYS_execve, NAMED, "start the program"},
    {SYS_execveat, OTHER, "start a program"},
    {SYS_clone, OTHER, "start a process"},
    {SYS_unlinkat, OTHER, "remove a file"},
    {SYS_mkdirat, OTHER, "make a folder"},
    {SYS_renameat2, OTHER, "rename a file"},
    {SYS_truncate, NAMED, "cut the file"},
    {SYS_chdir, NAMED, "go to the folder"},
    {SYS_umask, OTHER, "set the umask"},
    {SYS_socket, OTHER, "open a socket"},
    {SYS_socketpair, OTHER, "open a pair of sockets"},
    {SYS_connect, OTHER, "connect a socket"},
    {SYS_ptrace, OTHER, "trace a process"},
    {SYS_kill, OTHER, "send a signal"},
};

#define CALLS G_N_ELEMENTS(calls)

static volatile sig_atomic_t noting;
static const char *own_folder;

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#define ARGUMENT(machine, n)                                                                       \
    ((machine)->gregs[(const int[]){REG_RDI, REG_RSI, REG_RDX, REG_R10, REG_R8, REG_R9}[n]])
#define RESULT(machine) ((machine)->gregs[REG_RAX])
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#define ARGUMENT(machine, n) ((machine)->regs[n])
#define RESULT(machine) ((machine)->regs[0])
#endif

#ifdef ARCHITECTURE

static bool
starts_with(const char *path, const char *folder)
{
    size_t size = strlen(folder);
    return strncmp(path, folder, size) == 0;
}

/* What libraries and the C library itself look into; and the host for its words. */
static bool
is_of_system(const char *path)
{
    static const char *const folders[] = {"/usr/",     "/lib",         "/sys/",
                                          "/proc/",    "/etc/ld.so",   "/etc/localtime",
                                          "/dev/null", "/dev/urandom", MARBRE_LOCALE_DIR};
    for (size_t i = 0; i < G_N_ELEMENTS(folders); i++)
        if (starts_with(path, folders[i]))
            return true;
    /* The dynamic linker looks for libraries wherever it was told to. */
    return (own_folder != NULL && starts_with(path, own_folder)) || strstr(path, ".so") != NULL;
}

static bool
note_open(const char *path, uint64_t flags)
{
    if ((flags & WRITING) != 0) {
        marbre_cell_attempt("write the file", path);
        return true;
    }
    if (!is_of_system(path))
        marbre_cell_attempt("read the file", path);
    return false;
}

/* Whether the call is refused, once it is noted. */
static bool
note(size_t which, const mcontext_t *machine)
{
    switch (calls[which].kind) {
    case OPEN:
        return note_open((const char *)ARGUMENT(machine, 0), (uint64_t)ARGUMENT(machine, 1));
    case OPENAT:
        return note_open((const char *)ARGUMENT(machine, 1), (uint64_t)ARGUMENT(machine, 2));
    case NAMED:
        marbre_cell_attempt(calls[which].what, (const char *)ARGUMENT(machine, 0));
        return true;
    case OTHER:
        marbre_cell_attempt(calls[which].what, NULL);
        return true;
    }
    return true;
}

static void
on_call(int signal, siginfo_t *info, void *context)
{
    mcontext_t *machine = &((ucontext_t *)context)->uc_mcontext;
    size_t which = 0;
    (void)signal;
    while (which < CALLS && calls[which].number != info->si_syscall)
        which++;
    if (which < CALLS && noting != 0 && note(which, machine)) {
        RESULT(machine) = -EPERM;
        return;
    }
    int saved = errno;
    long result = syscall(info->si_syscall, ARGUMENT(machine, 0), ARGUMENT(machine, 1),
                          ARGUMENT(machine, 2), ARGUMENT(machine, 3), ARGUMENT(machine, 4), COOKIE);
    RESULT(machine) = result < 0 ? -errno : result;
    errno = saved;
}

#define STEP(code, k, yes, no)                                                                     \
    ((struct sock_filter){(uint16_t)(code), (uint8_t)(yes), (uint8_t)(no), (k)})
#define LOAD (BPF_LD | BPF_W | BPF_ABS)
#define EQUAL (BPF_JMP | BPF_JEQ | BPF_K)
#define HAS (BPF_JMP | BPF_JSET | BPF_K)
#define ANSWER (BPF_RET | BPF_K)

/* Each call of the list is trapped, unless it is the handler's own; of clone(), what makes no
 * thread. */
static bool
enter_filter(void)
{
    const uint32_t low = G_BYTE_ORDER == G_BIG_ENDIAN ? 4 : 0;
    const uint32_t args = offsetof(struct seccomp_data, args);
    struct sock_filter steps[CALLS + 12] = {
        STEP(LOAD, offsetof(struct seccomp_data, arch), 0, 0),
        STEP(EQUAL, ARCHITECTURE, 1, 0),
        STEP(ANSWER, SECCOMP_RET_ALLOW, 0, 0),
        STEP(LOAD, offsetof(struct seccomp_data, nr), 0, 0),
        STEP(EQUAL, SYS_clone, 0, 2),
        STEP(LOAD, args + low, 0, 0),
        STEP(HAS, CLONE_THREAD, CALLS, CALLS + 1),
    };
    unsigned short count = 7;
    for (size_t i = 0; i < CALLS; i++)
        steps[count++] = STEP(EQUAL, (uint32_t)calls[i].number, CALLS - i, 0);
    steps[count++] = STEP(ANSWER, SECCOMP_RET_ALLOW, 0, 0);
    steps[count++] = STEP(LOAD, args + 5 * 8 + low, 0, 0);
    steps[count++] = STEP(EQUAL, COOKIE, 0, 1);
    steps[count++] = STEP(ANSWER, SECCOMP_RET_ALLOW, 0, 0);
    steps[count++] = STEP(ANSWER, SECCOMP_RET_TRAP, 0, 0);
    struct sock_fprog program = {.len = count, .filter = steps};
    return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &program) == 0;
}

bool
marbre_watch_prepare(void)
{
    struct sigaction action = {.sa_sigaction = on_call, .sa_flags = SA_SIGINFO | SA_NODEFER};
    return sigaction(SIGSYS, &action, NULL) == 0 && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           enter_filter();
}

#else

bool
marbre_watch_prepare(void)
{
    return false;
}

#endif

void
marbre_watch_begin(const char *folder)
{
    own_folder = folder;
    noting = 1;
}

void
marbre_watch_end(void)
{
    noting = 0;
}
