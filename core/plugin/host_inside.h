/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* Between the files that serve plugins; no one else includes it. */

#include "article/words.h"
#include "plugin/host.h"
#include "plugin/outcome_inside.h"
#include "plugin/repo_file.h"
#include "plugin/sized.h"
#include "plugin/view.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

struct MarbreHost {
    MarbreSurroundings around;
    MarbreWatch watch;
    GHashTable *hidden; /* names of services that are not given */
    GHashTable *files;  /* path to MarbreRepoFile: those read before */
    bool guard;
    bool first;       /* is as the first release was */
    MarbreView *view; /* (nullable) of the last run */
    GTimeZone *zone;  /* (nullable) of the last run */
    char *zone_name;  /* (nullable) */
    GMutex log_lock;  /* plugins may log from any thread */
};

/* A text lent in pages of its own. */
typedef struct {
    void *pages;
    size_t size;
} MarbrePages;

/* One option. */
typedef struct {
    int32_t type;
    size_t count;
    int64_t *integers; /* of BOOL and INT */
    double *numbers;   /* of INT and NUMBER */
    char **texts;      /* (nullable) of all others */
} MarbreSetting;

struct mbr_config {
    MarbreTask *task;
    GHashTable *settings; /* key to MarbreSetting */
};

struct mbr_blob {
    MarbreTask *task;
    MarbreRepoFile *file; /* NULL once released: kept until the end, so that a second release is no
                             crime */
    bool of_create;       /* made in `create`, given back in `destroy` */
};

struct mbr_words {
    MarbreTask *task;
    MarbreWords *words;
    GArray *entries; /* (nullable) of size_t: of each word the entry it is of */
    bool of_create;
    bool released;
};

/* What the plugin holds of its host, which leads back to the task. */
typedef struct {
    uint32_t size; /* of this struct, as the one that is cut needs it */
    uint32_t unused;
    MarbreTask *task;
    mbr_host host;
} MarbreFace;

struct MarbreTask {
    MarbreFace own_face;
    const MarbreFace *face; /* its own, or a cut one */
    MarbreHost *host;
    MarbreLoaded *loaded;
    const mbr_task_class *functions;
    const MarbreTaskInfo *info;
    GVariant *options;
    char **keys; /* front-matter keys that it judges */
    mbr_config config;
    mbr_task *instance; /* the plugin's own; may be NULL */
    bool made;          /* `create` succeeded */
    mbr_job *job;       /* (nullable) the run that goes on */
    GPtrArray *blobs;   /* of mbr_blob */
    GPtrArray *words;   /* of mbr_words */
    GArray *pages;      /* of MarbrePages, lent until `destroy` */
    GHashTable *reads;  /* what get_file read: path to MarbreRead */
    unsigned leftovers;
    char *hint; /* (nullable) what went wrong last, for a plugin that gives no reason */
};

struct mbr_job {
    MarbreTask *task;
    MarbreView *view;
    mbr_job *root;        /* the job of the run; itself unless it is a published article's */
    MarbreView *own_view; /* (nullable) of a published article */
    size_t index;         /* of a published article */
    bool completed;       /* its source and its claims were asked for */
    int64_t now;
    GTimeZone *zone;
    /* The rest is the root's alone. */
    MarbreOutcome *outcome;
    MarbreTallyUsed used;
    GHashTable *values; /* mark to MarbreYamlNode: front matter and claims that it has seen */
    GHashTable *reads;  /* path to MarbreRead */
    GArray *pages;      /* of MarbrePages */
    GHashTable *site;   /* what the surroundings said: "entry 3" to GVariant */
    GPtrArray *records; /* of MarbreYaml, by index; NULL where not asked for */
    GHashTable *jobs;   /* index to the mbr_job of a published article */
    GPtrArray *kept;    /* of bytes lent until the end of the run */
    unsigned fetches;
    char *said; /* (nullable) what `fail` said */
    int32_t said_code;
};

/* ---- host.c ---- */

/** A table of MarbreRead by kind and path, and its end. */
void marbre_reads_init(GHashTable **ret_reads);
void marbre_reads_clear(GHashTable *reads);
/** The task that holds this host. */
MarbreTask *marbre_task_of(const mbr_host *face);
/** Takes back what was lent in `create` or in `run`, and counts what the plugin kept. */
unsigned marbre_task_take_back(MarbreTask *task, bool of_create);
/** What a result code says, for a plugin that does not say it itself. (transfer none) */
const char *marbre_code_words(int32_t code);

/** The run is nonsense or over a limit: it fails, whatever it returns. Returns `code`. */
int32_t marbre_job_break(mbr_job *job, int32_t code, const char *format, ...) G_GNUC_PRINTF(3, 4);
/** Keep words for a plugin that returns `code` without a reason. Returns `code`. */
int32_t marbre_task_hint(MarbreTask *task, int32_t code, const char *format, ...)
    G_GNUC_PRINTF(3, 4);

/* ---- rights.c: a task sees what it judges ---- */

