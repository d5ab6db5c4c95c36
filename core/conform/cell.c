/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "conform/cell.h"

#include "base/file.h"
#include "base/text.h"
#include "worker/box.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define LOOK_MS 20 /* between two looks at a cell */
#define MOST_RESIDENT                                                                              \
    (UINT64_C(1) << 30) /* twice what a run may have: the host is in there too                     \
                         */
#define MOST_SAID ((size_t)16 << 20)
#define MOST_ATTEMPTS 16
#define LAST_FD 1024

typedef enum { NOTHING = 0, GOOD, FAILED } Verdict;

/* Shared with the parent, which believes none of it to be well-formed. */
typedef struct {
    atomic_int verdict;
    atomic_uint attempts;
    char phase[256];
    char reason[1024];
    char tried[MOST_ATTEMPTS][160];
} Page;

/* Of the process that is a cell. */
static struct {
    Page *page;
    MarbreBox *box;
    int said;
    int printed;
    int folder;
} own = {.said = -1, .printed = -1, .folder = -1};

void
marbre_cell_result_clear(MarbreCellResult *result)
{
    g_clear_pointer(&result->reason, g_free);
    g_clear_pointer(&result->said, g_free);
    g_clear_pointer(&result->attempts, g_strfreev);
}

/* ---- in the cell ---- */

void
marbre_cell_phase(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    (void)vsnprintf(own.page->phase, sizeof own.page->phase, format, args);
    va_end(args);
}

void
marbre_cell_say(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    g_autofree char *text = g_strdup_vprintf(format, args);
    va_end(args);
    if (!marbre_file_write_fd(own.said, "parent", text, strlen(text), NULL))
        _exit(1);
}

void
marbre_cell_fail(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    (void)vsnprintf(own.page->reason, sizeof own.page->reason, format, args);
    va_end(args);
    atomic_store(&own.page->verdict, FAILED);
    _exit(0);
}

void
marbre_cell_attempt(const char *what, const char *name)
{
    unsigned at = atomic_load(&own.page->attempts);
    if (at >= MOST_ATTEMPTS)
        return;
    char *line = own.page->tried[at];
    size_t size = 0;
    const char *const parts[] = {what, name != NULL ? " " : "", name != NULL ? name : ""};
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++)
        for (const char *p = parts[i]; *p != '\0' && size + 1 < sizeof own.page->tried[0]; p++)
            line[size++] = *p;
    line[size] = '\0';
    atomic_store(&own.page->attempts, at + 1);
}

int
marbre_cell_printed(void)
{
    int waiting = 0;
    fflush(NULL);
    return ioctl(own.printed, FIONREAD, &waiting) == 0 ? waiting : 0;
}

void
marbre_cell_enter(void)
{
    MarbreSandbox sandbox;
    const char *failed = marbre_box_enter(own.box, own.folder, &sandbox);
    if (failed != NULL)
        marbre_cell_fail("this system would not lock the test in (%s): %s", failed,
                         g_strerror(errno));
}

/* What it prints is caught; nothing else that the parent has open is left to it. */
static void
close_up(int said, const int printed[2], const MarbreCellSettings *settings)
{
    static const int fatal[] = {SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL, SIGSYS, SIGTRAP, SIGPIPE};
    (void)dup2(printed[1], STDOUT_FILENO);
    (void)dup2(printed[1], STDERR_FILENO);
    int null = open("/dev/null", O_RDONLY | O_CLOEXEC);
    (void)dup2(null, STDIN_FILENO);
    for (int fd = 3; fd < LAST_FD; fd++)
        if (fd != said && fd != printed[0] && fd != settings->folder && fd != settings->plugin)
            (void)close(fd); /* most are none */
    for (size_t i = 0; i < G_N_ELEMENTS(fatal); i++)
        (void)signal(fatal[i], SIG_DFL); /* what dies is seen to die */
    (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
}

/* ---- in the parent ---- */

/* Of what a cell wrote, as much as is text. */
static char *
text_of(const char *data, size_t size)
{
    g_autofree char *copy = g_strndup(data, strnlen(data, size));
    g_autofree char *valid = g_utf8_make_valid(copy, -1);
    return marbre_text_shown(valid);
}

static uint64_t
resident(pid_t child)
{
    char path[64], text[128] = "";
    uint64_t pages = 0;
    (void)snprintf(path, sizeof path, "/proc/%d/statm", (int)child);
    MARBRE_AUTO_FD fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0 || read(fd, text, sizeof text - 1) <= 0 ||
        sscanf(text, "%*u %" G_GUINT64_FORMAT, &pages) != 1)
        return 0;
    return pages * (uint64_t)sysconf(_SC_PAGESIZE);
}

static bool
read_some(int fd, GString *said)
{
    char chunk[4096];
    for (;;) {
        ssize_t got = read(fd, chunk, sizeof chunk);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return got < 0 && errno == EAGAIN;
        if (said->len < MOST_SAID)
            g_string_append_len(said, chunk, got);
    }
}

