/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "newsroom/sitting.h"

#include "config.h"

#include "base/digest.h"
#include "base/order.h"
#include "newsroom/approved.h"
#include "newsroom/facts.h"
#include "newsroom/original.h"
#include "newsroom/row.h"

#include <string.h>

static void
slot_free(void *data)
{
    MarbreSlot *slot = data;
    marbre_outcome_unref(slot->outcome);
    g_free(slot->lang);
    g_free(slot);
}

void
marbre_sitting_free(MarbreSitting *sitting)
{
    if (sitting == NULL)
        return;
    g_ptr_array_unref(sitting->slots);
    g_clear_pointer(&sitting->errands, g_ptr_array_unref);
    marbre_article_unref(sitting->article);
    marbre_row_free(sitting->row);
    g_free(sitting->approved);
    g_free(sitting);
}

/* Facts of a row, which keeps them in the order of the keys. */
typedef struct {
    const MarbreRow *row;
    char **keys;
} RowFacts;

static const char *
fact_of_row(void *user, const char *key)
{
    const RowFacts *facts = user;
    for (size_t i = 0; facts->keys[i] != NULL; i++)
        if (strcmp(facts->keys[i], key) == 0)
            return facts->row->facts[i];
    return NULL;
}

static void
make_key(const MarbreSitting *sitting, MarbreSlot *slot)
{
    MarbreDigest *digest = marbre_digest_new();
    const MarbreSettings *settings =
        marbre_policy_get_settings(marbre_newsroom_get_policy(sitting->newsroom));
    g_autofree char *published = g_strjoinv(" ", settings->publish);
    /* Who judges the source may ask how it was when it was approved. */
    bool compares = (slot->check->use->task->judges & MBR_PART_SOURCE) != 0;
    const char *parts[] = {MARBRE_VERSION,
                           sitting->row->words,
                           slot->check->use->key,
                           slot->lang,
                           sitting->settings->now.zone,
                           sitting->row->folder,
                           published,
                           compares ? sitting->approved : NULL};
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
        marbre_digest_add_text(digest, parts[i]);
        marbre_digest_add(digest, "", 1);
    }
    marbre_digest_end_raw(digest, slot->key);
}

/* A check whose plugin could not even be described has failed on every article. */
static MarbreOutcome *
broken_outcome(const MarbrePlannedCheck *check)
{
    return marbre_outcome_new_failed(check->crashed ? MARBRE_OUTCOME_CRASHED
                                                    : MARBRE_OUTCOME_FAILED,
                                     MBR_E_FAILED, "%s", check->broken);
}

static void
add_slots(MarbreSitting *sitting,
          const MarbrePlannedCheck *check,
          const MarbreStage *stage,
          bool aside)
{
    g_auto(GStrv) langs =
        g_strsplit(sitting->row->langs == NULL ? "" : sitting->row->langs, " ", -1);
    for (char **lang = langs; *lang != NULL; lang++) {
        if (**lang == '\0')
            continue;
        MarbreSlot *slot = g_new0(MarbreSlot, 1);
        slot->check = check;
        slot->stage = stage;
        slot->aside = aside;
        slot->lang = g_strdup(*lang);
        if (check->use == NULL)
            slot->outcome = broken_outcome(check);
        else
            make_key(sitting, slot);
        g_ptr_array_add(sitting->slots, slot);
    }
}

static bool
in_scope(const MarbreSitting *sitting, const MarbreStage *stage)
{
    if (sitting->settings->scope == MARBRE_SCOPE_EVERY && sitting->settings->as == NULL)
        return true;
    return sitting->until != NULL && stage->index <= sitting->until->index;
}

/* Where errors block now: the stage it is judged as, its own, or the last that it has left. */
static const MarbreStage *
find_until(const MarbreSitting *sitting)
{
    const MarbreWorkflow *workflow = marbre_plan_get_workflow(sitting->plan);
    const char *stage = sitting->row->stage;
    if (sitting->settings->as != NULL)
        return marbre_workflow_stage(workflow, sitting->settings->as);
    if (stage != NULL && strcmp(stage, MARBRE_STAGE_PUBLISHED) == 0)
        return marbre_workflow_last(workflow);
    if (sitting->stage == NULL)
        return NULL;
    if (sitting->settings->scope != MARBRE_SCOPE_LEFT)
        return sitting->stage;
    return sitting->stage->index == 0 ? NULL
                                      : marbre_workflow_at(workflow, sitting->stage->index - 1);
}

/* The stages that an article has been hurried past, which ask nothing of it: at the last stage, and
   once it is published. NULL for none. (transfer full, nullable) */
