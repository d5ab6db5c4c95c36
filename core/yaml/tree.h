/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "base/arena.h"
#include "yaml/document.h"

#include "base/problem.h"

/* What the files of this folder know of a document and others do not. */

#define MARBRE_YAML_RULE "marbre/bad-yaml"

struct MarbreYamlNode {
    MarbreYamlKind kind;
    MarbreYamlStyle style;
    MarbreSpan span;
    MarbreSpan key_span;
    MarbreSpan comment; /* that cut the scalar short; empty for others */
    uint64_t end;       /* behind all that belongs to it, kept line ends too */
    MarbreYamlNode *parent;
    MarbreYamlNode *next;        /* sibling */
    MarbreYamlNode *made_before; /* chain of all nodes */
    const char *key;
    const char *text;
    size_t size;
    int64_t integer;
    double number;
    bool boolean;
    MarbreYamlNode *first;
    MarbreYamlNode **children;
    size_t count;
    MarbreMapped *mapped; /* made when first asked for */
};

struct MarbreYaml {
    int refs;
    char *path;
    GBytes *file;
    const char *data; /* of the whole file, so that spans index it */
    size_t size;
    MarbreSpan part;
    MarbreYamlLimits limits;
    MarbreLines *lines;
    MarbreArena *arena;
    MarbreYamlNode *root;
    MarbreYamlNode *nodes; /* the last one made */
    int has_mapped;        /* some node's text was asked for with its way back */
};

/** Column in bytes, from 0, of an offset of the file. */
size_t marbre_yaml_column(const MarbreYaml *yaml, uint64_t offset);

/** Add a problem at a span of the file. @return (transfer none) the problem */
MarbreProblem *marbre_yaml_say(const MarbreYaml *yaml,
                               GPtrArray *problems,
                               MarbreSpan span,
                               const char *format,
                               ...) G_GNUC_PRINTF(4, 5);

/** As marbre_yaml_parse(), by libyaml even where the short way would do: they are compared. */
MarbreYaml *marbre_yaml_parse_long(const char *path,
                                   GBytes *file,
                                   MarbreSpan part,
                                   const MarbreYamlLimits *limits,
                                   GPtrArray *problems);
