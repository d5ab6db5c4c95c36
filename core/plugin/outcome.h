/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "article/article.h"
#include "base/span.h"
#include "plugin/descriptor.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* Limits of one run; one over and the run failed. */
#define MARBRE_OUTCOME_FINDINGS 10000u
#define MARBRE_OUTCOME_EDITS 100000u             /* of all findings together */
#define MARBRE_OUTCOME_WORDS (UINT64_C(1) << 20) /* bytes of arguments and fixes */
#define MARBRE_OUTCOME_CHANGES (UINT64_C(64) << 20)
#define MARBRE_OUTCOME_ARTIFACTS (UINT64_C(256) << 20)
#define MARBRE_OUTCOME_ENTRIES 100000u /* changes, artifacts, reads: each */

typedef enum {
    MARBRE_OUTCOME_OK = 0,
    MARBRE_OUTCOME_FAILED,  /**< it could not look, or what it said was nonsense */
    MARBRE_OUTCOME_CRASHED, /**< its process died */
    MARBRE_OUTCOME_TIMEOUT,
    MARBRE_OUTCOME_MISSING, /**< no such plugin or task, or not to be trusted */
} MarbreOutcomeStatus;

/** A finding as the plugin gave it. */
typedef struct {
    char *rule;       /**< without the plugin's id */
    int32_t severity; /**< MBR_SEVERITY_*; 0: the rule's own */
    char *file;       /**< (nullable) name in the article's folder; NULL: the published text */
    MarbreSpan span;
    GVariant *args;   /**< a(ss), sunk */
    GPtrArray *edits; /**< of MarbreEdit (finding/finding.h), sorted; never NULL */
} MarbreRecord;

typedef enum {
    MARBRE_CHANGE_EDIT = 0, /**< `text` in the place of `span`, in the unedited file */
    MARBRE_CHANGE_WRITE,    /**< the whole file */
    MARBRE_CHANGE_REMOVE,
} MarbreChangeKind;

/** What an action does to a file of its article. */
typedef struct {
    MarbreChangeKind kind;
    char *file;
    MarbreSpan span;
    GBytes *bytes; /**< NULL for MARBRE_CHANGE_REMOVE */
} MarbreChange;

/** A file of the published site. */
typedef struct {
    char *path; /**< in the site's tree */
    char *media_type;
    GBytes *bytes;
} MarbreArtifact;

/** @param bytes  taken */
MarbreArtifact *marbre_artifact_new(const char *path, const char *media_type, GBytes *bytes);
/** A list of them, which it frees. (transfer full) */
GPtrArray *marbre_artifacts_new(void);

typedef enum {
    MARBRE_READ_FILE = 0, /**< `id` is the git id of the bytes; "" where there was no file */
    MARBRE_READ_FOLDER,   /**< `id` is marbre_read_listing_id(); "" where there was no folder */
} MarbreReadKind;

/** Something of the newsroom, outside the article, that the result hangs on. */
typedef struct {
    MarbreReadKind kind;
    char *path;
    char *id;
} MarbreRead;

/** A line for the plugin's author. */
typedef struct {
    int32_t level; /**< MBR_LOG_* */
    char *text;
} MarbreLogLine;

/** What one run of one task on one article and language gave. Refcounted. */
typedef struct {
    MarbreOutcomeStatus status;
    int32_t code;         /**< what `run` returned, or an MBR_E_* */
    char *reason;         /**< (nullable) in words, where status is not OK */
    GPtrArray *findings;  /**< of MarbreRecord; incomplete where status is not OK */
    GPtrArray *changes;   /**< of MarbreChange; none where status is not OK */
    GPtrArray *artifacts; /**< of MarbreArtifact; likewise */
    GPtrArray *reads;     /**< of MarbreRead, sorted by path, each once */
    GPtrArray *log;       /**< of MarbreLogLine; the first ones only */
    int64_t until;        /**< earliest instant asked about that had not passed; G_MAXINT64: none */
    uint32_t leftovers;   /**< blobs and word lists that the host had to give back */
} MarbreOutcome;

/** A good outcome without anything in it. (transfer full) */
MarbreOutcome *marbre_outcome_new(void);
/** One that is no pass. @param format  why, in words for people */
MarbreOutcome *
marbre_outcome_new_failed(MarbreOutcomeStatus status, int32_t code, const char *format, ...)
    G_GNUC_PRINTF(3, 4);
MarbreOutcome *marbre_outcome_ref(MarbreOutcome *outcome);
void marbre_outcome_unref(MarbreOutcome *outcome);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreOutcome, marbre_outcome_unref)

/** Turn it into a failure: the first reason stays, changes and artifacts go. */
void marbre_outcome_fail(MarbreOutcome *outcome,
                         MarbreOutcomeStatus status,
                         int32_t code,
                         const char *format,
                         ...) G_GNUC_PRINTF(4, 5);

MarbreRecord *marbre_record_new(const char *rule);
void marbre_record_free(MarbreRecord *record);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreRecord, marbre_record_free)

/** For another process or the disk. (transfer full), not floating, in normal form */
GVariant *marbre_outcome_pack(const MarbreOutcome *outcome);
/**
 * The way back, from bytes that may be hostile: type, normal form, counts and enumerations are
 * judged here, the sense of it by marbre_outcome_check().
 *
 * @return (transfer full) or NULL with MARBRE_ERROR_INVALID
 */
MarbreOutcome *marbre_outcome_unpack(GVariant *packed, GError **error);

/**
 * Judge again all that came from a worker: rules known, ranges within the file and on character
 * boundaries, edits apart from each other, UTF-8, legal names and paths, limits, nothing that
 * the kind of task may not do.
 *
 * @param lang  the published language it ran for
 * @return false with MARBRE_ERROR_INVALID
 */
bool marbre_outcome_check(const MarbreOutcome *outcome,
                          const MarbreTaskInfo *task,
                          const MarbreArticle *article,
                          const char *lang,
                          GError **error);

/**
 * The article's files as the changes leave them.
 *
 * @return (transfer full) of MarbreFile, sorted; one that is removed has no bytes. NULL with
 *         MARBRE_ERROR_INVALID where an edited file is not there
 */
GPtrArray *
marbre_outcome_files(const MarbreOutcome *outcome, const MarbreArticle *article, GError **error);

/** (transfer full) */
MarbreRead *marbre_read_new(MarbreReadKind kind, const char *path, const char *id);
/** An empty list that frees its MarbreRead items. (transfer full) */
GPtrArray *marbre_reads_new(void);
/** The `id` of a listing: names (char *) in any order. (transfer full) */
char *marbre_read_listing_id(const GPtrArray *names);
/** The `id` of a file's bytes, as git makes it; NULL gives "". (transfer full) */
char *marbre_read_file_id(GBytes *bytes);

/** Whether an action may change a file of this name: texts, claims.yaml, media. */
bool marbre_change_name_check(const char *name);
