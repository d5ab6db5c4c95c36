/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "base/span.h"

#include <stddef.h>
#include <stdint.h>

/** The bytes that the parser is given, and where in the file they are from. */
typedef struct {
    const char *text;
    size_t size;
    uint64_t start;
    /* The last character asked for, and its byte. */
    size_t character;
    size_t byte;
} MarbreYamlSource;

/** The file offset of a character: the parser counts characters. */
uint64_t marbre_yaml_source_offset(MarbreYamlSource *source, size_t character);

/** Where a block scalar's last line with text ends, as an editor would mark it. */
uint64_t marbre_yaml_source_end_of_block(const MarbreYamlSource *source, MarbreSpan span);

/** The comment behind a plain scalar on its line, perhaps meant as text; empty for none. */
MarbreSpan marbre_yaml_source_comment(const MarbreYamlSource *source, uint64_t end);
