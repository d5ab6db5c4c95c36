/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "article/article.h"

#include <glib.h>
#include <stdint.h>

/** An article that plugins are tried on; the words are our own. */
typedef struct {
    char *name;
    char *lang;       /**< published language */
    char *other;      /**< (nullable) language of the source */
    GPtrArray *files; /**< of MarbreFile */
    MarbreArticle *article;
} MarbreSpecimen;

void marbre_specimen_free(MarbreSpecimen *specimen);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreSpecimen, marbre_specimen_free)

/** Articles as newsrooms have them, faults included. (transfer full) of MarbreSpecimen */
GPtrArray *marbre_specimens_usual(void);
/** Articles as nobody writes them, but somebody will. */
GPtrArray *marbre_specimens_odd(void);
/** Long ones. */
GPtrArray *marbre_specimens_long(void);
/** An article without a source, claims, media. */
GPtrArray *marbre_specimens_bare(void);

/** @param other  (nullable) @param files  of MarbreFile, a reference is kept (transfer full) */
MarbreSpecimen *
marbre_specimen_new(const char *name, const char *lang, const char *other, GPtrArray *files);
/** The same article with another text to publish. (transfer full) */
MarbreSpecimen *marbre_specimen_with_text(const MarbreSpecimen *specimen, GBytes *text);
/** The bytes of its published text. (transfer none) */
GBytes *marbre_specimen_get_text(const MarbreSpecimen *specimen);

/**
 * The same article with everything changed that a task does not judge, letter by letter, so that
 * all places stay where they are. (transfer full)
 *
 * @param judges  MBR_PART_*
 * @param keys    front-matter keys that are judged
 */
MarbreSpecimen *
marbre_specimen_disguise(const MarbreSpecimen *specimen, uint64_t judges, const char *const *keys);

/** Some other article, always the same for the same seed. (transfer full) */
MarbreSpecimen *marbre_specimen_mutate(const MarbreSpecimen *specimen, uint64_t seed);
