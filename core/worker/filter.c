/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "worker/filter.h"

#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <linux/audit.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef PR_SET_VMA
#define PR_SET_VMA 0x53564d41
#endif

/* What the C library, GLib, dlopen() and the run times of C++ and Rust need of the kernel to
 * compute, to read, to wait and to run threads. A call that is on no list is answered as by a
 * kernel that has never heard of it, so that a library falls back to an older one. */
static const int free_calls[] = {
    SCMP_SYS(access),
    SCMP_SYS(arch_prctl),
    SCMP_SYS(brk),
    SCMP_SYS(clock_getres),
    SCMP_SYS(clock_gettime),
    SCMP_SYS(clock_nanosleep),
    SCMP_SYS(close),
    SCMP_SYS(close_range),
    SCMP_SYS(dup),
    SCMP_SYS(dup2),
    SCMP_SYS(dup3),
    SCMP_SYS(epoll_create1),
    SCMP_SYS(epoll_ctl),
    SCMP_SYS(epoll_pwait),
    SCMP_SYS(epoll_wait),
    SCMP_SYS(eventfd2),
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
    SCMP_SYS(faccessat),
    SCMP_SYS(faccessat2),
    SCMP_SYS(fadvise64),
    SCMP_SYS(fstat),
    SCMP_SYS(fstatfs),
    SCMP_SYS(futex),
    SCMP_SYS(futex_waitv),
    SCMP_SYS(getcpu),
    SCMP_SYS(getcwd),
    SCMP_SYS(getdents64),
    SCMP_SYS(getegid),
    SCMP_SYS(geteuid),
    SCMP_SYS(getgid),
    SCMP_SYS(getpid),
    SCMP_SYS(getppid),
    SCMP_SYS(getrandom),
    SCMP_SYS(getrlimit),
    SCMP_SYS(getrusage),
    SCMP_SYS(gettid),
    SCMP_SYS(gettimeofday),
    SCMP_SYS(getuid),
    SCMP_SYS(lseek),
    SCMP_SYS(lstat),
    SCMP_SYS(madvise),
    SCMP_SYS(membarrier),
    SCMP_SYS(mincore),
    SCMP_SYS(mmap),
    SCMP_SYS(mprotect),
    SCMP_SYS(mremap),
    SCMP_SYS(munmap),
    SCMP_SYS(nanosleep),
    SCMP_SYS(newfstatat),
    SCMP_SYS(pause),
    SCMP_SYS(pipe),
    SCMP_SYS(pipe2),
    SCMP_SYS(poll),
    SCMP_SYS(ppoll),
    SCMP_SYS(pread64),
    SCMP_SYS(preadv),
    SCMP_SYS(pselect6),
    SCMP_SYS(read),
    SCMP_SYS(readv),
    SCMP_SYS(recvmsg),
    SCMP_SYS(restart_syscall),
    SCMP_SYS(rseq),
    SCMP_SYS(rt_sigaction),
    SCMP_SYS(rt_sigpending),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(rt_sigsuspend),
    SCMP_SYS(rt_sigtimedwait),
    SCMP_SYS(sched_getaffinity),
    SCMP_SYS(sched_getparam),
    SCMP_SYS(sched_getscheduler),
    SCMP_SYS(sched_yield),
    SCMP_SYS(select),
    SCMP_SYS(set_robust_list),
    SCMP_SYS(set_tid_address),
    SCMP_SYS(sigaltstack),
    SCMP_SYS(stat),
    SCMP_SYS(statfs),
    SCMP_SYS(statx),
    SCMP_SYS(sysinfo),
    SCMP_SYS(tgkill), /* of itself only: see keep_to_itself() */
    SCMP_SYS(time),
    SCMP_SYS(times),
    SCMP_SYS(uname),
    SCMP_SYS(write),
    SCMP_SYS(writev),
};

