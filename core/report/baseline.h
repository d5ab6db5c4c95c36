/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "report/report.h"

/**
 * The findings that a newsroom knows of: those that would fail a check, written down so that only
 * new ones do. An article that was touched since loses them all. The engine's own rules, which
 * nobody may waive either, are never known.
 */
typedef struct MarbreBaseline MarbreBaseline;

/** A finding that is written down. Read only. */
typedef struct {
    const char *article; /* as it was when it was written down */
    char *rule;
    char *fingerprint;
    char *message; /* English, for whoever reads the file */
    bool used;     /* it was found again */
} MarbreKnown;

/** Most bytes of a baseline. */
#define MARBRE_BASELINE_LIMIT ((size_t)32 << 20)

/** Reads a baseline. NULL, with at least one of `problems` more, where it is none.
 * (transfer full) (nullable) */
MarbreBaseline *marbre_baseline_parse(const char *path, GBytes *file, GPtrArray *problems);

void marbre_baseline_free(MarbreBaseline *baseline);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreBaseline, marbre_baseline_free)

/** Takes out what `other` does not have in the same words; gives how many. */
size_t marbre_baseline_limit(MarbreBaseline *baseline, const MarbreBaseline *other);

/**
 * Marks the findings that are written down as known, in an article that is as it was then.
 *
 * @param report    with `judged` and `fingerprints`
 * @param findings  in which known ones are replaced by marked copies; their order stays
 */
void
marbre_baseline_apply(MarbreBaseline *baseline, const MarbreReport *report, GPtrArray *findings);

/**
 * What is written down and was not found again.
 *
 * @param whole  every article was judged; else only of those that were
 * @return (transfer container) of MarbreKnown, by article
 */
GPtrArray *
marbre_baseline_stale(const MarbreBaseline *baseline, const MarbreReport *report, bool whole);

/** Marks every finding that may be known as known, and gives how many were not before. */
size_t marbre_baseline_accept(const MarbreReport *report, GPtrArray *findings);

/** The known ones of `findings` as a baseline. (transfer full) */
char *marbre_baseline_write(const MarbreReport *report, const GPtrArray *findings);
