/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "yaml/tree.h"

#include "base/error.h"

/** What an edit is meant to do to the tree, to hold the result against. */
typedef struct {
    enum {
        MARBRE_YAML_CHANGE_SET,  /**< `at` is another value */
        MARBRE_YAML_CHANGE_GROW, /**< `at` has `count` more children, the last ones */
        MARBRE_YAML_CHANGE_DROP, /**< `at` is gone */
    } what;
    const MarbreYamlNode *at;
    size_t count;
} MarbreYamlChange;

/** Bytes to replace; a list of them is in the order of the file and without overlaps. */
typedef struct {
    MarbreSpan span;
    char *text;
} MarbreYamlSplice;

/** A document that is edited. Nothing is owned. */
typedef struct {
    const MarbreYaml *yaml;
    GBytes *file;
    const char *where; /**< the place that was asked for, as errors name it */
} MarbreYamlEdit;

/**
 * Make the splices and read the result again.
 *
 * @param ret_new  (nullable) the new value or first new child, for a last look; lives with
 * `ret_yaml`
 * @return (transfer full) the file's new bytes; NULL and MARBRE_ERROR_INVALID where the result
 *         is no YAML of the strict kind or differs in more than the change
 */
GBytes *marbre_yaml_change(const MarbreYamlEdit *edit,
                           const MarbreYamlChange *change,
                           const MarbreYamlSplice *splices,
                           size_t count,
                           MarbreYaml **ret_yaml,
                           const MarbreYamlNode **ret_new,
                           GError **error);

/** A place by path, split into what holds it and the last key; MARBRE_ERROR_NOT_FOUND. */
bool marbre_yaml_find_holder(const MarbreYaml *yaml,
                             const char *where,
                             const MarbreYamlNode **ret_holder,
                             const char **ret_key,
                             GError **error);

/** The line end that the file uses. */
const char *marbre_yaml_line_end(const MarbreYaml *yaml);

/** Where a line may be put in behind a node: the start of the line after it, or the end. */
uint64_t marbre_yaml_line_behind(const MarbreYaml *yaml, const MarbreYamlNode *node);

/** Lines to put in at `at`, fitted to whether a line end stands before it. Takes `lines`, each
 * with a line end. (transfer full) */
char *marbre_yaml_fit_lines(const MarbreYaml *yaml, uint64_t at, char *lines);

/** `key:` as it must be written. (transfer full) */
char *marbre_yaml_write_key(const char *key);

void marbre_yaml_set_error(GError **error, int code, const char *where, const char *why);
