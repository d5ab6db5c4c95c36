/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Private to article/: reading and making TOML. */
#pragma once

#include "article/toml.h"

typedef struct {
    const char *at;
    const char *end;
    const char *why; /* what is wrong; NULL as long as nothing is */
    const char *where;
    unsigned values;
} MarbreTomlReader;

/** An empty value of a kind. (transfer full) */
MarbreToml *marbre_toml_new(MarbreTomlKind kind);

/** Note what is wrong here; the first mistake is the one that is told. @return NULL */
void *marbre_toml_fail(MarbreTomlReader *reader, const char *why);

/** A value of TEXT or WORD; takes `text`, which may be NULL. */
MarbreToml *marbre_toml_scalar(MarbreTomlReader *reader, MarbreTomlKind kind, char *text);
MarbreToml *marbre_toml_value(MarbreTomlReader *reader, unsigned depth);

/** A string in quotes of either kind. @param lines  in three quotes too (transfer full) */
char *marbre_toml_string(MarbreTomlReader *reader, bool lines);
/** A number, boolean or date, as YAML writes it. (transfer full) */
char *marbre_toml_word(MarbreTomlReader *reader);
