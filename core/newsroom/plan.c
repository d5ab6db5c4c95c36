/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "newsroom/plan.h"

#include "base/error.h"
#include "base/order.h"
#include "base/problem.h"
#include "plugin/options.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct MarbrePlan {
    gatomicrefcount count;
    MarbreNewsroom *newsroom; /* keeps the policy alive */
    const MarbreWorkflow *workflow;
    GPtrArray *checks;
    GPtrArray *actions; /* of GPtrArray of MarbreTaskUse, by stage index */
    MarbreJudged *judged;
};

/* What is needed while the plan is made. */
typedef struct {
    MarbrePlan *plan;
    MarbrePool *pool;
    GHashTable *known;  /* plugin id to MarbrePluginInfo, NULL where it was asked in vain */
    GHashTable *broken; /* plugin id to GError: it could not be described */
    GHashTable *by_key; /* key of a use to MarbrePlannedCheck */
    GPtrArray *problems;
    const MarbreYaml *document; /* of the stage at hand */
    GError *error;              /* what the machine failed at, which is no problem of the policy */
} Making;

static void
planned_free(void *data)
{
    MarbrePlannedCheck *check = data;
    marbre_task_use_unref(check->use);
    g_free(check->name);
    g_free(check->broken);
    g_ptr_array_unref(check->stages);
    g_free(check);
}

MarbrePlan *
marbre_plan_ref(MarbrePlan *plan)
{
    g_atomic_ref_count_inc(&plan->count);
    return plan;
}

void
marbre_plan_unref(MarbrePlan *plan)
{
    if (plan == NULL || !g_atomic_ref_count_dec(&plan->count))
        return;
    for (size_t i = 0; i < marbre_workflow_all(plan->workflow); i++)
        g_strfreev(plan->judged[i].keys);
    g_free(plan->judged);
    g_ptr_array_unref(plan->checks);
    g_ptr_array_unref(plan->actions);
    marbre_newsroom_unref(plan->newsroom);
    g_free(plan);
}

static void
add_problem(Making *making, const MarbreUse *use, const char *message)
{
    marbre_problems_add(making->problems, marbre_yaml_get_path(making->document),
                        marbre_yaml_get_lines(making->document), use->span.start, "%s", message);
}

/* NULL where the plugin is not to be had, which is a problem of the workflow file, or broken,
   which every article is told. */
static MarbrePluginInfo *
describe(Making *making, const MarbreUse *use)
{
    gpointer known = NULL;
    if (g_hash_table_lookup_extended(making->known, use->plugin, NULL, &known))
        return known;
    g_autoptr(GError) error = NULL;
    MarbrePluginInfo *info = marbre_pool_describe(making->pool, use->plugin, &error);
    g_hash_table_insert(making->known, g_strdup(use->plugin), info);
    if (info == NULL && (error->code == MARBRE_ERROR_FAILED || error->code == MARBRE_ERROR_INVALID))
        g_hash_table_insert(making->broken, g_strdup(use->plugin), g_steal_pointer(&error));
    else if (info == NULL)
        add_problem(making, use, error->message);
    return info;
}

static MarbrePlannedCheck *
planned_for(Making *making, const char *key, const MarbreUse *use)
{
    MarbrePlannedCheck *check = g_hash_table_lookup(making->by_key, key);
    if (check == NULL) {
        check = g_new0(MarbrePlannedCheck, 1);
        check->name = use->task == NULL ? g_strdup(use->plugin)
                                        : g_strdup_printf("%s/%s", use->plugin, use->task);
        check->stages = g_ptr_array_new();
        g_ptr_array_add(making->plan->checks, check);
        g_hash_table_insert(making->by_key, g_strdup(key), check);
    }
    return check;
}

