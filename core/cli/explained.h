/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "cli/cli.h"
#include "finding/rulebook.h"

#include <glib.h>

#define MARBRE_ENGINE "marbre" /**< what the engine's own rules have in a plugin's place */

/** A rule as people are told of it, in the reader's language. */
typedef struct {
    char *id; /**< PLUGIN/RULE */
    char *summary;
    MarbreSeverity severity;
    bool of_engine;
    const MarbreRulePage *page; /**< (nullable) where its plugin has none; not owned */
    GPtrArray *options;         /**< of char *: “words.min: fewest words”, those that turn it */
} MarbreExplained;

/** The rules of a plugin, or of the engine. */
typedef struct {
    char *plugin;
    char *summary;    /**< what its check is about */
    GPtrArray *rules; /**< of MarbreExplained */
    MarbreRulebook *book;
} MarbreChapter;

/**
 * @param plugin  id, or MARBRE_ENGINE
 * @return (transfer full) or NULL with an error where there is no such plugin
 */
MarbreChapter *marbre_chapter_new(MarbreCli *cli, const char *plugin, GError **error);
void marbre_chapter_free(MarbreChapter *chapter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreChapter, marbre_chapter_free)

/** Every plugin with rules that can be asked, and the engine: MarbreChapter. (transfer full) */
GPtrArray *marbre_chapters_new(MarbreCli *cli);

/** The rule, RULE or PLUGIN/RULE. (transfer none, nullable) */
const MarbreExplained *marbre_chapter_find(const MarbreChapter *chapter, const char *rule);

/** How pages are written; each returns (transfer full) text. */
typedef struct {
    char *(*rule)(const MarbreCli *cli, const MarbreExplained *rule);
    char *(*chapter)(const MarbreCli *cli, const MarbreChapter *chapter);
    char *(*index)(const MarbreCli *cli, const GPtrArray *chapters);
} MarbreExplainFormat;

extern const MarbreExplainFormat marbre_explain_text;
extern const MarbreExplainFormat marbre_explain_markdown;
extern const MarbreExplainFormat marbre_explain_html;
extern const MarbreExplainFormat marbre_explain_json;

/** A line of what turns a rule: a comment, and lines of YAML or a command. */
typedef struct {
    char *words;
    char *code; /**< (nullable) */
} MarbreTurn;

/** How a newsroom turns a rule: of MarbreTurn. (transfer full) */
GPtrArray *marbre_explained_turns(const MarbreExplained *rule);
/** What is said of its severity: “blocks”, “does not block”. (transfer none) */
const char *marbre_explained_weight(MarbreSeverity severity);
/**
 * The text of an example as it is shown: where nothing but spaces tells the one that fails from the
 * one that passes, no-break ones are named, or nobody would see a difference. (transfer full)
 */
char *marbre_explained_text(const MarbreRulePage *page, const MarbreExampleFile *file);
