/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "base/problem.h"
#include "yaml/document.h"

#include <string.h>

/* The document of a text; problems end the test. */
static inline MarbreYaml *
parse_good(const char *text)
{
    g_autoptr(GBytes) file = g_bytes_new(text, strlen(text));
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    MarbreYaml *yaml = marbre_yaml_parse("f.yaml", file, (MarbreSpan){0, strlen(text)},
                                         &MARBRE_YAML_FRONT_MATTER, problems);

    if (yaml == NULL) {
        g_autofree char *words = marbre_problems_format(problems);

        g_error("%s\n%s", text, words);
    }
    g_assert_cmpuint(problems->len, ==, 0);
    return yaml;
}

/* The problems of a text, which must have some, within these limits. */
static inline GPtrArray *
parse_bad_within(const char *text, size_t size, const MarbreYamlLimits *limits)
{
    g_autoptr(GBytes) file = g_bytes_new(text, size);
    GPtrArray *problems = marbre_problems_new();

    if (marbre_yaml_parse("f.yaml", file, (MarbreSpan){0, size}, limits, problems) != NULL)
        g_error("accepted: %s", text);
    g_assert_cmpuint(problems->len, >, 0);
    for (guint i = 0; i < problems->len; i++)
        g_assert_cmpstr(((MarbreProblem *)problems->pdata[i])->rule, ==, "marbre/bad-yaml");
    return problems;
}

static inline GPtrArray *
parse_bad(const char *text, size_t size)
{
    return parse_bad_within(text, size, &MARBRE_YAML_FRONT_MATTER);
}
