/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/watching.h"

#include "base/text.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/signalfd.h>
#include <unistd.h>

/* Editors write in several steps, or into another file that takes the place of the first. */
#define SETTLED 20 /* milliseconds without another step */
#define SAVED                                                                                      \
    (IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_CREATE | IN_ATTRIB |            \
     IN_DELETE_SELF | IN_MOVE_SELF)

typedef struct {
    int files;   /* of inotify */
    int signals; /* of signalfd: control-C, and being asked to end */
    GPtrArray *folders;
} Watch;

/* What text editors write beside a file while somebody types is no save. */
static bool
is_scratch(const char *name)
{
    return name[0] == '.' || name[0] == '#' || g_str_has_suffix(name, "~") ||
           g_str_has_suffix(name, ".swp") || g_str_has_suffix(name, ".tmp") ||
           strspn(name, "0123456789") == strlen(name);
}

/* Read what has happened; whether any of it is a save. A new file is one once it is closed, or
   where it has another name already. */
static bool
take_events(const Watch *watch)
{
    _Alignas(struct inotify_event) char buffer[16384];
    bool saved = false;
    ssize_t size = 0;
    while ((size = read(watch->files, buffer, sizeof buffer)) > 0)
        for (ssize_t at = 0; at < size;) {
            struct inotify_event event;
            memcpy(&event, buffer + at, sizeof event);
            const char *name = event.len == 0 ? "" : buffer + at + sizeof event;
            at += (ssize_t)(sizeof event + event.len);
            if ((event.mask & (IN_DELETE_SELF | IN_MOVE_SELF | IN_Q_OVERFLOW)) != 0)
                saved = true;
            else if (event.len > 0 && (event.mask & (IN_CREATE | IN_IGNORED)) == 0)
                saved = saved || !is_scratch(name);
            else if (event.len > 0 && (event.mask & IN_ISDIR) != 0)
                saved = true; /* the folder is back under its name */
        }
    return saved;
}

/* The folders, and what holds them: git and some programs replace a whole folder. */
static void
look_at(const Watch *watch)
{
    for (guint i = 0; i < watch->folders->len; i++) {
        const char *folder = g_ptr_array_index(watch->folders, i);
        g_autofree char *above = g_path_get_dirname(folder);
        (void)inotify_add_watch(watch->files, folder, SAVED); /* where it is gone, there is above */
        (void)inotify_add_watch(watch->files, above, IN_MOVED_TO | IN_CREATE | IN_ONLYDIR);
    }
}

static bool
is_over(const Watch *watch)
{
    struct pollfd end = {.fd = watch->signals, .events = POLLIN};
    return poll(&end, 1, 0) > 0;
}

/* Wait for a save, and until nothing more comes. @return false: it is over */
static bool
wait_for_save(const Watch *watch)
{
    struct pollfd either[] = {{.fd = watch->files, .events = POLLIN},
                              {.fd = watch->signals, .events = POLLIN}};
    bool saved = false;
    for (;;) {
        int ready = poll(either, 2, saved ? SETTLED : -1);
        if (ready < 0 && errno == EINTR)
            continue;
        if (ready < 0 || either[1].revents != 0)
            return false;
        if (ready == 0)
            return true;
        saved = take_events(watch) || saved;
    }
}

static void
say_waiting(bool terminal)
{
    if (terminal)
        printf(_("\nAsked again at each save. Ctrl-C ends this; it changes nothing.\n"));
    fflush(stdout);
}

static MarbreExit
go_round(const Watch *watch, MarbreRound round, void *user)
{
    bool terminal = isatty(STDOUT_FILENO);
    MarbreExit status = MARBRE_EXIT_YES;
    do {
        if (terminal)
            fputs("\033[H\033[2J\033[3J", stdout);
        look_at(watch); /* before: what is saved while it is judged is another round */
        status = round(user, watch->folders);
        look_at(watch);
        say_waiting(terminal);
    } while (!is_over(watch) && wait_for_save(watch));
    if (terminal)
        printf(_("\nThe watch is over; nothing was changed.\n"));
    return status;
}

MarbreExit
marbre_watch(MarbreRound round, void *user)
{
    sigset_t ends, before;
    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    /* Blocked, so that a round is never left half done; it is read between the rounds. */
    (void)sigprocmask(SIG_BLOCK, &ends, &before);
    Watch watch = {.files = inotify_init1(IN_NONBLOCK | IN_CLOEXEC),
                   .signals = signalfd(-1, &ends, SFD_NONBLOCK | SFD_CLOEXEC),
                   .folders = g_ptr_array_new_with_free_func(g_free)};
    MarbreExit status = MARBRE_EXIT_UNABLE;
    if (watch.files < 0 || watch.signals < 0)
        fprintf(stderr, _("marbre: files can't be watched here: %s\n"), g_strerror(errno));
    else
        status = go_round(&watch, round, user);
    if (watch.files >= 0)
        close(watch.files);
    if (watch.signals >= 0)
        close(watch.signals);
    g_ptr_array_unref(watch.folders);
    return status;
}
