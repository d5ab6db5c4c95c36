/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "yaml/complaint.h"
#include "yaml/source.h"
#include "yaml/tree.h"

#define MARBRE_YAML_DEEPEST 32

/** A list or map that is being read. */
typedef struct {
    MarbreYamlNode *node;
    MarbreYamlNode *last;
    const char *key; /**< waits for its value */
    MarbreSpan key_span;
    GHashTable *keys;
} MarbreYamlFrame;

/** The tree that grows as its parts are told in the order of the text. Spans are the file's. */
typedef struct {
    MarbreYaml *yaml;
    MarbreYamlSource source;
    MarbreYamlFrame frames[MARBRE_YAML_DEEPEST];
    size_t depth;
    size_t nodes;
    GPtrArray *problems; /**< what the strict kind of YAML forbids */
    MarbreYamlLast last;
} MarbreYamlBuilder;

/** Begin with `text`, the document's part; all is lent. To be cleared. */
void marbre_yaml_builder_init(MarbreYamlBuilder *builder,
                              MarbreYaml *yaml,
                              const char *text,
                              size_t size,
                              GPtrArray *problems);
void marbre_yaml_builder_clear(MarbreYamlBuilder *builder);

/** Whether what comes next is a key. */
bool marbre_yaml_builder_wants_key(const MarbreYamlBuilder *builder);
void marbre_yaml_builder_key(
    MarbreYamlBuilder *builder, const char *text, size_t size, MarbreSpan span, bool is_plain);
void marbre_yaml_builder_scalar(MarbreYamlBuilder *builder,
                                const char *text,
                                size_t size,
                                MarbreYamlStyle style,
                                MarbreSpan span);
/** A place that something forbidden took, be it a key's or a value's. */
void marbre_yaml_builder_nothing(MarbreYamlBuilder *builder, MarbreSpan span);
/** Begin a list or a map. @return false with a problem where none may begin */
bool marbre_yaml_builder_start(MarbreYamlBuilder *builder,
                               MarbreYamlKind kind,
                               MarbreSpan span,
                               bool is_flow);
/** End it. @param span  of its closing bracket; for one without brackets it does not matter */
void marbre_yaml_builder_end(MarbreYamlBuilder *builder, MarbreSpan span);
