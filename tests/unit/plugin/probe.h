/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/*
 * A plugin that is linked into a test and does in `run` what the test says, with a newsroom
 * around it that lives in a table.
 */

#include "plugin/host.h"

#include <glib.h>

/** The services as the plugin got them; NULL where there is none. */
typedef struct {
    const mbr_host *host;
    const mbr_config *options;
    const mbr_job_api *job;
    const mbr_config_api *config;
    const mbr_article_api *article;
    const mbr_text_api *text;
    const mbr_align_api *align;
    const mbr_repo_api *repo;
    const mbr_report_api *report;
    const mbr_change_api *change;
    const mbr_site_api *site;
} Probe;

typedef int32_t (*ProbeStep)(const Probe *probe, mbr_job *job);

/** A test's newsroom. */
typedef struct {
    GHashTable *files;    /* path to char *: what is read, of the newsroom and of media */
    const char *approved; /* (nullable) the source as approved */
    bool broken;          /* every answer is a failure */
    unsigned asked;       /* how often anything was */
} Newsroom;

Newsroom *newsroom_new(void);
void newsroom_free(Newsroom *newsroom);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Newsroom, newsroom_free)
void newsroom_add(Newsroom *newsroom, const char *path, const char *text);
/** (transfer none) parts of it may be changed before a host is made of it */
MarbreSurroundings newsroom_surroundings(Newsroom *newsroom);

/** The probe's descriptor: tasks "wide", "narrow", "action" and "distant". */
const mbr_plugin *probe_plugin(void);

/** Runs a step as the task of that name, on the sample article, today at 1,000 seconds. */
MarbreOutcome *probe_run(MarbreHost *host, const char *task, GVariant *options, ProbeStep step);
/** The same with something to do in `create`. */
MarbreOutcome *probe_run_prepared(
    MarbreHost *host, const char *task, GVariant *options, ProbeStep create, ProbeStep step);
/** On another article. */
MarbreOutcome *probe_run_on(MarbreHost *host,
                            const char *task,
                            GVariant *options,
                            MarbreArticle *article,
                            ProbeStep create,
                            ProbeStep step);

/** A French text with its English source, claims and a picture. */
MarbreArticle *probe_article(void);
extern const char probe_text[];
extern const char probe_source[];
extern const char probe_claims[];

/** Where `words` begins in the sample's French text. */
uint64_t probe_at(const char *words);

#define assert_text(text, wanted)                                                                  \
    g_assert_cmpmem((text).data, (text).size, (wanted), strlen(wanted))
