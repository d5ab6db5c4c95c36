/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "base/mapped.h"
#include "base/span.h"
#include "base/text.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** How much YAML is read; one over is a problem at the place where it is reached. */
typedef struct {
    size_t max_bytes;
    unsigned max_nodes;
    unsigned max_depth;
} MarbreYamlLimits;

extern const MarbreYamlLimits MARBRE_YAML_FRONT_MATTER; /**< 64 KiB, 1,000 nodes */
extern const MarbreYamlLimits MARBRE_YAML_CLAIMS;       /**< 1 MiB */
extern const MarbreYamlLimits MARBRE_YAML_PEOPLE;       /**< 8 MiB, glossaries too */
extern const MarbreYamlLimits MARBRE_YAML_POLICY;       /**< 256 KiB */

/** What a node is; the numbers are those of MBR_VALUE_*. */
typedef enum {
    MARBRE_YAML_NULL = 0,
    MARBRE_YAML_BOOL = 1,
    MARBRE_YAML_INT = 2,
    MARBRE_YAML_NUMBER = 3,
    MARBRE_YAML_TEXT = 4,
    MARBRE_YAML_LIST = 5,
    MARBRE_YAML_MAP = 6,
} MarbreYamlKind;

/** How a scalar, list or map is written. */
typedef enum {
    MARBRE_YAML_PLAIN = 0,
    MARBRE_YAML_SINGLE,
    MARBRE_YAML_DOUBLE,
    MARBRE_YAML_LITERAL,
    MARBRE_YAML_FOLDED,
    MARBRE_YAML_BLOCK, /**< list or map by indentation */
    MARBRE_YAML_FLOW,  /**< list or map in brackets */
} MarbreYamlStyle;

/** A parsed document that remembers its bytes. Immutable; nodes live as long as it does. */
typedef struct MarbreYaml MarbreYaml;
typedef struct MarbreYamlNode MarbreYamlNode;

/**
 * Parse the bytes `part` of `file` as one YAML document of the strict kind that a newsroom
 * uses: YAML 1.2 core types, no anchors, aliases, tags, directives, merge keys or duplicate
 * keys, within `limits`.
 *
 * @param path      for the problems
 * @param file      (transfer none) the document keeps a reference
 * @param problems  what is wrong is added here, rule "marbre/bad-yaml", places in the whole file
 * @return (transfer full) or NULL with at least one problem more; empty text has a null root
 */
MarbreYaml *marbre_yaml_parse(const char *path,
                              GBytes *file,
                              MarbreSpan part,
                              const MarbreYamlLimits *limits,
                              GPtrArray *problems);
MarbreYaml *marbre_yaml_ref(MarbreYaml *yaml);
void marbre_yaml_unref(MarbreYaml *yaml);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreYaml, marbre_yaml_unref)

const char *marbre_yaml_get_path(const MarbreYaml *yaml);
GBytes *marbre_yaml_get_file(const MarbreYaml *yaml);
MarbreSpan marbre_yaml_get_part(const MarbreYaml *yaml);
const MarbreYamlNode *marbre_yaml_get_root(const MarbreYaml *yaml);
/** Lines of the whole file; (transfer none). */
const MarbreLines *marbre_yaml_get_lines(const MarbreYaml *yaml);

/* All of these take a NULL node for a missing one: kind null, empty span, no text. */

MarbreYamlKind marbre_yaml_node_get_kind(const MarbreYamlNode *node);
MarbreYamlStyle marbre_yaml_node_get_style(const MarbreYamlNode *node);
/** Bytes of the value with its quotes or indicator, without comments and final line end. */
MarbreSpan marbre_yaml_node_get_span(const MarbreYamlNode *node);
/** Bytes of the key that the node is the value of; empty at the node for others. */
MarbreSpan marbre_yaml_node_get_key_span(const MarbreYamlNode *node);
/** The scalar's decoded text, whatever its kind; NULL for lists and maps. (transfer none) */
const char *marbre_yaml_node_get_text(const MarbreYamlNode *node);
/** The bytes of that text. */
size_t marbre_yaml_node_get_size(const MarbreYamlNode *node);
/** The text of a node of kind TEXT, else NULL. */
const char *marbre_yaml_node_get_string(const MarbreYamlNode *node);
/** Decoded text with the way back to the file; NULL for lists and maps. (transfer none; ref to
 * keep) */
MarbreMapped *marbre_yaml_node_get_mapped(const MarbreYaml *yaml, const MarbreYamlNode *node);
/** Value of an INT, else 0. */
int64_t marbre_yaml_node_get_int(const MarbreYamlNode *node);
/** Value of an INT or NUMBER, else 0. */
double marbre_yaml_node_get_double(const MarbreYamlNode *node);
bool marbre_yaml_node_get_bool(const MarbreYamlNode *node);
/** Items of a list, pairs of a map, else 0. */
size_t marbre_yaml_node_get_count(const MarbreYamlNode *node);
/** Item or value number `index`, NULL behind the end. */
const MarbreYamlNode *marbre_yaml_node_get_child(const MarbreYamlNode *node, size_t index);
/** Key number `index` of a map, else NULL. */
const char *marbre_yaml_node_get_key(const MarbreYamlNode *node, size_t index);
/** The list or map that holds the node; NULL for the root. */
const MarbreYamlNode *marbre_yaml_node_get_parent(const MarbreYamlNode *node);

/** The value of `key` in a map; NULL where it has none or `map` is no map. */
const MarbreYamlNode *marbre_yaml_find(const MarbreYamlNode *map, const char *key);
/** A node by path, such as `images[0].credit`; NULL where there is none or the path is wrong. */
const MarbreYamlNode *marbre_yaml_lookup(const MarbreYamlNode *root, const char *where);

/**
 * Whether a plain scalar was cut short by ` #`, which YAML reads as a comment.
 *
 * @param ret_comment  (nullable) bytes of the comment, from its `#` to the end of its line
 */
bool marbre_yaml_node_is_cut(const MarbreYamlNode *node, MarbreSpan *ret_comment);
