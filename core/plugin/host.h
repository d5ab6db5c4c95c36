/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "article/article.h"
#include "plugin/loader.h"
#include "plugin/outcome.h"
#include "plugin/use.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/**
 * What lies outside the article. Answers may come from another process, and are judged no
 * less. Each may be NULL: then there is no such thing. Those with an error fail with
 * MARBRE_ERROR_NOT_FOUND where there is nothing, with any other code where it could not be read.
 */
typedef struct {
    /** A file of the newsroom. The host notes the read, and may keep the file. (transfer full) */
    GBytes *(*read)(void *user, const char *path, GError **error);
    /** A file that `read` was asked for before is read once more, in a run. */
    void (*again)(void *user, const char *path);
    /** Names in a folder of the newsroom, those of folders with a slash behind. (transfer full),
     *  of char *, freed with the array */
    GPtrArray *(*list)(void *user, const char *folder, GError **error);
    /** A medium whose bytes the article does not hold: its path in the newsroom and its git id
     *  ("" where unknown). (transfer full) */
    GBytes *(*media)(void *user, const char *path, const char *oid, GError **error);
    /** The same of one that has at most `limit` bytes; NULL for any other, whatever the reason. */
    GBytes *(*small_medium)(void *user, const char *path, const char *oid, size_t limit);
    /** The source text of a published text as the newest approval that judged it saw it: the
     *  article's folder and the published language. (transfer full) */
    GBytes *(*approved)(void *user, const char *folder, const char *lang, GError **error);
    /**
     * The published articles, newest first, for actions of publication. `what` is one of
     * MARBRE_SITE_*; `index` and `where` count where they are said to.
     *
     * @return (transfer full, nullable, sunk) of the type told there; NULL for none, and for
     *     WHOLES, PARTS and ENTRIES where nobody can say more than one by one
     */
    GVariant *(*site)(void *user, const char *what, uint64_t index, const char *where);
    /**
     * Something of the network, for an action that declared and was granted it: judged, allowed
     * and answered out there.
     *
     * @param request  of MARBRE_FETCH_REQUEST
     * @return (transfer full, sunk) of MARBRE_FETCH_ANSWER, or NULL: MARBRE_ERROR_REFUSED,
     *         MARBRE_ERROR_USAGE or another code
     */
    GVariant *(*fetch)(void *user, GVariant *request, GError **error);
    /**
     * A file of the published site, judged, for whoever takes each as it is written; in the outcome
     * stands its name alone then. NULL: the outcome has it whole.
     */
    void (*written)(
        void *user, const char *path, const char *media_type, const char *data, size_t size);
    void *user;
} MarbreSurroundings;

/** Method, address, headers, body. */
#define MARBRE_FETCH_REQUEST "(ssa(ss)ay)"
/** Status, where a redirect leads, media type, body. */
#define MARBRE_FETCH_ANSWER "(ussay)"

#define MARBRE_SITE_COUNT "count"         /**< t: how many */
#define MARBRE_SITE_RETRACTED "retracted" /**< t: how many stand behind them, taken back */
#define MARBRE_SITE_ENTRY "entry"         /**< of `index`: MARBRE_SITE_ENTRY_TYPE */
#define MARBRE_SITE_CONTENT "content"     /**< of `index`: s, its body as safe HTML */
#define MARBRE_SITE_MARKDOWN "markdown"   /**< of `index`: s, the same as Markdown */
#define MARBRE_SITE_RECORD "record"       /**< of `index`: ay, its state.yaml whole */
#define MARBRE_SITE_ARTICLE "article"     /**< of `index`: MARBRE_ARTICLE_TYPE, as published */
#define MARBRE_SITE_PARTS "parts"         /**< the same with its source and its claims */
#define MARBRE_SITE_WHOLES "wholes"       /**< of `index`: MARBRE_SITE_WHOLES_TYPE */
#define MARBRE_SITE_LISTS "lists"         /**< t: how many lists this run writes */
#define MARBRE_SITE_LIST "list"           /**< of `index`: MARBRE_SITE_LIST_TYPE */
#define MARBRE_SITE_ENTRIES "entries"     /**< of list `index`: MARBRE_SITE_ENTRIES_TYPE */
#define MARBRE_SITE_VERSIONS "versions"   /**< of `index`: at, pages in other languages */
#define MARBRE_SITE_PLACE "place"         /**< of kind `index`, in `where`, "LANG NAME": s */
/** flags (MBR_ENTRY_*), path, address, title, date, section, language, summary, changed */
#define MARBRE_SITE_ENTRY_TYPE "(ussssssss)"
/** kind, path, name, language, changed, its entries, languages */
#define MARBRE_SITE_LIST_TYPE "(issssats)"

