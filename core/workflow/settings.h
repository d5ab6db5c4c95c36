/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "yaml/document.h"
#include <glib.h>
#include <stdbool.h>

#define MARBRE_SETTINGS_PATH "marbre.yaml"

/** Something old that breaks a rule, and that the newsroom lets pass. */
typedef struct {
    char *commit; /* 40 hex digits */
    char *rule;   /* "marbre/silent-edit" */
    char *reason;
} MarbreException;

/** marbre.yaml: what a newsroom is. Immutable, shared by reference. */
typedef struct {
    char *id; /* ULID */
    char *name;
    char *outlet;          /* the newsroom's name where the file has none */
    char *site;            /* (nullable) base of published addresses, ends with a slash */
    char *source;          /* (nullable) the usual language of source texts */
    char **publish;        /* the published languages, one at least */
    char *timezone;        /* as written, "UTC" where the file has none */
    GTimeZone *zone;       /* the same */
    char *workflow;        /* name of the usual workflow */
    char *articles;        /* folder of the articles */
    char *published;       /* branch of rendered output */
    char **allow;          /* (nullable) digests of the plugin files that may be used */
    char **network;        /* (nullable) what actions may ask: see base/origin.h */
    char *before_commit;   /* (nullable) what an adopted site had: the commit, 40 hex digits */
    char **before_paths;   /* and its paths, as globs; never NULL */
    GPtrArray *exceptions; /* of MarbreException; never NULL */
    bool full_provenance;  /* names, reasons and claims go into provenance.json */
    MarbreYaml *document;  /* the file, for the places of what is wrong with its values elsewhere */
} MarbreSettings;

/** Reads marbre.yaml. NULL, with every problem of the file in `problems`, if it has any.
 * (transfer full) (nullable) */
MarbreSettings *marbre_settings_parse(const char *path, GBytes *file, GPtrArray *problems);

MarbreSettings *marbre_settings_ref(MarbreSettings *settings);

void marbre_settings_unref(MarbreSettings *settings);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreSettings, marbre_settings_unref)

/** Whether a path of the newsroom is one of `before:` (globs where * stops at a slash and ** does
 * not; a folder stands for all that is in it). */
bool marbre_settings_is_before(const MarbreSettings *settings, const char *path);

/** Whether `lang` is one of the published languages. */
bool marbre_settings_publishes(const MarbreSettings *settings, const char *lang);

/** What lets a commit break a rule. (transfer none) (nullable) Whether it counts is for whoever
 * judges history: proof/ takes none that was written before the commit. */
const MarbreException *
marbre_settings_exception(const MarbreSettings *settings, const char *commit, const char *rule);
