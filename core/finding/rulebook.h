/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <stdbool.h>

/** A file of an example article. */
typedef struct {
    char *name;   /**< "index.fr.md", "claims.yaml" */
    char *text;   /**< of a picture: what it is, in words */
    bool is_text; /**< false: a picture */
} MarbreExampleFile;

/** What people are told of one rule. Texts are NULL where the file has none. */
typedef struct {
    char *rule;     /**< without its plugin */
    char *summary;  /**< of the engine's own rules */
    char *severity; /**< likewise: "error", "warning", "note" */
    char *means;
    char *clear;
    char *arises;      /**< how it comes about, where no single article shows it */
    char *with;        /**< options under which the examples are so, as YAML */
    char **options;    /**< that turn it; never NULL */
    GPtrArray *fails;  /**< of MarbreExampleFile; empty where there is no example */
    GPtrArray *passes; /**< likewise */
} MarbreRulePage;

/**
 * The pages of a plugin's rules: ID.rules.yaml beside it.
 *
 *     rules:
 *       cut-value:
 *         means: {en: …, fr: …}            what it is about
 *         clear: {en: …, fr: …}            how to clear it
 *         options: [words.min]             those of the check that turn it
 *         with: {words: {min: 20}}         options under which the examples are so
 *         fails: {index.fr.md: …}          an article that it speaks of
 *         passes: {index.fr.md: …}         one that is as it should be
 *
 * Words may be one text, or a map from languages to texts. An example may be one text: the
 * article's own words, below the usual lines. A picture is a map: `bytes` in base64, and its words.
 * Instead of examples a rule may say how it `arises`; those of the engine have a `summary` and a
 * `severity`.
 */
typedef struct MarbreRulebook MarbreRulebook;

/**
 * @param lang  of the reader; English where a text has no such language
 * @return (transfer full), with no page where there is no file or it can't be read; what is wrong
 *     is added to `problems`
 */
MarbreRulebook *
marbre_rulebook_load(const char *dir, const char *plugin, const char *lang, GPtrArray *problems);
/** The same of bytes that are at hand. */
MarbreRulebook *
marbre_rulebook_parse(const char *path, GBytes *file, const char *lang, GPtrArray *problems);
void marbre_rulebook_free(MarbreRulebook *book);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreRulebook, marbre_rulebook_free)

/** The page of a rule, RULE or PLUGIN/RULE. (transfer none, nullable) */
const MarbreRulePage *marbre_rulebook_find(const MarbreRulebook *book, const char *rule);
/** All of them, in the order of the file: MarbreRulePage. (transfer none) */
const GPtrArray *marbre_rulebook_get_pages(const MarbreRulebook *book);
