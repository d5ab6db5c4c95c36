/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "finding/severity.h"
#include "workflow/condition.h"
#include "workflow/people.h"
#include "yaml/document.h"
#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#define MARBRE_WORKFLOW_STAGES_MAX 200

/** Words that stand for where an article is when it is at no stage. */
#define MARBRE_STAGE_PUBLISHED "published"
#define MARBRE_STAGE_SPIKED "spiked"
#define MARBRE_STAGE_RETRACTED "retracted"

/** One `uses:` of a stage. */
typedef struct {
    char *plugin;
    char *task;                 /* (nullable) none: the plugin's only task of this kind */
    bool action;                /* else a check */
    bool network;               /* grant: [network] */
    const MarbreYamlNode *with; /* (nullable) a map, alive as long as its workflow */
    MarbreSpan span;            /* the value of `uses`, in the workflow file */
} MarbreUse;

typedef struct {
    unsigned count; /* 0: the stage asks for none */
    char **roles;   /* never NULL */
    bool four_eyes;
} MarbreApprovals;

/** What may be answered for after publication: stages of another workflow, and by when. */
typedef struct {
    char **stages;   /* ids; never NULL; empty: nothing */
    char *of;        /* (nullable) name of the other workflow */
    int64_t within;  /* seconds from publication */
    MarbreSpan span; /* the value of `owed` */
} MarbreOwing;

typedef struct {
    char **roles;     /* never NULL; empty: nobody may waive */
    char **rules;     /* PLUGIN/RULE; never NULL */
    unsigned longest; /* days; 0: no limit */
    MarbreSpan span;  /* the value of `rules` */
} MarbreWaivers;

/** A rule graded by the newsroom. */
typedef struct {
    char *rule; /* PLUGIN/RULE */
    MarbreSeverity severity;
    MarbreSpan span; /* the key */
} MarbreGrade;

typedef struct {
    char *id;
    size_t index;          /* from 0, in the order of the file */
    GHashTable *title;     /* language to text */
    MarbreCondition *when; /* (nullable) always */
    char **roles;          /* who may move an article out; never NULL */
    GPtrArray *checks;     /* of MarbreUse */
    GPtrArray *actions;    /* of MarbreUse */
    MarbreApprovals approvals;
    MarbreWaivers waivers;
    MarbreOwing owing; /* of the last stage alone */
    GPtrArray *grades; /* of MarbreGrade */
    char **next;       /* other ways forward, ids of later stages; never NULL */
    char **return_to;  /* (nullable) no limit; ids of earlier stages */
    bool is_signed;    /* ways out of it, and its approvals, are signed with a person's SSH key */
    MarbreSpan span;   /* the value of `id`, in the workflow file */
} MarbreStage;

/** A workflow file. Immutable, shared by reference. */
typedef struct {
    char *path;
    char *name;
    GHashTable *title;    /* language to text */
    GPtrArray *stages;    /* of MarbreStage, one at least */
    GPtrArray *grades;    /* of MarbreGrade, for every stage */
    GHashTable *moved;    /* id of a stage that is no more, to the id that took its place */
    char **retract_roles; /* never NULL */
    char **urgent_roles;  /* who may hurry past stages; never NULL; empty: nobody */
    int64_t urgent;       /* seconds in which what was hurried past is answered for */
    GPtrArray *owed; /* of MarbreStage, of another workflow: what `owed` of the last stage names,
                        indexed behind the own stages; a policy fills it in */
    MarbreYaml *owed_document; /* (nullable) theirs */
    bool typos;                /* published slips of the pen may be mended without a public note */
    MarbreYaml *document;      /* the file: `with` nodes and their places are in it */
} MarbreWorkflow;

/** Reads a workflow file. `people` (nullable) says which roles somebody has. NULL, with every
 * problem of the file in `problems`, if it has any. (transfer full) (nullable) */
MarbreWorkflow *marbre_workflow_parse(const char *path,
                                      GBytes *file,
                                      const MarbrePeople *people,
                                      GPtrArray *problems);

