/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Valid histories by chance, none of which may be refused; and each broken in named ways, none of
 * which may pass.
 *
 *   histories [COUNT]
 *
 * MARBRE_HISTORIES is how many all the same, MARBRE_SEED the first one's, MARBRE_BREAKS how many
 * ways each is broken in (0: in all), MARBRE_BREAK the name of the only way. With MARBRE_SIGNED all
 * newsrooms ask for signatures, and not some alone. A failure names its seed; with MARBRE_KEEP the
 * repository is kept. */
#include "mutant.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LENGTH 24

/* A way, and what came of it. */
typedef struct {
    const char *name, *rules;
    Make make;
    const Slip *slip;
    bool is_of_record, is_of_seals;
    unsigned tried, accepted, misread;
} Way;

static unsigned
number(const char *name, unsigned usual)
{
    const char *text = g_getenv(name);
    return text == NULL ? usual : (unsigned)strtoul(text, NULL, 10);
}

static void
show(const MarbreVerdict *verdict)
{
    for (guint i = 0; i < verdict->violations->len; i++) {
        const MarbreViolation *one = verdict->violations->pdata[i];
        printf("#   %.10s %s %s %s: %s\n", one->commit, one->rule, one->actor,
               one->folder == NULL ? "-" : one->folder, one->message);
    }
}

/* --- valid ones ------------------------------------------------------------------------------ */

static bool
is_accepted(Night *night, unsigned seed)
{
    g_autoptr(GError) error = NULL;
    const MarbreVerifySettings settings = {
        .trust = night->trust, .pool = night->pool, .replay = seed % 8 == 0};
    g_autoptr(MarbreVerdict) verdict = marbre_verify(night->store, &settings, NULL, NULL, &error);
    if (verdict != NULL && marbre_verdict_is_ok(verdict))
        return true;
    printf("# seed %u is refused: %s\n", seed, verdict == NULL ? error->message : "");
    if (verdict != NULL)
        show(verdict);
    return false;
}

static void
count(GHashTable *moves, const char *what)
{
    guint times = GPOINTER_TO_UINT(g_hash_table_lookup(moves, what));
    g_hash_table_insert(moves, g_strdup(what), GUINT_TO_POINTER(times + 1));
}

static void
count_moves(GHashTable *moves, const GPtrArray *line, bool is_signed)
{
    for (guint i = 0; i < line->len; i++) {
        const Step *step = line->pdata[i];
        const char *what = step->leaf->parents[1] != NULL ? "merge"
                           : step->move != NULL           ? step->move
                           : step->folder != NULL         ? "words"
                                                          : "rules";
        count(moves, what);
        if (strstr(step->leaf->message, "\nMarbre-Urgent: ") != NULL)
            count(moves, "urgent");
        if (strstr(step->leaf->message, "\nMarbre-Owed: ") != NULL)
            count(moves, "owing");
        if (g_str_has_prefix(step->leaf->email, PAPER_ROBOT "@"))
            count(moves, "by the robot");
        if (is_signed && step->move != NULL)
            count(moves, "signed");
    }
}

/* --- broken ones ----------------------------------------------------------------------------- */

static bool
breaks(const MarbreVerdict *verdict, const char *rules)
{
    g_auto(GStrv) known = g_strsplit(rules, " ", -1);
    for (guint i = 0; i < verdict->violations->len; i++) {
        const MarbreViolation *one = verdict->violations->pdata[i];
        if (*rules == '\0' || g_strv_contains((const char *const *)known, one->rule))
            return true;
    }
    return false;
}

static void
judge(Night *night, Way *way, const char *from, const char *to, unsigned seed)
{
    g_autoptr(GError) error = NULL;
    const MarbreVerifySettings settings = {.trust = night->trust, .pool = night->pool};
    g_autoptr(MarbreVerdict) verdict = marbre_verify(night->store, &settings, from, to, &error);
    way->tried++;
    if (verdict == NULL || (!marbre_verdict_is_ok(verdict) && !breaks(verdict, way->rules))) {
        way->misread++;
        printf("# seed %u: %s: not %s%s%s\n", seed, way->name, way->rules,
               error == NULL ? "" : ", but ", error == NULL ? "" : error->message);
        if (verdict != NULL)
            show(verdict);
    } else if (marbre_verdict_is_ok(verdict)) {
        way->accepted++;
        printf("# seed %u: %s: accepted\n", seed, way->name);
        if (g_getenv("MARBRE_BREAK") != NULL) {
            g_autofree char *bytes = forge_bytes(night->forge, to);
            printf("%s\n", bytes);
        }
    }
}

/* Whether there was a place to break it so. */
static bool
break_it(Night *night, Way *way, GPtrArray *line, unsigned seed)
{
    /* What is forged bears no signature: where they are asked for, that is told first. */
    if (way->is_of_seals != night->paper.is_signed)
        return false;
    /* The same place, tried alone or after others. */
    night->chance = (Chance){(uint64_t)seed << 32 | g_str_hash(way->name)};
    unsigned first = chance_below(&night->chance, line->len);
    for (unsigned i = 0; i < line->len; i++) {
        Bench bench = {night, night->forge, line, (first + i) % line->len, NULL};
        const Step *step = line->pdata[bench.at];
        bench.from = g_strdup(step->before);
        g_autofree char *made = way->make != NULL   ? way->make(&bench, step)
                                : way->is_of_record ? slip_record(&bench, step, way->slip)
                                                    : slip_message(&bench, step, way->slip);
        g_autofree char *from = bench.from;
        if (made == NULL)
            continue;
        judge(night, way, from, made, seed);
        return true;
    }
    return false;
}

