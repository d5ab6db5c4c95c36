/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "workflow/definition.h"

#include "base/problem.h"

#include <string.h>

MarbreWorkflow *
marbre_workflow_ref(MarbreWorkflow *workflow)
{
    return g_atomic_rc_box_acquire(workflow);
}

static void
clear_workflow(gpointer data)
{
    MarbreWorkflow *workflow = data;

    g_free(workflow->path);
    g_free(workflow->name);
    g_hash_table_unref(workflow->title);
    g_ptr_array_unref(workflow->stages);
    g_ptr_array_unref(workflow->grades);
    g_hash_table_unref(workflow->moved);
    g_strfreev(workflow->retract_roles);
    g_strfreev(workflow->urgent_roles);
    g_ptr_array_unref(workflow->owed);
    marbre_yaml_unref(workflow->owed_document);
    marbre_yaml_unref(workflow->document);
}

void
marbre_workflow_unref(MarbreWorkflow *workflow)
{
    if (workflow != NULL)
        g_atomic_rc_box_release_full(workflow, clear_workflow);
}

/* ---- titles ---- */

/* The title in the first language there is, by the alphabet: an order that never changes. */
static const char *
any_title(GHashTable *titles)
{
    GHashTableIter iter;
    gpointer lang = NULL;
    gpointer text = NULL;
    const char *first = NULL;
    const char *title = NULL;

    g_hash_table_iter_init(&iter, titles);
    while (g_hash_table_iter_next(&iter, &lang, &text)) {
        if (first == NULL || strcmp(lang, first) < 0) {
            first = lang;
            title = text;
        }
    }
    return title;
}

static const char *
choose_title(GHashTable *titles, const char *lang, const char *name)
{
    g_autofree char *base = lang == NULL ? NULL : g_strndup(lang, strcspn(lang, "-_"));
    const char *title = lang == NULL ? NULL : g_hash_table_lookup(titles, lang);

    if (title == NULL && base != NULL)
        title = g_hash_table_lookup(titles, base);
    if (title == NULL)
        title = g_hash_table_lookup(titles, "en");
    if (title == NULL)
        title = any_title(titles);
    return title != NULL ? title : name;
}

const char *
marbre_workflow_title(const MarbreWorkflow *workflow, const char *lang)
{
    return choose_title(workflow->title, lang, workflow->name);
}

const char *
marbre_stage_title(const MarbreStage *stage, const char *lang)
{
    return choose_title(stage->title, lang, stage->id);
}

/* ---- finding stages ---- */

size_t
marbre_workflow_count(const MarbreWorkflow *workflow)
{
    return workflow->stages->len;
}

size_t
marbre_workflow_all(const MarbreWorkflow *workflow)
{
    return workflow->stages->len + workflow->owed->len;
}

const MarbreStage *
marbre_workflow_at(const MarbreWorkflow *workflow, size_t index)
{
    return index < workflow->stages->len
               ? g_ptr_array_index(workflow->stages, index)
               : g_ptr_array_index(workflow->owed, index - workflow->stages->len);
}

const MarbreStage *
marbre_workflow_first(const MarbreWorkflow *workflow)
{
    return marbre_workflow_at(workflow, 0);
}

const MarbreStage *
marbre_workflow_last(const MarbreWorkflow *workflow)
{
    return marbre_workflow_at(workflow, marbre_workflow_count(workflow) - 1);
}

bool
marbre_stage_is_last(const MarbreWorkflow *workflow, const MarbreStage *stage)
{
    return stage->index + 1 == marbre_workflow_count(workflow);
}

bool
marbre_stage_is_owed(const MarbreWorkflow *workflow, const MarbreStage *stage)
{
    return stage->index >= marbre_workflow_count(workflow);
}

bool
marbre_stage_is_reserved(const char *id)
{
    static const char *const words[] = {MARBRE_STAGE_PUBLISHED, MARBRE_STAGE_SPIKED,
                                        MARBRE_STAGE_RETRACTED, NULL};

    return id != NULL && g_strv_contains(words, id);
}

static const MarbreStage *
find_stage(const MarbreWorkflow *workflow, const char *id, size_t count)
{
    for (size_t i = 0; id != NULL && i < count; i++)
        if (strcmp(marbre_workflow_at(workflow, i)->id, id) == 0)
            return marbre_workflow_at(workflow, i);
    return NULL;
}

