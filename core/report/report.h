/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "base/json.h"
#include "finding/finding.h"
#include "finding/messages.h"
#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/** An article that was judged, whether or not there is anything to say of it. Read only. */
typedef struct {
    char *article;
    char *id;                  /* (nullable) survives its moves */
    char *words;               /* (nullable) digest of what plugins see of it */
    const char *const *checks; /* (nullable) ids of the plugins that judged it; not owned */
} MarbreReportedArticle;

/** What a rule is about. Texts are owned by whoever gives it. */
typedef struct {
    MarbreSeverity severity; /* before the newsroom grades it */
    char *summary;           /* in the reader's language */
    char *help_uri;          /* (nullable) */
} MarbreRuleWords;

/** Frees the texts. */
void marbre_rule_words_clear(MarbreRuleWords *words);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(MarbreRuleWords, marbre_rule_words_clear)

/** What a report needs besides the findings. Every callback may be NULL. */
typedef struct {
    const MarbreMessages *messages; /* (nullable) the reader's language */
    uint64_t articles;              /* how many were judged */
    bool colour;                    /* text: escape codes for a terminal */
    unsigned width;                 /* text: columns, 0 for 80 */
    bool incomplete;                /* a check could not run: no pass */
    bool baseline;                  /* known findings are told from new ones */
    unsigned shard, shards;         /* this is part K of N; 0 of 0: all of it */
    int64_t now;                    /* seconds since 1970 */
    const char *version;            /* (nullable) of Marbre */
    const GPtrArray *judged;        /* (nullable) of MarbreReportedArticle, by article's bytes */
    const GPtrArray *fingerprints; /* (nullable) marbre_fingerprints() of the findings; else made */
    /* The title of an article, (transfer full) (nullable). */
    char *(*title)(void *user, const char *article);
    /* The title of a stage for the reader, (transfer full) (nullable). */
    char *(*stage)(void *user, const char *article, const char *stage);
    /* Who can clear a finding that blocks, and who can let it pass, in words; (transfer full)
     * (nullable). */
    char *(*who)(void *user, const MarbreFinding *finding);
    /* The same as ids of people, added to two lists of char * that own them; (nullable). */
    void (*people)(void *user,
                   const MarbreFinding *finding,
                   GPtrArray *ret_who,
                   GPtrArray *ret_waivable_by);
    /* The id of an article, which survives its moves, (transfer full) (nullable). */
    char *(*id)(void *user, const char *article);
    /* What a rule, PLUGIN/RULE, is about. False where nobody knows. */
    bool (*rule)(void *user, const char *rule, MarbreRuleWords *ret_words);
    /* The bytes of a file as they were judged, (transfer full) (nullable). */
    GBytes *(*source)(void *user, const char *path);
    void *user;
} MarbreReport;

/* A report of `findings`, which are sorted by marbre_findings_sort, as one text. (transfer full) */

/** For people: what blocks now, then what will block later, each by article, with the words in
 * question. */
char *marbre_report_text(const MarbreReport *report, const GPtrArray *findings);
/** One JSON document. */
char *marbre_report_json(const MarbreReport *report, const GPtrArray *findings);
/** SARIF 2.1.0: what code scanning reads. */
char *marbre_report_sarif(const MarbreReport *report, const GPtrArray *findings);
/** JUnit's XML: a suite a plugin, a case an article. */
char *marbre_report_junit(const MarbreReport *report, const GPtrArray *findings);
/** Workflow commands of GitHub, which its runner shows as annotations. */
char *marbre_report_github(const MarbreReport *report, const GPtrArray *findings);
/** A line of JSON a finding, as reviewdog reads them. */
char *marbre_report_rdjsonl(const MarbreReport *report, const GPtrArray *findings);
/** Code Climate's issues, as GitLab reads them. */
char *marbre_report_codeclimate(const MarbreReport *report, const GPtrArray *findings);

/** A form that reports come in. */
typedef struct {
    const char *name;
    char *(*write)(const MarbreReport *report, const GPtrArray *findings);
} MarbreFormat;

/** The formats, ended by one without a name. */
extern const MarbreFormat marbre_formats[];

/** The format of this name; NULL where there is none. (transfer none) */
const MarbreFormat *marbre_format_find(const char *name);

/** How much a finding weighs with whoever fails for errors and nothing else: what does not block
 * now is no error, what is waived or known a note. */
MarbreSeverity marbre_report_level(const MarbreFinding *finding);

/** One finding of it as an item of a JSON list. */
void marbre_report_write_finding(MarbreJson *json,
                                 const MarbreMessages *messages,
                                 const MarbreFinding *finding);

/** What one of the engine's own rules, marbre/…, is about. False for any other. */
bool marbre_rule_words_of_engine(const char *rule, MarbreRuleWords *ret_words);
