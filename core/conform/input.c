/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "conform/inside.h"

#include "conform/witness.h"

#include <string.h>

#define MOMENT_S 0.3 /* of fuzzing, where nobody asked for more */

/* ---- 22, 23: odd and bare articles ---- */

static void
tour_odd(void *user)
{
    const MarbreAsked *asked = user;
    marbre_cell_enter();
    const MarbreGuest *guest = marbre_guest_load(asked->subject);
    g_autoptr(GPtrArray) specimens =
        asked->variant == 0 ? marbre_specimens_odd() : marbre_specimens_long();
    marbre_guest_tour(guest, specimens, NULL, NULL);
}

void
marbre_test_odd(MarbreSubject *subject, MarbreVerdict *verdict)
{
    if (marbre_ask(subject, tour_odd, 0, NULL, verdict, NULL))
        (void)marbre_ask(subject, tour_odd, 1, NULL, verdict, NULL);
}

static void
tour_bare(void *user)
{
    static const uint64_t parts[] = {MBR_PART_TEXT, MBR_PART_SOURCE, MBR_PART_CLAIMS,
                                     MBR_PART_MEDIA, MBR_PART_SOURCE_APPROVED};
    const MarbreAsked *asked = user;
    marbre_cell_enter();
    const MarbreGuest *guest = marbre_guest_load(asked->subject);
    g_autoptr(GPtrArray) bare = marbre_specimens_bare();
    g_autoptr(GPtrArray) usual = marbre_specimens_usual();
    marbre_guest_tour(guest, bare, NULL, NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
        marbre_shim_refuse(parts[i]);
        marbre_guest_tour(guest, usual, NULL, NULL);
    }
}

void
marbre_test_bare(MarbreSubject *subject, MarbreVerdict *verdict)
{
    (void)marbre_ask(subject, tour_bare, 0, NULL, verdict, NULL);
}

/* ---- 24: the article's memory ---- */

static void
tour_guarded(void *user)
{
    const MarbreAsked *asked = user;
    marbre_cell_enter();
    const MarbreGuest *guest = marbre_guest_load(asked->subject);
    g_autoptr(GPtrArray) specimens = marbre_specimens_usual();
    for (guint i = 0; i < guest->info->tasks->len; i++) {
        MarbreVisit *visit = marbre_visit_begin(guest, guest->info->tasks->pdata[i]);
        marbre_host_guard(visit->host);
        if (!marbre_visit_make(visit))
            marbre_cell_fail("%s can't be made: %s", visit->info->id, visit->problem);
        for (guint j = 0; j < specimens->len; j++) {
            g_autoptr(MarbreOutcome) outcome = marbre_visit_run(visit, specimens->pdata[j]);
        }
        (void)marbre_visit_end(visit); /* what is left over is another test's business */
    }
}

void
marbre_test_guarded(MarbreSubject *subject, MarbreVerdict *verdict)
{
    if (marbre_ask(subject, tour_guarded, 0, NULL, verdict, NULL))
        return;
    g_autofree char *reason = g_steal_pointer(&verdict->reason);
    marbre_verdict_fail(verdict, "it wrote to what the host lent, or read beyond its end: %s",
                        reason);
}

/* ---- 35: chance ---- */

/* A value that the option takes: mostly an end of its range. */
static char *
chance_value(GRand *chance, const MarbreOptionInfo *option)
{
    bool bounded = option->minimum != 0 || option->maximum != 0;
    gint32 which = g_rand_int_range(chance, 0, 3);
    guint choices = g_strv_length(option->choices);
    switch (option->type) {
    case MBR_OPTION_BOOL:
        return g_strdup(which == 0 ? "true" : "false");
    case MBR_OPTION_INT:
    case MBR_OPTION_NUMBER:
        if (bounded)
            return g_strdup_printf("%" G_GINT64_FORMAT,
                                   which == 0 ? option->minimum : option->maximum);
        return g_strdup(which == 0 ? "0" : which == 1 ? "-1" : "9007199254740991");
    case MBR_OPTION_CHOICE:
        return g_strdup(option->choices[g_rand_int_range(chance, 0, (gint32)choices)]);
    case MBR_OPTION_STRING:
        return g_strdup(which == 0 ? "'é « x » {count} %s'" : "'a b'");
    default:
        return NULL;
    }
}

