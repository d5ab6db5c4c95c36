/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef PUBLISH_SITE_H
#define PUBLISH_SITE_H

#include "buffer.h"
#include "words.h"

#include "marbre/plugin.h"

#include <stdbool.h>

#define SETTINGS_PATH "marbre.yaml"

/** How many formats there are. */
#define FORMATS 8

/** An instance of either task. */
struct mbr_task {
    const mbr_host *host;
    const mbr_job_api *job;
    const mbr_article_api *article;
    const mbr_repo_api *repo;
    const mbr_report_api *report; /* the check's */
    const mbr_change_api *change; /* the action's */
    const mbr_site_api *site;     /* likewise */
    mbr_text theme;               /* folder with the newsroom's own parts of pages, or "" */
    bool on[FORMATS];             /* what the action writes, by the rows of format.c */
    bool ninjs_3;                 /* ninjs as its version 3.1, not 2.2 */
    bool summaries;               /* feeds have no whole texts */
};

/** A published article in one language. */
typedef struct story {
    size_t index;
    mbr_entry entry;
    size_t root;    /* bytes of its path that are the language's folder: "" or "en/" */
    mbr_text place; /* what follows these: "2023/09/slug/" */
} story;

struct theme;
struct shelf;

/** The front page of a language. */
typedef struct front_place {
    mbr_text language, path;
} front_place;

/** The newsroom as the action finds it; all texts are lent until the run ends. */
typedef struct site {
    const struct mbr_task *task;
    mbr_job *job;
    mbr_blob *settings;
    mbr_text name, id, language, outlet;
    buffer base; /* its address, with a slash at the end */
    const struct theme *theme;
    struct shelf *shelf; /* the articles of this run */
    front_place *fronts; /* those of this run: all of them, or none */
    size_t front_count;
} site;

/** Read marbre.yaml, and which front pages there are. */
int32_t site_open(site *of, const struct mbr_task *task, mbr_job *job);

void site_close(site *of);

/** Read the entry of this index, retracted or not. */
int32_t story_read(const site *within, size_t index, story *ret);

/** Whether it was taken back: then it has an address, a date, a language and a note, no words. */
bool story_is_retracted(const story *of);

/** How many bytes the folder of a language has at the head of its paths: "" or "en/". */
size_t site_root_of(const site *of, mbr_text language);

/** The folder of a section's or an author's list; false for a name that has none. */
bool site_place(const site *of, int32_t kind, mbr_text name, mbr_text language, mbr_text *ret);

/** Hand over a finished file; a path made of two parts. */
int32_t site_write(
    const site *of, mbr_text folder, const char *name, const char *media_type, const buffer *from);

/** "../" as often as it takes to come back from a folder of the site to `root` bytes of its path.
 */
void site_way_back(mbr_text folder, size_t root, buffer *out);

/** A text of marbre.yaml; false where there is none but blanks. */
bool site_setting(const site *of, const char *where, mbr_text *ret);

#endif
