/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* Between the files of the suite; no one else includes it. */

#include "conform/guest.h"
#include "conform/suite.h"

/** What a cell of a test is given. */
typedef struct {
    const MarbreSubject *subject;
    unsigned variant; /**< the test's own */
    const char *word; /**< likewise */
} MarbreAsked;

/** @return whether it went well; else the verdict says why. @param ret_said (nullable) */
bool marbre_ask(const MarbreSubject *subject,
                MarbreCellFunc func,
                unsigned variant,
                const char *word,
                MarbreVerdict *verdict,
                char **ret_said);

void marbre_verdict_fail(MarbreVerdict *verdict, const char *format, ...) G_GNUC_PRINTF(2, 3);
void marbre_verdict_skip(MarbreVerdict *verdict, const char *format, ...) G_GNUC_PRINTF(2, 3);
void marbre_verdict_warn(MarbreVerdict *verdict, const char *format, ...) G_GNUC_PRINTF(2, 3);

/** In a cell: each task once on the usual articles, each looked at. @param user  MarbreAsked */
void marbre_tour_looking(void *user, MarbreVisitFunc look);
/** In a cell: each task once on the usual articles, and say sums of what they give. */
void marbre_tour(void *user);

typedef void (*MarbreTestFunc)(MarbreSubject *subject, MarbreVerdict *verdict);

/* library.c */
void marbre_test_opens(MarbreSubject *subject, MarbreVerdict *verdict);
void marbre_test_exports(MarbreSubject *subject, MarbreVerdict *verdict);
void marbre_test_links(MarbreSubject *subject, MarbreVerdict *verdict);
void marbre_test_entry(MarbreSubject *subject, MarbreVerdict *verdict);
void marbre_test_quick(MarbreSubject *subject, MarbreVerdict *verdict);
void marbre_test_still(MarbreSubject *subject, MarbreVerdict *verdict);

/* declares.c */
void marbre_test_descriptor(MarbreSubject *subject, MarbreVerdict *verdict);
void marbre_test_options(MarbreSubject *subject, MarbreVerdict *verdict);
void marbre_test_words(MarbreSubject *subject, MarbreVerdict *verdict);
void marbre_test_kinds(MarbreSubject *subject, MarbreVerdict *verdict);

/* life.c */
void marbre_test_thousand(MarbreSubject *subject, MarbreVerdict *verdict);
void marbre_test_services(MarbreSubject *subject, MarbreVerdict *verdict);
void marbre_test_cut(MarbreSubject *subject, MarbreVerdict *verdict);
void marbre_test_memory(MarbreSubject *subject, MarbreVerdict *verdict);

/* same.c */
void marbre_test_twice(MarbreSubject *subject, MarbreVerdict *verdict);
void marbre_test_process(MarbreSubject *subject, MarbreVerdict *verdict);
void marbre_test_elsewhere(MarbreSubject *subject, MarbreVerdict *verdict);
void marbre_test_parallel(MarbreSubject *subject, MarbreVerdict *verdict);
void marbre_test_reversed(MarbreSubject *subject, MarbreVerdict *verdict);
void marbre_test_unjudged(MarbreSubject *subject, MarbreVerdict *verdict);
void marbre_test_instant(MarbreSubject *subject, MarbreVerdict *verdict);

/* input.c */
void marbre_test_odd(MarbreSubject *subject, MarbreVerdict *verdict);
void marbre_test_bare(MarbreSubject *subject, MarbreVerdict *verdict);
void marbre_test_guarded(MarbreSubject *subject, MarbreVerdict *verdict);
void marbre_test_fuzz(MarbreSubject *subject, MarbreVerdict *verdict);

/* output.c */
void marbre_test_spans(MarbreSubject *subject, MarbreVerdict *verdict);
void marbre_test_edits(MarbreSubject *subject, MarbreVerdict *verdict);
void marbre_test_fixes(MarbreSubject *subject, MarbreVerdict *verdict);
void marbre_test_arguments(MarbreSubject *subject, MarbreVerdict *verdict);
void marbre_test_artifacts(MarbreSubject *subject, MarbreVerdict *verdict);

/* golden.c */
/** Say which rules neither a usual article nor an example of the plugin's own pages raises. */
void marbre_warn_of_silent_rules(const MarbreSubject *subject, MarbreVerdict *verdict);

/* contract.c */
void marbre_test_cancel(MarbreSubject *subject, MarbreVerdict *verdict);
void marbre_test_reach(MarbreSubject *subject, MarbreVerdict *verdict);
void marbre_test_traces(MarbreSubject *subject, MarbreVerdict *verdict);
void marbre_test_leftovers(MarbreSubject *subject, MarbreVerdict *verdict);
void marbre_test_change(MarbreSubject *subject, MarbreVerdict *verdict);
