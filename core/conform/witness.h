/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "conform/specimen.h"
#include "marbre/plugin.h"
#include "plugin/descriptor.h"

#include <stdbool.h>
#include <stdint.h>

/* Looks at what a plugin reports in a run, before the host does. One run a thread at a time. */

/** What is wrong with what a plugin reports. */
typedef enum {
    MARBRE_COMPLAINT_NONE = 0,
    MARBRE_COMPLAINT_SPAN,  /**< outside of the file, or within a character */
    MARBRE_COMPLAINT_EDITS, /**< of one fix, on each other or outside of the file */
    MARBRE_COMPLAINT_WORDS, /**< a rule that it does not have, holes that stay empty */
    MARBRE_COMPLAINT_FLOOD, /**< more findings than a run may have */
} MarbreComplaint;

/** What the last run of this thread came to. */
typedef struct {
    MarbreComplaint complaint; /**< the first */
    char words[512];
    int32_t code; /**< what `run` returned */
    bool said;    /**< it said why */
} MarbreWitness;

/** Before a run: on what, of which task. Both are borrowed until the run is over. */
void marbre_witness_begin(const MarbreSpecimen *specimen, const MarbreTaskInfo *task);
/** A finding on its way. @param finding  (nullable) as the plugin gave it */
void marbre_witness_finding(const mbr_finding *finding);
/** It said why it could not look. */
void marbre_witness_said(void);
/** What `run` returned. */
void marbre_witness_returned(int32_t code);
/** After the run. (transfer none) */
const MarbreWitness *marbre_witness_get(void);
