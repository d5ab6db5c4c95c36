/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "yaml/complaint.h"

/* What the ways to understand a fault of the parser share. Each way adds its problem and says how
 * to go on, or adds nothing: then the fault is not of its kind. */

typedef struct {
    const MarbreYaml *yaml;
    const MarbreYamlFault *fault;
    const MarbreYamlLast *last;
    GPtrArray *problems;
    MarbreSpan *ret_span; /* what to paint over */
} MarbreYamlComplaint;

/* title: Haut-Karabakh : la suite   title: "Nous irons" dit-il   title: [Vidéo] Le sommet */
MarbreYamlPaint marbre_yaml_blame_value(MarbreYamlComplaint *complaint);
/* title: @someone   title: *star*   title: - dash   title: > sign */
MarbreYamlPaint marbre_yaml_blame_first_character(MarbreYamlComplaint *complaint);

MarbreProblem *
marbre_yaml_reason_add(MarbreYamlComplaint *complaint, uint64_t at, const char *message);
/** The byte at an offset; a line end behind the text. */
char marbre_yaml_reason_byte(const MarbreYamlComplaint *complaint, uint64_t at);
bool marbre_yaml_reason_problem_is(const MarbreYamlComplaint *complaint, const char *words);
bool marbre_yaml_reason_context_is(const MarbreYamlComplaint *complaint, const char *words);
/** The line at `at`, as far as it is of the part. */
MarbreSpan marbre_yaml_reason_line(const MarbreYamlComplaint *complaint, uint64_t at);
/** The first byte of the line at `at` that is no space. */
uint64_t marbre_yaml_reason_text_of_line(const MarbreYamlComplaint *complaint, uint64_t at);
bool
marbre_yaml_reason_is_blank(const MarbreYamlComplaint *complaint, uint64_t start, uint64_t end);