static void
add_broken(Making *making, const MarbreStage *stage, const MarbreUse *use)
{
    const GError *error = g_hash_table_lookup(making->broken, use->plugin);
    if (error == NULL)
        return;
    g_autofree char *key = g_strdup_printf("broken %s", use->plugin);
    MarbrePlannedCheck *check = planned_for(making, key, use);
    if (check->broken == NULL) {
        check->broken = g_strdup(error->message);
        check->crashed = error->code == MARBRE_ERROR_FAILED;
    }
    g_ptr_array_add(check->stages, (gpointer)stage);
}

static bool
file_exists(void *user, const char *path)
{
    Making *making = user;
    g_autoptr(GError) reason = NULL;
    size_t size = strlen(path);
    bool folder = size > 0 && path[size - 1] == '/';
    g_autofree char *place = g_strndup(path, folder ? size - 1 : size);
    g_autoptr(MarbreEntry) entry =
        marbre_snapshot_entry(marbre_newsroom_get_snapshot(making->plan->newsroom), place, &reason);
    if (entry == NULL && making->error == NULL && reason->code == MARBRE_ERROR_FAILED)
        making->error = g_steal_pointer(&reason);
    return entry != NULL && entry->kind == (folder ? MARBRE_ENTRY_FOLDER : MARBRE_ENTRY_FILE);
}

/* The task behind a `uses:` with its options; NULL with problems. */
static MarbreTaskUse *
resolve(Making *making, const MarbreUse *use, MarbrePluginInfo *info)
{
    g_autoptr(GError) error = NULL;
    const MarbreTaskInfo *task = marbre_plugin_info_choose(
        info, use->task, use->action ? MBR_KIND_ACTION : MBR_KIND_CHECK, &error);
    if (task == NULL) {
        add_problem(making, use, error->message);
        return NULL;
    }
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(GVariant) options =
        marbre_options_check(task, making->document, use->with, NULL, problems);
    if (options != NULL)
        (void)marbre_options_check_files(task, making->document, use->with, file_exists, making,
                                         problems); /* the problems tell */
    for (guint i = 0; i < problems->len; i++) {
        MarbreProblem *problem = g_ptr_array_index(problems, i);
        g_free(problem->path);
        problem->path = g_strdup(marbre_yaml_get_path(making->document));
        if (problem->offset == 0 && problem->line <= 1) { /* without a place of its own */
            add_problem(making, use, problem->message);
            g_ptr_array_remove_index(problems, i--);
        }
    }
    bool sound = options != NULL && problems->len == 0;
    marbre_problems_take(making->problems, problems);
    uint64_t granted = use->network ? MBR_NEEDS_NETWORK : 0;
    return sound ? marbre_task_use_new(info, task, options, granted) : NULL;
}

static void
add_use(Making *making, const MarbreStage *stage, const MarbreUse *use)
{
    MarbrePluginInfo *info = describe(making, use);
    if (info == NULL) {
        add_broken(making, stage, use);
        return;
    }
    g_autoptr(MarbreTaskUse) task = resolve(making, use, info);
    if (task == NULL)
        return;
    if (use->action) {
        g_ptr_array_add(g_ptr_array_index(making->plan->actions, stage->index),
                        g_steal_pointer(&task));
        return;
    }
    MarbrePlannedCheck *check = planned_for(making, task->key, use);
    g_ptr_array_add(check->stages, (gpointer)stage);
    if (check->use == NULL)
        check->use = g_steal_pointer(&task);
}

static void
add_stage(Making *making, const MarbreStage *stage)
{
    const MarbreWorkflow *workflow = making->plan->workflow;
    making->document =
        marbre_stage_is_owed(workflow, stage) ? workflow->owed_document : workflow->document;
    for (guint i = 0; i < stage->checks->len; i++)
        add_use(making, stage, g_ptr_array_index(stage->checks, i));
    for (guint i = 0; i < stage->actions->len; i++)
        add_use(making, stage, g_ptr_array_index(stage->actions, i));
}

/* --- rules that are named: they are there --------------------------------------------------- */

