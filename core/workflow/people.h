/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "sign/key.h"
#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#define MARBRE_PEOPLE_PATH "people.yaml"
#define MARBRE_ROLE_ADMIN "admin"
/** Of what works without a person: it publishes what is due, and does nothing else. */
#define MARBRE_ROLE_ROBOT "robot"

/** One person of people.yaml. */
typedef struct {
    char *id;
    char *name;      /* the id where the file has none */
    char **emails;   /* as written; never NULL */
    char **roles;    /* never NULL; empty for somebody who has left */
    char *lang;      /* (nullable) */
    char *away;      /* (nullable) the last day on which they are not at work: "2026-03-25" */
    int64_t voided;  /* approvals given until this second count no more; INT64_MIN: all do */
    GPtrArray *keys; /* of MarbreKey */
} MarbrePerson;

/** people.yaml. Immutable, shared by reference. */
typedef struct MarbrePeople MarbrePeople;

/** Reads people.yaml. NULL, with every problem of the file in `problems`, if it has any.
 * (transfer full) (nullable) */
MarbrePeople *marbre_people_parse(const char *path, GBytes *file, GPtrArray *problems);

MarbrePeople *marbre_people_ref(MarbrePeople *people);

void marbre_people_unref(MarbrePeople *people);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbrePeople, marbre_people_unref)

/** Everybody, in the order of the file: MarbrePerson. (transfer none) */
const GPtrArray *marbre_people_get_all(const MarbrePeople *people);

/** How many administrators a change of the policy takes. */
unsigned marbre_people_get_admins_needed(const MarbrePeople *people);

/** The person with this id, or with this e-mail address (case folded), or with the key of this
 * fingerprint. (transfer none) (nullable) */
const MarbrePerson *marbre_people_by_id(const MarbrePeople *people, const char *id);

const MarbrePerson *marbre_people_by_email(const MarbrePeople *people, const char *email);

const MarbrePerson *marbre_people_by_fingerprint(const MarbrePeople *people,
                                                 const char *fingerprint);

/** Whether a person has one of these roles. NULL roles: no. */
bool marbre_person_has_role(const MarbrePerson *person, const char *const *roles);

/** Whether a person is not at work at an instant, by the clocks of a zone. What they may do, they
 * may all the same. */
bool marbre_person_is_away(const MarbrePerson *person, int64_t now, GTimeZone *zone);

/** Whether it is a robot. */
bool marbre_person_is_robot(const MarbrePerson *person);

/** Whoever has one of these roles, in the order of the file. (transfer container), borrowed. */
GPtrArray *marbre_people_with_role(const MarbrePeople *people, const char *const *roles);

/** How many people have the role admin and a key to sign with. */
unsigned marbre_people_count_signing_admins(const MarbrePeople *people);

/** Every role that somebody has, sorted, each once. (transfer none) */
const char *const *marbre_people_get_roles(const MarbrePeople *people);