/* What a library may well try and should see refused rather than missing. */
static const int refused_calls[] = {
    SCMP_SYS(accept),
    SCMP_SYS(accept4),
    SCMP_SYS(bind),
    SCMP_SYS(chdir),
    SCMP_SYS(chmod),
    SCMP_SYS(chown),
    SCMP_SYS(chroot),
    SCMP_SYS(connect),
    SCMP_SYS(creat),
    SCMP_SYS(execve),
    SCMP_SYS(execveat),
    SCMP_SYS(fallocate),
    SCMP_SYS(fchdir),
    SCMP_SYS(fchmod),
    SCMP_SYS(fchmodat),
    SCMP_SYS(fchown),
    SCMP_SYS(fchownat),
    SCMP_SYS(fork),
    SCMP_SYS(fsetxattr),
    SCMP_SYS(ftruncate),
    SCMP_SYS(kill),
    SCMP_SYS(link),
    SCMP_SYS(linkat),
    SCMP_SYS(listen),
    SCMP_SYS(memfd_create),
    SCMP_SYS(mkdir),
    SCMP_SYS(mkdirat),
    SCMP_SYS(mknod),
    SCMP_SYS(mknodat),
    SCMP_SYS(mount),
    SCMP_SYS(pidfd_getfd),
    SCMP_SYS(pidfd_open),
    SCMP_SYS(pidfd_send_signal),
    SCMP_SYS(pivot_root),
    SCMP_SYS(process_vm_readv),
    SCMP_SYS(process_vm_writev),
    SCMP_SYS(ptrace),
    SCMP_SYS(readlink),
    SCMP_SYS(readlinkat),
    SCMP_SYS(rename),
    SCMP_SYS(renameat),
    SCMP_SYS(renameat2),
    SCMP_SYS(rmdir),
    SCMP_SYS(rt_sigqueueinfo),
    SCMP_SYS(rt_tgsigqueueinfo),
    SCMP_SYS(sched_setaffinity),
    SCMP_SYS(sched_setscheduler),
    SCMP_SYS(sendmmsg),
    SCMP_SYS(sendmsg),
    SCMP_SYS(sendto),
    SCMP_SYS(setgid),
    SCMP_SYS(setns),
    SCMP_SYS(setpgid),
    SCMP_SYS(setpriority),
    SCMP_SYS(setrlimit),
    SCMP_SYS(setsid),
    SCMP_SYS(setsockopt),
    SCMP_SYS(setuid),
    SCMP_SYS(setxattr),
    SCMP_SYS(socket),
    SCMP_SYS(socketpair),
    SCMP_SYS(symlink),
    SCMP_SYS(symlinkat),
    SCMP_SYS(tkill),
    SCMP_SYS(truncate),
    SCMP_SYS(umask),
    SCMP_SYS(umount2),
    SCMP_SYS(unlink),
    SCMP_SYS(unlinkat),
    SCMP_SYS(unshare),
    SCMP_SYS(utimensat),
    SCMP_SYS(vfork),
};

/* Of these, the argument `arg` must be one of the values; F_SETOWN and its like would let the
 * kernel send signals to others on the worker's behalf. */
static const struct {
    int call;
    unsigned arg;
    uint64_t value;
} chosen_calls[] = {
    {SCMP_SYS(fcntl), 1, F_DUPFD},     {SCMP_SYS(fcntl), 1, F_DUPFD_CLOEXEC},
    {SCMP_SYS(fcntl), 1, F_GETFD},     {SCMP_SYS(fcntl), 1, F_SETFD},
    {SCMP_SYS(fcntl), 1, F_GETFL},     {SCMP_SYS(ioctl), 1, TCGETS},
    {SCMP_SYS(ioctl), 1, FIONREAD},    {SCMP_SYS(prctl), 0, PR_SET_NAME},
    {SCMP_SYS(prctl), 0, PR_GET_NAME}, {SCMP_SYS(prctl), 0, PR_SET_VMA},
};

/* Opening means reading: any of these bits asks for more. */
static const uint64_t writing_bits[] = {O_WRONLY, O_RDWR,   O_CREAT,
                                        O_TRUNC,  O_APPEND, O_TMPFILE & ~O_DIRECTORY};

static int
add_open_rules(scmp_filter_ctx context, int call, unsigned arg)
{
    uint64_t all = 0;
    int status = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(writing_bits) && status == 0; i++) {
        uint64_t bit = writing_bits[i];
        all |= bit;
        status = seccomp_rule_add(context, SCMP_ACT_ERRNO(EPERM), call, 1,
                                  SCMP_CMP64(arg, SCMP_CMP_MASKED_EQ, bit, bit));
    }
    if (status < 0)
        return status;
    return seccomp_rule_add(context, SCMP_ACT_ALLOW, call, 1,
                            SCMP_CMP64(arg, SCMP_CMP_MASKED_EQ, all, 0));
}