static void
add_rules(GPtrArray *rules, const MarbrePluginInfo *info)
{
    for (guint i = 0; i < info->tasks->len; i++) {
        const MarbreTaskInfo *task = g_ptr_array_index(info->tasks, i);
        for (guint j = 0; j < task->rules->len; j++)
            g_ptr_array_add(rules, g_strdup_printf("%s/%s", info->id,
                                                   ((MarbreRuleInfo *)task->rules->pdata[j])->id));
    }
}

/* Whether the workflow uses the plugin; `ret_info` is NULL where nobody could describe it. */
static bool
find_plugin(const Making *making, const char *rule, gpointer *ret_info)
{
    g_autofree char *id = g_strndup(rule, strcspn(rule, "/"));
    *ret_info = NULL;
    return g_hash_table_lookup_extended(making->known, id, NULL, ret_info);
}

/* A rule that is named at `at`, where it is re-graded or may be waived. */
static void
check_rule(Making *making, const char *rule, uint64_t at, const char *const *known)
{
    const MarbreWorkflow *workflow = making->plan->workflow;
    gpointer info;
    if (g_strv_contains(known, rule) || (find_plugin(making, rule, &info) && info == NULL))
        return;
    const char *nearest = marbre_nearest(rule, known);
    g_autofree char *why =
        nearest != NULL
            ? g_strdup_printf(_("no check of this workflow has the rule “%s”; the nearest is “%s”"),
                              rule, nearest)
            : g_strdup_printf(
                  _("no check of this workflow has the rule “%s”; `marbre plugin show` names them"),
                  rule);
    marbre_problems_add(making->problems, workflow->path, marbre_yaml_get_lines(workflow->document),
                        at, "%s", why);
}

static void
check_grades(Making *making, const GPtrArray *grades, const char *const *known)
{
    for (guint i = 0; grades != NULL && i < grades->len; i++) {
        const MarbreGrade *grade = g_ptr_array_index(grades, i);
        check_rule(making, grade->rule, grade->span.start, known);
    }
}

static void
check_named_rules(Making *making)
{
    const MarbreWorkflow *workflow = making->plan->workflow;
    g_autoptr(GPtrArray) rules = g_ptr_array_new_with_free_func(g_free);
    GHashTableIter iter;
    gpointer info = NULL;
    g_hash_table_iter_init(&iter, making->known);
    while (g_hash_table_iter_next(&iter, NULL, &info))
        if (info != NULL)
            add_rules(rules, info);
    g_ptr_array_sort(rules, marbre_order_texts);
    g_ptr_array_add(rules, NULL);
    const char *const *known = (const char *const *)rules->pdata;
    check_grades(making, workflow->grades, known);
    for (size_t i = 0; i < marbre_workflow_count(workflow); i++) {
        const MarbreStage *stage = marbre_workflow_at(workflow, i);
        check_grades(making, stage->grades, known);
        /* Where the check has gone, what could be waived of it harms nobody. */
        for (char **rule = stage->waivers.rules; *rule != NULL; rule++)
            if (!marbre_stage_is_owed(workflow, stage) && find_plugin(making, *rule, &info))
                check_rule(making, *rule, stage->waivers.span.start, known);
    }
}

static void
judge_with(MarbreJudged *judged, GPtrArray *keys, const MarbreTaskUse *use)
{
    judged->parts |= use->task->judges;
    for (size_t i = 0; use->keys[i] != NULL; i++)
        if (!g_ptr_array_find_with_equal_func(keys, use->keys[i], g_str_equal, NULL))
            g_ptr_array_add(keys, g_strdup(use->keys[i]));
}

