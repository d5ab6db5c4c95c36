/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "conform/inside.h"

#include "base/order.h"
#include "conform/patch.h"

#include <fcntl.h>
#include <locale.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* Sums of what each task finds in each article, a line each: "task/article sum until". */

static char *
line_of(const MarbreVisit *visit, const MarbreSpecimen *specimen, MarbreOutcome *outcome)
{
    int64_t until = outcome->until;
    outcome->until = G_MAXINT64;
    g_autofree char *sum = marbre_outcome_sum(outcome);
    return g_strdup_printf("%s/%s %s %" G_GINT64_FORMAT "\n", visit->info->id, specimen->name, sum,
                           until);
}

static void
say_line(MarbreVisit *visit, const MarbreSpecimen *specimen, MarbreOutcome *outcome, void *user)
{
    g_autofree char *line = line_of(visit, specimen, outcome);
    (void)user;
    marbre_cell_say("%s", line);
}

/* ---- what differs ---- */

static char **
sorted(const char *text)
{
    char **lines = g_strsplit(text, "\n", -1);
    qsort(lines, g_strv_length(lines), sizeof *lines, marbre_order_texts);
    return lines;
}

/* "task/article" of the first line that is not in the other text; NULL where all are. */
static char *
difference(const char *one, const char *other)
{
    g_auto(GStrv) left = sorted(one), right = sorted(other);
    for (size_t i = 0; left[i] != NULL; i++)
        if (!g_strv_contains((const char *const *)right, left[i]))
            return g_strndup(left[i], strcspn(left[i], " "));
    return NULL;
}

static void
compare(const char *first, const char *then, const char *how, MarbreVerdict *verdict)
{
    g_autofree char *where = difference(first, then);
    if (where == NULL)
        where = difference(then, first);
    if (where != NULL)
        marbre_verdict_fail(verdict, "%s: what it says is not what it said %s", where, how);
}

void
marbre_tour_looking(void *user, MarbreVisitFunc look)
{
    const MarbreAsked *asked = user;
    marbre_cell_enter();
    const MarbreGuest *guest = marbre_guest_load(asked->subject);
    g_autoptr(GPtrArray) specimens = marbre_specimens_usual();
    marbre_guest_tour(guest, specimens, look, NULL);
}

/* What the usual articles give in a first process. */
void
marbre_tour(void *user)
{
    marbre_tour_looking(user, say_line);
}

static bool
have_baseline(MarbreSubject *subject, MarbreVerdict *verdict)
{
    return subject->baseline != NULL ||
           marbre_ask(subject, marbre_tour, 0, NULL, verdict, &subject->baseline);
}

/* ---- 15, 16: twice ---- */

static void
tour_twice(void *user)
{
    const MarbreAsked *asked = user;
    marbre_cell_enter();
    const MarbreGuest *guest = marbre_guest_load(asked->subject);
    g_autoptr(GPtrArray) specimens = marbre_specimens_usual();
    marbre_guest_tour(guest, specimens, say_line, NULL);
    marbre_cell_say("again\n");
    marbre_guest_tour(guest, specimens, say_line, NULL);
}

void
marbre_test_twice(MarbreSubject *subject, MarbreVerdict *verdict)
{
    g_autofree char *said = NULL;
    if (!marbre_ask(subject, tour_twice, 0, NULL, verdict, &said))
        return;
    char *again = strstr(said, "again\n");
    if (again == NULL) {
        marbre_verdict_fail(verdict, "the test was cut short");
        return;
    }
    *again = '\0';
    subject->baseline = g_strdup(said);
    compare(said, again + strlen("again\n"), "a moment before", verdict);
}

void
marbre_test_process(MarbreSubject *subject, MarbreVerdict *verdict)
{
    g_autofree char *said = NULL;
    if (have_baseline(subject, verdict) &&
        marbre_ask(subject, marbre_tour, 0, NULL, verdict, &said))
        compare(subject->baseline, said, "in another process", verdict);
}

/* ---- 17: elsewhere ---- */

