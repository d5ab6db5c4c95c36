/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "conform/inside.h"

#include "conform/watch.h"

#include <dirent.h>
#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define CANCEL_MS 200
#ifdef __SANITIZE_ADDRESS__
#define SLOWER 5 /* a watched build is */
#else
#define SLOWER 1
#endif

/* ---- 30: cancelled ---- */

static int64_t
busy_ms(void)
{
    struct timespec used;
    (void)clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
    return (int64_t)used.tv_sec * 1000 + used.tv_nsec / 1000000;
}

/* What the host itself takes to read the article is none of the plugin's time: the first run has it
 * done. */
static void
tour_cancelled(void *user)
{
    const MarbreAsked *asked = user;
    marbre_cell_enter();
    const MarbreGuest *guest = marbre_guest_load(asked->subject);
    g_autoptr(GPtrArray) specimens = marbre_specimens_long();
    for (guint i = 0; i < guest->info->tasks->len; i++) {
        MarbreVisit *visit = marbre_visit_begin(guest, guest->info->tasks->pdata[i]);
        if (!marbre_visit_make(visit))
            marbre_cell_fail("%s can't be made: %s", visit->info->id, visit->problem);
        for (guint j = 0; j < specimens->len; j++) {
            const MarbreSpecimen *specimen = specimens->pdata[j];
            g_autoptr(MarbreOutcome) first = marbre_visit_run(visit, specimen);
            visit->cancelled = true;
            int64_t begun = busy_ms();
            g_autoptr(MarbreOutcome) then = marbre_visit_run(visit, specimen);
            int64_t taken = busy_ms() - begun;
            visit->cancelled = false;
            if (taken > CANCEL_MS * SLOWER)
                marbre_cell_fail("%s/%s: %d ms after it was told to stop it was still at work",
                                 visit->info->id, specimen->name, (int)taken);
        }
        (void)marbre_visit_end(visit); /* what is left over is another test's business */
    }
}

void
marbre_test_cancel(MarbreSubject *subject, MarbreVerdict *verdict)
{
    (void)marbre_ask(subject, tour_cancelled, 0, NULL, verdict, NULL);
}

/* ---- 31: what it reaches for ---- */

static void
tour_watched(void *user)
{
    const MarbreAsked *asked = user;
    bool watched = marbre_watch_prepare();
    marbre_cell_enter();
    const MarbreGuest *guest = marbre_guest_load(asked->subject);
    g_autoptr(GPtrArray) specimens = marbre_specimens_usual();
    if (!watched)
        marbre_cell_say("unwatched\n");
    else
        marbre_watch_begin(asked->subject->folder);
    marbre_guest_tour(guest, specimens, NULL, NULL);
    marbre_watch_end();
}

void
marbre_test_reach(MarbreSubject *subject, MarbreVerdict *verdict)
{
    g_autofree char *said = NULL;
    bool good = marbre_ask(subject, tour_watched, 0, NULL, verdict, &said);
    if (good && strstr(said, "unwatched") != NULL)
        marbre_verdict_skip(verdict, "this system gives no means to see what it reaches for");
}

/* ---- 32: traces ---- */

#define SIGNALS 32 /* those with a name */
#define FILES 1024

typedef struct {
    unsigned threads;
    bool files[FILES];
    char folder[4096];
    char *locale;
    sigset_t blocked;
    uintptr_t handlers[SIGNALS];
} Traces;

static DIR *tasks; /* of this process, opened before it was shut in */

static void
take(Traces *traces)
{
    *traces = (Traces){0};
    if (tasks != NULL) {
        rewinddir(tasks);
        for (const struct dirent *one = readdir(tasks); one != NULL; one = readdir(tasks))
            traces->threads += one->d_name[0] != '.';
    }
    for (int fd = 0; fd < FILES; fd++)
        traces->files[fd] = fcntl(fd, F_GETFD) != -1;
    if (getcwd(traces->folder, sizeof traces->folder) == NULL)
        traces->folder[0] = '\0';
    traces->locale = g_strdup(setlocale(LC_ALL, NULL));
    (void)sigprocmask(SIG_SETMASK, NULL, &traces->blocked);
    for (int number = 1; number < SIGNALS; number++) {
        struct sigaction action;
        if (sigaction(number, NULL, &action) == 0)
            traces->handlers[number] = (uintptr_t)action.sa_handler;
    }
}

static const char *
compare_files(const Traces *before, const Traces *after)
{
    for (int fd = 0; fd < FILES; fd++) {
        if (before->files[fd] && !after->files[fd])
            return "it closes a descriptor that is not its own";
        if (!before->files[fd] && after->files[fd])
            return "it leaves a file open";
    }
    return NULL;
}

