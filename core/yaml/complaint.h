/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "yaml/tree.h"

#include "base/problem.h"

/** Where the parser gave up; offsets are those of the file. */
typedef struct {
    const char *problem;
    const char *context; /**< (nullable) */
    uint64_t at;
    uint64_t from; /**< where the context began */
} MarbreYamlFault;

/** What it had read last. */
typedef struct {
    enum { MARBRE_YAML_LAST_OTHER, MARBRE_YAML_LAST_KEY, MARBRE_YAML_LAST_VALUE } what;
    MarbreSpan key;
    MarbreSpan value;
    bool is_scalar;
    bool is_in_flow;
} MarbreYamlLast;

/** How to paint over what is wrong, so that the rest can be read too. */
typedef enum {
    MARBRE_YAML_CANNOT_GO_ON,
    MARBRE_YAML_PAINT_VALUE, /**< letters in place of the bytes */
    MARBRE_YAML_PAINT_LINE,  /**< the line as a comment */
} MarbreYamlPaint;

/**
 * Say in an editor's words why the parser gave up, with the edit that would mend it where one
 * can be told.
 *
 * @param ret_span  what to paint over
 */
MarbreYamlPaint marbre_yaml_complain(const MarbreYaml *yaml,
                                     const MarbreYamlFault *fault,
                                     const MarbreYamlLast *last,
                                     GPtrArray *problems,
                                     MarbreSpan *ret_span);

/**
 * The whole of an unquoted value that begins at `start`, as it was meant: to the end of its
 * line, and the lines that go on from it.
 */
MarbreSpan
marbre_yaml_meant_value(const MarbreYaml *yaml, const MarbreYamlLast *last, uint64_t start);

/** That value in double quotes on one line. (transfer full) */
char *marbre_yaml_meant_text(const MarbreYaml *yaml, MarbreSpan span);

/** Whether `word: ` stands at `at`: a key, not text that holds a colon. */
bool marbre_yaml_begins_key(const MarbreYaml *yaml, uint64_t at);

/** `text` cut to what fits into a message. (transfer full) */
char *marbre_yaml_brief(const char *text);
