/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A newspaper by chance: its people, its way to publication, and the changes of both. */
#pragma once

#include "chance.h"
#include "forge.h"

#define PAPER_PEOPLE 7 /* the last is an intern, with a role that opens nothing */
#define PAPER_STAGES 6
#define PAPER_ROBOT "tic"

typedef struct {
    const char *id;
    unsigned roles; /* bits: see paper_role() */
    bool admin;
} PaperPerson;

typedef struct {
    const char *id;
    unsigned roles;
    const char *when, *checks;
    unsigned count, approvers;
    bool four_eyes, waivers, is_signed;
    int next;      /* index of a later stage; 0: none */
    unsigned back; /* bits of earlier stages; 0: no limit */
} PaperStage;

typedef struct {
    PaperPerson people[PAPER_PEOPLE];
    PaperStage stages[PAPER_STAGES];
    unsigned count;
    unsigned retract;
    bool typos, renders;
    bool urgent, flash; /* who may hurry; a workflow that owes answers of this one */
    bool robot, is_signed;
    unsigned admins_needed;
    const char *moved, *moved_to; /* a stage that is no more */
    char *allow;                  /* digests of plugins as a YAML list, or NULL */
    char *before;                 /* the commit of the old site */
    const char *const *keys;      /* of the people and the robot, in this order */
} Paper;

#define PAPER_INTERN (PAPER_PEOPLE - 1)

void paper_begin(Paper *paper, Chance *chance);
/* Another policy, which every article can live under. */
void paper_change(Paper *paper, Chance *chance);
char *paper_settings(const Paper *paper);
char *paper_people(const Paper *paper);
char *paper_workflow(const Paper *paper);
/* The files of the policy in a tree. (transfer full) */
char *paper_write(const Paper *paper, Forge *forge, const char *tree);
/* An administrator, the nth. NULL: there are fewer. */
const char *paper_admin(const Paper *paper, unsigned nth);
