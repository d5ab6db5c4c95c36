/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "conform/inside.h"

#include "base/file.h"
#include "conform/object.h"
#include "conform/watch.h"

#include <dirent.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define LONGEST_FILE ((size_t)256 << 20)
#define SCAN_MS 100
#ifdef __SANITIZE_ADDRESS__
#define SLOWER 5 /* a watched build is */
#else
#define SLOWER 1
#endif

/* ---- 1: opening ---- */

static void
open_bare(void *user)
{
    const MarbreAsked *asked = user;
    (void)clearenv();
    marbre_cell_enter();
    (void)marbre_guest_open(asked->subject);
}

void
marbre_test_opens(MarbreSubject *subject, MarbreVerdict *verdict)
{
    (void)marbre_ask(subject, open_bare, 0, NULL, verdict, NULL);
}

/* ---- 2, 3: the file ---- */

static MarbreElf *
read_elf(const MarbreSubject *subject, MarbreVerdict *verdict)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes =
        marbre_file_read_fd(subject->cell.plugin, subject->path, LONGEST_FILE, &error);
    MarbreElf *elf = bytes == NULL ? NULL : marbre_elf_read(bytes, &error);
    if (elf == NULL)
        marbre_verdict_fail(verdict, "%s", error->message);
    return elf;
}

void
marbre_test_exports(MarbreSubject *subject, MarbreVerdict *verdict)
{
    g_autoptr(MarbreElf) elf = read_elf(subject, verdict);
    if (elf == NULL)
        return;
    guint count = g_strv_length(elf->exported);
    g_autofree char *all = g_strjoinv(", ", elf->exported);
    if (count == 0)
        marbre_verdict_fail(verdict, "it exports nothing");
    else if (count > 1)
        marbre_verdict_fail(verdict, "it exports %u symbols, not marbre_plugin_1 alone: %.300s",
                            count, all);
    else if (strcmp(elf->exported[0], "marbre_plugin_1") != 0)
        marbre_verdict_fail(verdict, "it exports %s and not marbre_plugin_1", all);
}

void
marbre_test_links(MarbreSubject *subject, MarbreVerdict *verdict)
{
    g_autoptr(MarbreElf) elf = read_elf(subject, verdict);
    if (elf == NULL)
        return;
    if (elf->exec_stack)
        marbre_verdict_fail(verdict, "it asks for a stack that can be executed");
    else if (elf->text_relocations)
        marbre_verdict_fail(verdict, "its code has to be written to before it runs (text "
                                     "relocations)");
    else if (elf->runpath != NULL &&
             (strstr(elf->runpath, "/home/") != NULL || strstr(elf->runpath, "/root") != NULL ||
              strstr(elf->runpath, "/tmp") != NULL))
        marbre_verdict_fail(verdict, "its RUNPATH leads to %s, which others don't have",
                            elf->runpath);
    else if (elf->runpath != NULL)
        marbre_verdict_warn(verdict, "it has the RUNPATH %s", elf->runpath);
}

/* ---- 4: the entry ---- */

static void *
call(void *user)
{
    return (void *)((MarbrePluginEntry *)user)[0]();
}

static void
call_often(void *user)
{
    const MarbreAsked *asked = user;
    pthread_t threads[2];
    void *answers[2] = {NULL, NULL};
    marbre_cell_enter();
    MarbrePluginEntry entry = marbre_guest_open(asked->subject);
    marbre_cell_phase("marbre_plugin_1");
    const mbr_plugin *first = entry();
    if (first == NULL)
        marbre_cell_fail("marbre_plugin_1 returns NULL");
    if (entry() != first)
        marbre_cell_fail("marbre_plugin_1 returns another pointer when it is called again");
    for (size_t i = 0; i < G_N_ELEMENTS(threads); i++)
        if (pthread_create(&threads[i], NULL, call, &entry) != 0)
            marbre_cell_fail("no thread could be had");
    for (size_t i = 0; i < G_N_ELEMENTS(threads); i++)
        (void)pthread_join(threads[i], &answers[i]);
    if (answers[0] != first || answers[1] != first)
        marbre_cell_fail("marbre_plugin_1 returns another pointer in another thread");
}

void
marbre_test_entry(MarbreSubject *subject, MarbreVerdict *verdict)
{
    (void)marbre_ask(subject, call_often, 0, NULL, verdict, NULL);
}

/* ---- 5: how long it takes ---- */

static int64_t
busy_ms(void)
{
    struct timespec used;
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
    return (int64_t)used.tv_sec * 1000 + used.tv_nsec / 1000000;
}

static void
scan(void *user)
{
    const MarbreAsked *asked = user;
    marbre_cell_enter();
    int64_t begun = busy_ms();
    MarbrePluginEntry entry = marbre_guest_open(asked->subject);
    marbre_cell_phase("marbre_plugin_1");
    (void)entry();
    int64_t taken = busy_ms() - begun;
    if (taken > SCAN_MS * SLOWER)
        marbre_cell_fail("opening it and asking what it is takes %d ms of the processor",
                         (int)taken);
}

void
marbre_test_quick(MarbreSubject *subject, MarbreVerdict *verdict)
{
    (void)marbre_ask(subject, scan, 0, NULL, verdict, NULL);
}

/* ---- 6: what it does when it is opened ---- */

static unsigned
count_threads(DIR *tasks)
{
    unsigned count = 0;
    rewinddir(tasks);
    for (const struct dirent *one = readdir(tasks); one != NULL; one = readdir(tasks))
        count += one->d_name[0] != '.';
    return count;
}

static uint64_t
count_files(void)
{
    uint64_t count = 0;
    for (int fd = 0; fd < 1024; fd++)
        count += fcntl(fd, F_GETFD) != -1;
    return count;
}

/* How many signals have a handler. */
static unsigned
count_handlers(void)
{
    unsigned count = 0;
    struct sigaction action;
    for (int number = 1; number < SIGRTMIN; number++)
        if (sigaction(number, NULL, &action) == 0 && action.sa_handler != SIG_DFL &&
            action.sa_handler != SIG_IGN)
            count++;
    return count;
}

static void
open_watched(void *user)
{
    const MarbreAsked *asked = user;
    DIR *tasks = opendir("/proc/self/task");
    bool watched = marbre_watch_prepare();
    marbre_cell_enter();
    unsigned threads = tasks != NULL ? count_threads(tasks) : 0, handlers = count_handlers();
    uint64_t files = count_files();
    int printed = marbre_cell_printed();
    if (watched)
        marbre_watch_begin(asked->subject->folder);
    MarbrePluginEntry entry = marbre_guest_open(asked->subject);
    marbre_cell_phase("marbre_plugin_1");
    (void)entry();
    marbre_watch_end();
    if (tasks != NULL && count_threads(tasks) > threads)
        marbre_cell_fail("it starts a thread");
    if (count_handlers() > handlers)
        marbre_cell_fail("it catches a signal");
    if (count_files() > files + 1) /* the library's own */
        marbre_cell_fail("it opens a file and keeps it open");
    if (marbre_cell_printed() > printed)
        marbre_cell_fail("it prints something");
}

void
marbre_test_still(MarbreSubject *subject, MarbreVerdict *verdict)
{
    (void)marbre_ask(subject, open_watched, 0, NULL, verdict, NULL);
}