#define FAR_AHEAD (INT64_C(400) * 86400)

static void
tour_elsewhere(void *user)
{
    const MarbreAsked *asked = user;
    static const char *const locales[] = {"fr_FR.UTF-8", "de_DE.UTF-8", "tr_TR.UTF-8", "C"};
    (void)clearenv();
    (void)setenv("TZ", "Pacific/Kiritimati", 1);
    (void)setenv("HOME", "/nowhere", 1);
    (void)setenv("LANG", "tr_TR.UTF-8", 1);
    (void)setenv("LC_ALL", "tr_TR.UTF-8", 1);
    tzset();
    for (size_t i = 0; i < G_N_ELEMENTS(locales) && setlocale(LC_ALL, locales[i]) == NULL; i++)
        continue;
    (void)umask(0077);
    if (chdir("/") != 0)
        marbre_cell_fail("there is no way to the root folder");
    if (geteuid() == 0 && asked->variant == 1 && setresuid(65534, 65534, 65534) != 0)
        marbre_cell_fail("another user's id was refused");
    marbre_cell_enter();
    const MarbreGuest *guest = marbre_guest_load(asked->subject);
    (void)marbre_patch_clock((const void *)(uintptr_t)guest->entry,
                             FAR_AHEAD); /* it may never ask */
    g_autoptr(GPtrArray) specimens = marbre_specimens_usual();
    marbre_guest_tour(guest, specimens, say_line, NULL);
}

/* Whether any user may read the file, or the test would be about that. */
static bool
is_for_all(const MarbreSubject *subject)
{
    struct stat file;
    return fstat(subject->cell.plugin, &file) == 0 && (file.st_mode & S_IROTH) != 0 &&
           access(subject->folder, X_OK) == 0 && g_str_has_prefix(subject->folder, "/usr/");
}

void
marbre_test_elsewhere(MarbreSubject *subject, MarbreVerdict *verdict)
{
    g_autofree char *said = NULL;
    if (have_baseline(subject, verdict) &&
        marbre_ask(subject, tour_elsewhere, is_for_all(subject) ? 1 : 0, NULL, verdict, &said))
        compare(subject->baseline, said,
                "in another locale, time zone, folder and home, on another day", verdict);
}

/* ---- 18: side by side ---- */

typedef struct {
    const MarbreGuest *guest;
    const GPtrArray *specimens;
    GString *said;
} Side;

static void
keep_line(MarbreVisit *visit, const MarbreSpecimen *specimen, MarbreOutcome *outcome, void *user)
{
    g_autofree char *line = line_of(visit, specimen, outcome);
    g_string_append(((Side *)user)->said, line);
}

static void *
tour_beside(void *user)
{
    Side *side = user;
    marbre_guest_tour(side->guest, side->specimens, keep_line, side);
    return NULL;
}

static void
tour_parallel(void *user)
{
    const MarbreAsked *asked = user;
    pthread_t threads[2];
    Side sides[2];
    marbre_cell_enter();
    const MarbreGuest *guest = marbre_guest_load(asked->subject);
    g_autoptr(GPtrArray) specimens = marbre_specimens_usual();
    for (size_t i = 0; i < G_N_ELEMENTS(sides); i++) {
        sides[i] = (Side){guest, specimens, g_string_new(NULL)};
        if (pthread_create(&threads[i], NULL, tour_beside, &sides[i]) != 0)
            marbre_cell_fail("no thread could be had");
    }
    for (size_t i = 0; i < G_N_ELEMENTS(sides); i++)
        (void)pthread_join(threads[i], NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(sides); i++)
        marbre_cell_say("%s", sides[i].said->str);
}

void
marbre_test_parallel(MarbreSubject *subject, MarbreVerdict *verdict)
{
    g_autofree char *said = NULL;
    if (have_baseline(subject, verdict) &&
        marbre_ask(subject, tour_parallel, 0, NULL, verdict, &said))
        compare(subject->baseline, said, "alone, when two instances run side by side", verdict);
}

