/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "store/snapshot.h"

#include <glib.h>
#include <stdbool.h>

/** Programs that make a site of a folder of Markdown files. */
typedef enum {
    MARBRE_GENERATOR_NONE,
    MARBRE_GENERATOR_HUGO,
    MARBRE_GENERATOR_ELEVENTY,
    MARBRE_GENERATOR_JEKYLL,
} MarbreGeneratorKind;

/** What the files of a repository say of its site generator. Read only. */
typedef struct {
    MarbreGeneratorKind kind;
    char *config;   /**< (nullable) the file that it is known by */
    char **content; /**< folders that it makes pages of; "" is the root; never NULL */
    char **left;    /**< globs of what it leaves out, from the root; never NULL */
    char *title;    /**< (nullable) of the site */
    char *base;     /**< (nullable) its address */
    char *lang;     /**< (nullable) the language that its pages are in, "fr" */
} MarbreGenerator;

/**
 * Recognise the generator that a repository is made for, by hugo.toml or config.toml (yaml, json),
 * eleventy.config.js or .eleventy.js, _config.yml. What its configuration computes is not known.
 *
 * @return (transfer full) of kind NONE where there is none, or NULL with an error of the store
 */
MarbreGenerator *marbre_generator_find(MarbreSnapshot *snapshot, GError **error);
void marbre_generator_free(MarbreGenerator *generator);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreGenerator, marbre_generator_free)

/** Its name: "Hugo", "Eleventy", "Jekyll"; "" of none. */
const char *marbre_generator_name(MarbreGeneratorKind kind);
/** The kind that the words of --for name: "hugo"; NONE where they name none. */
MarbreGeneratorKind marbre_generator_named(const char *word);

/** Whether it makes something of what lies at a path, or of what lies in it. */
bool marbre_generator_reads(const MarbreGenerator *generator, const char *path);

/**
 * What stands in the way of a newsroom in this repository, in words that say why and what to do:
 * the generator would publish the folder of the articles, or the newsroom's own files.
 *
 * @param articles  the newsroom's folder of articles
 * @return (transfer full, nullable) NULL where nothing does
 */
char *marbre_generator_conflict(const MarbreGenerator *generator, const char *articles);

/** The folder that holds all of its content: "content"; "" for the root. (transfer full) */
char *marbre_generator_top(const MarbreGenerator *generator);

/**
 * The path of a file below the generator's content folder, as it would have it: of
 * "content/posts/a.md", "posts/a.md". Several folders count as the one that holds them all.
 * (transfer none) a part of `path`
 */
const char *marbre_generator_below(const MarbreGenerator *generator, const char *path);
