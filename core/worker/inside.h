/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "worker/frame.h"
#include "worker/pool.h"
#include "worker/spawned.h"

/* What the files of the pool share, and nobody else sees. */

typedef struct MarbreLane MarbreLane;

/** A plugin's file that this pool has opened. */
typedef struct {
    uint32_t number;
    char *id;
    char *path;
    MarbrePluginInfo *info; /* (nullable) until it is described */
    int fd;                 /* the file that was checked is the file that is loaded */
    MarbreLane *lane;
    MarbreLoaded *loaded; /* in process only */
    unsigned deaths;
    char *set_aside; /* (nullable) why it runs no more */
} MarbreKnown;

/** A task with its options, made once in each worker. */
typedef struct {
    uint32_t number;
    MarbreKnown *plugin;
    MarbreTaskUse *use;
    bool asks_media; /* it has asked for a medium's bytes in a run */
} MarbreSlot;

/** A work that was pulled and is not done. */
typedef struct {
    MarbreWork *work;
    size_t left;
} MarbreOpen;

/** One task of a job. */
typedef struct {
    size_t use; /* index in the work */
    MarbreSlot *slot;
    GPtrArray *reads; /* (nullable) of MarbreRead, as this process answered */
    GPtrArray *files; /* (nullable) of MarbreArtifact, as they came before the answer */
    uint64_t written; /* bytes of these */
    bool done;
} MarbrePair;

/** The tasks of one work that one kind of worker runs. */
typedef struct {
    uint32_t number; /* of its last sending */
    MarbreOpen *open;
    GArray *pairs; /* of MarbrePair, as last sent or not yet */
} MarbreJob;

/** One worker. */
typedef struct {
    MarbreSpawned spawn;
    MarbreLane *lane;
    MarbreInbox *inbox;
    MarbreOutbox *outbox;
    GQueue owed;            /* of MarbreJob, in the order they were sent */
    GHashTable *told;       /* MarbreKnown and MarbreSlot that it was sent */
    GHashTable *made;       /* MarbreSlot → GPtrArray of MarbreRead noted while it was created */
    MarbreArticle *article; /* (nullable) the last one sent */
    MarbreKnown *describing;
    int64_t born;
    int64_t left;  /* when it was told to go */
    int64_t heard; /* when it was last given something to do from nothing, or answered */
    bool ready;
    bool ended;   /* its end of the socket is closed */
    bool killed;  /* by this process */
    bool late;    /* because it took too long */
    bool charged; /* what it did wrong has been charged to a pair */
    bool leaving; /* is given no more, and goes when it owes nothing */
    bool sated;   /* is given no more until it has done most of what it owes */
    bool gone;
    char *nonsense;  /* (nullable) what was wrong with what it said */
    MarbreFate fate; /* once it is gone */
} MarbreChild;

/** A kind of worker: that of the stock plugins, or of one plugin. */
struct MarbreLane {
    MarbrePool *pool;
    int folder; /* readable to its workers */
    GPtrArray *children;
    GQueue waiting; /* of MarbreJob */
};

struct MarbrePool {
    MarbreFinder *finder;
    unsigned workers;
    int64_t deadline; /* microseconds */
    bool in_process;
    char *stock_folder;
    char *described;     /* (nullable) folder of what plugins declared */
    GPtrArray *opened;   /* of MarbreKnown */
    GHashTable *plugins; /* id → MarbreKnown that is described */
    GHashTable *slots;   /* key → MarbreSlot */
    GPtrArray *lanes;
    MarbreLane *stock;
    uint32_t last_job;
    unsigned stillborn; /* workers that died before they were ready, since the last that was */
    GError *broken;     /* (nullable) why no worker can be had */
    MarbreSandbox sandbox;

    /* of the run that is on */
    uint32_t run;
    const MarbreSurroundings *surroundings;
    MarbreMoment now;
    MarbrePoolDone done;
    void *user;
    const MarbreWork *current;
    size_t open;          /* works */
    GHashTable *file_ids; /* path → id of what `read` gave */
    GHashTable *lent;     /* git ids of files that this process told of */

    /* answer of the question that marbre_pool_describe() waits for */
    MarbrePluginInfo *info;
    GError *refusal;
};

/* child.c */

/** A worker that is on its way; NULL with MARBRE_ERROR_FAILED. */
MarbreChild *marbre_child_new(MarbreLane *lane, GError **error);
/** Its process must be gone or about to. */
void marbre_child_free(MarbreChild *child);
/** Send it a plugin's file, unless it has it. */
void marbre_child_tell_plugin(MarbreChild *child, MarbreKnown *plugin);
/** Send a job and what it needs. It is owed from now on. */
void marbre_child_give(MarbreChild *child, MarbreJob *job);
/** Have it killed and listen to it no more. */
void marbre_child_kill(MarbreChild *child);
/** Let it end by itself. */
void marbre_child_leave(MarbreChild *child);
/** The job of that number and the pair in it, if this worker owes it; else NULL. */
MarbrePair *
marbre_child_find(const MarbreChild *child, uint32_t job, uint32_t use, MarbreJob **ret_job);
/** When it must have answered or gone; G_MAXINT64 where it owes nothing. */
int64_t marbre_child_limit(const MarbreChild *child);
/** The pair that it is on. */
MarbrePair *marbre_child_current(const MarbreChild *child, MarbreJob **ret_job);

/* lane.c */

MarbreLane *marbre_lane_new(MarbrePool *pool, int folder);
void marbre_lane_free(void *lane);
/** A worker for the next thing to do; started where there is none to be had. */
MarbreChild *marbre_lane_get_child(MarbreLane *lane, GError **error);
/** Give what waits to workers that have room for it. */
bool marbre_lane_feed(MarbreLane *lane, GError **error);
/** It took too long: kill it and charge what it was on. */
void marbre_lane_stop_late(MarbreChild *child);
/**
 * It did not keep to the protocol: kill it and charge a pair.
 *
 * @param job, pair  (nullable) the one that the nonsense was about; else what it was on
 */
void
marbre_lane_stop_nonsense(MarbreChild *child, MarbreJob *job, MarbrePair *pair, const char *what);
/** It is gone: charge what it was on, unless something was, and queue again what it owed. */
void marbre_lane_bury(MarbreChild *child);

/* job.c */

MarbreJob *marbre_job_new(MarbreOpen *open);
void marbre_job_add(MarbreJob *job, size_t use, MarbreSlot *slot);
void marbre_job_free(MarbreJob *job);
/** Pass on what a pair gave. May free the work. @param outcome (transfer none) */
void marbre_job_answer(MarbrePool *pool, MarbreJob *job, MarbrePair *pair, MarbreOutcome *outcome);
bool marbre_job_is_done(const MarbreJob *job);

/* post.c */

/** Wait for news of the workers, at most until `limit`, and act on them. */
void marbre_pool_wait(MarbrePool *pool, int64_t limit);

/* question.c */

/** Answer a worker's question; false: it was none that it may ask. */
bool marbre_question_answer(MarbreChild *child, GVariant *question);
/** Note that a run hangs on a file that was answered before; false: none such was. */
bool marbre_question_again(MarbreChild *child, const MarbreFrame *frame);
/** What this process answered while a pair ran and its task was made, sorted, each once. */
void marbre_question_put_reads(MarbreChild *child, const MarbrePair *pair, MarbreOutcome *outcome);

/* direct.c */

void marbre_pool_run_direct(MarbrePool *pool, MarbrePoolNext next);
