/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "workflow/definition.h"
#include "workflow/reading.h"

/** What a stage's reader needs to know of the others. */
typedef struct {
    MarbreReading reading;
    const char *const *ids; /* of all stages in order; "" where one has no good id */
    size_t count;
} MarbreStages;

/** The stage that a node of `stages:` describes. Never NULL; what is wrong is in the problems.
 * (transfer full) */
MarbreStage *
marbre_stage_parse(const MarbreStages *stages, const MarbreYamlNode *node, size_t index);

/** Frees it; NULL is fine. */
void marbre_stage_free(MarbreStage *stage);

/** Reads a `severity:` map into MarbreGrade. Never NULL. (transfer full) */
GPtrArray *marbre_grades_parse(const MarbreReading *reading, const MarbreYamlNode *node);

/** The index of a stage by its id, or `count` and a problem that names the nearest one. */
size_t marbre_stages_find(const MarbreStages *stages, const MarbreYamlNode *node, const char *id);