/* ---- 19: in another order ---- */

static void
tour_reversed(void *user)
{
    const MarbreAsked *asked = user;
    marbre_cell_enter();
    const MarbreGuest *guest = marbre_guest_load(asked->subject);
    g_autoptr(GPtrArray) specimens = marbre_specimens_usual();
    g_autoptr(GPtrArray) reversed = g_ptr_array_new();
    for (guint i = specimens->len; i-- > 0;)
        g_ptr_array_add(reversed, specimens->pdata[i]);
    marbre_guest_tour(guest, reversed, say_line, NULL);
}

void
marbre_test_reversed(MarbreSubject *subject, MarbreVerdict *verdict)
{
    g_autofree char *said = NULL;
    if (have_baseline(subject, verdict) &&
        marbre_ask(subject, tour_reversed, 0, NULL, verdict, &said))
        compare(subject->baseline, said, "when the articles came in another order", verdict);
}

/* ---- 20: what is not judged ---- */

static void
tour_disguised(void *user)
{
    const MarbreAsked *asked = user;
    marbre_cell_enter();
    const MarbreGuest *guest = marbre_guest_load(asked->subject);
    g_autoptr(GPtrArray) specimens = marbre_specimens_usual();
    for (guint i = 0; i < guest->info->tasks->len; i++) {
        const MarbreTaskInfo *info = guest->info->tasks->pdata[i];
        if (info->kind != MBR_KIND_CHECK)
            continue; /* the site that an action publishes shows all of it */
        MarbreVisit *visit = marbre_visit_begin(guest, info);
        g_autoptr(GVariant) options = marbre_guest_options(guest, info);
        g_auto(GStrv) keys = marbre_options_keys(info, options);
        if (!marbre_visit_make_with(visit, options))
            marbre_cell_fail("%s can't be made: %s", info->id, visit->problem);
        for (guint j = 0; j < specimens->len; j++) {
            const MarbreSpecimen *plain = specimens->pdata[j];
            g_autoptr(MarbreSpecimen) other =
                marbre_specimen_disguise(plain, info->judges, (const char *const *)keys);
            g_autoptr(MarbreOutcome) first = marbre_visit_run(visit, plain);
            g_autofree char *before = line_of(visit, plain, first);
            g_autoptr(MarbreOutcome) then = marbre_visit_run(visit, other);
            g_autofree char *after = line_of(visit, plain, then);
            if (strcmp(before, after) != 0)
                marbre_cell_fail("%s/%s: what it says changes with something that it does not "
                                 "judge",
                                 info->id, plain->name);
        }
        (void)marbre_visit_end(visit); /* what is left over is another test's business */
    }
}

void
marbre_test_unjudged(MarbreSubject *subject, MarbreVerdict *verdict)
{
    (void)marbre_ask(subject, tour_disguised, 0, NULL, verdict, NULL);
}

/* ---- 21: at another instant ---- */

static void
run_later(MarbreVisit *visit, const MarbreSpecimen *specimen, MarbreOutcome *outcome, void *user)
{
    int64_t until = outcome->until;
    g_autofree char *before = line_of(visit, specimen, outcome);
    MarbreMoment now = visit->now;
    (void)user;
    if (until != G_MAXINT64)
        return; /* it asked the host, as it should */
    visit->now.seconds += 3 * 365 * INT64_C(86400);
    g_autoptr(MarbreOutcome) then = marbre_visit_run(visit, specimen);
    g_autofree char *after = line_of(visit, specimen, then);
    visit->now = now;
    if (then->until == G_MAXINT64 && strcmp(before, after) != 0)
        marbre_cell_fail("%s/%s: what it says changes with the day, which it never asked about",
                         visit->info->id, specimen->name);
}

static void
tour_later(void *user)
{
    marbre_tour_looking(user, run_later);
}

void
marbre_test_instant(MarbreSubject *subject, MarbreVerdict *verdict)
{
    (void)marbre_ask(subject, tour_later, 0, NULL, verdict, NULL);
}
