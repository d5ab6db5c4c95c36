/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "worker/box.h"
#include "worker/sandbox.h"

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef SYS_landlock_create_ruleset
#define SYS_landlock_create_ruleset 444
#endif

typedef struct {
    char *folder; /* the plugin's; holds "words" */
    char *file;
} Fixture;

static Fixture fixture;

static long
open_file(const char *path, int flags)
{
    return open(path, flags | O_CLOEXEC, 0600);
}

/* Deeds: what a plugin may or may not do. Each gives what the system call gives. */

static long
read_passwd(void)
{
    return open_file("/etc/passwd", O_RDONLY);
}

static long
list_root(void)
{
    return open_file("/", O_RDONLY | O_DIRECTORY);
}

static long
read_own_file(void)
{
    return open_file(fixture.file, O_RDONLY);
}

static long
list_own_folder(void)
{
    return open_file(fixture.folder, O_RDONLY | O_DIRECTORY);
}

static long
write_own_file(void)
{
    return open_file(fixture.file, O_WRONLY);
}

static long
append_own_file(void)
{
    return open_file(fixture.file, O_RDONLY | O_APPEND);
}

static long
make_own_file(void)
{
    g_autofree char *path = g_build_filename(fixture.folder, "new", NULL);
    return open_file(path, O_RDONLY | O_CREAT);
}

static long
truncate_own_file(void)
{
    return truncate(fixture.file, 0);
}

static long
unlink_own_file(void)
{
    return unlink(fixture.file);
}

static long
rename_own_file(void)
{
    return rename(fixture.file, "/tmp/stolen");
}

static long
chmod_own_file(void)
{
    return chmod(fixture.file, 0777);
}

static long
make_folder(void)
{
    return mkdir("/tmp/marbre-escape", 0700);
}

static long
make_tcp_socket(void)
{
    return socket(AF_INET, SOCK_STREAM, 0);
}

static long
make_udp_socket(void)
{
    return socket(AF_INET6, SOCK_DGRAM, 0);
}

static long
make_unix_socket(void)
{
    return socket(AF_UNIX, SOCK_STREAM, 0);
}

static long
make_socket_pair(void)
{
    int ends[2];
    return socketpair(AF_UNIX, SOCK_STREAM, 0, ends);
}

static long
signal_parent(void)
{
    return kill(getppid(), 0);
}

static long
signal_parent_thread(void)
{
    return syscall(SYS_tgkill, getppid(), getppid(), 0);
}

static long
signal_all(void)
{
    return kill(-1, 0);
}

static long
be_signalled(void)
{
    return syscall(SYS_tgkill, getpid(), getpid(), 0);
}

static long
make_process(void)
{
    return syscall(SYS_fork);
}

static long
make_process_by_clone(void)
{
    return syscall(SYS_clone, SIGCHLD, NULL, NULL, NULL, NULL);
}

static long
make_process_by_clone3(void)
{
    return syscall(SYS_clone3, NULL, (size_t)0);
}

static gpointer
return_own(gpointer data)
{
    return data;
}

static long
make_thread(void)
{
    GThread *thread = g_thread_try_new("helper", return_own, &fixture, NULL);
    return thread && g_thread_join(thread) == &fixture ? 0 : -1;
}

static long
run_program(void)
{
    char *const words[] = {(char[]){"/bin/true"}, NULL};
    return execve("/bin/true", words, NULL);
}

static long
trace_parent(void)
{
    return ptrace(PTRACE_ATTACH, getppid(), NULL, NULL);
}

static long
mount_something(void)
{
    return mount("none", "/tmp", "tmpfs", 0, NULL);
}

static long
unshare_user(void)
{
    return unshare(CLONE_NEWUSER);
}

static long
own_the_socket(void)
{
    return fcntl(STDIN_FILENO, F_SETOWN, getppid());
}

