/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "workflow/people.h"
#include "workflow/reading.h"

/* One entry of people.yaml, for people.c alone. */

/** What nobody else may have; the tables are owned, the people in them are not. */
typedef struct {
    GHashTable *by_id;          /**< id, which is the person's, to person */
    GHashTable *by_email;       /**< marbre_email_fold() to person */
    GHashTable *by_fingerprint; /**< of a key to person */
} MarbreTaken;

/** Reads one entry and takes its id, addresses and keys; what is wrong is told, and what can be
 * read is kept. (transfer full) */
MarbrePerson *
marbre_person_read(const MarbreReading *reading, MarbreTaken *taken, const MarbreYamlNode *map);

void marbre_person_free(void *person);

/** Two spellings of one address have one folded form. NULL for what is no text. (transfer full)
 * (nullable) */
char *marbre_email_fold(const char *email);