const MarbreStage *
marbre_workflow_stage(const MarbreWorkflow *workflow, const char *id)
{
    return find_stage(workflow, id, marbre_workflow_all(workflow));
}

const MarbreStage *
marbre_workflow_resolve(const MarbreWorkflow *workflow, const char *id)
{
    size_t count = marbre_workflow_count(workflow);
    const MarbreStage *stage = find_stage(workflow, id, count);

    if (stage == NULL && id != NULL)
        stage = find_stage(workflow, g_hash_table_lookup(workflow->moved, id), count);
    return stage;
}

const char *
marbre_workflow_nearest(const MarbreWorkflow *workflow, const char *id)
{
    size_t count = marbre_workflow_count(workflow);
    g_autofree const char **ids = g_new0(const char *, count + 1);

    for (size_t i = 0; i < count; i++)
        ids[i] = marbre_workflow_at(workflow, i)->id;
    return marbre_nearest(id, ids);
}

/* ---- ways ---- */

static bool
stands(const MarbreStage *stage, MarbreFacts facts, void *user)
{
    return marbre_condition_holds(stage->when, facts, user);
}

GPtrArray *
marbre_workflow_next(const MarbreWorkflow *workflow,
                     const MarbreStage *stage,
                     MarbreFacts facts,
                     void *user)
{
    GPtrArray *ways = g_ptr_array_new();

    for (size_t i = stage->index + 1; i < marbre_workflow_count(workflow); i++) {
        const MarbreStage *later = marbre_workflow_at(workflow, i);

        if (stands(later, facts, user)) {
            g_ptr_array_add(ways, (void *)later);
            break;
        }
    }
    for (size_t i = 0; stage->next[i] != NULL; i++) {
        const MarbreStage *other = marbre_workflow_stage(workflow, stage->next[i]);

        if (!g_ptr_array_find(ways, other, NULL) && stands(other, facts, user))
            g_ptr_array_add(ways, (void *)other);
    }
    return ways;
}

GPtrArray *
marbre_workflow_earlier(const MarbreWorkflow *workflow,
                        const MarbreStage *stage,
                        MarbreFacts facts,
                        void *user)
{
    GPtrArray *stages = g_ptr_array_new();

    for (size_t i = 0; i < stage->index; i++) {
        const MarbreStage *earlier = marbre_workflow_at(workflow, i);

        if (stands(earlier, facts, user))
            g_ptr_array_add(stages, (void *)earlier);
    }
    return stages;
}

GPtrArray *
marbre_workflow_back(const MarbreWorkflow *workflow,
                     const MarbreStage *stage,
                     MarbreFacts facts,
                     void *user)
{
    size_t count = stage != NULL ? stage->index : marbre_workflow_count(workflow);
    const char *const *allowed = stage != NULL ? (const char *const *)stage->return_to : NULL;
    GPtrArray *ways = g_ptr_array_new();

    for (size_t i = count; i > 0; i--) {
        const MarbreStage *earlier = marbre_workflow_at(workflow, i - 1);

        if ((allowed == NULL || g_strv_contains(allowed, earlier->id)) &&
            stands(earlier, facts, user))
            g_ptr_array_add(ways, (void *)earlier);
    }
    return ways;
}

/* ---- rules ---- */

static const MarbreGrade *
find_grade(const GPtrArray *grades, const char *rule)
{
    for (unsigned i = 0; i < grades->len; i++) {
        const MarbreGrade *grade = g_ptr_array_index(grades, i);

        if (strcmp(grade->rule, rule) == 0)
            return grade;
    }
    return NULL;
}

MarbreSeverity
marbre_stage_severity(const MarbreWorkflow *workflow,
                      const MarbreStage *stage,
                      const char *rule,
                      MarbreSeverity own)
{
    const MarbreGrade *grade = NULL;

    if (g_str_has_prefix(rule, "marbre/"))
        return own;
    if (stage != NULL)
        grade = find_grade(stage->grades, rule);
    if (grade == NULL)
        grade = find_grade(workflow->grades, rule);
    return grade != NULL ? grade->severity : own;
}

bool
marbre_stage_may_waive(const MarbreStage *stage, const char *rule)
{
    return g_strv_contains((const char *const *)stage->waivers.rules, rule);
}
