/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "conform/specimen.h"
#include "plugin/loader.h"

#include <stdbool.h>
#include <stdint.h>

/*
 * Between plugin and host: the plugin as the host knows it, its calls and what it reports looked at
 * on their way. One library a process.
 */

/** What is wrong with what a plugin reports. */
typedef enum {
    MARBRE_COMPLAINT_NONE = 0,
    MARBRE_COMPLAINT_SPAN,   /**< outside of the file, or within a character */
    MARBRE_COMPLAINT_EDITS,  /**< of one fix, on each other or outside of the file */
    MARBRE_COMPLAINT_WORDS,  /**< a rule that it does not have, holes that stay empty */
    MARBRE_COMPLAINT_FLOOD,  /**< more findings than a run may have */
    MARBRE_COMPLAINT_SILENT, /**< it could not look, and does not say why */
} MarbreComplaint;

/** What the last run of this thread came to. */
typedef struct {
    MarbreComplaint complaint; /**< the first */
    char words[512];
    int32_t code; /**< what `run` returned */
    bool said;    /**< it said why */
} MarbreRunSeen;

/** The plugin, its functions led through ours. (transfer full) or NULL with an error */
MarbreLoaded *marbre_shim_of(MarbreLoaded *real, GError **error);
/**
 * From the next `create` on, what the host lends of itself is as long as in version 1.0, and ends
 * where memory ends.
 */
void marbre_shim_cut(void);
/** From the next run on, this part of the article is refused. @param part  MBR_PART_*; 0: none */
void marbre_shim_refuse(uint64_t part);

/** Before an instance is made in this thread: of which task. */
void marbre_shim_make(const char *task);
/** A task's functions as the plugin has them. (transfer none) */
const mbr_task_class *marbre_shim_own(const char *task);
/** Before a run: on what. */
void marbre_shim_expect(const MarbreSpecimen *specimen, const MarbreTaskInfo *task);
/** After it. (transfer none) */
const MarbreRunSeen *marbre_shim_seen(void);