static char **
list_passed(const MarbreSitting *sitting)
{
    const MarbreWorkflow *workflow = marbre_plan_get_workflow(sitting->plan);
    const char *stage = sitting->row->stage;
    if (sitting->settings->passed != NULL || sitting->settings->as != NULL)
        return g_strdupv((char **)sitting->settings->passed);
    bool over = stage != NULL && strcmp(stage, MARBRE_STAGE_PUBLISHED) == 0;
    if (sitting->row->owed == NULL ||
        (!over && (sitting->stage == NULL || !marbre_stage_is_last(workflow, sitting->stage))))
        return NULL;
    return g_strsplit(sitting->row->owed, " ", -1); /* instants among them: no stage is called so */
}

/* What only owed stages ask is told where everything is, for whoever will answer for them. */
static void
add_check(MarbreSitting *sitting,
          const MarbrePlannedCheck *check,
          const char *const *passed,
          RowFacts *facts)
{
    const MarbreWorkflow *workflow = marbre_plan_get_workflow(sitting->plan);
    const MarbreStage *stage = marbre_planned_stage(check, passed, fact_of_row, facts);
    const MarbreStage *any =
        stage != NULL ? stage : marbre_planned_stage(check, NULL, fact_of_row, facts);
    if (any == NULL)
        return;
    bool aside =
        stage == NULL || (marbre_stage_is_owed(workflow, stage) && stage != sitting->until);
    if (aside ? sitting->settings->scope == MARBRE_SCOPE_EVERY && sitting->settings->as == NULL
              : in_scope(sitting, stage))
        add_slots(sitting, check, any, aside);
}

MarbreSitting *
marbre_sitting_new(MarbreNewsroom *newsroom,
                   const MarbreCheckSettings *settings,
                   MarbrePlan *plan,
                   char **facts,
                   MarbreRow *row,
                   MarbreArticle *article)
{
    const MarbreWorkflow *workflow = marbre_plan_get_workflow(plan);
    MarbreSitting *sitting = g_new0(MarbreSitting, 1);
    sitting->newsroom = newsroom;
    sitting->settings = settings;
    sitting->plan = plan;
    sitting->row = row;
    sitting->article = article;
    sitting->slots = g_ptr_array_new_with_free_func(slot_free);
    sitting->stage = row->stage == NULL ? marbre_workflow_first(workflow)
                                        : marbre_workflow_resolve(workflow, row->stage);
    sitting->until = find_until(sitting);
    sitting->approved = marbre_approved_content(plan, row->approved, sitting->stage);

    RowFacts row_facts = {row, facts};
    g_auto(GStrv) passed = list_passed(sitting);
    const GPtrArray *checks = marbre_plan_get_checks(plan);
    for (guint i = 0; i < checks->len && !marbre_row_is_closed(row); i++) {
        const MarbrePlannedCheck *check = g_ptr_array_index(checks, i);
        add_check(sitting, check, (const char *const *)passed, &row_facts);
    }
    return sitting;
}

bool
marbre_sitting_needs_article(const MarbreSitting *sitting)
{
    const MarbreRow *row = sitting->row;
    bool published = row->stage != NULL && strcmp(row->stage, MARBRE_STAGE_PUBLISHED) == 0;
    if (row->sound == NULL || row->langs == NULL || *row->langs == '\0' ||
        (published && row->settled == NULL) ||
        (!marbre_row_is_closed(row) &&
         !marbre_original_is_quiet(sitting->newsroom, row->translates)) ||
        (sitting->stage == NULL && !published && !marbre_row_is_closed(row)))
        return true;
    for (guint i = 0; i < sitting->slots->len; i++) {
        const MarbreSlot *slot = g_ptr_array_index(sitting->slots, i);
        if (slot->outcome == NULL || slot->outcome->status != MARBRE_OUTCOME_OK ||
            slot->outcome->findings->len > 0)
            return true;
    }
    return false;
}

GPtrArray *
marbre_sitting_checks(const MarbreSitting *sitting)
{
    GPtrArray *checks = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < sitting->slots->len; i++) {
        const MarbreSlot *slot = g_ptr_array_index(sitting->slots, i);
        const MarbreTaskUse *use = slot->check->use;
        if (use == NULL)
            continue;
        char *line = g_strdup_printf("%s %s %s", slot->check->name, use->plugin->version,
                                     use->plugin->digest);
        if (g_ptr_array_find_with_equal_func(checks, line, g_str_equal, NULL))
            g_free(line);
        else
            g_ptr_array_add(checks, line);
    }
    return checks;
}

GPtrArray *
marbre_sitting_plugins(const MarbreSitting *sitting)
{
    GPtrArray *plugins = g_ptr_array_new();
    for (guint i = 0; i < sitting->slots->len; i++) {
        const MarbreSlot *slot = g_ptr_array_index(sitting->slots, i);
        const MarbreTaskUse *use = slot->check->use;
        if (use != NULL &&
            !g_ptr_array_find_with_equal_func(plugins, use->plugin->id, g_str_equal, NULL))
            g_ptr_array_add(plugins, use->plugin->id);
    }
    g_ptr_array_sort(plugins, marbre_order_texts);
    return plugins;
}
