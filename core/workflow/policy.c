/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "workflow/policy.h"

#include "base/error.h"
#include "base/order.h"
#include "base/problem.h"
#include "yaml/reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* More files than any newsroom has workflows; each is at most 256 KiB. */
#define MOST_WORKFLOWS 100

struct MarbrePolicy {
    MarbreSettings *settings;
    MarbrePeople *people;
    GPtrArray *workflows; /* of MarbreWorkflow, sorted by name */
};

/* ---- reading ---- */

static void
add_unread(GPtrArray *problems, const char *path, const GError *error)
{
    const char *rule =
        g_error_matches(error, MARBRE_ERROR, MARBRE_ERROR_FAILED) ? MARBRE_POLICY_UNREAD : NULL;

    marbre_problems_add_rule(problems, path, NULL, 0, rule, "%s", error->message);
}

static GBytes *
read_file(const MarbrePolicySource *source, const char *path, size_t limit, GPtrArray *problems)
{
    g_autoptr(GError) error = NULL;
    GBytes *file = source->read(source->user, path, limit, &error);

    if (file != NULL)
        return file;
    if (g_error_matches(error, MARBRE_ERROR, MARBRE_ERROR_NOT_FOUND))
        marbre_problems_add(problems, path, NULL, 0,
                            _("the newsroom has no such file; “marbre init” makes one"));
    else
        add_unread(problems, path, error);
    return NULL;
}

static void
read_settings(const MarbrePolicySource *source, MarbrePolicy *policy, GPtrArray *problems)
{
    g_autoptr(GBytes) file =
        read_file(source, MARBRE_SETTINGS_PATH, MARBRE_YAML_POLICY.max_bytes, problems);

    if (file != NULL)
        policy->settings = marbre_settings_parse(MARBRE_SETTINGS_PATH, file, problems);
}

static void
read_people(const MarbrePolicySource *source, MarbrePolicy *policy, GPtrArray *problems)
{
    g_autoptr(GBytes) file =
        read_file(source, MARBRE_PEOPLE_PATH, MARBRE_YAML_PEOPLE.max_bytes, problems);

    if (file != NULL)
        policy->people = marbre_people_parse(MARBRE_PEOPLE_PATH, file, problems);
}

static void
read_workflow(const MarbrePolicySource *source,
              MarbrePolicy *policy,
              const char *name,
              GPtrArray *problems)
{
    g_autofree char *path = g_strconcat(MARBRE_WORKFLOWS_FOLDER "/", name, NULL);
    g_autoptr(GBytes) file = NULL;
    MarbreWorkflow *workflow = NULL;

    if (g_str_has_suffix(name, ".yml")) {
        marbre_problems_add(problems, path, NULL, 0,
                            _("the name of a workflow file ends in .yaml; rename this one"));
        return;
    }
    if (!g_str_has_suffix(name, ".yaml"))
        return;
    file = read_file(source, path, MARBRE_YAML_POLICY.max_bytes, problems);
    if (file == NULL)
        return;
    workflow = marbre_workflow_parse(path, file, policy->people, problems);
    if (workflow != NULL)
        g_ptr_array_add(policy->workflows, workflow);
}

static void
read_workflows(const MarbrePolicySource *source, MarbrePolicy *policy, GPtrArray *problems)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) names = source->list(source->user, MARBRE_WORKFLOWS_FOLDER, &error);

    if (names == NULL && !g_error_matches(error, MARBRE_ERROR, MARBRE_ERROR_NOT_FOUND)) {
        add_unread(problems, MARBRE_WORKFLOWS_FOLDER, error);
        return;
    }
    if (names == NULL || names->len == 0) {
        marbre_problems_add(problems, MARBRE_WORKFLOWS_FOLDER, NULL, 0,
                            _("the newsroom has no workflow; “marbre init” makes one"));
        return;
    }
    if (names->len > MOST_WORKFLOWS) {
        marbre_problems_add(problems, MARBRE_WORKFLOWS_FOLDER, NULL, 0,
                            _("the folder has %u files; there may be %d at most"), names->len,
                            MOST_WORKFLOWS);
        return;
    }
    g_ptr_array_sort(names, marbre_order_texts);
    for (unsigned i = 0; i < names->len; i++)
        read_workflow(source, policy, g_ptr_array_index(names, i), problems);
}

/* ---- across files ---- */

static const MarbreWorkflow *
find_workflow(const MarbrePolicy *policy, const char *name)
{
    for (unsigned i = 0; i < policy->workflows->len; i++) {
        const MarbreWorkflow *workflow = g_ptr_array_index(policy->workflows, i);

        if (strcmp(workflow->name, name) == 0)
            return workflow;
    }
    return NULL;
}

static const char *
nearest_workflow(const MarbrePolicy *policy, const char *name)
{
    g_autofree const char **names = g_new0(const char *, policy->workflows->len + 1);

    for (unsigned i = 0; i < policy->workflows->len; i++)
        names[i] = ((const MarbreWorkflow *)g_ptr_array_index(policy->workflows, i))->name;
    return marbre_nearest(name, names);
}

static void
check_usual_workflow(const MarbrePolicy *policy, GPtrArray *problems)
{
    const MarbreSettings *settings = policy->settings;
    const MarbreYamlNode *root = marbre_yaml_get_root(settings->document);
    const MarbreYamlNode *node = marbre_yaml_find(root, "workflow");
    const char *nearest = NULL;

    if (find_workflow(policy, settings->workflow) != NULL)
        return;
    nearest = nearest_workflow(policy, settings->workflow);
    if (nearest != NULL)
        marbre_yaml_problem(settings->document, node != NULL ? node : root, problems,
                            _("there is no workflow “%s”; did you mean “%s”?"), settings->workflow,
                            nearest);
    else
        marbre_yaml_problem(settings->document, node != NULL ? node : root, problems,
                            _("there is no workflow “%s”, for there is no file workflows/%s.yaml; "
                              "name one that is there"),
                            settings->workflow, settings->workflow);
}

