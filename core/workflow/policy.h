/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "store/snapshot.h"
#include "workflow/definition.h"
#include "workflow/people.h"
#include "workflow/settings.h"
#include <glib.h>
#include <stdbool.h>

#define MARBRE_WORKFLOWS_FOLDER "workflows"

/** The rules of a newsroom at one moment: marbre.yaml, people.yaml and the workflows. Immutable,
 * shared by reference; any thread may read it. */
typedef struct MarbrePolicy MarbrePolicy;

/** The `rule` of a problem that is no fault of the file: it could not be read, so nothing can be
 * judged. */
#define MARBRE_POLICY_UNREAD "unread"

/** Where the files of a policy come from. `read` gives a file's bytes, or fails with
 * MARBRE_ERROR_NOT_FOUND where there is none; `list` gives the names of the files in a folder, as
 * an owned array of texts. */
typedef struct {
    GBytes *(*read)(void *user, const char *path, size_t limit, GError **error);
    GPtrArray *(*list)(void *user, const char *folder, GError **error);
    void *user;
} MarbrePolicySource;

/** Reads the policy of a snapshot. NULL, with the problems of all of its files in `problems`, if
 * there is any. (transfer full) (nullable) */
MarbrePolicy *marbre_policy_load(MarbreSnapshot *snapshot, GPtrArray *problems);

/** The same from elsewhere than the store. */
MarbrePolicy *marbre_policy_read(const MarbrePolicySource *source, GPtrArray *problems);

MarbrePolicy *marbre_policy_ref(MarbrePolicy *policy);

void marbre_policy_unref(MarbrePolicy *policy);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbrePolicy, marbre_policy_unref)

const MarbreSettings *marbre_policy_get_settings(const MarbrePolicy *policy);

const MarbrePeople *marbre_policy_get_people(const MarbrePolicy *policy);

/** Every workflow, sorted by name: MarbreWorkflow. (transfer none) */
const GPtrArray *marbre_policy_get_workflows(const MarbrePolicy *policy);

/** The workflow of this name; the usual one for NULL. NULL if there is none such.
 * (transfer none) (nullable) */
const MarbreWorkflow *marbre_policy_workflow(const MarbrePolicy *policy, const char *name);
/** The same, the usual one also where there is none of this name. (transfer none) (nullable) */
const MarbreWorkflow *marbre_policy_workflow_for(const MarbrePolicy *policy, const char *name);

/** The person with this e-mail address, case folded. (transfer none) (nullable) */
const MarbrePerson *marbre_policy_person(const MarbrePolicy *policy, const char *email);

/** Whoever has one of these roles. (transfer container), borrowed MarbrePerson. */
GPtrArray *marbre_policy_who(const MarbrePolicy *policy, const char *const *roles);

/** Whether any stage asks for signatures. */
bool marbre_policy_is_signed(const MarbrePolicy *policy);

/** Whether a path is one of the policy's files: marbre.yaml, people.yaml or below workflows/. */
bool marbre_policy_is_file(const char *path);

/** The problems of a policy as one error: MARBRE_ERROR_FAILED if a file could not be read, else
 * MARBRE_ERROR_USAGE. (transfer full) */
GError *marbre_policy_problems_to_error(const GPtrArray *problems);