static void
sum_up(MarbrePlan *plan, size_t index)
{
    g_autoptr(GPtrArray) keys = g_ptr_array_new();
    MarbreJudged *judged = &plan->judged[index];
    for (guint i = 0; i < plan->checks->len; i++) {
        const MarbrePlannedCheck *check = g_ptr_array_index(plan->checks, i);
        for (guint j = 0; check->use != NULL && j < check->stages->len; j++)
            if (((const MarbreStage *)g_ptr_array_index(check->stages, j))->index == index)
                judge_with(judged, keys, check->use);
    }
    const GPtrArray *actions = g_ptr_array_index(plan->actions, index);
    for (guint i = 0; i < actions->len; i++)
        judge_with(judged, keys, g_ptr_array_index(actions, i));
    /* Whoever approves a stage that no task helps has read all that readers will. */
    bool alone = judged->parts == 0 && keys->len == 0;
    if (alone && marbre_workflow_at(plan->workflow, index)->approvals.count > 0) {
        judged->parts = MBR_PART_TEXT | MBR_PART_MEDIA;
        g_ptr_array_add(keys, g_strdup("*"));
    }
    g_ptr_array_sort(keys, marbre_order_texts);
    g_ptr_array_add(keys, NULL);
    judged->keys = (char **)g_ptr_array_free(g_steal_pointer(&keys), FALSE);
}

static void
info_unref(void *data)
{
    marbre_plugin_info_unref(data);
}

static void
task_use_unref(void *data)
{
    marbre_task_use_unref(data);
}

MarbrePlan *
marbre_plan_new(MarbreNewsroom *newsroom,
                const MarbreWorkflow *workflow,
                MarbrePool *pool,
                GError **error)
{
    size_t count = marbre_workflow_all(workflow);
    g_autoptr(MarbrePlan) plan = g_new0(MarbrePlan, 1);
    g_atomic_ref_count_init(&plan->count);
    plan->newsroom = marbre_newsroom_ref(newsroom);
    plan->workflow = workflow;
    plan->checks = g_ptr_array_new_with_free_func(planned_free);
    plan->actions = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
    plan->judged = g_new0(MarbreJudged, count);
    for (size_t i = 0; i < count; i++)
        g_ptr_array_add(plan->actions, g_ptr_array_new_with_free_func(task_use_unref));
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(GHashTable) known =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, info_unref);
    g_autoptr(GHashTable) broken =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_error_free);
    g_autoptr(GHashTable) by_key = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    Making making = {plan, pool, known, broken, by_key, problems, NULL, NULL};
    for (size_t i = 0; pool != NULL && i < count; i++)
        add_stage(&making, marbre_workflow_at(workflow, i));
    if (pool != NULL)
        check_named_rules(&making);
    for (size_t i = 0; i < count; i++)
        sum_up(plan, i);
    if (making.error != NULL) {
        g_propagate_error(error, making.error);
        return NULL;
    }
    if (problems->len > 0) {
        g_propagate_error(error, marbre_problems_to_error(problems, MARBRE_ERROR_USAGE));
        return NULL;
    }
    return g_steal_pointer(&plan);
}

const MarbreWorkflow *
marbre_plan_get_workflow(const MarbrePlan *plan)
{
    return plan->workflow;
}

const GPtrArray *
marbre_plan_get_checks(const MarbrePlan *plan)
{
    return plan->checks;
}

const GPtrArray *
marbre_plan_get_actions(const MarbrePlan *plan, const MarbreStage *stage)
{
    return g_ptr_array_index(plan->actions, stage->index);
}

const MarbreJudged *
marbre_plan_get_judged(const MarbrePlan *plan, const MarbreStage *stage)
{
    return &plan->judged[stage->index];
}

const MarbreStage *
marbre_planned_stage(const MarbrePlannedCheck *check,
                     const char *const *passed,
                     MarbreFacts facts,
                     void *user)
{
    for (guint i = 0; i < check->stages->len; i++) {
        const MarbreStage *stage = g_ptr_array_index(check->stages, i);
        if (marbre_condition_holds(stage->when, facts, user) &&
            (passed == NULL || !g_strv_contains(passed, stage->id)))
            return stage;
    }
    return NULL;
}