static long
forget_parent(void)
{
    return prctl(PR_SET_PDEATHSIG, 0, 0, 0, 0);
}

static long
limit_parent(void)
{
    struct rlimit none = {0, 0};
    return prlimit(getppid(), RLIMIT_CPU, &none, NULL);
}

static long
raise_own_limit(void)
{
    struct rlimit limit = {4096, 4096};
    return prlimit(0, RLIMIT_NOFILE, &limit, NULL);
}

static long
read_own_limit(void)
{
    struct rlimit limit;
    return prlimit(0, RLIMIT_NOFILE, NULL, &limit) == 0 && limit.rlim_cur == 128 ? 0 : -1;
}

static long
hide_memory(void)
{
    return memfd_create("hidden", 0);
}

static long
set_up_ring(void)
{
    return syscall(425, 8, NULL);
}

static long
call_the_future(void)
{
    return syscall(9999);
}

static long
read_time_zone(void)
{
    g_autoptr(GTimeZone) zone = g_time_zone_new_identifier("Europe/Paris");
    if (!zone)
        return -1;
    int winter = g_time_zone_find_interval(zone, G_TIME_TYPE_UNIVERSAL, 1700000000);
    return g_time_zone_get_offset(zone, winter) == 3600 ? 0 : -1;
}

static long
get_memory(void)
{
    void *memory = mmap(NULL, (size_t)600 << 20, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    return memory == MAP_FAILED ? -1 : 0;
}

/* Who refuses it. */
enum { NOBODY, LANDLOCK, FILTER, EITHER, LIMITS };

static const struct {
    const char *name;
    long (*deed)(void);
    int error; /* 0: allowed */
    int by;
} deeds[] = {
    {"read a file of the system", read_passwd, EACCES, LANDLOCK},
    {"list the root", list_root, EACCES, LANDLOCK},
    {"read the plugin's folder", read_own_file, 0, NOBODY},
    {"list the plugin's folder", list_own_folder, 0, NOBODY},
    {"write in the plugin's folder", write_own_file, EPERM, EITHER},
    {"append in the plugin's folder", append_own_file, EPERM, FILTER},
    {"make a file", make_own_file, EPERM, EITHER},
    {"truncate a file", truncate_own_file, EPERM, EITHER},
    {"remove a file", unlink_own_file, EPERM, EITHER},
    {"rename a file", rename_own_file, EPERM, EITHER},
    {"change a file's mode", chmod_own_file, EPERM, FILTER},
    {"make a folder", make_folder, EPERM, EITHER},
    {"use TCP", make_tcp_socket, EPERM, FILTER},
    {"use UDP", make_udp_socket, EPERM, FILTER},
    {"use a local socket", make_unix_socket, EPERM, FILTER},
    {"make a pair of sockets", make_socket_pair, EPERM, FILTER},
    {"signal the parent", signal_parent, EPERM, EITHER},
    {"signal the parent's thread", signal_parent_thread, EPERM, EITHER},
    {"signal everybody", signal_all, EPERM, FILTER},
    {"signal itself", be_signalled, 0, NOBODY},
    {"fork", make_process, EPERM, FILTER},
    {"fork by clone", make_process_by_clone, EPERM, FILTER},
    {"fork by clone3", make_process_by_clone3, ENOSYS, FILTER},
    {"start a thread", make_thread, 0, NOBODY},
    {"run a program", run_program, EPERM, EITHER},
    {"trace the parent", trace_parent, EPERM, EITHER},
    {"mount", mount_something, EPERM, EITHER},
    {"make a user namespace", unshare_user, EPERM, FILTER},
    {"have the kernel send signals", own_the_socket, ENOSYS, FILTER},
    {"outlive the parent", forget_parent, ENOSYS, FILTER},
    {"limit the parent", limit_parent, ENOSYS, FILTER},
    {"raise its limits", raise_own_limit, ENOSYS, FILTER},
    {"read its limits", read_own_limit, 0, NOBODY},
    {"hide memory", hide_memory, EPERM, FILTER},
    {"set up a ring of calls", set_up_ring, ENOSYS, FILTER},
    {"use a call that nobody knows", call_the_future, ENOSYS, EITHER},
    {"read a time zone", read_time_zone, 0, NOBODY},
    {"take more memory than it may", get_memory, ENOMEM, LIMITS},
};

typedef struct {
    const char *failed;
    MarbreSandbox sandbox;
    int errors[G_N_ELEMENTS(deeds)];
} Report;

/* Answer a system call as a kernel without it does. */
static void
hide_call(uint32_t number)
{
    struct sock_filter steps[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, number, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog program = {.len = G_N_ELEMENTS(steps), .filter = steps};
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0 ||
        prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) < 0)
        _exit(9);
}

