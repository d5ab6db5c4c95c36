/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A workflow file of any bytes is either refused with a place for every problem, or can be asked
 * everything that a gate asks. */
#include "base/problem.h"
#include "workflow/definition.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *
give_fact(void *user, const char *key)
{
    return g_str_hash(key) % 2 == 0 ? "en" : NULL;
}

static void
ask_stage(const MarbreWorkflow *workflow, const MarbreStage *stage)
{
    g_autoptr(GPtrArray) next = marbre_workflow_next(workflow, stage, give_fact, NULL);
    g_autoptr(GPtrArray) earlier = marbre_workflow_earlier(workflow, stage, give_fact, NULL);
    g_autoptr(GPtrArray) back = marbre_workflow_back(workflow, stage, give_fact, NULL);

    for (unsigned i = 0; i < next->len; i++)
        g_assert(((const MarbreStage *)next->pdata[i])->index > stage->index);
    for (unsigned i = 0; i < earlier->len; i++)
        g_assert(((const MarbreStage *)earlier->pdata[i])->index < stage->index);
    for (unsigned i = 0; i < back->len; i++)
        g_assert(((const MarbreStage *)back->pdata[i])->index < stage->index);
    g_assert(next->len > 0 || marbre_stage_is_last(workflow, stage));
    g_assert(marbre_workflow_stage(workflow, stage->id) == stage);
    g_assert(!marbre_stage_is_reserved(stage->id));
    (void)marbre_stage_title(stage, "fr");
    (void)marbre_stage_may_waive(stage, "draft/too-short");
    (void)marbre_stage_severity(workflow, stage, "draft/too-short", MARBRE_SEVERITY_ERROR);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(GBytes) file = g_bytes_new(data, size);
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbreWorkflow) workflow =
        marbre_workflow_parse("workflows/newsroom.yaml", file, NULL, problems);
    g_autofree char *text = marbre_problems_format(problems);

    g_assert((workflow == NULL) == (problems->len > 0));
    g_assert(g_utf8_validate(text, -1, NULL));
    for (unsigned i = 0; i < problems->len; i++)
        g_assert(((const MarbreProblem *)problems->pdata[i])->offset <= size);
    for (size_t i = 0; workflow != NULL && i < marbre_workflow_count(workflow); i++)
        ask_stage(workflow, marbre_workflow_at(workflow, i));
    return 0;
}
