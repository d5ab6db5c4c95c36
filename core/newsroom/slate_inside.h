/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Private to newsroom/: a slate while it is made. */
#pragma once

#include "newsroom/slate.h"

/** How the file begins; config.h comes before this header. */
#define MARBRE_SLATE_FORM "marbre-slate 2 " MARBRE_VERSION

/* Among the counts, behind how many bytes of lines the class begins; no stage is called so. */
#define MARBRE_SLATE_BEGINS "@"

struct MarbreSlate {
    char *tree, *commit, *rules;
    char **places;
    GHashTable *counts;                          /* "CLASS STAGE" to how many */
    GBytes *bytes;                               /* the file */
    const char *lines[MARBRE_SLATE_CLASSES + 1]; /* where each class begins; the last: the end */
};

/* Fields of a line, by how many tabs stand before them. */
#define MARBRE_SLATE_FOLDER 5u
#define MARBRE_SLATE_ENTERED 10u

/** One line, its end included. */
typedef struct {
    MarbreSlateClass class;
    const char *start, *end;
} MarbreSlateLine;

/** Where a field begins; NULL where there are fewer. */
const char *marbre_slate_field(const char *line, const char *end, unsigned number);
/** (transfer full, nullable) */
MarbreSlated *marbre_slate_line_read(MarbreSlateLine line);

/** A slate on its way. */
typedef struct {
    MarbreNewsroom *tip;
    const MarbreSlateSettings *settings;
    GPtrArray *all;      /* of MarbreSlated: what was read */
    GArray *still;       /* of MarbreSlateLine: of an older slate, what holds still, in order */
    char *const *places; /* (nullable) of that */
} MarbreSlating;

/** The stage of a row, also where it has no record. */
const char *marbre_slated_stage(MarbreNewsroom *newsroom, const MarbreRow *row);

/** Read every article. False with an error. */
bool marbre_slating_read_all(MarbreSlating *slating, GError **error);
/** Take over an older slate, and read what differs. False where that can't be done. */
bool marbre_slating_read_changes(MarbreSlating *slating, const MarbreSlate *old);
/** Find out what was sent back, and why. @param since  (nullable) commit that all is known of */
void marbre_slating_find_returns(MarbreSlating *slating, const char *since);
/** The file. (transfer full) */
GBytes *marbre_slating_write(const MarbreSlating *slating,
                             const char *tree,
                             const char *commit,
                             const char *rules);
/** (transfer full, nullable) NULL where the bytes are no sound slate */
MarbreSlate *marbre_slate_parse(GBytes *bytes);