static GVariant *
chance_options(const MarbreGuest *guest, const MarbreTaskInfo *info, uint64_t seed)
{
    MarbreSubject subject = *guest->subject;
    MarbreGuest other = *guest;
    GRand *chance = g_rand_new_with_seed((guint32)(seed ^ (seed >> 32)));
    g_autoptr(GStrvBuilder) words = g_strv_builder_new();
    for (guint i = 0; i < info->options->len; i++) {
        const MarbreOptionInfo *option = info->options->pdata[i];
        g_autofree char *value = chance_value(chance, option);
        if (value == NULL || g_rand_int_range(chance, 0, 2) == 0)
            continue;
        bool list = (option->flags & MBR_OPTION_LIST) != 0;
        g_autofree char *word = g_strdup_printf(list ? "%s=[%s]" : "%s=%s", option->key, value);
        g_strv_builder_add(words, word);
    }
    g_rand_free(chance);
    g_auto(GStrv) with = g_strv_builder_end(words);
    subject.with = with;
    other.subject = &subject;
    return marbre_guest_options(&other, info);
}

static void
try_seed(const MarbreGuest *guest, const GPtrArray *specimens, uint64_t seed)
{
    const MarbreTaskInfo *info = guest->info->tasks->pdata[seed % guest->info->tasks->len];
    g_autoptr(MarbreSpecimen) specimen =
        marbre_specimen_mutate(specimens->pdata[seed % specimens->len], seed);
    g_autoptr(GVariant) options = chance_options(guest, info, seed);
    MarbreVisit *visit = marbre_visit_begin(guest, info);
    if (marbre_visit_make_with(visit, options)) {
        marbre_cell_say("%" G_GUINT64_FORMAT "\n", seed);
        g_autoptr(MarbreOutcome) outcome = marbre_visit_run(visit, specimen);
        const MarbreWitness *seen = marbre_witness_get();
        if (seen->complaint != MARBRE_COMPLAINT_NONE)
            marbre_cell_fail("%s: %s", info->id, seen->words);
        if (outcome->status != MARBRE_OUTCOME_OK && seen->code >= 0)
            marbre_cell_fail("%s: the host refused what it gave: %s", info->id, outcome->reason);
    }
    (void)marbre_visit_end(visit); /* what is left over is another test's business */
}

static void
tour_by_chance(void *user)
{
    const MarbreAsked *asked = user;
    const MarbreSubject *subject = asked->subject;
    double seconds = subject->fuzz_seconds > 0 ? subject->fuzz_seconds : MOMENT_S;
    marbre_cell_enter();
    const MarbreGuest *guest = marbre_guest_load(subject);
    g_autoptr(GPtrArray) specimens = marbre_specimens_usual();
    int64_t limit = g_get_monotonic_time() + (int64_t)(seconds * G_USEC_PER_SEC);
    for (uint64_t seed = subject->seed; g_get_monotonic_time() < limit; seed++)
        try_seed(guest, specimens, seed);
}

/* The last seed that was begun. */
static const char *
last_line(char *said)
{
    g_strchomp(said);
    const char *last = strrchr(said, '\n');
    return last == NULL ? said : last + 1;
}

void
marbre_test_fuzz(MarbreSubject *subject, MarbreVerdict *verdict)
{
    MarbreSubject longer = *subject;
    g_autofree char *said = NULL;
    longer.cell.deadline_ms += (unsigned)(subject->fuzz_seconds * 1000);
    if (marbre_ask(&longer, tour_by_chance, 0, NULL, verdict, &said))
        return;
    g_autofree char *reason = g_steal_pointer(&verdict->reason);
    marbre_verdict_fail(verdict, "%s; to repeat it: --only 35 --seed %s", reason, last_line(said));
}
