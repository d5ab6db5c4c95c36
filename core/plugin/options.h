/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "plugin/descriptor.h"
#include "yaml/document.h"

#include <glib.h>
#include <stdbool.h>

/** GVariant type of a task's options: key and value, sorted by key, what is unset left out. */
#define MARBRE_OPTIONS_TYPE "a(sv)"

/**
 * Read a task's options as a workflow gives them. A value is `b`, `x`, `d` or `s`, of a list
 * `ab`, `ax`, `ad` or `as`. What is not given has its fallback, or is left out.
 *
 * @param with      (nullable) the map behind `with:`
 * @param at        (nullable) node to place a missing required option at, where `with` is NULL
 * @param problems  unknown keys with the nearest one, wrong types, ranges and choices, each at
 *                  its place
 * @return (transfer full, sunk) MARBRE_OPTIONS_TYPE, or NULL with at least one problem more
 */
GVariant *marbre_options_check(const MarbreTaskInfo *task,
                               const MarbreYaml *doc,
                               const MarbreYamlNode *with,
                               const MarbreYamlNode *at,
                               GPtrArray *problems);

/**
 * Whether every file that an option names is there.
 *
 * @param exists  asked with each path, of which that of a folder ends with a slash
 * @return false with at least one problem more
 */
bool marbre_options_check_files(const MarbreTaskInfo *task,
                                const MarbreYaml *doc,
                                const MarbreYamlNode *with,
                                bool (*exists)(void *user, const char *path),
                                void *user,
                                GPtrArray *problems);

/** One `KEY=VALUE` as the command line gives it, as YAML text of a `with:` map. (transfer full) */
char *marbre_options_from_words(const char *const *words, GError **error);

/** The same text for the same options, whatever they were written like. (transfer full) */
char *marbre_options_text(GVariant *options);

/**
 * The front-matter keys that a task with these options judges: its own and the values of its
 * MBR_OPTION_KEY.
 *
 * @param options  (nullable)
 * @return (transfer full) a GStrv, sorted, each once; never NULL
 */
char **marbre_options_keys(const MarbreTaskInfo *task, GVariant *options);

/** Whether `options`, from another process, are of the type, kinds and keys the task declares. */
bool marbre_options_fit(const MarbreTaskInfo *task, GVariant *options, GError **error);

/** JSON Schema of the task's `with:`, for editors of workflow files. (transfer full) */
char *marbre_options_schema(const MarbreTaskInfo *task);