/** What is asked together: article, content, record and versions */
#define MARBRE_SITE_WHOLE_TYPE "(" MARBRE_ARTICLE_TYPE "sayat)"
/** Of the one asked for, and of others that the same run is about to ask for; each behind its index
 */
#define MARBRE_SITE_WHOLES_TYPE "a(t" MARBRE_SITE_WHOLE_TYPE ")"
/** the first entries of a list that were not told in this run, each behind its index */
#define MARBRE_SITE_ENTRIES_TYPE "a(t" MARBRE_SITE_ENTRY_TYPE ")"

/** The instant and the zone that a run takes for its own. */
typedef struct {
    int64_t seconds; /**< since 1970-01-01T00:00:00Z */
    char *zone;      /**< "Europe/Paris"; NULL for UTC */
} MarbreMoment;

/** For whoever watches a run; each may be NULL, and may be called from any thread. */
typedef struct {
    void (*log)(void *user, int32_t level, const char *text);
    void (*progress)(void *user, unsigned per_10000, const char *note);
    bool (*cancelled)(void *user);
    void *user;
} MarbreWatch;

/**
 * The host's side of the interface, in the process that runs plugins. It keeps what it derived
 * from the article of the last run, so that many tasks on one article parse it once. One host is
 * used by one thread at a time.
 */
typedef struct MarbreHost MarbreHost;

/** A task made by its plugin's `create`. */
typedef struct MarbreTask MarbreTask;

/** @param surroundings  copied; @param watch  (nullable) copied */
MarbreHost *marbre_host_new(const MarbreSurroundings *surroundings, const MarbreWatch *watch);
/** All tasks must be gone. */
void marbre_host_free(MarbreHost *host);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreHost, marbre_host_free)

/** From here on `query` has no answer for this service; to see how plugins take it. */
void marbre_host_hide(MarbreHost *host, const char *service);
/**
 * From here on, lend every text in pages of its own that cannot be written and end where the
 * text ends: slow, and fatal to whoever writes there or reads beyond.
 */
void marbre_host_guard(MarbreHost *host);
/**
 * From here on, be as the first release of the interface was: its minor number, and of the host and
 * every service the fields of then, with a page behind them that nobody may touch; to see whether a
 * plugin asks MBR_HAS() for what came later.
 */
void marbre_host_be_first(MarbreHost *host);

/**
 * Make a task. It keeps the files that it read in `create`, so it is good for one state of the
 * newsroom: where that moves on, make it anew.
 *
 * @param loaded   a reference is kept
 * @param options  (nullable) MARBRE_OPTIONS_TYPE, all that the task declares
 * @param granted  MBR_NEEDS_*; a task that needs more is refused
 * @return (transfer full) or NULL: MARBRE_ERROR_USAGE (no such task, options that do not fit, a
 *         grant that is missing, said in words), MARBRE_ERROR_FAILED (`create` failed)
 */
MarbreTask *marbre_host_create(MarbreHost *host,
                               MarbreLoaded *loaded,
                               const char *task,
                               GVariant *options,
                               uint64_t granted,
                               GError **error);
/**
 * Call the plugin's `destroy` and free the task. Accepts NULL.
 *
 * @return blobs and word lists that the task never gave back, in all its runs
 */
unsigned marbre_task_destroy(MarbreTask *task);
/** The same for who does not count. */
void marbre_task_free(MarbreTask *task);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreTask, marbre_task_free)

/**
 * Run a task on one article and published language.
 *
 * @param article  no less alive than the host's next run
 * @param lang     one of the article's published languages; NULL for the first one
 * @return (transfer full) never NULL; checked as marbre_outcome_check() does
 */
MarbreOutcome *marbre_host_run(MarbreHost *host,
                               MarbreTask *task,
                               const MarbreArticle *article,
                               const char *lang,
                               const MarbreMoment *now);

/** Blobs and word lists that the task left over in `create` and `run`, so far. */
unsigned marbre_task_leftovers(const MarbreTask *task);