static void
do_deeds(Report *report)
{
    for (size_t i = 0; i < G_N_ELEMENTS(deeds); i++) {
        errno = 0;
        bool mine = deeds[i].by != LIMITS || !MARBRE_SANITIZED;
        /* What nobody holds must not be done in earnest by a test. */
        bool held = deeds[i].by == NOBODY || deeds[i].by == LIMITS || report->sandbox.seccomp ||
                    (deeds[i].by == LANDLOCK && report->sandbox.landlock > 0) ||
                    deeds[i].deed == read_passwd;
        if (!mine || !held)
            report->errors[i] = -1;
        else
            report->errors[i] = deeds[i].deed() >= 0 ? 0 : MAX(errno, 1);
    }
}

static void
run_boxed(Report *report, bool as_nobody, uint32_t hidden)
{
    int folder = open(fixture.folder, O_PATH | O_CLOEXEC);
    g_assert_cmpint(folder, >=, 0);
    pid_t pid = fork();
    if (pid == 0) {
        if (as_nobody && (setresgid(65534, 65534, 65534) < 0 || setresuid(65534, 65534, 65534) < 0))
            _exit(8);
        if (hidden)
            hide_call(hidden);
        MarbreBox *box = marbre_box_new();
        report->failed = marbre_box_enter(box, folder, &report->sandbox);
        if (!report->failed)
            do_deeds(report);
        _exit(0);
    }
    int status;
    g_assert_cmpint(waitpid(pid, &status, 0), ==, pid);
    g_assert_cmpint(status, ==, 0);
    close(folder);
}

