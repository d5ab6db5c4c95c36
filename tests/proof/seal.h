/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Keys of the people, made for the occasion, and what they sign. */
#pragma once

#include "forge.h"

#include "sign/signer.h"

/* Has a key, and is none of the people. */
#define SEALS_STRANGER "stranger"

typedef struct Seals Seals;

/* A key for each of these, in a folder. NULL: there is no ssh-keygen. */
Seals *seals_new(const char *folder, const char *const *ids);
void seals_free(Seals *seals);
const MarbreSigner *seals_signer(const Seals *seals, const char *id);
/* Lines of the public halves, in the order of the ids. */
const char *const *seals_keys(const Seals *seals);
/* The same commit, signed. (transfer full) */
char *seals_commit(const Seals *seals, Forge *forge, const char *commit, const char *who);
/* A signature as one line. (transfer full) */
char *seals_statement(const Seals *seals, const char *who, GBytes *statement, const char *purpose);
