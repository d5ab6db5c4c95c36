/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "yaml/document.h"

#include "base/problem.h"

/*
 * Typed reading for files that people write. Each function adds a problem that says what is
 * wrong and what would be right when the value is of another kind. For a NULL node (a key that
 * is not there) they return false or NULL and add nothing: whoever needs the key says so with
 * marbre_yaml_expect_key().
 */

/**
 * A map with no key but those of `known` (NULL-terminated; NULL allows any).
 *
 * @return false where it is no map; unknown keys are problems but leave it true
 */
bool marbre_yaml_expect_map(const MarbreYaml *yaml,
                            const MarbreYamlNode *node,
                            const char *const *known,
                            GPtrArray *problems);
bool
marbre_yaml_expect_list(const MarbreYaml *yaml, const MarbreYamlNode *node, GPtrArray *problems);
/** The value of a key that must be there; NULL and a problem at the map where it is not. */
const MarbreYamlNode *marbre_yaml_expect_key(const MarbreYaml *yaml,
                                             const MarbreYamlNode *map,
                                             const char *key,
                                             GPtrArray *problems);
/** Text that is not empty. (transfer none, nullable) */
const char *
marbre_yaml_expect_text(const MarbreYaml *yaml, const MarbreYamlNode *node, GPtrArray *problems);
/** A whole number from `minimum` to `maximum`. */
bool marbre_yaml_expect_int(const MarbreYaml *yaml,
                            const MarbreYamlNode *node,
                            int64_t minimum,
                            int64_t maximum,
                            GPtrArray *problems,
                            int64_t *ret_value);
bool marbre_yaml_expect_bool(const MarbreYaml *yaml,
                             const MarbreYamlNode *node,
                             GPtrArray *problems,
                             bool *ret_value);
/** A list of texts, none empty. (transfer full, nullable), a GStrv */
char **marbre_yaml_expect_list_of_text(const MarbreYaml *yaml,
                                       const MarbreYamlNode *node,
                                       GPtrArray *problems);
/**
 * One of the NULL-terminated `choices`.
 *
 * @param ret_index  (nullable) which one
 * @return (transfer none, nullable) the choice
 */
const char *marbre_yaml_expect_choice(const MarbreYaml *yaml,
                                      const MarbreYamlNode *node,
                                      const char *const *choices,
                                      GPtrArray *problems,
                                      size_t *ret_index);
/** Add a problem at the bytes of a node. @return (transfer none) the problem */
MarbreProblem *marbre_yaml_problem(const MarbreYaml *yaml,
                                   const MarbreYamlNode *node,
                                   GPtrArray *problems,
                                   const char *format,
                                   ...) G_GNUC_PRINTF(4, 5);
/** The same at the node's key. */
MarbreProblem *marbre_yaml_problem_at_key(const MarbreYaml *yaml,
                                          const MarbreYamlNode *node,
                                          GPtrArray *problems,
                                          const char *format,
                                          ...) G_GNUC_PRINTF(4, 5);