/* clone() makes threads; clone3(), whose arguments a filter cannot see, is missing, and the C
 * library then uses clone(). */
static int
add_thread_rules(scmp_filter_ctx context)
{
    int status = seccomp_rule_add(context, SCMP_ACT_ALLOW, SCMP_SYS(clone), 1,
                                  SCMP_CMP64(0, SCMP_CMP_MASKED_EQ, CLONE_THREAD, CLONE_THREAD));
    if (status < 0)
        return status;
    return seccomp_rule_add(context, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(clone), 1,
                            SCMP_CMP64(0, SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0));
}

static int
add_rules(scmp_filter_ctx context)
{
    int status = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(free_calls) && status == 0; i++)
        status = seccomp_rule_add(context, SCMP_ACT_ALLOW, free_calls[i], 0);
    for (size_t i = 0; i < G_N_ELEMENTS(refused_calls) && status == 0; i++)
        status = seccomp_rule_add(context, SCMP_ACT_ERRNO(EPERM), refused_calls[i], 0);
    for (size_t i = 0; i < G_N_ELEMENTS(chosen_calls) && status == 0; i++)
        status =
            seccomp_rule_add(context, SCMP_ACT_ALLOW, chosen_calls[i].call, 1,
                             SCMP_CMP64(chosen_calls[i].arg, SCMP_CMP_EQ, chosen_calls[i].value));
    /* Its own limits may be read, nothing set, no other process's. */
    if (status == 0)
        status = seccomp_rule_add(context, SCMP_ACT_ALLOW, SCMP_SYS(prlimit64), 2,
                                  SCMP_A0_64(SCMP_CMP_EQ, 0), SCMP_A2_64(SCMP_CMP_EQ, 0));
    if (status == 0)
        status = add_open_rules(context, SCMP_SYS(open), 1);
    if (status == 0)
        status = add_open_rules(context, SCMP_SYS(openat), 2);
    return status < 0 ? status : add_thread_rules(context);
}

/* The library writes the program to a file only. */
static bool
export_program(scmp_filter_ctx context, MarbreFilter *filter)
{
    int fd = memfd_create("filter", MFD_CLOEXEC);
    if (fd < 0)
        return false;
    struct stat status;
    bool good = seccomp_export_bpf(context, fd) == 0 && fstat(fd, &status) == 0;
    if (good) {
        size_t size = (size_t)status.st_size;
        filter->program.filter = g_malloc(size);
        filter->program.len = (unsigned short)(size / sizeof *filter->program.filter);
        good = pread(fd, filter->program.filter, size, 0) == (ssize_t)size;
    }
    close(fd);
    return good;
}

bool
marbre_filter_init(MarbreFilter *filter)
{
    *filter = (MarbreFilter){0};
    scmp_filter_ctx context = seccomp_init(SCMP_ACT_ERRNO(ENOSYS));
    if (!context)
        return false;
    /* A balanced tree: the price of a call does not follow the length of the lists. */
    bool good = seccomp_attr_set(context, SCMP_FLTATR_CTL_OPTIMIZE, 2) == 0 &&
                add_rules(context) == 0 && export_program(context, filter);
    seccomp_release(context);
    if (!good)
        marbre_filter_clear(filter);
    return good;
}

void
marbre_filter_clear(MarbreFilter *filter)
{
    g_free(filter->program.filter);
    *filter = (MarbreFilter){0};
}

static bool
enter_program(const struct sock_fprog *program)
{
    return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, program) == 0;
}

/* abort() needs tgkill(); the number of the process is known only after the fork. */
static bool
keep_to_itself(void)
{
    const uint32_t number = offsetof(struct seccomp_data, nr);
    const uint32_t group = offsetof(struct seccomp_data, args);
    struct sock_filter steps[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, number),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_tgkill, 0, 2),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, group + (G_BYTE_ORDER == G_BIG_ENDIAN ? 4 : 0)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)getpid(), 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
    };
    struct sock_fprog program = {.len = G_N_ELEMENTS(steps), .filter = steps};
    return enter_program(&program);
}

bool
marbre_filter_enter(const MarbreFilter *filter)
{
    return keep_to_itself() && enter_program(&filter->program);
}