/** Whether the number is one of MBR_PART_*. */
bool marbre_part_is_known(uint64_t part);
/** Whether the task may see this part, of this job. 0, or MBR_E_DENIED or MBR_E_INVALID. */
int32_t marbre_job_may(const mbr_job *job, uint64_t part);
/** Likewise a value of the front matter, or a claim. `where` may be empty: all of it. */
int32_t marbre_job_may_value(const mbr_job *job, uint64_t part, const char *where);

/* ---- lend.c ---- */

/** A text for the plugin, in this run. */
void marbre_job_lend(mbr_job *job, mbr_text *out, const char *data, size_t size);
/** The same until `destroy`. */
void marbre_task_lend(MarbreTask *task, mbr_text *out, const char *data, size_t size);
void marbre_pages_clear(GArray *pages);

/** What a value tells, but for its mark; texts are lent by `lend`. */
mbr_value marbre_value_of_node(const MarbreYamlNode *node);
/** A node by path; an empty path is the root. (nullable) */
const MarbreYamlNode *marbre_value_find(const MarbreYaml *yaml, const char *where);

/* ---- service_repo.c ---- */

/**
 * Read a file of the newsroom.
 *
 * @param reads    where the read is noted
 * @param ret_code  MBR_E_* where there is no blob
 */
mbr_blob *
marbre_task_read(MarbreTask *task, GHashTable *reads, const char *path, int32_t *ret_code);
/** Whether a file of the newsroom is there, which is noted as a read of every run. 0,
 *  MBR_E_NOTFOUND, or another code where it could not be told. */
int32_t marbre_task_look(MarbreTask *task, const char *path);
void marbre_blob_free(void *blob);

/* ---- service_text.c ---- */

/**
 * Make a list ready for `find`.
 *
 * @param entries  (nullable, transfer full) of size_t: what is told for each word, else its index
 * @return 0 or MBR_E_INVALID
 */
int32_t marbre_task_make_words(MarbreTask *task,
                               const mbr_text *list,
                               size_t count,
                               uint64_t folds,
                               GArray *entries,
                               mbr_words **ret_words);
void marbre_words_free(void *words);
/** A range of one text as the nearest range of another that was made of the same bytes. */
MarbreSpan marbre_text_move(const MarbreMapped *from, const MarbreMapped *to, MarbreSpan span);

/* ---- service_run.c, service_terms.c: entries of the tables of others ---- */

size_t marbre_run_count(mbr_job *job, uint64_t part, uint64_t mark);
int32_t marbre_run(mbr_job *job, uint64_t part, uint64_t mark, size_t index, mbr_run *out);
int32_t marbre_terms(
    const mbr_blob *blob, const char *where, const char *field, uint64_t folds, mbr_words **out);

/* ---- the services ---- */

extern const mbr_job_api marbre_service_job;
extern const mbr_config_api marbre_service_config;
extern const mbr_article_api marbre_service_article;
extern const mbr_text_api marbre_service_text;
extern const mbr_align_api marbre_service_align;
extern const mbr_repo_api marbre_service_repo;
extern const mbr_report_api marbre_service_report;
extern const mbr_change_api marbre_service_change;
extern const mbr_site_api marbre_service_site;
extern const struct mbr_net_api marbre_service_net;

/** Read the options. A file that a fallback alone names may be missing: the option is then unset.
 *  0, or a code where that could not be told; the config is to be cleared either way. */
int32_t marbre_config_init(mbr_config *config, MarbreTask *task, GVariant *options);
void marbre_config_clear(mbr_config *config);
/** Gives the job of a published article the parts that it did not come with. */
void marbre_site_complete(mbr_job *job);
void marbre_site_init(mbr_job *job);
void marbre_site_clear(mbr_job *job);

/* ---- marked.c: names of texts ---- */

/* A block's text is its index and one; a value's is where it is written, so that marks are the
 * same in every run; a normalised text's is that of its text and the folds. */
#define MARBRE_MARK_VALUE (UINT64_C(1) << 40)
#define MARBRE_MARK_NORMAL (UINT64_C(1) << 48)
#define MARBRE_MARK_FOLDS 49 /* bit of the first fold */
#define MARBRE_MARK_BASE (MARBRE_MARK_NORMAL - 1)

/** A text that a mark names. */
typedef struct {
    const MarbreMapped *text;
    const MarbreMapped *base; /* the same before it was normalised */
    uint64_t base_mark;
    unsigned folds;
    const MarbreCopy *copy; /* (nullable) */
    size_t block;           /* index in its blocks; G_MAXSIZE for a value */
} MarbreMarked;

/** A mark for a value's text, which this job may use from now on; 0 for an empty text. */
uint64_t marbre_mark_value(mbr_job *job, uint64_t part, const MarbreYamlNode *node);
/** What a mark names. 0, or MBR_E_DENIED, MBR_E_NOTFOUND or MBR_E_INVALID. */
int32_t marbre_marked_find(mbr_job *job, uint64_t part, uint64_t mark, MarbreMarked *ret_marked);
