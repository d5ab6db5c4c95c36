/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Ways to break a valid history, each by its name. */
#pragma once

#include "night.h"

/* One commit of the branch's own line. */
typedef struct {
    char *id;
    Leaf *leaf;
    char *before; /* its first parent */
    char *folder; /* (nullable) the article that it changes */
    char *move;   /* (nullable) "advance" */
} Step;

typedef struct {
    Night *night;
    Forge *forge;
    GPtrArray *line; /* of Step, oldest first; without the trusted one */
    guint at;        /* the step that is to be broken */
    char *from;      /* what is judged comes after this */
} Bench;

/* The last commit of the broken history; NULL where this step can't be broken so. */
typedef char *(*Make)(Bench *bench, const Step *step);

typedef struct {
    const char *name;
    Make make;
    const char *rules; /* one of these is broken, separated by spaces */
} Mutant;

extern const Mutant mutants_who[];   /* who acts, and under which rules */
extern const Mutant mutants_story[]; /* in which order, on which words */
extern const Mutant mutants_files[]; /* which files, which objects, which merges */
extern const Mutant mutants_seal[];  /* whose signatures; of newsrooms that ask for them */

/* Changes of one commit's text: of its record, or of its message. */
typedef struct {
    const char *name;
    const char *moves; /* (nullable) any; names of moves with spaces around each */
    const char *pattern, *by;
    const char *rules;
} Slip;

extern const Slip slips_of_record[];
extern const Slip slips_of_message[];

char *slip_record(Bench *bench, const Step *step, const Slip *slip);
char *slip_message(Bench *bench, const Step *step, const Slip *slip);

/* The branch's line. (transfer full) */
GPtrArray *bench_read(Night *night);

/* --- what they share --- */

bool step_is(const Step *step, const char *move);
/* Value of a trailer. (transfer full, nullable) */
char *step_said(const Step *step, const char *key);
/* A text with all that matches a pattern replaced; NULL where it stays the same. (transfer full) */
char *replaced(const char *text, const char *pattern, const char *by);
char *bench_record_path(const Step *step);
/* The step's commit with another record. NULL for a NULL record. (transfer full) */
char *bench_with_record(Bench *bench, const Step *step, const char *record);
/* The step's commit with one more change of a file. `text` NULL removes it. */
char *bench_with_file(Bench *bench, const Step *step, const char *path, const char *text);
/* A step again on another commit. */
char *bench_again(Bench *bench, const Step *step, const char *onto);
/* A commit that changes one file of another. */
char *
bench_commit(Bench *bench, const char *onto, const char *path, const char *text, const char *who);
