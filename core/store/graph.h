/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Private to store/: git's commit-graph, which says which commits can't have changed a path. */
#pragma once

#include "store/git.h"

/**
 * What `git commit-graph write --changed-paths` has written of a repository. It is a hint, and
 * as good as whoever can write into git's folder: nothing in it is sealed.
 */
typedef struct MarbreGraph MarbreGraph;

/** No commit, or one that the graph does not have. */
#define MARBRE_GRAPH_NONE UINT32_MAX

/** A path as the filters know it. */
typedef struct {
    uint32_t hashes[2];
} MarbreGraphPath;

/** (transfer full, nullable) NULL where there is none, or none that can be read whole. */
MarbreGraph *marbre_graph_open(const char *common);
void marbre_graph_free(MarbreGraph *graph);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreGraph, marbre_graph_free)

/** How many commits it has. */
uint32_t marbre_graph_count(const MarbreGraph *graph);
/** Where it has a commit. */
uint32_t marbre_graph_find(const MarbreGraph *graph, const git_oid *id);
/** Which commit it has there. */
void marbre_graph_id(const MarbreGraph *graph, uint32_t position, git_oid *ret_id);
/** Where it has the first parent of a commit. */
uint32_t marbre_graph_parent(const MarbreGraph *graph, uint32_t position);

/** False where a path has bytes that not all of git's versions hash alike. */
bool marbre_graph_path(const char *path, MarbreGraphPath *ret_path);
/** Whether the commit may have at the path what its first parent has not: false is sure. */
bool
marbre_graph_may_change(const MarbreGraph *graph, uint32_t position, const MarbreGraphPath *path);