static void
link_workflows(const MarbrePolicy *policy, GPtrArray *problems)
{
    for (unsigned i = 0; i < policy->workflows->len; i++)
        marbre_workflow_link(g_ptr_array_index(policy->workflows, i), policy->workflows, problems);
}

/* ---- the policy ---- */

static void
unref_workflow(gpointer workflow)
{
    marbre_workflow_unref(workflow);
}

MarbrePolicy *
marbre_policy_read(const MarbrePolicySource *source, GPtrArray *problems)
{
    g_autoptr(MarbrePolicy) policy = g_atomic_rc_box_new0(MarbrePolicy);
    unsigned before = problems->len;
    unsigned workflows_before = 0;

    policy->workflows = g_ptr_array_new_with_free_func(unref_workflow);
    read_settings(source, policy, problems);
    read_people(source, policy, problems);
    workflows_before = problems->len;
    read_workflows(source, policy, problems);
    /* Of a workflow with problems nothing is known here, not even that it is there. */
    if (problems->len == workflows_before)
        link_workflows(policy, problems);
    if (policy->settings != NULL && problems->len == workflows_before)
        check_usual_workflow(policy, problems);
    return problems->len == before ? g_steal_pointer(&policy) : NULL;
}

static GBytes *
read_snapshot(void *user, const char *path, size_t limit, GError **error)
{
    return marbre_snapshot_read(user, path, limit, error);
}

/* Names of all that is no folder: a link is not passed over but fails when it is read. */
static GPtrArray *
list_snapshot(void *user, const char *folder, GError **error)
{
    g_autoptr(GPtrArray) entries = marbre_snapshot_list(user, folder, error);
    GPtrArray *names = NULL;

    if (entries == NULL)
        return NULL;
    names = g_ptr_array_new_with_free_func(g_free);
    for (unsigned i = 0; i < entries->len; i++) {
        const MarbreEntry *entry = g_ptr_array_index(entries, i);

        if (entry->kind != MARBRE_ENTRY_FOLDER)
            g_ptr_array_add(names, g_strdup(entry->name));
    }
    return names;
}

MarbrePolicy *
marbre_policy_load(MarbreSnapshot *snapshot, GPtrArray *problems)
{
    MarbrePolicySource source = {read_snapshot, list_snapshot, snapshot};

    return marbre_policy_read(&source, problems);
}

MarbrePolicy *
marbre_policy_ref(MarbrePolicy *policy)
{
    return g_atomic_rc_box_acquire(policy);
}

static void
clear_policy(gpointer data)
{
    MarbrePolicy *policy = data;

    marbre_settings_unref(policy->settings);
    marbre_people_unref(policy->people);
    g_ptr_array_unref(policy->workflows);
}

void
marbre_policy_unref(MarbrePolicy *policy)
{
    if (policy != NULL)
        g_atomic_rc_box_release_full(policy, clear_policy);
}

bool
marbre_policy_is_signed(const MarbrePolicy *policy)
{
    for (unsigned i = 0; i < policy->workflows->len; i++) {
        const MarbreWorkflow *workflow = g_ptr_array_index(policy->workflows, i);

        for (size_t j = 0; j < marbre_workflow_count(workflow); j++)
            if (marbre_workflow_at(workflow, j)->is_signed)
                return true;
    }
    return false;
}

const MarbreSettings *
marbre_policy_get_settings(const MarbrePolicy *policy)
{
    return policy->settings;
}

const MarbrePeople *
marbre_policy_get_people(const MarbrePolicy *policy)
{
    return policy->people;
}

const GPtrArray *
marbre_policy_get_workflows(const MarbrePolicy *policy)
{
    return policy->workflows;
}

const MarbreWorkflow *
marbre_policy_workflow(const MarbrePolicy *policy, const char *name)
{
    return find_workflow(policy, name != NULL ? name : policy->settings->workflow);
}

const MarbreWorkflow *
marbre_policy_workflow_for(const MarbrePolicy *policy, const char *name)
{
    const MarbreWorkflow *workflow = marbre_policy_workflow(policy, name);

    return workflow != NULL ? workflow : marbre_policy_workflow(policy, NULL);
}

const MarbrePerson *
marbre_policy_person(const MarbrePolicy *policy, const char *email)
{
    return marbre_people_by_email(policy->people, email);
}

GPtrArray *
marbre_policy_who(const MarbrePolicy *policy, const char *const *roles)
{
    return marbre_people_with_role(policy->people, roles);
}

bool
marbre_policy_is_file(const char *path)
{
    return strcmp(path, MARBRE_SETTINGS_PATH) == 0 || strcmp(path, MARBRE_PEOPLE_PATH) == 0 ||
           strcmp(path, MARBRE_WORKFLOWS_FOLDER) == 0 ||
           g_str_has_prefix(path, MARBRE_WORKFLOWS_FOLDER "/");
}

GError *
marbre_policy_problems_to_error(const GPtrArray *problems)
{
    MarbreErrorCode code = MARBRE_ERROR_USAGE;

    for (unsigned i = 0; i < problems->len; i++) {
        const MarbreProblem *problem = g_ptr_array_index(problems, i);

        if (g_strcmp0(problem->rule, MARBRE_POLICY_UNREAD) == 0)
            code = MARBRE_ERROR_FAILED;
    }
    return marbre_problems_to_error(problems, code);
}