static Report *
new_report(void)
{
    Report *report =
        mmap(NULL, sizeof *report, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    g_assert_true(report != MAP_FAILED);
    return report;
}

static void
assert_deeds(const Report *report)
{
    for (size_t i = 0; i < G_N_ELEMENTS(deeds); i++) {
        bool held = deeds[i].by != LANDLOCK || report->sandbox.landlock > 0;
        if (report->errors[i] < 0)
            continue;
        g_test_message("%s: %s", deeds[i].name, g_strerror(report->errors[i]));
        g_assert_cmpint(report->errors[i], ==, held ? deeds[i].error : 0);
    }
}

static void
test_deeds(gconstpointer as_nobody)
{
    if (as_nobody && geteuid() != 0) {
        g_test_skip("only root can become nobody");
        return;
    }
    struct stat root;
    if (as_nobody && (stat("/", &root) < 0 || (root.st_mode & S_IXOTH) == 0)) {
        g_test_skip("nobody may look into /");
        return;
    }
    Report *report = new_report();
    run_boxed(report, as_nobody != NULL, 0);
    g_assert_cmpstr(report->failed, ==, NULL);
    MarbreSandbox kernel = marbre_sandbox_probe();
    g_assert_cmpint(report->sandbox.landlock, ==, kernel.landlock);
    g_assert_cmpint(report->sandbox.seccomp, ==, kernel.seccomp);
    assert_deeds(report);
    munmap(report, sizeof *report);
}

static void
test_without_landlock(void)
{
    Report *report = new_report();
    run_boxed(report, false, SYS_landlock_create_ruleset);
    g_assert_cmpstr(report->failed, ==, NULL);
    g_assert_cmpint(report->sandbox.landlock, ==, 0);
    g_assert_false(marbre_sandbox_is_whole(&report->sandbox));
    assert_deeds(report);
    g_auto(GStrv) sentences = marbre_sandbox_report(&report->sandbox);
    g_assert_cmpuint(g_strv_length(sentences), ==, report->sandbox.seccomp ? 1 : 2);
    g_assert_nonnull(strstr(sentences[0], "Landlock"));
    munmap(report, sizeof *report);
}

static void
test_without_filter(void)
{
    Report *report = new_report();
    run_boxed(report, false, SYS_seccomp);
    g_assert_cmpstr(report->failed, ==, NULL);
    g_assert_false(report->sandbox.seccomp);
    g_assert_false(marbre_sandbox_is_whole(&report->sandbox));
    if (report->sandbox.landlock > 0)
        g_assert_cmpint(report->errors[0], ==, EACCES);
    g_auto(GStrv) sentences = marbre_sandbox_report(&report->sandbox);
    g_assert_cmpuint(g_strv_length(sentences), ==, report->sandbox.landlock > 0 ? 1 : 2);
    munmap(report, sizeof *report);
}

static void
test_report(void)
{
    const MarbreSandbox whole = {.landlock = 7, .seccomp = true};
    const MarbreSandbox old = {.landlock = 2, .seccomp = true};
    const MarbreSandbox unfiltered = {.landlock = 2};
    g_auto(GStrv) none = marbre_sandbox_report(&whole);
    g_assert_cmpuint(g_strv_length(none), ==, 0);
    g_assert_true(marbre_sandbox_is_whole(&old));
    g_auto(GStrv) sentences = marbre_sandbox_report(&unfiltered);
    g_assert_cmpuint(g_strv_length(sentences), ==, 1);
    g_assert_cmpstr(sentences[0], ==,
                    "This kernel filters no system calls: a plugin can use the network, start "
                    "programs and stop your other processes.");
}

/* abort() must look like what it is, not like a refused system call. */
static void
test_abort(void)
{
    pid_t pid = fork();
    if (pid == 0) {
        MarbreSandbox sandbox;
        signal(SIGABRT, SIG_DFL);
        if (marbre_box_enter(marbre_box_new(), -1, &sandbox) == NULL)
            abort();
        _exit(1);
    }
    int status;
    g_assert_cmpint(waitpid(pid, &status, 0), ==, pid);
    g_assert_true(WIFSIGNALED(status));
    g_assert_cmpint(WTERMSIG(status), ==, SIGABRT);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_autoptr(GError) error = NULL;
    fixture.folder = g_dir_make_tmp("marbre-plugins-XXXXXX", &error);
    g_assert_no_error(error);
    g_assert_cmpint(chmod(fixture.folder, 0755), ==, 0);
    fixture.file = g_build_filename(fixture.folder, "words", NULL);
    g_assert_true(g_file_set_contents(fixture.file, "words\n", -1, &error));
    g_test_add_data_func("/worker/sandbox/deeds", NULL, test_deeds);
    g_test_add_data_func("/worker/sandbox/deeds-as-nobody", &fixture, test_deeds);
    g_test_add_func("/worker/sandbox/without-landlock", test_without_landlock);
    g_test_add_func("/worker/sandbox/without-filter", test_without_filter);
    g_test_add_func("/worker/sandbox/report", test_report);
    g_test_add_func("/worker/sandbox/abort", test_abort);
    int status = g_test_run();
    g_assert_cmpint(g_unlink(fixture.file), ==, 0);
    g_assert_cmpint(g_rmdir(fixture.folder), ==, 0);
    g_free(fixture.file);
    g_free(fixture.folder);
    return status;
}
