/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "conform/cell.h"
#include "conform/shim.h"
#include "conform/site.h"
#include "conform/specimen.h"
#include "plugin/host.h"
#include "plugin/loader.h"

#include <stdbool.h>
#include <stdint.h>

/** The file under test, and how. */
typedef struct {
    MarbreCellSettings cell;
    char *path;   /**< absolute */
    char *id;     /**< as its name has it */
    char *folder; /**< absolute, with a slash at the end */
    char **with;  /**< (nullable) KEY=VALUE, for tasks that have such an option */
    double fuzz_seconds;
    uint64_t seed;
    char *baseline; /**< (nullable) what the usual articles gave in a first process */
} MarbreSubject;

/** The plugin in a cell. */
typedef struct {
    const MarbreSubject *subject;
    MarbrePluginEntry entry;
    MarbreLoaded *loaded; /**< (nullable) led through the shim */
    const MarbrePluginInfo *info;
} MarbreGuest;

/* All of these run in a cell, and end it with a reason where something is wrong. */

/** Load the library, no more. */
MarbrePluginEntry marbre_guest_open(const MarbreSubject *subject);
/** Load it and read what it declares. */
MarbreGuest *marbre_guest_load(const MarbreSubject *subject);

/** A task that was made, with a host of its own. */
typedef struct {
    const MarbreGuest *guest;
    const MarbreTaskInfo *info;
    MarbreHost *host;
    MarbreTask *task; /**< (nullable) */
    char *problem;    /**< (nullable) why there is none */
    const MarbreSpecimen *current;
    MarbreMoment now;
    bool cancelled;
} MarbreVisit;

/** A host for one task, not yet made. */
MarbreVisit *marbre_visit_begin(const MarbreGuest *guest, const MarbreTaskInfo *info);
/** `create`. @return false where it said no, cleanly */
bool marbre_visit_make(MarbreVisit *visit);
/** The same with these options. @param options  (nullable) the usual ones */
bool marbre_visit_make_with(MarbreVisit *visit, GVariant *options);
/** One run. (transfer full) */
MarbreOutcome *marbre_visit_run(MarbreVisit *visit, const MarbreSpecimen *specimen);
/** `destroy`. @return what was not given back */
unsigned marbre_visit_end(MarbreVisit *visit);

/** The options of a task where a workflow says nothing, or what `with` says. (transfer full) */
GVariant *marbre_guest_options(const MarbreGuest *guest, const MarbreTaskInfo *info);

/** What a run gave, as a sum: the same where it gave the same. (transfer full) */
char *marbre_outcome_sum(MarbreOutcome *outcome);

/** Called for each task and article. */
typedef void (*MarbreVisitFunc)(MarbreVisit *visit,
                                const MarbreSpecimen *specimen,
                                MarbreOutcome *outcome,
                                void *user);

/** Make each task once and run it on each article. @param func  (nullable) */
void marbre_guest_tour(const MarbreGuest *guest,
                       const GPtrArray *specimens,
                       MarbreVisitFunc func,
                       void *user);
