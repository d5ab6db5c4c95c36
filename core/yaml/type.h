/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "yaml/document.h"

/** What a plain scalar means: the core types of YAML 1.2. */
typedef struct {
    MarbreYamlKind kind;
    bool boolean;
    int64_t integer;
    double number;
} MarbreYamlType;

/** Whole numbers that fit no int64_t are NUMBERs. */
MarbreYamlType marbre_yaml_type_of(const char *text, size_t size);