MarbreWorkflow *marbre_workflow_ref(MarbreWorkflow *workflow);

void marbre_workflow_unref(MarbreWorkflow *workflow);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreWorkflow, marbre_workflow_unref)

/** The workflow's title for a reader of `lang` (nullable): in that language, else in English, else
 * in the first one there is, else its name. (transfer none) */
const char *marbre_workflow_title(const MarbreWorkflow *workflow, const char *lang);

/** Likewise for a stage. (transfer none) */
const char *marbre_stage_title(const MarbreStage *stage, const char *lang);

/** Finds what the last stage's `owed` names among the workflows of a policy, each sound by itself.
 */
void
marbre_workflow_link(MarbreWorkflow *workflow, const GPtrArray *workflows, GPtrArray *problems);

/** Whether a stage belongs to another workflow and is only owed in this one. */
bool marbre_stage_is_owed(const MarbreWorkflow *workflow, const MarbreStage *stage);

/** How many stages there are, those of another workflow included that are owed here: indexes go
 * up to that. */
size_t marbre_workflow_all(const MarbreWorkflow *workflow);

/** The stage with this id, one that is owed here included, or NULL; also for the reserved words.
 * (transfer none) (nullable) */
const MarbreStage *marbre_workflow_stage(const MarbreWorkflow *workflow, const char *id);

/** The stage with this index, below marbre_workflow_all(). (transfer none) */
const MarbreStage *marbre_workflow_at(const MarbreWorkflow *workflow, size_t index);

size_t marbre_workflow_count(const MarbreWorkflow *workflow);

const MarbreStage *marbre_workflow_first(const MarbreWorkflow *workflow);

/** The last stage: leaving it is publication. */
const MarbreStage *marbre_workflow_last(const MarbreWorkflow *workflow);

bool marbre_stage_is_last(const MarbreWorkflow *workflow, const MarbreStage *stage);

/** Whether a word stands for published, spiked or retracted. */
bool marbre_stage_is_reserved(const char *id);

/** The stage where an article recorded at `id` stands now: that stage, or the one that `moved:`
 * names for it. NULL if this workflow does not know. (transfer none) (nullable) */
const MarbreStage *marbre_workflow_resolve(const MarbreWorkflow *workflow, const char *id);

/** The known stage that `id` is nearest to, for "did you mean". (transfer none) (nullable) */
const char *marbre_workflow_nearest(const MarbreWorkflow *workflow, const char *id);

/** The ways forward from a stage: first the next stage in the order of the file whose `when`
 * holds, then those of `next:` whose `when` holds. Empty for the last stage.
 * (transfer container), borrowed MarbreStage. */
GPtrArray *marbre_workflow_next(const MarbreWorkflow *workflow,
                                const MarbreStage *stage,
                                MarbreFacts facts,
                                void *user);

/** The stages before this one whose `when` holds, in order: their checks bind too.
 * (transfer container), borrowed MarbreStage. */
GPtrArray *marbre_workflow_earlier(const MarbreWorkflow *workflow,
                                   const MarbreStage *stage,
                                   MarbreFacts facts,
                                   void *user);

/** The ways back from a stage, nearest first: the earlier ones whose `when` holds, of `return-to:`
 * where the stage has that. `stage` NULL: from publication, every stage whose `when` holds.
 * (transfer container), borrowed MarbreStage. */
GPtrArray *marbre_workflow_back(const MarbreWorkflow *workflow,
                                const MarbreStage *stage,
                                MarbreFacts facts,
                                void *user);

/** The weight of a rule here: the stage's word, else the workflow's, else `own`. The engine's rules
 * (marbre/…) always keep their own. */
MarbreSeverity marbre_stage_severity(const MarbreWorkflow *workflow,
                                     const MarbreStage *stage,
                                     const char *rule,
                                     MarbreSeverity own);

/** Whether the stage's `waivers:` name this rule. */
bool marbre_stage_may_waive(const MarbreStage *stage, const char *rule);