static void
add_mutants(GArray *ways, const Mutant *mutants, bool is_of_seals)
{
    for (; mutants->name != NULL; mutants++) {
        const Way way = {.name = mutants->name,
                         .rules = mutants->rules,
                         .make = mutants->make,
                         .is_of_seals = is_of_seals};
        g_array_append_val(ways, way);
    }
}

static void
add_slips(GArray *ways, const Slip *slips, bool is_of_record)
{
    for (; slips->name != NULL; slips++) {
        const Way way = {.name = slips->name,
                         .rules = slips->rules,
                         .slip = slips,
                         .is_of_record = is_of_record};
        g_array_append_val(ways, way);
    }
}

static void
break_in_turn(Night *night, GArray *ways, GPtrArray *line, unsigned *next, unsigned seed)
{
    const char *only = g_getenv("MARBRE_BREAK");
    unsigned most = number("MARBRE_BREAKS", 8), done = 0;
    /* What was never possible yet comes first, then all in turn. */
    for (guint i = 0; only == NULL && i < ways->len; i++) {
        Way *way = &g_array_index(ways, Way, i);
        if (way->tried == 0 && done < most)
            done += break_it(night, way, line, seed);
    }
    for (guint i = 0; i < ways->len && (most == 0 || done < most); i++) {
        Way *way = &g_array_index(ways, Way, (*next)++ % ways->len);
        if (only == NULL || strcmp(only, way->name) == 0)
            done += break_it(night, way, line, seed);
    }
}

/* --- the report ------------------------------------------------------------------------------ */

static bool
tell_moves(GHashTable *moves)
{
    static const char *const all[] = {
        "new",     "advance", "return",  "approve",   "waive", "spike",  "publish",
        "restore", "correct", "retract", "unpublish", "adopt", "merge",  "words",
        "rules",   "urgent",  "assign",  "undo",      "owing", "signed", "by the robot"};
    bool whole = true;
    for (size_t i = 0; i < G_N_ELEMENTS(all); i++) {
        guint times = GPOINTER_TO_UINT(g_hash_table_lookup(moves, all[i]));
        printf("# %s: %u\n", all[i], times);
        whole = whole && times > 0;
    }
    return whole;
}

static unsigned
tell_ways(const GArray *ways, unsigned number)
{
    unsigned failed = 0;
    for (guint i = 0; i < ways->len; i++) {
        const Way *way = &g_array_index(ways, Way, i);
        bool good = way->tried > 0 && way->accepted == 0 && way->misread == 0;
        if (way->tried == 0 && number < 100)
            continue;
        printf("%sok - %s: %u tried, %u accepted, %u for another reason\n", good ? "" : "not ",
               way->name, way->tried, way->accepted, way->misread);
        failed += !good;
    }
    return failed;
}

/* As many as are asked for; by default as many as the command says. */
static unsigned
count_of(int argc, char **argv)
{
    unsigned usual = argc > 1 ? (unsigned)strtoul(argv[1], NULL, 10) : 200;
    return number("MARBRE_HISTORIES", g_getenv("SOAK") == NULL ? usual : 10000);
}

int
main(int argc, char **argv)
{
    unsigned count = count_of(argc, argv), first = number("MARBRE_SEED", 1);
    unsigned refused = 0, next = 0, points = 2;
    g_autoptr(GHashTable) moves = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GArray) ways = g_array_new(FALSE, FALSE, sizeof(Way));
    Night *night = night_new();
    setvbuf(stdout, NULL, _IOLBF, 0); /* what is wrong is known at once */
    add_mutants(ways, mutants_who, false);
    add_mutants(ways, mutants_story, false);
    add_mutants(ways, mutants_files, false);
    add_mutants(ways, mutants_seal, true);
    add_slips(ways, slips_of_record, true);
    add_slips(ways, slips_of_message, false);
    for (unsigned seed = first; seed < first + count; seed++) {
        night_work(night, seed, LENGTH);
        g_autoptr(GPtrArray) line = bench_read(night);
        count_moves(moves, line, night->paper.is_signed);
        if (is_accepted(night, seed))
            break_in_turn(night, ways, line, &next, seed);
        else
            refused++;
    }
    bool whole = tell_moves(moves) || count < 100;
    printf("%sok - %u of %u valid histories are refused\n", refused == 0 ? "" : "not ", refused,
           count);
    printf("%sok - every move is among them\n", whole ? "" : "not ");
    unsigned failed = tell_ways(ways, count);
    for (guint i = 0; i < ways->len; i++)
        points += g_array_index(ways, Way, i).tried > 0 || count >= 100;
    printf("1..%u\n", points);
    night_free(night);
    return refused != 0 || failed != 0 || !whole;
}