/* What is not as it was; NULL where all is. */
static const char *
compare(const Traces *before, const Traces *after)
{
    if (after->threads > before->threads)
        return "it leaves a thread behind";
    if (strcmp(before->folder, after->folder) != 0)
        return "it goes to another folder";
    if (g_strcmp0(before->locale, after->locale) != 0)
        return "it sets the locale";
    if (memcmp(&before->blocked, &after->blocked, sizeof before->blocked) != 0)
        return "it blocks signals";
    if (memcmp(before->handlers, after->handlers, sizeof before->handlers) != 0)
        return "it catches a signal, or lets one go";
    return compare_files(before, after);
}

static void
look(MarbreVisit *visit, const MarbreSpecimen *specimen, Traces *before, const char *where)
{
    Traces after;
    take(&after);
    const char *what = compare(before, &after);
    if (what != NULL)
        marbre_cell_fail("%s%s%s, in %s: %s", visit->info->id, specimen ? "/" : "",
                         specimen ? specimen->name : "", where, what);
    if (marbre_cell_printed() > 0)
        marbre_cell_fail("%s%s%s, in %s: it prints something", visit->info->id, specimen ? "/" : "",
                         specimen ? specimen->name : "", where);
    g_free(after.locale);
}

static void
tour_traced(void *user)
{
    const MarbreAsked *asked = user;
    Traces before;
    tasks = opendir("/proc/self/task");
    marbre_cell_enter();
    const MarbreGuest *guest = marbre_guest_load(asked->subject);
    g_autoptr(GPtrArray) specimens = marbre_specimens_usual();
    for (guint i = 0; i < guest->info->tasks->len; i++) {
        MarbreVisit *visit = marbre_visit_begin(guest, guest->info->tasks->pdata[i]);
        take(&before);
        if (!marbre_visit_make(visit))
            marbre_cell_fail("%s can't be made: %s", visit->info->id, visit->problem);
        look(visit, NULL, &before, "create");
        for (guint j = 0; j < specimens->len; j++) {
            g_autoptr(MarbreOutcome) outcome = marbre_visit_run(visit, specimens->pdata[j]);
            look(visit, specimens->pdata[j], &before, "run");
        }
        (void)marbre_visit_end(visit); /* what is left over is another test's business */
        g_free(before.locale);
    }
    if (marbre_cell_printed() > 0)
        marbre_cell_fail("it prints something when it ends");
}

void
marbre_test_traces(MarbreSubject *subject, MarbreVerdict *verdict)
{
    g_autofree char *said = NULL;
    if (marbre_ask(subject, tour_traced, 0, NULL, verdict, &said) && said[0] != '\0')
        marbre_verdict_fail(verdict, "it writes to a descriptor that is not its own");
}

/* ---- 33: what is given back ---- */

static void
tour_counting(void *user)
{
    const MarbreAsked *asked = user;
    marbre_cell_enter();
    const MarbreGuest *guest = marbre_guest_load(asked->subject);
    g_autoptr(GPtrArray) specimens = marbre_specimens_usual();
    for (guint i = 0; i < guest->info->tasks->len; i++) {
        const MarbreTaskInfo *info = guest->info->tasks->pdata[i];
        MarbreVisit *visit = marbre_visit_begin(guest, info);
        if (!marbre_visit_make(visit))
            marbre_cell_fail("%s can't be made: %s", info->id, visit->problem);
        for (guint j = 0; j < specimens->len; j++) {
            const MarbreSpecimen *specimen = specimens->pdata[j];
            g_autoptr(MarbreOutcome) outcome = marbre_visit_run(visit, specimen);
            if (outcome->leftovers > 0)
                marbre_cell_fail("%s/%s: run keeps %u blobs or word lists that it asked for",
                                 info->id, specimen->name, outcome->leftovers);
        }
        unsigned left = marbre_visit_end(visit);
        if (left > 0)
            marbre_cell_fail("%s: destroy keeps %u blobs or word lists that create asked for",
                             info->id, left);
    }
}

void
marbre_test_leftovers(MarbreSubject *subject, MarbreVerdict *verdict)
{
    (void)marbre_ask(subject, tour_counting, 0, NULL, verdict, NULL);
}

/* ---- 34: a check changes nothing ---- */

static void
look_at_check(MarbreVisit *visit,
              const MarbreSpecimen *specimen,
              MarbreOutcome *outcome,
              void *user)
{
    (void)user;
    if (visit->info->kind == MBR_KIND_CHECK && outcome->changes->len + outcome->artifacts->len > 0)
        marbre_cell_fail("%s/%s: a check that changes something", visit->info->id, specimen->name);
}

static void
tour_changing(void *user)
{
    marbre_tour_looking(user, look_at_check);
}

void
marbre_test_change(MarbreSubject *subject, MarbreVerdict *verdict)
{
    (void)marbre_ask(subject, tour_changing, 0, NULL, verdict, NULL);
}
