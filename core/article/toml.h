/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "yaml/document.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/* TOML 1.0, as site generators have it before a text. */

typedef enum {
    MARBRE_TOML_TEXT, /**< a string */
    MARBRE_TOML_WORD, /**< a number, a boolean, a date: as YAML writes it without quotes */
    MARBRE_TOML_LIST,
    MARBRE_TOML_TABLE,
} MarbreTomlKind;

/** A value. Read only. */
typedef struct {
    MarbreTomlKind kind;
    char *text;       /**< of TEXT and WORD */
    GPtrArray *items; /**< of MarbreToml, in order, of LIST and TABLE */
    GPtrArray *keys;  /**< of char *, of TABLE */
    bool closed;      /**< private: nothing may be added any more */
    bool named;       /**< private: a header of its own named it */
} MarbreToml;

void marbre_toml_free(MarbreToml *toml);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreToml, marbre_toml_free)

/**
 * Read a document of at most 64 KiB, 1,000 values and a depth of 16.
 *
 * @param first_line  number of its first line, for what is said of mistakes
 * @return (transfer full) a table, or NULL with MARBRE_ERROR_INVALID: “line 3: …”
 */
MarbreToml *marbre_toml_parse(const char *data, size_t size, unsigned first_line, GError **error);

/* Values made by hand; strings are copied. (transfer full) */
MarbreToml *marbre_toml_new_text(const char *text);
MarbreToml *marbre_toml_new_word(const char *word);
MarbreToml *marbre_toml_new_list(void);
MarbreToml *marbre_toml_new_table(void);
/** A value of YAML. (transfer full) */
MarbreToml *marbre_toml_of_yaml(const MarbreYamlNode *node);
/** One more value of a list; `value` is taken. */
void marbre_toml_add(MarbreToml *list, MarbreToml *value);
/** One more key of a table; `value` is taken, and NULL or "" adds nothing. */
void marbre_toml_put(MarbreToml *table, const char *key, MarbreToml *value);
/** The same with a text. @param text  (nullable) */
void marbre_toml_put_text(MarbreToml *table, const char *key, const char *text);

/** A table as lines of YAML, a key a line, what lies deeper in brackets. (transfer full) */
char *marbre_toml_to_yaml(const MarbreToml *table);