static void
set_died(MarbreCellResult *result, int status, const Page *page)
{
    g_autofree char *phase = text_of(page->phase, sizeof page->phase);
    result->end = MARBRE_CELL_DIED;
    if (WIFSIGNALED(status))
        result->reason = g_strdup_printf("killed by signal %d (%s) in %s", WTERMSIG(status),
                                         strsignal(WTERMSIG(status)), phase);
    else
        result->reason = g_strdup_printf("it ended the process with status %d in %s",
                                         WEXITSTATUS(status), phase);
}

static void
set_stopped(MarbreCellResult *result, bool greedy, unsigned deadline_ms, const Page *page)
{
    g_autofree char *phase = text_of(page->phase, sizeof page->phase);
    result->end = greedy ? MARBRE_CELL_GREEDY : MARBRE_CELL_LATE;
    result->reason = greedy ? g_strdup_printf("it took more than 512 MiB in %s", phase)
                            : g_strdup_printf("it had not come back after %g s from %s",
                                              deadline_ms / 1000.0, phase);
}

static void
judge(MarbreCellResult *result, int status, const Page *page)
{
    g_autoptr(GStrvBuilder) tried = g_strv_builder_new();
    unsigned count = MIN(atomic_load(&page->attempts), MOST_ATTEMPTS);
    for (unsigned i = 0; i < count; i++) {
        g_autofree char *line = text_of(page->tried[i], sizeof page->tried[i]);
        g_strv_builder_add(tried, line);
    }
    result->attempts = g_strv_builder_end(tried);
    if (result->end != MARBRE_CELL_GOOD)
        return;
    int verdict = atomic_load(&page->verdict);
    if (verdict == FAILED) {
        result->end = MARBRE_CELL_FAILED;
        result->reason = text_of(page->reason, sizeof page->reason);
    } else if (verdict != GOOD || !WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        set_died(result, status, page);
    }
}

/* Until it is gone, one way or the other. */
static int
attend(pid_t child, int said, unsigned deadline_ms, const Page *page, MarbreCellResult *result)
{
    int64_t limit = g_get_monotonic_time() + (int64_t)deadline_ms * 1000;
    g_autoptr(GString) gathered = g_string_new(NULL);
    int status = 0;
    for (bool open = true;;) {
        struct pollfd wait = {.fd = open ? said : -1, .events = POLLIN};
        (void)poll(&wait, 1, LOOK_MS);
        open = open && read_some(said, gathered);
        if (waitpid(child, &status, WNOHANG) == child)
            break;
        bool greedy = resident(child) > MOST_RESIDENT;
        if (!greedy && g_get_monotonic_time() < limit)
            continue;
        set_stopped(result, greedy, deadline_ms, page);
        (void)kill(child, SIGKILL);
        (void)waitpid(child, &status, 0);
        break;
    }
    (void)read_some(said, gathered);
    result->said = g_strndup(gathered->str, gathered->len);
    return status;
}

static _Noreturn void
be(const MarbreCellSettings *settings,
   MarbreCellFunc func,
   void *user,
   const int said[2],
   const int printed[2])
{
    own.said = said[1];
    own.printed = printed[0];
    own.folder = settings->folder;
    close_up(said[1], printed, settings);
    func(user);
    atomic_store(&own.page->verdict, GOOD);
    _exit(0);
}

void
marbre_cell_run(const MarbreCellSettings *settings,
                MarbreCellFunc func,
                void *user,
                MarbreCellResult *ret_result)
{
    int said[2] = {-1, -1}, printed[2] = {-1, -1};
    *ret_result = (MarbreCellResult){0};
    if (own.box == NULL)
        own.box = marbre_box_new();
    Page *page =
        mmap(NULL, sizeof *page, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    bool made = page != MAP_FAILED && pipe2(said, O_CLOEXEC) == 0 &&
                pipe2(printed, O_CLOEXEC | O_NONBLOCK) == 0 &&
                fcntl(said[0], F_SETFL, O_NONBLOCK) == 0;
    own.page = page;
    fflush(NULL);
    pid_t child = made ? fork() : -1;
    if (child == 0)
        be(settings, func, user, said, printed);
    marbre_fd_clear(&said[1]);
    marbre_fd_clear(&printed[0]);
    marbre_fd_clear(&printed[1]);
    if (child > 0) {
        int status = attend(child, said[0], settings->deadline_ms, page, ret_result);
        judge(ret_result, status, page);
    } else {
        ret_result->end = MARBRE_CELL_FAILED;
        ret_result->reason = g_strdup_printf("no process could be had: %s", g_strerror(errno));
    }
    if (ret_result->said == NULL)
        ret_result->said = g_strdup("");
    marbre_fd_clear(&said[0]);
    if (page != MAP_FAILED)
        munmap(page, sizeof *page);
}
